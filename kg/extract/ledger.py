"""The ledger: every number of a text in exactly one row, with how it was read.

Facts come first: a number that became a value, a count, an ordinal of a node is entered with that
node. What no fact took is read by its form, then by its context; the rest is ``unread``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.figure_readings import ReadFigure
from kg.extract.number_forms import FormReading
from kg.extract.numbers import NumberMention
from kg.model import (
    Evidence,
    Facts,
    LedgerEntry,
    NumberReading,
    Observation,
    Target,
    UnitKind,
)
from kg.parse.structure import LeafKind, ParsedDocument
from kg.text import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact's claim to the numbers of a place.

    Attributes:
        span: The place; all numbers inside are claimed.
        fact: ``id`` of the node.
        rule: What the ledger names as its rule.
    """

    span: Span
    reading: NumberReading
    fact: str | None
    rule: str


def enter_numbers(
    parsed: ParsedDocument,
    facts: Facts,
    mentions: Iterable[NumberMention],
    forms: Mapping[Span, FormReading],
    figures: Mapping[Span, ReadFigure],
) -> tuple[LedgerEntry, ...]:
    """Enter each number once.

    Args:
        parsed: The document.
        facts: What was read from it.
        mentions: Its numbers.
        forms: Readings by form, for the numbers that their form tells.
        figures: Readings by context, for the others that stand in a passage.
    """
    claims = list(_claims(parsed, facts))
    exact = {claim.span: claim for claim in reversed(claims)}
    wide = [claim for claim in claims if claim.span.end - claim.span.start > 0]
    known = [mention for mention in mentions if mention.is_owed]
    narrowest = _narrowest(wide, [mention.span for mention in known])
    unread = {table.unit for table in parsed.unread}
    lost = [unit.extent for unit in parsed.units if unit.id in unread]
    entries = []
    for mention in known:
        claim = exact.get(mention.span) or narrowest.get(mention.span)
        form, figure = forms.get(mention.span), figures.get(mention.span)
        if claim is not None and not _form_holds(form, claim):
            entry = (claim.reading, claim.fact, claim.rule)
        elif form is not None:
            entry = (form.reading, None, form.rule)
        elif figure is not None:
            entry = (figure.reading, None, figure.rule)
        else:
            entry = (NumberReading.UNREAD, None, "no-rule")
        # A figure that was read as a goal and became none is not accounted for.
        if entry[0] is NumberReading.TARGET and entry[1] is None:
            entry = (NumberReading.UNREAD, None, "goal-without-a-name")
        if entry[0] is NumberReading.UNREAD and any(a.holds(mention.span) for a in lost):
            entry = (NumberReading.UNREAD, None, "in-an-unread-table")
        entries.append(
            LedgerEntry(
                quote=mention.span.quote(parsed.text),
                reading=entry[0],
                fact=entry[1],
                evidence=Evidence(parsed.key, (mention.span,), entry[2]),
            )
        )
    return tuple(entries)


def _form_holds(form: FormReading | None, claim: Claim) -> bool:
    """Say whether a number keeps its form's reading inside a wider claim.

    A name that holds a date leaves it a date; a clause that counts leaves the numbers of names;
    a plan's ordinal tells a time and is an ordinal.
    """
    if form is None:
        return False
    pairs = {
        (NumberReading.DATE, NumberReading.NAME),
        (NumberReading.NAME, NumberReading.COUNT),
        (NumberReading.ORDINAL, NumberReading.DATE),
    }
    return (form.reading, claim.reading) in pairs


def _narrowest(claims: Sequence[Claim], places: Iterable[Span]) -> dict[Span, Claim]:
    """Find for each place the narrowest claim that holds it; of two alike the first one made.

    Claims and places are walked side by side, so that many of both cost little more than few.
    """
    waiting = sorted(enumerate(claims), key=lambda item: -item[1].span.start)
    begun: list[tuple[int, Claim]] = []
    found = {}
    for place in sorted(places):
        while waiting and waiting[-1][1].span.start <= place.start:
            begun.append(waiting.pop())
        begun = [item for item in begun if item[1].span.end > place.start]
        holding = [item for item in begun if item[1].span.holds(place)]
        if holding:
            found[place] = min(holding, key=lambda item: (_length(item[1].span), item[0]))[1]
    return found


def _length(span: Span) -> int:
    return span.end - span.start


def _claims(parsed: ParsedDocument, facts: Facts) -> Iterator[Claim]:
    """Yield what facts claim, the surest first: of two claims to one place the first holds."""
    yield from _values(facts)
    yield from _table(facts)
    yield from _structure(parsed, facts)
    yield from _adoption(parsed, facts)
    yield from _names(facts)
    yield from _years(facts)


def _values(facts: Facts) -> Iterator[Claim]:
    for target in facts.targets:
        for span in (target.value_span, *target.repeated):
            yield Claim(span, NumberReading.TARGET, target.id, target.evidence.rule)
    for observation in facts.observations:
        reading = NumberReading.BASELINE if observation.is_baseline else NumberReading.ACTUAL
        yield Claim(observation.value_span, reading, observation.id, observation.evidence.rule)


