"""Concepts of the vocabulary that stand for words of the text: is the word in the quote?"""

from __future__ import annotations

import re

from kg.check.readings import naming
from kg.check.readings.facts import Fact, close
from kg.lexicon import compiled, pattern, words

_LEVEL_BEFORE = re.compile(
    r"(?:第[^第]{1,4}(?P<unit>[篇章节])|(?P<column>专栏)\s*[\d一二三四五六七八九十]{1,3})[\s\"'《:]*\Z"
)
# The words of a fault come before those of an end that was to be reached.
_REVIEW = ("unassessable", "lagging", "met")
_BEFORE_HEADING = re.compile(r"[\s【\[]*")
_LEVEL_CELL = compiled(r"(?P<whose>[^、,;。]{1,8})指标|(?P<level>{government-level})")


def local(concept: str) -> str:
    """Return a concept's name without its scheme's address."""
    return concept.rpartition("#")[2]


def has_nature(fact: Fact, concept: str) -> bool:
    """Say whether a cell of the row is the nature's word."""
    found = (words("nature").whole(cell.removesuffix("指标")) for cell in _cells(fact))
    return any(nature is not None and nature.reads == local(concept) for nature in found)


def has_level(fact: Fact, concept: str) -> bool:
    """Say whether the last cell of the row says whose indicator it is."""
    cells = _cells(fact)
    match = _LEVEL_CELL().fullmatch(cells[-1]) if cells else None
    if match is None:
        return False
    level = words("government-level").at(match["whose"] or match["level"], 0)
    return local(concept) == (level.reads if level is not None else "local")


def has_cell(fact: Fact, said: str) -> bool:
    """Say whether a cell of the row is these words."""
    return close(said) in _cells(fact)


def has_row_unit(fact: Fact, said: str) -> bool:
    """Say whether the row prints a unit: in a cell of its own, or in a cell's closing bracket."""
    unit = close(said)
    return any(cell == unit or cell.endswith(f"({unit})") for cell in _cells(fact))


def has_mark(fact: Fact, mark: str) -> bool:
    """Say whether the mark stands before the name, or in the note that explains it."""
    label = close(fact.value("rdfs:label") or "")
    if "plan:Legend" in fact.classes:
        return any(f"{mark}" in quote.words.partition(label[:2])[0] for quote in fact.quotes)
    # The name behind it may be broken over lines.
    return any(mark + label in close(quote.words) for quote in fact.quotes)


def has_status(fact: Fact, concept: str) -> bool:
    """Say whether a quote has the words of a document's status."""
    return local(concept) in _read(fact, "document-status")


def has_review_status(fact: Fact, concept: str) -> bool:
    """Say whether the quotes say how the indicators stand."""
    said = _read(fact, "review-status")
    return local(concept) == next((status for status in _REVIEW if status in said), "")


def has_column_kind(fact: Fact, concept: str) -> bool:
    """Say whether the word is the last of the four kinds in the name."""
    label = fact.value("rdfs:label") or ""
    kinds = list(words("column-kind").find(label))
    return bool(kinds) and kinds[-1].reads == local(concept)


def has_unit_kind(fact: Fact, concept: str) -> bool:
    """Say whether the heading begins as units of its kind do."""
    kind = local(concept).removeprefix("unit-").replace("task", "item")
    heading = _BEFORE_HEADING.sub("", fact.main.words, count=1) if fact.main is not None else ""
    entries = [entry.name for entry in words("unit-heading").entries if entry.reads == kind]
    return any(pattern(f"unit-heading.{name}").match(heading) for name in entries)


def has_citation_kind(fact: Fact, concept: str) -> bool:
    """Say whether the level's word goes with the name: directly before it, else next behind it."""
    said, label = fact.main.words if fact.main else "", fact.value("rdfs:label")
    levels = words("cited-level")
    wanted = local(concept).removeprefix("cites-")
    if label is None:
        return any(level.reads == wanted for level in levels.find(said))
    for start, end in naming.places(said, label):
        match = _LEVEL_BEFORE.search(said[:start])
        before = levels.whole(match["unit"] or match["column"]) if match else None
        # What stands in quotation marks behind the name is another name.
        rest = re.sub(r'"[^"]*"', "", said[end:].removeprefix('"'))
        behind = next(levels.find(rest), None)
        if any(level is not None and level.reads == wanted for level in (before, behind)):
            return True
    return False


def _read(fact: Fact, word_class: str) -> set[str]:
    """Return what the words of a class in the quotes read."""
    found = (words(word_class).find(quote.words) for quote in fact.quotes)
    return {one.reads for several in found for one in several}


def _cells(fact: Fact) -> list[str]:
    if fact.main is None:
        return []
    return [close(line) for line in fact.main.words.splitlines() if line.strip()]
