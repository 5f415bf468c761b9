"""CSV on the Web: the tables of a graph with what their columns are called and hold.

Source: W3C, Metadata Vocabulary for Tabular Data, 2015.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from kg.errors import Words
from kg.export.archive import pack
from kg.export.collection import Answered
from kg.export.rows import render_rows
from kg.namespaces import PREFIXES
from kg.query import CannedQuery, heading
from kg.store import Rows, Term, value_of

# The one file that names the others.
METADATA = "metadata.json"
_CONTEXT = "http://www.w3.org/ns/csvw"
_XSD = PREFIXES["xsd"]
# Datatypes of literals that the standard knows by the same name; any other is a string.
_DATATYPES = {"integer", "nonNegativeInteger", "decimal", "boolean", "date", "gYear"}
_SEPARATOR = ","
_TITLE = Words("规划文件知识图谱:各查询的结果", "A plan as a graph: answers to its canned queries")


def render_csvw(answers: Sequence[Answered]) -> bytes:
    """Write tables as CSV with their metadata, in one archive."""
    tables = [(f"{answer.query.name}.csv", answer) for answer in answers]
    metadata = {
        "@context": _CONTEXT,
        "dc:title": _in_both(_TITLE),
        "dc:source": list(_sources(answers)),
        "tables": [_describe(url, answer) for url, answer in tables],
    }
    said = json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"
    files = [(url, render_rows(answer.rows, "csv")) for url, answer in tables]
    return pack([(METADATA, said.encode()), *files])


def _sources(answers: Iterable[Answered]) -> Iterable[str]:
    """Say which documents the tables are about, with the digests of their texts."""
    for answer in answers:
        if answer.query.name == "documents":
            for row in answer.rows.rows:
                yield f"{value_of(row, 'document')} sha-256 {value_of(row, 'sha256')}"


def _describe(url: str, answer: Answered) -> dict[str, Any]:
    query, rows = answer.query, answer.rows
    schema: dict[str, Any] = {"columns": [_column(query, rows, name) for name in rows.variables]}
    key = find_key(rows)
    if key:
        schema["primaryKey"] = list(key)
    return {
        "url": url,
        "dc:title": _in_both(Words(query.summary_zh, query.summary)),
        "dc:description": _in_both(Words(query.description_zh, query.description)),
        "tableSchema": schema,
    }


def _in_both(words: Words) -> list[dict[str, str]]:
    return [
        {"@value": words.zh, "@language": "zh-Hans"},
        {"@value": words.en, "@language": "en"},
    ]


def _column(query: CannedQuery, rows: Rows, name: str) -> dict[str, Any]:
    # The variable stands above the column in the file: one of the titles has to be the same.
    english = list(dict.fromkeys([name.replace("_", " "), name]))
    terms = [term for row in rows.rows if (term := row[name]) is not None]
    column: dict[str, Any] = {
        "name": name,
        "titles": {"zh-Hans": heading(query, name), "en": english},
    }
    if name in query.lists:
        items = [item for term in terms for item in term.value.split(_SEPARATOR)]
        column["separator"] = _SEPARATOR
        is_whole = bool(items) and all(item.isdecimal() for item in items)
        column["datatype"] = "integer" if is_whole else "string"
    else:
        column["datatype"] = _datatype(terms)
    return column


def _datatype(terms: Sequence[Term]) -> str:
    """Tell what all cells of a column are; a string where they differ or there are none."""
    kinds = {
        "anyURI" if term.kind == "uri" else (term.datatype or "").removeprefix(_XSD)
        for term in terms
    }
    if kinds == {"anyURI"} or (len(kinds) == 1 and kinds <= _DATATYPES):
        return kinds.pop()
    return "string"


def find_key(rows: Rows) -> tuple[str, ...]:
    """Find the columns that tell the rows of a table apart, none of their cells empty.

    The row's node where it is one row's only, else as few of the first columns as do; none where
    there are no rows, or all columns do not.
    """
    starts = [rows.variables[:size] for size in range(1, len(rows.variables) + 1)]
    if "iri" in rows.variables:
        starts.insert(0, ("iri",))
    for names in starts if rows.rows else ():
        cells = [tuple(row[name] for name in names) for row in rows.rows]
        if None in {cell for line in cells for cell in line}:
            continue
        if len(set(cells)) == len(cells):
            return names
    return ()
