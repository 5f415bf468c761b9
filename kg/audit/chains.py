"""Each suggestion's chains: citation → part → section or column → task → target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Words
from kg.extract.readings import part_name as name_part
from kg.model import Depth
from kg.query import run
from kg.store import Row, Store, value_of

LEVELS = (Depth.PART, Depth.SECTION, Depth.COLUMN, Depth.TASK, Depth.TARGET)
LEVEL_WORDS = {
    Depth.NONE: Words("无", "none"),
    Depth.PART: Words("篇", "part"),
    Depth.SECTION: Words("章节", "section"),
    Depth.COLUMN: Words("专栏", "special column"),
    Depth.TASK: Words("任务", "task"),
    Depth.TARGET: Words("目标值", "target"),
}
_SECTIONS = ("章节", "小节")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """How far one citation leads.

    Attributes:
        citation: The citation's local name.
        levels: What it reaches, the shallowest first.
        words: The chain as a reader follows it.
        start: Where it stands in the text, and where it ends.
    """

    citation: str
    levels: tuple[Depth, ...]
    words: Words
    start: int
    end: int


Suggestions = Mapping[tuple[str, int], Sequence[Chain]]


def read_chains(store: Store) -> Suggestions:
    """Follow each citation of each suggestion; by document and the suggestion's number.

    A citation reaches a target when the adoption text sets one of its own, or when the task to
    which a cited special column belongs sets one.
    """
    tasks = {
        (value_of(row, "document"), value_of(row, "n")): value_of(row, "label")
        for row in run(store, "tasks").rows
    }
    setting, answering = set(), set()
    for row in run(store, "targets").rows:
        document = value_of(row, "document")
        setting.add((document, value_of(row, "task")))
        answering.add((document, value_of(row, "suggestion")))
    chains: dict[tuple[str, int], list[Chain]] = {}
    for row in run(store, "citations").rows:
        document, task = value_of(row, "document"), value_of(row, "task")
        number = value_of(row, "suggestion")
        levels = _levels(row)
        is_set = value_of(row, "column") and task and (document, task) in setting
        if is_set or (document, number) in answering:
            levels.append(Depth.TARGET)
        label = tasks.get((document, task), "")
        chains.setdefault((document, int(number)), []).append(
            Chain(
                citation=value_of(row, "iri").partition(f"{document}/")[2],
                levels=tuple(levels),
                words=_words(row, task, label),
                start=int(value_of(row, "start")),
                end=int(value_of(row, "end")),
            )
        )
    return chains


def deepest(chains: Sequence[Chain]) -> Chain | None:
    """Return the chain that leads furthest, a special column before a section."""
    return max(chains, key=lambda c: (Depth.COLUMN in c.levels, len(c.levels)), default=None)


def missing(chains: Sequence[Chain]) -> Depth | None:
    """Return the first level that no chain reaches; ``None`` when all are reached."""
    reached = {level for chain in chains for level in chain.levels}
    return next((level for level in LEVELS if level not in reached), None)


def _levels(citation: Row) -> list[Depth]:
    found = []
    if value_of(citation, "part_resolved"):
        found.append(Depth.PART)
    if value_of(citation, "kind") in _SECTIONS:
        found.append(Depth.SECTION)
    if value_of(citation, "column"):
        found.append(Depth.COLUMN)
    if value_of(citation, "task"):
        found.append(Depth.TASK)
    return found


def _words(citation: Row, task: str, label: str) -> Words:
    zh: list[str] = []
    en: list[str] = []
    part, printed = value_of(citation, "part_resolved"), value_of(citation, "part")
    if part:
        differs = printed and printed != part
        zh.append(part_name(part) + (f"(原文写{part_name(printed)})" if differs else ""))
        en.append(f"part {part}" + (f" (printed {printed})" if differs else ""))
    name, kind = value_of(citation, "name"), value_of(citation, "kind")
    if name:
        zh.append(f"{name}({kind})")
        en.append(f"{name} ({kind})")
    if value_of(citation, "column"):
        zh.append("任务所设专栏")
        en.append("announced special column")
    if task:
        zh.append(f"任务{task} {label}".strip())
        en.append(f"task {task} {label}".strip())
    return Words(" → ".join(zh), " → ".join(en))


def part_name(number: str) -> str:
    """Write a part's number, as a query gives it, as the text does.

    >>> part_name("4"), part_name("120")
    ('第四篇', '第120篇')
    """
    return name_part(int(number))
