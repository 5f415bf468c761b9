"""Cases: small texts with the reading that they should have, a line each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.source import read_bundled
from tests.cases.frame import frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text with the rows that it should give.

    Attributes:
        id: Names the case within its file.
        kind: What the case is about, such as ``bounds``.
        text: What is said: a paragraph, or the words that stand in the bundled report.
        document: The whole text to build.
        targets: The rows that the query ``targets`` should give; ``None`` where a case says
            nothing of them, such as one for the audit.
        numbers: Readings by a number's quote, with ``|`` between readings that are as good.
        note: Why; empty where the file does not say.
    """

    id: str
    kind: str
    text: str
    document: str
    targets: tuple[Mapping[str, Any], ...] | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def read_cases(path: Path) -> list[Case]:
    """Read a file of cases, in its order.

    A line with ``text`` is a paragraph; a line with ``find`` and ``replace`` is a change of the
    bundled report.

    Raises:
        ValueError: A line is no such case, or its ``find`` does not stand in the report once.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    cases = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                cases.append(_case(json.loads(line, parse_float=Decimal)))
            except (KeyError, ValueError) as error:
                raise ValueError(f"{path}:{number}: {error}") from error
    return cases


def _case(entry: Mapping[str, Any]) -> Case:
    if "find" in entry:
        report = read_bundled().text
        if report.count(entry["find"]) != 1:
            raise ValueError(f"{entry['id']}: the words to change do not stand there once")
        return Case(
            id=entry["id"],
            kind=entry["kind"],
            text=entry["replace"],
            document=report.replace(entry["find"], entry["replace"]),
            note=entry.get("note", ""),
        )
    return Case(
        id=entry["id"],
        kind=entry["kind"],
        text=entry["text"],
        document=frame(entry["text"]),
        targets=tuple(entry["targets"]),
        numbers=entry.get("numbers", {}),
        note=entry.get("note", ""),
    )
