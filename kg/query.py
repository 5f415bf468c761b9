"""Canned queries: one file a question, with typed parameters that are bound, never pasted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import UnknownNameError, UsageError, Words
from kg.namespaces import PREFIXES
from kg.store import Row, Rows, Store, Term

_LONGEST_SHOWN = 60

# Queries that the program asks itself; they are no part of the contract.
_OWN_FOLDERS = ("check", "graph")

# Strings, IRIs and comments hold no parameters.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|'
    r"'(?:[^'\\\n]|\\.)*'|<[^<>\"{}|^`\\\s]*>|#[^\n]*|\$(?P<name>[A-Za-z_]\w*)",
    re.DOTALL,
)
# A line of YAML that is a string without doubt: several words or Chinese, no mark of YAML.
_SENTENCE = re.compile(
    r"(?P<key>[a-z_]+): (?P<sentence>[A-Z][a-z]+ [^:#\s][^:#]*|[\u4e00-\u9fff][^:#]*)"
)
_INTEGER = re.compile(r"[+-]?\d+")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query.

    Attributes:
        type: ``string``, ``integer`` or ``iri``.
        is_optional: Whether it may be left out; it then matches everything.
    """

    name: str
    type: str = "string"
    is_optional: bool = True
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedQuery:
    """A question with its SPARQL text.

    Attributes:
        lists: Columns that hold several values, to be sorted.
        headings: Chinese headings of its own, beside the common ones.
    """

    name: str
    summary: str
    summary_zh: str
    text: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)


def read_header(text: str) -> dict[str, Any]:
    """Read the ``#+`` lines at the top of a query as YAML."""
    lines = [line[2:] for line in text.splitlines() if line.startswith("#+")]
    lines = [line[1:] if line[:1] == " " else line for line in lines]
    # Most headers are plain sentences; to import yaml takes longer than to answer the query.
    plain = [_SENTENCE.fullmatch(line) for line in lines]
    if all(plain):
        return {match["key"]: match["sentence"].rstrip() for match in plain if match}
    import yaml

    header = yaml.safe_load("\n".join(lines))
    return header if isinstance(header, dict) else {}


def read_query(path: Path) -> CannedQuery:
    """Read a query file."""
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    parameters = {"document": {"summary": "key of one document"}} | dict(header.get("params") or {})
    return CannedQuery(
        name=path.stem,
        summary=header["summary"],
        summary_zh=header["summary_zh"],
        text=text,
        parameters={
            name: Parameter(
                name,
                str(settings.get("type", "string")),
                bool(settings.get("optional", True)),
                str(settings.get("summary", "")),
            )
            for name, settings in parameters.items()
        },
        lists=tuple(header.get("lists") or ()),
        headings=header.get("headings") or {},
    )


@cache
def canned_queries() -> Mapping[str, CannedQuery]:
    """Read all canned queries, by name."""
    folder = resources.path("queries")
    return {path.stem: read_query(path) for path in sorted(folder.glob("*.rq"))}


@cache
def common_headings() -> Mapping[str, str]:
    """Return the Chinese headings of variables that many queries share."""
    text = resources.path("queries", "headings.yaml").read_text(encoding="utf-8")
    import yaml

    headings: dict[str, str] = yaml.safe_load(text)
    return headings


@cache
def find_query(name: str) -> CannedQuery:
    """Return a canned query, or one of the program's own, named with its folder.

    Args:
        name: Such as ``tasks`` or ``check/places``.

    Raises:
        UnknownNameError: There is none of this name; the nearest are named.
    """
    known = {path.stem: path for path in resources.path("queries").glob("*.rq")}
    if name in known:
        return read_query(known[name])
    folder, _, file = name.partition("/")
    path = resources.path("queries", folder, f"{file}.rq")
    if folder in _OWN_FOLDERS and path.is_file():
        return read_query(path)
    import difflib

    near = difflib.get_close_matches(name, sorted(known), 3, 0.4)
    raise UnknownNameError(Words("查询", "query"), name, near)


def heading(query: CannedQuery, variable: str) -> str:
    """Return a column's Chinese heading; the variable itself where none is given."""
    return query.headings.get(variable) or common_headings().get(variable, variable)


def bind(query: CannedQuery, values: Mapping[str, str]) -> str:
    """Put values in the place of ``$name`` tokens, as RDF terms.

    Raises:
        UsageError: A parameter is unknown, missing, or not of its type.
    """
    for name in values:
        if name not in query.parameters:
            known = ", ".join(query.parameters)
            raise UsageError(
                f"查询{query.name}没有参数{name!r},只有{known}",
                f"{query.name} has no parameter {name!r}; it has {known}",
            )

    def token(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return match.group()
        parameter = query.parameters.get(name)
        if parameter is None:
            raise UsageError(
                f"查询{query.name}用到未声明的${name}",
                f"{query.name} uses ${name}, which its header does not declare",
            )
        if name not in values:
            if parameter.is_optional:
                return "UNDEF"
            raise UsageError(
                f"查询{query.name}缺少参数{name}:-p {name}=…",
                f"{query.name} needs the parameter {name}: -p {name}=…",
            )
        return n3(parameter, values[name])

    return _TOKEN.sub(token, query.text)


def n3(parameter: Parameter, value: str) -> str:
    r"""Write a value as an RDF term of the parameter's type.

    Raises:
        UsageError: The value is not of that type.

    >>> n3(Parameter("document"), 'a"b')
    '"a\\"b"'
    """
    if parameter.type == "integer":
        if not _INTEGER.fullmatch(value) or not value.isascii():
            raise _ill_typed(parameter, value, Words("整数", "a whole number"))
        return f'"{int(value)}"^^<{PREFIXES["xsd"]}integer>'
    if parameter.type == "iri":
        if not _IRI.fullmatch(value):
            raise _ill_typed(parameter, value, Words("IRI", "an IRI"))
        return f"<{value}>"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    for character, escape in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        escaped = escaped.replace(character, escape)
    if any(ord(character) < ord(" ") for character in escaped):
        raise _ill_typed(
            parameter, value, Words("不含控制字符的文字", "free of control characters")
        )
    return f'"{escaped}"'


def _ill_typed(parameter: Parameter, value: str, wanted: Words) -> UsageError:
    shown = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
    return UsageError(
        f"参数{parameter.name}的值{shown!r}不是{wanted.zh}",
        f"parameter {parameter.name}: {shown!r} is not {wanted.en}",
    )


def run(store: Store, name: str, values: Mapping[str, str] | None = None) -> Rows:
    """Answer a canned query.

    Args:
        store: What is asked.
        name: Name of the query.
        values: Parameters.

    Raises:
        UnknownNameError: There is no such query.
        UsageError: A parameter is unknown, missing, or not of its type.
    """
    query = find_query(name)
    rows = store.select(bind(query, values or {}))
    return Rows(rows.variables, tuple(_sort_lists(row, query.lists) for row in rows.rows))


def _sort_lists(row: Row, lists: tuple[str, ...]) -> Row:
    """Sort the values in list columns, since SPARQL does not; an empty list is unbound."""
    sorted_row = dict(row)
    for name in lists:
        term = row.get(name)
        if term is None:
            continue
        values = [value for value in term.value.split(",") if value]
        values.sort(key=lambda value: (0, int(value), "") if value.isdigit() else (1, 0, value))
        sorted_row[name] = Term(",".join(dict.fromkeys(values))) if values else None
    return sorted_row
