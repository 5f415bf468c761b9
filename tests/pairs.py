"""The invented report of 清河市 together with its invented outline, either of them changed."""

from __future__ import annotations

import hashlib
from functools import cache

from kg.extract.pairing import hold_against
from kg.model import Pairing
from kg.pipeline import Build, build_document, build_graph
from kg.source import Source
from kg.store import Store
from tests.conftest import HELD_OUTLINE, INVENTED, built

KEY = "qinghe-outline"

Change = tuple[str, str]


def changed(text: str, *changes: Change) -> str:
    """Change words that stand in a text once."""
    for old, new in changes:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    return text


def source(text: str, key: str) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    decisions = built("qinghe").build.source.decisions if key == "qinghe" else ()
    return Source(key=key, name=f"{key}.txt", text=text, sha256=digest, decisions=decisions)


@cache
def report(*changes: Change) -> Build:
    text = changed(INVENTED.read_text(encoding="utf-8"), *changes)
    return build_document(source(text, "qinghe"))


@cache
def outline(*changes: Change, key: str = KEY) -> Build:
    text = changed(HELD_OUTLINE.read_text(encoding="utf-8"), *changes)
    return build_document(source(text, key))


def pairing(*changes: Change, said: tuple[Change, ...] = ()) -> Pairing:
    """Hold the report, changed by ``said``, against the outline, changed by ``changes``."""
    other = outline(*changes)
    return hold_against(report(*said).facts, other.facts, other.source.text)


@cache
def store(*changes: Change, said: tuple[Change, ...] = ()) -> Store:
    """Build both into one graph."""
    return Store.of(build_graph([report(*said), outline(*changes)]), "pair")
