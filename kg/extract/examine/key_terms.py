"""How much a word tells: the fewer texts hold it, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise


def pairs_of(words: str) -> list[str]:
    """Return the pairs of neighbouring characters, in their order.

    >>> pairs_of("新平台")
    ['新平', '平台']
    """
    return [words[index : index + 2] for index in range(len(words) - 1)]


class KeyTerms:
    """Weighs pairs of characters by how few texts hold them, and counts texts that hold a word.

    Args:
        texts: The suggestions and the answers of one document, without marks; a word that many
            of them hold (产业, 发展) tells little of what one of them asks for.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self._counts: Counter[str] = Counter()
        for text in self._texts:
            self._counts.update(set(pairs_of(text)))

    def weigh(self, run: str) -> list[float]:
        """Weigh each character of a run of two or more: the mean of the pairs that it is in."""
        scores = [self._weight(pair) for pair in pairs_of(run)]
        inner = [(left + right) / 2 for left, right in pairwise(scores)]
        return [scores[0], *inner, scores[-1]]

    def _weight(self, pair: str) -> float:
        return math.log(1 + len(self._texts) / max(1, self._counts[pair]))

    def tells(self, character: str) -> bool:
        """Say whether a single character is in few enough texts to tell of a field: a fifth."""
        return sum(character in text for text in self._texts) * 5 <= len(self._texts)

    def is_rare(self, word: str) -> bool:
        """Say whether fewer than a tenth of the texts hold a word; of few texts, two may."""
        holding = sum(word in text for text in self._texts)
        return holding <= max(2, len(self._texts) // 10)


def covered_by_pairs(run: str, pairs: Collection[str]) -> list[bool]:
    """Say of each character of a run whether a pair that it is in is among ``pairs``."""
    hits = [pair in pairs for pair in pairs_of(run)]
    return [left or right for left, right in zip([False, *hits], [*hits, False], strict=True)]
