"""From lines to a tree: headings, items, tasks, annexes.

One walk over the lines. A heading is a line that begins with the mark of a level; when a paragraph
follows it in the same line, the heading is the line's first sentence. After the first annex the
marks of headings are cells of tables and open nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kg.errors import DocumentError, NumeralError, Words
from kg.model import Evidence, PrintedUnit, UnitKind
from kg.numerals import parse_counting
from kg.parse.structure import Leaf, LeafKind
from kg.profiles import Profile
from kg.text import Span, bare_name, line_number, lines, trim

# A heading in the same line as its paragraph is a title, not a sentence: longer ones are cut at
# the first colon instead of the first full stop.
_LONGEST_TITLE = 40


class TreeBuilder:
    """Collects leaves and units while the lines go by."""

    def __init__(self, key: str, text: str, folded: str, profile: Profile) -> None:
        self.key = key
        self.text = text
        self.folded = folded
        self.profile = profile
        self.leaves: list[Leaf] = []
        self.units: list[PrintedUnit] = []
        self._open: list[tuple[int, str]] = []  # (level, unit id), outermost first
        self._annex: str | None = None
        self._named: Counter[str] = Counter()

    def read(self) -> None:
        """Walk all lines."""
        in_list = False
        annex_starts = self._annex_starts()
        for line in lines(self.folded):
            words = trim(self.folded, line)
            content = words.quote(self.folded)
            sections = self.profile.sections
            if sections["furniture"].search(content):
                self._leaf(LeafKind.FURNITURE, line)
            elif line.start in annex_starts:
                self._open_annex(line, sections["annex"].match(content))
                in_list = False
            elif self._annex is not None:
                self._leaf(LeafKind.PARAGRAPH, line)
            elif sections["annex_list"].match(content) or (
                in_list and sections["annex_list_item"].match(content)
            ):
                in_list = True
                self._leaf(LeafKind.ANNEX_LIST, line)
            elif not self._open_heading(line, content):
                kind = LeafKind.PARAGRAPH if self._open else LeafKind.FRONT
                self._leaf(kind, line)

    def _annex_starts(self) -> set[int]:
        """Find the lines that open an annex: of several with one number, the last.

        A list of annexes at the end of the report names the same numbers before the annexes do.
        """
        last: dict[str, int] = {}
        for line in lines(self.folded):
            content = trim(self.folded, line).quote(self.folded)
            match = self.profile.sections["annex"].match(content)
            if match is None or self.profile.sections["annex_list"].match(content):
                continue
            if match["number"] is None and match["title"]:
                continue
            last[match["number"] or ""] = line.start
        return set(last.values())

    def _open_annex(self, line: Span, match: re.Match[str] | None) -> None:
        number = None
        if match is not None and match["number"]:
            number = parse_counting(match["number"])
        unit = self._unique(f"annex/{number}" if number else "annex")
        words = trim(self.folded, line)
        title = Span(words.start + match.start("title"), words.end) if match else words
        self._annex = unit
        self._open = [(-1, unit)]
        self._add_unit(unit, UnitKind.ANNEX, number, trim(self.folded, title), words, None)
        self._leaf(LeafKind.HEADING, line)

    def title_annex(self, unit: str, title: Span) -> None:
        """Give an annex the title that stands in a line of its own below its number."""
        index = next(i for i, known in enumerate(self.units) if known.id == unit)
        known = self.units[index]
        whole = Span(known.evidence.span.start, title.end)
        self.units[index] = replace(
            known,
            title=bare_name(self.folded, title).quote(self.text),
            evidence=replace(known.evidence, spans=(whole,)),
        )

    def _open_heading(self, line: Span, content: str) -> bool:
        """Open a unit when the line begins with the mark of a level."""
        start = trim(self.folded, line).start
        for level, form in enumerate(self.profile.headings):
            match = form.pattern.match(content)
            if match is None:
                continue
            try:
                number = parse_counting(match["number"])
            except NumeralError:
                return False
            if not self._open and level > 0 and number != 1:
                return False
            length = self._title_length(content[match.end() :])
            title = Span(start + match.end(), start + match.end() + length)
            if title.start == title.end:
                return False
            heading = Span(start, bare_name(self.folded, title).end)
            while self._open and self._open[-1][0] >= level:
                self._open.pop()
            parent = self._open[-1][1] if self._open else None
            unit = self._unique(f"{parent or 'section'}/{number}")
            self._add_unit(unit, UnitKind(form.kind), number, title, heading, parent)
            self._open.append((level, unit))
            # The full stop that ends the title stays with the heading's leaf.
            cut = min(title.end + (self.folded[title.end : title.end + 1] in "。:"), line.end)
            if trim(self.folded, Span(cut, line.end)).start >= trim(self.folded, line).end:
                self._leaf(LeafKind.HEADING, line)
            else:
                self._leaf(LeafKind.HEADING, Span(line.start, cut))
                self._leaf(LeafKind.PARAGRAPH, Span(cut, line.end))
            return True
        return False

    @staticmethod
    def _title_length(rest: str) -> int:
        stop = rest.find("。")
        if stop < 0 or stop > _LONGEST_TITLE:
            colon = rest.find(":")
            if 0 < colon <= _LONGEST_TITLE and colon < len(rest) - 1:
                return colon
        return len(rest) if stop < 0 else stop

    def _add_unit(
        self,
        unit: str,
        kind: UnitKind,
        number: int | None,
        title: Span,
        heading: Span,
        parent: str | None,
    ) -> None:
        self.units.append(
            PrintedUnit(
                id=unit,
                kind=kind,
                number=number,
                title=bare_name(self.folded, title).quote(self.text),
                parent=parent,
                extent=heading,
                evidence=Evidence(self.key, (heading,), f"heading-{kind.name.lower()}"),
            )
        )

    def _unique(self, name: str) -> str:
        self._named[name] += 1
        return name if self._named[name] == 1 else f"{name}-{self._named[name]}"

    def _leaf(self, kind: LeafKind, span: Span) -> None:
        words = trim(self.folded, span)
        unit = self._open[-1][1] if self._open else None
        self.leaves.append(Leaf(kind=kind, span=span, words=words, unit=unit))


def with_extents(units: list[PrintedUnit], leaves: list[Leaf]) -> list[PrintedUnit]:
    """Let each unit reach from its heading to the end of the last leaf that stands in it."""
    parents = {unit.id: unit.parent for unit in units}
    ends: dict[str, int] = {}
    for leaf in leaves:
        unit = leaf.unit
        while unit is not None and leaf.kind is not LeafKind.FURNITURE:
            ends[unit] = max(ends.get(unit, 0), leaf.words.end)
            unit = parents[unit]
    return [
        replace(unit, extent=Span(unit.extent.start, max(ends[unit.id], unit.extent.end)))
        for unit in units
    ]


def find_task_section(units: list[PrintedUnit], profile: Profile) -> str | None:
    """Find the unit whose items are the key tasks: the deepest with such a title and with items."""
    parents = {unit.parent for unit in units}
    named = [
        unit.id
        for unit in units
        if unit.id in parents
        and unit.kind is not UnitKind.ANNEX
        and profile.sections["tasks"].search(unit.title)
    ]
    return max(named, key=lambda name: name.count("/"), default=None)


def mark_tasks(
    units: list[PrintedUnit], section: str | None, name: str, text: str
) -> list[PrintedUnit]:
    """Call the items of the task section key tasks.

    Raises:
        DocumentError: Two of them have one number.
    """
    seen: dict[int | None, PrintedUnit] = {}
    marked = []
    for unit in units:
        if section is not None and unit.parent == section:
            twin = seen.setdefault(unit.number, unit)
            if twin is not unit:
                first = line_number(text, twin.extent.start)
                raise DocumentError(
                    name,
                    line_number(text, unit.extent.start),
                    Words(
                        f"重点任务序号{unit.number}重复(“{unit.title}”),前一个在第{first}行",
                        f"a second task with the number {unit.number} ({unit.title!r}); the first "
                        f"is in line {first}",
                    ),
                    Words("请给每项任务各自的序号", "give each task of the section its own number"),
                )
            evidence = replace(unit.evidence, rule="heading-task")
            unit = replace(unit, kind=UnitKind.TASK, evidence=evidence)
        marked.append(unit)
    return marked
