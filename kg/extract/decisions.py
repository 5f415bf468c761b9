"""A person's word: rows of the decisions file, applied after extraction.

``place`` puts a value cell under a column that the text leaves open; ``correct`` replaces what a
rule read; ``waive`` says that a finding of the audit needs nothing more (``field`` is the rule,
``new`` the last day on which that holds, or nothing). A row is applied only when its subject is
known, its quote still stands in the text near the subject, and the old value is what the rules
read; otherwise it is kept with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kg.model import CellColumn, Decision, Evidence, Facts, Indicator, TableCell
from kg.parse.structure import ParsedDocument
from kg.text import Span, fold

PLACE = "place"
CORRECT = "correct"
WAIVE = "waive"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

# Fields that a person may correct, by the kind of record.
CORRECTABLE = {
    "tasks": ("label",),
    "columns": ("label",),
    "indicators": ("label", "unit", "nature", "level", "category", "sub", "mark"),
    "themes": ("label",),
    "suggestions": ("label",),
}


def apply_decisions(parsed: ParsedDocument, facts: Facts, decisions: Sequence[Decision]) -> Facts:
    """Apply the rows that fit; keep all of them, each with its problem if it has one."""
    for decision in decisions:
        facts, settled = _apply(parsed, facts, decision)
        facts = replace(facts, decisions=(*facts.decisions, settled))
    return facts


def _apply(parsed: ParsedDocument, facts: Facts, decision: Decision) -> tuple[Facts, Decision]:
    # As all rules do, in one form of characters: full-width digits are no other digits.
    place = find_quote(parsed.folded, fold(decision.quote))
    if place is None:
        return facts, replace(decision, problem="引文在原文中找不到")
    decision = replace(decision, evidence=Evidence(parsed.key, (place,), "decision"))
    if decision.kind == PLACE:
        return _place(parsed, facts, decision, place)
    if decision.kind == CORRECT:
        return _correct(parsed, facts, decision, place)
    if decision.kind == WAIVE:
        is_day = not decision.new or _DAY.fullmatch(decision.new)
        problem = None if is_day else f"截止日“{decision.new}”应写作年-月-日,或留空"
        return facts, replace(decision, problem=problem)
    problem = f"种类“{decision.kind}”未知,应为 place、correct 或 waive"
    return facts, replace(decision, problem=problem)


def find_quote(text: str, quote: str) -> Span | None:
    r"""Find a quote; a space in it stands for any white space, since cells are a line each.

    >>> find_quote("甲\n\n5以上\n乙", "甲 5以上")
    Span(start=0, end=6)
    """
    pieces = [re.escape(piece) for piece in quote.split()]
    match = re.search(r"\s+".join(pieces), text) if pieces else None
    return Span(*match.span()) if match else None


def _place(
    parsed: ParsedDocument, facts: Facts, decision: Decision, place: Span
) -> tuple[Facts, Decision]:
    indicator = next((item for item in facts.indicators if item.id == decision.subject), None)
    if indicator is None:
        return facts, replace(decision, problem=f"没有{decision.subject}这一指标")
    cell = next((cell for cell in indicator.cells if fold(cell.text) == fold(decision.old)), None)
    if cell is None or not place.holds(cell.evidence.span):
        return facts, replace(decision, problem=f"该行没有内容为“{decision.old}”的单元格")
    if cell.column != decision.field:
        return facts, replace(
            decision, problem=f"该单元格现列在{cell.column.value}下,不在{decision.field}下"
        )
    if decision.new not in [column.value for column in cell.alternatives]:
        return facts, replace(decision, problem=f"“{decision.new}”不是该单元格的可选列")
    moved = _moved(parsed, cell, CellColumn(decision.new))
    cells = tuple(moved if known is cell else known for known in indicator.cells)
    changed = replace(indicator, cells=cells)
    indicators = tuple(changed if item is indicator else item for item in facts.indicators)
    return replace(facts, indicators=indicators), decision


def _moved(parsed: ParsedDocument, cell: TableCell, column: CellColumn) -> TableCell:
    """Put a cell under another column; its year is that of the new column's heading."""
    table = parsed.table("indicators")
    heading = table.heading(column.value) if table else None
    if cell.quantity is not None and cell.quantity.year is not None:
        return replace(cell, column=column)
    year_span = heading.year_span if heading else None
    spans = (cell.evidence.span,) if year_span is None else (cell.evidence.span, year_span)
    return replace(
        cell,
        column=column,
        year=heading.year if heading else None,
        year_span=year_span,
        evidence=replace(cell.evidence, spans=spans),
    )


def _correct(
    parsed: ParsedDocument, facts: Facts, decision: Decision, place: Span
) -> tuple[Facts, Decision]:
    for group, fields in CORRECTABLE.items():
        records = getattr(facts, group)
        record = next((item for item in records if item.id == decision.subject), None)
        if record is None:
            continue
        if decision.field not in fields:
            known = "、".join(fields)
            return facts, replace(decision, problem=f"字段“{decision.field}”不可更正,可更正{known}")
        if decision.field == "nature" and not _is_nature(parsed, decision.new):
            return facts, replace(decision, problem=f"“{decision.new}”不是指标属性")
        value = getattr(record, decision.field)
        if fold(value or "") != fold(decision.old):
            return facts, replace(decision, problem=f"规则读得“{value}”,不是“{decision.old}”")
        if not any(_near(place, span) for span in record.evidence.spans):
            return facts, replace(decision, problem="引文不在该事实所在之处")
        changed = replace(record, **{decision.field: decision.new or None})
        settled = tuple(changed if item is record else item for item in records)
        changes: dict[str, Any] = {group: settled}
        return replace(facts, **changes), decision
    return facts, replace(decision, problem=f"没有{decision.subject}")


def _is_nature(parsed: ParsedDocument, words: str) -> bool:
    form = next(form for form in parsed.profile.tables if form.key == "indicators")
    return not words or bool(form.cells["nature"].fullmatch(words))


def _near(place: Span, span: Span) -> bool:
    return place.start < span.end and span.start < place.end


def undecided(indicators: Sequence[Indicator], decisions: Sequence[Decision]) -> set[str]:
    """Return the cells that stand under a column which neither the text nor a person chose."""
    settled = {
        (decision.subject, fold(decision.old))
        for decision in decisions
        if decision.kind == PLACE and decision.problem is None
    }
    return {
        cell.id
        for indicator in indicators
        for cell in indicator.cells
        if cell.alternatives and (indicator.id, fold(cell.text)) not in settled
    }
