"""One goal in several places: whether value, year, unit and name are the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Words
from kg.extract.examine.goals import (
    Goals,
    due,
    measure_of,
    plain_bound,
    row_name,
    same_name,
    say_all,
    say_value,
    where,
)
from kg.extract.examine.intervals import Relation, relate
from kg.extract.examine.made import make_examination
from kg.extract.examine.units import PER_CENT, is_bare, is_relative
from kg.extract.named_indicators import row_names
from kg.model import Examination, Outcome, Scope, Target, ValueBasis
from kg.text import Span, fold, normalise_name

_WORST = (
    Outcome.DIFFERS, Outcome.OPEN, Outcome.EXPLAINED, Outcome.HOLDS, Outcome.NOT_MADE
)  # fmt: skip
_STEPS = (ValueBasis.PER_YEAR, ValueBasis.ANNUAL_AVERAGE)
_ABOUT_A_PLAN = (Scope.HEADLINE, Scope.TASK, Scope.ADOPTION)
_SAME_NUMBER = (Relation.EQUAL, Relation.WORDED)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What came of holding one stated goal against its reference."""

    kind: str
    target: Target
    reference: Target
    outcome: Outcome
    stated: str
    reckoned: str
    reason: Words


def examine_agreement(
    goals: Sequence[Goals], rate: re.Pattern[str], words: Mapping[str, re.Pattern[str]]
) -> Iterator[Examination]:
    """Hold what sentences set for an indicator against its row, or against each other.

    A goal for another year or of another basis is another goal. All that is held against one cell
    is one examination of each kind, with the worst outcome.

    Args:
        goals: All goals, brought together.
        rate: Finds the name of an indicator that is itself a rate of growth.
        words: Patterns of the profile for names without a unit and for what is counted.
    """
    for held in goals:
        judged: dict[tuple[str, str, bool], list[_Judged]] = {}
        found_all = [
            found
            for target, reference in held.pairs(rate)
            for found in _judge(target, reference, is_listed=held.row is not None)
        ]
        found_all += [_of_other_basis(*pair) for pair in held.of_other_basis(rate)]
        for found in found_all:
            key = (found.kind, found.reference.id, found.outcome is Outcome.NOT_MADE)
            judged.setdefault(key, []).append(found)
        for group in judged.values():
            yield _examination(held, group)
        yield from _names(held, rate)
    yield from _without_unit(goals, words)
    yield from _without_year(goals)


def _judge(target: Target, reference: Target, *, is_listed: bool) -> Iterator[_Judged]:
    """Yield what can be said of unit, year and value, as far as each lets the next be asked."""
    own, other = measure_of(target), measure_of(reference)
    is_like = own.is_like(other) or is_bare(target.unit) or is_bare(reference.unit)
    if not is_like:
        is_change = any(kind == PER_CENT or is_relative(kind) for kind in (own.kind, other.kind))
        if is_listed and not is_change:
            reason = Words("单位不同类", "units of different kinds")
            yield _units(target, reference, Outcome.DIFFERS, reason)
        else:
            reason = Words("单位不同类，未能比较", "units of different kinds cannot be compared")
            yield _values(target, reference, Outcome.NOT_MADE, reason)
        return
    if target.value == reference.value and own.scale != other.scale:
        reason = Words("数字相同，单位不同", "the same number in different units")
        yield _units(target, reference, Outcome.DIFFERS, reason)
        return
    if target.unit != reference.unit:
        reason = Words("写法不同，可以换算", "written otherwise, but comparable")
        yield _units(target, reference, Outcome.HOLDS, reason)
    relation = relate(plain_bound(target), plain_bound(reference))
    years = due(target), due(reference)
    if None not in years and years[0] != years[1]:
        if relation in _SAME_NUMBER:
            yield _times(target, reference, Outcome.DIFFERS)
        return
    if None not in years:
        yield _times(target, reference, Outcome.HOLDS)
    outcome, reason = relation.outcome, relation.reason
    if relation is Relation.EQUAL and set(target.hedges) != set(reference.hedges):
        outcome, reason = (
            Outcome.EXPLAINED,
            Words("数值相同，语气不同", "the same, hedged otherwise"),
        )
    yield _values(target, reference, outcome, reason)


def _of_other_basis(target: Target, reference: Target) -> _Judged:
    """Say that a stated goal and its row are over different times: 年均 and 累计."""
    reason = Words("统计口径不同，未能比较", "over different times, so not compared")
    return _values(target, reference, Outcome.NOT_MADE, reason)


def _values(target: Target, reference: Target, outcome: Outcome, reason: Words) -> _Judged:
    values = (say_value(target), say_value(reference))
    return _Judged("value-agreement", target, reference, outcome, *values, reason)


def _units(target: Target, reference: Target, outcome: Outcome, reason: Words) -> _Judged:
    units = (target.unit or "—", reference.unit or "—")
    return _Judged("unit-agreement", target, reference, outcome, *units, reason)


