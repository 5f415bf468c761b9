"""The growth that leads from base to goal, against a growth that the text announces.

Two questions: is the growth that a plan sets enough for the total that it sets; and is a growth
that a text calculates the one that its own numbers give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.errors import Words
from kg.extract.examine.amounts import Amount, Paragraph, plain
from kg.extract.examine.made import make_examination
from kg.extract.examine.units import scale_of
from kg.extract.growth import growth_per_year
from kg.lexicon import current
from kg.model import (
    Examination,
    Facts,
    NumberReading,
    Observation,
    Outcome,
    Target,
    ValueBasis,
)
from kg.numerals import Comparator
from kg.parse.structure import ParsedDocument
from kg.profiles.figures import read_figure_words
from kg.profiles.reckoning import ReckoningWords
from kg.text import Span, normalise_name

NEEDED = "examine-growth-needed"
CALCULATED = "examine-growth-calculated"
_AT_LEAST = (Comparator.AT_LEAST, Comparator.MORE)
# 左右 leaves a twentieth of a point more open than rounding does.
_ABOUT = Decimal("0.05")
_BASES = (NumberReading.ASSUMPTION, NumberReading.ACTUAL, NumberReading.BASELINE)


@dataclass(frozen=True, slots=True)
class Rate:
    """A growth a year that the text prints, in per cent."""

    subject: str
    value: Decimal
    half: Decimal
    comparator: Comparator
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Way:
    """A base, a goal, and the years between.

    Attributes:
        is_least: Whether the goal is to be reached at least: more growth is none too much.
    """

    name: str
    base: Decimal
    goal: Decimal
    unit: str
    years: int
    is_least: bool
    spans: tuple[Span, ...]


def examine_growth(
    parsed: ParsedDocument, facts: Facts, paragraphs: Sequence[Paragraph], words: ReckoningWords
) -> Iterator[Examination]:
    """Hold announced growth against what base and goal, or the text itself, say is needed."""
    matched = {link.source: link.target for link in facts.links if link.kind == "target-indicator"}
    goals = _Goals(parsed, facts, paragraphs, matched)
    made = list(_made(parsed, facts, goals, paragraphs, words))
    yield from made
    held = {found.subject for found in made}
    for target in facts.targets:
        if _is_yearly_growth(target) and target.id not in held:
            yield _not_made(parsed, target)


def _made(
    parsed: ParsedDocument,
    facts: Facts,
    goals: _Goals,
    paragraphs: Sequence[Paragraph],
    words: ReckoningWords,
) -> Iterator[Examination]:
    for target in facts.targets:
        if not _is_yearly_growth(target):
            continue
        half = Decimal(5).scaleb(-_decimals(parsed, target.value_span) - 1)
        rate = Rate(target.id, target.value, half, target.comparator, target.evidence.span, NEEDED)
        for way in goals.ways(target):
            yield from _on_the_way(parsed, rate, way)
    for paragraph in paragraphs:
        yield from _required(parsed, paragraph, goals, words)
        yield from _calculated(parsed, paragraph, words)


class _Goals:
    """The totals that a document sets, with the bases that it names for them."""

    def __init__(
        self,
        parsed: ParsedDocument,
        facts: Facts,
        paragraphs: Sequence[Paragraph],
        matched: Mapping[str, str],
    ) -> None:
        self._parsed = parsed
        self._matched = matched
        self._targets = facts.targets
        self._observations = facts.observations
        self._amounts = [a for p in paragraphs for a in p.amounts if a.reading in _BASES]
        self.by_passage = [
            (paragraph, [t for t in facts.targets if paragraph.span.holds(t.value_span)])
            for paragraph in paragraphs
        ]

    def key(self, record: Target | Observation) -> str:
        """Return the indicator: the row of the table where the text means the same one."""
        return self._matched.get(record.id, record.subject)

    def is_same(self, one: Target | Observation, other: Target | Observation) -> bool:
        """Say whether two records are of one indicator."""
        return one.subject == other.subject or self.key(one) == self.key(other)

    def ways(self, rate: Target) -> list[Way]:
        """Return each way from a base to a total due at the end of a rate's period."""
        end = int(rate.period.split("/")[-1][:4]) if rate.period else None
        goals = {
            (target.value, target.unit): target
            for target in reversed(self._targets)
            if self.is_same(target, rate)
            and target.basis is ValueBasis.LEVEL
            and target.year is not None
            and target.year == end
            and target.unit not in ("%", None)
            and target.comparator is not Comparator.AT_MOST
        }
        return [way for goal in goals.values() if (way := self.way(goal)) is not None]

    def way(self, goal: Target) -> Way | None:
        """Return the way to a total from the base that is named for it; the table's first."""
        if goal.year is None or goal.value <= 0:
            return None
        scale, measure = scale_of(goal.unit)
        found: list[tuple[int, Decimal, tuple[Span, ...]]] = [
            (int(base.period), base.value * scale_of(base.unit)[0], base.evidence.spans[:1])
            for base in self._observations
            if self.is_same(base, goal)
            and base.basis is ValueBasis.LEVEL
            and base.period is not None
            and re.fullmatch(r"\d{4}", base.period)
            and scale_of(base.unit)[1] == measure
        ]
        name = normalise_name(goal.indicator)
        found += [
            (int(amount.time), amount.ones, (amount.whole,))
            for amount in self._amounts
            if amount.measure == measure
            and amount.time is not None
            and re.fullmatch(r"\d{4}", amount.time)
            and _is_of(normalise_name(amount.lead.quote(self._parsed.text)), name)
        ]
        before = [base for base in found if base[0] < goal.year and base[1] > 0]
        if not before:
            return None
        year, value, spans = max(before, key=lambda base: base[0])
        return Way(
            name=goal.indicator,
            base=value / scale,
            goal=goal.value,
            unit=goal.unit or "",
            years=goal.year - year,
            is_least=goal.comparator in _AT_LEAST,
            spans=(goal.evidence.span, *spans),
        )


