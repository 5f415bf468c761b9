"""From lines to a tree: headings, items, tasks, boxes, annexes.

One walk over the lines. A heading is a line that begins with the mark of a level; when a paragraph
follows it in the same line, the heading is the line's first sentence. In boxes and after the first
annex the marks that do not name their unit are items and cells, and open nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kg.errors import DocumentError, Words
from kg.model import Evidence, PrintedUnit, UnitKind
from kg.numerals import read_counting
from kg.parse.boxes import column_kind, find_box_end, is_table_head
from kg.parse.contents import find_contents
from kg.parse.headings import Line, Mark, read_lines, title_length
from kg.parse.structure import Leaf, LeafKind
from kg.parse.titles import TitleReader
from kg.profiles import Profile
from kg.text import Span, bare_name, line_number, name_digest, trim


class TreeBuilder:
    """Collects leaves and units while the lines go by."""

    def __init__(self, key: str, text: str, folded: str, profile: Profile) -> None:
        self.key = key
        self.text = text
        self.folded = folded
        self.profile = profile
        self.leaves: list[Leaf] = []
        self.units: list[PrintedUnit] = []
        self._lines = read_lines(folded, profile)
        self._titles = TitleReader(self._lines, text, folded, profile)
        self._used = {line.mark.level for line in self._lines if line.mark}
        self._open: list[tuple[int, str]] = []  # (level, unit id), outermost first
        self._heads: dict[int, Line] = {}  # the open heading of each level
        self._last: dict[tuple[int, str | None], int] = {}  # last number of a level, in a unit
        self._box: str | None = None
        self._box_end = 0
        self._annex: str | None = None
        self._named: Counter[str] = Counter()

    def read(self) -> None:
        """Walk all lines."""
        in_list = False
        sections = self.profile.sections
        annexes = self._annex_starts()
        contents = find_contents(self._lines, self.profile)
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            taken = 1
            if self._box_end <= index:
                self._box = None
            if sections["furniture"].search(line.content):
                self._leaf(LeafKind.FURNITURE, line.span)
            elif index in contents:
                self._leaf(LeafKind.CONTENTS, line.span)
            elif index in annexes and (self._open or self.profile.boxes is None):
                self._open_annex(line.span, sections["annex"].match(line.content))
                in_list = False
            elif self._annex is not None and not (line.mark and line.mark.form.is_named):
                self._leaf(LeafKind.PARAGRAPH, line.span)
            elif sections["annex_list"].match(line.content) or (
                in_list and sections["annex_list_item"].match(line.content)
            ):
                in_list = True
                self._leaf(LeafKind.ANNEX_LIST, line.span)
            else:
                taken = self._read_line(index, annexes)
            index += taken

    def _read_line(self, index: int, annexes: set[int]) -> int:
        """Read a line of the body; return how many lines that took."""
        line = self._lines[index]
        taken = self._open_box(index, annexes) or self._open_heading(index)
        if not taken:
            kind = LeafKind.PARAGRAPH if self._open else LeafKind.FRONT
            self._leaf(kind, line.span)
        return taken or 1

    def _annex_starts(self) -> set[int]:
        """Find the lines that open an annex: of several with one number, the last.

        A list of annexes at the end of the report names the same numbers before the annexes do.
        """
        last: dict[str, int] = {}
        for index, line in enumerate(self._lines):
            match = self.profile.sections["annex"].match(line.content)
            if match is None or self.profile.sections["annex_list"].match(line.content):
                continue
            if match["number"] is None and match["title"]:
                continue
            last[match["number"] or ""] = index
        return set(last.values())

    def _open_annex(self, line: Span, match: re.Match[str] | None) -> None:
        printed = match["number"] if match is not None else None
        number = read_counting(printed) if printed else None
        unit = self._unique(f"annex/{number}" if number else "annex")
        words = trim(self.folded, line)
        title = Span(words.start + match.start("title"), words.end) if match else words
        self._annex = unit
        self._box = None
        self._open = [(-1, unit)]
        self._add_unit(unit, UnitKind.ANNEX, number, self._titles.words(title), words, None)
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

    # Boxes

    def _open_box(self, index: int, annexes: set[int]) -> int:
        """Open a box at its title, or at the head of a table; return the title's lines."""
        line, form = self._lines[index], self.profile.boxes
        if form is None or not self._open:
            return 0
        if line.box is None:
            if self._box_end <= index and is_table_head(self._lines, index, form):
                self._box_end = find_box_end(self._lines, index, form, self._numbers(), annexes)
            return 0
        below = index + 1
        title = Span(line.words.start + line.box.length, line.words.end)
        if title.start >= title.end and self._titles.is_rest(below):
            title = self._lines[below].words
            below += 1
        if title.start >= title.end:
            return 0
        is_unit = bool(line.box.form.kind)
        if not is_unit and self._box is not None:
            return 0  # a table that stands in a box
        self._box = None
        self._box_end = find_box_end(
            self._lines, below, form, self._numbers(), annexes, is_table=not is_unit
        )
        if not is_unit:
            return 0
        number, words = line.box.number, self._titles.words(title)
        self._box = self._unique(f"column/{number or name_digest(words)}")
        heading = Span(line.words.start, bare_name(self.folded, title).end)
        parent = self._open[-1][1]
        self._add_unit(self._box, UnitKind(line.box.form.kind), number, words, heading, parent)
        for titled in self._lines[index:below]:
            self._leaf(LeafKind.HEADING, titled.span)
        return below - index

    def _numbers(self) -> dict[int, int | None]:
        """Return the number of the open unit of each level."""
        return {
            level: mark.number
            for level, _ in self._open
            if level in self._heads and (mark := self._heads[level].mark) is not None
        }

    # Headings

    def _open_heading(self, index: int) -> int:
        """Open a unit when the line begins with the mark of a level; return the heading's lines."""
        line = self._lines[index]
        mark = line.mark
        if mark is None or mark.number is None or not self._may_open(mark, index):
            return 0
        if self._is_running_head(line, mark):
            self._leaf(LeafKind.FURNITURE, line.span)
            return 1
        start = line.words.start + mark.length
        title = Span(start, start + title_length(line.title, mark.form))
        taken = 1
        if mark.form.is_named:
            taken, title = self._titles.whole(index, title)
        if title.start == title.end:
            return 0
        words = self._titles.words(title)
        self._annex = None
        self._box, self._box_end = None, 0
        while self._open and (self._open[-1][0] >= mark.level or self._open[-1][0] < 0):
            self._open.pop()
        parent = self._open[-1][1] if self._open else None
        unit = self._unique(f"{parent or 'section'}/{mark.number}")
        heading = Span(line.words.start, bare_name(self.folded, title).end)
        self._add_unit(unit, UnitKind(mark.form.kind), mark.number, words, heading, parent)
        self._open.append((mark.level, unit))
        self._heads[mark.level] = line
        self._last[mark.level, parent] = self._last[mark.level, ""] = mark.number
        # The full stop that ends the title stays with the heading's leaf.
        end = self._lines[index + taken - 1].span.end
        cut = min(title.end + (self.folded[title.end : title.end + 1] in "。:"), end)
        if taken > 1 or trim(self.folded, Span(cut, end)).start >= line.words.end:
            for titled in self._lines[index : index + taken]:
                self._leaf(LeafKind.HEADING, titled.span)
        else:
            self._leaf(LeafKind.HEADING, Span(line.span.start, cut))
            self._leaf(LeafKind.PARAGRAPH, Span(cut, end))
        return taken

    def _is_running_head(self, line: Line, mark: Mark) -> bool:
        """Say whether the last heading of a level stands here again, at the top of a page."""
        known = self._heads.get(mark.level)
        if known is None or not mark.form.is_named or not line.is_twin(known):
            return False
        return mark.number != 1 or any(level == mark.level for level, _ in self._open)

    def _may_open(self, mark: Mark, index: int) -> bool:
        """Say whether a mark opens a unit at its place."""
        if mark.form.is_named:
            return True
        if index < self._box_end:
            return False
        if not self._open and mark.level > 0 and mark.number != 1:
            return False
        if mark.form.under and not self._is_right_under(mark):
            return False
        if self.profile.boxes is None:
            return True
        outer = [(level, unit) for level, unit in self._open if level < mark.level]
        if mark.form.is_nested:
            next_out = max((level for level in self._used if level < mark.level), default=None)
            if next_out is not None and (not outer or outer[-1][0] != next_out):
                return False
        before = self._last.get((mark.level, outer[-1][1] if outer else None))
        if mark.number == 1:
            return True
        if before is None:
            return mark.number == self._last.get((mark.level, ""), 0) + 1
        return mark.number is not None and mark.number > before

    def _is_right_under(self, mark: Mark) -> bool:
        """Say whether the unit that a mark would open stands right under its section."""
        outer = [unit for level, unit in self._open if level < mark.level]
        title = next((unit.title for unit in self.units if outer and unit.id == outer[-1]), "")
        return bool(self.profile.sections[mark.form.under].search(title))

    def _add_unit(
        self,
        unit: str,
        kind: UnitKind,
        number: int | None,
        title: str,
        heading: Span,
        parent: str | None,
    ) -> None:
        self.units.append(
            PrintedUnit(
                id=unit,
                kind=kind,
                number=number,
                title=title,
                parent=parent,
                extent=heading,
                evidence=Evidence(self.key, (heading,), f"heading-{kind.name.lower()}"),
                column_kind=column_kind(title, self.profile.column_kinds)
                if kind is UnitKind.COLUMN
                else None,
            )
        )

    def _unique(self, name: str) -> str:
        self._named[name] += 1
        return name if self._named[name] == 1 else f"{name}-{self._named[name]}"

    def _leaf(self, kind: LeafKind, span: Span) -> None:
        words = trim(self.folded, span)
        unit = self._box or (self._open[-1][1] if self._open else None)
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
    if "tasks" not in profile.sections:
        return None
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
