"""Text that was changed beneath a graph, and numbers that no rule can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text import Span
from tests.planted.faults import Fault, change, matches, plants
from tests.planted.structure import tasks

# A clause with a goal that is said once, and where its own words stand.
_GOAL = (
    r"(?<=[,，。])(?P<clause>(?![^,，]*(?:去年|预计|将|也提出))[^,，;；。、\n]{4,40}?"
    r"(?:达到|突破|控制在)\d[\d.]*[^,，;；。、\n]{0,8})(?=[,，;；。])"
)


def goals(text: str) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield the clauses of tasks that set a goal."""
    for _, task in tasks(text):
        for match, place in matches(_GOAL, text, "clause"):
            if task.holds(place):
                yield match, place


@plants("quote-altered", "source-changed")
def word_changed_beneath(text: str) -> Iterator[Fault]:
    """Change one word of a goal beneath the graph."""
    for match, place in goals(text):
        middle = place.start + len(re.split("达到|突破|控制在", match["clause"])[0]) // 2
        if text.count(match["clause"]) == 1:
            fault = change(
                text, Span(middle, middle + 2), "某某", near=len(match["clause"]), is_beneath=True
            )
            # That the text is another one is said of the document.
            yield _beneath(fault, from_start=True)


@plants("quote-missing")
def sentence_overwritten_beneath(text: str) -> Iterator[Fault]:
    """Write other words over a sentence and its neighbours, beneath the graph."""
    for match, place in goals(text):
        start = text.rfind("。", 0, text.rfind("。", 0, place.start)) + 1
        end = text.find("。", text.find("。", place.end) + 1)
        if text.count(match["clause"]) == 1 and "\n" not in text[start:end]:
            words = "某" * (end - start)
            yield _beneath(change(text, Span(start, end), words, is_beneath=True))


@plants("quote-moved")
def sentence_put_before(text: str) -> Iterator[Fault]:
    """Put a sentence before all that was quoted, beneath the graph."""
    for _, place in matches(r"\n(?=[一二三]、)", text):
        yield _beneath(
            change(text, Span(place.end, place.end), "(本稿供讨论。)\n", is_beneath=True)
        )


def _beneath(fault: Fault, *, from_start: bool = False) -> Fault:
    """Let all that stands behind an edit count: its offsets are no longer those of the quotes."""
    first = 0 if from_start else fault.edits[0].start
    return replace(fault, contradicts=(Span(first, len(fault.text) + 200),))


@plants("number-unread")
def number_of_nothing(text: str) -> Iterator[Fault]:
    """Put a number into a task, as a sentence that says of nothing what it is."""
    for _, task in tasks(text):
        for stop in re.finditer("。", task.quote(text)[:-1]):
            at = task.start + stop.end()
            yield change(text, Span(at, at), "达4417。", near=6)
