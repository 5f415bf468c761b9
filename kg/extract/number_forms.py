"""Numbers that their own form tells: dates, ordinals, ranks, parts of names, plain counts.

What is left are figures: numbers that say how much of something there is or shall be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.extract.numbers import NumberMention
from kg.extract.times import Calendar
from kg.lexicon import Found, compiled, pattern, words
from kg.model import NumberReading
from kg.numerals import CHINESE, UNIT, NumeralForm, is_unit, unit_pattern
from kg.rules import rules
from kg.text import Span

_DATE_FORMS = re.compile(
    r"\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?!\d)|\d{1,2}:\d{2}(?::\d{2})?|(?<!\d)\d{6,8}(?=日)"
    r"|(?:\d{4}\s*年\s*)?\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{1,2}日"
)
# Alone before a length of time they tell how long something moves, and set no value: 延长30天.
_MOVES = ("rise", "fall")
# 2000至3657家: the unit behind the second end is that of both.
_AMOUNT_TO = compiled(
    r"{range-mark}(?!(?:19|20)\d\d(?!\d))\d+(?:\.\d+)?[百千万亿]*(?!年)(?:{counted-thing})"
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL_BEFORE = compiled(r"{numbered-word}\s*$")
_RANK_AFTER = compiled(r"\s*(?:{rank-unit}|[,;。)、“”\n]|$)")
_LIST_BEFORE = re.compile(r"(?:^|[\n:;。(])\s*$")
_LIST_AFTER = re.compile(r"[.、)](?!\d)")
_LATIN = re.compile(r"[A-Za-z+&]")
_TIMES_READ = compiled(r"(?:{tally-name.times}|{tally-name.readers})\s*:\s*$")
# 世界500强企业, 12345热线.
_NUMBERED_NAME = compiled("{rank-unit.strong}|{numbered-name}")
_VERSION = re.compile(r"\d\.\d")
# 师生比达到1:15 is a ratio, and 7:30 an hour.
_RATIO_BEFORE = compiled("{of-two}(?:{link}|{bound-before}|{change}|{hedge}|{modal})*$")
_REACH = 20
_SEVERAL = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?:[:∶]\d+(?:\.\d+)?){2,}")
# What follows a quoted figure that is the matter itself, and no part of a name.
_AFTER_QUOTES = compiled(r"$|[,;:。、)\n]|{behind-quotes}")
_DENOMINATOR = re.compile(r"\d/$")
_AGE = compiled(r"\s*(?:[-—~至]\s*\d+\s*)?{age-unit}")
_CLASSIFIER = re.compile(r"[个项大类条件家场次]?大?")
# Meetings are numbered without 第 too: 二十届四中全会, 八次全会.
_QUOTED = re.compile(r"[“‘][^“”‘’。!?;,\n]*[”’]")
_END_OF_QUOTES = compiled(r"{bound-after}?[”’]")
_ARTICLE = re.compile(r"\S*?条")
_HUNDRED = 100
# 15分钟生活圈, 500米见园覆盖率: a unit of what a thing is like, with its noun behind.
_ATTRIBUTE = compiled(
    r"[百千万亿]*{attribute-unit}(?:{bound-after}的?(?=[一-龥]{2}))?"
    r"(?!{bound-after}|{change-after}|{value-goes-on})(?P<noun>[一-龥]{2,}[^,;。]*)"
)
_NOUN_OF_ATTRIBUTE = compiled(
    r".{0,8}圈|[^,;。]*(?:\d|{part-of}|[一二三四五六七八九]{tenth}|{half})"
)
# 五十余万人, 五至六个: what stands between a numeral and its unit.
_BEFORE_UNIT = compiled(rf"{{some-more}}|{{range-mark}}{CHINESE}")
_LOWER_END = compiled(rf"{CHINESE}{{range-mark}}$")
_ITEM_END = compiled(r"[、,;。]|{joint.and}|$")
_NOUN = re.compile(r"[一-龥]{2}")
_TWO, _TEN = 2, 10
_RANGE_MARK_BEFORE = compiled("{range-mark}$")
_DIGIT = re.compile(r"[\d.]")
_HOW_OFTEN = re.compile(r"每(?:\d+[至到~—-])?$")
# 岚政发〔2024〕12号, 128号3楼, 0599-8612345, XR-200.
_IN_A_CODE = compiled(r"\s*{code-behind}|-\d{7,8}(?!\d|万|亿)")
_CODE_BEFORE = re.compile(
    r"\d号[^,;。\d]{0,3}$|(?<!\d)0\d{2,3}-$|[A-Za-z]\s?[-—]?$|[A-Za-z]\s?\d+[-—]$"
)
# 省内3小时、市域1小时交通圈.
_CIRCLES = compiled(r"{attribute-unit}(?:、|{joint})[一-龥]{0,6}\d+{attribute-unit}[^,;。]{0,8}圈")
# 时速350公里高速铁路: the noun stands right behind.
_SIZE_OF_A_NOUN = compiled(rf"{UNIT}{{size-grade}}?(?!{{bound-after}})[一-龥]{{2}}")
# 每10万人口: the number that a rate is counted by.
_PER_POPULATION = re.compile(r"每\s*$")


@dataclass(frozen=True, slots=True)
class FormReading:
    """How a number's form tells it to be read.

    Attributes:
        rule: Which form it was.
    """

    reading: NumberReading
    rule: str


class FormReader:
    """Reads numbers by their form: the first rule of the table whose conditions all hold."""

    def __init__(self, folded: str, calendar: Calendar) -> None:
        self._folded = folded
        self._times = calendar.times
        self._ratios = [
            Span(*match.span())
            for match in _SEVERAL.finditer(folded)
            if _is_behind_ratio(folded, match.start())
        ]
        self._dates = [
            Span(*match.span())
            for match in _DATE_FORMS.finditer(folded)
            if not _is_behind_ratio(folded, match.start())
        ]
        self._quoted = [Span(*match.span()) for match in _QUOTED.finditer(folded)]
        self._rules = rules("forms")
        self._known: dict[str, Callable[[NumberMention], bool]] = {
            "broken": lambda mention: mention.form is NumeralForm.BROKEN,
            "vague": lambda mention: mention.form is NumeralForm.VAGUE,
            "share": lambda mention: mention.form is NumeralForm.SHARE,
            "arabic": lambda mention: mention.is_arabic,
            "owed": lambda mention: mention.is_owed,
            "in-a-time": lambda mention: any(t.span.holds(mention.span) for t in self._times),
            "ratio-of-several": lambda mention: any(r.holds(mention.span) for r in self._ratios),
            "in-a-date": lambda mention: any(date.holds(mention.span) for date in self._dates),
            "behind-di": lambda mention: self._around(mention)[0].endswith("第"),
            "length": lambda mention: (
                pattern("length-of-time").match(self._around(mention)[1]) is not None
            ),
            "length-set": self._sets_a_length,
            "bare-year": self._is_bare_year,
            "rank": self._is_rank,
            "ordinal-word": self._has_ordinal_word,
            "among-the-first": self._is_among_the_first,
            "list-number": self._is_list_number,
            "fraction": self._is_fraction,
            "denominator": self._is_denominator,
            "ratio-to-it": self._is_ratio_to_it,
            "fixed-name": self._is_fixed_name,
            "letters-beside": self._has_letters_beside,
            "code-or-address": self._is_in_a_code,
            "counted-by": lambda mention: (
                _PER_POPULATION.search(self._around(mention)[0]) is not None
            ),
            "version": self._is_version,
            "between-quotation-marks": self._is_quoted,
            "attribute-of-a-name": self._is_attribute,
            "age-limit": self._is_age,
            "amount": self._measures,
            "indefinite-amount": lambda mention: (
                mention.span.quote(folded) == "一" and self._around(mention)[1].startswith("批")
            ),
            "meeting-number": self._is_meeting,
            "counted-thing": self._is_counted,
        }

    def read(self, mention: NumberMention) -> FormReading | None:
        """Read a number by the first form that fits; ``None`` where it is a figure."""
        for rule in self._rules:
            if all(self._holds(condition, mention) for condition in rule.when):
                return FormReading(NumberReading(rule.reading), rule.id)
        return None

    def _holds(self, condition: str, mention: NumberMention) -> bool:
        name = condition.removeprefix("not ")
        return self._known[name](mention) is (name == condition)

    def _around(self, mention: NumberMention) -> tuple[str, str]:
        span = mention.span
        line = self._folded.rfind("\n", 0, span.start) + 1
        before = self._folded[max(line, span.start - 16) : span.start]
        return before, self._folded[span.end : span.end + 16].split("\n")[0]

    def _cue(self, span: Span, *names: str) -> Found | None:
        """Find words of some classes right before a number."""
        return words(*names).ending(self._folded, max(0, span.start - 16), span.start)

    def _leads_to_value(self, span: Span) -> bool:
        """Return whether the words before a number lead to a value: 达到, 提高, 控制在, 为."""
        before = self._folded[max(0, span.start - 12) : span.start]
        return self._cue(span, "bound-before", "change", "link") is not None or _begins_range(
            before
        )

    def _sets_a_length(self, mention: NumberMention) -> bool:
        """Return whether a length of time is itself the value that is set: 缩短至30天."""
        span = mention.span
        before, _ = self._around(mention)
        cue = self._cue(span, "bound-before", "change")
        is_set = (
            (cue is not None and cue.reads not in _MOVES)
            or ("." in span.quote(self._folded) and self._leads_to_value(span))
            or pattern("duration-name").search(before) is not None
            or _begins_range(before)
        )
        # 每2至3年: how often, not how much.
        return is_set and not _HOW_OFTEN.search(before)

    def _is_bare_year(self, mention: NumberMention) -> bool:
        _, after = self._around(mention)
        is_year = _BARE_YEAR.fullmatch(mention.span.quote(self._folded)) is not None
        is_counted = unit_pattern().match(after, after.startswith(" ")) or _ARTICLE.match(after)
        return is_year and not is_counted and not _AMOUNT_TO().match(after)

    def _is_rank(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        return before.endswith("第") and pattern("rank-unit.place").match(after) is not None

    def _has_ordinal_word(self, mention: NumberMention) -> bool:
        before, _ = self._around(mention)
        return _ORDINAL_BEFORE().search(before) is not None

    def _is_among_the_first(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        return before.endswith("前") and _RANK_AFTER().match(after) is not None

    def _is_list_number(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        is_whole = mention.is_arabic and "." not in mention.span.quote(self._folded)
        is_first = _LIST_BEFORE.search(before) is not None
        return is_whole and is_first and _LIST_AFTER.match(after) is not None

    def _is_fraction(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        is_below = _DENOMINATOR.search(before) is not None and not re.match("[万亿]", after)
        return is_below or re.match(r"/\d+(?![\d万亿])", after) is not None

    def _is_denominator(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        return _DENOMINATOR.search(before) is not None and re.match("[万亿]", after) is not None

    def _is_ratio_to_it(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        if re.match(r"[:∶]\d", after) and mention.span.quote(self._folded) == "1":
            return True
        is_second = re.search(r"\d[:∶]$", before) is not None
        return is_second and not re.search(r"(?<![\d.])1[:∶]$", before)

    def _is_attribute(self, mention: NumberMention) -> bool:
        """Return whether a number only tells what a thing is like: 15分钟生活圈, 五千亿级集群."""
        span = mention.span
        _, after = self._around(mention)
        is_gained = self._cue(span, "basis.increase") is not None
        if self._cue(span, "bound-before", "change") is not None and not is_gained:
            return False
        if self._cue(span, "attribute-word") and _SIZE_OF_A_NOUN().match(after):
            return True
        if _CIRCLES().match(after):
            return True
        attribute = _ATTRIBUTE().match(after)
        if attribute is None:
            return False
        rest = self._rest(span, attribute.start("noun"))
        return _NOUN_OF_ATTRIBUTE().match(rest) is not None

    def _is_fixed_name(self, mention: NumberMention) -> bool:
        """Return whether a number belongs to a fixed word: 世界500强, 三农, 二期."""
        before, after = self._around(mention)
        if mention.is_arabic:
            return _NUMBERED_NAME().match(after) is not None and not before.endswith("前")
        if pattern("lexical-numeral").match(self._folded, mention.span.start):
            return True
        is_stage = mention.is_owed and after.startswith(("院", "期"))
        return is_stage and not self._measures(mention)

    def _has_letters_beside(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        if _LATIN.match(after) and not unit_pattern().match(after):
            return True
        return before != "" and _LATIN.match(before[-1]) is not None

    def _is_in_a_code(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        return (
            _IN_A_CODE().match(after) is not None
            or _CODE_BEFORE.search(before) is not None
            or pattern("code-name").search(before) is not None
        )

    def _is_version(self, mention: NumberMention) -> bool:
        span = mention.span
        _, after = self._around(mention)
        is_form = _VERSION.fullmatch(span.quote(self._folded)) is not None
        if not is_form or not re.match(r"版|[^\d%‰,;。()]{2}", after):
            return False
        is_value = unit_pattern().match(after) or self._leads_to_value(span)
        return not is_value and not pattern("bound-after").match(after)

    def _is_quoted(self, mention: NumberMention) -> bool:
        span = mention.span
        before, after = self._around(mention)
        if not any(quoted.holds(span) for quoted in self._quoted) or self._counts(after):
            return False
        unit = unit_pattern().match(self._folded, span.end)
        is_figure = _END_OF_QUOTES().match(self._folded, unit.end() if unit else span.end)
        is_bare = is_figure and re.match("[”’]", after)
        is_whole = (
            is_figure
            and before.endswith(("“", "‘"))
            and not _AFTER_QUOTES().match(self._folded, is_figure.end())
        )
        # A title ends in its figure (“民营经济33条”); what is set says how (“增长5%以上”).
        inside = re.split("[“‘]", before)[-1]
        is_title = is_figure and inside and not pattern("change").search(inside)
        return bool(not is_figure or is_bare or is_whole or is_title)

    def _rest(self, span: Span, skip: int) -> str:
        """Return what stands behind a number and its unit, up to the end of the line."""
        start = span.end + skip
        end = self._folded.find("\n", start)
        return self._folded[start : len(self._folded) if end < 0 else end]

    def _is_age(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        is_upper = re.search(r"\d[至到]$", before) is not None
        is_age = _AGE().match(after) is not None
        return is_age and (is_upper or not self._leads_to_value(mention.span))

    def _is_meeting(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        is_of_the_party = after.startswith("大") and before.endswith("党的")
        return pattern("meeting-number").match(after) is not None or is_of_the_party

    def _measures(self, mention: NumberMention) -> bool:
        """Return whether a Chinese numeral is an amount and no count: 达到一百二十家."""
        before, after = self._around(mention)
        between = _BEFORE_UNIT().match(after)
        after = after[between.end() :] if between else after
        if pattern("attribute-unit").match(after) and not mention.unit:
            is_bound = self._cue(mention.span, "bound-before") is not None
            return is_bound or pattern("duration-name").search(before) is not None
        if mention.unit or mention.scale or mention.form is NumeralForm.SHARE:
            return True
        if after.startswith("番") and before.endswith("翻"):
            return True
        if mention.bound or (mention.value or 0) >= _HUNDRED:
            return True
        if before.endswith("第"):
            return False
        if pattern("measure").match(after) and not pattern("measure.people").match(after):
            return True
        if self._ends_an_item(mention, after):
            return True
        lower = _LOWER_END().search(before)
        start = mention.span.start - (lower.end() - lower.start() if lower else 0)
        cue = self._cue(Span(start, mention.span.end), "bound-before", "change")
        unit = unit_pattern().match(after)
        behind = unit and pattern("bound-after").match(after, unit.end())
        return bool(unit and (cue or behind))

    def _ends_an_item(self, mention: NumberMention, after: str) -> bool:
        """Return whether a numeral with its classifier ends an item of a list: 水库十一座、."""
        unit = pattern("classifier").match(after)
        if unit is None or not _ITEM_END().match(after, unit.end()):
            return False
        value = mention.value or 0
        if value < _TWO or (value < _TEN and pattern("part-of-text").match(after)):
            return False
        noun = self._folded[max(0, mention.span.start - 3) : mention.span.start]
        return _NOUN.fullmatch(noun[-2:]) is not None and self._cue(mention.span, "lead") is None

    def _is_counted(self, mention: NumberMention) -> bool:
        before, after = self._around(mention)
        return self._counts(after) or _TIMES_READ().search(before) is not None

    def _counts(self, after: str) -> bool:
        classifier = _CLASSIFIER.match(after)
        end = classifier.end() if classifier else 0
        return bool(end and pattern("counted").match(after[end:])) or bool(
            pattern("counted-matter").match(after)
        )


def _begins_range(before: str) -> bool:
    """Return whether words end in the lower bound of a range, with its mark: 60%至."""
    mark = _RANGE_MARK_BEFORE().search(before)
    if mark is None:
        return False
    lower = before[: mark.start()]
    return any(
        is_unit(lower[digit.end() :]) or digit.end() == len(lower)
        for digit in _DIGIT.finditer(lower)
    )


def _is_behind_ratio(folded: str, position: int) -> bool:
    """Return whether a place stands behind the name of a ratio and the words that set it."""
    return _RATIO_BEFORE().search(folded, max(0, position - _REACH), position) is not None
