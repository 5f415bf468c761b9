"""Goals brought together: all that a document sets for one indicator, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Words
from kg.extract.examine.intervals import Bound
from kg.extract.examine.units import Measure, measure
from kg.extract.named_indicators import canonical_name
from kg.lexicon import pattern
from kg.model import Facts, Indicator, Observation, Scope, Target, ValueBasis
from kg.numerals import Comparator
from kg.text import fold, normalise_name

_STEPS = (ValueBasis.PER_YEAR, ValueBasis.ANNUAL_AVERAGE)
# Where goals are lists of projects, one name may stand for several things.
_LISTING = (Scope.SECTION, Scope.COLUMN)

_SCOPES = {
    Scope.TABLE: Words("指标表", "the table"),
    Scope.HEADLINE: Words("总体目标", "the headline"),
    Scope.SECTION: Words("正文", "the text"),
    Scope.COLUMN: Words("专栏", "a special column"),
}
_SAID = {
    Comparator.EQUAL: "{}",
    Comparator.AT_LEAST: "{}以上",
    Comparator.AT_MOST: "不超过{}",
    Comparator.MORE: "超{}",
    Comparator.LESS: "低于{}",
    Comparator.ABOUT: "{}左右",
}


@dataclass(frozen=True, slots=True)
class Goals:
    """What a document sets for one indicator.

    Attributes:
        row: Its row in the table; ``None`` where it has none.
        listed: The goals of the row's cells.
        stated: Those of sentences, in the order of the text; not what the plan before had set.
    """

    row: Indicator | None
    listed: tuple[Target, ...]
    stated: tuple[Target, ...]

    @property
    def all(self) -> tuple[Target, ...]:
        """All of them, those of the table first."""
        return self.listed + self.stated

    def pairs(self, rate: re.Pattern[str]) -> Iterator[tuple[Target, Target]]:
        """Yield each stated goal with the one that it is held against, if they are of one basis.

        Args:
            rate: Finds the name of an indicator that is itself a rate of growth.
        """
        for target in self.stated:
            reference = self._reference(target, rate)
            if reference is not None:
                yield target, reference

    def of_other_basis(self, rate: re.Pattern[str]) -> Iterator[tuple[Target, Target]]:
        """Yield each stated goal whose row sets goals of other bases only, with the row's first."""
        if self.row is None or not self.listed:
            return
        for target in self.stated:
            own = self.listed[0]
            # A rate beside a total is for the examination of growth.
            if self._reference(target, rate) is None and measure_of(target).is_like(
                measure_of(own)
            ):
                yield target, own

    def _reference(self, target: Target, rate: re.Pattern[str]) -> Target | None:
        if self.row is not None:
            is_rate = bool(rate.search(fold(row_name(self.row))))
            is_only = len(self.listed) == 1
            # Of the two bounds of a range the one that bounds from the same side.
            listed = sorted(self.listed, key=lambda own: own.comparator is not target.comparator)
            return next(
                (
                    own
                    for own in listed
                    if _is_one_basis(target, own, is_only=is_only, is_rate=is_rate)
                ),
                None,
            )
        first = next((t for t in self.stated if t.scope is Scope.HEADLINE), self.stated[0])
        is_other = first.carrier != target.carrier
        is_dated = bool(due(first) and due(target))
        is_listing = first.scope in _LISTING or target.scope in _LISTING
        is_fit = first.basis is target.basis and (is_dated or not is_listing)
        return first if is_other and is_fit else None


def _is_one_basis(target: Target, own: Target, *, is_only: bool, is_rate: bool) -> bool:
    """Say whether a stated goal and one of the table's are of one basis.

    Where the table prints a single value, the sentence may leave unsaid that it is a total; a name
    that is a rate leaves unsaid that it is a yearly average.
    """
    if target.basis is own.basis:
        return True
    if target.basis in _STEPS or own.basis in _STEPS:
        averages = {ValueBasis.LEVEL, ValueBasis.ANNUAL_AVERAGE}
        return is_rate and {target.basis, own.basis} == averages
    totals = {ValueBasis.CUMULATIVE, ValueBasis.INCREASE}
    is_total = {target.basis, own.basis} == totals and _is_whole(own) and _is_whole(target)
    return is_total or is_only


