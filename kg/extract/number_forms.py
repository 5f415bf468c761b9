"""Numbers that their own form tells: dates, ordinals, ranks, parts of names, plain counts.

What is left are figures: numbers that say how much of something there is or shall be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.extract.numbers import NumberMention
from kg.extract.times import Calendar
from kg.model import NumberReading
from kg.numerals import UNIT
from kg.profiles.figures import FigureWords
from kg.text import Span

_DATE_FORMS = re.compile(
    r"\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?!\d)|\d{1,2}:\d{2}(?::\d{2})?|(?<!\d)\d{6,8}(?=日)"
    r"|(?:\d{4}\s*年\s*)?\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{1,2}日"
)
_LENGTH = re.compile(
    r"(?:年(?![均级画])|周年|年度|个?月(?!台)|日(?!均)|天|个工作日|季度|周(?!岁|边|期))"
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_VALUE_BEFORE = re.compile(
    r"(?:达到?|提高|延长|缩短|超过?|不低于|不超过|突破|增加|减少|控制|[到至在为])$"
)
_REACHED_BEFORE = re.compile(r"(?:达到|提高到|提高至|延长到|延长至|缩短到|缩短至|不低于|不少于)$")
_ORDINAL_BEFORE = re.compile(r"(?:第|附件|附表|专栏|表|图|之)\s*$")
_RANK_AFTER = re.compile(r"\s*(?:位|名|强(?![化度])|[,;。)、“”\n]|$)")
_LIST_BEFORE = re.compile(r"(?:^|[\n:;。(])\s*$")
_LIST_AFTER = re.compile(r"[.、)](?!\d)")
_LATIN = re.compile(r"[A-Za-z+&]")
_UNITS_COUNTED = re.compile(r"个方面|大(?![于约幅量概])(?=[一-龥])|[章节](?=[,;、。和及共]|\d|$)")
_TIMES_READ = re.compile(r"(?:次数|阅读量?|点击量?)\s*:\s*$")
# 世界500强企业, 12345热线.
_NUMBERED_NAME = re.compile(r"强(?![化度劲])|(?:政务(?:服务)?)?热线")
_VERSION = re.compile(r"\d\.\d")
# What follows a quoted figure that is the matter itself, and no part of a name.
_AFTER_QUOTES = re.compile(r"$|[,;:。、)\n]|的|目标")
_DENOMINATOR = re.compile(r"\d/$")
_AGE = re.compile(
    r"\s*(?:[-—~至]\s*\d+\s*)?(?:周岁|岁(?=及?以[上下内]|[-—~至的儿人老青婴幼学女妇居劳]))"
)
_CLASSIFIER = re.compile(r"[个项大类条件家场次]?大?")
# Meetings are numbered without 第 too: 二十届四中全会, 八次全会.
_MEETING = re.compile(r"届|次(?:全会|全体会议|会议|代表大会)")
_QUOTED = re.compile(r"[“‘][^“”‘’。!?;,\n]*[”’]")
_FIGURE_IN_QUOTES = re.compile(rf"(?:{UNIT})?(?:以上|左右|以内|以下)?[”’]")


@dataclass(frozen=True, slots=True)
class FormReading:
    """How a number's form tells it to be read.

    Attributes:
        rule: Which form it was.
    """

    reading: NumberReading
    rule: str


class FormReader:
    """Reads numbers by their form."""

    def __init__(self, folded: str, calendar: Calendar, words: FigureWords) -> None:
        self._folded = folded
        self._words = words
        self._times = calendar.times
        self._dates = [Span(*match.span()) for match in _DATE_FORMS.finditer(folded)]
        self._quoted = [Span(*match.span()) for match in _QUOTED.finditer(folded)]
        self._rules: tuple[Callable[[NumberMention], FormReading | None], ...] = (
            self._time,
            self._ordinal,
            self._ratio,
            self._name,
            self._age,
            self._chinese,
            self._counted,
        )

    def read(self, mention: NumberMention) -> FormReading | None:
        """Read a number by the first form that fits; ``None`` where it is a figure."""
        for rule in self._rules:
            found = rule(mention)
            if found is not None:
                return found
        return None

    def _around(self, mention: NumberMention) -> tuple[str, str]:
        span = mention.span
        line = self._folded.rfind("\n", 0, span.start) + 1
        before = self._folded[max(line, span.start - 16) : span.start]
        return before, self._folded[span.end : span.end + 16].split("\n")[0]

    def _time(self, mention: NumberMention) -> FormReading | None:
        span = mention.span
        before, after = self._around(mention)
        if any(time.span.holds(span) for time in self._times):
            return FormReading(NumberReading.DATE, "written-time")
        if any(date.holds(span) for date in self._dates):
            return FormReading(NumberReading.DATE, "printed-date")
        if before.endswith("第"):
            return None
        is_value = (
            _VALUE_BEFORE.search(before)
            if "." in span.quote(self._folded)
            else (_REACHED_BEFORE.search(before))
        )
        if _LENGTH.match(after) and not is_value:
            return FormReading(NumberReading.DATE, "length-of-time")
        if _BARE_YEAR.fullmatch(span.quote(self._folded)) and not re.match(
            rf"{UNIT}|\S*?条", after
        ):
            return FormReading(NumberReading.DATE, "bare-year")
        return None

    def _ordinal(self, mention: NumberMention) -> FormReading | None:
        before, after = self._around(mention)
        if before.endswith("第") and re.match(r"[位名]", after):
            return FormReading(NumberReading.RANK, "rank")
        if _ORDINAL_BEFORE.search(before) and not before.endswith(("代表", "发表", "列表", "意图")):
            return FormReading(NumberReading.ORDINAL, "ordinal-word")
        if before.endswith("前") and _RANK_AFTER.match(after):
            return FormReading(NumberReading.RANK, "among-the-first")
        is_whole = mention.is_arabic and "." not in mention.span.quote(self._folded)
        if is_whole and _LIST_BEFORE.search(before) and _LIST_AFTER.match(after):
            return FormReading(NumberReading.ORDINAL, "list-number")
        return None

    def _ratio(self, mention: NumberMention) -> FormReading | None:
        if not mention.is_arabic:
            return None
        before, after = self._around(mention)
        if re.match(r"/\d+(?![\d万亿])", after) or (
            _DENOMINATOR.search(before) and not re.match("[万亿]", after)
        ):
            return FormReading(NumberReading.UNREAD, "fraction")
        if _DENOMINATOR.search(before) and re.match("[万亿]", after):
            return FormReading(NumberReading.OTHER, "denominator")
        if re.match(r"[:∶]\d", after) and mention.span.quote(self._folded) == "1":
            return FormReading(NumberReading.OTHER, "ratio-to-it")
        if re.search(r"\d[:∶]$", before) and not re.search(r"(?<![\d.])1[:∶]$", before):
            return FormReading(NumberReading.OTHER, "ratio-to-it")
        return None

    def _name(self, mention: NumberMention) -> FormReading | None:
        if not mention.is_arabic:
            return None
        span = mention.span
        before, after = self._around(mention)
        if _NUMBERED_NAME.match(after) and not before.endswith("前"):
            return FormReading(NumberReading.NAME, "fixed-name")
        if _LATIN.match(after) and not re.match(UNIT, after):
            return FormReading(NumberReading.NAME, "letters-beside")
        if before and _LATIN.match(before[-1]):
            return FormReading(NumberReading.NAME, "letters-beside")
        if _VERSION.fullmatch(span.quote(self._folded)) and re.match(r"版|[^\d%‰,;。()]{2}", after):
            is_value = re.match(UNIT, after) or _VALUE_BEFORE.search(before)
            if not is_value and not re.match("以上|左右|以内|以下", after):
                return FormReading(NumberReading.NAME, "version")
        if any(quoted.holds(span) for quoted in self._quoted):
            is_figure = _FIGURE_IN_QUOTES.match(self._folded, span.end)
            is_bare = is_figure and re.match("[”’]", after)
            is_whole = (
                is_figure
                and before.endswith(("“", "‘"))
                and not _AFTER_QUOTES.match(self._folded, is_figure.end())
            )
            # A title ends in its figure (“民营经济33条”); what is set says how (“增长5%以上”).
            inside = re.split("[“‘]", before)[-1]
            is_title = is_figure and inside and not self._words.change.search(inside)
            if self._counts(after):
                return None
            if not is_figure or is_bare or is_whole or is_title:
                return FormReading(NumberReading.NAME, "between-quotation-marks")
        return None

    def _age(self, mention: NumberMention) -> FormReading | None:
        _, after = self._around(mention)
        before, _ = self._around(mention)
        is_upper = re.search(r"\d[至到]$", before)
        is_age = _AGE.match(after) and (is_upper or not _VALUE_BEFORE.search(before))
        return FormReading(NumberReading.OTHER, "age-limit") if is_age else None

    def _chinese(self, mention: NumberMention) -> FormReading | None:
        if mention.is_arabic:
            return None
        before, after = self._around(mention)
        words = mention.span.quote(self._folded)
        if (after.startswith("番") and before.endswith("翻")) or words.startswith("百分之"):
            return None
        if words == "一" and after.startswith("批"):
            return FormReading(NumberReading.OTHER, "indefinite-amount")
        if _MEETING.match(after) or (after.startswith("大") and before.endswith("党的")):
            return FormReading(NumberReading.ORDINAL, "meeting-number")
        if after.startswith(("院", "期")):
            return FormReading(NumberReading.NAME, "fixed-name")
        return FormReading(NumberReading.COUNT, "chinese-count")

    def _counted(self, mention: NumberMention) -> FormReading | None:
        before, after = self._around(mention)
        is_count = self._counts(after) or _TIMES_READ.search(before)
        return FormReading(NumberReading.COUNT, "counted-thing") if is_count else None

    def _counts(self, after: str) -> bool:
        classifier = _CLASSIFIER.match(after)
        end = classifier.end() if classifier else 0
        return bool(end and self._words.context["counted"].match(after[end:])) or bool(
            _UNITS_COUNTED.match(after)
        )
