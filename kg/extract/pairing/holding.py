"""The claims of a report against its outline: is the unit there, in that part, under that title?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.errors import Words
from kg.extract.examine.made import make_examination
from kg.extract.pairing.claims import Claim
from kg.extract.pairing.matching import Search
from kg.extract.pairing.names import plain
from kg.extract.pairing.printed import Outline
from kg.extract.readings import part_name
from kg.lexicon import pattern
from kg.model import CitationKind, Facts, Held, Outcome, PrintedUnit, UnitKind
from kg.text import Span

UNIT = "outline-unit"
PART = "outline-part"
TITLE = "outline-title"
COLUMNS = "outline-columns"
_SHORTEST_WORDS = 4


class Holder:
    """Holds the claims of one report against one outline."""

    def __init__(self, report: Facts, outline: Outline) -> None:
        self._report = report
        self._outline = outline
        known = [part.number for part in report.parts if part.title or part.task]
        self._is_whole = outline.is_whole(max(known, default=0))

    def hold_unit(self, claim: Claim, search: Search) -> Iterator[Held]:
        """Hold the claim of a unit: that it is there, then part and title where it is."""
        if search.hit is None:
            yield self._not_found(claim, search)
            return
        unit = search.hit.unit
        heading = self._outline.heading(unit)
        words = Words(f"纲要印有「{heading}」", f"the outline prints 「{heading}」")
        yield self._made(UNIT, claim, Outcome.HOLDS, words, heading, _headings([unit]))
        part = self._part(claim, unit)
        if part is not None:
            yield part
        title = self._title(claim, unit)
        if title is not None:
            yield title

    def hold_contents(self, claim: Claim) -> Held:
        """Look for contents in the outline's text: word for word, or there is no telling."""
        extents: Sequence[Span | None] = [None]
        if claim.part is not None:
            extents = self._outline.part_extents(claim.part)
        places: list[Span] = []
        lacking: list[str] = []
        for piece in (claim.name or "").split("、"):
            found = self._find_piece(piece, extents)
            places += found
            if not found:
                lacking.append(piece)
        where = part_name(claim.part) if claim.part else "全文"
        if not lacking:
            words = Words(
                f"纲要{where}中逐字有这些内容", "the outline has these contents word for word"
            )
            return self._made(UNIT, claim, Outcome.HOLDS, words, claim.said, places)
        listed = "、".join(lacking)
        words = Words(
            f"纲要{where}中没有逐字写「{listed}」,可能用了别的说法",
            f"the outline does not have 「{listed}」 word for word there; it may say so otherwise",
        )
        return self._made(UNIT, claim, Outcome.OPEN, words, None, places)

    def hold_columns(self) -> Iterator[Held]:
        """Hold the number of special columns that each task announces against its parts'."""
        is_open = not self._is_whole or not self._prints([UnitKind.COLUMN])
        for task in self._report.tasks:
            columns = [column for column in self._report.columns if column.task == task.id]
            parts = [part.number for part in self._report.parts if part.task == task.id]
            extents = [extent for part in parts for extent in self._outline.part_extents(part)]
            # A part that is not printed, or twice, is told of as a part.
            if not columns or not parts or len(extents) != len(parts):
                continue
            printed = [
                unit
                for unit in self._outline.of_kinds([UnitKind.COLUMN])
                if any(extent.holds(unit.evidence.span) for extent in extents)
            ]
            is_equal = len(printed) == len(columns)
            listed = "、".join(f"「{unit.title}」" for unit in printed) or "—"
            named = "、".join(part_name(part) for part in parts)
            examination = make_examination(
                COLUMNS,
                task.id,
                Outcome.OPEN if is_open else Outcome.HOLDS if is_equal else Outcome.DIFFERS,
                document=self._report.document.key,
                spans=[column.evidence.span for column in columns],
                working=Words(
                    f"纲要{named}印有专栏:{listed}",
                    f"special columns printed in part {', '.join(map(str, parts))}: {listed}",
                ),
                stated=str(len(columns)),
                reckoned=None if is_open else str(len(printed)),
            )
            yield Held(examination=examination, there=tuple(_headings(printed)))

    def _not_found(self, claim: Claim, search: Search) -> Held:
        if search.rivals:
            listed = "、".join(f"「{self._outline.heading(unit)}」" for unit in search.rivals)
            words = Words(
                f"纲要有{len(search.rivals)}处同样相近:{listed}",
                f"the outline has {len(search.rivals)} units equally like it: {listed}",
            )
            return self._made(UNIT, claim, Outcome.OPEN, words, None, _headings(search.rivals))
        if search.near is not None:
            heading = self._outline.heading(search.near)
            words = Words(
                f"纲要没有这一名称,最相近的是「{heading}」,不足以认定",
                f"the outline has no such name; the nearest is 「{heading}」, which is not enough",
            )
            return self._made(UNIT, claim, Outcome.OPEN, words, None, _headings([search.near]))
        places = [found for name in claim.names if (found := self._outline.searched.find(name))]
        if places:
            words = Words(
                "纲要没有以此为题的单元,但正文中有这几个字",
                "no unit of the outline has this title, but its text has the words",
            )
            return self._made(UNIT, claim, Outcome.OPEN, words, None, places[:1])
        if not self._is_whole:
            words = Words(
                "手头的纲要没有这一名称,但该文本似不完整",
                "the outline at hand has no such name, but it seems not to be whole",
            )
            return self._made(UNIT, claim, Outcome.OPEN, words, None, [])
        if not self._prints(claim.levels):
            words = Words(
                "手头的纲要没有印出任何这一层级的单元,无从判定",
                "the outline at hand prints no unit of this level at all",
            )
            return self._made(UNIT, claim, Outcome.OPEN, words, None, [])
        words = Words(
            "纲要全文没有这一名称,也没有相近的名称",
            "neither this name nor one like it stands anywhere in the outline",
        )
        return self._made(UNIT, claim, Outcome.DIFFERS, words, None, [])

    def _part(self, claim: Claim, unit: PrintedUnit) -> Held | None:
        """Compare the part in which a unit is said to stand with the one where it does."""
        if claim.part is None:
            return None
        number = self._outline.part_number(unit)
        if number is None:
            words = Words("纲要没有把它印在哪一篇之中", "the outline prints it within no part")
            return self._made(
                PART, claim, Outcome.OPEN, words, None, _headings([unit]), part_name(claim.part)
            )
        # Without its own number: one put in before it would make this another finding.
        words = Words(
            f"「{unit.title}」在纲要{part_name(number)}",
            f"「{unit.title}」 stands in part {number}",
        )
        outcome = Outcome.HOLDS if number == claim.part else Outcome.DIFFERS
        return self._made(
            PART, claim, outcome, words, part_name(number), _headings([unit]), part_name(claim.part)
        )

    def _title(self, claim: Claim, unit: PrintedUnit) -> Held | None:
        """Compare the name that a claim gives a unit with its title, and the level of the two."""
        # A special column is called by its announced name, whatever verb stands before it; a part
        # that is cited by number alone by the title that the report gives it elsewhere.
        is_column = claim.kind is CitationKind.COLUMN
        names = claim.names if is_column or not claim.name else (claim.name,)
        if not names:
            return None
        has_title = plain(unit.title) in {plain(name) for name in names}
        is_part = claim.kind is CitationKind.PART
        has_number = is_part or claim.number in (None, unit.number)
        if has_title and has_number and unit.kind in claim.levels:
            words = Words("题名相同", "the titles are the same")
            return self._made(TITLE, claim, Outcome.HOLDS, words, unit.title, _headings([unit]))
        heading = self._outline.heading(unit)
        if not has_title:
            words = Words(f"纲要题作「{unit.title}」", f"the outline's title is 「{unit.title}」")
        else:
            words = Words(
                f"题名相同,但纲要印作{unit.kind.value}「{heading}」",
                f"the titles are the same, but the outline prints 「{heading}」",
            )
        return self._made(TITLE, claim, Outcome.DIFFERS, words, heading, _headings([unit]))

    def _find_piece(self, piece: str, extents: Iterable[Span | None]) -> list[Span]:
        """Find contents whole, else all that a word such as 和 joins in them; nothing of a half."""
        ways = [[piece]]
        joined = [half for half in pattern("joint").split(piece) if half]
        if len(joined) > 1:
            ways.append(joined)
        for extent in extents:
            for pieces in ways:
                if min(map(len, pieces)) < _SHORTEST_WORDS:
                    continue
                found = [self._outline.searched.find(words, extent) for words in pieces]
                places = [place for place in found if place is not None]
                if len(places) == len(pieces):
                    return places
        return []

    def _prints(self, levels: Iterable[UnitKind]) -> bool:
        return bool(self._outline.of_kinds(levels))

    def _made(
        self,
        kind: str,
        claim: Claim,
        outcome: Outcome,
        words: Words,
        reckoned: str | None,
        places: Iterable[Span],
        stated: str | None = None,
    ) -> Held:
        examination = make_examination(
            kind,
            claim.subject,
            outcome,
            document=self._report.document.key,
            spans=claim.spans,
            working=words,
            stated=stated or claim.said,
            reckoned=reckoned,
        )
        return Held(examination=examination, there=tuple(dict.fromkeys(places)))


def _headings(units: Iterable[PrintedUnit]) -> list[Span]:
    return [unit.evidence.span for unit in units]
