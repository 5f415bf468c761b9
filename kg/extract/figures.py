"""Figures: a number with its unit, what bounds it, what it is of, and when.

The grammar of a figure in a clause, from left to right::

    [time] [hedge] [verb] NAME [time] [hedge] [basis] [change] [bound] NUMBER UNIT [bound]

The name may follow the number (``至少提供100个场景``), stand in the clause before, or be that of
the figure which a bracket explains (``4.5%(2025年4%)``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.basis import find_basis
from kg.extract.clauses import Clause, split_clauses
from kg.extract.figure import Figure
from kg.extract.numbers import NumberMention
from kg.extract.times import Calendar, Time
from kg.extract.values import Value, read_values
from kg.model import ValueBasis
from kg.numerals import BEFORE, Comparator
from kg.profiles.figures import FigureWords
from kg.text import Span

_BEFORE_END = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, BEFORE), key=len, reverse=True))})$")
_BEFORE = re.compile("|".join(sorted(map(re.escape, BEFORE), key=len, reverse=True)))
_OPENING = "“‘"
_LIST_MARK = re.compile(r"\s*\(?\d{1,2}[)、.](?!\d)\s*|[①-⑳]")
_WORD = re.compile(r"[^\W\d_]")
_MEASURED_FROM = re.compile(r"(?:由|从|比|较)$")
_FROM = "由从"
_ONE_TO = re.compile(r"(?<![\d.])1[:∶]$")
_NOW = re.compile(r"(?:目前|现在|当前|原来|现有)的?")
# Behind a time that only says of what something else is: 2024年的2.5倍, 2020年基础上, 2035年远景.
_OF_ANOTHER = re.compile(r"的|(?:的)?(?:基础上|水平上|远景|愿景|为基[数期准])")
_NO_NAME = " \n\t,;:。、“”‘’()"


class FigureReader:
    """Reads the figures of sentences."""

    def __init__(
        self,
        folded: str,
        words: FigureWords,
        calendar: Calendar,
        mentions: Sequence[NumberMention],
    ) -> None:
        self._folded = folded
        self._words = words
        self._calendar = calendar
        self._mentions = mentions
        self._times: list[Span] = []

    def read(self, sentence: Span) -> list[Figure]:
        """Read the figures of a sentence, in its order.

        Args:
            sentence: What stands between two full stops.
        """
        self._times = [time.span for time in self._calendar.within(sentence)]
        clauses = split_clauses(self._folded, sentence)
        figures: list[Figure] = []
        for value in read_values(self._folded, sentence, self._mentions, self._times):
            clause = min(
                (clause for clause in clauses if clause.span.holds(value.number)),
                key=lambda clause: clause.span.end - clause.span.start,
                default=None,
            )
            if clause is not None:
                figures.append(self._figure(value, clause, clauses, sentence, figures))
        return figures

    # Surroundings

    def _figure(
        self,
        value: Value,
        clause: Clause,
        clauses: Sequence[Clause],
        sentence: Span,
        figures: Sequence[Figure],
    ) -> Figure:
        same = [figure for figure in figures if figure.clause is clause]
        start = same[-1].span.end if same else clause.span.start
        if same and same[-1].name is not None:
            # A name behind its own number is not that of the next: 2个千亿级、5个百亿级集群.
            start = max(start, min(same[-1].name.end, value.number.start))
        if same and self._narrows(same[-1]):
            start = same[-1].span.start
        cues = self._cues(start, value.number.start)
        name = self._name_before(start, cues.start)
        if name is None and same and same[-1].from_value:
            name = same[-1].name
        if name is None:
            name = self._name_after(value.end, clause)
        basis, basis_span = self._basis(value, start)
        bound, comparator = value.bound, value.comparator
        if comparator is None:
            bound = cues.bound
            if bound is None and name is not None and name.start >= value.end:
                # The name follows, so all words before the number are its cues: 至少提供100个….
                words = [*_BEFORE.finditer(self._folded, start, value.number.start)]
                bound = Span(*words[-1].span()) if words else None
            comparator = BEFORE[bound.quote(self._folded)] if bound is not None else None
        explains = None
        if clause.level > 0:
            outer = [
                f
                for f in figures
                if f.clause.level < clause.level and f.clause.span.holds(value.number)
            ]
            explains = outer[-1].number if outer else None
        from_value = cues.from_value or self._is_start_of_change(value, clause)
        return Figure(
            number=value.number,
            span=Span(start, value.end),
            clause=clause,
            value=value.value,
            unit=value.unit,
            unit_end=value.unit_end,
            comparator=comparator or Comparator.EQUAL,
            bound=bound,
            name=name,
            before=Span(start, value.number.start),
            hedges=self._hedges(start, value.number.start, clause, clauses, sentence),
            basis=basis,
            basis_span=basis_span,
            time=self._time(value, clause, sentence, is_from=from_value),
            explains=explains,
            from_value=from_value,
            is_marked=cues.start < value.number.start or value.bound is not None,
        )

    def _narrows(self, figure: Figure) -> bool:
        """Say whether a figure is part of the next one's name: 收入50万元以上的村占比达到60%."""
        context = self._words.context
        rest = self._folded[figure.unit_end : figure.unit_end + 16]
        cues = self._cues(figure.before.start, figure.number.start)
        return (
            figure.is_beside
            and cues.start == figure.number.start
            and any(context[key].match(rest) for key in ("qualifier", "attribute"))
        )

    def _cues(self, start: int, number: int) -> _Cues:
        """Read backwards from a number over words of change, hedging, bound, basis and time."""
        folded = self._folded
        position = number
        bound: Span | None = None
        from_value = False
        while position > start:
            piece = folded[start:position]
            if piece[-1] in _OPENING or piece[-1].isspace() or piece[-1] == ",":
                position -= 1
                continue
            if position == number and _ONE_TO.search(piece):
                position -= len("1:")
                continue
            before = _BEFORE_END.search(piece)
            if before:
                place = Span(start + before.start(), position)
                bound = bound or place
                position = place.start
                continue
            time = next(
                (
                    span
                    for span in self._times
                    if span.end == position - piece.endswith("的") and span.start >= start
                ),
                None,
            )
            if time is not None:
                position = time.start
                if folded[position - 1] in "到至在" and position > start:
                    position -= 1
                measured = _MEASURED_FROM.search(folded, start, position)
                if measured is not None:
                    from_value = from_value or measured.group() in _FROM
                    position = measured.start()
                continue
            if piece[-1] in _FROM and (position == number or _NOW.match(folded, position)):
                from_value = True
                position -= 1
                continue
            length = self._cue_length(piece)
            if length == 0:
                break
            position -= length
        return _Cues(position, bound, from_value)

    def _cue_length(self, piece: str) -> int:
        """Return the length of the longest cue that ends a piece; 0 where none does."""
        words = self._words
        patterns = [words.hedges, words.change, words.spans, *words.basis.values()]
        longest = 0
        for pattern in patterns:
            for size in range(min(len(piece), 8), longest, -1):
                if pattern.fullmatch(piece, len(piece) - size):
                    longest = size
                    break
        return longest

    def _name_before(self, start: int, end: int) -> Span | None:
        """Take the name before the cues, without the words that lead to it."""
        folded, words = self._folded, self._words
        said = [match.end() for match in words.says.finditer(folded, start, end)]
        position = said[-1] if said else start
        mark = _LIST_MARK.match(folded, position, end)
        position = mark.end() if mark else position
        while position < end:
            if folded[position] in _NO_NAME and not self._opens_name(position, end):
                position += 1
                continue
            time = next((span for span in self._times if span.start == position), None)
            if time is not None and time.end <= end:
                position = time.end
                continue
            step = max(
                (
                    match.end() - position
                    for pattern in (words.lead, words.hedges, words.spans, *self._basis_leads())
                    if (match := pattern.match(folded, position, end))
                ),
                default=0,
            )
            if step == 0:
                break
            position += step
        while end > position and folded[end - 1] in _NO_NAME and folded[end - 1] not in "”’)":
            end -= 1
        name = folded[position:end]
        if words.empty.fullmatch(name) or not _WORD.search(name):
            return None
        return Span(position, end)

    def _basis_leads(self) -> list[re.Pattern[str]]:
        """Return the words of the basis that are no part of a name: all but 新增."""
        return [
            pattern for name, pattern in self._words.basis.items() if name != ValueBasis.INCREASE
        ]

    def _opens_name(self, position: int, end: int) -> bool:
        """Say whether a quotation mark opens a part of a name and not the figure."""
        if self._folded[position] not in _OPENING:
            return False
        closing = "”" if self._folded[position] == "“" else "’"
        return self._folded.find(closing, position, end) >= 0

    def _name_after(self, start: int, clause: Clause) -> Span | None:
        """Take the name behind a number: up to the clause's end or the next number."""
        folded, words = self._folded, self._words
        end = clause.span.end
        for mention in self._mentions:
            if mention.is_arabic and start <= mention.span.start < end:
                end = mention.span.start
        next_number = end < clause.span.end and folded[end - 1] not in "、和及与,"
        if next_number:
            # What stands between two numbers is named by the second.
            return None
        if folded[start : start + 1] in ("”", "’", ")", "、", "") or words.no_name.match(
            folded, start
        ):
            return None
        piece = folded[start:end]
        cut = re.search(r"[、“”()]", piece)
        if cut:
            piece = piece[: cut.start()]
        trimmed = True
        while trimmed:
            trimmed = False
            for match in words.tail.finditer(piece):
                if match.end() == len(piece):
                    piece, trimmed = piece[: match.start()], True
                    break
        piece = piece.rstrip()
        if words.empty.fullmatch(piece):
            return None
        lead = len(piece) - len(piece.lstrip("的以"))
        if len(piece) - lead < _SHORTEST_NAME:
            return None
        return Span(start + lead, start + len(piece))

    def _basis(self, value: Value, start: int) -> tuple[ValueBasis, Span | None]:
        if value.per_year is not None:
            return ValueBasis.PER_YEAR, value.per_year
        return find_basis(self._words, self._folded, Span(start, value.number.start))

    def _hedges(
        self,
        start: int,
        number: int,
        clause: Clause,
        clauses: Sequence[Clause],
        sentence: Span,
    ) -> tuple[Span, ...]:
        """Collect the words of hedging: its own, and those before the names it stands beside.

        A hedge before the first name holds for the parallel figures after it, up to ``;``; one
        between a name and its value holds for that value alone.
        """
        hedges = self._words.hedges
        own = [Span(*match.span()) for match in hedges.finditer(self._folded, start, number)]
        if clause.level > 0:
            return tuple(own)
        part = self._folded.rfind(";", sentence.start, number) + 1
        begin = max(part, sentence.start)
        carried = [
            Span(*match.span())
            for match in hedges.finditer(self._folded, begin, start)
            if self._leads_a_name(match.start(), clauses)
        ]
        return tuple(dict.fromkeys([*carried, *own]))

    def _leads_a_name(self, position: int, clauses: Sequence[Clause]) -> bool:
        """Say whether a hedge opens its clause, with nothing but times and small words before."""
        clause = next(
            (c for c in clauses if c.level == 0 and c.span.start <= position < c.span.end), None
        )
        return clause is not None and self._name_before(clause.span.start, position) is None

    def _time(self, value: Value, clause: Clause, sentence: Span, *, is_from: bool) -> Time | None:
        """Find the time that holds for a figure: the nearest before it; a bracket has its own."""
        scope = clause.span if clause.level > 0 else sentence
        governing = [
            time
            for time in self._calendar.governing(value.number, scope)
            if clause.level > 0 or is_from or not self._measures_from(time)
        ]
        return governing[-1] if governing else None

    def _measures_from(self, time: Time) -> bool:
        """Say whether a time is only what a value is compared with (比2024年, 2024年的2.5倍)."""
        start, end = time.span.start, time.span.end
        is_from = start > 0 and _MEASURED_FROM.search(self._folded, 0, start) is not None
        return is_from or _OF_ANOTHER.match(self._folded, end) is not None

    def _is_start_of_change(self, value: Value, clause: Clause) -> bool:
        """Say whether a value is what a change starts from: 由31%提高到35%."""
        before = self._folded[clause.span.start : value.number.start]
        return bool(re.search(r"(?:由|从)[^由从]{0,12}$", before)) and bool(
            re.match(r"[^,;。]{0,10}?(?:到|至|为)", self._folded[value.end : clause.span.end])
        )


@dataclass(frozen=True, slots=True)
class _Cues:
    """What stands between name and number.

    Attributes:
        start: Where the words begin, which is where the name ends.
        bound: The word that sets the comparator.
        from_value: Whether the number is what a change starts from.
    """

    start: int
    bound: Span | None
    from_value: bool


_SHORTEST_NAME = 2
