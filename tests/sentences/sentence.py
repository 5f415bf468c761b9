"""What a sentence is composed of: words with the rows that they should give."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

# A row of the query `targets`, in the format of the cases.
Row = dict[str, Any]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A part of a sentence.

    Attributes:
        words: As written.
        rows: That it should give; one without ``year`` and ``period`` takes the sentence's time.
        kinds: Meanings and ways of writing that occur, such as ``bound >= denial``.
        numbers: Reading by a number's quote, with ``|`` between readings that are as good.
    """

    words: str
    rows: tuple[Row, ...] = ()
    kinds: tuple[str, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A paragraph composed from meanings.

    Attributes:
        number: What it is made from.
        text: The paragraph.
        rows: What the query ``targets`` should give, in the format of the cases.
        kinds: Meanings and ways of writing that occur in it, each once.
        numbers: Reading by a number's quote.
    """

    number: int
    text: str
    rows: tuple[Row, ...]
    kinds: tuple[str, ...]
    numbers: Mapping[str, str]


def pick(chance: random.Random, weights: Mapping[_T, float]) -> _T:
    """Choose one key by its weight."""
    [found] = chance.choices(list(weights), list(weights.values()))
    return found


def joined(words: str, phrases: Sequence[Phrase], *kinds: str) -> Phrase:
    """Put phrases together under words that contain theirs."""
    return Phrase(
        words=words,
        rows=tuple(row for phrase in phrases for row in phrase.rows),
        kinds=(*kinds, *(kind for phrase in phrases for kind in phrase.kinds)),
        numbers={quote: read for phrase in phrases for quote, read in phrase.numbers.items()},
    )
