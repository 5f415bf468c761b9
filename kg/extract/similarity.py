"""How alike two names are, measured against the other names round them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.text import normalise_name


def bigrams(name: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a normalised name.

    >>> sorted(bigrams("“新平台”"))
    ['平台', '新平']
    """
    plain = normalise_name(name)
    return frozenset(plain[index : index + 2] for index in range(len(plain) - 1))


class Likeness:
    """Scores two names by what they share and few other names have.

    Args:
        names: The names among which the two are told apart; words that many of them have in common
            (高质量发展, 打造) say little.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for name in names:
            self._counts.update(bigrams(name))

    def score(self, one: str, other: str) -> float:
        """Return a number from 0 (nothing in common) to 1 (the shorter is all in the longer)."""
        first, second = bigrams(one), bigrams(other)
        shorter = min(first, second, key=self._weight)
        whole = self._weight(shorter)
        return self._weight(first & second) / whole if whole else 0.0

    def _weight(self, pairs: Iterable[str]) -> float:
        return sum(1 / max(1, self._counts[pair]) for pair in pairs)

    def best(self, name: str, candidates: Mapping[int, Iterable[str]], least: float) -> int | None:
        """Return the key of the one candidate that is clearly most alike; ``None`` without one.

        Args:
            name: What to find.
            candidates: Names by key.
            least: The score below which names are not alike.
        """
        scores = sorted(
            (
                (max((self.score(name, form) for form in forms), default=0.0), key)
                for key, forms in candidates.items()
            ),
            reverse=True,
        )
        if not scores or scores[0][0] < least:
            return None
        if len(scores) > 1 and scores[1][0] == scores[0][0]:
            return None
        return scores[0][1]
