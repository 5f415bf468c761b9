"""Lists of names: where ``、`` and ``和`` part two names, and where they stand inside one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.lexicon import compiled
from kg.numerals import COUNTING, read_counting
from kg.text import Span, bare_name, depths, trim

_JOINTS = compiled(r"[”’》](?=[“‘《])|、|{joint}")
_LIST_MARKS = "、,"

# What may stand between the last name and the level word: 两个, 等, 等三个, “甲”“乙”两(节).
_TALLY = compiled(
    rf"(?P<more>{{and-more}})?(?:(?P<count>{COUNTING})个|(?<=[”》等])(?P<bare>{COUNTING}))?"
    "(?P<after>{and-more})?$"
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many names a list says that it has.

    Attributes:
        count: The number printed; ``None`` where none is.
        more: Whether 等 says that it is a list.
        span: Where the words stand; empty where there are none.
    """

    count: int | None
    more: bool
    span: Span


def read_tally(folded: str, span: Span) -> Tally:
    """Read the count words at the end of a list of names.

    Args:
        folded: The text.
        span: The names and the count words, up to the level word.
    """
    words = span.quote(folded)
    match = _TALLY().search(words)
    if match is None or match.start() == match.end():
        return Tally(None, False, Span(span.end, span.end))
    printed = match["count"] or match["bare"]
    count = read_counting(printed) if printed else None
    if printed and count is None:
        return Tally(None, False, Span(span.end, span.end))
    more = bool(match["more"] or match["after"])
    return Tally(count, more, Span(span.start + match.start(), span.end))


def split_names(
    folded: str, span: Span, *, count: int | None, more: bool, openers: re.Pattern[str]
) -> list[Span]:
    """Cut a list of names into names.

    Without a count and without 等 only names in quotation marks of their own are parted: ``和``
    stands inside many names. With a count, that many names are made.

    Args:
        folded: The text.
        span: The list, without its count words.
        count: How many names it says that it has; ``None`` when it does not say.
        more: Whether 等 says that it is a list.
        openers: Verbs with which a name often begins; they tell a joint between two names from
            one inside a name.

    Returns:
        The names, each without its own pair of quotation marks. Fewer than ``count`` when the list
        has no more joints, and more when more stand there in quotation marks of their own.
    """
    joints = _joints(folded, span)
    if count is None and not more:
        pieces = _cut(span, joints)
        if not _all_quoted(folded, pieces):
            return [bare_name(folded, span)]
        return [bare_name(folded, trim(folded, piece)) for piece in pieces]
    listing = [joint for joint in joints if _is_listing(folded, joint)]
    if count is None:
        last = [joint for joint in joints if not listing or joint.start > listing[-1].start]
        words = [joint for joint in last if not _is_listing(folded, joint)]
        chosen = listing + (_best(folded, span, words, 1, openers) if words else [])
    elif len(listing) >= count and _all_quoted(folded, _cut(span, listing)):
        # Each has its marks: the names are right, and the count is not.
        chosen = listing
    elif len(listing) >= count:
        chosen = _best(folded, span, joints, count - 1, openers)
    else:
        words = [joint for joint in joints if joint not in listing]
        chosen = listing + _best(folded, span, words, count - 1 - len(listing), openers)
    if count is not None and len(chosen) < count - 1:
        chosen = [*chosen, *_seams(folded, _cut(span, sorted(chosen)))[: count - 1 - len(chosen)]]
    return [_whole_name(folded, piece) for piece in _cut(span, sorted(chosen))]


def _seams(folded: str, pieces: Sequence[Span]) -> list[Span]:
    """Find where a lost or misplaced mark has joined two names in quotation marks.

    A name may begin with words in quotation marks (“人工智能+”行动), so that a seam is only before
    a second pair of them, or behind a pair where a further closing mark follows alone.
    """
    found = []
    for piece in pieces:
        words = piece.quote(folded)
        outside = depths(words)
        opening = [i for i, mark in enumerate(words) if mark == "“" and outside[i] == 0]
        closing = [i for i, mark in enumerate(words) if mark == "”" and outside[i] == 0]
        cuts = opening[1:] if len(opening) == len(closing) else []
        if len(closing) > len(opening) == 1 and closing[0] > opening[0]:
            cuts = [closing[0] + 1]
        found += [Span(piece.start + cut, piece.start + cut) for cut in cuts]
    return found


def _whole_name(folded: str, piece: Span) -> Span:
    """Find the name of a piece; a closing mark that was opened nowhere is none of it."""
    name = bare_name(folded, piece)
    words = name.quote(folded)
    return trim(folded, name, "”") if "”" in words and "“" not in words else name


def _joints(folded: str, span: Span) -> list[Span]:
    """Find what may part two names, outside quotation marks and not at the edges."""
    words = span.quote(folded)
    outside = depths(words)
    found = []
    for match in _JOINTS().finditer(words):
        start, end = match.span()
        if match.group() in "”’》":
            start = end  # two quoted names side by side: the joint has no width
        if outside[match.start()] == 0 and start > 0 and end < len(words):
            found.append(Span(span.start + start, span.start + end))
    for index, character in enumerate(words):
        if character == "," and outside[index] == 0 and 0 < index < len(words) - 1:
            found.append(Span(span.start + index, span.start + index + 1))
    return sorted(found)


def _is_listing(folded: str, joint: Span) -> bool:
    words = joint.quote(folded)
    beside_quotes = folded[joint.start - 1] in "”’》" and folded[joint.end] in "“‘《"
    return words in _LIST_MARKS or not words or beside_quotes


def _all_quoted(folded: str, pieces: Sequence[Span]) -> bool:
    """Say whether each name stands in quotation marks of its own."""
    whole = [trim(folded, piece) for piece in pieces]
    return all(bare_name(folded, piece).start > piece.start for piece in whole)


def _cut(span: Span, joints: Sequence[Span]) -> list[Span]:
    starts = [span.start, *(joint.end for joint in joints)]
    ends = [*(joint.start for joint in joints), span.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _best(
    folded: str, span: Span, joints: Sequence[Span], count: int, openers: re.Pattern[str]
) -> list[Span]:
    """Choose ``count`` joints so that names begin with a verb and are alike in length."""
    if count <= 0:
        return []
    if len(joints) <= count:
        return list(joints)

    def worth(chosen: Sequence[Span]) -> tuple[int, int]:
        pieces = _cut(span, chosen)
        verbs = sum(bool(openers.match(piece.quote(folded))) for piece in pieces)
        sizes = [piece.end - piece.start for piece in pieces]
        return verbs, min(sizes) - max(sizes)

    return max((list(chosen) for chosen in combinations(joints, count)), key=worth)
