"""Themes, suggestions, and what is said of how they were taken up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clauses import sentences
from kg.extract.levels import find_level_words
from kg.extract.numbering import rows_by_number
from kg.extract.parts import PartMention, part_mentions
from kg.model import (
    AdoptionStatement,
    Evidence,
    Irregularity,
    Suggestion,
    Theme,
    ThemeStatement,
    UnitKind,
)
from kg.numerals import COUNTING, parse_counting, read_counting
from kg.parse.structure import LeafKind, ParsedDocument, TableRow
from kg.profiles import TableForm
from kg.text import Span, bare_name, unique_name

_ITEM_NUMBER = re.compile(COUNTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionTable:
    """What the adoption table holds, row by row.

    Attributes:
        passages: For each adoption text its sentences, the theme's statement left out.
        statement_mentions: The parts that the themes' statements name.
    """

    themes: tuple[Theme, ...] = ()
    theme_statements: tuple[ThemeStatement, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    adoptions: tuple[AdoptionStatement, ...] = ()
    passages: tuple[tuple[Span, ...], ...] = ()
    statement_mentions: tuple[PartMention, ...] = ()
    irregularities: tuple[Irregularity, ...] = ()


class AdoptionReader:
    """Walks the rows of the table, carrying the theme from row to row."""

    def __init__(self, parsed: ParsedDocument, rows: tuple[TableRow, ...]) -> None:
        self._parsed = parsed
        self._rows = rows
        self._form: TableForm = next(f for f in parsed.profile.tables if f.key == "adoption")
        self._themes: list[Theme] = []
        self._statements: list[ThemeStatement] = []
        self._suggestions: list[Suggestion] = []
        self._adoptions: list[AdoptionStatement] = []
        self._passages: list[tuple[Span, ...]] = []
        self._mentions: list[PartMention] = []
        self._irregularities: list[Irregularity] = []
        printed = {
            index: parse_counting(cell.quote(parsed.folded))
            for index, row in enumerate(rows)
            if row.only("suggestion") is not None and (cell := row.only("number")) is not None
        }
        self._has_numbers = bool(printed)
        self._owners = set(rows_by_number(printed).values()) | (
            set(range(len(rows))) - set(printed)
        )

    def read(self) -> AdoptionTable:
        """Read all rows."""
        for index, row in enumerate(self._rows):
            theme = row.only("theme")
            if theme is not None:
                self._read_theme(theme)
            if row.only("suggestion") is not None:
                self._read_suggestion(index, self._number(index))
        return AdoptionTable(
            themes=tuple(self._themes),
            theme_statements=tuple(self._statements),
            suggestions=tuple(self._suggestions),
            adoptions=tuple(self._adoptions),
            passages=tuple(self._passages),
            statement_mentions=tuple(self._mentions),
            irregularities=tuple(self._irregularities),
        )

    def _number(self, index: int) -> tuple[int, Span | None]:
        """Return the row's running number; one that is lost is counted from the row before."""
        cell = self._rows[index].only("number")
        if cell is not None:
            return parse_counting(cell.quote(self._parsed.folded)), cell
        previous = self._suggestions[-1].number if self._suggestions else 0
        return previous + 1, None

    def _read_theme(self, cell: Span) -> None:
        parsed = self._parsed
        match = self._form.cells["theme"].match(cell.quote(parsed.folded))
        printed = (match["number"] or match["in"]) if match else None
        told = read_counting(printed) if printed else None
        number = told if told is not None else len(self._themes) + 1
        words = Span(cell.start + (match.end() if match else 0), cell.end)
        local = unique_name(f"theme/{number}", {theme.id for theme in self._themes})
        name = bare_name(parsed.folded, words)
        self._themes.append(
            Theme(
                id=local,
                number=number,
                is_numbered=told is not None,
                label=name.quote(parsed.text),
                evidence=Evidence(parsed.key, (Span(cell.start, name.end),), "theme-heading"),
            )
        )

    def _read_suggestion(self, index: int, number: tuple[int, Span | None]) -> None:
        parsed, row = self._parsed, self._rows[index]
        cell = row.cells["suggestion"][0]
        match = self._form.cells["suggestion"].match(cell.quote(parsed.folded))
        name = bare_name(parsed.folded, Span(cell.start + (match.end() if match else 0), cell.end))
        # A label that is quoted as a whole keeps the number that stands before it in its evidence.
        place = Span(cell.start, max(name.end, cell.start + 1))
        taken = {known.id for known in self._suggestions}
        name_of_row = f"suggestion/{number[0]}"
        if index not in self._owners:
            taken.add(name_of_row)
        local = unique_name(name_of_row, taken)
        spans = (place,) if number[1] is None else (place, number[1])
        self._suggestions.append(
            Suggestion(
                id=local,
                number=number[0],
                theme=self._themes[-1].id if self._themes else None,
                label=name.quote(parsed.text),
                evidence=Evidence(parsed.key, spans, "suggestion-row"),
            )
        )
        if number[1] is None and self._has_numbers:
            self._mark(local, "lost-number", place, str(number[0]), "序号单元格缺失,按前一行顺推")
        if "adoption" not in row.cells:
            self._mark(local, "missing-adoption", place, None, "该建议没有采纳情况文字")
            return
        passages: list[Span] = []
        for paragraph in row.cells["adoption"]:
            passages += [
                sentence
                for sentence in sentences(parsed.folded, paragraph)
                if not self._read_statement(sentence)
            ]
        self._adoptions.append(
            AdoptionStatement(
                id=f"{local}/adoption",
                suggestion=local,
                evidence=Evidence(parsed.key, tuple(passages) or (place,), "adoption-cell"),
            )
        )
        self._passages.append(tuple(passages))

    def _read_statement(self, sentence: Span) -> bool:
        """Read a sentence as the theme's statement, if it is one: once for each theme."""
        parsed, adoption = self._parsed, self._parsed.profile.adoption
        if not self._themes or not adoption.theme_statement.match(sentence.quote(parsed.folded)):
            return False
        words = sentence.quote(parsed.folded)
        if find_level_words(parsed, sentence) or adoption.words["contents"].search(words):
            # What names a chapter, a special column or contents answers one suggestion.
            return False
        theme = self._themes[-1].id
        if any(statement.theme == theme for statement in self._statements):
            return False
        mentions = part_mentions(parsed, sentence)
        if not mentions:
            return False
        self._mentions += mentions
        self._statements.append(
            ThemeStatement(
                id=f"{theme}/statement",
                theme=theme,
                parts=tuple(
                    (mention.number, Span(mention.span.start, mention.end)) for mention in mentions
                ),
                evidence=Evidence(parsed.key, (sentence,), "theme-statement"),
            )
        )
        return True

    def _mark(self, subject: str, kind: str, place: Span, likely: str | None, reason: str) -> None:
        self._irregularities.append(
            Irregularity(
                id=f"irregularity/{kind}/{subject.replace('/', '-')}",
                kind=kind,
                subject=subject,
                written=place.quote(self._parsed.text),
                likely=likely,
                reason=reason,
                evidence=Evidence(self._parsed.key, (place,), "adoption-row"),
            )
        )


