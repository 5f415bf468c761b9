"""Figures: a number with its unit, what bounds it, what it is of, and when.

The grammar of a figure in a clause, from left to right::

    [time] [verb] NAME [cues] NUMBER UNIT [bound] [change]

Cues are hedges, words of binding, basis, change and bound, and times (`kg.extract.cues`). The name
may follow the number (``至少提供100个场景``), stand in the clause before, or be that of the figure
which a bracket explains (``4.5%(2025年4%)``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.basis import find_basis
from kg.extract.clauses import Clause, split_clauses
from kg.extract.cues import CueReader, Cues, denied
from kg.extract.figure import Figure
from kg.extract.figure_names import NameReader
from kg.extract.numbers import NumberMention
from kg.extract.times import Calendar, Time
from kg.extract.values import Value, read_values
from kg.lexicon import Found, compiled, pattern, words
from kg.model import Change, ValueBasis
from kg.numerals import ARABIC, CHINESE, Comparator, join_words
from kg.text import Span

_MEASURED_FROM = compiled("{from}$")
# Behind a time that only says of what something else is: 2024年的2.5倍, 2035年远景.
_OF_ANOTHER = compiled(r"{compared-after}|(?:的)?{vision}")
_MULTIPLE_OF = compiled(rf"的?(?:{{bound-before}})?(?:{ARABIC}|{CHINESE})(?:{{multiple}})")
# Most verbs have two characters.
_VERB = 2
# 与2025年 compares only where 相比 follows.
_COMPARED = compiled("{compared-before.than}$")
_TIME_JOINT = compiled("(?:[、,]|{joint}){until}?")
_FROM_HERE = compiled(r"{from}(?:(?!{from})[\s\S]){0,12}$")
_TO_THERE = compiled("[^,;。]{0,10}?(?:{until}|为)")
# Behind a name whose change is said before it: 降低失业率至5%.
_REACHED = compiled("{to-level}|{link}")
# A name ends in no value that is set: 总量控制在四亿六千八百万.
_VALUE_IN_NAME = compiled(r"(?:{link}|{bound-before})(?:\d|\.|{digit}|{place}|{myriad})+$")
_EXTENTS = ("measure.area", "measure.distance", "measure.length")
_SHARES = re.compile(r"[%‰倍番]|.*百分点")


class FigureReader:
    """Reads the figures of sentences."""

    def __init__(self, folded: str, calendar: Calendar, mentions: Sequence[NumberMention]) -> None:
        self._folded = folded
        self._calendar = calendar
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]

    def read(self, sentence: Span) -> list[Figure]:
        """Read the figures of a sentence, in its order.

        Args:
            sentence: What stands between two full stops.
        """
        first = bisect_left(self._starts, sentence.start)
        inside = self._mentions[first : bisect_left(self._starts, sentence.end)]
        if not inside and "番" not in sentence.quote(self._folded):
            return []
        return _SentenceReader(self._folded, self._calendar, inside, sentence).read()


class _SentenceReader:
    """Reads the figures of one sentence."""

    def __init__(
        self,
        folded: str,
        calendar: Calendar,
        mentions: Sequence[NumberMention],
        sentence: Span,
    ) -> None:
        self._folded = folded
        self._calendar = calendar
        self._mentions = mentions
        self._sentence = sentence
        self._times = calendar.within(sentence)
        self._clauses = split_clauses(folded, sentence)
        self._cues = CueReader(folded, self._times)
        self._names = NameReader(folded, self._times, mentions)

    def read(self) -> list[Figure]:
        figures: list[Figure] = []
        places = [time.span for time in self._times]
        for value in read_values(self._folded, self._sentence, self._mentions, places):
            clause = min(
                (clause for clause in self._clauses if clause.span.holds(value.number)),
                key=lambda clause: clause.span.end - clause.span.start,
                default=None,
            )
            if clause is not None:
                figures.append(self._figure(value, clause, figures))
        return [figure for figure in figures if not _is_in_a_name(figure, figures)]

    def _figure(self, value: Value, clause: Clause, figures: list[Figure]) -> Figure:
        same = [figure for figure in figures if figure.clause is clause]
        start = same[-1].span.end if same else clause.span.start
        if same and same[-1].name is not None:
            # A name behind its own number is not that of the next: 2个千亿级、5个百亿级集群.
            start = max(start, min(same[-1].name.end, value.number.start))
        if same and self._qualifies(same[-1], value):
            start = same[-1].span.start
            figures[figures.index(same[-1])] = replace(same[-1], qualifies=True)
        cues = self._cues.read(start, value.number.start, value.unit)
        named = self._names.before(start, cues.start)
        reads, behind = cues.reads, value.behind
        if reads in ("", "=") and named.bound is not None:
            reads = named.bound.reads
        is_denied = named.denial is not None or cues.is_denied
        if is_denied and reads is not None:
            reads, behind = denied(reads, behind), ""
        name = named.span
        if name is None and same and same[-1].from_value:
            name = same[-1].name
        if name is None or self._is_verb(name, cues, value):
            name = self._names.behind(value.end, clause, value.unit) or name
        elif self._is_for_whom(name, cues, value):
            name = self._names.behind(value.end, clause, value.unit)
        bound = cues.bound
        if reads == "" and name is not None and name.start >= value.end:
            # The name follows, so all words before the number are its cues: 至少提供100个….
            told = list(words("bound-before").find(self._folded, start, value.number.start))
            if told:
                bound, reads = Span(told[-1].start, told[-1].end), told[-1].reads
        comparator, fault = _bound(reads, behind, is_denied=is_denied)
        if not fault and name is not None:
            fault = self._fault_of_name(name)
        basis, basis_span = self._basis(value, start, name)
        change, change_span = self._change(cues, named.change, value, name, start)
        from_value = cues.from_value or self._is_start_of_change(value, clause)
        return Figure(
            number=value.number,
            span=Span(start, value.end),
            clause=clause,
            value=value.value,
            unit=value.unit,
            unit_end=value.unit_end,
            comparator=comparator or Comparator.EQUAL,
            bound=bound or value.bound,
            name=name,
            before=Span(start, value.number.start),
            hedges=self._hedges(start, value.number.start, clause),
            basis=basis,
            basis_span=basis_span,
            time=self._time(value, clause, cues.since, is_from=from_value),
            explains=self._explained(value, clause, figures),
            from_value=from_value,
            is_marked=cues.start < value.number.start or value.bound is not None,
            change=change,
            change_span=change_span,
            times_before=self._times_before(value, clause),
            is_level=cues.change == "level",
            since=self._since(cues, value, clause, change),
            fault=fault,
            governing=tuple(
                Span(word.start, word.end)
                for word in (named.denial, named.bound, cues.denial)
                if word is not None
            ),
            is_unreached=cues.is_unreached,
        )

    def _explained(self, value: Value, clause: Clause, figures: Sequence[Figure]) -> Span | None:
        """Return the number of the figure that a bracket stands behind."""
        if clause.level == 0:
            return None
        outer = [
            figure
            for figure in figures
            if figure.clause.level < clause.level and figure.clause.span.holds(value.number)
        ]
        return outer[-1].number if outer else None

    def _qualifies(self, figure: Figure, value: Value) -> bool:
        """Return whether a figure is part of the next one's name: 收入50万元以上的村占比达到60%."""
        folded = self._folded
        between = folded[figure.unit_end : value.number.start]
        if pattern("threshold").match(between):
            return True
        narrows = pattern("qualifier").match(between) or pattern("attribute").match(between)
        if narrows and figure.is_beside:
            return True
        return figure.bound is not None and pattern("narrowed").match(between) is not None

    def _fault_of_name(self, name: Span) -> str:
        """Return what a name holds that no reading has used and that may turn all round."""
        if _VALUE_IN_NAME().search(self._folded, name.start, name.end):
            return "bound-in-name"
        for kind, fault in (("denial.not", "denied"), ("bound-at-a-distance", "bound-in-name")):
            for found in words(kind).find(self._folded, name.start, name.end):
                if found.end - found.start > 1:
                    return fault
        return ""

    def _is_verb(self, name: Span, cues: Cues, value: Value) -> bool:
        """Return whether what stands before a count is but its verb: 推荐300门左右好课程."""
        return self._is_beside(name, cues, value) and name.end - name.start == _VERB

    def _is_for_whom(self, name: Span, cues: Cues, value: Value) -> bool:
        """Return whether what stands before a count says for whom: 为山区3万所初中建设教室."""
        whom = words("for-whom").at(self._folded, name.start, name.end)
        return self._is_beside(name, cues, value) and whom is not None

    def _is_beside(self, name: Span, cues: Cues, value: Value) -> bool:
        """Return whether nothing stands between a name and a count."""
        return _is_count(value) and name.end == cues.start == value.number.start

    # Bound, change, time

    def _basis(self, value: Value, start: int, name: Span | None) -> tuple[ValueBasis, Span | None]:
        if value.per_year is not None:
            return ValueBasis.PER_YEAR, value.per_year
        basis, span = find_basis(self._folded, Span(start, value.number.start))
        is_ratio = _SHARES.match(value.unit or "") or (
            name is not None and pattern("ratio-name").search(name.quote(self._folded))
        )
        if basis is ValueBasis.INCREASE and is_ratio:
            # 新建住宅全装修比例: what is new belongs to the name.
            return ValueBasis.LEVEL, None
        return basis, span

    def _change(
        self, cues: Cues, lead: Found | None, value: Value, name: Span | None, start: int
    ) -> tuple[Change | None, Span | None]:
        """Tell whether a value is how much is gained or lost; what is reached is no change.

        Nor is the value of an indicator that is itself a rate: GDP增速.
        """
        if name is not None and pattern("direction.rate").search(name.quote(self._folded)):
            return None, None
        if cues.change in ("rise", "fall"):
            return Change(cues.change), cues.change_span
        if cues.change == "" and lead is not None and self._is_amount_of(lead, cues, value):
            return Change(lead.reads), Span(lead.start, lead.end)
        rates = list(words("rate-name").find(self._folded, start, value.number.start))
        if name is None and cues.change == "" and rates:
            # 总量突破500亿元,年均增速6%以上: the rate is of what was named before.
            return Change(rates[-1].reads), Span(rates[-1].start, rates[-1].end)
        if cues.change == "" and value.change and value.change_span is not None:
            return Change(value.change), value.change_span
        return None, None

    def _is_amount_of(self, lead: Found, cues: Cues, value: Value) -> bool:
        """Return whether a value is how much a verb before its name changes it.

        It is what is reached with 至 or 达 behind the name (降低失业率至5%), and how much is worked
        on behind 提升 (提升社区服务站120个, 提升海堤18公里).
        """
        if _REACHED().search(self._folded, cues.start, value.number.start):
            return False
        return lead.entry != "better" or not _is_count(value, *_EXTENTS)

    def _since(
        self, cues: Cues, value: Value, clause: Clause, change: Change | None
    ) -> Time | None:
        """Find the time that a change or a multiple is compared with."""
        if change is None and not words("multiple").whole((value.unit or "")[-1:]):
            return None
        if cues.since is not None:
            return cues.since
        compared = [
            time
            for time in self._times
            if time.span.end <= value.number.start
            and self._is_compared(time)
            and (clause.span.holds(time.span) or self._is_opening(time))
        ]
        return compared[-1] if compared else None

    def _is_opening(self, time: Time) -> bool:
        """Return whether a clause is nothing but a comparison: 与2025年相比,…."""
        clause = next((c for c in self._clauses if c.span.holds(time.span)), None)
        if clause is None:
            return False
        behind = self._folded[time.span.end : clause.span.end]
        before = self._folded[clause.span.start : time.span.start]
        return len(before) <= len("相较于") and (
            not behind or pattern("compared-after").fullmatch(behind) is not None
        )

    def _hedges(self, start: int, number: int, clause: Clause) -> tuple[Span, ...]:
        """Collect the words of hedging: its own, and those before the names it stands beside.

        A hedge before the first name holds for the parallel figures after it, up to ``;``; one
        between a name and its value holds for that value alone.
        """
        hedges = pattern("hedge")
        own = [Span(*match.span()) for match in hedges.finditer(self._folded, start, number)]
        if clause.level > 0:
            return tuple(own)
        part = self._folded.rfind(";", self._sentence.start, number) + 1
        begin = max(part, self._sentence.start)
        carried = [
            Span(*match.span())
            for match in hedges.finditer(self._folded, begin, start)
            if self._leads_a_name(match.start())
        ]
        return tuple(dict.fromkeys([*carried, *own]))

    def _leads_a_name(self, position: int) -> bool:
        """Return whether a hedge opens its clause, with nothing but times and leads before."""
        clause = next(
            (c for c in self._clauses if c.level == 0 and c.span.start <= position < c.span.end),
            None,
        )
        if clause is None:
            return False
        named = self._names.before(clause.span.start, position)
        return named.span is None and not named.is_more

    def _time(
        self, value: Value, clause: Clause, since: Time | None, *, is_from: bool
    ) -> Time | None:
        """Find the time that holds for a figure: the nearest before it; a bracket has its own."""
        is_part = clause.level > 0 and pattern("says").match(self._folded, clause.span.start)
        scope = clause.span if clause.level > 0 and not is_part else self._sentence
        governing = [
            time
            for time in self._times
            if scope.holds(time.span)
            and time != since
            and time.span.end <= value.number.start
            and time.reach.holds(value.number)
            and ((clause.level > 0 and not is_part) or is_from or not self._measures_from(time))
        ]
        return governing[-1] if governing else None

    def _times_before(self, value: Value, clause: Clause) -> tuple[Time, ...]:
        """Return points of time that stand side by side before a number: 2028年和2030年."""
        before = [time for time in self._times if time.span.end <= value.number.start]
        group = before[-1:]
        for time in reversed(before[:-1]):
            between = self._folded[time.span.end : group[0].span.start]
            if not _TIME_JOINT().fullmatch(between):
                break
            group.insert(0, time)
        return tuple(group) if len(group) > 1 and clause.level == 0 else ()

    def _is_compared(self, time: Time) -> bool:
        """Return whether a value is compared with a time: 比2024年, 2024年基础上, 2024年的2.5倍."""
        start, end = time.span.start, time.span.end
        begin = max(0, start - len("相较于"))
        if _COMPARED().search(self._folded, begin, start) is not None:
            return True
        if _OF_ANOTHER().match(self._folded, end) is not None:
            return True
        return _MULTIPLE_OF().match(self._folded, end) is not None

    def _measures_from(self, time: Time) -> bool:
        """Return whether a time is only what a value is compared with, or starts from."""
        begin = max(0, time.span.start - 1)
        is_from = _MEASURED_FROM().search(self._folded, begin, time.span.start) is not None
        return is_from or self._is_compared(time)

    def _is_start_of_change(self, value: Value, clause: Clause) -> bool:
        """Return whether a value is what a change starts from: 由31%提高到35%."""
        before = self._folded[clause.span.start : value.number.start]
        return bool(_FROM_HERE().search(before)) and bool(
            _TO_THERE().match(self._folded[value.end : clause.span.end])
        )


def _is_in_a_name(figure: Figure, figures: Iterable[Figure]) -> bool:
    """Return whether a number stands in a bracket of another figure's name: 优良路率(PQI≥90)."""
    return figure.clause.level > 0 and any(
        other.name is not None and other.name.holds(figure.number) for other in figures
    )


def _is_count(value: Value, *extents: str) -> bool:
    """Return whether a value counts things or people, or is in a measure of these classes."""
    unit = (value.unit or "").lstrip("百千万亿")
    return words("classifier", "measure.people", *extents).whole(unit) is not None


def _bound(reads: str | None, behind: str, *, is_denied: bool) -> tuple[Comparator | None, str]:
    """Join the words of bound on both sides of a number.

    Returns:
        The comparator, or ``None`` and why there is none.
    """
    if "?" in (reads, behind):
        return None, "bound-open"
    comparator = join_words(reads, behind) if reads is not None else None
    if comparator is not None:
        return comparator, ""
    return None, "denied" if is_denied else "bounds-contradict"
