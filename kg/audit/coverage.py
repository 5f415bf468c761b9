"""How far each suggestion can be followed: citation → part → section or column → task.

``depth`` is the deepest level that any citation of the suggestion reaches. ``support`` is what the
report itself shows: a citation that leads to a special column which a task announces is traced;
one that contradicts other passages makes the adoption contradicted; else the units are only named.
The outline's text is not at hand, so that the verdict against it is that there is no telling.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.audit.findings import Depth, Excerpt, Finding, Item, Support
from kg.numerals import chinese_integer
from kg.query import run
from kg.store import Row, Store, value_of

CANNOT_TELL = "cantTell"
_LEVELS = (Depth.PART, Depth.SECTION, Depth.COLUMN, Depth.TASK, Depth.TARGET)
_WRONG_PART = "wrong-part-number"


def follow_suggestions(
    store: Store, texts: dict[str, str], findings: Iterable[Finding]
) -> tuple[Item, ...]:
    """Follow each suggestion as far as the report leads.

    Args:
        store: The graph.
        texts: Text of each document by its key.
        findings: What the rules found; a wrong part number contradicts an adoption.
    """
    citations: dict[tuple[str, str], list[Row]] = {}
    for row in run(store, "citations").rows:
        key = (value_of(row, "document"), value_of(row, "suggestion"))
        citations.setdefault(key, []).append(row)
    tasks = {
        (value_of(row, "document"), value_of(row, "n")): value_of(row, "label")
        for row in run(store, "tasks").rows
    }
    contradicted: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.rule == _WRONG_PART:
            suggestion = "/".join(finding.subject.split("/")[:2])
            contradicted.setdefault((finding.document, suggestion), []).append(finding)
    items = []
    for row in run(store, "suggestions").rows:
        document, number = value_of(row, "document"), value_of(row, "n")
        cited = citations.get((document, number), [])
        faults = contradicted.get((document, f"suggestion/{number}"), [])
        items.append(_follow(row, cited, faults, tasks, texts.get(document, "")))
    return tuple(items)


def _follow(
    row: Row,
    cited: list[Row],
    faults: list[Finding],
    tasks: dict[tuple[str, str], str],
    text: str,
) -> Item:
    document, number = value_of(row, "document"), int(value_of(row, "n"))
    reached = {level for citation in cited for level in _levels(citation)}
    depth = max(reached, key=_LEVELS.index, default=Depth.NONE)
    if faults:
        support = Support.CONTRADICTED
    elif any(value_of(citation, "column") for citation in cited):
        support = Support.TRACED
    else:
        support = Support.NAMED_ONLY
    chains = [_chain(citation, tasks) for citation in cited]
    deepest = max(
        zip(cited, chains, strict=True),
        key=lambda pair: (bool(value_of(pair[0], "column")), len(_levels(pair[0]))),
        default=(None, "没有引用"),
    )[1]
    theme = value_of(row, "theme")
    return Item(
        document=document,
        number=number,
        theme=int(theme) if theme else None,
        label=value_of(row, "label"),
        depth=depth,
        support=support,
        verdict=CANNOT_TELL,
        path=f"建议{number} → {deepest}",
        missing=next((level for level in _LEVELS if level not in reached), None),
        reasons=(*chains, *(finding.message.zh for finding in faults)) or ("采纳情况没有引用",),
        excerpts=tuple(_excerpt(citation, text) for citation in cited),
    )


def _levels(citation: Row) -> list[Depth]:
    """Name the levels that a citation reaches."""
    found = []
    if value_of(citation, "part_resolved"):
        found.append(Depth.PART)
    if value_of(citation, "kind") in ("章节", "小节"):
        found.append(Depth.SECTION)
    if value_of(citation, "column"):
        found.append(Depth.COLUMN)
    if value_of(citation, "task"):
        found.append(Depth.TASK)
    return found


def _chain(citation: Row, tasks: dict[tuple[str, str], str]) -> str:
    pieces = []
    part, printed = value_of(citation, "part_resolved"), value_of(citation, "part")
    if part:
        shown = f"第{chinese_integer(int(part))}篇"
        differs = printed and printed != part
        pieces.append(f"{shown}(原文写第{chinese_integer(int(printed))}篇)" if differs else shown)
    name, kind = value_of(citation, "name"), value_of(citation, "kind")
    if name:
        pieces.append(f"{name}({kind})")
    if value_of(citation, "column"):
        pieces.append("任务所设专栏")
    task = value_of(citation, "task")
    if task:
        pieces.append(f"任务{task} {tasks.get((value_of(citation, 'document'), task), '')}".strip())
    return " → ".join(pieces)


def _excerpt(citation: Row, text: str) -> Excerpt:
    start, end = int(value_of(citation, "start")), int(value_of(citation, "end"))
    return Excerpt(start, end, text[start:end])
