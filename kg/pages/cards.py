"""The card of a node: its label broken into lines, and the box that it needs.

Lengths are pixels at zoom 1.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from math import inf

from kg.pages.view import NodeKind, ViewNode

FONT_SIZE = 14
LINE_HEIGHT = 16
GLYPH_SPACE = 22  # the class's sign, left of the words
PADDING_X = 7
PADDING_Y = 1
MAX_LINES = 3

# The greatest width of a line, in ems.
LINE_EMS = {
    NodeKind.SPECIAL_COLUMN: 16,
    NodeKind.TARGET: 12,
    NodeKind.GOAL: 12,
    NodeKind.TASK: 10,
    NodeKind.PART: 10,
    NodeKind.SECTION: 13,
    NodeKind.SUGGESTION: 24,
    NodeKind.THEME: 9,
    NodeKind.INDICATOR: 20,
    NodeKind.OTHER: 20,
}

# UAX 14, the part that these texts need: no line begins with one or ends with the other.
NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—·,.;:?!)%％")
NOT_LAST = frozenset("（《〈「『【〔“‘(")
SPACE = 0.35  # width of a blank, in ems
MARK_WORTH = 8  # ems by which a line may grow so as to end at a mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A label, wrapped, and the box that it needs.

    Attributes:
        lines: The words as they stand on the card; ``…`` ends what was cut.
        width: The same for every card of a kind.
        height: Grows with the lines.
    """

    lines: tuple[str, ...]
    width: int
    height: int


def measure_card(node: ViewNode) -> Card:
    """Wrap a node's label and measure its box, on the safe side of any Chinese font."""
    ems = LINE_EMS[NodeKind(node.kind)]
    lines = wrap_label(node.label or node.key, ems)
    return Card(
        lines=lines,
        width=ems * FONT_SIZE + GLYPH_SPACE + 2 * PADDING_X,
        height=len(lines) * LINE_HEIGHT + 2 * PADDING_Y,
    )


def wrap_label(label: str, ems: int) -> tuple[str, ...]:
    """Break a label into at most ``MAX_LINES`` lines of about the same length.

    A line breaks at a mark of punctuation where one is near, else between any two characters,
    but not inside Latin words and figures that a line can hold. White space of any kind counts
    as one space.

    Args:
        label: Words, of any length.
        ems: Greatest width of a line; a Chinese character is one em wide.

    >>> wrap_label("打造国际性综合交通枢纽城市重点工程", 10)
    ('打造国际性综合交通', '枢纽城市重点工程')
    >>> wrap_label("建设“296X”集群", 6)
    ('建设', '“296X”', '集群')
    """
    text = " ".join(label.split())
    most = 4 * MAX_LINES * ems  # more characters than any card holds: keeps a hostile label cheap
    pieces = _unbreakable_pieces(text[:most], ems)
    lines = _fill_lines(pieces, ems)
    if len(lines) == 1 and len(text) <= most:
        return tuple(lines)
    if len(lines) > MAX_LINES or len(text) > most:
        kept = lines[: MAX_LINES - 1]
        last = lines[len(kept)] if len(lines) > len(kept) else ""
        while _width(last + "…") > ems:
            last = last[:-1]
        return (*kept, last + "…")
    return tuple(_break_evenly(pieces, len(lines), ems))


def _break_evenly(pieces: list[str], count: int, ems: int) -> list[str]:
    """Break into ``count`` lines of like length, at a mark of punctuation where one is near."""
    reach = [0.0, *accumulate(map(_width, pieces))]

    def measure_line(start: int, end: int) -> float:
        blanks = (pieces[start] == " ") + (pieces[end - 1] == " ")  # dropped at either end
        return reach[end] - reach[start] - blanks * SPACE

    def cost(breaks: tuple[int, ...]) -> float:
        widest = max(measure_line(*ends) for ends in pairwise((0, *breaks, len(pieces))))
        marks = sum(pieces[at - 1][-1] in NOT_FIRST or pieces[at][0] in NOT_LAST for at in breaks)
        return inf if widest > ems + 1e-6 else widest - MARK_WORTH * marks

    # Of two as good, the one with the longer first line: hence the last first.
    choices = reversed(list(combinations(range(1, len(pieces)), count - 1)))
    best = min(choices, key=cost)
    return ["".join(pieces[a:b]).strip() for a, b in pairwise((0, *best, len(pieces)))]


def _unbreakable_pieces(text: str, ems: int) -> list[str]:
    pieces: list[str] = []
    for character in text:
        joins = bool(pieces) and (
            character in NOT_FIRST
            or pieces[-1][-1] in NOT_LAST
            or (_is_narrow(character) and _is_narrow(pieces[-1][-1]))
        )
        if joins and _width(pieces[-1] + character) <= ems:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _fill_lines(pieces: Iterable[str], ems: int) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and _width((lines[-1] + piece).rstrip()) > ems:
            lines.append("")
        lines[-1] = (lines[-1] + piece).lstrip()
    return [line.rstrip() for line in lines]


def _is_narrow(character: str) -> bool:
    return character != " " and unicodedata.east_asian_width(character) not in "WFA"


def _width(text: str) -> float:
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if not _is_narrow(character):
        return SPACE if character == " " else 1.0
    return 0.85 if character.isupper() or character in "mw%@&" else 0.62
