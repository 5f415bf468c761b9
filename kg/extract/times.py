"""Times: years, periods and what the text names by relation, with how far each governs.

A point of time or a period holds for the figures behind it up to the full stop; one in brackets
holds inside them only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from kg.extract.clauses import clause_of, full_sentences
from kg.lexicon import compiled, pattern, words
from kg.model import DocumentFacts, Evidence, WrittenTime
from kg.numerals import CHINESE, parse_counting, plan_years, read_counting
from kg.parse.structure import ParsedDocument
from kg.text import Span, depths, name_digest

_MONTHS = 12
_PLAN_YEARS = 5

# A month, or the months from one to another: 5月, 1至9月.
_MONTH = r"(?:(?P<{0}from>\d{{1,2}})月?\s*[-—–~至到]\s*)?(?P<{0}month>\d{{1,2}})\s*月(?:份)?"
COUNTS = "一二两三四五六七八九十123456789"
_YEAR_WORDS = "[零〇一二三四五六七八九]{4}"

_TIME = compiled(
    rf"(?P<lead>{{at-time.until}}|{{at-time.since}}|{{from.since}})?(?:"
    # What is named like a plan and is another one, such as the plan for teaching law, is no time.
    rf"(?P<plan>“(?P<ordinal>{CHINESE})五”)(?!{{other-plan}})(?P<at>{{plan-at}})?(?P<years>{{of-plan}})?"
    rf"|(?P<first>(?:19|20)\d\d)年?\s*[-—–~至到]\s*(?P<last>(?:19|20)\d\d)\s*年"
    rf"|(?P<year>(?:19|20)\d\d|(?<![零〇一二三四五六七八九十]){_YEAR_WORDS})\s*年(?:{_MONTH.format('')})?"
    rf"(?P<part>{{year-part}})?(?P<end>{{year-bound}})?"
    rf"|(?P<relative>{{relative-year}})(?:{_MONTH.format('relative_')})?"
    rf"(?P<relative_part>{{year-part}})?{{relative-bound}}?"
    r"|(?P<whole>{whole-plan})|(?P<coming>{coming-years})|(?P<plan_end>{plan-end})|(?P<same>{same-time})"
    r"|(?P<part_of_plan>(?<![一-龥])(?:其中)?{of-plan}(?=[,再新累完建滚改]))"
    r")"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time as a passage names it.

    Attributes:
        span: Its words, without 到 or 至 before it.
        reach: How far it governs.
        year: The year of a point; ``None`` for a period.
        period: ISO 8601: ``2026/2030``, ``2025-01/2025-09``, ``2025-05``; ``None`` for a year.
        is_relative: Whether it is resolved from the report's date or from the plan's ordinal.
        anchor: Where the report's date stands, when it is resolved from that.
    """

    span: Span
    reach: Span
    year: int | None
    period: str | None
    is_relative: bool
    anchor: Span | None = None

    @property
    def value(self) -> str:
        """Return the time in ISO 8601."""
        return self.period or f"{self.year:04d}"

    @property
    def places(self) -> list[Span]:
        """Return where the time stands, then what it is resolved from."""
        return [self.span] if self.anchor is None else [self.span, self.anchor]