def _table(facts: Facts) -> Iterator[Claim]:
    for indicator in facts.indicators:
        if indicator.number_span is not None:
            rule = "row-number"
            yield Claim(indicator.number_span, NumberReading.ORDINAL, indicator.id, rule)
        for cell in indicator.cells:
            if cell.year_span is not None:
                yield Claim(cell.year_span, NumberReading.DATE, cell.id, "year-of-a-cell")
            if cell.quantity is None and cell.text[0].isdecimal():
                # It begins as a value and is none: no name either.
                yield Claim(cell.evidence.span, NumberReading.UNREAD, None, "cell-not-read")
        row = indicator.evidence.span
        yield Claim(row, NumberReading.NAME, indicator.id, "in-an-indicator's-row")
    for count in facts.counts:
        yield Claim(count.evidence.span, NumberReading.COUNT, count.id, count.evidence.rule)
    for tally in facts.review_counts:
        yield Claim(tally.evidence.span, NumberReading.COUNT, tally.id, tally.evidence.rule)


def _structure(parsed: ParsedDocument, facts: Facts) -> Iterator[Claim]:
    tasks = {task.unit: task.id for task in facts.tasks}
    for unit in facts.units:
        heading = unit.evidence.span
        if unit.number is not None and unit.kind is not UnitKind.ANNEX:
            mark = Span(heading.start, max(heading.start, heading.end - len(unit.title)))
            fact = tasks.get(unit.id, unit.id)
            yield Claim(mark, NumberReading.ORDINAL, fact, "heading-number")
        elif unit.number is not None:
            mark = Span(heading.start, heading.start + len("附件99"))
            yield Claim(mark, NumberReading.ORDINAL, unit.id, "heading-number")
    for leaf in parsed.leaves:
        if leaf.kind is LeafKind.ANNEX_LIST:
            yield Claim(leaf.words, NumberReading.ORDINAL, leaf.unit, "list-of-annexes")
        elif leaf.kind is LeafKind.CONTENTS:
            leader = parsed.profile.sections["leader"].search(leaf.words.quote(parsed.folded))
            if leader is not None:
                start = leaf.words.start
                page = Span(start + leader.start(), start + leader.end())
                yield Claim(page, NumberReading.OTHER, None, "page-number")


def _adoption(parsed: ParsedDocument, facts: Facts) -> Iterator[Claim]:
    for suggestion in facts.suggestions:
        place, *others = suggestion.evidence.spans
        for span in others:
            yield Claim(span, NumberReading.ORDINAL, suggestion.id, "row-number")
        label = max(place.start, place.end - len(suggestion.label))
        mark = Span(place.start, label)
        yield Claim(mark, NumberReading.ORDINAL, suggestion.id, "number-in-its-theme")
        yield Claim(Span(label, place.end), NumberReading.NAME, suggestion.id, "in-a-label")
    for statement in facts.theme_statements:
        for part, span in statement.parts:
            mark = Span(span.start, parsed.folded.find("篇", span.start) + 1)
            yield Claim(mark, NumberReading.ORDINAL, f"part/{part}", "part-number")
    for citation in facts.citations:
        if citation.part_span is not None:
            yield Claim(citation.part_span, NumberReading.ORDINAL, citation.id, "part-number")


def _names(facts: Facts) -> Iterator[Claim]:
    for column in facts.columns:
        yield Claim(column.evidence.span, NumberReading.NAME, column.id, "in-a-label")
    for citation in facts.citations:
        if citation.name_span is None:
            continue
        yield Claim(citation.name_span, NumberReading.NAME, citation.id, "in-a-label")
    for target in facts.targets:
        yield Claim(target.name_span, NumberReading.NAME, target.id, "in-an-indicator's-name")


def _years(facts: Facts) -> Iterator[Claim]:
    document = facts.document
    for span in (document.issued_span, document.met_span, document.period_span):
        if span is not None:
            yield Claim(span, NumberReading.DATE, "", "document-front")
    figures: list[Target | Observation] = [*facts.targets, *facts.observations]
    for figure in figures:
        if figure.time_span is not None:
            yield Claim(figure.time_span, NumberReading.DATE, figure.id, "time-of-a-figure")
    for milestone in facts.milestones:
        for span in milestone.evidence.spans[1:]:
            yield Claim(span, NumberReading.DATE, milestone.id, "time-of-a-milestone")
    for time in facts.times:
        for span in time.evidence.spans:
            yield Claim(span, NumberReading.DATE, time.id, time.evidence.rule)
    for mark in facts.irregularities:
        if mark.kind in _DATE_MARKS:
            yield Claim(mark.evidence.span, NumberReading.DATE, mark.id, mark.evidence.rule)


_DATE_MARKS = {"malformed-date", "impossible-date"}
