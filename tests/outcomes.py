"""What becomes of a mutant, held against the facts of the first text.

A fact is *touched* when the change lies in one of its places or right beside it, where the mark
stands that ends the quote; a number's row in the ledger also when the fact is that it became part
of. The others must come out of the
mutant as they were, only moved: all that the text states is compared, whatever the fields are. What
is derived from several places (readings, links, parts, irregularities) may differ.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from kg.check import validate_store
from kg.errors import KgError
from kg.model import Evidence, Facts, LedgerEntry
from kg.pipeline import Build, build_document, build_graph
from kg.source import decode
from kg.store import Store
from kg.text import Span
from tests.mutants import Mutant

DERIVED = {"parts", "readings", "links", "growths", "irregularities", "decisions", "examinations"}
# Places that only say how far something reaches, and numbers that only count things off.
REACHES = {"extent", "body"}
COUNTED_OFF = {"order", "mention"}
# What a number became part of is told by that fact itself.
FOLLOWS = {"fact"}

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


class Kind(StrEnum):
    """How a mutant ends."""

    BUILT = "built"
    REFUSED = "refused"
    INVALID = "invalid"
    DEFECT = "defect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a mutant.

    Attributes:
        said: The message of a refusal, the first problem of an invalid graph, or the defect.
        lost: Untouched facts that are missing or not as they were.
        numbers: How many facts print a number in which a digit was replaced.
        gone: How many of them are no longer read at all.
        stale: Those that still hold the old number: the one thing that must not be.
    """

    mutant: Mutant
    kind: Kind
    said: str = ""
    lost: tuple[str, ...] = ()
    numbers: int = 0
    gone: int = 0
    stale: tuple[str, ...] = ()


def try_mutant(first: Build, mutant: Mutant) -> Outcome:
    """Build and validate a mutant, and compare its facts with those of the first text."""
    data = mutant.text.encode()
    try:
        text = decode(data, Path("mutant.txt"))
        build = build_document(dataclasses.replace(first.source, text=text))
    except KgError as error:
        is_clear = bool(error.words.zh and error.words.en) and "\n" not in str(error)
        return Outcome(
            mutant=mutant, kind=Kind.REFUSED if is_clear else Kind.DEFECT, said=str(error)
        )
    except Exception as error:  # noqa: BLE001 - any other exception is what is looked for
        return Outcome(mutant=mutant, kind=Kind.DEFECT, said=repr(error))
    validation = validate_store(Store.of(build_graph([build]), "mutant"))
    numbers, gone, stale = _numbers(first, build, mutant)
    return Outcome(
        mutant=mutant,
        kind=Kind.BUILT if validation.holds else Kind.INVALID,
        said="" if validation.holds else validation.problems[0].words.en,
        lost=tuple(_lost(first.facts, build.facts, mutant)),
        numbers=numbers,
        gone=gone,
        stale=tuple(stale),
    )


def _facts(facts: Facts) -> Iterator[Any]:
    """Yield all that has a place of its own, what stands inside something else included."""
    for field in dataclasses.fields(facts):
        if field.name not in DERIVED:
            yield from _inner_facts(getattr(facts, field.name))


