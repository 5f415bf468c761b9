"""All canned queries that need no parameter, answered: the tables of a graph."""

from __future__ import annotations

from dataclasses import dataclass

from kg.export.rows import sheet_of
from kg.export.workbook import LinkTo, Sheet, write_workbook
from kg.query import CannedQuery, canned_queries, run
from kg.store import AnyStore, Rows

_CONTENTS = "目录"
_CONTENTS_HEADER = ("序号", "问题", "行数", "查询")


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answer."""

    query: CannedQuery
    rows: Rows


def answer_all(store: AnyStore) -> tuple[Answered, ...]:
    """Answer each canned query that needs no parameter, by their names."""
    return tuple(
        Answered(query, run(store, name))
        for name, query in canned_queries().items()
        if not query.required
    )


def render_workbook(answers: tuple[Answered, ...]) -> bytes:
    """Write a workbook: contents first, then a sheet a question, headings in Chinese."""
    sheets = [
        # A number makes each name its own, however long the question is that Excel cuts.
        sheet_of(answer.rows, answer.query, number=number)
        for number, answer in enumerate(answers, 1)
    ]
    contents = tuple(
        (
            number,
            LinkTo(answer.query.summary_zh, sheet.title),
            len(answer.rows.rows),
            answer.query.name,
        )
        for number, (answer, sheet) in enumerate(zip(answers, sheets, strict=True), 1)
    )
    return write_workbook([Sheet(_CONTENTS, _CONTENTS_HEADER, contents), *sheets])
