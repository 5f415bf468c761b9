"""The conditions of the rules that tell what a figure is: words at their places round it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.extract.clauses import split_clauses
from kg.extract.figure import Figure
from kg.extract.passages import Passage
from kg.lexicon import compiled, pattern, words
from kg.model import Scope
from kg.text import Span

_GOALS = {Scope.TASK, Scope.HEADLINE, Scope.ADOPTION, Scope.SECTION, Scope.COLUMN}
_WIDE = {Scope.SECTION, Scope.COLUMN}
# Units that measure a thing and do not count things: 400毫米降水线, 1小时通勤圈.
_MEASURES = compiled(r"(?:{attribute-unit})$")
_CLASSIFIERS = compiled(r"(?:{classifier}|{measure.people}|类)+$")
# 45万余字, 2万余条: the classifier stands behind 余.
_SOME_THINGS = compiled(r"[余多]?{tally-unit}")
_NUMBER_NAME = compiled("(?:{tally-name.times}|{tally-name.number}|{tally-name.items})$")
_COUNTED_NAME = compiled("{document-part}$")
_COUNTED_BEFORE = compiled(
    r"(?:{tally-name.times}|{tally-name.number}|{tally-name.readers})\s*:\s*$"
)
_TAKEN_ONE_BY_ONE = compiled("{takes-up}$")
_RECKONED = compiled("{expected.reckoned}|{would-move}")
# 全天24小时受理: what a measure stands right before, it only describes.
_GOES_ON = compiled(r"(?!{bound-after}|{change-after}|{denied-goal.needs}|的)[一-龥]{2}")
# A circle is named by its size, whatever stands before it: 构建市域1小时通勤圈.
_CIRCLE = re.compile(r"[^,;。、\d]{0,6}圈")
_DENIED = re.compile(r"[不未无]$")
# What is written like a year and cannot be one: 7024年.
_ODD_YEAR = re.compile(r"(?<!\d)(?!19|20)\d{4}年\D*$")
_SHARE = re.compile(r"[%‰]")


@dataclass(frozen=True, slots=True)
class Place:
    """A figure with the passage and the sentence that it stands in."""

    figure: Figure
    passage: Passage
    sentence: Span


class Conditions:
    """Tells whether a condition of a rule holds for a figure."""

    def __init__(self, folded: str, first_year: int | None, place: str | None) -> None:
        self._folded = folded
        self._first_year = first_year
        self._place = place
        self._own = re.compile(f"全?{place[-1]}" if place else r"(?!)")
        # To a district or a county the city round it is another place.
        is_below_a_city = place is not None and place[-1] in "区县旗"
        self._above = pattern("city") if is_below_a_city else re.compile(r"(?!)")
        self._openings_of: dict[Span, tuple[int, int]] = {}
        self._known: dict[str, Callable[[Place], bool]] = {
            "unmarked": lambda at: at.figure.unit is None and not at.figure.is_marked,
            "bound-in-name": lambda at: at.figure.fault == "bound-in-name",
            "share-of-nothing": lambda at: at.figure.fault == "share-of-nothing",
            "bound-open": lambda at: at.figure.fault == "bound-open",
            "bounds-contradict": lambda at: at.figure.fault == "bounds-contradict",
            "denied": self._is_denied,
            "others": lambda at: self._is_others(at.figure),
            "goal-given-up": lambda at: self._is_given_up(at.figure),
            "goal-moved": lambda at: self._has_words(at, "moved-goal"),
            "proposal-of-others": lambda at: (
                pattern("proposal-of-others").search(self._before_number(at.figure)) is not None
            ),
            "support": self._is_support,
            "required": lambda at: self._ends(at.figure, "required"),
            "assumed": lambda at: self._is_assumed(at.figure, at.sentence),
            "result": lambda at: self._ends(at.figure, "result"),
            "projected": self._is_projected,
            "past": lambda at: self._is_past(at.figure),
            "review": lambda at: at.passage.scope is Scope.REVIEW,
            "goal-scope": lambda at: at.passage.scope in _GOALS,
            "wide-scope": lambda at: at.passage.scope in _WIDE,
            "bracketed": lambda at: at.figure.clause.level > 0,
            "explains": lambda at: at.figure.explains is not None,
            "from-value": lambda at: at.figure.from_value,
            "unreached": lambda at: at.figure.is_unreached,
            "odd-year": self._has_odd_year,
            "conditional": lambda at: self._is_conditional(at.figure, at.sentence),
            "there-already": self._is_there_already,
            "counted": self._is_counted,
            "bare": lambda at: (
                at.figure.time is None
                and at.figure.name is None
                and not self._before_number(at.figure).strip()
            ),
            "qualifier": self._is_qualifier,
            "marked": lambda at: at.figure.is_marked and at.figure.name is not None,
        }

    def hold(self, condition: str, at: Place) -> bool:
        """Return whether a condition holds; ``not `` before its name turns it round."""
        name = condition.removeprefix("not ")
        return self._known[name](at) is (name == condition)

    # Words round the figure

    def _is_denied(self, at: Place) -> bool:
        figure = at.figure
        name = figure.name.quote(self._folded) if figure.name is not None else ""
        # A bound that is not known leaves its 不 with the name: not to be read without it.
        return figure.fault == "denied" or _DENIED.search(name) is not None

    def _has_odd_year(self, at: Place) -> bool:
        """Look for a year that cannot be before a figure without a time: 到7024年."""
        said = self._folded[at.sentence.start : at.figure.number.start]
        return at.figure.time is None and _ODD_YEAR.search(said) is not None

    def _is_given_up(self, figure: Figure) -> bool:
        """Look for words that give a goal up: 不再以…为目标, …的目标不再保留."""
        start, end = figure.clause.span.start, figure.clause.span.end
        before = pattern("denied-goal.before").search(self._folded, start, figure.number.start)
        if pattern("denied-goal.behind").match(self._folded, figure.span.end, end):
            return True
        return before is not None and (
            pattern("denied-goal.needs").match(self._folded, figure.span.end, end) is not None
        )

    def _has_words(self, at: Place, name: str) -> bool:
        """Return whether the clause of a figure, or the one behind it, has words of a class."""
        clauses = [c.span for c in split_clauses(self._folded, at.sentence) if c.level == 0]
        near = [c for c in clauses if c.end > at.figure.number.start][:2]
        return any(pattern(name).search(self._folded, c.start, c.end) for c in near)

    def _is_support(self, at: Place) -> bool:
        """Return whether a figure is what a policy gives: its clause or one before it says so."""
        figure = at.figure
        if pattern("supported-unit").fullmatch(figure.unit or "") is None:
            return False
        part = max(self._folded.rfind(";", at.sentence.start, figure.number.start) + 1, 0)
        if figure.unit is not None and _SHARE.match(figure.unit):
            part = figure.clause.span.start
        start, end = max(part, at.sentence.start), figure.clause.span.end
        return pattern("support").search(self._folded, start, end) is not None

    def _is_counted(self, at: Place) -> bool:
        judges = at.passage.scope in _GOALS or at.passage.scope is Scope.REVIEW
        return self._counts_parts(at.figure, at.sentence) or (
            self._is_count(at.figure, judges=judges)
        )

    def _is_past(self, figure: Figure) -> bool:
        time = figure.time
        if time is None or self._first_year is None:
            return False
        return int(time.value.split("/")[-1][:4]) < self._first_year

    def _is_there_already(self, at: Place) -> bool:
        """Return whether words say that there is so much: 已建成30个; 目前,共有组织50家."""
        if pattern("there-already").search(self._before_number(at.figure)) is not None:
            return True
        if at.figure.time is not None and not self._is_past(at.figure):
            return False
        start = at.figure.clause.span.start
        opening = pattern("has-now").match(self._folded, at.sentence.start, start)
        return opening is not None or (
            pattern("has-now").search(self._folded, start, at.figure.number.start) is not None
        )

    def _before_number(self, figure: Figure) -> str:
        """Return the words of the clause up to the number and its bound."""
        start = figure.clause.span.start
        return self._folded[start : figure.number.start]

    def _ends(self, figure: Figure, key: str) -> bool:
        known = pattern(key)
        start = figure.before.start
        if known.search(self._folded[start : figure.number.start]):
            return True
        bound = figure.bound
        return bound is not None and bool(
            known.search(self._folded[start : max(bound.start, start)])
        )

    def _is_projected(self, at: Place) -> bool:
        """Return whether a value, or the one that it is a share of, is only expected."""
        whole = at.figure.whole
        return self._ends(at.figure, "projection") or (
            whole is not None
            and pattern("projection").search(whole.quote(self._folded)) is not None
        )

    def _is_others(self, figure: Figure) -> bool:
        name = figure.name.quote(self._folded) if figure.name is not None else ""
        before = self._folded[figure.before.start : figure.number.start].lstrip("、和")
        for said in (name, before):
            is_other = pattern("other-subject").match(said) or self._above.match(said)
            if is_other and not self._own.match(said):
                return True
        said = self._before_number(figure)
        speaker = pattern("speaker").search(said)
        if speaker is not None and not (self._place or "").endswith(speaker["place"]):
            return True
        return self._is_of_a_named_place(figure) or bool(pattern("other-speaker").search(said))

    def _is_of_a_named_place(self, figure: Figure) -> bool:
        """Return whether the clause begins with another place as its subject: 苏州到2030年…."""
        start = figure.clause.span.start
        named = words("place-name").at(self._folded, start)
        if named is None or pattern("place-subject").match(self._folded, named.end) is None:
            return False
        return self._folded[start : named.end] not in (self._place or "")

    def _is_assumed(self, figure: Figure, sentence: Span) -> bool:
        assumption = pattern("assumption")
        if figure.clause.level == 0:
            return bool(
                assumption.search(_without_brackets(figure.clause.span.quote(self._folded)))
            )
        start, end = sentence.start, sentence.end
        for opening, closing in _brackets(self._folded, Span(start, end)):
            inside = self._folded[opening + 1 : closing]
            if opening < figure.number.start < closing and assumption.search(inside):
                return True
        return False

    def _is_conditional(self, figure: Figure, sentence: Span) -> bool:
        """Look for a condition or a calculation that opens this clause or one before it."""
        part = max(self._folded.rfind(";", sentence.start, figure.number.start) + 1, sentence.start)
        is_past = self._is_past(figure)
        condition, calculation = self._openings(Span(part, sentence.end))
        if condition <= figure.number.start:
            return True
        if calculation <= figure.number.start and not is_past:
            return True
        before = self._before_number(figure)
        return (
            not is_past
            and bool(_RECKONED().search(before))
            and self._is_in_last(figure, Span(part, sentence.end))
        )

    def _openings(self, part: Span) -> tuple[int, int]:
        """Find the first clauses that open with a condition, and with a calculation.

        Returns:
            Where they begin; the text's length and one more where none does.
        """
        if part not in self._openings_of:
            first = {"condition": len(self._folded) + 1, "calculated": len(self._folded) + 1}
            for clause in self._outer_clauses(part):
                words = clause.quote(self._folded).lstrip()
                for key, known in first.items():
                    if clause.start < known and pattern(key).match(words):
                        first[key] = clause.start
            self._openings_of[part] = (first["condition"], first["calculated"])
        return self._openings_of[part]

    def _outer_clauses(self, part: Span) -> list[Span]:
        return [c.span for c in split_clauses(self._folded, part) if c.level == 0]

    def _is_in_last(self, figure: Figure, part: Span) -> bool:
        """Return whether the last clause that begins before a figure holds it."""
        before = [c for c in self._outer_clauses(part) if c.start <= figure.number.start]
        return bool(before) and before[-1].holds(figure.number)

    def _is_qualifier(self, at: Place) -> bool:
        """Return whether a figure only narrows a noun: 300万以下的城市, 1小时通勤圈."""
        figure, is_wide = at.figure, at.passage.scope in _WIDE
        if figure.qualifies:
            return True
        rest = self._folded[figure.unit_end : figure.unit_end + 16]
        name = figure.name
        is_behind = name is not None and name.start >= figure.unit_end
        is_how_many = is_behind and _SHARE.match(figure.unit or "") is not None
        if pattern("qualifier").match(rest) and not is_how_many:
            return True
        is_before = name is not None and name.end <= figure.number.start
        is_noun = figure.is_beside or (is_wide and is_before)
        if is_noun and pattern("attribute").match(rest):
            return True
        if is_behind and name is not None and self._is_told_of(name):
            return True
        is_measure = _MEASURES().search(figure.unit or "") is not None
        goes_on = figure.is_beside and _GOES_ON().match(rest) is not None
        return is_measure and (is_behind or goes_on or _CIRCLE.match(rest) is not None)

    def _is_told_of(self, name: Span) -> bool:
        """Return whether what is counted is the subject of its clause: 156个乡镇要抓好落实."""
        return any(
            found.start > name.start + 1
            for found in words("modal").find(self._folded, name.start, name.end)
        )

    def _counts_parts(self, figure: Figure, sentence: Span) -> bool:
        """Return whether a figure counts a part of what is counted: 24项指标,其中经济6项."""
        unit = figure.unit or ""
        if not _CLASSIFIERS().match(unit):
            return False
        before = self._folded[sentence.start : figure.number.start]
        whole, among, _ = before.rpartition("其中")
        counted = pattern("counted")
        return bool(among) and any(
            counted.match(whole[match.end() :])
            for match in re.finditer(rf"[\d一二三四五六七八九十]{re.escape(unit)}", whole)
        )

    def _is_dated(self, figure: Figure) -> bool:
        """Return whether a year and a verb stand before a number: 建成12个,到2035年建成30个."""
        time = figure.time
        return figure.is_marked and time is not None and figure.clause.span.holds(time.span)

    def _is_count(self, figure: Figure, *, judges: bool) -> bool:
        name = figure.name.quote(self._folded) if figure.name is not None else ""
        unit = figure.unit or ""
        is_classifier = bool(_CLASSIFIERS().match(unit))
        before = self._folded[figure.before.start : figure.number.start]
        if is_classifier and (_COUNTED_NAME().search(name) or _TAKEN_ONE_BY_ONE().search(before)):
            return True
        # 甲、乙、丙3条产业链 counts what it names.
        if is_classifier and name.count("、") > 1 and not figure.is_marked:
            return True
        is_bare = not name and figure.bound is None and not figure.hedges
        if is_classifier and is_bare and not self._is_dated(figure):
            return True
        if figure.number.start and _COUNTED_BEFORE().search(
            self._folded, max(0, figure.number.start - 8), figure.number.start
        ):
            return True
        if judges:
            return False
        rest = self._folded[figure.unit_end : figure.unit_end + 4]
        if _CLASSIFIERS().match(unit.lstrip("百千万亿")) or _SOME_THINGS().match(rest):
            return True
        return is_classifier or (not unit and bool(_NUMBER_NAME().search(name)))


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
