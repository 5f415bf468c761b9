"""Words before a value that make it less than a promise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.check.readings.mentions import HEDGES, Mention, read_mentions

_PROMISES = tuple(word for word in HEDGES if word != "预计")
_VERBS = r"(?:达到?|超过?|突破|重回|不低于|不少于|控制在|至少|约)?"
_ADJACENT = re.compile(rf"({'|'.join(_PROMISES)}){_VERBS}[ \"]*$")
_NAME_LENGTH = 3


def holds(words: str, mention: Mention, hedge: str, beside: Iterable[str]) -> bool:
    """Say whether a hedge holds for a number, by its clause or by another quote.

    Args:
        words: The clause.
        mention: The number.
        hedge: Such as 力争.
        beside: The fact's other quotes: the hedge alone, or the same value again.
    """
    if _governs(words, mention, hedge):
        return True
    for other in beside:
        if other.strip() == hedge:
            return True
        for again in read_mentions(other):
            if again.value == mention.value and _governs(other, again, hedge):
                return True
    return False


def adjacent(words: str, mention: Mention) -> set[str]:
    """Return the hedge directly before a number, which the fact has to keep."""
    match = _ADJACENT.search(words[: mention.start])
    return {match[1]} if match else set()


def _governs(words: str, mention: Mention, hedge: str) -> bool:
    """Say whether a hedge stands before the number, or before all names of its clause."""
    if hedge in words[mention.scope : mention.start]:
        return True
    if re.match(rf"[^,。;]*作为[^,。;]*{re.escape(hedge)}", words[mention.end :]):
        return True
    first = next((known for known in read_mentions(words) if known.is_figure), None)
    if first is None or first.start >= mention.start or mention.bracket is not None:
        return False
    # A hedge with a name behind it holds for the figures that follow; without, for its own alone.
    before = words[: first.start]
    behind = before.rpartition(hedge)[2] if hedge in before else ""
    return len(re.sub(rf"{_VERBS}[ \"]*$", "", behind)) >= _NAME_LENGTH
