"""Profiles: what a kind of document looks like, as data.

A profile is a TOML file of patterns over folded text. Rules read it; none of its words stand in
code. ``{N}`` in a pattern stands for a counting number. A profile that says ``extends`` takes all
that it does not say itself from another one. A user's own file lies over ours
(`kg.profiles.overlay`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ProfileError, Words
from kg.lexicon import WordFile
from kg.numerals import COUNTING

FOLDER = Path(__file__).parent
_NEVER = r"(?!)"


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of a profile."""
    return re.compile(pattern.replace("{N}", COUNTING), re.MULTILINE)


def one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Compile alternatives, longest first, so that ``专门设置`` is found before ``设置``."""
    ordered = sorted(patterns, key=len, reverse=True)
    return compile_pattern("|".join(f"(?:{pattern})" for pattern in ordered) or _NEVER)


@dataclass(frozen=True, slots=True)
class HeadingForm:
    """How the headings of one level look.

    Attributes:
        kind: What such a unit is, such as ``部分``.
        pattern: Matches the number with its mark, at the start of a line.
        is_named: Whether the mark itself says what the unit is, as 第三章 does and （三） does not.
        is_nested: Whether it opens a unit only right under the next outer level that is in use.
        under: Name of the section's title that it has to stand right under; ``""`` for any place.
    """

    kind: str
    pattern: re.Pattern[str]
    is_named: bool = False
    is_nested: bool = False
    under: str = ""


@dataclass(frozen=True, slots=True)
class BoxForm:
    """How boxes and tables that stand in the running text look.

    Attributes:
        titles: How the title line of a box begins → kind of unit, ``""`` where it makes none.
        items: What an item of a box begins with, a pattern for each manner.
        header: A line that is a heading of a table's column.
        text_header: The same, of a column whose cells are texts.
        note: A line below a table.
    """

    titles: tuple[HeadingForm, ...]
    items: tuple[re.Pattern[str], ...]
    header: re.Pattern[str]
    text_header: re.Pattern[str]
    note: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TableForm:
    """How a table looks when a page has flattened it to one cell a line.

    Attributes:
        key: ``indicators`` or ``adoption``.
        name: What messages call it.
        needs: What they call the required columns.
        title: What the title of an annex that holds it looks like.
        required: Columns without which a run of header cells is not this table's.
        headers: Column to the pattern of its whole heading.
        cells: What a cell of a column looks like.
        notes: What the lines after the table look like.
    """

    key: str
    name: str
    needs: str
    title: re.Pattern[str]
    required: tuple[str, ...]
    headers: Mapping[str, re.Pattern[str]]
    cells: Mapping[str, re.Pattern[str]]
    notes: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class AdoptionForm:
    """The words in which an adoption text says what answers a suggestion.

    Attributes:
        theme_statement: The sentence that says in which parts a theme is taken up.
        part: A part named by its number, or several.
        part_range: Parts from one number to another.
        levels: Pattern of a level word behind a name → kind of citation.
        quoted_levels: The same, only directly behind a closing quotation mark.
        numbered_levels: A level word with a number, before a name → kind.
        words: Named lists of words.
    """

    theme_statement: re.Pattern[str]
    part: re.Pattern[str]
    part_range: re.Pattern[str]
    levels: Mapping[str, str]
    quoted_levels: Mapping[str, str]
    numbered_levels: tuple[tuple[re.Pattern[str], str], ...]
    words: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of a kind of document before one is read.

    Attributes:
        recognise: What a line before the text holds in a document of this kind.
        signs: What the text of such a document holds, where no line before it says so.
        titles: What a title looks like; a line that fits an earlier one is rather the title.
        annex_prose: The title of an annex that holds no table.
        years: First and last year of a plan, as its title prints them.
        boxes: ``None`` where the kind has none.
    """

    key: str
    kind: str
    recognise: re.Pattern[str]
    signs: re.Pattern[str]
    titles: tuple[re.Pattern[str], ...]
    dates: Mapping[str, re.Pattern[str]]
    places: tuple[re.Pattern[str], ...]
    plan_ordinals: tuple[re.Pattern[str], ...]
    years: re.Pattern[str]
    status: Mapping[str, re.Pattern[str]]
    headings: tuple[HeadingForm, ...]
    boxes: BoxForm | None
    sections: Mapping[str, re.Pattern[str]]
    annex_prose: re.Pattern[str]
    column_word: str
    column_verbs: re.Pattern[str]
    column_refusal: re.Pattern[str]
    column_kinds: tuple[str, ...]
    counts: Mapping[str, re.Pattern[str]]
    tables: tuple[TableForm, ...]
    adoption: AdoptionForm