def _inner_facts(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for item in value:
            yield from _inner_facts(item)
    elif _is_fact(value):
        yield value
        for field in dataclasses.fields(value):
            yield from _inner_facts(getattr(value, field.name))


def _is_fact(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and isinstance(
        getattr(value, "evidence", None), Evidence
    )


def _values(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Walk a record's values with the names of their fields; facts inside it are not its own."""
    if isinstance(value, tuple):
        for item in value:
            if not _is_fact(item):
                yield from _values(item, name)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Span):
        for field in dataclasses.fields(value):
            yield from _values(getattr(value, field.name), field.name)
    else:
        yield name, value


def _lost(before: Facts, after: Facts, mutant: Mutant) -> Iterator[str]:
    kept = {_plain(fact) for fact in _facts(after)}
    names = _renamed(before, after, mutant)
    touched = {id(fact): _is_touched(fact, mutant) for fact in _facts(before)}
    hit = {fact.id for fact in _facts(before) if touched[id(fact)] and hasattr(fact, "id")}
    for fact in _facts(before):
        is_touched = touched[id(fact)] or getattr(fact, "fact", None) in hit
        if not is_touched and _plain(fact, mutant, names) not in kept:
            yield _name(fact)


def _is_touched(fact: Any, mutant: Mutant) -> bool:
    return any(
        mutant.touches(value)
        for name, value in _values(fact)
        if isinstance(value, Span) and name not in REACHES
    )


def _renamed(before: Facts, after: Facts, mutant: Mutant) -> dict[str, str]:
    """Find the touched facts that are named by a number, and have another now.

    What hangs from such a fact (a row's cells, a suggestion's citations) is named anew with it.
    """
    known = {(type(fact), fact.evidence.span): fact for fact in _facts(after)}
    names = {}
    for fact in _facts(before):
        place = mutant.moved(fact.evidence.span)
        if hasattr(fact, "id") and place is not None and _is_touched(fact, mutant):
            now = known.get((type(fact), place))
            if now is not None and now.id != fact.id:
                names[fact.id] = now.id
    return names


def _plain(
    fact: Any, mutant: Mutant | None = None, names: Mapping[str, str] | None = None
) -> tuple[Any, ...]:
    """Say a fact by its values alone, places moved and names changed as the change did it."""

    def now(value: Any) -> Any:
        if mutant and isinstance(value, Span):
            return mutant.moved(value)
        if names and isinstance(value, str):
            for old, new in names.items():
                if value == old or value.startswith(f"{old}/"):
                    return new + value.removeprefix(old)
        return value

    left_out = COUNTED_OFF | FOLLOWS
    if isinstance(fact, LedgerEntry):
        # Which rule reads a number may rest on words beside it; how it is read may not.
        left_out = left_out | {"rule"}
    values = [(name, now(value)) for name, value in _values(fact) if name not in left_out]
    return (type(fact).__name__, *values)


def _name(fact: Any) -> str:
    return f"{type(fact).__name__} {getattr(fact, 'id', '')}"


def _numbers(before: Build, after: Build, mutant: Mutant) -> tuple[int, int, list[str]]:
    """Look for the new number in the facts that print the number in which a digit was replaced."""
    old = mutant.place.quote(before.source.text)
    if not (mutant.change == "replaced" and mutant.unit == "character" and old.isdigit()):
        return 0, 0, []
    printed, now = (
        next(
            match
            for match in _NUMBER.finditer(text)
            if match.start() <= mutant.place.start < match.end()
        )
        for text in (before.source.text, after.source.text)
    )
    count, gone = 0, 0
    stale: list[str] = []
    for fact in _facts(before.facts):
        if _prints(fact, printed, before.source.text):
            count += 1
            # A digit for a digit: the places are where they were.
            others = [
                other
                for other in _facts(after.facts)
                if type(other) is type(fact) and other.evidence.span == fact.evidence.span
            ]
            if not others:
                gone += 1
            elif not any(_shows(other, _number(printed[0]), _number(now[0])) for other in others):
                stale.append(f"{_name(fact)}: {printed[0]} → {now[0]}")
    return count, gone, stale


def _prints(fact: Any, printed: re.Match[str], text: str) -> bool:
    """Say whether a number of the text is, without doubt, one that the fact holds."""
    place = Span(printed.start(), printed.end())
    spans = [span for span in fact.evidence.spans if span.holds(place)]
    if not spans or _number(printed[0]) not in numerals(fact):
        return False
    words = " ".join(span.quote(text) for span in fact.evidence.spans)
    return [_number(found) for found in _NUMBER.findall(words)].count(_number(printed[0])) == 1


def _shows(fact: Any, old: Decimal, new: Decimal) -> bool:
    """Say whether a fact holds a new number, or at least not the old one any more.

    A number may have become none: there is no year 2325.
    """
    held = numerals(fact)
    return new in held or old not in held


def numerals(fact: Any) -> set[Decimal]:
    """Return the numbers that a fact holds; what is true or false is none."""
    return {
        Decimal(value)
        for name, value in _values(fact)
        if isinstance(value, (int, Decimal)) and type(value) is not bool and name not in COUNTED_OFF
    }


def _number(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))
