"""Targets and bases from the indicator table: one record for each cell that holds a number."""

from __future__ import annotations

from collections.abc import Sequence

from kg import lexicon
from kg.extract.changes import is_rate, split_change
from kg.extract.times import Calendar
from kg.model import (
    CellColumn,
    Change,
    Evidence,
    Indicator,
    Observation,
    ObservationStatus,
    Scope,
    TableCell,
    Target,
    ValueBasis,
)
from kg.numerals import Quantity, parse_range
from kg.parse.indicator_rows import unit_bracket
from kg.parse.structure import ParsedDocument
from kg.text import Span

# Words of a heading or a cell that say that its value is not final.
_EXPECTED = lexicon.compiled("{not-final.expected}|{not-final.provisional}")


def table_targets(
    parsed: ParsedDocument, calendar: Calendar, indicators: Sequence[Indicator]
) -> tuple[tuple[Target, ...], tuple[Observation, ...]]:
    """Make a record of each cell that holds a number: goals under goal and annual, else bases."""
    targets: list[Target] = []
    observations: list[Observation] = []
    table = parsed.table("indicators")
    for indicator in indicators:
        for cell in indicator.cells:
            if table is None:
                continue
            quantity = cell.quantity
            heading = table.heading(cell.column.value)
            if heading is not None and heading.year is not None and cell.year is None:
                heading = None  # of which of two years the value is, nothing tells
            spans = [cell.evidence.span]
            # Of what category a row is says nothing of its values.
            spans += [span for span in indicator.evidence.spans if span != indicator.category_span]
            # A cell with a year of its own is not of its heading's year.
            has_year = quantity is not None and quantity.year is not None
            spans += [heading.span] if heading is not None and not has_year else []
            spans += [cell.year_span] if cell.year_span is not None else []
            if cell.column is CellColumn.BASE and quantity is not None:
                said = (
                    [span.quote(parsed.folded) for span in (spans[0], heading.span)]
                    if heading
                    else []
                )
                is_expected = not has_year and any(map(_EXPECTED().search, said))
                observations.append(
                    _observation(indicator, cell, quantity, spans, is_expected=is_expected)
                )
            elif cell.column is not CellColumn.BASE:
                said_above = heading.span.quote(parsed.folded) if heading else ""
                targets += [
                    _target(indicator, cell, known, place, spans, calendar, said_above)
                    for known, place in _values(cell, parsed.folded)
                ]
    return tuple(targets), tuple(observations)


def _values(cell: TableCell, folded: str) -> list[tuple[Quantity, Span]]:
    """Return the value of a cell, or the two bounds that it prints, each with its place."""
    place = cell.evidence.span
    if cell.quantity is not None:
        return [(cell.quantity, place)]
    return [
        (bound, Span(place.start + start, place.start + end))
        for bound, start, end in parse_range(place.quote(folded))
    ]


def _heading_change(words: str) -> Change | None:
    """Return the change that a column's heading says of all its values: 年均增长(%)."""
    found = next(lexicon.words("change").find(words), None)
    return Change(found.reads) if found is not None and found.reads in tuple(Change) else None


def heading_unit(words: str) -> str | None:
    """Return the unit that a column's heading prints for its values: 年均增长(%)."""
    return unit_bracket("".join(words.split()))[1]


def _target(
    indicator: Indicator,
    cell: TableCell,
    quantity: Quantity,
    place: Span,
    spans: list[Span],
    calendar: Calendar,
    heading: str,
) -> Target:
    name = indicator.sub or indicator.label
    basis = _basis(name)
    year, period = cell.year, None
    if cell.column is CellColumn.ANNUAL:
        basis = ValueBasis.CUMULATIVE if quantity.bracketed else ValueBasis.ANNUAL_AVERAGE
        year = None
        whole_plan = calendar.whole_plan()
        if whole_plan is not None:
            period, places = whole_plan
            spans = [*spans, *places]
    change = split_change(name)[1]
    if basis is ValueBasis.ANNUAL_AVERAGE and change is None and not is_rate(name):
        change = _heading_change(heading)
    column_unit = None if quantity.bracketed else heading_unit(heading)
    is_upper = place.start > cell.evidence.span.start
    return Target(
        id=f"{indicator.id}/target/{cell.column.value}{'-2' if is_upper else ''}",
        scope=Scope.TABLE,
        carrier=indicator.id,
        task=None,
        suggestion=None,
        indicator=name,
        subject=indicator.id,
        comparator=quantity.comparator,
        value=quantity.value,
        unit=quantity.unit or column_unit or indicator.unit,
        year=year,
        period=period,
        basis=basis,
        change=change,
        since=None,
        hedges=tuple(quantity.hedge.split(",")) if quantity.hedge else (),
        value_span=place,
        time_span=None,
        name_span=indicator.evidence.span,
        repeated=(),
        evidence=Evidence(cell.evidence.document, tuple(dict.fromkeys(spans)), "target-in-cell"),
    )


def _observation(
    indicator: Indicator,
    cell: TableCell,
    quantity: Quantity,
    spans: list[Span],
    *,
    is_expected: bool,
) -> Observation:
    return Observation(
        id=f"{indicator.id}/baseline",
        place="table",
        indicator=indicator.sub or indicator.label,
        subject=indicator.id,
        comparator=quantity.comparator,
        value=quantity.value,
        unit=quantity.unit or indicator.unit,
        period=None if cell.year is None else str(cell.year),
        status=ObservationStatus.ESTIMATE if is_expected else ObservationStatus.MEASURED,
        basis=_basis(indicator.sub or indicator.label),
        hedges=tuple(quantity.hedge.split(",")) if quantity.hedge else (),
        is_baseline=True,
        value_span=cell.evidence.span,
        time_span=cell.year_span,
        evidence=Evidence(cell.evidence.document, tuple(dict.fromkeys(spans)), "baseline-in-cell"),
    )


def _basis(name: str) -> ValueBasis:
    """Return what a value under goal or base measures: an increase where its name says so."""
    return ValueBasis.INCREASE if "新增" in name else ValueBasis.LEVEL
