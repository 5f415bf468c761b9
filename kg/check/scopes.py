"""The scope of each goal, told again from where its quote stands in the document's structure.

A goal in a row of the indicator table is the table's, one in the words of an adoption is the
adoption's, one that a review holds is the review's; else the headings above it tell: a key task, a
special column, or a section. Whether a section is one on the overall goals stands in its title,
which is read by a rule: here both are allowed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.check.problems import Problem
from kg.check.readings.concepts import local
from kg.check.readings.facts import Fact, Quote, short
from kg.errors import Words
from kg.query import run
from kg.store import Store, value_of

_IN_A_SECTION = frozenset({"scope-headline", "scope-section"})


class _Structure:
    """Rows, adoptions, headings and reviews of the documents, to look places up in."""

    def __init__(self, store: Store, facts: Iterable[Fact]) -> None:
        self._parents: dict[str, str] = {}
        self._reviewed: set[str] = set()
        for row in run(store, "check/structure").rows:
            if short(value_of(row, "property")) == "plan:hasGoal":
                self._reviewed.add(value_of(row, "value"))
            else:
                self._parents[value_of(row, "node")] = value_of(row, "value")
        self._kinds: dict[str, str] = {}
        headings: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        holders: dict[str, defaultdict[str, list[Quote]]] = {
            "plan:ListedIndicator": defaultdict(list),
            "plan:AdoptionStatement": defaultdict(list),
        }
        for fact in facts:
            if "plan:PrintedUnit" in fact.classes and fact.main is not None:
                self._kinds[fact.node] = local(fact.value("plan:hasUnitKind") or "")
                headings[fact.main.text].append((fact.main.start, fact.node))
            for kind in holders.keys() & fact.classes:
                for quote in [fact.main] if kind == "plan:ListedIndicator" else fact.quotes:
                    if quote is not None:
                        holders[kind][quote.text].append(quote)
        self._headings = {text: sorted(places) for text, places in headings.items()}
        self._rows = _sorted(holders["plan:ListedIndicator"])
        self._adoptions = _sorted(holders["plan:AdoptionStatement"])

    def scopes(self, node: str, place: Quote) -> frozenset[str]:
        """Return the scopes that a goal's place leaves open."""
        if _is_held(place, self._rows):
            return frozenset({"scope-indicator-table"})
        if _is_held(place, self._adoptions):
            return frozenset({"scope-adoption"})
        if node in self._reviewed:
            return frozenset({"scope-review"})
        kinds = self._kinds_above(place)
        if "unit-task" in kinds:
            return frozenset({"scope-task"})
        return _IN_A_SECTION | ({"scope-special-column"} if "unit-column" in kinds[:1] else set())

    def _kinds_above(self, place: Quote) -> list[str]:
        """Return the kinds of the units that a place stands in, the innermost first."""
        headings = self._headings.get(place.text, [])
        index = bisect_right(headings, place.start, key=lambda heading: heading[0]) - 1
        unit = headings[index][1] if index >= 0 else ""
        kinds = []
        while unit in self._kinds:
            kinds.append(self._kinds[unit])
            unit = self._parents.get(unit, "")
        return kinds


def check_scopes(store: Store, facts: Iterable[Fact]) -> tuple[int, list[Problem]]:
    """Compare the scope of each goal with its place.

    Returns:
        How many scopes were told again, and those that do not hold.
    """
    facts = list(facts)
    structure = _Structure(store, facts)
    number, problems = 0, []
    for fact in facts:
        scope = fact.value("plan:hasScope")
        if scope is None or fact.main is None:
            continue
        number += 1
        if local(scope) not in structure.scopes(fact.node, fact.main):
            said = local(scope).removeprefix("scope-")
            words = Words(
                f"范围“{said}”与引文所在位置不符", f"its place is not in the scope {said!r}"
            )
            problems.append(Problem("reading", fact.node, words))
    return number, problems


def _sorted(quotes: Mapping[str, list[Quote]]) -> dict[str, list[Quote]]:
    return {text: sorted(known, key=lambda quote: quote.start) for text, known in quotes.items()}


def _is_held(place: Quote, quotes: Mapping[str, list[Quote]]) -> bool:
    """Say whether the last quote that begins before a place holds it; the quotes part a text."""
    known = quotes.get(place.text, [])
    index = bisect_right(known, place.start, key=lambda quote: quote.start) - 1
    return index >= 0 and known[index].holds(place)
