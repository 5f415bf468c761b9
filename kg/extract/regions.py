"""The passages over which parts hold sway, and where they say a name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from kg.text import Span, normalise_name


@cache
def _letters(character: str) -> str:
    return normalise_name(character)


class Regions:
    """Passages reduced as names are, one behind the other, so that a name is looked for once.

    Args:
        folded: The text.
        regions: In any order; they may be the same.
    """

    def __init__(self, folded: str, regions: Sequence[Span]) -> None:
        pieces: list[str] = []
        self._places: list[int] = []
        self._starts: list[int] = []
        for region in regions:
            self._starts.append(len(self._places))
            for index, character in enumerate(region.quote(folded), region.start):
                # One character (㈠) may become several.
                for piece in _letters(character):
                    pieces.append(piece)
                    self._places.append(index)
            # What no name holds parts the passages.
            pieces.append("\n")
            self._places.append(region.end)
        self._words = "".join(pieces)

    def holding(self, name: str) -> Iterator[tuple[int, Span]]:
        """Yield the index of each passage that says a name, and where it first does.

        Args:
            name: Reduced by `normalise_name`, not empty.
        """
        position = self._words.find(name)
        while position >= 0:
            index = bisect_right(self._starts, position) - 1
            last = self._places[position + len(name) - 1]
            yield index, Span(self._places[position], last + 1)
            if index + 1 == len(self._starts):
                return
            position = self._words.find(name, self._starts[index + 1])