def _is_of(lead: str, name: str) -> bool:
    """Say whether words before a number end with a name, words of expecting aside."""
    return re.search(re.escape(name) + current().source("expecting") + "*$", lead) is not None


def _is_yearly_growth(target: Target) -> bool:
    is_rate = target.basis is ValueBasis.ANNUAL_AVERAGE and target.unit == "%"
    return is_rate and target.value > 0


def _decimals(parsed: ParsedDocument, span: Span) -> int:
    number = re.search(r"\d+(?:\.(?P<decimals>\d+))?", span.quote(parsed.folded))
    return len(number["decimals"] or "") if number else 0


def _on_the_way(parsed: ParsedDocument, rate: Rate, way: Way) -> Iterator[Examination]:
    """Hold a rate against the growth that a way needs."""
    needed = growth_per_year(way.base, way.goal, way.years)
    short = needed > rate.value + rate.half
    is_least = rate.comparator in _AT_LEAST
    if rate.comparator in (Comparator.AT_MOST, Comparator.LESS):
        return
    slack = rate.half + (_ABOUT if rate.comparator is Comparator.ABOUT else 0)
    # What is announced may be more than a goal that is a bound needs; what is reckoned may not.
    is_least = is_least or (way.is_least and rate.rule == NEEDED)
    is_held = not short and (is_least or abs(needed - rate.value) <= slack)
    rule = rate.rule if short or is_held else CALCULATED
    shown = f"({plain(way.goal)} ÷ {plain(way.base)})^(1/{way.years}) - 1 = {plain(needed)}%"
    yield make_examination(
        "growth",
        rate.subject,
        Outcome.HOLDS if is_held else Outcome.DIFFERS,
        document=parsed.key,
        spans=(rate.span, *way.spans),
        working=Words(f"{way.name}:{shown}", f"{way.name}: {shown}"),
        stated=_written(rate.value, rate.comparator),
        reckoned=f"{plain(needed)}%",
        matter="|".join((plain(way.base), plain(way.goal), str(way.years), rate.rule)),
        rule=rule,
    )


def _not_made(parsed: ParsedDocument, target: Target) -> Examination:
    """Say that a rate could not be held against totals, since none are given to reckon with."""
    name = target.indicator
    return make_examination(
        "growth",
        target.id,
        Outcome.NOT_MADE,
        document=parsed.key,
        spans=(target.evidence.span,),
        working=Words(
            f"{name}：没有可用来推算的基期值和期末总量",
            f"{name}: no base and no total at the end to reckon with",
        ),
        stated=_written(target.value, target.comparator),
        matter="not made",
        rule=NEEDED,
    )


def _written(value: Decimal, comparator: Comparator) -> str:
    after = {
        Comparator.AT_LEAST: "以上",
        Comparator.MORE: "以上",
        Comparator.ABOUT: "左右",
        Comparator.AT_MOST: "以下",
        Comparator.LESS: "以下",
    }
    return f"{plain(value)}%{after.get(comparator, '')}"


