"""Rows of an adoption table: a number, a suggestion, and the text that says how it was taken up.

A cell may hold several paragraphs, so a row is cut at its number. Inside it stand, in this order:
the heading of a theme (in the theme's first row), the suggestion, the adoption text. A theme that
has a row of its own, with or without its statement, belongs to the row that follows. A row whose
number is lost is found again only where the numbers leave a gap of its size, or, behind the last,
where the numbers of the suggestions themselves count on. Where a paragraph stands before the first
number, themes have headings without a mark: they are the short ones without a stop that stand
before a number, behind a whole row.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg.numerals import COUNTING, parse_counting, read_counting
from kg.parse.structure import HeaderCell, TableRow
from kg.profiles import TableForm
from kg.text import Span

_WHOLE_ROW = 3
_LONGEST_NAME = 40


def parse_adoption_rows(
    cells: Sequence[Span],
    folded: str,
    header: Sequence[HeaderCell],
    form: TableForm,
    statement: re.Pattern[str],
) -> tuple[TableRow, ...]:
    """Cut the paragraphs of the table into rows.

    Args:
        cells: The paragraphs after the header, in order.
        folded: The text.
        header: The columns; a theme may have one of its own.
        form: The table's form in the profile.
        statement: What the sentence looks like in which a theme says where it is taken up.
    """
    words = [cell.quote(folded) for cell in cells]
    has_numbers = any(cell.column == "number" for cell in header)
    starts = [i for i, cell in enumerate(words) if form.cells["number"].fullmatch(cell)]
    if not has_numbers or not starts:
        starts = [i for i, cell in enumerate(words) if form.cells["suggestion"].match(cell)]
    else:
        starts = _with_lost_numbers(starts, words, form)
    starts = [_theme_start(i, words, form, statement) for i in starts]
    starts = _with_bare_themes(starts, words, form, len(header))
    ends = [*starts[1:], len(cells)]
    columns = [cell.column for cell in header]
    behind = tuple(columns[columns.index("adoption") + 1 :]) if "adoption" in columns else ()
    first = [0] if starts and starts[0] > 0 else []
    bounds = list(zip(first + starts, [starts[0]] * len(first) + ends, strict=True))
    return tuple(
        row
        for start, end in bounds
        if (row := _row(cells[start:end], words[start:end], form, behind))
    )


def _with_bare_themes(
    starts: list[int], words: Sequence[str], form: TableForm, columns: int
) -> list[int]:
    """Move rows before the headings of themes that have no mark: only where the first row has one.

    A whole row in front (number, suggestion, adoption text) tells a heading from an adoption text.
    """
    if starts[:1] != [1] or not _is_short(words[0], form):
        return starts
    found = [0]
    for previous, start in itertools.pairwise(starts):
        is_behind_a_row = start - previous > max(_WHOLE_ROW, columns - 1)
        found.append(start - (is_behind_a_row and _is_short(words[start - 1], form)))
    return found


def _is_short(words: str, form: TableForm) -> bool:
    """Say whether a paragraph is no prose: a heading without a mark, the name of a body."""
    return len(words) <= _LONGEST_NAME and not (
        words.endswith((".", "。", ";", "!", "?", ":"))
        or any(form.cells[column].match(words) for column in ("number", "suggestion"))
    )


def _row(
    cells: Sequence[Span], words: Sequence[str], form: TableForm, behind: Sequence[str]
) -> TableRow | None:
    columns: dict[str, tuple[Span, ...]] = {}
    rest = list(range(len(cells)))
    for column in reversed(behind):
        # What stands behind the adoption text is short and has no stop.
        if len(rest) > _WHOLE_ROW and _is_short(words[rest[-1]], form):
            columns[column] = (cells[rest.pop()],)
    number = next((i for i in rest if form.cells["number"].fullmatch(words[i])), None)
    above: list[Span] = []
    for index in list(rest):
        if index == number:
            columns["number"] = (cells[index],)
        elif "theme" not in columns and (
            form.cells["theme"].match(words[index]) or (index == 0 and number == 1)
        ):
            columns["theme"] = (cells[index],)
        elif number is not None and index < number:
            above.append(cells[index])
        else:
            break
        rest.remove(index)
    if (
        len(rest) > 1
        and "theme" not in columns
        and not form.cells["suggestion"].match(words[rest[0]])
        and form.cells["suggestion"].match(words[rest[1]])
    ):
        columns["theme"] = (cells[rest.pop(0)],)
    if rest:
        columns["suggestion"] = (cells[rest.pop(0)],)
    if rest:
        columns["adoption"] = (*above, *(cells[index] for index in rest))
    return TableRow(cells=columns) if columns else None


def _theme_start(
    start: int, words: Sequence[str], form: TableForm, statement: re.Pattern[str]
) -> int:
    """Move the beginning of a row before the heading of a theme that stands above its number."""
    index = start - 1
    while index > 0 and statement.match(words[index]):
        index -= 1
    return index if index >= 0 and form.cells["theme"].match(words[index]) else start


def _with_lost_numbers(starts: list[int], words: Sequence[str], form: TableForm) -> list[int]:
    """Add the rows whose number cell is missing, where the numbers leave room for them."""
    found = list(starts)
    for start, following in itertools.pairwise(starts):
        missing = parse_counting(words[following]) - parse_counting(words[start]) - 1
        # The row's own suggestion comes first, perhaps below the heading of a theme.
        own = start + 1 + bool(form.cells["theme"].match(words[start + 1]))
        inside = [
            i
            for i in range(own + 1, following)
            if form.cells["suggestion"].match(words[i]) and i + 1 < following
        ]
        # It is the first numbered paragraph, unless it has no number.
        if form.cells["suggestion"].match(words[own]) or len(inside) == missing:
            candidates = inside
        else:
            candidates = inside[1:]
        if missing > 0 and len(candidates) == missing:
            found += [i - 1 if form.cells["theme"].match(words[i - 1]) else i for i in candidates]
    return sorted(found + _behind_the_last(starts[-1], words, form))


def _behind_the_last(start: int, words: Sequence[str], form: TableForm) -> list[int]:
    """Find the rows behind the last number: their suggestions count on from that row's own.

    A list inside an adoption text begins anew, with one.
    """
    own = start + 1
    while own < len(words) and not form.cells["suggestion"].match(words[own]):
        own += 1
    found: list[int] = []
    expected = _leading_number(words[own]) + 1 if own < len(words) else 0
    for index in range(own + 1, len(words) - 1):
        is_next = form.cells["suggestion"].match(words[index])
        if is_next and expected > 1 and _leading_number(words[index]) == expected:
            found.append(index)
            expected += 1
    return found


def _leading_number(words: str) -> int:
    """Read the number at the beginning of a paragraph; zero where there is none."""
    match = re.match(COUNTING, words.lstrip())
    return (read_counting(match.group()) if match else None) or 0
