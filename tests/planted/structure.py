"""Faults in what hangs from what: tasks, special columns, decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text import Span
from tests.planted.faults import Fault, change, matches, plants
from tests.planted.table import rows

# A task, whole: its number, its title, what it says.
_TASK = (
    r"^\s*(?P<number>\d{1,2})[.．](?P<title>[^。\n]{4,40})。"
    r"(?P<body>[^\n]*《(?:规划)?纲要》[^\n]*)$"
)
_COLUMNS = r"[^。\n]*(?:考虑设置|拟设置|配套设置|专设)[^。\n]*专栏[^。\n]*。"


def tasks(text: str) -> list[tuple[re.Match[str], Span]]:
    """Return the tasks, each with the place of its body: what stands behind their heading."""
    heading = re.search(r"^[^\n。]*[(（][一二三四五]+[)）][^\n。]*任务。", text, re.MULTILINE)
    start = heading.end() if heading else 0
    return [(match, place) for match, place in matches(_TASK, text, "body") if place.start > start]


@plants("task-without-column")
def columns_taken_out(text: str) -> Iterator[Fault]:
    """Take the sentence out in which a task announces its special columns.

    Only where most tasks keep theirs: else columns are the exception.
    """
    known = tasks(text)
    having = [re.search(_COLUMNS, place.quote(text)) for _, place in known]
    if (sum(map(bool, having)) - 1) * 2 <= len(known):
        return
    for (match, place), found in zip(known, having, strict=True):
        if found:
            it = Span(place.start + found.start(), place.start + found.end())
            yield change(text, it, "", against=[match["title"]], near=4)


@plants("task-without-column")
def reason_taken_out(text: str) -> Iterator[Fault]:
    """Take the clause out in which a task says that it has no special column."""
    for match, place in tasks(text):
        for reason in re.finditer(r"[,，][^,，。]*不再[^,，。]*专栏", place.quote(text)):
            it = Span(place.start + reason.start(), place.start + reason.end())
            yield change(text, it, "", against=[match["title"]], near=4)


@plants("decision-not-applied", "cell-undecided")
def decided_cell_changed(text: str) -> Iterator[Fault]:
    """Change a cell that a person's decision quotes."""
    for form in (r"^5(?=以上$)", r"^43$", r"^12\.6$", r"^5\.5(?=左右$)"):
        for match, place in matches(form, text):
            yield change(text, place, f"{match.group()[0]}7", near=60)


@plants("task-without-figure")
def figures_taken_out(text: str) -> Iterator[Fault]:
    """Take all sentences out that hold a figure of a task."""
    for match, place in tasks(text):
        sentences = re.findall(r"[^。]*。", place.quote(text))
        kept = [said for said in sentences if not re.search(r"\d|万亿", said)]
        if len(kept) < len(sentences):
            yield change(text, place, "".join(kept), against=[match["title"]])


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
    """Let a task announce chapters that no answer cites, where answers cite others of its part.

    The parts of the tasks follow each other like the tasks, from the first that a theme claims.
    """
    order = "一二三四五六七八九十"
    claimed = [order.index(number) for number in re.findall(r"第([一二三四五六七八九十])篇“", text)]
    for match, place in tasks(text):
        part = min(claimed) + int(match["number"]) - 1
        cited = rf"第{order[part]}篇(?:专门)?设置[^。]*(?:章节|小节)" if part < len(order) else "$^"
        if re.search(cited, text):
            for names in ("候鸟、湿地、芦苇", "滩涂、河口"):
                words = f"主要设置“{names}”{'两三'[names.count('、') - 1]}个章节。"
                yield change(text, Span(place.start, place.start), words, near=10)


@plants("indicator-without-task")
def indicator_of_nobody(text: str) -> Iterator[Fault]:
    """Rename a row of the table, so that no task carries it."""
    for printed, start, _ in rows(text):
        name = re.sub(r"[(（][^()（）\n]*[)）]$", "", printed)
        if text.count(name) > 1:
            place = Span(start, start + len(name))
            yield change(text, place, "候鸟栖息地保护面积", near=30)
