"""Faults of form: dates, numbering, tables that cannot be read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kg.text import Span
from tests.planted.faults import Fault, change, matches, plants

CATEGORY = r"^(?P<name>[^\d\s]{2,8})[(（]\d{1,2}项[)）]\n+"


@plants("malformed-date")
def year_and_month_run_together(text: str) -> Iterator[Fault]:
    """Leave 年 and 月 out of a date."""
    for match, place in matches(r"(20\d\d)年(\d{1,2})月(\d{1,2})日", text):
        words = f"{match[1]}{int(match[2]):02}{int(match[3]):02}日"
        yield change(text, place, words, near=4)


@plants("impossible-date")
def day_that_there_is_not(text: str) -> Iterator[Fault]:
    """Name a day that no month has, or a month that there is not."""
    for _match, place in matches(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日", text, "d"):
        yield change(text, place, "32", near=8)
    for _match, place in matches(r"20\d\d-(?P<m>\d\d)-\d\d", text, "m"):
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


@plants("numbering-out-of-order")
def rows_out_of_order(text: str) -> Iterator[Fault]:
    """Exchange the numbers of two rows that follow each other."""
    rows = [place for _, place in matches(r"^(\d{1,2})$(?=\n+[▲★]?[^\d\n]{3,})", text, 1)]
    for one, other in itertools.pairwise(rows):
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


@plants("numbering-gap")
def row_numbered_too_high(text: str) -> Iterator[Fault]:
    """Give the last row of the table of indicators a number too high."""
    for match, place in matches(
        r"^(?P<n>\d{1,2})\n+[▲★]?[^\d\n]{4,}\n(?:[^\n]*\n){1,14}?(?=备注|注[:：])", text, "n"
    ):
        yield change(text, place, str(int(match["n"]) + 4), near=60)


@plants("number-twice")
def row_numbered_as_the_one_before(text: str) -> Iterator[Fault]:
    """Give a row the number of the row before it."""
    rows = [place for _, place in matches(r"^(\d{1,2})$(?=\n+[▲★]?[^\d\n]{3,})", text, 1)]
    for one, other in itertools.pairwise(rows):
        if int(other.quote(text)) == int(one.quote(text)) + 1:
            yield change(text, other, one.quote(text), near=60, against=[])


@plants("marks-doubled")
def comma_doubled(text: str) -> Iterator[Fault]:
    """Print a mark twice."""
    for _, place in matches(r"(?<=[一-鿿]{3})[,，。](?=[一-鿿]{3})", text):
        yield change(text, Span(place.end, place.end), place.quote(text), near=6)


@plants("marks-unpaired")
def quotation_mark_lost(text: str) -> Iterator[Fault]:
    """Leave the closing mark of a quotation out."""
    for _, place in matches(r"“[^“”\n]{3,20}(?P<mark>”)(?=[^\n]{10,})", text, "mark"):
        yield change(text, place, "", near=40)


@plants("number-garbled")
def point_doubled(text: str) -> Iterator[Fault]:
    """Print the point of a number twice."""
    for _, place in matches(r"(?<=[一-鿿]\d)\.(?=\d)", text):
        yield change(text, place, "..", near=8)


@plants("range-with-bound")
def bound_behind_a_range(text: str) -> Iterator[Fault]:
    """Put 以下 behind a range of ages."""
    for match, place in matches(r"[一-鿿](?P<age>\d{1,2})(?=周?岁)", text, "age"):
        yield change(text, place, f"1-{match['age']}", near=14)


@plants("words-doubled")
def verb_doubled(text: str) -> Iterator[Fault]:
    """Print a word twice."""
    for word in ("提出", "推动", "建设", "加强", "完善", "设置"):
        for _, place in matches(rf"(?<=[一-鿿,，]){word}(?=[一-鿿]{{3}})", text):
            yield change(text, Span(place.end, place.end), word, near=6)


@plants("stop-missing")
def full_stop_left_out(text: str) -> Iterator[Fault]:
    """Leave the full stop out behind a suggestion whose neighbours have it."""
    for _, place in matches(r"^\d{1,2}[.、][^\n]{10,60}(?P<stop>。)$", text, "stop"):
        if place.start > len(text) // 2:
            yield change(text, place, "", near=40)


def category_lists(text: str) -> Iterator[tuple[list[str], Span]]:
    """Yield the names of each list of categories, and its place."""
    form = r"“(?P<list>[^“”、]{2,8}(?:、[^“”、]{2,8}){2,6})”[一-鿿]大类\d+[个项]指标"
    for match, place in matches(form, text, "list"):
        yield match["list"].split("、"), place


def headed(text: str) -> list[str]:
    """Name the categories as the table heads them: 经济发展(7项)."""
    return [match["name"] for match, _ in matches(CATEGORY, text)]


@plants("categories-out-of-order")
def categories_exchanged(text: str) -> Iterator[Fault]:
    """Exchange two categories where the text lists them, but not into the table's order."""
    for names, place in category_lists(text):
        for one, other in itertools.combinations(range(len(names)), 2):
            swapped = [*names]
            swapped[one], swapped[other] = swapped[other], swapped[one]
            if swapped != headed(text):
                yield change(text, place, "、".join(swapped), near=6, against=names)


@plants("categories-renamed")
def category_renamed(text: str) -> Iterator[Fault]:
    """Give a category another name where the text lists them all."""
    for names, place in category_lists(text):
        for index in range(len(names)):
            renamed = [*names]
            renamed[index] = "湿地候鸟"
            yield change(text, place, "、".join(renamed), near=6, against=names)


@plants("category-missing")
def first_category_taken_out(text: str) -> Iterator[Fault]:
    """Take the heading of the first category out, so that its rows have none."""
    for _, place in list(matches(CATEGORY, text))[:1]:
        yield change(text, place, "", near=120)
