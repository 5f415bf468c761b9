"""Facts after a change of their source: gone, moved, or where they were."""

from __future__ import annotations

from kg.check.alignment import Alignment
from kg.check.problems import Problem
from kg.check.readings.borders import border_problem
from kg.check.readings.facts import Fact, Quote, plain, read_facts
from kg.errors import SpanError, Words
from kg.query import choose_document, run
from kg.store import Store, value_of
from kg.text import Span

NAMES = {
    "unchanged": ("与手头原文处处相同的事实", "facts unchanged in the source at hand"),
    "moved": ("引文移到别处的事实", "facts whose quotes have moved"),
    "gone": ("引文已不存在的事实", "facts whose quotes are gone"),
}

_CONTEXT = 16
_SHOWN = 24


def check_changes(
    store: Store, *, text: str | None, document: str | None
) -> tuple[dict[str, int], list[Problem], list[Problem]]:
    """Find each fact's quotes in a source at hand.

    A fact is gone when one of its quotes is, or when what now stands beside a quote cuts into it:
    a digit more before a number, a negation. It has moved when all its quotes stand, but not all
    where they were.

    Args:
        store: The graph.
        text: The source at hand; nothing is compared where it is ``None``.
        document: Key of the document whose source it is; needed with several.

    Returns:
        Counts, facts that are gone, facts that have moved.

    Raises:
        UsageError: The document is not known, or one of several has to be named.
    """
    if text is None:
        return {}, [], []
    node, stored = _stored(store, document)
    alignment = Alignment(stored, text)
    found: dict[str, Span | None] = {}
    gone, moved, unchanged = [], [], 0
    for fact in read_facts(store):
        quotes = [quote for quote in fact.quotes if quote.text == node]
        for quote in quotes:
            if quote.place not in found:
                found[quote.place] = _find(quote, alignment, text)
        lost = [quote for quote in quotes if found[quote.place] is None]
        away = [quote for quote in quotes if found[quote.place] != Span(quote.start, quote.end)]
        if lost:
            gone.append(_gone(fact, lost[0]))
        elif away:
            moved.append(_moved(fact, away[0], found[away[0].place]))
        elif quotes:
            unchanged += 1
    counts = {"unchanged": unchanged, "moved": len(moved), "gone": len(gone)}
    return counts, gone, moved


def _find(quote: Quote, alignment: Alignment, text: str) -> Span | None:
    try:
        span = alignment.find(Span(quote.start, quote.end))
    except SpanError:
        return None
    if span is None:
        return None
    before = plain(text[max(0, span.start - _CONTEXT) : span.start])
    after = plain(text[span.end : span.end + _CONTEXT])
    if (before, after) == (quote.before, quote.after):
        return span
    there = Quote("", "", span.start, span.end, quote.words, before, after, quote.is_main)
    return None if border_problem(there) and not border_problem(quote) else span


def _stored(store: Store, document: str | None) -> tuple[str, str]:
    """Find the text that a source at hand is compared with."""
    key = value_of(choose_document(store, document), "document")
    rows = run(store, "check/texts").rows
    texts = {value_of(row, "key"): (value_of(row, "text"), value_of(row, "words")) for row in rows}
    return texts[key]


def _gone(fact: Fact, quote: Quote) -> Problem:
    words = _shown(quote.words)
    zh, en = f"引文“{words}”已不在原文中", f"the quote {words!r} is gone"
    return Problem("gone", fact.node, _named(fact, zh, en))


def _moved(fact: Fact, quote: Quote, span: Span | None) -> Problem:
    words, start = _shown(quote.words), span.start if span else quote.start
    zh = f"引文“{words}”由{quote.start}处移到{start}处"
    en = f"the quote {words!r} has moved from {quote.start} to {start}"
    return Problem("moved", fact.node, _named(fact, zh, en))


def _named(fact: Fact, zh: str, en: str) -> Words:
    label = fact.value("rdfs:label")
    name = "" if label is None else _shown(label)
    return Words(f"{name}:{zh}", f"{name}: {en}") if name else Words(zh, en)


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
