"""Goals and the way that they lead from their base: as the words say, and within what can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kg.errors import Words
from kg.extract.examine.goals import Goals, measure_of, plain_bound, say_value
from kg.extract.examine.made import make_examination
from kg.extract.examine.units import PER_CENT
from kg.model import Examination, Facts, Observation, Outcome, Scope, Target, ValueBasis
from kg.parse.structure import ParsedDocument
from kg.text import Span, fold

_KIND = "direction"
_WHOLE = Decimal(100)


def examine_direction(
    parsed: ParsedDocument,
    facts: Facts,
    goals: Sequence[Goals],
    words: Mapping[str, re.Pattern[str]],
) -> Iterator[Examination]:
    """Hold goals against their bases, where words or name say which way they are to lead.

    A verb before the value (缩小到, 提高到) that the values belie differs; a share above the
    whole differs. A goal that lies above its base where the name says that less is better, or
    below it where no word says that it falls, is open.

    Args:
        parsed: The document, for the words before a value.
        facts: What was read.
        goals: All goals, brought together.
        words: Patterns of the profile for verbs and names.
    """
    bases: dict[str, Observation] = {}
    for observation in facts.observations:
        known = bases.get(observation.subject)
        # Of 2021年612亿元,2025年498亿元 the last is what a goal starts from.
        if observation.is_baseline and (known is None or _year(observation) > _year(known)):
            bases[observation.subject] = observation
    for held in goals:
        of_row = bases.get(held.row.id) if held.row else None
        for target in held.all:
            if target.basis is not ValueBasis.LEVEL:
                continue
            if _is_above_whole(target, words["share"]):
                yield _above_whole(target)
            base = bases.get(target.subject) or of_row
            if base is not None and measure_of(base).is_like(measure_of(target)):
                yield from _moves(parsed, target, base, words)


def _year(observation: Observation) -> str:
    return (observation.period or "").rpartition("/")[2][:4]


def _moves(
    parsed: ParsedDocument,
    target: Target,
    base: Observation,
    words: Mapping[str, re.Pattern[str]],
) -> Iterator[Examination]:
    """Yield whether a goal leads from its base as a verb or its name says."""
    goal, start = plain_bound(target), plain_bound(base)
    if goal.value == start.value:
        return
    is_rise = goal.value > start.value
    verb = _verb(parsed, target, words)
    if verb is not None:
        is_meant = bool(words["rises"].fullmatch(verb)) is is_rise
        outcome = Outcome.HOLDS if is_meant else Outcome.DIFFERS
        yield _moved(target, base, outcome, Words(f"原文写“{verb}”", f"the text says “{verb}”"))
        return
    name = fold(target.indicator)
    if words["burden"].search(name):
        if not goal.is_upper:
            reason = Words("该指标以低为好", "the lower the better")
            yield _moved(target, base, Outcome.OPEN if is_rise else Outcome.HOLDS, reason)
        return
    # A floor may lie below what there is, and a rate of growth may slow down.
    is_told = goal.is_lower or goal.is_upper or words["rate"].search(name) is not None
    if not is_rise and not is_told and target.change is None:
        reason = Words("目标低于基数，没有写明下降", "it falls, and no word says so")
        yield _moved(target, base, Outcome.OPEN, reason)


def _verb(
    parsed: ParsedDocument, target: Target, words: Mapping[str, re.Pattern[str]]
) -> str | None:
    """Return the last verb of change between a goal's name and its value; ``None`` without one."""
    clause = target.evidence.span
    if not clause.holds(target.value_span):
        return None
    start = target.name_span.end if clause.holds(target.name_span) else clause.start
    between = Span(min(start, target.value_span.start), target.value_span.start)
    said = between.quote(parsed.folded)
    found = [m for name in ("falls", "rises") for m in words[name].finditer(said)]
    return max(found, key=lambda match: match.end()).group() if found else None


def _moved(target: Target, base: Observation, outcome: Outcome, reason: Words) -> Examination:
    line = f"{say_value(base)} → {say_value(target)}"
    return make_examination(
        _KIND,
        target.carrier if target.scope is Scope.TABLE else target.id,
        outcome,
        document=target.evidence.document,
        spans=[target.evidence.span, base.evidence.span],
        working=Words(
            f"{target.indicator}：{line}；{reason.zh}", f"{target.indicator}: {line}; {reason.en}"
        ),
        stated=say_value(target),
        reckoned=say_value(base),
        matter=f"{target.id}|{base.id}",
    )


def _is_above_whole(target: Target, share: re.Pattern[str]) -> bool:
    is_share = measure_of(target).kind == PER_CENT and share.search(fold(target.indicator))
    return bool(is_share) and plain_bound(target).value > _WHOLE


def _above_whole(target: Target) -> Examination:
    return make_examination(
        _KIND,
        target.carrier if target.scope is Scope.TABLE else target.id,
        Outcome.DIFFERS,
        document=target.evidence.document,
        spans=[target.evidence.span],
        working=Words(
            f"{target.indicator}：占比不会超过100%",
            f"{target.indicator}: a share is at most the whole",
        ),
        stated=say_value(target),
        reckoned="100%",
        matter=f"{target.id}|whole",
    )
