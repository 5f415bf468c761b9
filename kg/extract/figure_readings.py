"""What a figure is: a goal, a base, a value reached, or none of these, by the words round it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.clauses import split_clauses
from kg.extract.figure import Figure
from kg.extract.passages import Passage
from kg.model import NumberReading, Scope
from kg.profiles.figures import FigureWords
from kg.text import Span

_GOALS = {Scope.TASK, Scope.HEADLINE, Scope.ADOPTION, Scope.SECTION, Scope.COLUMN}
_WIDE = {Scope.SECTION, Scope.COLUMN}
# Units that measure a thing and do not count things: 400毫米降水线, 1小时通勤圈.
_MEASURES = re.compile(r"(?:毫米|厘米|纳米|米|小时|分钟|度|千伏|吨级?|摄氏度)$")
_CLASSIFIERS = re.compile(r"[个项家条件场次座处所名位人户轮张类篇只艘辆台套部份组批期]+次?$")
# 45万余字, 2万余条: the classifier stands behind 余.
_SOME_THINGS = re.compile(r"[余多]?(?:字|条|份|页|人|个|家|件|名|场|次)")
_NUMBER_NAME = re.compile(r"(?:次数|人数|数量|件数|条数)$")
_COUNTED_NAME = re.compile(r"(?:指标|专栏|任务|课题|建议|章节|小节|意见|留言)$")
_COUNTED_BEFORE = re.compile(r"(?:次数|人数|数量|阅读量|点击量?)\s*:\s*$")
_TAKEN_ONE_BY_ONE = re.compile(r"(?:对|把|将|围绕|针对|列出|列有|列入|收录|编列|明确了?)$")
# A circle is named by its size, whatever stands before it: 构建市域1小时通勤圈.
_CIRCLE = re.compile(r"[^,;。、\d]{0,6}圈")
_DENIED = re.compile(r"[不未无]$")


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure with how it is read.

    Attributes:
        rule: Which words tell so.
    """

    figure: Figure
    reading: NumberReading
    rule: str


# What is written like a year and is none: 7024年.
_UNREAD_YEAR = re.compile(r"(?<!\d)(?!19|20)\d{4}年\D*$")


