"""Rules that can be looked up: what decides how a number or a clause is read, as data.

Each rule has an id, by which every fact and every row of the ledger names it, a label, a reason
and examples that hold and that do not. Tables of rules are ordered: the first that fits decides.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import Words
from kg.namespaces import PLANR, mint_rule

FOLDER = Path(__file__).parent
# In the order in which a number is tried by the first three; facts, links and examinations follow.
TABLES = ("claims", "forms", "figures", "facts", "links", "examinations")


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
        report: Stem of the invented report in ``tests/reports`` whose words the examples are;
            ``""`` where they are paragraphs of a key task.
        instead: Words of that report in whose place an example stands; ``""`` where the report
            itself prints the example.
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
    report: str
    instead: str
    examples: tuple[tuple[str, str], ...]
    counterexamples: tuple[tuple[str, str], ...]

    @property
    def iri(self) -> str:
        """The IRI of its concept."""
        return mint_rule(self.id)

    @property
    def name(self) -> str:
        """The last piece of its IRI, and the stem of its page."""
        return self.iri.removeprefix(PLANR)

    @property
    def conditions(self) -> tuple[Words, ...]:
        """What `when` means, in plain words."""
        return tuple(read_conditions()[self.table][name] for name in self.when)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of rules.

    Attributes:
        name: Stem of its file.
        zh: Its title in Chinese.
        en: Its title in English.
        what_zh: What its rules decide, in Chinese.
        what_en: What its rules decide, in English.
        rules: In the order in which they are tried.
    """

    name: str
    zh: str
    en: str
    what_zh: str
    what_en: str
    rules: tuple[Rule, ...]


def around(text: str, words: str) -> tuple[str, str]:
    """Return what stands before and behind the number of an example, in one line.

    >>> around("到2030年,每千人口3岁以下托位", "3")
    ('到2030年,每千人口', '岁以下托位')
    """
    number = re.search(rf"(?<!\d)(?<!\d\.){re.escape(words)}(?!\d|\.\d)", text)
    place = number.span() if number else (len(text), len(text))
    before, after = text[: place[0]], text[place[1] :]
    return before.replace("\n", " ｜ "), after.replace("\n", " ｜ ")


@cache
def read_table(name: str) -> Table:
    """Read a table of rules."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return Table(
        name=name,
        zh=data["zh"],
        en=data["en"],
        what_zh=data["what_zh"],
        what_en=data["what_en"],
        rules=tuple(_rule(name, row) for row in data["rule"]),
    )


@cache
def read_conditions() -> Mapping[str, Mapping[str, Words]]:
    """Read what conditions mean: by the table that uses them, then by their name in `when`."""
    data = tomllib.loads((FOLDER / "conditions.toml").read_text(encoding="utf-8"))
    return {
        table: {name: Words(*said) for name, said in conditions.items()}
        for table, conditions in data.items()
    }


def read_tables() -> tuple[Table, ...]:
    """Read all tables, in their order."""
    return tuple(map(read_table, TABLES))


def rules(table: str) -> tuple[Rule, ...]:
    """Return the rules of a table, in the order in which they are tried."""
    return read_table(table).rules


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
        report=row.get("report", ""),
        instead=row.get("instead", ""),
        examples=tuple((text, words) for text, words in row.get("examples", ())),
        counterexamples=tuple((text, words) for text, words in row.get("counterexamples", ())),
    )
