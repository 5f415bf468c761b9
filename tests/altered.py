"""Graphs with one thing altered: a value, the words it was read from, or where a quote ends."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from kg.check.readings.facts import Fact, Quote, plain
from kg.graph.builder import term
from kg.namespaces import DEFAULT_BASE, PREFIXES
from kg.text import Span
from tests.conftest import Report

_QUADS: dict[str, list[Quad]] = {}


def quads_of(report: Report) -> list[Quad]:
    """Return a report's quads, walked once."""
    return _QUADS.setdefault(report.name, list(report.store.quads()))


def with_value(report: Report, node: str, name: str, old: str, new: str) -> list[Quad]:
    """Alter one statement of the graph."""
    key = report.build.source.key
    subject = NamedNode(f"{DEFAULT_BASE}{key}" + (f"/{node}" if node else ""))
    quads, altered = [], 0
    for quad in quads_of(report):
        if quad.subject == subject and quad.predicate == term(name):
            value = quad.object
            if isinstance(value, Literal) and value.value == old:
                altered += 1
                if value.language:
                    value = Literal(new, language=value.language)
                else:
                    value = Literal(new, datatype=value.datatype)
            elif isinstance(value, NamedNode) and value.value.endswith(f"#{old}"):
                altered += 1
                value = NamedNode(PREFIXES["planv"] + new)
            quads.append(Quad(quad.subject, quad.predicate, value, quad.graph_name))
        else:
            quads.append(quad)
    assert altered == 1, f"{node} does not say {old}"
    return quads


def with_text(report: Report, old: str, new: str) -> list[Quad]:
    """Alter the text, and all quotes with it as if they had been read from it."""
    text = report.text
    # The reports print full-width marks that the cases write in half width.
    position = plain(text).index(plain(old))
    end = position + len(old)
    # Only what differs is replaced: the words on both sides keep their places.
    shared = next(i for i in range(len(old) + 1) if plain(old[: i + 1]) != plain(new[: i + 1]))
    tail = next(
        i
        for i in range(len(old) + 1)
        if i >= min(len(old), len(new)) - shared or plain(old)[-1 - i] != plain(new)[-1 - i]
    )
    position, end = position + shared, end - tail
    middle = new[shared : len(new) - tail]
    changed = text[:position] + middle + text[end:]
    shift = len(middle) - (end - position)

    def moved_start(offset: int) -> int:
        return offset + shift if offset >= end and offset > position else offset

    def moved_end(offset: int) -> int:
        return offset + shift if offset >= end else offset

    starts, ends = {}, {}
    for quad in quads_of(report):
        name = str(quad.subject).strip("<>").removesuffix("#position")
        if quad.predicate == term("oa:start"):
            starts[name] = moved_start(int(quad.object.value))  # type: ignore[union-attr]
        elif quad.predicate == term("oa:end"):
            ends[name] = moved_end(int(quad.object.value))  # type: ignore[union-attr]
    made: dict[NamedNode, Callable[[str], str]] = {
        term("nif:isString"): lambda _: changed,
        term("oa:start"): lambda name: str(starts[name]),
        term("oa:end"): lambda name: str(ends[name]),
        term("oa:exact"): lambda name: changed[starts[name] : ends[name]],
        term("oa:prefix"): lambda name: changed[max(0, starts[name] - 16) : starts[name]],
        term("oa:suffix"): lambda name: changed[ends[name] : ends[name] + 16],
    }
    quads = []
    for quad in quads_of(report):
        value = quad.object
        if quad.predicate in made and isinstance(value, Literal):
            name = re.sub("#(?:position|quote)$", "", str(quad.subject).strip("<>"))
            value = Literal(made[quad.predicate](name), datatype=value.datatype)
        elif quad.predicate == term("plan:sha256") and str(quad.subject).endswith("/text>"):
            value = Literal(hashlib.sha256(changed.encode()).hexdigest())
        quads.append(Quad(quad.subject, quad.predicate, value, quad.graph_name))
    return quads


def with_span(report: Report, node: str, words: str, cut: str) -> list[Quad]:
    """Cut the main place of a node, found by its words, down to a part of them."""
    text = report.text
    start = plain(text).index(plain(words))
    old, new_start = Span(start, start + len(words)), start + plain(words).index(plain(cut))
    new = Span(new_start, new_start + len(cut))
    key = f"{DEFAULT_BASE}{report.build.source.key}"
    place = f"{key}/evidence/{old.start}-{old.end}"
    says = {
        (f"{place}#position", term("oa:start")): str(new.start),
        (f"{place}#position", term("oa:end")): str(new.end),
        (f"{place}#quote", term("oa:exact")): new.quote(text),
        (f"{place}#quote", term("oa:prefix")): text[max(0, new.start - 16) : new.start],
        (f"{place}#quote", term("oa:suffix")): text[new.end : new.end + 16],
    }
    quads, altered = [], 0
    for quad in quads_of(report):
        value = quad.object
        key_of = (str(quad.subject).strip("<>"), quad.predicate)
        if key_of in says and isinstance(value, Literal):
            altered += 1
            value = Literal(says[key_of], datatype=value.datatype)
        quads.append(Quad(quad.subject, quad.predicate, value, quad.graph_name))
    assert altered == len(says)
    assert any(quad.subject.value == f"{key}/{node}" for quad in quads)  # type: ignore[union-attr]
    return quads


def with_words(fact: Fact, offset: int, character: str) -> Fact:
    """Change one character of a fact's main quote, in all its quotes that hold the place."""
    main = fact.main
    assert main is not None
    place = main.start + offset

    def changed(quote: Quote) -> Quote:
        at = place - quote.start
        if not 0 <= at < len(quote.words):
            return quote
        return replace(quote, words=quote.words[:at] + character + quote.words[at + 1 :])

    return replace(fact, quotes=tuple(changed(quote) for quote in fact.quotes))