def _is_whole(target: Target) -> bool:
    """Say whether a goal is for the whole plan, not for one of its years."""
    return target.period is not None or target.year is None


def row_name(row: Indicator) -> str:
    """Return the name of a row or sub-row."""
    return row.sub or row.label


def collect_goals(facts: Facts, synonyms: Mapping[str, str], folded: str) -> tuple[Goals, ...]:
    """Bring together what is set for each indicator.

    By the links from goals to rows of the table; a goal without one belongs to the row whose name
    is its own, whatever their units; else to the goals that are called the same.

    Args:
        facts: What was read.
        synonyms: Words → other words for the same thing.
        folded: The text. What a value is to change by (提高1.2岁) is held against nothing that it
            is to reach.

    Returns:
        Rows in the order of the table, then other indicators in the order of the text.
    """
    links = {link.source: link.target for link in facts.links if link.kind == "target-indicator"}
    names: dict[str, list[str]] = {}
    for row in facts.indicators:
        names.setdefault(canonical_name(row_name(row), synonyms), []).append(row.id)
    listed: dict[str, list[Target]] = {row.id: [] for row in facts.indicators}
    stated: dict[str, list[Target]] = {row.id: [] for row in facts.indicators}
    others: dict[str, list[Target]] = {}
    for target in facts.targets:
        if target.scope is Scope.TABLE:
            listed.setdefault(target.carrier, []).append(target)
        elif target.scope is not Scope.REVIEW:
            name = canonical_name(target.indicator, synonyms)
            called = names.get(name, [])
            row_id = links.get(target.id) or (called[0] if len(called) == 1 else None)
            if _is_change(target, folded):
                name, row_id = f"{name}的变化", None
            held = others.setdefault(name, []) if row_id is None else stated[row_id]
            held.append(target)
    return (
        *(Goals(row, tuple(listed[row.id]), tuple(stated[row.id])) for row in facts.indicators),
        *(Goals(None, (), tuple(held)) for held in others.values()),
    )


def _is_change(target: Target, folded: str) -> bool:
    """Say whether a value is what its indicator is to change by, in its own unit."""
    start = target.value_span.start
    before = folded[max(0, start - 8) : start]
    return target.unit not in (None, "%") and pattern("moved").search(before) is not None


def where(target: Target) -> Words:
    """Name the passage that sets a goal."""
    if target.task is not None:
        return Words(f"任务{target.task}", f"task {target.task}")
    if target.suggestion is not None:
        return Words(
            f"建议{target.suggestion}采纳情况", f"the answer to suggestion {target.suggestion}"
        )
    return _SCOPES[target.scope]


def say_value(figure: Target | Observation) -> str:
    """Write a value with its unit and its bound.

    Hedges stand before it, as in the text.
    """
    unit = figure.unit or ""
    said = _SAID[figure.comparator].format(f"{figure.value:f}{unit}")
    return "".join(figure.hedges) + said


def say_all(goals: Sequence[Target]) -> Words:
    """List goals, each with the passage that sets it."""
    said = [(where(goal), say_value(goal)) for goal in goals]
    return Words(
        "；".join(dict.fromkeys(f"{place.zh}“{value}”" for place, value in said)),
        "; ".join(dict.fromkeys(f"{place.en} “{value}”" for place, value in said)),
    )


def plain_bound(figure: Target | Observation) -> Bound:
    """Return a value as an interval, in plain units."""
    return Bound.of(figure.value, figure.comparator, measure_of(figure).scale)


def measure_of(figure: Target | Observation) -> Measure:
    """Return what a value is counted in."""
    return measure(None if figure.unit is None else fold(figure.unit))


def due(target: Target) -> int | None:
    """Return the year by whose end a goal is due; ``None`` where the text names none."""
    if target.year is not None or target.period is None:
        return target.year
    last = target.period.partition("/")[2]
    return int(last) if last.isdecimal() else None


def same_name(one: str, other: str, rate: re.Pattern[str]) -> bool:
    """Say whether two names are one, but for a word of change at the end of a rate's."""
    first, second = (rate.sub("", normalise_name(name)) for name in (one, other))
    return first == second