def _required(
    parsed: ParsedDocument, paragraph: Paragraph, goals: _Goals, words: ReckoningWords
) -> Iterator[Examination]:
    """Take the growth that the text says is needed: against the announced, or base and goal."""
    here = next(targets for known, targets in goals.by_passage if known == paragraph)
    condition = read_figure_words().context["condition"]
    for amount in paragraph.amounts:
        lead = amount.lead.quote(parsed.folded)
        is_needed = amount.rule == "required" and amount.measure == "%"
        is_yearly = words.growth["yearly"].search(lead) and words.growth["rate"].search(lead)
        if not is_needed or not is_yearly:
            continue
        opening = parsed.folded[amount.sentence.start : amount.number.start]
        if any(condition.match(clause.strip()) for clause in re.split(r"[,;:]", opening)):
            continue
        name = normalise_name(words.growth["dress"].sub("", lead))
        if name:
            totals = {
                target.subject: target
                for target in here
                if name in normalise_name(target.indicator)
                and target.basis is ValueBasis.LEVEL
                and target.unit != "%"
            }
            if len(totals) == 1 and (way := goals.way(next(iter(totals.values())))):
                rate = Rate(
                    paragraph.subject,
                    amount.value,
                    amount.half,
                    amount.comparator,
                    amount.whole,
                    CALCULATED,
                )
                yield from _on_the_way(parsed, rate, way)
            continue
        announced = [target for target in here if _is_yearly_growth(target)]
        if len({goals.key(target) for target in announced}) == 1:
            sure = [target for target in announced if not target.hedges] or announced
            yield _against(parsed, amount, sure[0])


def _against(parsed: ParsedDocument, needed: Amount, announced: Target) -> Examination:
    """Hold the growth that the text says is needed against the growth that it sets."""
    before = parsed.folded[needed.sentence.start : max(needed.clause.span.start - 1, 0)]
    start = needed.sentence.start + max(before.rfind(mark) for mark in ",;:") + 1
    asks = Span(start, needed.span.end).quote(parsed.text).strip()
    stated = _written(announced.value, announced.comparator)
    asked = _written(needed.value, needed.comparator)
    holds = announced.value >= needed.value
    return make_examination(
        "growth",
        announced.id,
        Outcome.HOLDS if holds else Outcome.DIFFERS,
        document=parsed.key,
        spans=(needed.clause.span, announced.evidence.span),
        working=Words(
            f"原文写明“{asks}”,所定增速为{stated}",
            f"the text says “{asks}”; the growth that it sets is {stated}",
        ),
        stated=stated,
        reckoned=asked,
        matter=asked,
        rule=NEEDED,
    )


def _calculated(
    parsed: ParsedDocument, paragraph: Paragraph, words: ReckoningWords
) -> Iterator[Examination]:
    """Check a calculation in one sentence: from a base, at a rate, to a result."""
    for sentence in dict.fromkeys(amount.sentence for amount in paragraph.amounts):
        inside = [a for a in paragraph.amounts if a.sentence == sentence]
        for base, rate, result in zip(inside, inside[1:], inside[2:], strict=False):
            lead = rate.lead.quote(parsed.folded)
            behind = parsed.folded[base.span.end : rate.number.start]
            is_base = words.amounts["base"].search(behind)
            is_rate = rate.measure == "%" and words.growth["rate"].search(lead)
            years = _years(base, result)
            if not is_base or not is_rate or base.measure != result.measure or years is None:
                continue
            reached = base.ones * (1 + rate.value / 100) ** years
            scale = result.ones / result.value if result.value else Decimal(1)
            off = abs(reached - result.ones)
            slack = result.half
            if result.comparator is Comparator.ABOUT:
                # 约 rounds to the last digit that is not a zero.
                digits = len(plain(result.value)) - len(plain(result.value).rstrip("0"))
                slack = max(slack, scale * Decimal(5).scaleb(min(digits, 1) - 1))
            shown = (
                f"{plain(base.ones / scale)} × (1 + {plain(rate.value)}%)^{years}"
                f" = {plain(round(reached / scale, 2))}{result.unit or ''}"
            )
            yield make_examination(
                "growth",
                paragraph.subject,
                Outcome.HOLDS if off <= slack else Outcome.DIFFERS,
                document=parsed.key,
                spans=(result.whole, base.whole, rate.whole),
                working=Words(shown, shown),
                stated=f"{plain(result.value)}{result.unit or ''}",
                reckoned=f"{plain(round(reached / scale, 2))}{result.unit or ''}",
                matter=shown,
                rule=CALCULATED,
            )


def _years(base: Amount, result: Amount) -> int | None:
    if base.time is None or result.time is None:
        return None
    first, last = base.time[:4], result.time.split("/")[-1][:4]
    years = int(last) - int(first)
    return years if years > 0 and len(base.time) == len("2025") else None
