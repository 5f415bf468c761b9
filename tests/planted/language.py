"""Faults in how a goal is worded: bounds, denials, numerals, changes of shares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text import Span
from tests.planted.faults import Fault, annexes, change, matches, plants

UNIT = r"(?:%|[万亿]*(?:元|人|吨|家|张|标箱))"
REACHED = rf"(?<=[一-龥])(?P<words>达到(?P<value>\d+(?:\.\d+)?)(?P<unit>{UNIT}))(?=[,，;；。])"


def reached(text: str) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield each goal of the sentences that says what is to be reached, and nothing expected."""
    for match, place in matches(REACHED, text, "words"):
        begin = max(text.rfind(mark, 0, place.start) for mark in "。；;\n")
        told = re.search(r"测算|预计|去年|提出|20[01]\d|202[0-5]", text[begin : place.start])
        if place.end < annexes(text) and told is None:
            yield match, place


@plants("bounds-contradict")
def bounds_crossed(text: str) -> Iterator[Fault]:
    """Set a lower bound above the upper one."""
    for match, place in reached(text):
        value, unit = match["value"], match["unit"]
        low = f"不低于{value}{unit}且不高于{int(float(value) / 2)}{unit}"
        yield change(text, place, low, near=30)


@plants("bound-open")
def line_without_a_side(text: str) -> Iterator[Fault]:
    """Call a value a line, without a word of the side from which it holds."""
    for match, place in reached(text):
        yield change(text, place, f"以{match['value']}{match['unit']}为红线", near=30)


@plants("numeral-broken")
def numeral_broken(text: str) -> Iterator[Fault]:
    """Print a number with two points, and one of two tens."""
    for match, _ in reached(text):
        place = Span(match.start("value"), match.end("value"))
        for wrong in (f"{match['value']}..5", "十十", "1.2.3"):
            yield change(text, place, wrong, near=4)


@plants("percent-or-points")
def share_moved_by_per_cent(text: str) -> Iterator[Fault]:
    """Let a share rise by so many per cent."""
    for _, place in matches(r"[率重例](?P<words>达到(?P<value>\d+(?:\.\d+)?)%)", text, "words"):
        if place.end < annexes(text):
            yield change(text, place, "提高3%", near=30)
            yield change(text, place, "下降2%", near=30)


@plants("denial-not-read")
def denial_of_what_is_reached(text: str) -> Iterator[Fault]:
    """Deny a value in a way that says neither more nor less."""
    for match, place in reached(text):
        yield change(text, place, f"不得在{match['value']}{match['unit']}", near=30)


@plants("word-unused")
def word_behind_a_goal(text: str) -> Iterator[Fault]:
    """Put a word of bound, change or time behind a goal, where none belongs."""
    for match, place in reached(text):
        for word in ("低于往年", "年均", "不超过"):
            yield change(text, place, f"{match['words']}{word}", near=30)
