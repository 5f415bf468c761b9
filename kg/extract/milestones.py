"""Goals in words: milestones that can be checked or have a date, and the major breakthroughs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.clauses import full_sentences, split_clauses
from kg.extract.passages import Passage, sentences_of
from kg.extract.times import Calendar, Time
from kg.model import Breakthrough, Evidence, Milestone, Scope
from kg.numerals import read_counting
from kg.parse.structure import ParsedDocument
from kg.profiles.figures import FigureWords
from kg.text import Span, bare_name, depths, name_digest, normalise_name, trim, unique_name

_GOALS = {Scope.TASK, Scope.HEADLINE, Scope.ADOPTION, Scope.SECTION, Scope.COLUMN}
_MARKS = "、;,"


def extract_milestones(
    parsed: ParsedDocument,
    calendar: Calendar,
    words: FigureWords,
    passages: Iterable[Passage],
    taken: Iterable[Span],
) -> tuple[Milestone, ...]:
    """Read the goals without a figure, clause by clause.

    Args:
        parsed: The document.
        calendar: Its times.
        words: How such goals are said.
        passages: Where to look.
        taken: Places of figures and breakthroughs, whose clauses are none.
    """
    taken = list(taken)
    found: list[Milestone] = []
    used: set[str] = set()
    for passage in passages:
        if passage.scope not in _GOALS:
            continue
        for sentence in sentences_of(parsed, passage):
            for clause in split_clauses(parsed.folded, sentence):
                place = trim(parsed.folded, clause.span)
                if clause.level > 0 or any(
                    place.start < other.end and other.start < place.end for other in taken
                ):
                    continue
                year, times = _due(calendar, place, sentence)
                if not _is_goal(parsed.folded, place, words, is_dated=year is not None):
                    continue
                label = place.quote(parsed.text)
                if _said_before(found, passage, label):
                    continue
                local = unique_name(f"{passage.name}/milestone/{name_digest(label)}", used)
                used.add(local)
                spans = (place, *(s for s in times if not place.holds(s)))
                found.append(
                    Milestone(
                        id=local,
                        scope=passage.scope,
                        carrier=passage.carrier,
                        task=passage.task,
                        suggestion=passage.suggestion,
                        label=label,
                        year=year,
                        evidence=Evidence(parsed.key, spans, "milestone"),
                    )
                )
    return tuple(found)


def _due(calendar: Calendar, place: Span, sentence: Span) -> tuple[int | None, list[Span]]:
    """Return the year that a clause is due, with the places that say so: inside it or before."""
    inside = [time for time in calendar.times if place.holds(time.span) and _is_due(calendar, time)]
    before = [time for time in calendar.governing(place, sentence) if _is_due(calendar, time)]
    times = inside or before
    if not times:
        return None, []
    time = times[-1]
    return time.year, time.places


def _is_due(calendar: Calendar, time: Time) -> bool:
    return time.year is not None and (calendar.plan is None or time.year >= calendar.plan[0])


def _is_goal(folded: str, place: Span, words: FigureWords, *, is_dated: bool) -> bool:
    clause = place.quote(folded)
    outside = depths(clause)
    bare = "".join("□" if level else c for c, level in zip(clause, outside, strict=True))
    bare = words.bodies["name"].sub("□", bare)
    if words.milestones["none"].search(bare):
        return False
    if words.milestones["arrival"].search(bare):
        return True
    return is_dated and words.milestones["aspiration"].search(bare) is not None


def _said_before(found: Iterable[Milestone], passage: Passage, label: str) -> bool:
    """Say whether the same carrier has said the same goal, in these words or in more."""
    plain = normalise_name(label)
    return any(
        plain in normalise_name(milestone.label)
        for milestone in found
        if milestone.scope is passage.scope
        and (passage.scope is Scope.HEADLINE or milestone.carrier == passage.carrier)
    )


def extract_breakthroughs(parsed: ParsedDocument) -> tuple[Breakthrough, ...]:
    """Read the list of major breakthroughs: behind the words that count them."""
    sections, folded = parsed.profile.sections, parsed.folded
    if "breakthroughs" not in sections:
        return ()
    for match in sections["breakthroughs"].finditer(folded):
        count = read_counting(match["count"])
        if count is None:
            continue
        line_end = folded.find("\n", match.end())
        rest = Span(match.end(), len(folded) if line_end < 0 else line_end)
        items = _items(folded, rest, sections["breakthrough_item"])
        if len(items) >= min(count, _SHORTEST_LIST):
            return tuple(
                Breakthrough(
                    id=f"breakthrough/{number}",
                    number=number,
                    label=item.quote(parsed.text),
                    evidence=Evidence(parsed.key, (item,), "breakthrough"),
                )
                for number, item in enumerate(items, 1)
            )
    return ()


_SHORTEST_LIST = 2


def _items(folded: str, rest: Span, ending: re.Pattern[str]) -> list[Span]:
    """Cut the list of the sentence that holds it; a piece without the ending joins the next."""
    for sentence in full_sentences(folded, rest):
        colon = sentence.quote(folded).find(":")
        start = sentence.start + colon + 1
        outside = depths(folded[start : sentence.end])
        items: list[Span] = []
        begin = start
        for index in range(start, sentence.end + 1):
            is_mark = index == sentence.end or (
                folded[index] in _MARKS and outside[index - start] == 0
            )
            if is_mark and ending.search(folded[begin:index]):
                items.append(bare_name(folded, Span(begin, index)))
                begin = index + 1
        if len(items) >= _SHORTEST_LIST:
            return items
    return []
