"""Small changes to a text, such as a hand, a converter or a web page makes, each from its number.

A mutant changes one character, line, table cell or paragraph: deleted, doubled, swapped with the
next, or replaced. The same text and number give the same mutant, on any machine and in any order.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from kg.parse.structure import LeafKind, ParsedDocument
from kg.text import Span

UNITS = ("character", "line", "cell", "paragraph")
CHANGES = ("deleted", "doubled", "swapped", "replaced")

_DIGITS = "0123456789"
# Of the characters that are replaced; a changed number is what matters most.
_DIGITS_SHARE = 0.5
# Marks that carry meaning for the rules, look-alikes, letters beyond the BMP.
_STRANGE = (
    "“”‘’《》、,，。.:：;；()（）%％〔〕·—-－+/ \u00a0\u3000\t一二十第篇章节专栏条项个年万亿"
    "①㈠★▲🙂𠮷\ufeff"
)
_IN_SENTENCES = {LeafKind.PARAGRAPH, LeafKind.CELL, LeafKind.NOTE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A text with one change.

    Attributes:
        number: What it is made from.
        unit: What was changed: one of `UNITS`.
        change: How: one of `CHANGES`.
        place: What stood there before, in the first text.
        words: What stands there now.
        is_inside: Whether it is one character inside a sentence or a cell, and no line was broken.
        text: The whole.
    """

    number: int
    unit: str
    change: str
    place: Span
    words: str
    is_inside: bool
    text: str

    def moved(self, span: Span) -> Span | None:
        """Say where a place of the first text is now; ``None`` where the change cuts into it.

        A place that holds the whole change and more has grown or shrunk with it.
        """
        shift = len(self.words) - (self.place.end - self.place.start)
        if span.end <= self.place.start:
            return span
        if span.start >= self.place.end:
            return Span(span.start + shift, span.end + shift)
        if span.holds(self.place) and span != self.place:
            return Span(span.start, span.end + shift)
        return None

    def touches(self, span: Span) -> bool:
        """Say whether the change lies in a place or right beside it, or at least partly."""
        return span.start <= self.place.end and self.place.start <= span.end


def make_mutant(parsed: ParsedDocument, number: int) -> Mutant:
    """Change a document's text as its number tells.

    Half of all mutants change a character, since these are the many; the others a whole unit.
    """
    chance = random.Random(number)  # not for secrets
    unit = chance.choice(("character", "character", "character", "line", "cell", "paragraph"))
    change = chance.choice(CHANGES)
    text = parsed.text
    places = _places(parsed, unit)
    index = chance.randrange(len(places) - 1)
    if unit == "character" and change == "replaced" and chance.random() < _DIGITS_SHARE:
        index = chance.choice([at for at in range(len(text) - 1) if text[at] in _DIGITS])
    place, following = places[index], places[index + 1]
    here, there = place.quote(text), following.quote(text)
    if change == "swapped":
        words = there + text[place.end : following.start] + here
        place = Span(place.start, following.end)
    elif change == "deleted":
        words = ""
    elif change == "doubled":
        words = here * 2 if unit in ("character", "line") else f"{here}\n{here}"
    else:
        words = _instead(chance, here, [other.quote(text) for other in places], unit)
    return Mutant(
        number=number,
        unit=unit,
        change=change,
        place=place,
        words=words,
        is_inside=unit == "character" and _is_inside(parsed, place, words),
        text=text[: place.start] + words + text[place.end :],
    )


def _places(parsed: ParsedDocument, unit: str) -> Sequence[Span]:
    text = parsed.text
    if unit == "character":
        return [Span(index, index + 1) for index in range(len(text))]
    if unit == "line":
        ends = [index + 1 for index, character in enumerate(text) if character == "\n"]
        return [Span(start, end) for start, end in zip([0, *ends], ends, strict=False)]
    kinds = {LeafKind.CELL} if unit == "cell" else {LeafKind.PARAGRAPH}
    return [leaf.words for leaf in parsed.leaves if leaf.kind in kinds]


def _instead(chance: random.Random, here: str, others: Sequence[str], unit: str) -> str:
    """Choose what stands in the place of something else: of its kind, and not the same."""
    if unit == "character" and here in _DIGITS:
        return chance.choice([digit for digit in _DIGITS if digit != here])
    pools: list[Sequence[str]] = [others]
    if unit == "character":
        pools = [[other for other in others if other != "\n"], _STRANGE]
    while True:
        words = chance.choice(chance.choice(pools))
        if words != here:
            return words


def _is_inside(parsed: ParsedDocument, place: Span, words: str) -> bool:
    if any(mark in words + place.quote(parsed.text) for mark in "\r\n"):
        return False
    leaves = [leaf for leaf in parsed.leaves if leaf.words.holds(place)]
    return any(leaf.kind in _IN_SENTENCES for leaf in leaves)
