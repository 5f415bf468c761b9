"""How like two titles are, and where words stand in a text: exact, or there is no telling."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from kg.lexicon import words as lexicon_words
from kg.text import Span, fold, normalise_name

_MARKS = str.maketrans("", "", ",;:、·-—–")
_UNSAID = frozenset(" \t\r“”‘’\"'「」『』《》〈〉")
_MYRIADS = "万亿余多"
_LONGEST = 200


@lru_cache(maxsize=1 << 14)
def plain(name: str) -> str:
    """Reduce a title to its words: marks between its halves say nothing.

    >>> plain("守好清水，开启“新程”") == plain("守好清水　开启新程")
    True
    >>> plain("1.5小时圈")
    '1.5小时圈'
    """
    return normalise_name(name).translate(_MARKS)


@lru_cache(maxsize=1 << 16)
def agreement(one: str, other: str) -> float:
    """Return the share of the characters of two titles that agree, in their order.

    What is longer than any title agrees wholly or not at all: to compare it takes too long.

    >>> agreement("建设幸福家园", "建设幸福家园"), agreement("甲乙", "丙丁")
    (1.0, 0.0)
    >>> round(agreement("健全规划实施机制", "健全规划落实机制"), 2)
    0.88
    """
    first, second = sorted((plain(one), plain(other)))
    if max(len(first), len(second)) > _LONGEST:
        return float(first == second)
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


class Searched:
    """A text in which words are looked for; spaces and quotation marks aside.

    A line's end parts words: nothing is found across it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        kept = [
            (letter, position)
            for position, character in enumerate(fold(text))
            if character not in _UNSAID
            for letter in unicodedata.normalize("NFKC", character)
        ]
        self._words = "".join(letter for letter, _ in kept)
        self._places = [position for _, position in kept]

    def find(self, words: str, within: Span | None = None) -> Span | None:
        """Find the first place of words, whole.

        A place does not count where it cuts a number or stands behind a negation.

        Args:
            words: As another document writes them.
            within: Where to look; everywhere without it.
        """
        sought = normalise_name(words)
        index = self._words.find(sought) if sought else -1
        while index >= 0:
            end = index + len(sought)
            place = Span(self._places[index], self._places[end - 1] + 1)
            is_inside = within is None or within.holds(place)
            if is_inside and not self._cuts(index, end):
                return place
            index = self._words.find(sought, index + 1)
        return None

    def _cuts(self, start: int, end: int) -> bool:
        before, behind = self._words[max(0, start - 1) : start], self._words[end : end + 1]
        first, last = self._words[start], self._words[end - 1]
        if first.isdecimal() and (before.isdecimal() or before in {".", ","}):
            return True
        # What stands behind a number may be its unit: only a mark parts the two.
        if (last.isdecimal() or last in _MYRIADS) and behind.isalnum():
            return True
        return lexicon_words("negation").whole(before) is not None