def _patterns(table: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    return {
        key: compile_pattern(value) if isinstance(value, str) else one_of(value)
        for key, value in table.items()
    }


def _table_form(key: str, table: Mapping[str, Any]) -> TableForm:
    return TableForm(
        key=key,
        name=table["name"],
        needs=table["needs"],
        title=compile_pattern(table["title"]),
        required=tuple(table["required"]),
        headers=_patterns(table["headers"]),
        cells=_patterns(table["cells"]),
        notes=_patterns(table.get("notes", {})),
    )


def _heading_form(table: Mapping[str, Any]) -> HeadingForm:
    return HeadingForm(
        kind=table["kind"],
        pattern=compile_pattern(table["pattern"]),
        is_named=table.get("named", False),
        is_nested=table.get("nested", False),
        under=table.get("under", ""),
    )


def _box_form(table: Mapping[str, Any]) -> BoxForm:
    return BoxForm(
        titles=tuple(map(_heading_form, table["titles"])),
        items=tuple(map(compile_pattern, table["items"])),
        header=one_of(table["header"]),
        text_header=one_of(table["text_header"]),
        note=one_of(table["note"]),
    )


# Kinds of document that answer no suggestions have no words for it.
_NO_ADOPTION: Mapping[str, Any] = {
    "theme_statement": _NEVER,
    "part": _NEVER,
    "part_range": _NEVER,
    "levels": {},
    "quoted_levels": {},
    "numbered_levels": {},
    "words": {},
}


def _adoption_form(table: Mapping[str, Any]) -> AdoptionForm:
    return AdoptionForm(
        theme_statement=compile_pattern(table["theme_statement"]),
        part=compile_pattern(table["part"]),
        part_range=compile_pattern(table["part_range"]),
        levels=table["levels"],
        quoted_levels=table["quoted_levels"],
        numbered_levels=tuple(
            (compile_pattern(pattern), kind) for pattern, kind in table["numbered_levels"].items()
        ),
        words={key: one_of(words) for key, words in table["words"].items()},
    )


@cache
def read_data(path: Path) -> Mapping[str, Any]:
    """Read the tables of a profile's file, over those of the one that it extends.

    Raises:
        ProfileError: The file cannot be read or is no TOML.
    """
    data = WordFile.read(path, ProfileError).parse(ProfileError)
    if "extends" not in data:
        return data
    return _overlay(read_data(path.with_name(f"{data['extends']}.toml")), data)


def _overlay(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one table over another; tables in them are laid over each other, all else replaced."""
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        both = isinstance(value, dict) and isinstance(under, dict)
        result[key] = _overlay(under, value) if both and isinstance(under, dict) else value
    return result


@cache
def read_profile(path: Path = FOLDER / "report.toml") -> Profile:
    """Read a profile.

    Raises:
        ProfileError: A table is missing or a pattern cannot be compiled.
    """
    try:
        return make_profile(read_data(path))
    except (KeyError, TypeError, re.error) as error:
        said = f"{type(error).__name__}: {error}"
        raise ProfileError(str(path), None, Words(said, said)) from error


def make_profile(data: Mapping[str, Any]) -> Profile:
    """Compile the tables of a profile.

    Raises:
        KeyError: A table is missing.
        TypeError: A value is of another type.
        re.error: A pattern cannot be compiled.
    """
    document, columns = data["document"], data["columns"]
    return Profile(
        key=data["key"],
        kind=data["kind"],
        recognise=one_of(data["recognise"]),
        signs=one_of(data["signs"]),
        titles=tuple(map(compile_pattern, document["title"])),
        dates={name: one_of(document.get(name, ())) for name in ("issued", "met")},
        places=tuple(map(compile_pattern, document["place"])),
        plan_ordinals=tuple(map(compile_pattern, document["plan_ordinal"])),
        years=compile_pattern(document.get("years", _NEVER)),
        status={key: one_of(value) for key, value in document["status"].items()},
        headings=tuple(map(_heading_form, data["headings"])),
        boxes=_box_form(data["boxes"]) if "boxes" in data else None,
        sections=_patterns(data["sections"]),
        annex_prose=compile_pattern(data["sections"].get("annex_prose", _NEVER)),
        column_word=columns["word"],
        column_verbs=one_of(columns.get("announce", ())),
        column_refusal=compile_pattern(columns.get("refuse", _NEVER)),
        column_kinds=tuple(columns["kinds"]),
        counts=_patterns(data.get("counts", {})),
        tables=tuple(_table_form(key, table) for key, table in data.get("tables", {}).items()),
        adoption=_adoption_form(data.get("adoption", _NO_ADOPTION)),
    )
