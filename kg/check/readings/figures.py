"""Targets and stated values, read again: each literal against the clause or the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property, partial

from kg.check.readings import basis, bounds, changes, hedges, linking, naming, periods
from kg.check.readings.facts import Fact, Quote, plain
from kg.check.readings.mentions import Mention, is_range_cell
from kg.check.readings.times import plan_of_quotes, unbroken, whole_time, year_of_date
from kg.check.readings.tokens import Clause, clause_of, has_rest
from kg.lexicon import words
from kg.numerals import is_unit

FIGURES = frozenset({"plan:Target", "plan:StatedValue"})
_TIMES = ("plan:year", "plan:period", "plan:refPeriod")
_BRACKETED_END = re.compile(r"\(([^()]*)\)$")
_YEAR_BEHIND = re.compile(r"\(\d{4}年\)")

Unread = tuple[str, str]
Test = Callable[[Mention], bool]


@dataclass(frozen=True)
class Figure:
    """A target or stated value with the quote that holds its number.

    Attributes:
        fact: What is read again.
        main: Its clause or cell.
    """

    fact: Fact
    main: Quote

    @cached_property
    def year_now(self) -> int | None:
        """The year of a date among the other quotes; ``None`` without one."""
        return year_of_date(self.fact.others)

    @cached_property
    def plan(self) -> tuple[int, int] | None:
        """The years of a plan that another quote names; ``None`` without one."""
        return plan_of_quotes(self.fact.others)

    @cached_property
    def clause(self) -> Clause:
        """The main quote, read."""
        return clause_of(self.main.words, self.year_now, self.plan)

    @cached_property
    def is_cell(self) -> bool:
        """Whether the main quote is a table's cell: a number alone, in a row that is quoted."""
        if not any(quote.holds(self.main) for quote in self.fact.others):
            return False
        mentions = self.clause.mentions
        return (len(mentions) == 1 and is_cell(self.clause, mentions[0])) or is_range_cell(
            self.main.words
        )

    @cached_property
    def label(self) -> str:
        """The fact's name, folded."""
        return plain(self.fact.value("rdfs:label") or "")

    @cached_property
    def beside(self) -> list[Quote]:
        """Quotes that neither hold the main one nor lie in it: headings, times, other mentions."""
        return [
            replace(quote, words=unbroken(quote.words))
            for quote in self.fact.others
            if not quote.holds(self.main) and not self.main.holds(quote)
        ]

    @cached_property
    def headings(self) -> list[str]:
        """The words of the quotes that lie in no row of the cell."""
        rows = [quote for quote in self.fact.others if quote.holds(self.main)]
        return [q.words for q in self.beside if not any(row.holds(q) for row in rows)]

    @cached_property
    def words_beside(self) -> list[str]:
        """The words of the quotes beside."""
        return [quote.words for quote in self.beside]

    def links(self, mention: Mention) -> list[linking.Link]:
        """Return the ways in which the name can be a number's."""
        if mention not in self._links:
            self._links[mention] = self._find_links(mention)
        return self._links[mention]

    @cached_property
    def _links(self) -> dict[Mention, list[linking.Link]]:
        return {}

    def _find_links(self, mention: Mention) -> list[linking.Link]:
        found = list(linking.links(self.clause, mention, self.label))
        if found or naming.holds(self.main.words, self.label):
            return found
        whole, share = naming.split_share(self.label)
        said = [self.main.words, *self.words_beside] if share else []
        if any(naming.holds(words, whole) for words in said):
            found = list(linking.links(self.clause, mention, share))
        if found:
            return found
        is_named = any(naming.holds(said, self.label) for said in self.words_beside)
        if not is_named or naming.is_named_before(self.main.before, self.label):
            return []
        link = linking.nameless(self.clause, mention)
        return [] if link is None else [link]


def unread_figure(fact: Fact) -> list[Unread]:
    """Name the literals of a target or a stated value that its quotes do not say.

    Returns:
        Pairs of property and literal; an empty literal where the quote says what the fact does not.
    """
    main, printed = fact.main, fact.value("plan:value")
    if main is None or printed is None:
        return [("plan:value", printed or "")]
    figure = Figure(fact, main)
    try:
        value = Decimal(printed)
    except InvalidOperation:
        return [("plan:value", printed)]
    candidates = [mention for mention in figure.clause.mentions if mention.value == value]
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


