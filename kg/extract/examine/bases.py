"""The values that goals start from: the same everywhere, of the year of their column, and there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.errors import Words
from kg.extract.examine.goals import Goals, measure_of, plain_bound, row_name, say_value
from kg.extract.examine.intervals import relate
from kg.extract.examine.made import make_examination
from kg.extract.examine.units import is_relative
from kg.extract.named_indicators import canonical_name
from kg.lexicon import words as lexicon_words
from kg.model import (
    CellColumn,
    Examination,
    Facts,
    Indicator,
    Observation,
    Outcome,
    TableCell,
    ValueBasis,
)
from kg.parse.structure import ParsedDocument
from kg.profiles import TableForm
from kg.profiles.figures import FigureWords
from kg.text import Span, fold

_KIND = "base-agreement"
_OF_TABLE = "table"
_SOURCES = {
    _OF_TABLE: Words("指标表", "the table"),
    "review": Words("上一规划完成情况", "the review"),
}
_WORST = (Outcome.DIFFERS, Outcome.EXPLAINED, Outcome.HOLDS)


def examine_bases(
    parsed: ParsedDocument, facts: Facts, goals: Sequence[Goals], words: FigureWords
) -> Iterator[Examination]:
    """Examine the base values of the table and of the text.

    Bases that several places state for one year are held against each other; that one is of
    another year is a difference with a reason. A missing base is open with nothing stated, a base
    that is not final is open with what stands in its place.
    """
    by_subject: dict[str, list[Observation]] = {}
    for observation in facts.observations:
        by_subject.setdefault(observation.subject, []).append(observation)
    for held in goals:
        yield from _agreement(held, by_subject)
    form = next((form for form in parsed.profile.tables if form.key == "indicators"), None)
    table = parsed.table("indicators")
    heading = table.heading(CellColumn.BASE.value) if table else None
    if form is not None and heading is not None:
        for row in facts.indicators:
            yield from _cells(row, form, heading.year)
    # Where no table was read, the base may stand in one.
    if facts.indicators:
        yield from _unfounded(goals, facts, words)


def _bases(held: Goals, by_subject: dict[str, list[Observation]]) -> list[Observation]:
    """Return the bases of an indicator, the table's first."""
    subjects = [held.row.id] if held.row else []
    subjects += [target.subject for target in held.stated]
    return [
        observation
        for subject in dict.fromkeys(subjects)
        for observation in by_subject.get(subject, ())
    ]


def _agreement(held: Goals, by_subject: dict[str, list[Observation]]) -> Iterator[Examination]:
    bases = _bases(held, by_subject)
    reference = next((base for base in bases if base.is_baseline), None)
    if reference is None:
        return
    judged = []
    for base in bases:
        if base is reference or base.basis is not reference.basis:
            continue
        if not measure_of(base).is_like(measure_of(reference)):
            yield _not_made(held, base, reference)
            continue
        if base.period == reference.period:
            relation = relate(plain_bound(base), plain_bound(reference), rounds=True)
            outcome = relation.outcome
            # A base that is only a bound says less, and contradicts no value that it holds.
            outcome = Outcome.EXPLAINED if outcome is Outcome.OPEN else outcome
            judged.append((base, outcome, relation.reason))
        elif base.is_baseline and base.period and reference.period:
            judged.append((base, Outcome.EXPLAINED, Words("年份不同", "of another year")))
    if not judged:
        return
    worst, outcome, reason = min(judged, key=lambda found: _WORST.index(found[1]))
    zh, en = zip(
        *(_said(base) for base in (reference, *(found[0] for found in judged))), strict=True
    )
    label = row_name(held.row) if held.row else reference.indicator
    yield make_examination(
        _KIND,
        held.row.id if held.row else reference.id,
        outcome,
        document=reference.evidence.document,
        spans=[worst.evidence.span, reference.evidence.span, *(j[0].evidence.span for j in judged)],
        working=Words(
            f"{label}：{'；'.join(dict.fromkeys(zh))}；{reason.zh}",
            f"{label}: {'; '.join(dict.fromkeys(en))}; {reason.en}",
        ),
        stated=_dated(worst),
        reckoned=_dated(reference),
        matter="places",
    )