def _times(target: Target, reference: Target, outcome: Outcome) -> _Judged:
    said = {Outcome.HOLDS: Words("年份相同", "the same year")}
    reason = said.get(outcome, Words("数值相同，年份不同", "the same value for another year"))
    years = (str(due(target)), str(due(reference)))
    return _Judged("time-agreement", target, reference, outcome, *years, reason)


def _examination(held: Goals, group: Sequence[_Judged]) -> Examination:
    worst = min(group, key=lambda found: _WORST.index(found.outcome))
    is_made = worst.outcome is not Outcome.NOT_MADE
    reasons = [found.reason for found in group if found.outcome is not Outcome.HOLDS]
    reasons = list(dict.fromkeys(reasons)) or [worst.reason]
    reference = worst.reference
    goals = [reference, *(found.target for found in group)]
    said = say_all(goals)
    label = row_name(held.row) if held.row is not None else reference.indicator
    places = [worst.target, *goals]
    return make_examination(
        worst.kind,
        held.row.id if held.row is not None else reference.id,
        worst.outcome,
        document=reference.evidence.document,
        spans=[*_years(worst), *(goal.evidence.span for goal in places)],
        working=Words(
            f"{label}：{said.zh}；{'，'.join(reason.zh for reason in reasons)}",
            f"{label}: {said.en}; {', '.join(reason.en for reason in reasons)}",
        ),
        stated=worst.stated,
        reckoned=worst.reckoned,
        matter=reference.id if is_made else f"{reference.id} not made",
    )


def _years(found: _Judged) -> list[Span]:
    """Return where a year stands that differs; it may govern the goal from a clause before."""
    differs = found.kind == "time-agreement" and found.outcome is Outcome.DIFFERS
    span = found.target.time_span if differs else None
    return [] if span is None else [span]


def _names(held: Goals, rate: re.Pattern[str]) -> Iterator[Examination]:
    """Say whether sentences call an indicator as its row does, or all of them alike."""
    if not held.stated or (held.row is None and len(held.stated) == 1):
        return
    own = [row_name(held.row), *row_names(held.row)] if held.row else [held.stated[0].indicator]
    others: dict[str, Target] = {}
    for target in held.stated:
        if not any(same_name(target.indicator, name, rate) for name in own):
            others.setdefault(normalise_name(target.indicator), target)
    if held.row is None and not others:
        return
    first = held.row.name_span if held.row else held.stated[0].evidence.span
    called = "、".join(target.indicator for target in others.values()) or own[0]
    shown = list(others.values()) or list(held.stated)
    places = list(dict.fromkeys(map(where, shown)))
    yield make_examination(
        "name-agreement",
        held.row.id if held.row else held.stated[0].id,
        Outcome.EXPLAINED if others else Outcome.HOLDS,
        document=held.stated[0].evidence.document,
        spans=[*(target.evidence.span for target in shown), first],
        working=Words(
            "、".join(place.zh for place in places), ", ".join(place.en for place in places)
        ),
        stated=called,
        reckoned=own[0],
    )


def _without_unit(
    goals: Sequence[Goals], words: Mapping[str, re.Pattern[str]]
) -> Iterator[Examination]:
    """Yield goals whose value has no unit, or only a myriad word, where the name needs one."""
    for held in goals:
        for target in held.all:
            name = fold(target.indicator)
            is_ratio = target.unit is None and words["ratio"].search(name)
            is_counted = is_bare(target.unit) and words["counted"].search(name)
            if (target.unit is not None and not is_bare(target.unit)) or is_ratio or is_counted:
                continue
            said = say_all([target])
            yield make_examination(
                "unit-agreement",
                target.carrier if target.scope is Scope.TABLE else target.id,
                Outcome.OPEN,
                document=target.evidence.document,
                spans=[target.evidence.span],
                working=Words(f"{target.indicator}：{said.zh}", f"{target.indicator}: {said.en}"),
                stated=say_value(target),
                # The same goal may be held against others by its unit too.
                matter=f"{target.id} without a unit",
            )


def _without_year(goals: Sequence[Goals]) -> Iterator[Examination]:
    """Yield for each passage the goals for which no passage names a year.

    The sections of a plan, and of a yearly report, are all of its own period.
    """
    undated: dict[str, list[Target]] = {}
    for held in goals:
        if any(due(target) is not None for target in held.all):
            continue
        for target in held.stated:
            if target.basis not in _STEPS and target.scope in _ABOUT_A_PLAN:
                undated.setdefault(target.carrier, []).append(target)
    for carrier, targets in undated.items():
        targets.sort(key=lambda target: target.value_span)
        names = "、".join(dict.fromkeys(target.indicator for target in targets))
        yield make_examination(
            "time-agreement",
            carrier,
            Outcome.OPEN,
            document=targets[0].evidence.document,
            spans=[target.evidence.span for target in targets],
            working=Words(names, names),
        )