def is_cell(clause: Clause, mention: Mention) -> bool:
    """Return whether the words are a table's cell: a number, what bounds it, its year, no more.

    >>> cell = Clause("力争30(2024年)")
    >>> is_cell(cell, cell.mentions[0])
    True
    """
    said = clause.words
    before = said[: mention.start].strip(' ["-(')
    start = said.find(before) if before else 0
    if before and has_rest(clause.read(start, start + len(before))):
        return False
    if any(token.kind in ("change", "time", "basis") for token in clause.read(0, mention.start)):
        return False
    after = said[mention.end :].strip(' ]"')
    if said.lstrip().startswith("("):
        after = after.removesuffix(")")
    return not _YEAR_BEHIND.sub("", after)


def _tests(figure: Figure) -> Iterator[tuple[str, str, Test]]:
    """Yield what each literal asks of the number that it was read with."""
    fact = figure.fact
    unit, label = fact.value("plan:unitLabel"), fact.value("rdfs:label") or ""
    bound, kind = fact.value("plan:comparator") or "", fact.value("plan:basis") or ""
    yield "plan:unitLabel", unit or "", partial(_has_unit, figure, unit)
    yield "rdfs:label", label, partial(_is_named, figure)
    yield "plan:comparator", bound, partial(_has_bound, figure, bound)
    yield "plan:year", "", partial(_keeps_its_time, figure)
    for name in _TIMES:
        for literal in fact.values(name):
            yield name, literal, partial(_has_time, figure, literal)
    yield "plan:basis", kind, partial(_has_basis, figure, kind)
    if "plan:Target" in fact.classes:
        yield "plan:change", fact.value("plan:change") or "", partial(_has_change, figure)
        yield "plan:since", fact.value("plan:since") or "", partial(_has_since, figure)
    for literal in fact.values("plan:hedge"):
        yield "plan:hedge", literal, partial(_has_hedge, figure, literal)
    yield "plan:hedge", "", partial(_keeps_its_hedge, figure)
    for status in fact.values("sdmx-attribute:obsStatus"):
        yield "sdmx-attribute:obsStatus", status, partial(_has_status, figure, status)


def _is_named(figure: Figure, mention: Mention) -> bool:
    if figure.is_cell:
        return any(naming.is_row_name(quote.words, figure.label) for quote in figure.fact.others)
    links = figure.links(mention)
    keeps = "plan:StatedValue" in figure.fact.classes or all(link.is_behind for link in links)
    return bool(links) and naming.is_name(figure.label, keeps_change=keeps)


def _has_bound(figure: Figure, bound: str, mention: Mention) -> bool:
    if figure.is_cell:
        return bounds.of_cell(figure.clause, mention) == bound
    links = figure.links(mention) or [_any_link(figure, mention)]
    after = figure.main.after
    return any(bounds.of_number(figure.clause, mention, link, after) == bound for link in links)


def _has_basis(figure: Figure, kind: str, mention: Mention) -> bool:
    if figure.is_cell:
        return kind == basis.of_cell(mention, figure.label, figure.words_beside)
    links = figure.links(mention) or [_any_link(figure, mention)]
    return any(
        kind in basis.of_clause(figure.clause, mention, link, figure.label, figure.words_beside)
        for link in links
    )


def _has_change(figure: Figure, mention: Mention) -> bool:
    change = figure.fact.value("plan:change") or ""
    if figure.is_cell:
        kind = figure.fact.value("plan:basis") or ""
        return change in changes.of_cell(figure.label, kind, figure.headings)
    links = figure.links(mention) or [_any_link(figure, mention)]
    return any(
        change in changes.of_number(figure.clause, mention, link, figure.label, figure.words_beside)
        for link in links
    )


def _has_since(figure: Figure, mention: Mention) -> bool:
    since = figure.fact.value("plan:since")
    change, unit = figure.fact.value("plan:change"), figure.fact.value("plan:unitLabel")
    if not changes.is_comparable(change, unit) or figure.is_cell:
        return since is None
    links = figure.links(mention) or [_any_link(figure, mention)]
    for link in links:
        times, is_own = changes.compared_with(
            figure.clause, mention, link, figure.beside, figure.year_now
        )
        if since in times or (since is None and not (is_own and times)):
            return True
    return False


