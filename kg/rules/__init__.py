"""Rules that can be looked up: what decides how a number or a clause is read, as data.

Each rule has an id, by which every fact and every row of the ledger names it, a label, a reason
and examples that hold and that do not. Tables of rules are ordered: the first that fits decides.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of reading.

    Attributes:
        table: The table that it stands in, such as ``figures``.
        id: Unique over all tables.
        reading: What it reads a number as; ``""`` where it reads no number.
        when: Names of the conditions that must all hold; ``not `` before one turns it round.
        zh: Its name in Chinese.
        en: Its name in English.
        why_zh: The reason in Chinese.
        why_en: The reason in English.
        examples: Pairs of a paragraph and the words in it that the rule reads.
        counterexamples: Pairs of a paragraph and words that it does not read.
    """

    table: str
    id: str
    reading: str
    when: tuple[str, ...]
    zh: str
    en: str
    why_zh: str
    why_en: str
    examples: tuple[tuple[str, str], ...]
    counterexamples: tuple[tuple[str, str], ...]


@cache
def rules(table: str) -> tuple[Rule, ...]:
    """Return the rules of a table, in the order in which they are tried."""
    data = tomllib.loads((FOLDER / f"{table}.toml").read_text(encoding="utf-8"))
    return tuple(_rule(table, row) for row in data["rule"])


def _rule(table: str, row: dict[str, Any]) -> Rule:
    return Rule(
        table=table,
        id=row["id"],
        reading=row.get("reading", ""),
        when=tuple(row.get("when", ())),
        zh=row["zh"],
        en=row["en"],
        why_zh=row["why_zh"],
        why_en=row["why_en"],
        examples=tuple((text, words) for text, words in row.get("examples", ())),
        counterexamples=tuple((text, words) for text, words in row.get("counterexamples", ())),
    )
