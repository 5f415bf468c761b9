"""Times that words name: a year, a month, a day, a span of them, a plan's years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.check.readings.facts import Quote
from kg.lexicon import Lexicon, compiled, current, words
from kg.numerals import COUNTING, parse_counting, plan_years, read_counting

_CHINESE_YEAR = r"(?<!{digit})(?<!{place}){digit}{digit}{digit}{digit}"
_YEAR = rf"(?:(?<!\d)\d{{4}}|{_CHINESE_YEAR})"
_TAIL = (
    r"(?P<{0}>\s*(?:{{year-part}}|(?:\d{{1,2}}月?[-—–~至到])?\d{{1,2}}\s*月(?!末)|{{year-end}})?)"
)
_TIME = compiled(
    r"(?<!\d)(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{1,2}-\d{1,2}(?!\d))"
    r"|(?<!\d)(?P<first>\d{4})年?\s*(?:[-—–~至到])+\s*(?P<last>\d{4})年"
    rf"|(?P<year>{_YEAR})\s*年" + _TAIL.format("of_year")
    + r"|(?P<near>{relative-year})(?!均)" + _TAIL.format("of_near")
    + r"|(?:\"(?P<plan>{counting})五\"|第(?P<ordinal>{counting}){plan-word.of-five-years})"
    r"{plan-word.plan}?"
    r"(?P<at>{plan-at})?(?P<of_plan>{of-plan})?"
    r"|(?P<end>{plan-end})|(?P<whole>{whole-plan})|(?P<coming>{coming-years})|(?P<part>{of-plan})(?!年)|(?P<same>{same-time})"
)  # fmt: skip
_COUNT = re.compile(COUNTING)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_HEADING = 16


@dataclass(frozen=True, slots=True)
class Time:
    """A time that words name.

    Attributes:
        start: Where it begins in the words.
        end: Where it ends.
        value: ISO 8601, such as ``2030``, ``2026/2030``, ``2025-01/2025-09``; ``None`` where it is
            told from a date or a plan that is not at hand.
        told_from: ``"date"`` and ``"plan"`` for a time that is told from these, ``"before"`` for
            one that a text named before, ``""`` for one that its own words tell.
    """

    start: int
    end: int
    value: str | None
    told_from: str = ""


def read_times(
    said: str, year_now: int | None = None, plan: tuple[int, int] | None = None
) -> tuple[Time, ...]:
    """Find the times that folded words name.

    Args:
        said: Folded by `plain`.
        year_now: Year from which 去年 and 明年 are told; ``None`` where no date is at hand.
        plan: First and last year of the plan that 未来五年 and 规划期末 speak of.

    >>> [time.value for time in read_times('到2030年,去年前三季度,"十五五"末', 2026)]
    ['2030', '2025-01/2025-09', '2030']
    >>> [time.value for time in read_times("未来五年,到规划期末", plan=(2026, 2030))]
    ['2026/2030', '2030']
    """
    return _read_times(current(), said, year_now, plan)


@lru_cache(maxsize=1 << 14)
def _read_times(
    _: Lexicon, said: str, year_now: int | None, plan: tuple[int, int] | None
) -> tuple[Time, ...]:
    found = []
    for match in _TIME().finditer(said):
        value, told_from = _value(match, year_now, plan)
        if value is not None or told_from:
            found.append(Time(*match.span(), value, told_from))
    return tuple(found)


def unbroken(said: str) -> str:
    """Join a heading that is broken over lines; what is longer is no heading."""
    joined = "".join(said.split())
    return joined if len(joined) <= _LONGEST_HEADING else said


def times_of_quote(
    said: str, year_now: int | None = None, plan: tuple[int, int] | None = None
) -> set[str]:
    """Return the times that a quote names; a year that is all of it needs no 年.

    >>> times_of_quote("2030"), times_of_quote("3600亿元")
    ({'2030'}, set())
    """
    said = unbroken(said)
    times = read_times(said, year_now, plan)
    found = {time.value for time in times if time.value is not None}
    bare = said.strip()
    return found | {bare} if _BARE_YEAR.fullmatch(bare) else found


def whole_time(
    said: str, year_now: int | None = None, plan: tuple[int, int] | None = None
) -> str | None:
    """Return the time that a quote is and nothing else; ``None`` where it is more, or none.

    >>> whole_time("到2030年"), whole_time("2030年")
    (None, '2030')
    """
    bare = unbroken(said).strip()
    times = read_times(bare, year_now, plan)
    if len(times) == 1 and times[0].end - times[0].start == len(bare):
        return times[0].value
    return bare if _BARE_YEAR.fullmatch(bare) else None


def year_of_date(quotes: Iterable[Quote]) -> int | None:
    """Return the year of a quote that is a day and nothing else; ``None`` without one."""
    for quote in quotes:
        match = _TIME().fullmatch(quote.words.strip())
        if match and match["day"]:
            return int(match["day"][:4])
    return None


def plan_of_quotes(quotes: Iterable[Quote]) -> tuple[int, int] | None:
    """Return the years of a plan that a quote names and nothing else; ``None`` without one."""
    for quote in quotes:
        match = _TIME().fullmatch(quote.words.strip())
        ordinal = match and (match["plan"] or match["ordinal"])
        number = read_counting(ordinal) if ordinal else None
        if number is not None and (years := plan_years(number)) is not None:
            return years
    return None


def _value(
    match: re.Match[str], year_now: int | None, plan: tuple[int, int] | None
) -> tuple[str | None, str]:
    if match["day"]:
        year, month, day = (int(part) for part in re.findall(r"\d+", match["day"]))
        return f"{year:04d}-{month:02d}-{day:02d}", ""
    if match["first"]:
        return f"{match['first']}/{match['last']}", ""
    if match["year"]:
        return _within(parse_counting(match["year"]), match["of_year"]), ""
    if match["near"]:
        offset = words("relative-year").whole(match["near"])
        if year_now is None or offset is None:
            return None, "date"
        return _within(year_now + int(offset.reads), match["of_near"]), "date"
    if match["same"]:
        return None, "before"
    if match["coming"]:
        return _coming(match["coming"], year_now), "date"
    if match["plan"] or match["ordinal"]:
        return _of_named_plan(match), ""
    if plan is None:
        return None, "plan"
    if match["end"]:
        return str(plan[1]), "plan"
    return "/".join(map(str, _part(match["part"], plan))), "plan"


def _coming(said: str, year_now: int | None) -> str | None:
    count = _count(said)
    if year_now is None or count is None:
        return None
    return f"{year_now + 1}/{year_now + count}"


def _of_named_plan(match: re.Match[str]) -> str | None:
    number = read_counting(match["plan"] or match["ordinal"])
    years = None if number is None else plan_years(number)
    if years is None:
        return None
    at = words("plan-at").whole(match["at"] or "")
    if at is not None and at.reads == "end":
        return str(years[1])
    return "/".join(map(str, _part(match["of_plan"], years)))


def _part(part: str | None, years: tuple[int, int]) -> tuple[int, int]:
    """Return the first or last years of a plan, by the words that count them."""
    found = words("of-plan").whole(part) if part else None
    if part is None or found is None:
        return years
    count = _count(part)
    if count is None:
        return years
    first, last = years
    return (first, first + count - 1) if found.reads == "first" else (last - count + 1, last)


def _count(said: str) -> int | None:
    """Return how many years words count: 前三年, 未来3年."""
    numbers = (read_counting(word) for word in _COUNT.findall(said))
    return next((number for number in numbers if number), None)


def _within(year: int, tail: str) -> str:
    """Return a year, or the part of it that the words behind it name."""
    tail = "".join(tail.split())
    part = words("year-part").whole(tail)
    if part is not None:
        first, last = part.reads.split("/")
        return f"{year}-{first}/{year}-{last}"
    if re.search(r"\d", tail):
        months = [f"{year}-{int(month):02d}" for month in re.findall(r"\d+", tail)]
        return "/".join(months)
    return str(year)
