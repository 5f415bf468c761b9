"""Faults in what hangs from what: tasks, special columns, decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text import Span
from tests.planted.faults import Fault, change, matches, plants


@plants("task-without-column")
def columns_taken_out(text: str) -> Iterator[Fault]:
    """Take the sentence out in which a task announces its special columns."""
    for _match, place in matches(r"(?:考虑设置|拟设置|专设)[^。\n]*专栏[^。\n]*。", text):
        heading = text.rfind("\n", 0, place.start) + 1
        title = re.match(r"\s*\d{1,2}[.．、][^。]{4,40}。", text[heading:])
        if title:
            yield change(text, place, "", against=[title.group().strip()], near=4)


@plants("decision-not-applied", "cell-undecided")
def decided_cell_changed(text: str) -> Iterator[Fault]:
    """Change a cell that a person's decision quotes."""
    for form in (r"^5(?=以上$)", r"^43$", r"^12\.6$", r"^5\.5(?=左右$)"):
        for match, place in matches(form, text):
            yield change(text, place, f"{match.group()[0]}7", near=60)


@plants("task-without-figure")
def figures_taken_out(text: str) -> Iterator[Fault]:
    """Take the sentence out that holds all the figures of a task."""
    for match in re.finditer(r"^\s*\d{1,2}[.．][^。\n]{4,40}。[^\n]*$", text, re.MULTILINE):
        sentences = [
            m
            for m in re.finditer(r"[^。\n]*。", match.group())
            if re.search(r"\d[\d.]*(?:万|亿|%|个|以上|左右)", m.group())
        ]
        if len(sentences) == 1:
            start = match.start() + sentences[0].start()
            title = re.match(r"[^。]*。", match.group())
            assert title
            yield change(
                text,
                Span(start, start + len(sentences[0].group())),
                "",
                against=[title.group().strip()],
            )


@plants("task-without-theme")
def part_no_longer_claimed_at_all(text: str) -> Iterator[Fault]:
    """Take the only naming of a part out of the themes' statements."""
    half = len(text) // 2
    for match, place in matches(
        r"[、和]第(?P<part>[一二三四五六七八九十]+)篇“(?P<title>[^”]+)”", text
    ):
        if text[half:].count(f"第{match['part']}篇") == 1:
            yield change(
                text,
                place,
                "",
                against=[re.compile(r"^\s*\d{1,2}[.．][^。\n]{6,40}。", re.MULTILINE)],
                near=4,
            )


@plants("task-column-declined")
def columns_declined(text: str) -> Iterator[Fault]:
    """Let a task say that it has no special column."""
    for _, place in matches(r"考虑设置[^。\n]*专栏。", text):
        yield change(text, place, "本项任务不再单设专栏。", near=10)


@plants("chapters-never-cited")
def chapters_announced(text: str) -> Iterator[Fault]:
    """Let a task announce chapters that no answer cites."""
    for _, place in matches(r"《(?:规划)?纲要》(?:提出|聚焦|凸显)[,，]?", text):
        yield change(
            text, Span(place.end, place.end), "主要设置“候鸟、湿地、芦苇”三个章节,", near=10
        )


@plants("indicator-without-task")
def indicator_of_nobody(text: str) -> Iterator[Fault]:
    """Rename a row of the table, so that no task carries it."""
    for match, place in matches(
        r"^(\d{1,2})\n+[▲★]?(?P<name>[^\d\n][^\n]{6,30}?)(?=[(（][^()（）\n]*[)）]$|$)",
        text,
        "name",
    ):
        name = match["name"]
        if text.count(name) > 1 and place.start > len(text) // 3:
            yield change(text, place, "候鸟栖息地保护面积", near=30)