class Calendar:
    """Reads the times of a document, with what they are resolved from.

    Attributes:
        anchor: Day of the report; ``None`` where the text prints none.
        place: Whose plan it is; ``None`` where the text does not say.
        plan: First and last year of the plan; ``None`` where the text names none.
        anchor_span: Where the day stands.
        plan_span: Where the plan is named.
    """

    def __init__(self, parsed: ParsedDocument, document: DocumentFacts) -> None:
        self._folded = parsed.folded
        self._key = parsed.key
        self.place = document.place
        self.plan = document.period
        self.plan_span = document.period_span
        # 今年 is said by who speaks, on the day of the meeting; a report is printed later.
        day = document.met or document.issued
        self.anchor = date.fromisoformat(day) if day else None
        self.anchor_span = document.met_span if document.met else document.issued_span
        self._last: Time | None = None
        self.times: tuple[Time, ...] = tuple(
            time
            for sentence in full_sentences(parsed.folded, Span(0, len(parsed.folded)))
            for time in self._times(sentence)
        )

    def whole_plan(self) -> tuple[str, list[Span]] | None:
        """Return the plan's years as a period, with the place that names them."""
        if self.plan is None:
            return None
        first, last = self.plan
        return f"{first}/{last}", [] if self.plan_span is None else [self.plan_span]

    def within(self, span: Span) -> list[Time]:
        """Return the times that a passage names."""
        return [time for time in self.times if span.holds(time.span)]

    def governing(self, place: Span, scope: Span) -> list[Time]:
        """Return the times that hold at a place of a passage, nearest last."""
        return [
            time
            for time in self.times
            if scope.holds(time.span) and time.span.end <= place.start and time.reach.holds(place)
        ]

    def written(self) -> tuple[WrittenTime, ...]:
        """Return each time that is named by relation, once a form, with what it comes to."""
        found: dict[tuple[str, str], list[Span]] = {}
        for time in self.times:
            if time.is_relative:
                words = time.span.quote(self._folded)
                places = found.setdefault((words, time.value), [])
                places += time.places
        return tuple(
            WrittenTime(
                id=f"time/{name_digest(words)}",
                written=words,
                value=value,
                evidence=Evidence(self._key, tuple(dict.fromkeys(spans)), "time-resolved"),
            )
            for (words, value), spans in found.items()
        )

    def previous_plan(self, sentence: Span) -> tuple[int, int, Span] | None:
        """Find the plan that is reviewed: the last one named whose years are over."""
        named = [
            time
            for time in self.times
            if time.period is not None
            and is_plan(time.period)
            and time.span.start < sentence.end
            and (self.plan is None or int(time.period[-4:]) < self.plan[0])
        ]
        if not named:
            return None
        inside = [time for time in named if sentence.holds(time.span)]
        time = (inside or named)[-1]
        years = time.value.split("/")
        return int(years[0]), int(years[1]), time.span

    def _times(self, sentence: Span) -> list[Time]:
        said = sentence.quote(self._folded)
        levels = depths(said)
        found = []
        for match in _TIME().finditer(said):
            start = match.end("lead") if match["lead"] else match.start()
            if match["plan"] is None and said[start - 1 : start].isdecimal():
                continue
            span = Span(sentence.start + start, sentence.start + match.end())
            reach = Span(span.start, _bracket_end(said, levels, start) + sentence.start)
            time = self._read(match, span, reach)
            if match["same"] and self._last is not None:
                last = self._last
                time = replace(last, span=span, reach=reach, is_relative=False, anchor=last.span)
            if time is not None:
                found.append(time)
                self._last = time
        return found

    def _read(self, match: re.Match[str], span: Span, reach: Span) -> Time | None:
        if match["plan"]:
            return self._plan_time(match, span, reach)
        if match["first"]:
            years = f"{match['first']}/{match['last']}"
            return Time(span=span, reach=reach, year=None, period=years, is_relative=False)
        if match["whole"] or match["plan_end"] or match["part_of_plan"]:
            return self._own_plan_time(match, span, reach)
        if match["same"]:
            return None
        if match["coming"]:
            return self._coming_years(match["coming"], span, reach)
        if match["year"]:
            year, month, part = parse_counting(match["year"]), match["month"], match["part"]
            begin, relative = match["from"], False
        else:
            offset = words("relative-year").whole(match["relative"])
            if self.anchor is None or offset is None:
                return None
            year = self.anchor.year + int(offset.reads)
            month, part = match["relative_month"], match["relative_part"]
            begin, relative = match["relative_from"], True
        period = None
        if month and 1 <= int(begin or month) <= int(month) <= _MONTHS:
            period = f"{year:04d}-{int(month):02d}"
            if begin:
                period = f"{year:04d}-{int(begin):02d}/{period}"
        elif part:
            first, last = _months(part)
            period = f"{year:04d}-{first:02d}/{year:04d}-{last:02d}"
        return Time(
            span=span,
            reach=reach,
            year=None if period else year,
            period=period,
            is_relative=relative,
            anchor=self.anchor_span if relative else None,
        )

    def _coming_years(self, said: str, span: Span, reach: Span) -> Time | None:
        """Read the years that follow the report's own: 未来三年."""
        count = next((read_counting(character) for character in said if character in COUNTS), None)
        if self.anchor is None or count is None:
            return None
        first = self.anchor.year + 1
        return Time(
            span=span,
            reach=reach,
            year=None,
            period=f"{first}/{first + count - 1}",
            is_relative=True,
            anchor=self.anchor_span,
        )

    def _own_plan_time(self, match: re.Match[str], span: Span, reach: Span) -> Time | None:
        """Read a time that is told by the document's own plan: 未来五年, 规划期末, 后两年."""
        if self.plan is None:
            return None
        years = self.plan
        if match["part_of_plan"]:
            years = _part_of_plan(match["part_of_plan"], years)
        is_end = match["plan_end"] is not None
        is_sum = match["whole"] is not None and match["whole"][0] in "五5"
        if is_sum and pattern("sum-of-plan").match(self._folded, span.end):
            # 五年累计 is of its own clause: what follows in the sentence is no sum.
            reach = Span(reach.start, clause_of(self._folded, reach, span).end)
        return Time(
            span=span,
            reach=reach,
            year=years[1] if is_end else None,
            period=None if is_end else f"{years[0]}/{years[1]}",
            is_relative=False,
            anchor=self.plan_span,
        )

    def _plan_time(self, match: re.Match[str], span: Span, reach: Span) -> Time | None:
        ordinal = read_counting(match["ordinal"])
        years = plan_years(ordinal) if ordinal is not None else None
        if years is None:
            return None
        at = words("plan-at").whole(match["at"] or "")
        is_end = at is not None and at.reads == "end"
        if match["years"]:
            years = _part_of_plan(match["years"], years)
        return Time(
            span=span,
            reach=reach,
            year=years[1] if is_end else None,
            period=None if is_end else f"{years[0]}/{years[1]}",
            is_relative=True,
        )


def _part_of_plan(said: str, years: tuple[int, int]) -> tuple[int, int]:
    """Return the years of a part of a plan.

    >>> _part_of_plan("前三年", (2026, 2030)), _part_of_plan("后两年", (2026, 2030))
    ((2026, 2028), (2029, 2030))
    """
    found = next(words("of-plan").find(said))
    count = parse_counting(said[found.start + 1])
    if found.reads == "first":
        return years[0], years[0] + count - 1
    return years[1] - count + 1, years[1]


def is_plan(period: str) -> bool:
    """Say whether a period is that of a plan: five whole years."""
    first, _, last = period.partition("/")
    return len(first) == len(last) == len("2025") and int(last) - int(first) == _PLAN_YEARS - 1


def _months(part: str) -> tuple[int, int]:
    """Return first and last month of a part of a year.

    >>> _months("前三季度"), _months("二季度"), _months("上半年")
    ((1, 9), (4, 6), (1, 6))
    """
    first, _, last = next(words("year-part").find(part)).reads.partition("/")
    return int(first), int(last)


def _bracket_end(words: str, levels: list[int], start: int) -> int:
    """Return where the innermost pair of marks round a place ends; the sentence's end without."""
    level = levels[start]
    if level == 0:
        return len(words)
    return next((index for index in range(start, len(words)) if levels[index] < level), len(words))
