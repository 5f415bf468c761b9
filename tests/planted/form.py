"""Faults of form: dates, numbering, tables that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text import Span
from tests.planted.faults import Fault, change, matches, plants


@plants("malformed-date")
def year_and_month_run_together(text: str) -> Iterator[Fault]:
    """Leave 年 and 月 out of a date."""
    for match, place in matches(r"(20\d\d)年(\d{1,2})月(\d{1,2})日", text):
        words = f"{match[1]}{int(match[2]):02}{int(match[3]):02}日"
        yield change(text, place, words, near=4)


@plants("impossible-date")
def day_that_there_is_not(text: str) -> Iterator[Fault]:
    """Name a day that no month has, or a month that there is not."""
    for match, place in matches(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日", text, "d"):
        yield change(text, place, "32", near=8)
    for match, place in matches(r"20\d\d-(?P<m>\d\d)-\d\d", text, "m"):
        for month in ("13", "19"):
            yield change(text, place, month, near=8)


@plants("published-before-meeting")
def published_earlier(text: str) -> Iterator[Fault]:
    """Let the page be of an earlier month than the meeting."""
    for form in (r"发布时间[:：](?:20\d\d)[-年](?P<m>\d{1,2})[-月]",):
        for match, place in matches(form, text, "m"):
            for month in ("02", "05") if len(match["m"]) == 2 else ("2", "5"):
                year = Span(place.start - 5, place.start - 1)
                yield change(
                    text, Span(year.start, place.end), f"2024{text[year.end]}{month}", near=12
                )


@plants("numbering-broken", "numbering-out-of-order", "numbering-gap")
def rows_out_of_order(text: str) -> Iterator[Fault]:
    """Exchange the numbers of two rows that follow each other."""
    rows = [place for _, place in matches(r"^(\d{1,2})$(?=\n+[▲★]?[^\d\n]{3,})", text, 1)]
    for one, other in zip(rows, rows[1:], strict=False):
        first, second = one.quote(text), other.quote(text)
        if int(second) == int(first) + 1:
            words = second + text[one.end : other.start] + first
            yield change(text, Span(one.start, other.end), words)


@plants("number-lost")
def number_of_a_suggestion_taken_out(text: str) -> Iterator[Fault]:
    """Take the running number of a suggestion's row out."""
    for _, place in matches(r"^\d{1,2}\n+(?=\d{1,2}[.、][^\n]+。?\n)", text):
        yield change(text, place, "", near=60)


@plants("table-unread")
def header_damaged(text: str) -> Iterator[Fault]:
    """Damage the cell that tells the indicator table."""
    for _, place in matches(r"^指标(?:名称)?$", text):
        yield change(text, place, "名目", against=[re.compile(r"附件\s?\d")], near=400)
