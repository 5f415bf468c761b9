"""The names that several places give to one special column, annex or chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from kg.errors import Words
from kg.extract.examine.made import make_examination
from kg.lexicon import compiled
from kg.model import (
    Citation,
    CitationKind,
    Examination,
    Facts,
    Outcome,
    SpecialColumn,
    UnitKind,
)
from kg.numerals import COUNTING, read_counting
from kg.parse.structure import LeafKind, ParsedDocument
from kg.text import Span, depths, normalise_name, trim

# How alike a changed name is to the one that is meant, and by how much it is the most alike.
_ALIKE = 0.7
_ALIKE_IN_PART = 0.5
_CLEARLY = 0.1
# Sections of one part have names of their own: only one that is nearly the same may be meant.
_NEARLY = 0.8
_ITEM = re.compile(rf"(?P<number>{COUNTING})\s*[.、:]\s*(?P<title>\S.*)$")
_MENTION = compiled(rf"{{annex-word}}\s*(?P<number>{COUNTING})(?![\d年月日个项条]|\s*[.、]?\d)")
_CHAPTERS = compiled(
    rf"[“‘](?P<names>[^“”‘’]{{2,80}})[”’]等?(?P<count>{COUNTING})个?{{chapter-word}}"
)


def examine_naming(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Hold names of one thing against each other, wherever the text gives them."""
    yield from _columns(parsed, facts)
    yield from _sections(parsed, facts)
    yield from _annexes(parsed, facts)
    yield from _chapters(parsed, facts)


# Special columns: cited, and announced by a task


