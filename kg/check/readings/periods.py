"""The time that holds for a number: named beside it, before it in its clause, or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from kg.check.readings.facts import Quote
from kg.check.readings.mentions import Mention
from kg.check.readings.times import Time, read_times, times_of_quote
from kg.check.readings.tokens import Clause, clause_of
from kg.lexicon import words

_LOOSE = re.compile(r"[的为 ]*")


def own_time(clause: Clause, mention: Mention) -> tuple[Time | None, bool]:
    """Find the time that the quote itself gives a number.

    Returns:
        The time, and whether it is the number's alone: attached to it, or in its bracket.
    """
    said = clause.words
    governing: list[Time] = []
    for time in clause.times:
        behind = said[mention.end : time.start]
        if time.start >= mention.end and behind.strip(" ]") == "(" and said[time.end] == ")":
            return time, True
        if time.start >= mention.start or clause.compared(time):
            continue
        within = next((a for a, b in reversed(clause.brackets) if a < time.start < b), None)
        if within != mention.bracket or _is_of_another(clause, time, mention):
            continue
        if _LOOSE.fullmatch(said, time.end, mention.start):
            return time, True
        governing.append(time)
    if not governing and mention.bracket is not None and clause.has_own_name(mention):
        # (其中甲300公里): what has a name of its own in a bracket is of the time before it.
        governing = [
            time
            for time in clause.times
            if time.end <= mention.bracket and not clause.compared(time)
        ]
        return governing[-1] if governing else None, False
    listed = _in_turn(clause, mention, governing)
    if listed is not None:
        return listed, True
    last = governing[-1] if governing else None
    return last, last is not None and mention.bracket is not None


def times_beside(
    quotes: Iterable[Quote], value: Decimal, year_now: int | None, plan: tuple[int, int] | None
) -> set[str]:
    """Return the times of other quotes: of those without a figure, or with the same one."""
    found: set[str | None] = set()
    for quote in quotes:
        clause = clause_of(quote.words, year_now, plan)
        figures = [mention for mention in clause.mentions if mention.is_figure]
        around = times_around(quote, year_now, plan)
        if not figures or around:
            found |= times_of_quote(quote.words, year_now, plan)
            found |= {time.value for time in around}
        for mention in figures:
            if mention.value == value:
                time, _ = own_time(clause, mention)
                found.add(time.value if time else None)
    return {time for time in found if time is not None}


def times_around(quote: Quote, year_now: int | None, plan: tuple[int, int] | None) -> list[Time]:
    """Return the times of a quote, read with what stands on both sides of it: 五年|累计."""
    said = quote.before + quote.words + quote.after
    start = len(quote.before)
    return [
        time
        for time in read_times(said, year_now, plan)
        if start <= time.start and time.end <= start + len(quote.words)
    ]


def _in_turn(clause: Clause, mention: Mention, times: list[Time]) -> Time | None:
    """Return the time of a number's place, where times and numbers stand in two lists."""
    group = clause.values_beside(mention)
    if len(group) == 1 or not times:
        return None
    beside = [times[-1]]
    for time in reversed(times[:-1]):
        between = clause.words[time.end : beside[0].start]
        if not between.strip(",、 ") or words("parallel").whole(between.strip(", ")):
            beside.insert(0, time)
            continue
        joint = words("parallel").at(clause.words, time.end)
        lead = words("at-time").ending(clause.words, time.end, beside[0].start)
        if joint is None or lead is None or joint.end != lead.start:
            break
        beside.insert(0, time)
    return beside[group.index(mention)] if len(beside) == len(group) else None


def _is_of_another(clause: Clause, time: Time, mention: Mention) -> bool:
    """Return whether a time is attached to a number before: 由2024年的3.6个提高到4.8个."""
    return any(
        earlier.start < mention.start
        and time.end <= earlier.start
        and not clause.is_attribute(earlier)
        and _LOOSE.fullmatch(clause.words, time.end, earlier.start)
        for earlier in clause.mentions
    )
