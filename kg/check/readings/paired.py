"""A link from a report to its outline, read again from its quotes in the two texts."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import SequenceMatcher

from kg.check.readings.facts import Fact, close
from kg.check.readings.printed import number, parts_of
from kg.lexicon import compiled
from kg.numerals import COUNTING

_MARK = compiled(
    rf"[\s【\[★●◆■▲]*(?:第\s*(?P<number>{COUNTING})\s*{{numbered-part.unit}}|专\s?栏\s*(?P<column>{COUNTING})?"
    rf"|\(?{COUNTING}[)、.])?[】\]:\s]*"
)
_UNSAID = str.maketrans("", "", "\"'《》,;:、·-—–")
_SHORTEST = 4
_HALF = Decimal("0.5")


def has_match(fact: Fact, literal: str) -> bool:
    """Say whether the quotes of both texts bear out by what a unit was found.

    Equal titles are looked for whole in the report's words, equal numbers as parts or marks; of a
    title that is only alike, enough has to stand in both.
    """
    kind = literal.rpartition("#match-")[2]
    own, heading = _sides(fact)
    match = _MARK().match(heading)
    title = _bare(heading[match.end() :] if match else heading)
    words = [_bare(quote) for quote in own]
    has_title = bool(title) and any(title in said for said in words)
    printed = number(match["number"] or match["column"] or "") if match else None
    has_number = printed is not None and any(
        printed in parts_of(quote) or re.search(rf"第\s*{printed}\s*[章节]", quote) for quote in own
    )
    if kind == "number":
        return has_number
    if kind == "number-and-title":
        return has_number and has_title
    if kind == "title":
        return has_title
    return any(_shared(title, said) >= min(_SHORTEST, len(title)) for said in words)


def has_score(fact: Fact, literal: str) -> bool:
    """Say whether a score fits its kind: whole for equal titles, half without a title to compare.

    What a title that is only alike scores is not told again: the quotes do not say where the name
    begins.
    """
    kinds = {kind.rpartition("#match-")[2] for kind in fact.values("plan:hasMatchKind")}
    score = Decimal(literal)
    if kinds & {"title", "number-and-title"}:
        return score == 1
    if kinds == {"number"}:
        return 0 <= score < 1
    return _HALF <= score <= 1


def _sides(fact: Fact) -> tuple[list[str], str]:
    """Part the quotes of a fact: those of its own text, and the heading in the other."""
    own = fact.main.text if fact.main else ""
    theirs = [quote.words for quote in fact.quotes if quote.text != own]
    return [q.words for q in fact.quotes if q.text == own], theirs[0] if theirs else ""


def _bare(words: str) -> str:
    return close(words).translate(_UNSAID)


def _shared(title: str, said: str) -> int:
    """Count the characters of a title that a quote has in blocks of two and more."""
    blocks = SequenceMatcher(None, title, said, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1)
