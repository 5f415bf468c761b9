"""Targets and the values that they are measured against, from passages and from the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.clauses import split_clauses
from kg.extract.figure import Figure
from kg.extract.figure_names import NameReader
from kg.extract.figure_readings import ReadFigure
from kg.extract.passages import Passage
from kg.extract.same_goal import SameGoal
from kg.extract.times import Calendar
from kg.lexicon import compiled, pattern
from kg.model import (
    Evidence,
    NumberReading,
    Observation,
    ObservationStatus,
    Scope,
    Target,
    ValueBasis,
)
from kg.parse.structure import ParsedDocument
from kg.profiles.figures import FigureWords
from kg.text import Span, name_digest, unique_name

_AIM = re.compile(r"目标")
# 增加“…比重”指标,2030年达到12%.
_QUOTED_INDICATOR = compiled(r"[“《](?P<name>[^“”《》]{2,30})[”》]{as-indicator}$")
# 关于甲,初步考虑年均增长6%.
_ON = "关于"
_VALUES_THAT_WERE = (
    NumberReading.ACTUAL,
    NumberReading.BASELINE,
    NumberReading.OTHER_SUBJECT,
)
_EXPECTED = compiled("{not-final.expected}|{not-final.likely}")


@dataclass(frozen=True, slots=True)
class PassageFigures:
    """The figures of one passage that were read, sentence by sentence.

    Attributes:
        sentences: Each sentence with its figures in order.
    """

    passage: Passage
    sentences: tuple[tuple[Span, tuple[ReadFigure, ...]], ...]


class TargetReader:
    """Makes records of the figures that were read as goals or as bases."""

    def __init__(self, parsed: ParsedDocument, calendar: Calendar, words: FigureWords) -> None:
        self._parsed = parsed
        self._calendar = calendar
        self._words = words
        self._targets: dict[str, list[Target]] = {}
        self._observations: list[Observation] = []
        self._ids: set[str] = set()
        self._same = SameGoal(parsed.text, calendar.place)

    def read(
        self, passages: Iterable[PassageFigures]
    ) -> tuple[tuple[Target, ...], tuple[Observation, ...]]:
        """Read all passages that set goals."""
        for figures in passages:
            if figures.passage.scope in (None, Scope.REVIEW):
                continue
            for sentence, read in figures.sentences:
                self._read_sentence(figures.passage, sentence, read)
        targets = [target for group in self._targets.values() for target in group]
        return (
            tuple(sorted(targets, key=lambda target: (target.evidence.span, target.value_span))),
            tuple(self._observations),
        )

    def _read_sentence(
        self, passage: Passage, sentence: Span, figures: Sequence[ReadFigure]
    ) -> None:
        last: tuple[str, Span] | None = None
        told: tuple[str, Span] | None = None
        unit: str | None = None
        for read in figures:
            figure = read.figure
            if read.reading in _VALUES_THAT_WERE and figure.name is not None:
                told, unit = self._own_name(figure), figure.unit
            if read.reading is NumberReading.BASELINE:
                name = self._baseline_name(figure, figures, last)
                if name is not None:
                    self._observe(passage, figure, name)
                continue
            if read.reading is not NumberReading.TARGET:
                continue
            again = self._same.find(self._targets.get(passage.name, ()), figure)
            if again is not None:
                self._repeat(passage, again, figure)
                last = (again.indicator, again.name_span)
                continue
            named = self._name(passage, sentence, figure, last)
            if named is None and figure.unit == unit:
                # 2025年面积为0.38平方米,到2030年提高到0.52平方米.
                named = told
            if named is None:
                continue
            target = self._target(passage, figure, *named)
            self._targets.setdefault(passage.name, []).append(target)
            last = (target.indicator, named[1])

    # Names

    def _name(
        self, passage: Passage, sentence: Span, figure: Figure, last: tuple[str, Span] | None
    ) -> tuple[str, Span] | None:
        """Find what a figure is of.

        Its own words; else those of the figure before it in the sentence; else the clause before
        it, where that is but a name; else, where its clause calls it an aim, what the carrier last
        set in the same unit.
        """
        own = self._own_name(figure)
        if own is not None:
            return own
        if last is not None:
            return last
        words = self._parsed.folded
        before = [
            clause.span
            for clause in split_clauses(words, sentence)
            if clause.level == figure.clause.level and clause.span.end <= figure.clause.span.start
        ]
        if before:
            place = before[-1]
            if place.quote(words).startswith(_ON):
                place = Span(place.start + len(_ON), place.end)
            trend = self._words.trend.search(place.quote(words))
            if trend is not None:
                place = Span(place.start, place.start + trend.start())
            quoted = _QUOTED_INDICATOR().search(place.quote(words))
            if quoted is not None:
                place = Span(place.start + quoted.start("name"), place.start + quoted.end("name"))
                return place.quote(self._parsed.text), place
            if trend is not None:
                times = self._calendar.within(sentence)
                place = NameReader(words, times, ()).before(place.start, place.end).span or place
            if _is_bare_name(place.quote(words), self._words):
                return place.quote(self._parsed.text), place
        if _AIM.search(figure.clause.span.quote(words)):
            known = [t for t in self._targets.get(passage.name, ()) if t.unit == figure.unit]
            if known:
                return known[-1].indicator, known[-1].name_span
        return None

    def _baseline_name(
        self, figure: Figure, figures: Sequence[ReadFigure], last: tuple[str, Span] | None
    ) -> tuple[str, Span] | None:
        """Find what a base is of: the figure that it explains, or its own name."""
        if figure.from_value and figure.name is None:
            later = [r.figure for r in figures if r.figure.number.start > figure.number.end]
            named = [own for f in later if (own := self._own_name(f)) is not None]
            return named[0] if named else last
        own = self._own_name(figure)
        if own is not None:
            return own
        explained = self._explained(figure, figures)
        own = self._own_name(explained) if explained is not None else None
        return own or last

    def _own_name(self, figure: Figure) -> tuple[str, Span] | None:
        """Return a figure's own name as printed, with where it stands."""
        label = figure.label(self._parsed.text)
        return None if label is None or figure.name is None else (label, figure.name)

    def _explained(self, figure: Figure, figures: Sequence[ReadFigure]) -> Figure | None:
        """Find the figure that a base in brackets is the base of.

        Several in one bracket are those of the last figures before it, one of each:
        甲、乙分别达到1200亿元、800亿元(2025年为890亿元、560亿元).
        """
        known = [read.figure for read in figures]
        beside = [f for f in known if f.clause == figure.clause and f.explains == figure.explains]
        last = next((f for f in known if f.number == figure.explains), None)
        if last is None or len(beside) == 1:
            return last
        before = [f for f in known if f.clause == last.clause and f.number <= last.number]
        place = beside.index(figure) - len(beside)
        return before[place] if len(before) >= len(beside) else last

    # The same goal said again

    def _repeat(self, passage: Passage, target: Target, figure: Figure) -> None:
        group = self._targets[passage.name]
        clause = self._clause(figure)
        spans = tuple(dict.fromkeys((*target.evidence.spans, clause)))
        repeated = replace(
            target,
            repeated=(*target.repeated, figure.number),
            evidence=replace(target.evidence, spans=spans),
        )
        group[group.index(target)] = repeated

    # Records

    def _clause(self, figure: Figure) -> Span:
        """Return the clause that shows a figure; a bracket is shown with the clause round it."""
        if figure.clause.level == 0:
            return figure.clause.span
        line = self._parsed.folded.rfind("\n", 0, figure.number.start) + 1
        end = self._parsed.folded.find("\n", figure.number.end)
        whole = Span(line, len(self._parsed.folded) if end < 0 else end)
        outer = [
            clause.span
            for clause in split_clauses(self._parsed.folded, whole)
            if clause.level == 0 and clause.span.holds(figure.number)
        ]
        return outer[0] if outer else figure.clause.span

    def _target(self, passage: Passage, figure: Figure, name: str, name_span: Span) -> Target:
        hedges = list(figure.hedges)
        clause = self._clause(figure)
        basis = figure.basis
        basis_span = figure.basis_span
        if figure.name is None and _AIM.search(clause.quote(self._parsed.folded)):
            hedges += [
                Span(*match.span())
                for match in self._words.hedges.finditer(
                    self._parsed.folded, figure.unit_end, clause.end
                )
            ]
        change, since = figure.change, figure.since.value if figure.since is not None else None
        others = [figure.change_span, figure.head]
        for target in self._measured_alike(passage, figure, clause, name, name_span):
            if basis is ValueBasis.LEVEL:
                basis, basis_span = target.basis, self._basis_place(target)
            if change is None and not figure.is_level and target.unit == figure.unit:
                change, since = target.change, since or target.since
                others += target.evidence.spans
        year, period, time_spans = self._when(figure, basis)
        spans = [clause, name_span, *hedges, *time_spans]
        spans += figure.since.places if figure.since is not None else []
        spans += [span for span in others if span is not None]
        if basis_span is not None:
            spans.append(basis_span)
        local = self._unique(f"{passage.name}/target/{name_digest(name)}")
        return Target(
            id=local,
            scope=passage.scope or Scope.SECTION,
            carrier=passage.carrier,
            task=passage.task,
            suggestion=passage.suggestion,
            indicator=name,
            subject=indicator_id(name),
            comparator=figure.comparator,
            value=figure.value,
            unit=figure.unit,
            year=year,
            period=period,
            basis=basis,
            change=change,
            since=since,
            hedges=_words_of(self._parsed.text, hedges),
            value_span=figure.number,
            time_span=time_spans[0] if time_spans else None,
            name_span=name_span,
            repeated=(),
            evidence=Evidence(self._parsed.key, _outside(spans), "target-in-clause"),
        )

    def _measured_alike(
        self, passage: Passage, figure: Figure, clause: Span, name: str, name_span: Span
    ) -> Iterator[Target]:
        """Yield the targets that a figure without a name of its own may have its basis from."""
        known = self._targets.get(passage.name, [])
        if figure.name is not None:
            return
        if _AIM.search(clause.quote(self._parsed.folded)):
            yield from [t for t in known if t.indicator == name][-1:]
        if figure.explains is not None:
            # What stands in brackets behind a figure measures what that figure does.
            yield from [t for t in known if figure.explains in (t.value_span, *t.repeated)][-1:]
        if figure.unit == "%":
            # 年均增长5.5%以上、力争达到6%: two bounds of one rate.
            joined = [t for t in known if t.unit == figure.unit and clause.holds(t.value_span)]
            yield from [t for t in joined[-1:] if t.name_span == name_span]

    def _basis_place(self, target: Target) -> Span | None:
        """Find the words of a target's basis in its clause; ``None`` where it has none."""
        pattern = self._words.basis.get(target.basis.value)
        clause = target.evidence.span
        match = pattern.search(self._parsed.folded, clause.start, clause.end) if pattern else None
        return Span(*match.span()) if match else None

    def _unique(self, local: str) -> str:
        unique = unique_name(local, self._ids)
        self._ids.add(unique)
        return unique

    def _when(self, figure: Figure, basis: ValueBasis) -> tuple[int | None, str | None, list[Span]]:
        """Find year and period of a goal, with their places.

        An annual average is of the plan's years, whatever point of time stands before it.
        """
        calendar, time = self._calendar, figure.time
        plan = calendar.plan
        whole_plan = calendar.whole_plan()
        if basis is ValueBasis.ANNUAL_AVERAGE and whole_plan is not None:
            if time is not None and time.period and len(time.period) == len("2026/2030"):
                return None, time.period, time.places
            return None, *whole_plan
        if time is not None and (plan is None or int(time.value[:4]) >= plan[0]):
            if time.period is not None and "/" not in time.period:
                # By a month: the value is due within its year.
                return int(time.period[:4]), None, time.places
            return time.year, time.period, time.places
        whole = [
            Span(*match.span())
            for match in pattern("five-years").finditer(
                self._parsed.folded, figure.clause.span.start, figure.number.start
            )
        ]
        if whole and whole_plan is not None:
            period, places = whole_plan
            return None, period, [whole[-1], *places]
        return None, None, []

    def _observe(self, passage: Passage, figure: Figure, named: tuple[str, Span]) -> None:
        name, name_span = named
        time = figure.time
        clause = self._clause(figure)
        spans = [clause, name_span, *figure.hedges]
        if time is not None:
            spans += time.places
        expected = _EXPECTED().search(
            self._parsed.folded, max(clause.start, figure.number.start - 6), figure.number.start
        )
        self._observations.append(
            Observation(
                id=self._unique(f"{passage.name}/baseline/{name_digest(name)}"),
                place=passage.name,
                indicator=name,
                subject=indicator_id(name),
                comparator=figure.comparator,
                value=figure.value,
                unit=figure.unit,
                period=time.value if time is not None else None,
                status=ObservationStatus.ESTIMATE if expected else ObservationStatus.MEASURED,
                basis=figure.basis,
                hedges=_words_of(self._parsed.text, figure.hedges),
                is_baseline=True,
                value_span=figure.number,
                time_span=time.span if time is not None else None,
                evidence=Evidence(self._parsed.key, _outside(spans), "baseline-in-clause"),
            )
        )


def indicator_id(name: str) -> str:
    """Return the identifier of an indicator that a sentence names."""
    return f"indicator/{name_digest(name)}"


def _is_bare_name(words: str, figure_words: FigureWords) -> bool:
    plain = words.strip()
    return (
        1 < len(plain) <= _LONGEST_NAME
        and not re.search(r"\d", plain)
        and not pattern("on-grounds").match(plain)
        and figure_words.lead.match(plain) is None
    )


_LONGEST_NAME = 30


def _words_of(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.quote(text) for span in spans))


def _outside(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Keep the first place, and the others where it does not hold them."""
    first = spans[0]
    return tuple(dict.fromkeys([first, *(span for span in spans[1:] if not first.holds(span))]))
