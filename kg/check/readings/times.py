"""Times that words name: a year, a month, a day, a span of them, a plan's years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.check.readings.facts import Quote
from kg.numerals import CHINESE, read_counting

_TAIL = (
    r"(?P<{0}>\s*(?:前三季度|第?[一二三四]季度|[上下]半年"
    r"|(?:\d{{1,2}}月?[-—–~至到])?\d{{1,2}}\s*月(?!末)|以来|底|末|初)?)"
)
_TIME = re.compile(
    r"(?<!\d)(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{1,2}-\d{1,2}(?!\d))"
    r"|(?<!\d)(?P<first>\d{4})年?\s*(?:[-—–~至到])\s*(?P<last>\d{4})年"
    r"|(?<!\d)(?P<year>\d{4})\s*年" + _TAIL.format("of_year") + "|(?P<near>[前去上今本明后]年)"
    r"(?!均)"
    + _TAIL.format("of_near")
    + r"|\"(?P<plan>[一二三四五六七八九十]{1,3})五\"(?:规划)?(?P<at>末|期末|期间|时期)?"
    r"(?:前(?P<first_years>[一二两三四])年)?"
    rf"|第(?P<ordinal>{CHINESE})个五年(?:规划|计划)"
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_HEADING = 16
_NEAR = {"前": -2, "去": -1, "上": -1, "今": 0, "本": 0, "明": 1, "后": 2}
_QUARTERS = {"一": ("01", "03"), "二": ("04", "06"), "三": ("07", "09"), "四": ("10", "12")}
# The sixth plan began in 1981; since then one follows the other, five years each.
_SIXTH, _SIXTH_BEGAN, _LENGTH = 6, 1981, 5


@dataclass(frozen=True, slots=True)
class Time:
    """A time that words name.

    Attributes:
        start: Where it begins in the words.
        end: Where it ends.
        value: ISO 8601, such as ``2030``, ``2026/2030``, ``2025-01/2025-09``; ``None`` where it is
            told from a date that is not at hand.
    """

    start: int
    end: int
    value: str | None


@lru_cache(maxsize=1 << 14)
def read_times(words: str, year_now: int | None = None) -> tuple[Time, ...]:
    """Find the times that folded words name.

    Args:
        words: Folded by `plain`.
        year_now: Year from which 去年 and 明年 are told; ``None`` where no date is at hand.

    >>> [time.value for time in read_times('到2030年,去年前三季度,"十五五"末', 2026)]
    ['2030', '2025-01/2025-09', '2030']
    """
    return tuple(
        Time(match.start(), match.end(), _value(match, year_now)) for match in _TIME.finditer(words)
    )


def unbroken(words: str) -> str:
    """Join a heading that is broken over lines; what is longer is no heading."""
    joined = "".join(words.split())
    return joined if len(joined) <= _LONGEST_HEADING else words


def times_of_quote(words: str, year_now: int | None = None) -> set[str]:
    """Return the times that a quote names; a year that is all of it needs no 年.

    >>> times_of_quote("2030"), times_of_quote("3600亿元")
    ({'2030'}, set())
    """
    words = unbroken(words)
    found = {time.value for time in read_times(words, year_now) if time.value is not None}
    bare = words.strip()
    return found | {bare} if _BARE_YEAR.fullmatch(bare) else found


def whole_time(words: str, year_now: int | None = None) -> str | None:
    """Return the time that a quote is and nothing else; ``None`` where it is more, or none.

    >>> whole_time("到2030年"), whole_time("2030年")
    (None, '2030')
    """
    bare = unbroken(words).strip()
    times = read_times(bare, year_now)
    if len(times) == 1 and times[0].end - times[0].start == len(bare):
        return times[0].value
    return bare if _BARE_YEAR.fullmatch(bare) else None


def year_of_date(quotes: Iterable[Quote]) -> int | None:
    """Return the year of a quote that is a day and nothing else; ``None`` without one."""
    for quote in quotes:
        match = _TIME.fullmatch(quote.words.strip())
        if match and match["day"]:
            return int(match["day"][:4])
    return None


def _value(match: re.Match[str], year_now: int | None) -> str | None:
    if match["day"]:
        year, month, day = (int(part) for part in re.findall(r"\d+", match["day"]))
        return f"{year:04d}-{month:02d}-{day:02d}"
    if match["first"]:
        return f"{match['first']}/{match['last']}"
    if match["year"]:
        return _within(int(match["year"]), match["of_year"])
    if match["near"]:
        if year_now is None:
            return None
        return _within(year_now + _NEAR[match["near"][0]], match["of_near"])
    words = match["ordinal"] or match["plan"]
    ordinal = read_counting(words)
    if ordinal is None or ordinal < _SIXTH:
        return None
    first = _SIXTH_BEGAN + _LENGTH * (ordinal - _SIXTH)
    last = first + _LENGTH - 1
    if match["first_years"]:
        return f"{first}/{first + '一二三四'.index(match['first_years'].replace('两', '二'))}"
    return str(last) if (match["at"] or "").endswith("末") else f"{first}/{last}"


def _within(year: int, tail: str) -> str:
    """Return a year, or the part of it that the words behind it name."""
    tail = "".join(tail.split())
    if tail == "前三季度":
        return f"{year}-01/{year}-09"
    if tail.endswith("季度"):
        first, last = _QUARTERS[tail.removeprefix("第")[0]]
        return f"{year}-{first}/{year}-{last}"
    if tail == "上半年":
        return f"{year}-01/{year}-06"
    if tail == "下半年":
        return f"{year}-07/{year}-12"
    if tail.endswith("月"):
        months = [f"{year}-{int(month):02d}" for month in re.findall(r"\d+", tail)]
        return "/".join(months)
    return str(year)