def _columns(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Hold the name of each column cited against those that are announced.

    ``explained``: the name has a verb before it. ``differs``: it is clearly most like one that is
    announced. ``open``: it fits several.
    """
    by_id = {column.id: column for column in facts.columns}
    part_of = {part.task: part.number for part in facts.parts if part.task is not None}
    for citation, reading in zip(facts.citations, facts.readings, strict=True):
        if citation.name is None or citation.kind is not CitationKind.COLUMN:
            continue
        if reading.column is not None:
            known = by_id[reading.column]
            if normalise_name(known.label) != normalise_name(citation.name):
                words = Words("多一个动词", "with a verb more or less")
                yield _column(parsed, citation, Outcome.EXPLAINED, [known], words)
            continue
        fitting = _fitting(citation.name, facts.columns)
        if len(fitting) > 1:
            words = Words("与几个专栏的名称都相符", "it fits the names of several columns")
            yield _column(parsed, citation, Outcome.OPEN, fitting, words)
            continue
        near = fitting or _nearest(citation.name, reading.part, facts.columns, part_of)
        if near:
            words = Words("与所设专栏名称相近", "its name is like that of an announced one")
            yield _column(parsed, citation, Outcome.DIFFERS, near, words)


def _fitting(name: str, columns: Sequence[SpecialColumn]) -> list[SpecialColumn]:
    """Find the columns whose name holds all of this one, or is this one."""
    plain = normalise_name(name)
    return [column for column in columns if plain in normalise_name(column.label)]


def _nearest(
    name: str,
    part: int | None,
    columns: Sequence[SpecialColumn],
    part_of: Mapping[str, int],
) -> list[SpecialColumn]:
    """Find the one column whose name is clearly most alike; less will do in the part cited."""
    plain = normalise_name(name)
    scores = sorted(
        (
            (SequenceMatcher(None, plain, normalise_name(column.label)).ratio(), index)
            for index, column in enumerate(columns)
        ),
        reverse=True,
    )
    if not scores:
        return []
    best, index = scores[0]
    rival = scores[1][0] if len(scores) > 1 else 0.0
    is_there = part is not None and part_of.get(columns[index].task) == part
    least = _ALIKE_IN_PART if is_there else _ALIKE
    return [columns[index]] if best >= least and best - rival >= _CLEARLY else []


def _column(
    parsed: ParsedDocument,
    citation: Citation,
    outcome: Outcome,
    columns: Sequence[SpecialColumn],
    words: Words,
) -> Examination:
    return make_examination(
        "naming",
        citation.id,
        outcome,
        document=parsed.key,
        spans=(citation.evidence.span, *(column.evidence.span for column in columns)),
        working=words,
        stated=citation.name,
        reckoned="、".join(dict.fromkeys(column.label for column in columns)),
    )


# Chapters and sections: cited in the answers to two suggestions


def _sections(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Find names in one part that are nearly the same, in the answers to two suggestions."""
    cited = [
        (citation, reading.part, normalise_name(citation.name))
        for citation, reading in zip(facts.citations, facts.readings, strict=True)
        if citation.name is not None
        and citation.kind in (CitationKind.CHAPTER, CitationKind.SECTION)
        and reading.part is not None
    ]
    for index, (citation, part, name) in enumerate(cited):
        for other, other_part, other_name in cited[:index]:
            if (
                part == other_part
                and name != other_name
                and citation.suggestion != other.suggestion
                and SequenceMatcher(None, name, other_name).ratio() >= _NEARLY
            ):
                yield make_examination(
                    "naming",
                    citation.id,
                    Outcome.OPEN,
                    document=parsed.key,
                    spans=(citation.evidence.span, other.evidence.span),
                    working=Words("同一篇中名称相近", "names much alike in one part"),
                    stated=citation.name,
                    reckoned=other.name,
                    matter=other.id,
                )
                break


# Annexes: in the list at the end of the text, and where they stand


def _annexes(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Hold the annexes that the text lists or mentions against those that are there.

    ``explained``: another title. ``differs``: the title is rather that of another annex.
    ``open``: there is none of this number.
    """
    units = {
        unit.number: unit
        for unit in facts.units
        if unit.kind is UnitKind.ANNEX and unit.number is not None
    }
    if not units:
        return
    listed = dict(_listed(parsed))
    for number, title in listed.items():
        unit = units.get(number)
        said = title.quote(parsed.text)
        if unit is None:
            yield _missing(parsed, number, title)
        elif normalise_name(said) == normalise_name(unit.title):
            continue
        else:
            others = [other for other in units.values() if other is not unit]
            is_other = any(_ratio(said, other.title) > _ratio(said, unit.title) for other in others)
            yield make_examination(
                "naming",
                unit.id,
                Outcome.DIFFERS if is_other else Outcome.EXPLAINED,
                document=parsed.key,
                spans=(title, unit.evidence.span),
                working=Words(f"附件{number}", f"annex {number}"),
                stated=said,
                reckoned=unit.title,
            )
    end = min(unit.extent.start for unit in units.values())
    seen = set(units) | set(listed)
    for match in _MENTION().finditer(parsed.folded, 0, end):
        named = read_counting(match["number"])
        if named is not None and named not in seen:
            seen.add(named)
            yield _missing(parsed, named, Span(*match.span()))


def _missing(parsed: ParsedDocument, number: int, place: Span) -> Examination:
    return make_examination(
        "naming",
        "",
        Outcome.OPEN,
        document=parsed.key,
        spans=(place,),
        working=Words(f"文中没有附件{number}", f"there is no annex {number}"),
        stated=place.quote(parsed.text),
        matter=f"annex|{number}",
    )


def _listed(parsed: ParsedDocument) -> Iterator[tuple[int, Span]]:
    """Read the list of annexes: number and title of each."""
    for leaf in parsed.leaves:
        if leaf.kind is not LeafKind.ANNEX_LIST:
            continue
        match = _ITEM.search(parsed.folded, leaf.words.start, leaf.words.end)
        number = read_counting(match["number"]) if match else None
        if match and number is not None:
            yield number, trim(parsed.folded, Span(match.start("title"), leaf.words.end), "。;")


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, normalise_name(one), normalise_name(other)).ratio()


# Chapters that a task announces by their names


def _chapters(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Look for the chapters that a task announces among those cited from its part."""
    if not facts.citations:
        return
    part_of = {part.task: part.number for part in facts.parts if part.task is not None}
    for task in facts.tasks:
        for match in _CHAPTERS().finditer(parsed.folded, task.body.start, task.body.end):
            names = match["names"].split("、")
            if len(names) < 2 or depths(parsed.folded[task.body.start : match.start()] or " ")[-1]:
                continue
            cited = [
                citation
                for citation, reading in zip(facts.citations, facts.readings, strict=True)
                if reading.part == part_of.get(task.id)
                and citation.kind in (CitationKind.CHAPTER, CitationKind.SECTION)
                and citation.name is not None
            ]
            plain = {normalise_name(citation.name or "") for citation in cited}
            if not cited or plain & set(map(normalise_name, names)):
                continue
            yield make_examination(
                "naming",
                task.id,
                Outcome.OPEN,
                document=parsed.key,
                spans=(Span(*match.span()), *(citation.evidence.span for citation in cited)),
                working=Words(
                    f"所引{len(plain)}个章节、小节都不在其中",
                    f"none of the {len(plain)} sections cited is among them",
                ),
                stated=match["names"],
                reckoned="、".join(dict.fromkeys(citation.name or "" for citation in cited)),
                matter=match["names"],
            )