def extract_adoption_table(parsed: ParsedDocument) -> AdoptionTable:
    """Read the adoption table; nothing where the document has none."""
    table = parsed.table("adoption")
    rows = table.rows if table is not None else rows_of_items(parsed)
    return AdoptionReader(parsed, rows).read() if rows else AdoptionTable()


def rows_of_items(parsed: ParsedDocument) -> tuple[TableRow, ...]:
    """Take the items of a section on suggestions and their answers for rows.

    The item's title is the suggestion, what stands below it the answer; or the item is a theme, and
    each suggestion a paragraph below it that begins with the suggestion's name.
    """
    pattern = parsed.profile.sections.get("answers")
    sections = {
        unit.id
        for unit in parsed.units
        if pattern is not None and unit.kind is not UnitKind.ANNEX and pattern.search(unit.title)
    }
    rows: list[TableRow] = []
    for unit in parsed.units:
        if unit.id not in sections and unit.parent not in sections:
            continue
        below = tuple(
            leaf.words
            for leaf in parsed.leaves
            if leaf.unit == unit.id and leaf.kind is LeafKind.PARAGRAPH
        )
        heading = unit.evidence.span
        named = _rows_of_paragraphs(parsed, None if unit.id in sections else heading, below)
        number = _ITEM_NUMBER.search(parsed.folded, heading.start, heading.end)
        if not named and unit.parent in sections and number is not None and below:
            cells = {"number": (Span(*number.span()),), "suggestion": (heading,)}
            named = [TableRow(cells={**cells, "adoption": below})]
        rows += named
    return tuple(rows)


def _rows_of_paragraphs(
    parsed: ParsedDocument, theme: Span | None, paragraphs: Sequence[Span]
) -> list[TableRow]:
    """Take paragraphs that begin with a suggestion's name for rows: 关于甲的建议。已采纳,….

    What stands above the first is the theme's own.
    """
    pattern = parsed.profile.sections.get("answered")
    rows: list[dict[str, tuple[Span, ...]]] = []
    above: list[Span] = []
    for paragraph in paragraphs:
        match = pattern.match(paragraph.quote(parsed.folded)) if pattern else None
        if match is not None:
            name = Span(paragraph.start, paragraph.start + match.end("suggestion"))
            answer = Span(paragraph.start + match.end(), paragraph.end)
            rows.append({"suggestion": (name,), "adoption": (*above, answer)})
            above = []
        elif rows:
            rows[-1]["adoption"] += (paragraph,)
        else:
            above.append(paragraph)
    if rows and theme is not None:
        rows[0]["theme"] = (theme,)
    return [TableRow(cells=cells) for cells in rows]
