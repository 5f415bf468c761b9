"""Faults in sums and counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text import Span
from tests.planted.faults import Fault, change, matches, plants

NEXT = dict(zip("一二两三四五六七八九", "二三三四五六七八九十", strict=True))


@plants("count-stated")
def number_of_columns(text: str) -> Iterator[Fault]:
    """Announce one special column more than are named."""
    for match, place in matches(r"(?P<n>[两二三四五六])个专栏", text, "n"):
        yield change(text, place, NEXT[match["n"]], near=3)


@plants("count-stated")
def number_of_a_category(text: str) -> Iterator[Fault]:
    """Say another number of indicators behind a category's name."""
    for match, place in matches(r"^[^\d\n]{2,8}[(（](?P<n>\d{1,2})项[)）]", text, "n"):
        yield change(text, place, str(int(match["n"]) + 1), near=len(match.group()))


@plants("count-stated")
def number_of_tasks_and_indicators(text: str) -> Iterator[Fault]:
    """Say another number of tasks, of indicators, of indicators with a mark."""
    for form in (
        r"(?P<n>\d{1,2})个方面(?:的重点任务|主要任务)",
        r"大类(?P<n>\d{1,2})[个项]指标",
        r"新增(?P<n>\d{1,2})项指标",
    ):
        for match, place in matches(form, text, "n"):
            yield change(text, place, str(int(match["n"]) + 2), near=12)


@plants("rows-numbered")
def last_row_numbered_wrongly(text: str) -> Iterator[Fault]:
    """Give the last row of a run a number too high."""
    for match, place in matches(r"^(?P<n>\d{1,2})\n+[▲★]?[^\d\n]{4,}", text, "n"):
        number = int(match["n"])
        if number in (30, 38, 11, 9):
            yield change(text, place, str(number + 3), near=40)


@plants("cumulative-against-yearly")
def total_changed(text: str) -> Iterator[Fault]:
    """Change a total that a yearly value is printed beside."""
    for match, place in matches(r"﹥(?P<year>\d+)\n+[﹥\d]*\n*\[(?P<n>\d+)\]", text, "n"):
        for wrong in (int(match["year"]) * 5 - 5, int(match["year"]) * 4):
            yield change(text, place, str(wrong), near=12)


@plants("cumulative-against-yearly")
def yearly_value_changed(text: str) -> Iterator[Fault]:
    """Change the yearly value beside a total."""
    for match, place in matches(r"﹥(?P<n>\d+)\n+\[(?P<total>\d+)\]", text, "n"):
        for wrong in (int(match["n"]) + 5, int(match["n"]) + 15):
            yield change(text, place, str(wrong), against=[f"[{match['total']}]"], near=8)
