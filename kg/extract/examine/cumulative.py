"""A value per year, over the years of a period, against the total that is set for the period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kg.errors import Words
from kg.extract.examine.amounts import Paragraph, plain
from kg.extract.examine.made import make_examination
from kg.model import Examination, Facts, Outcome, Scope, Target, ValueBasis
from kg.numerals import Comparator
from kg.parse.structure import ParsedDocument
from kg.profiles.reckoning import ReckoningWords

_AT_LEAST = (Comparator.AT_LEAST, Comparator.MORE)
_AT_MOST = (Comparator.AT_MOST, Comparator.LESS)


def examine_cumulative(
    parsed: ParsedDocument, facts: Facts, paragraphs: Sequence[Paragraph], words: ReckoningWords
) -> Iterator[Examination]:
    """Hold yearly values of an indicator against its total for the whole period.

    A yearly value is one per year, or a year's increase in a row that prints a total too: “﹥25”
    for 2030 beside ``[125]``. Where the yearly value is a bound, so is what it adds up to. The two
    may stand in the text and in the table, where both are of one indicator.
    """
    matched = {link.source: link.target for link in facts.links if link.kind == "target-indicator"}
    by_subject: dict[str, list[Target]] = {}
    for target in facts.targets:
        if target.scope is Scope.REVIEW:
            continue  # the plan before had set it
        by_subject.setdefault(matched.get(target.id, target.subject), []).append(target)
    for held in by_subject.values():
        totals = [target for target in held if target.basis is ValueBasis.CUMULATIVE]
        for total in totals:
            years = _years(total.period)
            for yearly in held:
                if years and _is_yearly(yearly) and yearly.unit == total.unit:
                    yield _compare(yearly, total, years)
    plan = facts.document.period
    for paragraph in paragraphs if plan else ():
        yield from _carried_on(parsed, paragraph, words, plan[1] - plan[0] + 1 if plan else 0)


def _is_yearly(target: Target) -> bool:
    is_of_a_year = target.basis is ValueBasis.INCREASE and target.period is None
    # 五年每年25万人 names a period too, and is a yearly value all the same.
    return target.basis is ValueBasis.PER_YEAR or is_of_a_year


def _years(period: str | None) -> int | None:
    if period is None:
        return None
    first, _, last = period.partition("/")
    return int(last) - int(first) + 1


def _compare(yearly: Target, total: Target, years: int) -> Examination:
    reached = yearly.value * years
    is_more = yearly.comparator in _AT_LEAST and total.value >= reached
    is_less = yearly.comparator in _AT_MOST and total.value <= reached
    holds = total.value == reached or is_more or is_less
    unit = total.unit or ""
    shown = f"{plain(yearly.value)} × {years} = {plain(reached)}{unit}"
    return make_examination(
        "cumulative",
        total.id,
        Outcome.HOLDS if holds else Outcome.DIFFERS,
        document=total.evidence.document,
        spans=(total.evidence.span, yearly.evidence.span),
        working=Words(f"{total.indicator}:每年{shown}", f"{total.indicator}: a year {shown}"),
        stated=f"{plain(total.value)}{unit}",
        reckoned=f"{plain(reached)}{unit}",
        matter=yearly.id,
    )


def _carried_on(
    parsed: ParsedDocument, paragraph: Paragraph, words: ReckoningWords, years: int
) -> Iterator[Examination]:
    """Hold a year's increase that the text carries on (以此为基数) against that of the period."""
    for yearly, total in pairwise(paragraph.amounts):
        between = parsed.folded[yearly.span.end : total.number.start]
        is_pair = yearly.sentence == total.sentence and yearly.measure == total.measure
        is_year = yearly.time is not None and len(yearly.time) == len("2025")
        is_period = total.time is not None and "/" in total.time
        grows = all(
            words.amounts["increase"].search(amount.lead.quote(parsed.folded))
            for amount in (yearly, total)
        )
        is_carried = words.amounts["carried_on"].search(between)
        if not (is_pair and is_year and is_period and grows and is_carried):
            continue
        scale = total.ones / total.value if total.value else Decimal(1)
        reached = yearly.ones * years / scale
        unit = total.unit or ""
        shown = f"{plain(yearly.ones / scale)} × {years} = {plain(reached)}{unit}"
        yield make_examination(
            "cumulative",
            paragraph.subject,
            Outcome.HOLDS if abs(reached - total.value) <= total.half / scale else Outcome.DIFFERS,
            document=parsed.key,
            spans=(total.whole, yearly.whole),
            working=Words(shown, shown),
            stated=f"{plain(total.value)}{unit}",
            reckoned=f"{plain(reached)}{unit}",
            matter=shown,
        )
