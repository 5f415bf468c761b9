"""A small picture of what a node hangs together with: itself in the middle, the others beside it.

An adoption statement and its citations stand between a suggestion and the units that it cites; the
picture draws the way through them as one line. Lengths are in the units of the drawing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Words
from kg.namespaces import PREFIXES
from kg.pages.site.kinds import Kind
from kg.pages.site.plan import Node, Plan

_PLAN = PREFIXES["plan"]
_PART_OF = PREFIXES["dcterms"] + "isPartOf"

_SETS = (_PLAN + "setsTarget", _PLAN + "setsMilestone")
_NAMES = (_PLAN + "cites", _PLAN + "citesColumn", _PLAN + "resolvedPart")

WIDTH = 832
_CARD = 240
_ROW = 48
_HEIGHT = 40
_MARGIN = 8
_MOST = 9
# A Chinese character is one wide, a Latin one about half; the card holds so many at its font size.
_FITS = 16.5

# From what is asked to what is to be done to how it is measured: the lower stands to the left.
_RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            *(Kind.THEME, Kind.SUGGESTION, Kind.ADOPTION, Kind.PART, Kind.SECTION, Kind.UNIT),
            *(Kind.TASK, Kind.COLUMN, Kind.TARGET, Kind.VALUE, Kind.INDICATOR, Kind.OTHER),
        )
    )
}
# Drawn only around one another.
_SMALL = (Kind.OTHER, Kind.REMARK)
_CITES = Words("引用", "cites")
_CLAIMS = Words("主要体现在", "claims")


@dataclass(frozen=True, slots=True)
class Card:
    """A node in the picture.

    Attributes:
        node: ``None`` for the card that counts those left out.
        words: Its title, cut to what fits.
        relation: How it is linked with the middle.
        x: Left edge.
        y: Upper edge.
        line: Path of the line to the middle; empty for the middle itself.
    """

    node: Node | None
    words: str
    relation: Words
    x: int
    y: int
    line: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Cards on a ground of `WIDTH` by ``height``, the middle one first."""

    height: int
    cards: tuple[Card, ...]
    card_width: int = _CARD
    card_height: int = _HEIGHT
    width: int = WIDTH


Edges = Mapping[str, Sequence[tuple[str, Words]]]


def connect(plan: Plan) -> Edges:
    """List for each node those beside it, each once, with the name of the link."""
    found: dict[str, dict[str, Words]] = {iri: {} for iri in plan.nodes}

    def add(one: str, other: str, name: Words) -> None:
        if one != other:
            found[one].setdefault(other, name)
            found[other].setdefault(one, name)

    passed = _ways(plan)
    between = {middle for middle, _, _ in passed}
    for middle, sources, targets in passed:
        name = _CITES if plan.nodes[middle].kind is Kind.ADOPTION else _CLAIMS
        for source in sources:
            for target in targets:
                add(source, target, name)
    for iri, relations in plan.outgoing.items():
        for relation in relations:
            name = relation.name
            found[iri].setdefault(relation.target, name)
            if iri not in between:
                found[relation.target].setdefault(iri, name)
    return {
        iri: tuple(
            (other, name)
            for other, name in beside.items()
            if other != plan.iri and (iri in between or other not in between)
        )
        for iri, beside in found.items()
    }


def _ways(plan: Plan) -> list[tuple[str, list[str], list[str]]]:
    """Find what stands between nodes: its own IRI, where the way comes from, where it leads."""
    ways = []
    for iri, node in plan.nodes.items():
        out = plan.outgoing[iri]
        if "AdoptionStatement" in node.classes:
            sources = [r.target for r in out if r.property == _PLAN + "answers"]
            targets = [r.target for r in out if r.property in _SETS]
        elif "Citation" in node.classes:
            wholes = [r.target for r in out if r.property == _PART_OF]
            sources = [
                r.target
                for whole in wholes
                for r in plan.outgoing[whole]
                if r.property == _PLAN + "answers"
            ]
            targets = [r.target for r in out if r.property in _NAMES]
        elif "ThemeStatement" in node.classes:
            sources = [r.target for r in out if r.property == _PLAN + "aboutTheme"]
            targets = [r.target for r in out if r.property == _PLAN + "claimsPart"]
        else:
            continue
        ways.append((iri, sources, targets))
    return ways


def draw_neighbourhood(plan: Plan, edges: Edges, iri: str) -> Picture | None:
    """Place a node and those beside it; ``None`` where there are none."""
    centre = plan.nodes[iri]
    rank = _RANKS.get(centre.kind, len(_RANKS))
    beside = [
        (node, name)
        for other, name in edges[iri]
        if (node := plan.nodes[other]).kind not in _SMALL or centre.kind in _SMALL
    ]
    if not beside:
        return None
    beside.sort(key=lambda pair: (_RANKS.get(pair[0].kind, 0), pair[0].start, pair[0].iri))
    left = [pair for pair in beside if _RANKS.get(pair[0].kind, 0) < rank]
    right = [pair for pair in beside if _RANKS.get(pair[0].kind, 0) >= rank]
    rows = max(_rows(left), _rows(right), 1)
    height = rows * _ROW + 2 * _MARGIN
    middle_x, middle_y = (WIDTH - _CARD) // 2, (height - _HEIGHT) // 2
    cards = [Card(centre, fit(centre.title), centre.class_name, middle_x, middle_y, "")]
    for side, x, border in ((left, 0, middle_x), (right, WIDTH - _CARD, middle_x + _CARD)):
        near = _CARD if x == 0 else x
        cards += _place(side, x, near, border, height)
    return Picture(height, tuple(cards))


def _rows(side: Sequence[object]) -> int:
    return min(len(side), _MOST)


def _place(
    side: Sequence[tuple[Node, Words]], x: int, near: int, border: int, height: int
) -> Iterable[Card]:
    shown = side if len(side) <= _MOST else side[: _MOST - 1]
    top = (height - _rows(side) * _ROW) // 2 + (_ROW - _HEIGHT) // 2
    middle = height // 2
    for row, pair in enumerate([*shown, None] if len(side) > _MOST else shown):
        y = top + row * _ROW
        at = y + _HEIGHT // 2
        bend = (near + border) // 2
        line = f"M{border} {middle}C{bend} {middle} {bend} {at} {near} {at}"
        if pair is None:
            more = len(side) - len(shown)
            yield Card(
                None, "", Words(f"另有{more}个，见下表", f"{more} more, listed below"), x, y, line
            )
        else:
            yield Card(pair[0], fit(_say(pair[0])), pair[1], x, y, line)


def _say(node: Node) -> str:
    """Name a node: a figure by its value first, since those of one indicator share its name."""
    return f"{node.value} {node.title}" if node.value else node.title


def fit(words: str, most: float = _FITS) -> str:
    """Cut words to so many Chinese characters' width, in one line.

    >>> fit("一二三四五", 4)
    '一二三…'
    """
    line = " ".join(words.split())
    taken, width = "", 0.0
    for character in line:
        width += 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.55
        if width > most:
            return f"{taken[:-1]}…"
        taken += character
    return line
