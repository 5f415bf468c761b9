"""Numbers that leave a gap, go back, or come twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import (
    Evidence,
    Indicator,
    Irregularity,
    PrintedUnit,
    Suggestion,
    Theme,
    UnitKind,
)
from kg.text import Span


def extract_numbering(
    key: str,
    text: str,
    units: Iterable[PrintedUnit],
    indicators: Iterable[Indicator],
    themes: Iterable[Theme],
    suggestions: Iterable[Suggestion],
) -> tuple[Irregularity, ...]:
    """Mark each place at which a run of numbers does not go on by one.

    Args:
        key: The document's key.
        text: Its text.
        units: Printed units; each parent's children are a run of their own, which may go on from
            the one before.
        indicators: Rows; the sub-rows of one indicator share its number.
        themes: The themes.
        suggestions: The suggestions, by their running number.
    """
    runs: dict[str, list[tuple[str, int, Span]]] = {}
    latest: dict[tuple[UnitKind, int], str] = {}
    for unit in units:
        if unit.number is not None:
            run = f"{unit.parent or 'document'}/{unit.kind.value}"
            level = (unit.kind, unit.id.count("/"))
            # Chapters are often counted through all parts: then their run goes on.
            if run not in runs and unit.number > 1 and level in latest:
                runs[run] = runs[latest[level]]
            latest[level] = run
            runs.setdefault(run, []).append((unit.id, unit.number, unit.evidence.span))
    runs["indicators"] = [
        (item.id, item.number, item.number_span)
        for item in indicators
        if item.number is not None
        and item.number_span is not None
        and (item.sub is None or item.id.endswith("/1"))
    ]
    runs["themes"] = [(theme.id, theme.number, theme.evidence.span) for theme in themes]
    runs["suggestions"] = [(item.id, item.number, item.evidence.spans[-1]) for item in suggestions]
    found = []
    for places in {id(places): places for places in runs.values() if places}.values():
        printed = {number for _, number, _ in places}
        before, place = 0, places[0][2]
        seen: set[int] = set()
        for subject, number, span in places:
            fault = _fault(before, number, printed, seen)
            before, previous, place = number, place, span
            seen.add(number)
            if fault is None:
                continue
            form, reason = fault
            written = span.quote(text)
            found.append(
                Irregularity(
                    id=f"irregularity/numbering/{subject.replace('/', '-')}",
                    kind="numbering",
                    subject=subject,
                    written=written.split("\n", 1)[0],
                    likely=None,
                    reason=reason,
                    evidence=Evidence(
                        key, tuple(dict.fromkeys((span, previous))), f"numbering-{form}"
                    ),
                )
            )
    return tuple(found)


def _fault(before: int, number: int, printed: set[int], seen: set[int]) -> tuple[str, str] | None:
    """Say what is wrong with a number after the one before: the form of fault, and why.

    Numbers printed later are no gap.
    """
    if number in seen:
        return "twice", f"序号{number}重复"
    if number < before:
        return "order", f"序号{number}排在{before}之后,次序颠倒"
    missing = [gap for gap in range(before + 1, number) if gap not in printed]
    if not missing:
        return None
    return "gap", f"序号由{before}跳到{number},缺{'、'.join(map(str, missing))}"


def rows_by_number(numbers: Mapping[int, int]) -> dict[int, int]:
    """Tell which row a number names where several print it: the first that fits the sequence.

    Args:
        numbers: Row → its printed number, in the order of the rows.

    >>> rows_by_number({0: 1, 1: 3, 2: 3, 3: 4})
    {1: 0, 3: 2, 4: 3}
    """
    rows = list(numbers)
    named: dict[int, int] = {}
    fitting: set[int] = set()
    for place, row in enumerate(rows):
        number = numbers[row]
        before = numbers[rows[place - 1]] if place else 0
        after = numbers[rows[place + 1]] if place + 1 < len(rows) else None
        fits = before == number - 1 or after == number + 1
        if number not in named or (fits and number not in fitting):
            named[number] = row
        if fits:
            fitting.add(number)
    return named
