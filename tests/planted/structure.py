"""Faults in what hangs from what: tasks, special columns, decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.planted.faults import Fault, change, matches, plants


@plants("task-without-column")
def columns_taken_out(text: str) -> Iterator[Fault]:
    """Take the sentence out in which a task announces its special columns."""
    for match, place in matches(r"(?:考虑设置|拟设置|专设)[^。\n]*专栏[^。\n]*。", text):
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
