"""Times that facts hold outside figures: of cells, milestones, documents and written times."""

from __future__ import annotations

from kg.check.readings.facts import Fact, close
from kg.check.readings.times import (
    plan_of_quotes,
    read_times,
    times_of_quote,
    year_of_date,
)


def has_time(fact: Fact, literal: str) -> bool:
    """Say whether the first quote names the time; where it names none, whether another does."""
    year_now, plan = year_of_date(fact.others), plan_of_quotes(fact.others)
    for quotes in ([fact.main] if fact.main else [], fact.others):
        found = {time for quote in quotes for time in times_of_quote(quote.words, year_now, plan)}
        if found:
            return literal in found
    return False


def has_cell_year(fact: Fact, literal: str) -> bool:
    """Say whether a cell prints the year; where it prints none, whether its heading does."""
    times = read_times(fact.main.words) if fact.main else ()
    # 五年累计9 prints a length of time, and no year.
    printed = {time.value for time in times} - {None}
    if printed:
        return printed == {literal}
    return any(literal in times_of_quote(quote.words) for quote in fact.others)


def has_day(fact: Fact, literal: str) -> bool:
    """Say whether a quote names the day."""
    return any(literal in times_of_quote(quote.words) for quote in fact.quotes)


def has_first_year(fact: Fact, literal: str) -> bool:
    """Say whether a quote names a span of years that begins so."""
    return any(first == literal for first, _, last in _spans(fact) if last)


def has_last_year(fact: Fact, literal: str) -> bool:
    """Say whether a quote names a span of years that ends so."""
    return any(last == literal for _, _, last in _spans(fact))


def is_resolved(fact: Fact, literal: str) -> bool:
    """Say whether a written time comes to this, told from the date that the fact quotes."""
    label = close(fact.value("rdfs:label") or "")
    year_now, plan = year_of_date(fact.quotes), plan_of_quotes(fact.quotes)
    return any(time.value == literal for time in read_times(label, year_now, plan))


def _spans(fact: Fact) -> list[tuple[str, str, str]]:
    return [time.partition("/") for quote in fact.quotes for time in times_of_quote(quote.words)]
