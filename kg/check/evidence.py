"""Every quote against the text: exact, character by character, at its offsets."""

from __future__ import annotations

import hashlib

from kg.check.problems import Problem
from kg.errors import SpanError, Words
from kg.query import run
from kg.store import Row, Store, value_of
from kg.text import Span

_SHOWN = 24


def check_evidence(store: Store) -> tuple[dict[str, int], list[Problem]]:
    """Compare each quote with the stored text, and the text with its digest."""
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
    places = run(store, "check/places").rows
    for row in places:
        problem = _check_place(row, words)
        if problem is not None:
            problems.append(problem)
    return {"documents": len(texts), "evidence": len(places)}, problems


def _text_problem(node: str, zh: str, en: str) -> Problem:
    return Problem("text", node, Words(zh, en))


def _check_place(row: Row, words: dict[str, str]) -> Problem | None:
    place, source, start, end, exact = (
        row[name] for name in ("place", "text", "start", "end", "exact")
    )
    node = place.value if place else ""
    if start is None or end is None or exact is None or source is None:
        return Problem("evidence", node, Words("缺少位置或引文", "has no position or no quote"))
    if source.value not in words:
        return Problem("evidence", node, Words("所指原文不在库中", "its text is not in the store"))
    span = Span(int(start.value), int(end.value))
    text = words[source.value]
    found = _mismatch(span, exact.value, text) or _other_context(row, span, text)
    return None if found is None else Problem("evidence", node, found)


def _other_context(row: Row, span: Span, text: str) -> Words | None:
    """Say that what is said to stand beside a quote does not: its borders are judged by it."""
    before, after = value_of(row, "before"), value_of(row, "after")
    fits_before = text.endswith(before, 0, span.start) and (before or span.start == 0)
    fits_after = text.startswith(after, span.end) and (after or span.end == len(text))
    if fits_before and fits_after:
        return None
    return Words("引文前后的文字与原文不符", "the words beside the quote are not the text's")


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
