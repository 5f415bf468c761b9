"""The lexicon: every example of it holds, and every class is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.lexicon import Entry, current, why_not
from kg.lexicon.reading import our_entries

ENTRIES = our_entries()
PACKAGE = Path(__file__).parents[1] / "kg"


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
