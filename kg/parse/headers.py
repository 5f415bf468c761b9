"""The header of a flattened table: which columns there are, and in which order.

A heading may be broken over several lines (``2025年`` / ``预计``). The header is the longest run of
lines that can be cut into whole headings, each column once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.numerals import parse_quantity
from kg.parse.structure import HeaderCell
from kg.profiles import TableForm
from kg.text import Span

_MOST_LINES = 4
_LONGEST_HEADING = 12


def parse_header(
    cells: Sequence[Span], folded: str, form: TableForm
) -> tuple[int, int, tuple[HeaderCell, ...]] | None:
    """Find the header among the lines of an annex.

    Args:
        cells: The lines, without white space round them.
        folded: The text.
        form: The table that is looked for.

    Returns:
        Index of the header's first line, index after its last, its headings in order; ``None``
        when no run of lines holds the columns that the table cannot be without.
    """
    best: tuple[int, int, tuple[HeaderCell, ...]] | None = None
    for start in range(len(cells)):
        end, found = _longest(cells, start, folded, form, ())
        header = _tell_years_apart(found)
        names = {cell.column for cell in header}
        if names.issuperset(form.required) and (best is None or len(header) > len(best[2])):
            best = (start, end, header)
        if best is not None and start >= best[1]:
            break
    return best


def _longest(
    cells: Sequence[Span],
    start: int,
    folded: str,
    form: TableForm,
    before: tuple[HeaderCell, ...],
) -> tuple[int, tuple[HeaderCell, ...]]:
    """Cut as many lines as can be into headings, from ``start`` on, after those ``before``."""
    best: tuple[int, tuple[HeaderCell, ...]] = (start, ())
    for size in range(min(_MOST_LINES, len(cells) - start), 0, -1):
        pieces = cells[start : start + size]
        words = "".join("".join(piece.quote(folded).split()) for piece in pieces)
        for column, pattern in form.headers.items():
            match = pattern.fullmatch(words)
            if match is None:
                continue
            cell = _header_cell(column, Span(pieces[0].start, pieces[-1].end), match, folded)
            if not _may_follow(cell, before, folded, form):
                continue
            end, rest = _longest(cells, start + size, folded, form, (*before, cell))
            if (end, len(rest) + 1) > (best[0], len(best[1])):
                best = (end, (cell, *rest))
    return best


def _may_follow(
    cell: HeaderCell, before: tuple[HeaderCell, ...], folded: str, form: TableForm
) -> bool:
    """Return whether a heading is new, and no second half of a year's heading (2030年 / 目标)."""
    if any((cell.column, cell.year) == (known.column, known.year) for known in before):
        return False
    is_half = cell.column in {"base", "goal"} and before and before[-1].year_span is not None
    return not (is_half and form.cells["half"].search(before[-1].span.quote(folded)))


def _header_cell(column: str, span: Span, match: re.Match[str], folded: str) -> HeaderCell:
    year = match.groupdict().get("year")
    if year is None:
        return HeaderCell(column=column, span=span, year=None, year_span=None)
    # The heading was matched without its white space; a line may be broken inside the year.
    places = [at for at in range(span.start, span.end) if not folded[at].isspace()]
    first, last = places[match.start("year")], places[match.end("year") - 1]
    # The year with its unit, where that follows: 2030年.
    end = last + 1 + (folded[last + 1 : last + 2] == "年")
    return HeaderCell(column=column, span=span, year=int(year), year_span=Span(first, end))


def _tell_years_apart(header: tuple[HeaderCell, ...]) -> tuple[HeaderCell, ...]:
    """Call the column of the last year the goal, the one before it the base."""
    years = sorted(cell.year for cell in header if cell.column == "year" and cell.year is not None)
    named = {cell.column for cell in header}
    roles: dict[int, str] = {}
    if years and "goal" not in named:
        roles[years.pop()] = "goal"
    if years and "base" not in named:
        roles[years.pop()] = "base"
    return tuple(
        HeaderCell(
            column=roles.get(cell.year or 0, f"year-{cell.year}")
            if cell.column == "year"
            else cell.column,
            span=cell.span,
            year=cell.year,
            year_span=cell.year_span,
        )
        for cell in header
    )


def find_unknown_headings(
    cells: Sequence[Span],
    after: int,
    header: Sequence[HeaderCell],
    folded: str,
    form: TableForm,
) -> list[Span]:
    """Find headings behind a known header that are none of the profile's.

    A line is one where a known heading follows it before the first row, where it has a word that
    only headings have, or where two or more short lines stand between header and first number.

    Args:
        cells: The lines of the annex.
        after: Index after the header's last line.
        header: The headings that are known.
        folded: The text.
        form: The table's form in the profile.
    """
    known = tuple(header)
    unknown: list[int] = []
    pending: list[int] = []
    index = after
    while index < len(cells) and len(pending) <= _MOST_LINES:
        end, found = _longest(cells, index, folded, form, known)
        if found and not any(cell.column == "year" for cell in found):
            unknown += pending
            pending = []
            known = (*known, *found)
            index = end
        elif _may_be_heading(cells[index].quote(folded), form):
            pending.append(index)
            index += 1
        else:
            break
    unknown += [i for i in pending if form.cells["heading"].search(cells[i].quote(folded))]
    is_first_row = index < len(cells) and cells[index].quote(folded) == "1"
    if is_first_row and any(cell.column == "number" for cell in known):
        # The last line before the first number may be a category or a theme.
        unknown += pending[:-1]
    return [cells[i] for i in sorted(set(unknown))]


@dataclass(frozen=True, slots=True)
class HeaderLines:
    """Lines that look like the header of a table.

    Attributes:
        known: The headings that the profile knows, in order.
        unknown: Lines that stand among them and are none of these.
    """

    known: tuple[Span, ...]
    unknown: tuple[Span, ...]


def find_header_lines(cells: Sequence[Span], folded: str, form: TableForm) -> HeaderLines:
    """Find the header of a table that lacks a column which it cannot be without.

    An unknown heading stands between known ones; where none does, it may be the line before the
    first of them, or the one behind the last.

    Args:
        cells: The lines of the annex.
        folded: The text.
        form: The table that is looked for.
    """
    best = HeaderLines((), ())
    for start in range(len(cells)):
        known: tuple[HeaderCell, ...] = ()
        unknown: list[Span] = []
        pending: list[Span] = []
        index = start
        while index < len(cells) and len(pending) <= _MOST_LINES:
            end, found = _longest(cells, index, folded, form, known)
            if found:
                known = (*known, *found)
                unknown += pending
                pending = []
                index = end
            elif known and _may_be_heading(cells[index].quote(folded), form):
                pending.append(cells[index])
                index += 1
            else:
                break
        if len(known) <= len(best.known):
            continue
        heading = form.cells["heading"]
        unknown += [cell for cell in pending if heading.search(cell.quote(folded))]
        if not unknown and start and _may_be_heading(cells[start - 1].quote(folded), form):
            unknown = [cells[start - 1]]
        best = HeaderLines(tuple(cell.span for cell in known), tuple(unknown or pending[:1]))
    return best


def _may_be_heading(words: str, form: TableForm) -> bool:
    """Return whether a line is short and has no form of a cell."""
    cells = form.cells
    return (
        len(words) <= _LONGEST_HEADING
        and "。" not in words
        and not any(
            cells[column].match(words)
            for column in ("number", "category", "nature", "theme", "suggestion")
            if column in cells
        )
        and parse_quantity(words) is None
    )
