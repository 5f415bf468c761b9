"""A user's own words and forms: each document is checked with those that it was read with."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping

from kg.check.problems import Problem
from kg.errors import Words
from kg.lexicon import WordFile
from kg.profiles.overlay import Overlay
from kg.query import run
from kg.store import Store, value_of


def read_overlays(store: Store) -> Mapping[str, Overlay]:
    """Return the overlay of each document that was read with one, by the document's IRI."""
    files: defaultdict[str, defaultdict[str, list[WordFile]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in run(store, "check/overlays").rows:
        file = WordFile(value_of(row, "name"), value_of(row, "words"))
        files[value_of(row, "document")][value_of(row, "kind")].append(file)
    return {
        document: Overlay(tuple(kinds["lexicon"]), tuple(kinds["profile"]))
        for document, kinds in files.items()
    }


def check_overlays(store: Store) -> list[Problem]:
    """Compare the text of each overlay with its digest."""
    return [
        Problem(
            "overlay",
            value_of(row, "overlay"),
            Words("存下的自备词表与其摘要不符", "the stored overlay has another digest"),
        )
        for row in run(store, "check/overlays").rows
        if hashlib.sha256(value_of(row, "words").encode()).hexdigest() != value_of(row, "sha256")
    ]
