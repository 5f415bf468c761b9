"""SPARQL 1.1 results in JSON, read and written: the language that endpoints and workers speak."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.namespaces import PREFIXES
from kg.store.terms import Rows, Term


def read_results(data: bytes) -> Rows | bool:
    """Read rows, or yes and no; also as Virtuoso writes them, with its ``typed-literal``.

    Raises:
        ValueError: They are broken off or malformed.

    Source: W3C, SPARQL 1.1 Query Results JSON Format, 2013.
    """
    try:
        found: dict[str, Any] = json.loads(data)
        if "boolean" in found:
            return bool(found["boolean"])
        variables = tuple(found["head"]["vars"])
        rows = [
            {variable: _read_term(binding.get(variable)) for variable in variables}
            for binding in found["results"]["bindings"]
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no SPARQL results: {error}") from error
    return Rows(variables, rows)


def _read_term(binding: Mapping[str, str] | None) -> Term | None:
    if binding is None:
        return None
    kind, value = binding["type"], binding["value"]
    if kind in ("uri", "bnode"):
        return Term(value, kind)
    datatype = binding.get("datatype")
    if datatype == PREFIXES["xsd"] + "string":
        datatype = None
    return Term(value, "literal", datatype, binding.get("xml:lang"))


def write_results(answer: Rows | bool) -> bytes:
    """Write rows, or yes and no."""
    if isinstance(answer, bool):
        return (json.dumps({"head": {}, "boolean": answer}, indent=1) + "\n").encode()
    bindings = [
        {name: _binding(term) for name, term in row.items() if term is not None}
        for row in answer.rows
    ]
    data = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _binding(term: Term) -> dict[str, str]:
    found = {"type": term.kind, "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    if term.datatype:
        found["datatype"] = term.datatype
    return found
