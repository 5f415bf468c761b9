"""Which rule reads each number of an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest

from kg.extract import figure_facts, ledger
from kg.extract.figure_readings import ReadFigure
from kg.extract.number_forms import FormReading
from kg.extract.numbers import NumberMention
from kg.model import Facts, LedgerEntry
from kg.parse.structure import ParsedDocument
from kg.pipeline import build_document
from kg.rules import Rule
from kg.text import Span, fold
from tests.cases import frame, source_of
from tests.cases.frame import START
from tests.conftest import REPORTS


@dataclass(frozen=True, slots=True)
class Reading:
    """A number with the rules that read it, by table; a claim covers what lies under it.

    Attributes:
        rules: Id of the rule of each table that has a word on the number.
    """

    span: Span
    quote: str
    rules: tuple[str, ...]


@cache
def readings(text: str) -> tuple[Reading, ...]:
    """Return the numbers of a document with the rules that read them, in its order."""
    forms: dict[Span, FormReading] = {}
    figures: dict[Span, ReadFigure] = {}
    mentions: list[NumberMention] = []
    enter = ledger.enter_numbers

    def keep(
        parsed: ParsedDocument,
        facts: Facts,
        found: Iterable[NumberMention],
        by_form: Mapping[Span, FormReading],
        by_context: Mapping[Span, ReadFigure],
    ) -> tuple[LedgerEntry, ...]:
        mentions.extend(found)
        forms.update(by_form)
        figures.update(by_context)
        return enter(parsed, facts, mentions, by_form, by_context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figure_facts, "enter_numbers", keep)
        rows = build_document(source_of(text)).facts.ledger
    entered = {entry.evidence.span: entry.evidence.rule for entry in rows}
    return tuple(
        Reading(
            mention.span,
            mention.span.quote(text),
            tuple(
                known
                for known in (
                    entered.get(mention.span),
                    forms[mention.span].rule if mention.span in forms else None,
                    figures[mention.span].rule if mention.span in figures else None,
                )
                if known is not None
            ),
        )
        for mention in mentions
    )


def is_read_by(rule: Rule, text: str, words: str) -> bool:
    """Return whether a rule reads the number that an example names.

    Raises:
        LookupError: The example, or the number in it, is not found.
    """
    start, whole = _place(rule, text)
    end = start + len(text)
    found = [
        reading
        for reading in readings(whole)
        if start <= reading.span.start < end and fold(reading.quote) == fold(words)
    ]
    if not found:
        raise LookupError(f"{rule.id}: no number {words} in {text}")
    return any(rule.id in reading.rules for reading in found)


def _place(rule: Rule, text: str) -> tuple[int, str]:
    """Return the document of an example, and where in it the example begins."""
    if not rule.report:
        return START, frame(text)
    whole = (REPORTS / f"{rule.report}.txt").read_text(encoding="utf-8")
    if rule.instead:
        start = whole.index(rule.instead)
        whole = whole.replace(rule.instead, text, 1)
        return start, whole
    return whole.index(text), whole


def all_examples(tables: Iterable[Iterable[Rule]]) -> Iterator[tuple[Rule, str, str, bool]]:
    """Yield each example of some tables: rule, text, words, and whether the rule reads them."""
    for table in tables:
        for rule in table:
            for text, words in rule.examples:
                yield rule, text, words, True
            for text, words in rule.counterexamples:
                yield rule, text, words, False
