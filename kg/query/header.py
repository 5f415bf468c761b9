"""The heads of query files: what is asked, with which parameters, in the form of grlc's ``#+``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# With these begin the values of YAML that are no plain sentences, or they part its pieces.
_MARKS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_PARTING = (": ", " #")
# Each query has it: it comes with no file's head.
_DOCUMENT = {
    "document": {
        "summary": "Key of one document; all documents without it",
        "summary_zh": "文件标识；不写则查全部文件",
    }
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a query.

    Attributes:
        type: ``string``, ``integer``, ``decimal``, ``boolean``, ``year`` or ``iri``.
        is_optional: Whether it may be left out; it then matches everything.
        default: What it is when it is left out; ``None`` for everything.
        choices: The values that it may have; empty where any is allowed.
    """

    name: str
    type: str = "string"
    is_optional: bool = True
    default: str | None = None
    choices: tuple[str, ...] = ()
    summary: str = ""
    summary_zh: str = ""


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
    description: str = ""
    description_zh: str = ""
    tags: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def required(self) -> tuple[str, ...]:
        """Name the parameters that must be given."""
        return tuple(name for name, known in self.parameters.items() if not known.is_optional)


def read_header(text: str) -> dict[str, Any]:
    """Read the ``#+`` lines at the top of a query as YAML."""
    lines = [line[2:] for line in text.splitlines() if line.startswith("#+")]
    lines = [line[1:] if line[:1] == " " else line for line in lines]
    quick = _read_quickly(lines)
    if quick is not None:
        return quick
    import yaml

    header = yaml.safe_load("\n".join(lines))
    return header if isinstance(header, dict) else {}


def _read_quickly(lines: list[str]) -> dict[str, Any] | None:
    """Read a head of plain sentences and JSON, both of which are YAML; ``None`` for any other.

    To import the library for YAML takes longer than to answer the query.
    """
    header: dict[str, Any] = {}
    for line in lines:
        key, colon, value = line.partition(": ")
        value = value.strip()
        if not (colon and value and key.isidentifier()):
            return None
        if _is_sentence(value):
            header[key] = value
            continue
        try:
            header[key] = json.loads(value)
        except ValueError:
            return None
    return header


def _is_sentence(value: str) -> bool:
    """Say whether YAML reads a value as a string without doubt: several words, or Chinese."""
    is_wordy = " " in value or not value.isascii()
    is_parted = any(mark in value for mark in _PARTING) or value.endswith(":")
    return is_wordy and value[0] not in _MARKS and not value[0].isdigit() and not is_parted


def read_query(path: Path) -> CannedQuery:
    """Read a query file."""
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    defaults = _joined(header.get("defaults"))
    choices = _joined(header.get("enumerate"))
    named = _DOCUMENT | dict(header.get("params") or {})
    return CannedQuery(
        name=path.stem,
        summary=header["summary"],
        summary_zh=header["summary_zh"],
        text=text,
        description=header.get("description", ""),
        description_zh=header.get("description_zh", ""),
        tags=tuple(header.get("tags") or ()),
        parameters={
            name: Parameter(
                name=name,
                type=str(settings.get("type", "string")),
                is_optional=bool(settings.get("optional", True)),
                default=str(defaults[name]) if name in defaults else None,
                choices=tuple(map(str, choices.get(name) or ())),
                summary=str(settings.get("summary", "")),
                summary_zh=str(settings.get("summary_zh", "")),
            )
            for name, settings in named.items()
        },
        lists=tuple(header.get("lists") or ()),
        headings=header.get("headings") or {},
    )


def _joined(entries: Any) -> dict[str, Any]:
    """Join grlc's list of one-entry mappings."""
    return {name: value for entry in entries or () for name, value in dict(entry).items()}
