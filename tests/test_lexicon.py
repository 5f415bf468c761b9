"""The lexicon and the tables of rules: every example of theirs holds, and every class is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extract.figure import Figure
from kg.extract.figure_readings import ContextReader, ReadFigure
from kg.extract.passages import Passage
from kg.lexicon import Entry, current, why_not
from kg.lexicon.reading import our_entries
from kg.pipeline import build_document
from kg.rules import FOLDER as RULES
from kg.rules import Rule, rules
from kg.text import Span
from tests.cases import frame
from tests.cases.answer import source_of
from tests.cases.frame import REST, START

ENTRIES = our_entries()
PACKAGE = Path(__file__).parents[1] / "kg"
TABLES = sorted(path.stem for path in RULES.glob("*.toml"))


def name_of(entry: Entry) -> str:
    return f"{entry.word_class}.{entry.name}"


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_an_entry_says_its_meaning_and_its_examples_hold(entry: Entry) -> None:
    assert entry.zh, "its meaning in Chinese"
    assert entry.en, "its meaning in English"
    assert entry.examples, "an example"
    assert entry.counterexamples, "a counterexample"
    lexicon = current()
    for example in entry.examples:
        assert why_not(lexicon, entry, example.text, example.reads) is None
    for text in entry.counterexamples:
        assert why_not(lexicon, entry, text, None) is None


def test_no_entry_stands_twice() -> None:
    names = [name_of(entry) for entry in ENTRIES]
    assert sorted(set(names)) == sorted(names)


def test_every_class_is_used() -> None:
    """A class is named in code, whole or by one of its entries, or in a form of another class."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    forms = "\n".join(form for entry in ENTRIES for form in entry.forms)
    named = set(re.findall(r"[\"'{ ]([a-z][a-z0-9-]*)(?:\.[a-z0-9-]+)?(?=[\"'} ])", code))
    named |= set(re.findall(r"\{([a-z][a-z0-9-]*)", forms))
    assert {entry.word_class for entry in ENTRIES} - named == set()


def _examples() -> Iterator[tuple[Rule, str, str, bool]]:
    for table in TABLES:
        for rule in rules(table):
            for text, number in rule.examples:
                yield rule, text, number, True
            for text, number in rule.counterexamples:
                yield rule, text, number, False


EXAMPLES = list(_examples())


def _rules_met(monkeypatch: pytest.MonkeyPatch, text: str) -> dict[str, set[str]]:
    """Read a paragraph; return the words of its numbers → the rules that read them."""
    met: dict[str, set[str]] = {}
    document = frame(text)
    own = range(START, len(document) - REST)
    plain = ContextReader.read

    def read(reader: ContextReader, figure: Figure, passage: Passage, sentence: Span) -> ReadFigure:
        found = plain(reader, figure, passage, sentence)
        if figure.number.start in own:
            met.setdefault(figure.number.quote(document), set()).add(found.rule)
        return found

    monkeypatch.setattr(ContextReader, "read", read)
    for entry in build_document(source_of(document)).facts.ledger:
        if entry.evidence.span.start in own:
            quote = entry.evidence.span.quote(document)
            met.setdefault(quote, set()).add(entry.evidence.rule)
    return met


@pytest.mark.parametrize(
    ("rule", "text", "number", "is_read"),
    EXAMPLES,
    ids=[f"{rule.id}-{text}" for rule, text, _, _ in EXAMPLES],
)
def test_a_rule_reads_its_examples(
    rule: Rule, text: str, number: str, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = _rules_met(monkeypatch, text)
    assert number in met, f"no number {number!r} in {text}"
    assert (rule.id in met[number]) is is_read, met[number]


@pytest.mark.parametrize("table", TABLES)
def test_rules_have_names_of_their_own_and_reasons(table: str) -> None:
    found = rules(table)
    assert len({rule.id for rule in found}) == len(found)
    for rule in found:
        assert rule.zh, rule.id
        assert rule.en, rule.id
        assert rule.why_zh.endswith("。"), rule.id
        assert rule.why_en.endswith("."), rule.id