class ContextReader:
    """Reads figures by their context.

    Args:
        first_year: First year of the plan; values of years before it are bases or were reached.
        place: Whose document it is: to a province 全省 is no other place.
    """

    def __init__(
        self, folded: str, words: FigureWords, first_year: int | None, place: str | None
    ) -> None:
        self._folded = folded
        self._words = words
        self._first_year = first_year
        self._place = place
        self._own = re.compile(f"全?{place[-1]}" if place else r"(?!)")
        # To a district or a county the city round it is another place.
        is_below_a_city = place is not None and place[-1] in "区县旗"
        self._above = words.context["city"] if is_below_a_city else re.compile(r"(?!)")
        self._conditions: dict[Span, tuple[int, int]] = {}

    def read(self, figure: Figure, passage: Passage, sentence: Span) -> ReadFigure:
        """Read a figure: the first rule that fits decides."""
        reading, rule = self._decide(figure, passage, sentence)
        return ReadFigure(figure, reading, rule)

    def _decide(
        self, figure: Figure, passage: Passage, sentence: Span
    ) -> tuple[NumberReading, str]:
        if self._is_others(figure):
            return NumberReading.OTHER_SUBJECT, "another-place"
        if self._ends(figure, "required"):
            return NumberReading.CONDITIONAL, "required"
        is_past = self._is_past(figure)
        if self._is_assumed(figure, sentence) and not self._ends(figure, "result"):
            return NumberReading.ASSUMPTION, "assumption-of-a-calculation"
        if self._ends(figure, "projection") and not is_past and passage.scope is not Scope.REVIEW:
            return NumberReading.CONDITIONAL, "projection"
        if figure.time is None and _UNREAD_YEAR.search(self._before_number(figure)):
            return NumberReading.UNREAD, "year-not-possible"
        has_goals = passage.scope is not Scope.REVIEW
        if (
            has_goals
            and figure.clause.level == 0
            and self._is_conditional(figure, sentence, is_past)
        ):
            return NumberReading.CONDITIONAL, "condition"
        return self._plain(figure, passage, sentence, is_past)

    def _plain(
        self, figure: Figure, passage: Passage, sentence: Span, is_past: bool
    ) -> tuple[NumberReading, str]:
        sets_goals = passage.scope in _GOALS
        if figure.from_value or (is_past and sets_goals and figure.explains is not None):
            return NumberReading.BASELINE, "value-before-the-plan"
        if is_past and sets_goals:
            return NumberReading.ACTUAL, "value-before-the-plan"
        if sets_goals and self._words.context["there-already"].search(self._before_number(figure)):
            return NumberReading.ACTUAL, "there-already"
        name = figure.name.quote(self._folded) if figure.name is not None else ""
        if _DENIED.search(name):
            # A bound that is not known leaves its 不 with the name: not to be read without it.
            return NumberReading.UNREAD, "denied"
        judges = sets_goals or passage.scope is Scope.REVIEW
        if self._counts_parts(figure, sentence) or self._is_count(figure, judges=judges):
            return NumberReading.COUNT, "things-counted"
        if passage.scope is Scope.REVIEW:
            is_bare = figure.time is None and figure.name is None
            if is_bare and not self._before_number(figure).strip():
                return NumberReading.UNREAD, "bare-figure"
            return NumberReading.ACTUAL, "achievement"
        if self._is_qualifier(figure, is_wide=passage.scope in _WIDE):
            return NumberReading.OTHER, "qualifier-of-a-noun"
        if passage.scope in _WIDE and not (figure.is_marked and figure.name is not None):
            # Outside the sections on goals only a figure that says that it is one is taken.
            return NumberReading.UNREAD, "goal-not-sure"
        if sets_goals:
            return NumberReading.TARGET, "value-to-reach"
        if is_past:
            return NumberReading.ACTUAL, "value-before-the-plan"
        return NumberReading.UNREAD, "no-rule"

    # Words round the figure

    def _is_past(self, figure: Figure) -> bool:
        time = figure.time
        if time is None or self._first_year is None:
            return False
        return int(time.value.split("/")[-1][:4]) < self._first_year

    def _before_number(self, figure: Figure) -> str:
        """Return the words of the clause up to the number and its bound."""
        start = figure.clause.span.start
        return self._folded[start : figure.number.start]

    def _ends(self, figure: Figure, key: str) -> bool:
        pattern = self._words.context[key]
        start = figure.before.start
        if pattern.search(self._folded[start : figure.number.start]):
            return True
        bound = figure.bound
        return bound is not None and bool(
            pattern.search(self._folded[start : max(bound.start, start)])
        )

    def _is_others(self, figure: Figure) -> bool:
        context = self._words.context
        name = figure.name.quote(self._folded) if figure.name is not None else ""
        before = self._folded[figure.before.start : figure.number.start].lstrip("、和")
        for words in (name, before):
            is_other = context["other-subject"].match(words) or self._above.match(words)
            if is_other and not self._own.match(words):
                return True
        said = self._before_number(figure)
        speaker = context["speaker"].search(said)
        if speaker is not None and not (self._place or "").endswith(speaker["place"]):
            return True
        return bool(context["other-speaker"].search(said))

    def _is_assumed(self, figure: Figure, sentence: Span) -> bool:
        pattern = self._words.context["assumption"]
        if figure.clause.level == 0:
            return bool(pattern.search(_without_brackets(figure.clause.span.quote(self._folded))))
        start, end = sentence.start, sentence.end
        for opening, closing in _brackets(self._folded, Span(start, end)):
            inside = self._folded[opening + 1 : closing]
            if opening < figure.number.start < closing and pattern.search(inside):
                return True
        return False

    def _is_conditional(self, figure: Figure, sentence: Span, is_past: bool) -> bool:
        """Look for a condition or a calculation that opens this clause or one before it."""
        part = max(self._folded.rfind(";", sentence.start, figure.number.start) + 1, sentence.start)
        condition, calculation = self._openings(Span(part, sentence.end))
        if condition <= figure.number.start:
            return True
        if calculation <= figure.number.start and not is_past:
            return True
        before = self._before_number(figure)
        return (
            not is_past
            and bool(re.search(r"预计|预测|估计|可(?:拉动|带动)", before))
            and self._is_in_last(figure, Span(part, sentence.end))
        )

    def _openings(self, part: Span) -> tuple[int, int]:
        """Find the first clauses that open with a condition, and with a calculation.

        Returns:
            Where they begin; the text's length and one more where none does.
        """
        if part not in self._conditions:
            first = {"condition": len(self._folded) + 1, "calculated": len(self._folded) + 1}
            for clause in self._outer_clauses(part):
                words = clause.quote(self._folded).lstrip()
                for key, known in first.items():
                    if clause.start < known and self._words.context[key].match(words):
                        first[key] = clause.start
            self._conditions[part] = (first["condition"], first["calculated"])
        return self._conditions[part]

    def _outer_clauses(self, part: Span) -> list[Span]:
        return [c.span for c in split_clauses(self._folded, part) if c.level == 0]

    def _is_in_last(self, figure: Figure, part: Span) -> bool:
        """Say whether the last clause that begins before a figure holds it."""
        before = [c for c in self._outer_clauses(part) if c.start <= figure.number.start]
        return bool(before) and before[-1].holds(figure.number)

    def _is_qualifier(self, figure: Figure, *, is_wide: bool) -> bool:
        """Say whether a figure only narrows a noun: 300万以下的城市, 1小时通勤圈."""
        rest = self._folded[figure.unit_end : figure.unit_end + 16]
        if self._words.context["qualifier"].match(rest):
            return True
        is_before = figure.name is not None and figure.name.end <= figure.number.start
        name = figure.name
        is_noun = figure.is_beside or (is_wide and is_before)
        if is_noun and self._words.context["attribute"].match(rest):
            return True
        is_behind = name is not None and name.start >= figure.unit_end
        is_measure = _MEASURES.search(figure.unit or "") is not None
        return is_measure and (is_behind or _CIRCLE.match(rest) is not None)

    def _counts_parts(self, figure: Figure, sentence: Span) -> bool:
        """Say whether a figure counts a part of what the sentence counts: 24项指标,其中经济6项."""
        unit = figure.unit or ""
        if not _CLASSIFIERS.match(unit):
            return False
        before = self._folded[sentence.start : figure.number.start]
        whole, among, _ = before.rpartition("其中")
        counted = self._words.context["counted"]
        return bool(among) and any(
            counted.match(whole[match.end() :])
            for match in re.finditer(rf"[\d一二三四五六七八九十]{re.escape(unit)}", whole)
        )

    def _is_count(self, figure: Figure, *, judges: bool) -> bool:
        name = figure.name.quote(self._folded) if figure.name is not None else ""
        unit = figure.unit or ""
        is_classifier = bool(_CLASSIFIERS.match(unit))
        before = self._folded[figure.before.start : figure.number.start]
        if is_classifier and (_COUNTED_NAME.search(name) or _TAKEN_ONE_BY_ONE.search(before)):
            return True
        # 甲、乙、丙3条产业链 counts what it names.
        if is_classifier and name.count("、") > 1 and not figure.is_marked:
            return True
        if is_classifier and not name and figure.bound is None and not figure.hedges:
            return True
        if figure.number.start and _COUNTED_BEFORE.search(
            self._folded, max(0, figure.number.start - 8), figure.number.start
        ):
            return True
        if judges:
            return False
        rest = self._folded[figure.unit_end : figure.unit_end + 4]
        if _CLASSIFIERS.match(unit.lstrip("百千万亿")) or _SOME_THINGS.match(rest):
            return True
        return is_classifier or (not unit and bool(_NUMBER_NAME.search(name)))


def _without_brackets(words: str) -> str:
    shorter = re.sub(r"\([^()]*\)", "", words)
    return words if shorter == words else _without_brackets(shorter)


def _brackets(folded: str, span: Span) -> list[tuple[int, int]]:
    found = []
    opened: list[int] = []
    for index in range(span.start, span.end):
        if folded[index] == "(":
            opened.append(index)
        elif folded[index] == ")" and opened:
            found.append((opened.pop(), index))
    return found
