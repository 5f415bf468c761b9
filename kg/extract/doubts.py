"""What the readings leave open: contradictions, broken numerals, words that nothing has used.

Each is a mark on the text (`kg.model.Irregularity`), so that the audit names it and nothing that
the grammar does not know passes in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.extract.clauses import split_clauses
from kg.extract.cues import CueReader
from kg.extract.figure import Figure
from kg.extract.figure_readings import ReadFigure
from kg.extract.number_forms import FormReading
from kg.extract.numbers import NumberMention
from kg.extract.targets import PassageFigures
from kg.extract.times import Calendar
from kg.extract.values import is_broken
from kg.lexicon import pattern, words
from kg.model import Change, Evidence, Irregularity, NumberReading, Scope
from kg.numerals import NumeralForm, unit_pattern
from kg.parse.structure import ParsedDocument
from kg.text import Span, name_digest, unique_name

_FAULTS = {
    "bounds-contradict": "上下限不能同时成立，数值未作目标读取",
    "bound-open": "写明了界线，未写明是上限还是下限，数值未作目标读取",
    "denied": "数值前的否定词与其他词的组合无法判定，数值未作目标读取",
}
_OF_A_NUMBER = "0123456789."
_BROKEN = "不成数字，未读取"
_POINTS = "指标本身是比率，“%”是相对变化还是百分点，原文未写明"
_UNUSED = "分句里的这个词没有用于任何读数，请对照原文核对该目标"
_WORDS = ("bound-before", "bound-after", "denial", "change", "basis")
# Before a name these are verbs of carrying out: 改造提升高标准农田.
_VERBS = ("change", "basis")
# 5.建设: the point belongs to a list, and breaks no number.
_LIST_MARK = re.compile(r"[.、](?![\d.%‰])")
_SETS_GOALS = {Scope.TASK, Scope.HEADLINE, Scope.ADOPTION}


class DoubtReader:
    """Collects what the readings of a document leave open."""

    def __init__(self, parsed: ParsedDocument, calendar: Calendar) -> None:
        self._parsed = parsed
        self._folded = parsed.folded
        self._calendar = calendar
        self._ids: set[str] = set()

    def read(
        self,
        passages: Iterable[PassageFigures],
        mentions: Sequence[NumberMention],
        forms: Mapping[Span, FormReading],
    ) -> tuple[Irregularity, ...]:
        """Collect all doubts, in the order of the text."""
        found = list(self._broken(mentions, forms))
        for figures in passages:
            for sentence, read in figures.sentences:
                found += self._of_sentence(figures, sentence, read)
        return _once_a_cause(sorted(found, key=lambda mark: mark.evidence.span))

    def _broken(
        self, mentions: Sequence[NumberMention], forms: Mapping[Span, FormReading]
    ) -> Iterator[Irregularity]:
        """Mark numerals that are no numbers: 十十二万, 1.2.3."""
        end = -1
        for mention in mentions:
            is_mark = _LIST_MARK.match(self._folded, mention.span.end) is not None
            is_garbled = mention.is_arabic and mention.span not in forms and not is_mark
            if mention.form is NumeralForm.BROKEN or (
                is_garbled and is_broken(self._folded, mention.span)
            ):
                if mention.span.start > end + 2:
                    place = _whole_of(self._folded, mention.span)
                    yield self._mark("numeral-broken", place, place, _BROKEN, "document")
                end = mention.span.end

    def _of_sentence(
        self, figures: PassageFigures, sentence: Span, read: Sequence[ReadFigure]
    ) -> Iterator[Irregularity]:
        carrier = figures.passage.carrier or "document"
        for item in read:
            figure = item.figure
            if item.rule in _FAULTS:
                kind = "denial-not-read" if item.rule == "denied" else item.rule
                clause = figure.clause.span
                yield self._mark(kind, clause, figure.number, _FAULTS[item.rule], carrier)
            elif item.reading is NumberReading.TARGET and self._is_ambiguous_share(figure):
                clause = figure.clause.span
                yield self._mark("percent-or-points", clause, figure.number, _POINTS, carrier)
        if figures.passage.scope in _SETS_GOALS:
            goals = [item.figure for item in read if item.reading is NumberReading.TARGET]
            yield from self._unused(sentence, goals, read, carrier)

    def _is_ambiguous_share(self, figure: Figure) -> bool:
        """Return whether a change in per cent is of an indicator that is itself a share."""
        if figure.change not in tuple(Change) or figure.unit != "%" or figure.name is None:
            return False
        return pattern("share-name").search(figure.label(self._folded) or "") is not None

    def _unused(
        self,
        sentence: Span,
        goals: Sequence[Figure],
        read: Sequence[ReadFigure],
        carrier: str,
    ) -> Iterator[Irregularity]:
        """Mark words of bound, denial, change or basis in a goal's clause that no reading used."""
        cues = CueReader(self._folded, self._calendar.within(sentence))
        for clause in (c.span for c in split_clauses(self._folded, sentence) if c.level == 0):
            inside = [figure for figure in goals if clause.holds(figure.number)]
            if not inside:
                continue
            used = [
                span
                for item in read
                if clause.holds(item.figure.number)
                for span in self._used(item.figure, cues)
            ]
            first, last = inside[0].before.start, inside[-1].span.end
            for word in words(*_WORDS).find(self._folded, first, min(last + 8, clause.end)):
                place = Span(word.start, word.end)
                is_short = word.end - word.start == 1
                is_verb = word.word_class in _VERBS and not any(
                    figure.name is not None and figure.name.end <= place.start for figure in inside
                )
                if not (is_short or is_verb or any(_touch(span, place) for span in used)):
                    yield self._mark("word-unused", clause, place, _UNUSED, carrier)

    def _used(self, figure: Figure, cues: CueReader) -> Iterator[Span]:
        """Yield the places of the words that the reading of a figure has used."""
        yield Span(figure.number.start, figure.span.end)
        known = (figure.name, figure.head, figure.bound, figure.basis_span, figure.change_span)
        yield from (span for span in known if span is not None)
        yield from figure.hedges
        yield from figure.governing
        begins = cues.read(figure.before.start, figure.number.start, figure.unit).start
        yield Span(begins, figure.number.start)
        if figure.qualifies:
            yield figure.span

    def _mark(
        self, kind: str, clause: Span, place: Span, reason: str, carrier: str
    ) -> Irregularity:
        written = place.quote(self._parsed.text)
        digest = name_digest(clause.quote(self._parsed.text) + written)
        local = unique_name(f"irregularity/{kind}/{digest}", self._ids)
        self._ids.add(local)
        return Irregularity(
            id=local,
            kind=kind,
            subject=carrier,
            written=written,
            likely=None,
            reason=reason,
            evidence=Evidence(self._parsed.key, (clause,), "left-open"),
        )


def _once_a_cause(marks: Sequence[Irregularity]) -> tuple[Irregularity, ...]:
    """Keep one mark a clause for what two numbers of it show together."""
    kept: dict[tuple[str, Span], Irregularity] = {}
    for mark in marks:
        kept.setdefault((mark.kind, mark.evidence.span), mark)
    return tuple(kept.values())


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _whole_of(folded: str, piece: Span) -> Span:
    """Return all that was meant as one number, with its unit: 71..5% of its piece 71."""
    start, end = piece.start, piece.end
    while start > 0 and folded[start - 1] in _OF_A_NUMBER:
        start -= 1
    while end < len(folded) and folded[end] in _OF_A_NUMBER:
        end += 1
    unit = unit_pattern().match(folded, end)
    return Span(start, unit.end() if unit is not None else end)
