"""Lists in a sentence: which words they take up, and how many things they name.

A list may be read in more than one way: the words that join its last two things also join two
words of one thing. So a list names *from* so many *to* so many things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.profiles.reckoning import ReckoningWords
from kg.text import Span, pair_end, trim

_CLAUSE_MARKS = ",。;:!?\n"
_OPENING = "“‘《〈([【"
_CLOSING = "”’》〉)]】"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list.

    Attributes:
        counts: How many things it may name: all that a reader may count.
        is_whole: Whether nothing but its own things stands there, so that a higher number is wrong.
        is_clear: Whether it is known, too, where it begins, so that a lower number is wrong.
        goes_on: Whether 等 ends it.
    """

    span: Span
    counts: frozenset[int]
    is_whole: bool
    is_clear: bool
    goes_on: bool


def listing_before(folded: str, floor: int, end: int, words: ReckoningWords) -> Listing | None:
    """Find the list that ends right before a number, at ``end``: A、B、C“三大…”.

    Nothing before ``floor``, where the passage begins, is looked at.
    """
    goes_on = False
    while end > floor:
        more = words.lists["more"].search(folded, max(floor, end - 1), end)
        taken = words.lists["taken_up"].search(folded, max(floor, end - 2), end)
        if more is not None:
            goes_on, end = True, more.start()
        elif taken is not None and folded[taken.start() : end] != "的":
            end = taken.start()
        elif folded[end - 1] in "“‘":
            end -= 1
        else:
            break
    start = _clause_start(folded, floor, end)
    span = trim(folded, Span(start, end))
    inside = _quoted_list(folded, span, words)
    if inside is not None:
        return _read(folded, inside, words, goes_on=goes_on, is_bounded=True)
    first = _split(folded, span, words.lists["separator"].pattern)[0]
    begins = words.lists["begins"].search(first.quote(folded))
    listing = _read(folded, span, words, goes_on=goes_on, is_bounded=begins is not None)
    others = list(words.lists["announced"].finditer(folded, span.start, span.end))
    others = [other for other in others if folded[other.start() - 1] not in "“‘"]
    if listing is None or not others:
        return listing
    # Another number ends a list before this one: A、B两大平台、C、D、E三大….
    rest = _split(folded, Span(others[-1].end(), span.end), words.lists["separator"].pattern)
    counts = listing.counts | {len(rest) - 1, len(rest)}
    return Listing(span, counts, is_whole=False, is_clear=False, goes_on=goes_on)


def listing_behind(folded: str, start: int, end: int, words: ReckoningWords) -> Listing | None:
    """Find the list between a place and the end of its sentence: 包括:A、B、C."""
    pieces = _split(folded, Span(start, end), ";")
    if len(pieces) > 1:
        ends = {piece.quote(folded).rstrip("。 ")[-2:] for piece in pieces}
        span = Span(pieces[0].start, pieces[-1].end)
        alike = len(ends) == 1
        return Listing(span, frozenset({len(pieces)}), alike, alike, goes_on=False)
    first = _split(folded, Span(start, end), ",")[0]
    goes_on = bool(words.lists["more"].search(folded, max(start, first.end - 1), first.end))
    inside = Span(first.start, first.end - goes_on)
    listing = _read(folded, trim(folded, inside), words, goes_on=goes_on, is_bounded=True)
    if listing is None or first.end == end:
        return listing
    # A comma may end the list, or one of its things.
    return Listing(listing.span, listing.counts, is_whole=False, is_clear=False, goes_on=goes_on)


def _clause_start(folded: str, floor: int, end: int) -> int:
    """Walk back to where the clause begins, over pairs of marks as over one word."""
    position = end
    while position > floor:
        mark = folded[position - 1]
        if mark in _CLOSING:
            opening = _pair_start(folded, floor, position - 1)
            if opening is None:
                break
            position = opening
            continue
        if mark in _CLAUSE_MARKS or mark in _OPENING:
            break
        position -= 1
    return position


def _pair_start(folded: str, floor: int, closing: int) -> int | None:
    opener = _OPENING[_CLOSING.index(folded[closing])]
    depth = 0
    for index in range(closing, floor - 1, -1):
        if folded[index] == folded[closing]:
            depth += 1
        elif folded[index] == opener:
            depth -= 1
            if depth == 0:
                return index
    return None


def _quoted_list(folded: str, span: Span, words: ReckoningWords) -> Span | None:
    """Return what stands in quotation marks right before the number, where that is the list."""
    if span.start >= span.end or folded[span.end - 1] not in "”’":
        return None
    opening = _pair_start(folded, span.start, span.end - 1)
    if opening is None or folded[opening - 1 : opening] in ("、", "”", "’"):
        return None
    inside = Span(opening + 1, span.end - 1)
    pieces = _split(folded, inside, words.lists["separator"].pattern)
    return inside if len(pieces) > 1 else None


def _read(
    folded: str, span: Span, words: ReckoningWords, *, goes_on: bool, is_bounded: bool
) -> Listing | None:
    """Count the things of a list; ``is_bounded`` says that it is known where it begins."""
    pieces = _split(folded, span, words.lists["separator"].pattern)
    if span.start >= span.end or any(piece.start >= piece.end for piece in pieces):
        return None
    joint = words.lists["joint"]
    joints = [len(joint.findall(piece.quote(folded))) for piece in pieces]
    if len(pieces) == 1 and not joints[0]:
        return None
    most = len(pieces) + joints[-1]
    counts = set(range(len(pieces) + (len(pieces) == 1), most + 1))
    is_whole = not any(joints[:-1]) and "的" not in pieces[-1].quote(folded)
    is_clear = is_whole
    if not is_bounded:
        # A verb in the middle may be where the list begins: 以A、B为主,…; 发挥A、B优势打造C、D.
        opens = words.lists["opens"]
        for index, piece in enumerate(pieces[1:], 1):
            if opens.search(folded, piece.start + 1, piece.end):
                counts |= set(range(len(pieces) - index, most - index + 1))
                is_clear = False
    if joints[-1] > 1 or any(joints[:-1]):
        counts |= {len(pieces) + sum(joints)}
    return Listing(span, frozenset(counts), is_whole, is_clear, goes_on)


def _split(folded: str, span: Span, mark: str) -> list[Span]:
    """Cut a stretch at a mark, and between two pairs of quotation marks side by side."""
    pieces: list[Span] = []
    start = position = span.start
    while position < span.end:
        character = folded[position]
        if character in _OPENING:
            close = pair_end(folded[position : span.end], 0)
            if close is not None:
                position += close + 1
                if mark == "、" and folded[position : position + 1] in ("“", "‘"):
                    pieces.append(Span(start, position))
                    start = position
                continue
        if re.match(mark, character):
            pieces.append(Span(start, position))
            start = position + 1
        position += 1
    return [trim(folded, piece) for piece in (*pieces, Span(start, span.end))]
