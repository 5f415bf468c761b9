"""Targets and stated values, read again: each literal against the clause or the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import partial

from kg.check.readings import basis, hedges, naming
from kg.check.readings.facts import Fact, Quote, plain
from kg.check.readings.mentions import Mention, brackets, is_cell, is_range_cell, read_mentions
from kg.check.readings.times import (
    Time,
    read_times,
    times_of_quote,
    unbroken,
    whole_time,
    year_of_date,
)
from kg.numerals import is_unit

FIGURES = frozenset({"plan:Target", "plan:StatedValue"})
_TIMES = ("plan:year", "plan:period", "plan:refPeriod")
_BRACKETED_END = re.compile(r"\(([^()]*)\)$")
_REFERENCE_BEFORE = ("比", "较")
_REFERENCE_BEHIND = re.compile(r"的?(?:水平|基础|价格|不变价)")
_LOOSE = re.compile(r"[的为 ]*")
_EXPECTED = re.compile("预计|力争|预期(?!寿命)|估计|预测|有望")

Unread = tuple[str, str]
Test = Callable[[Mention], bool]


@dataclass(frozen=True, slots=True)
class Figure:
    """A target or stated value with the quote that holds its number.

    Attributes:
        fact: What is read again.
        main: Its clause or cell.
        is_cell: Whether the main quote is a table's cell.
        year_now: Year of a date among the other quotes; ``None`` without one.
    """

    fact: Fact
    main: Quote
    is_cell: bool
    year_now: int | None

    @property
    def beside(self) -> list[Quote]:
        """Quotes that neither hold the main one nor lie in it: headings, times, other mentions."""
        return [
            replace(quote, words=unbroken(quote.words))
            for quote in self.fact.others
            if not quote.holds(self.main) and not self.main.holds(quote)
        ]


def unread_figure(fact: Fact) -> list[Unread]:
    """Name the literals of a target or a stated value that its quotes do not say.

    Returns:
        Pairs of property and literal; an empty literal where the quote says what the fact does not.
    """
    main, printed = fact.main, fact.value("plan:value")
    if main is None or printed is None:
        return [("plan:value", printed or "")]
    mentions = read_mentions(main.words)
    figure = Figure(
        fact,
        main,
        (len(mentions) == 1 and is_cell(main.words, mentions[0])) or is_range_cell(main.words),
        year_of_date(fact.others),
    )
    try:
        value = Decimal(printed)
    except InvalidOperation:
        return [("plan:value", printed)]
    candidates = [mention for mention in mentions if mention.value == value]
    if not candidates:
        return [("plan:value", printed)]
    unread: list[Unread] = []
    for name, literal, test in _tests(figure):
        kept = [mention for mention in candidates if test(mention)]
        if kept:
            candidates = kept
        else:
            unread.append((name, literal))
    return unread + _idle_quotes(figure, value)


def _tests(figure: Figure) -> Iterator[tuple[str, str, Test]]:
    """Yield what each literal asks of the number that it was read with."""
    fact = figure.fact
    unit, label = fact.value("plan:unitLabel"), fact.value("rdfs:label") or ""
    bound, kind = fact.value("plan:comparator") or "", fact.value("plan:basis") or ""
    yield "plan:unitLabel", unit or "", partial(_has_unit, figure, unit)
    yield "plan:comparator", bound, partial(_has_bound, figure, bound)
    yield "plan:year", "", partial(_keeps_its_time, figure)
    for name in _TIMES:
        for literal in fact.values(name):
            yield name, literal, partial(_has_time, figure, literal)
    yield "plan:basis", kind, partial(_has_basis, figure, kind)
    for literal in fact.values("plan:hedge"):
        yield "plan:hedge", literal, partial(_has_hedge, figure, literal)
    yield "plan:hedge", "", partial(_keeps_its_hedge, figure)
    yield "rdfs:label", label, partial(_is_named, figure, label)
    for status in fact.values("sdmx-attribute:obsStatus"):
        yield "sdmx-attribute:obsStatus", status, partial(_has_status, figure, status)


def _has_bound(figure: Figure, bound: str, mention: Mention) -> bool:
    words = figure.main.words
    governing = words[:1] + words[max(1, mention.scope) : mention.start]
    label = plain(figure.fact.value("rdfs:label") or "")
    return mention.bound == bound and not naming.is_negated(governing.replace(label, ""))


def _has_basis(figure: Figure, kind: str, mention: Mention) -> bool:
    beside = [quote.words for quote in figure.beside]
    if figure.is_cell:
        label = plain(figure.fact.value("rdfs:label") or "")
        return kind == basis.of_cell(mention, label, beside)
    return kind in basis.of_clause(figure.main.words, mention, beside)


def _has_hedge(figure: Figure, hedge: str, mention: Mention) -> bool:
    beside = [quote.words for quote in figure.beside]
    return hedges.holds(figure.main.words, mention, hedge, beside)


def _keeps_its_hedge(figure: Figure, mention: Mention) -> bool:
    return hedges.adjacent(figure.main.words, mention) <= set(figure.fact.values("plan:hedge"))


def _has_unit(figure: Figure, unit: str | None, mention: Mention) -> bool:
    listed = naming.listed_after(figure.main.words, mention)
    if unit is not None and listed and plain(unit).startswith(mention.unit or ""):
        # The last of a list prints the unit for all: 3个和4个百分点.
        return plain(unit) in (mention.unit, listed[-1].unit)
    if mention.unit is not None or not figure.is_cell:
        return mention.unit == (None if unit is None else plain(unit))
    rows = [quote for quote in figure.fact.others if quote.holds(figure.main)]
    if unit is None:
        return not any(is_unit(words) for row in rows for words in _row_units(row))
    return any(plain(unit) in _row_units(quote) for quote in figure.fact.others)


def _row_units(row: Quote) -> set[str]:
    """Return what may be a unit in a row: the closing bracket of a cell, or a cell of its own."""
    lines = [line.strip() for line in row.words.splitlines()]
    closing = [match[1] for line in lines if (match := _BRACKETED_END.search(line))]
    return {*closing, *lines}


def own_time(words: str, mention: Mention, year_now: int | None) -> tuple[Time | None, bool]:
    """Find the time that the quote itself gives a number.

    Returns:
        The time, and whether it is the number's alone: attached to it, or in its bracket.
    """
    pairs = brackets(words)
    governing: Time | None = None
    for time in read_times(words, year_now):
        behind = words[mention.end : time.start]
        if time.start >= mention.end and behind.strip(" ]") == "(" and words[time.end] == ")":
            return time, True
        if time.start >= mention.start or is_reference(words, time, mention):
            continue
        within = next((a for a, b in reversed(pairs) if a < time.start < b), None)
        if within != mention.bracket or _is_of_another(words, time, mention):
            continue
        if _LOOSE.fullmatch(words, time.end, mention.start):
            return time, True
        governing = time
    return governing, governing is not None and mention.bracket is not None


def is_reference(words: str, time: Time, mention: Mention) -> bool:
    """Say whether a time is only compared with: 比2024年翻一番, 2024年的2.5倍, 2024年水平."""
    if words[: time.start].endswith(_REFERENCE_BEFORE):
        return True
    if _REFERENCE_BEHIND.match(words, time.end):
        return True
    return mention.unit in ("倍", "番") and bool(_LOOSE.fullmatch(words, time.end, mention.start))


def _is_of_another(words: str, time: Time, mention: Mention) -> bool:
    """Say whether a time is attached to a number before: 由2024年的3.6个提高到4.8个."""
    return any(
        earlier.start < mention.start
        and time.end <= earlier.start
        and _LOOSE.fullmatch(words, time.end, earlier.start)
        for earlier in read_mentions(words)
    )


def _keeps_its_time(figure: Figure, mention: Mention) -> bool:
    time, is_its_own = own_time(figure.main.words, mention, figure.year_now)
    if time is None or not is_its_own:
        return True
    return any(time.value in figure.fact.values(name) for name in _TIMES)


def _has_time(figure: Figure, literal: str, mention: Mention) -> bool:
    time, _ = own_time(figure.main.words, mention, figure.year_now)
    # A point of time in the clause leaves open to which period an average refers.
    is_told = time is not None and ("/" in (time.value or "") or "/" not in literal)
    if time is not None and is_told:
        return time.value == literal
    return literal in _times_beside(figure)


def _times_beside(figure: Figure) -> set[str]:
    """Return the times of the other quotes: of those without a figure, or with the same one."""
    value = Decimal(figure.fact.value("plan:value") or "0")
    found: set[str | None] = set()
    for quote in figure.beside:
        mentions = [mention for mention in read_mentions(quote.words) if mention.is_figure]
        if not mentions:
            found |= times_of_quote(quote.words, figure.year_now)
        for mention in mentions:
            if mention.value == value:
                time, _ = own_time(quote.words, mention, figure.year_now)
                found.add(time.value if time else None)
    return {value for value in found if value is not None}


def _is_named(figure: Figure, label: str, mention: Mention) -> bool:
    if figure.is_cell:
        return any(naming.is_row_name(quote.words, label) for quote in figure.fact.others)
    if naming.holds(figure.main.words, label):
        measured = _measured_in_bracket(figure.main.words, mention)
        return naming.names(figure.main.words, measured, label)
    return any(naming.holds(quote.words, label) for quote in figure.beside)


def _measured_in_bracket(words: str, mention: Mention) -> Mention:
    """Return the number outside that one of several in a bracket is beside, by their order.

    甲、乙分别达到1200亿元、800亿元(2025年为890亿元、560亿元): 890 is beside 1200.
    """
    known = read_mentions(words)
    inside = [m for m in known if mention.bracket is not None and m.bracket == mention.bracket]
    before = [m for m in known if m.end <= (mention.bracket or 0) and m.bracket is None]
    if len(inside) == 1 or not inside or len(before) < len(inside):
        return mention
    return before[inside.index(mention) - len(inside)]


def _has_status(figure: Figure, status: str, mention: Mention) -> bool:
    governing = figure.main.words[mention.scope : mention.start]
    is_expected = bool(_EXPECTED.search(governing))
    if figure.is_cell:
        is_expected |= any(_EXPECTED.search(quote.words) for quote in figure.beside)
    return is_expected == status.endswith("estimate")


def _idle_quotes(figure: Figure, value: Decimal) -> list[Unread]:
    """Find other quotes that say another value or time: they have changed, or never held."""
    told = {time for name in _TIMES for time in figure.fact.values(name)}
    idle = []
    for quote in figure.beside:
        values = [mention.value for mention in read_mentions(quote.words) if mention.is_figure]
        is_other_value = bool(values) and value not in values and not figure.is_cell
        time = whole_time(quote.words, figure.year_now)
        # A day tells which year is meant by 今年.
        is_other_time = time is not None and time.count("-") != 2 and time not in told
        if is_other_value or is_other_time:
            idle.append(("plan:hasEvidence", quote.words))
    return idle
