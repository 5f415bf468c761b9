"""Every quote against the text: exact, character by character, at its offsets."""

from __future__ import annotations

import hashlib

from kg.check.problems import Problem
from kg.errors import SpanError, UnknownNameError, UsageError, Words
from kg.query import run
from kg.store import Row, Store
from kg.text import Span

_SHOWN = 24


def check_evidence(
    store: Store, *, text: str | None, document: str | None
) -> tuple[dict[str, int], list[Problem]]:
    """Compare each quote with the stored text, and with a source at hand where one is given.

    Args:
        store: The graph.
        text: The source at hand; ``None`` to compare with the stored text only.
        document: Key of the document whose source it is.

    Raises:
        UsageError: The document is not known, or one of several has to be named.
    """
    texts = {row["text"].value: row for row in run(store, "check/texts").rows if row["text"]}
    problems: list[Problem] = []
    words: dict[str, str] = {}
    for node, row in texts.items():
        stored, digest = row["words"], row["sha256"]
        if stored is None or digest is None:
            problems.append(_text_problem(node, "没有存下原文或其摘要", "no stored text or digest"))
            continue
        words[node] = stored.value
        if hashlib.sha256(stored.value.encode()).hexdigest() != digest.value:
            problems.append(
                _text_problem(node, "存下的原文与其摘要不符", "the stored text has another digest")
            )
    at_hand = None if text is None else _text_of(store, texts, document)
    places = run(store, "check/places").rows
    for row in places:
        problem = _check_place(row, words, at_hand, text)
        if problem is not None:
            problems.append(problem)
    return {"documents": len(texts), "evidence": len(places)}, problems


def _text_problem(node: str, zh: str, en: str) -> Problem:
    return Problem("text", node, Words(zh, en))


def _text_of(store: Store, texts: dict[str, Row], document: str | None) -> str:
    """Find the text node that a source at hand is compared with."""
    keys = {row["key"].value: node for node, row in texts.items() if row["key"]}
    if document is not None:
        if document not in keys:
            raise UnknownNameError(Words("文件", "document"), document, keys)
        return keys[document]
    if len(keys) != 1:
        listed = ", ".join(keys)
        raise UsageError(
            f"{store.name}含{len(keys)}个文件({listed}),请用 --document 指明",
            f"{store.name} holds {len(keys)} documents ({listed}); name one with --document",
        )
    return next(iter(keys.values()))


def _check_place(
    row: Row, words: dict[str, str], at_hand: str | None, text: str | None
) -> Problem | None:
    place, source, start, end, exact = (
        row[name] for name in ("place", "text", "start", "end", "exact")
    )
    node = place.value if place else ""
    if start is None or end is None or exact is None or source is None:
        return Problem("evidence", node, Words("缺少位置或引文", "has no position or no quote"))
    if source.value not in words:
        return Problem("evidence", node, Words("所指原文不在库中", "its text is not in the store"))
    span = Span(int(start.value), int(end.value))
    found = _mismatch(span, exact.value, words[source.value])
    if found is None and text is not None and source.value == at_hand:
        found = _mismatch(span, exact.value, text)
        if found is not None and exact.value in text:
            moved = text.index(exact.value)
            found = Words(
                f"引文“{_shown(exact.value)}”已移到{moved}处",
                f"the quote {_shown(exact.value)!r} has moved to {moved}",
            )
    return None if found is None else Problem("evidence", node, found)


def _mismatch(span: Span, exact: str, text: str) -> Words | None:
    try:
        there = span.quote(text)
    except SpanError as error:
        return error.words
    if span.start == span.end:
        return Words("引文是空的", "the quote is empty")
    if there == exact:
        return None
    return Words(
        f"引文为“{_shown(exact)}”,原文此处为“{_shown(there)}”",
        f"quotes {_shown(exact)!r}, but the text has {_shown(there)!r}",
    )


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
