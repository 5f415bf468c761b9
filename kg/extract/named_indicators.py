"""Indicators that sentences name, and the row of the table that each most likely is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.changes import split_change
from kg.lexicon import pattern, words
from kg.model import Basis, Evidence, Indicator, NamedIndicator, Observation, Target
from kg.text import Span, normalise_name

# How alike two names must be, as the share of pairs of characters that they have in common: less
# is enough where unit and value agree too.
_ALIKE = 0.6
_ALIKE_WITH_VALUE = 0.4


@dataclass(frozen=True, slots=True)
class _Match:
    indicator: Indicator
    score: float
    reason: str
    is_equal: bool


def name_indicators(
    key: str,
    figures: Iterable[Target | Observation],
    others: Iterable[tuple[str, str, Span]],
    listed: Sequence[Indicator],
) -> tuple[NamedIndicator, ...]:
    """Make one record for each indicator that sentences name.

    Args:
        key: The document's key.
        figures: All goals and values; those of the table's rows are no names of a text.
        others: Name, ``id`` and place of indicators named without a figure.
        listed: Rows of the indicator table.
    """
    rows = {indicator.id for indicator in listed}
    places: dict[str, tuple[str, list[Span]]] = {}
    # Where a name stands outside the clauses of all its figures, its own place is quoted too.
    apart: dict[str, Span] = {}
    shown: set[str] = set()
    for record in figures:
        if record.subject not in rows:
            name = split_change(record.indicator)[0]
            known = places.setdefault(record.subject, (name, []))
            known[1].append(record.evidence.span)
            if isinstance(record, Target) and record.indicator == known[0]:
                if record.evidence.span.holds(record.name_span):
                    shown.add(record.subject)
                else:
                    apart.setdefault(record.subject, record.name_span)
    for label, subject, span in others:
        places.setdefault(subject, (split_change(label)[0], []))[1].append(span)
    for subject in apart.keys() - shown:
        places[subject][1].append(apart[subject])
    return tuple(
        NamedIndicator(
            id=subject,
            label=label,
            evidence=Evidence(key, tuple(dict.fromkeys(spans)), "indicator-named"),
        )
        for subject, (label, spans) in places.items()
    )


def _best(
    label: str,
    values: Sequence[tuple[Decimal, str | None]],
    listed: Sequence[Indicator],
    synonyms: Mapping[str, str],
) -> _Match | None:
    """Find the only row whose name is this one, or is like it while unit and value agree."""
    name = canonical_name(label, synonyms)
    matches: list[_Match] = []
    for indicator in listed:
        row = canonical_name(indicator.sub or indicator.label, synonyms)
        if normalise_name(label) in row_names(indicator):
            return _Match(indicator, 1.0, "正文与指标表所写名称相同", is_equal=True)
        units = {cell.quantity.unit or indicator.unit for cell in indicator.cells if cell.quantity}
        numbers = {cell.quantity.value for cell in indicator.cells if cell.quantity}
        has_unit = any(unit in units for _, unit in values)
        has_value = any(value in numbers and unit in units for value, unit in values)
        score = _likeness(name, row)
        least = _ALIKE_WITH_VALUE if has_value else _ALIKE
        if row == name and (has_unit or not values):
            matches.append(_Match(indicator, 2.0, "正文与指标表所写名称同义", is_equal=False))
        elif score >= least and has_unit and _may_be_one(name, row, least):
            reason = "正文与指标表所写名称相近,单位相同" + (",数值相同" if has_value else "")
            matches.append(_Match(indicator, score + 0.5 * has_value, reason, is_equal=False))
    matches.sort(key=lambda match: -match.score)
    if not matches or (len(matches) > 1 and matches[0].score == matches[1].score):
        return None
    return matches[0]


def _may_be_one(one: str, other: str, least: float) -> bool:
    """Say whether nothing that tells two indicators apart is in their names.

    A share is of its part: 甲增加值占GDP比 is not 乙增加值占GDP比. Growth is no level.
    """
    parts = [name.partition("占") for name in (one, other)]
    if all(mark for _, mark, _ in parts) and _likeness(parts[0][0], parts[1][0]) < least:
        return False
    ends = {found.reads for name in (one, other) for found in words("measured").find(name)}
    return len(ends) < len(("growth", "ratio"))


def row_names(indicator: Indicator) -> Iterator[str]:
    """Yield the names of a row: its own, and that of its sub-row behind the head of the whole.

    Of 每千人口医疗资源 with the sub-row 床位数 the text says 每千人口床位数: what a sub-row is
    measured by stands before it once for all.
    """
    label, sub = normalise_name(indicator.label), normalise_name(indicator.sub or "")
    yield sub or label
    measure = pattern("per-head").match(label)
    if sub and measure:
        yield measure[0] + sub


def canonical_name(name: str, synonyms: Mapping[str, str]) -> str:
    """Return a name without brackets, with one word for what several words name.

    >>> canonical_name("R&D经费(全社会)", {"R&D": "研发", "经费": ""})
    '研发'
    """
    plain = re.sub(r"\([^()]*\)", "", normalise_name(name))
    for word, other in synonyms.items():
        plain = plain.replace(word, other)
    return plain


def _likeness(one: str, other: str) -> float:
    """Return the Dice coefficient of the pairs of neighbouring characters.

    >>> _likeness("外贸总额", "外贸进出口总额")
    0.4444444444444444
    """
    first = {one[i : i + 2] for i in range(len(one) - 1)}
    second = {other[i : i + 2] for i in range(len(other) - 1)}
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def indicator_links(
    named: Sequence[NamedIndicator],
    figures: Sequence[Target | Observation],
    listed: Sequence[Indicator],
    synonyms: Mapping[str, str],
) -> list[tuple[str, str, Basis, str, Evidence]]:
    """Return what a link from a target to a row of the table needs, for each that has one.

    Args:
        named: Indicators that sentences name.
        figures: Their goals and values, by which likeness is judged too.
        listed: Rows of the indicator table.
        synonyms: Words → other words for the same thing.
    """
    found = []
    for indicator in named:
        own = [figure for figure in figures if figure.subject == indicator.id]
        values = [(figure.value, figure.unit) for figure in own]
        match = _best(indicator.label, values, listed, synonyms)
        if match is None:
            continue
        row = match.indicator
        units = {cell.quantity.unit or row.unit for cell in row.cells if cell.quantity}
        basis = Basis.EXPLICIT if match.is_equal else Basis.INFERRED
        for figure in own:
            if isinstance(figure, Target) and (match.is_equal or figure.unit in units):
                spans = (figure.evidence.span, row.evidence.span)
                evidence = Evidence(figure.evidence.document, spans, "indicator-names-alike")
                found.append((figure.id, row.id, basis, match.reason, evidence))
    return found
