"""Text that was changed beneath a graph, and numbers that no rule can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text import Span
from tests.planted.faults import Fault, change, matches, plants

_EVERYWHERE = re.compile(r"[\s\S]+")


@plants("quote-altered", "quote-missing", "source-changed")
def digit_changed_beneath(text: str) -> Iterator[Fault]:
    """Change one digit of a goal beneath the graph."""
    for match, place in matches(r"(?:达到|突破)(?P<n>\d)\d{2,}", text, "n"):
        yield _beneath(
            change(text, place, str((int(match["n"]) + 3) % 10), near=30, is_beneath=True)
        )


@plants("quote-moved")
def sentence_put_before(text: str) -> Iterator[Fault]:
    """Put a sentence before all that was quoted, beneath the graph."""
    for _, place in matches(r"\n(?=[一二三]、)", text):
        yield _beneath(
            change(text, Span(place.end, place.end), "(本稿供讨论。)\n", is_beneath=True)
        )


@plants("quote-cut")
def digit_added_beneath(text: str) -> Iterator[Fault]:
    """Add a digit right behind a number that ends a quote, beneath the graph."""
    for _match, place in matches(r"\n(?P<n>\d{2,}(?:\.\d+)?)\n", text, "n"):
        end = place.end
        yield _beneath(change(text, Span(end, end + 1), "7", near=6, is_beneath=True))


def _beneath(fault: Fault) -> Fault:
    """Let all that stands behind an edit count: its offsets are no longer those of the quotes."""
    first = fault.edits[0].start
    return Fault(
        text=fault.text,
        edits=fault.edits,
        contradicts=(Span(first, len(fault.text) + 200),),
        said=fault.said,
        is_beneath=True,
    )


@plants("number-unread")
def number_of_nothing(text: str) -> Iterator[Fault]:
    """Put a number into a sentence that is of nothing."""
    for match, place in matches(r"(?<=[一-鿿]{6})。(?=[一-鿿]{6})", text):
        del match
        yield change(text, Span(place.start, place.start), "×4417×", near=10)