def _any_link(figure: Figure, mention: Mention) -> linking.Link:
    """Read the words before a number whose name is not found, so that the rest can be told."""
    tokens = figure.clause.read(mention.scope, mention.start, leads=True)
    return linking.Link(mention.start, (), tokens, tokens, None)


def _has_hedge(figure: Figure, hedge: str, mention: Mention) -> bool:
    return hedges.holds(figure.clause, mention, hedge, figure.words_beside)


def _keeps_its_hedge(figure: Figure, mention: Mention) -> bool:
    return hedges.adjacent(figure.clause, mention) <= set(figure.fact.values("plan:hedge"))


def _has_unit(figure: Figure, unit: str | None, mention: Mention) -> bool:
    listed = figure.clause.values_beside(mention)
    is_last = len(listed) > 1 and listed[-1].unit is not None
    if unit is not None and is_last and plain(unit).startswith(mention.unit or ""):
        # The last of a list prints the unit for all: 3个和4个百分点.
        return plain(unit) in (mention.unit, listed[-1].unit)
    if mention.unit is not None or not figure.is_cell:
        return mention.unit == (None if unit is None else plain(unit))
    rows = [quote for quote in figure.fact.others if quote.holds(figure.main)]
    if unit is None:
        return not any(is_unit(said) for row in rows for said in _row_units(row))
    return any(plain(unit) in _row_units(quote) for quote in figure.fact.others)


def _row_units(row: Quote) -> set[str]:
    """Return what may be a unit in a row: the closing bracket of a cell, or a cell of its own."""
    lines = [line.strip() for line in row.words.splitlines()]
    closing = [match[1] for line in lines if (match := _BRACKETED_END.search(line))]
    return {*closing, *lines}


def _keeps_its_time(figure: Figure, mention: Mention) -> bool:
    time, is_its_own = periods.own_time(figure.clause, mention)
    if time is None or not is_its_own or time.value is None:
        return True
    return any(time.value in figure.fact.values(name) for name in _TIMES)


def _has_time(figure: Figure, literal: str, mention: Mention) -> bool:
    time, _ = periods.own_time(figure.clause, mention)
    # A point of time in the clause leaves open to which period an average refers.
    is_told = time is not None and ("/" in (time.value or "") or "/" not in literal)
    if time is not None and is_told and time.value is not None:
        return time.value == literal
    value = Decimal(figure.fact.value("plan:value") or "0")
    return literal in periods.times_beside(figure.beside, value, figure.year_now, figure.plan)


def _has_status(figure: Figure, status: str, mention: Mention) -> bool:
    expected = words("expected", "hedge")
    is_expected = any(expected.find(figure.main.words, mention.scope, mention.start))
    if figure.is_cell:
        is_expected |= any(any(expected.find(said)) for said in figure.words_beside)
    return is_expected == status.endswith("estimate")


def _idle_quotes(figure: Figure, value: Decimal) -> list[Unread]:
    """Find other quotes that say another value or time: they have changed, or never held."""
    told = {time for name in (*_TIMES, "plan:since") for time in figure.fact.values(name)}
    plan = figure.plan
    idle = []
    for quote in figure.beside:
        mentions = [m for m in clause_of(quote.words).mentions if m.is_figure]
        around = periods.times_around(quote, figure.year_now, plan)
        is_other_value = (
            bool(mentions) and not around and not figure.is_cell
            and not _is_of_it(figure, mentions, value)
        )  # fmt: skip
        time = whole_time(quote.words, figure.year_now, plan)
        # A day tells which year is meant by 今年, a plan which years by 未来五年.
        is_anchor = time is not None and (
            time.count("-") == 2 or (plan is not None and time == f"{plan[0]}/{plan[1]}")
        )
        if is_other_value or (time is not None and not is_anchor and time not in told):
            idle.append(("plan:hasEvidence", quote.words))
    return idle


def _is_of_it(figure: Figure, mentions: list[Mention], value: Decimal) -> bool:
    """Return whether a quote says the value, or is part of the figure's name."""
    if any(mention.value == value for mention in mentions):
        return True
    return any(quote.words in figure.label for quote in figure.beside)
