"""The outline as a report is held against it: printed units, their parts, and what may be lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.pairing.names import Searched, plain
from kg.extract.similarity import Likeness
from kg.model import Facts, PrintedUnit, UnitKind
from kg.text import Span

_NO_UNITS = frozenset({UnitKind.ANNEX, UnitKind.TASK})
_GAP = "numbering-gap"


class Outline:
    """What an outline prints, to look announced units up in."""

    def __init__(self, facts: Facts, text: str) -> None:
        self.key = facts.document.key
        self.searched = Searched(text)
        self.units = tuple(unit for unit in facts.units if unit.kind not in _NO_UNITS)
        self.likeness = Likeness(unit.title for unit in self.units)
        self._text = text
        self._by_id = {unit.id: unit for unit in facts.units}
        self._titled: dict[str, list[PrintedUnit]] = {}
        for unit in self.units:
            self._titled.setdefault(plain(unit.title), []).append(unit)
        self._gaps = [mark for mark in facts.irregularities if mark.evidence.rule == _GAP]

    def titled(self, names: Iterable[str]) -> list[PrintedUnit]:
        """Return the units that have one of these titles, in the order of the text."""
        wanted = {plain(name) for name in names} - {""}
        found = [unit for name in wanted for unit in self._titled.get(name, ())]
        return sorted(found, key=lambda unit: unit.evidence.span)

    def of_kinds(self, kinds: Iterable[UnitKind]) -> list[PrintedUnit]:
        """Return the units of some levels."""
        wanted = set(kinds)
        return [unit for unit in self.units if unit.kind in wanted]

    def part_of(self, unit: PrintedUnit) -> PrintedUnit | None:
        """Return the part in which a unit stands, itself where it is one."""
        held: PrintedUnit | None = unit
        while held is not None and held.kind is not UnitKind.PART:
            held = self._by_id.get(held.parent) if held.parent else None
        return held

    def part_number(self, unit: PrintedUnit) -> int | None:
        """Return the number of the part in which a unit stands; ``None`` outside the parts."""
        part = self.part_of(unit)
        return None if part is None else part.number

    def heading(self, unit: PrintedUnit) -> str:
        """Return a unit's heading as printed, in one line."""
        return " ".join(unit.evidence.span.quote(self._text).split())

    def part_extents(self, number: int) -> list[Span]:
        """Return how far the parts of a number reach: one, unless the numbering is at fault."""
        return [unit.extent for unit in self._parts() if unit.number == number]

    def is_whole(self, highest: int) -> bool:
        """Say whether nothing of the outline seems to be lost.

        Its parts run from 1 without a gap, as far as the report knows of parts; each holds text
        beside its headings; and no run of numbers in it leaves one out.

        Args:
            highest: The greatest number of a part whose title or task the report knows.
        """
        parts = self._parts()
        numbers = [part.number for part in parts]
        if not parts or numbers != list(range(1, len(parts) + 1)) or len(parts) < highest:
            return False
        return not self._gaps and all(self._has_text(part) for part in parts)

    def _parts(self) -> Sequence[PrintedUnit]:
        return self.of_kinds([UnitKind.PART])

    def _has_text(self, part: PrintedUnit) -> bool:
        """Say whether a part is more than its headings: a table of contents is none."""
        end = part.extent.start
        for unit in self.units:
            heading = unit.evidence.span
            if part.extent.holds(heading):
                if self._text[end : heading.start].strip():
                    return True
                end = heading.end
        return bool(self._text[end : part.extent.end].strip())
