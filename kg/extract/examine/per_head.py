"""A total and a number of people, against a value per head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.errors import Words
from kg.extract.examine.amounts import Amount, Paragraph, plain, rounded
from kg.extract.examine.made import make_examination
from kg.extract.examine.units import scale_of
from kg.lexicon import pattern
from kg.model import Examination, Facts, NumberReading, Outcome, Target, ValueBasis
from kg.numerals import Comparator
from kg.parse.structure import ParsedDocument
from kg.profiles.reckoning import ReckoningWords
from kg.text import Span

_MONEY = "元"
_PLACES = 3
_OTHERS = (NumberReading.OTHER_SUBJECT,)
_AT_LEAST = (Comparator.AT_LEAST, Comparator.MORE)


def examine_per_head(
    parsed: ParsedDocument, facts: Facts, paragraphs: Sequence[Paragraph], words: ReckoningWords
) -> Iterator[Examination]:
    """Hold values per head against total, people and rate of exchange of the same passage.

    The number of people may be the goal that the document sets for it elsewhere. Where total or
    people are not named once, there is no examination.
    """
    goals = {
        target.value * scale_of(target.unit)[0]: target
        for target in reversed(facts.targets)
        if target.basis is ValueBasis.LEVEL
        and scale_of(target.unit)[1] == "人"
        and words.amounts["people"].search(target.indicator)
    }
    for paragraph in paragraphs:
        leads = {a: a.lead.quote(parsed.folded) for a in paragraph.amounts}
        said = [a for a in paragraph.amounts if words.amounts["per_head"].search(leads[a])]
        # The result of a calculation is per head where its sentence speaks of it before.
        heads = {
            (a.value, a.unit, a.comparator): a
            for a in reversed(paragraph.amounts)
            if a.measure.endswith(_MONEY)
            and (
                a in said
                or (
                    a.rule == "projection"
                    and any(b.sentence == a.sentence and b.span.end < a.span.start for b in said)
                )
            )
        }
        totals = {
            a.ones: a
            for a in reversed(paragraph.amounts)
            if a.measure == _MONEY
            and a.reading not in _OTHERS
            and words.amounts["total"].search(leads[a])
            and not words.amounts["per_head"].search(leads[a])
        }
        rates = [
            a
            for a in paragraph.amounts
            if not a.measure and words.amounts["exchange"].search(leads[a])
        ]
        rates += _rates_behind(parsed, paragraph, words)
        if len(totals) != 1 or len(goals) != 1:
            continue
        total, people = next(iter(totals.values())), next(iter(goals.values()))
        for head in heads.values():
            # 届时人均…: of then, while the total that is named may be of now.
            if pattern("same-time").search(parsed.folded, head.clause.span.start, head.span.end):
                continue
            yield from _examine(parsed, paragraph, head, total, people, rates)


def _rates_behind(
    parsed: ParsedDocument, paragraph: Paragraph, words: ReckoningWords
) -> list[Amount]:
    """Find a rate of exchange in the bracket behind the words that speak of it."""
    return [
        a
        for a in paragraph.amounts
        if not a.measure
        and a.clause.level
        and words.amounts["exchange"].search(
            parsed.folded, max(a.sentence.start, a.number.start - 20), a.number.start
        )
    ]


def _examine(
    parsed: ParsedDocument,
    paragraph: Paragraph,
    head: Amount,
    total: Amount,
    people: Target,
    rates: Sequence[Amount],
) -> Iterator[Examination]:
    foreign = head.measure != _MONEY
    if foreign and not rates:
        return
    heads = people.value * scale_of(people.unit)[0]
    value = total.ones / heads
    shown = f"{plain(total.value)}{total.unit} ÷ {plain(people.value)}{people.unit}"
    spans: list[Span] = [head.whole, total.whole, people.evidence.span]
    if foreign:
        value /= rates[0].value
        shown += f" ÷ {plain(rates[0].value)}"
        spans.append(rates[0].whole)
    scale = head.ones / head.value if head.value else Decimal(1)
    off = abs(value - head.ones)
    holds = value >= head.ones if head.comparator in _AT_LEAST else off <= head.half
    reckoned = f"{rounded(value / scale, _PLACES)}{head.unit}"
    yield make_examination(
        "per-head",
        head.fact or paragraph.subject,
        Outcome.HOLDS if holds else Outcome.DIFFERS,
        document=parsed.key,
        spans=spans,
        working=Words(f"{shown} = {reckoned}", f"{shown} = {reckoned}"),
        stated=head.span.quote(parsed.text),
        reckoned=reckoned,
        matter=shown + head.span.quote(parsed.text),
    )