def _not_made(held: Goals, base: Observation, reference: Observation) -> Examination:
    """Say that two bases of one indicator are in units that cannot be compared."""
    label = row_name(held.row) if held.row else reference.indicator
    return make_examination(
        _KIND,
        held.row.id if held.row else reference.id,
        Outcome.NOT_MADE,
        document=reference.evidence.document,
        spans=[base.evidence.span, reference.evidence.span],
        working=Words(
            f"{label}：单位不同类，未能比较",
            f"{label}: units of different kinds cannot be compared",
        ),
        stated=_dated(base),
        reckoned=_dated(reference),
        matter=f"{base.id} not made",
    )


def _said(base: Observation) -> tuple[str, str]:
    place = _SOURCES.get(base.place, Words("正文", "the text"))
    return f"{place.zh}“{_dated(base)}”", f"{place.en} “{_dated(base)}”"


def _dated(base: Observation) -> str:
    period = f"（{base.period}年）" if base.period and base.period.isdecimal() else ""
    return say_value(base) + period


def _cells(row: Indicator, form: TableForm, year: int | None) -> Iterator[Examination]:
    """Yield what the cells of a row show: a base that is missing, not final, of another year."""
    empty = form.cells["empty"]
    filled = [cell for cell in row.cells if not empty.fullmatch(fold(cell.text))]
    bases = [cell for cell in filled if cell.column is CellColumn.BASE]
    goals = [cell for cell in row.cells if cell.column is CellColumn.GOAL and cell.quantity]
    for cell in filled:
        words = fold(cell.text)
        if form.cells["provisional"].fullmatch(words):
            yield _cell(row, cell, Words("没有最终数值", "no final value"))
        elif cell in bases and cell.quantity and cell.quantity.hedge:
            reason = Words("所列为争取达到的数值", "a value that is only hoped for")
            yield _cell(row, cell, reason)
        elif cell in bases and cell.quantity and year not in (None, cell.year):
            yield _other_year(row, cell, year)
    is_rate = form.cells["rate"].search(fold(row_name(row)))
    if goals and not bases and not is_rate:
        yield _missing(row.id, row_name(row), row.evidence.document, goals[0].evidence.span)


def _cell(row: Indicator, cell: TableCell, reason: Words) -> Examination:
    label = row_name(row)
    return make_examination(
        _KIND,
        row.id,
        Outcome.OPEN,
        document=row.evidence.document,
        spans=[cell.evidence.span],
        working=Words(f"{label}：{reason.zh}", f"{label}: {reason.en}"),
        stated=cell.text,
        matter=cell.id,
    )


def _other_year(row: Indicator, cell: TableCell, year: int | None) -> Examination:
    label = row_name(row)
    return make_examination(
        _KIND,
        row.id,
        Outcome.EXPLAINED,
        document=row.evidence.document,
        spans=[cell.evidence.span],
        working=Words(
            f"{label}：表头为{year}年，该格注明为另一年", f"{label}: the column is of {year}"
        ),
        stated=cell.text,
        reckoned=f"{year}年",
        matter="column",
    )


def _unfounded(goals: Sequence[Goals], facts: Facts, words: FigureWords) -> Iterator[Examination]:
    """Yield goals that only say how far to move, of an indicator whose base is nowhere.

    A base of a name that holds this one, or is held by it, may be meant; a distance to another
    place's value (高于全国) needs none.
    """
    synonyms = words.synonyms
    known = {canonical_name(base.indicator, synonyms) for base in facts.observations}
    for held in goals:
        for target in held.stated:
            name = canonical_name(target.indicator, synonyms)
            kind = measure_of(target).kind
            # 高于全省平均3个百分点 is a distance, 2024年的2.5倍 a level: only points may be either.
            is_multiple = lexicon_words("multiple").whole(kind) is not None
            is_moved = is_relative(kind) and (target.change is not None or is_multiple)
            is_moved &= target.basis is ValueBasis.LEVEL
            if is_moved and not any(name in other or other in name for other in known):
                yield _missing(
                    target.id, target.indicator, target.evidence.document, target.evidence.span
                )


def _missing(subject: str, label: str, document: str, span: Span) -> Examination:
    return make_examination(
        _KIND,
        subject,
        Outcome.OPEN,
        document=document,
        spans=[span],
        working=Words(label, label),
        matter="missing",
    )
