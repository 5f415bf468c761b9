"""No list of Chinese words stands in code: plan language is in the lexicon and the profiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words_in_code import find_listings, listings_of

PACKAGE = Path(__file__).parents[1] / "kg"

# Modules that list words for the reader of a message, a sheet or a page, and read no text by them.
ALLOWED = {
    "explain.py": "what the explanation calls the reasons of a link",
    "export/collection.py": "headings of a sheet",
    "export/opinion.py": "headings and words of the Word document",
    "export/word.py": "names of typefaces",
    "extract/doubts.py": "reasons, as the graph gives them",
    "extract/examine/goals.py": "how a message writes a bounded value",
    "extract/examine/growth.py": "how a message writes a bounded growth",
    "extract/pairing/__init__.py": "reasons, as the graph gives them",
    "graph/vocabulary.py": "labels of our own concepts",
    "pages/site/words.py": "labels of the pages",
}

SAMPLES = {
    'compiled("超过|突破")': ("超过", "突破"),
    're.search(r"第(?:章|节)", text)': ("章", "节"),
    '("个", "家", "件")': ("个", "家", "件"),
    '{"公里": 1, "倍": 2, "番": 3}': ("公里", "倍", "番"),
    '"超过 突破 高于".split()': ("超过", "突破", "高于"),
    'tuple("不未无")': ("不", "未", "无"),
    # No lists of words: forms of dates and numbers, a sequence, words for the reader.
    r're.compile(r"\d+年|\d+月\d+日|[一二三]+")': None,
    're.compile("附件(?P<number>[0-9]+)")': None,
    '{"a": Words("目标", "goal"), "b": Words("基期", "base"), "c": Words("实际", "actual")}': None,
    '{"a": ("目标", "goal"), "b": ("基期", "base"), "c": ("实际", "actual")}': None,
    '("甲", "乙")': None,
}


@pytest.mark.parametrize("source", SAMPLES)
def test_a_list_of_words_is_found(source: str) -> None:
    expected = SAMPLES[source]
    assert [listing.words for listing in find_listings(source)] == ([expected] if expected else [])


def test_no_list_of_words_stands_in_code() -> None:
    found = list(listings_of(PACKAGE))
    unexpected = [
        f"kg/{module}:{listing.line}: {'、'.join(listing.words)}"
        for module, listing in found
        if module not in ALLOWED
    ]
    assert not unexpected, "\n".join(unexpected)
    assert {module for module, _ in found} >= set(ALLOWED), "an allowance that is not needed"
