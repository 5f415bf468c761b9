"""Words before a value that make it less than a promise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.check.readings.mentions import Mention, read_mentions
from kg.check.readings.tokens import Clause, clause_of, has_rest
from kg.lexicon import words

_AIM_BEHIND = re.compile(r"[^,。;]*作为[^,。;]*")
_NAME_LENGTH = 3


def holds(clause: Clause, mention: Mention, hedge: str, beside: Iterable[str]) -> bool:
    """Return whether a hedge holds for a number, by its clause or by another quote.

    Args:
        clause: The clause.
        mention: The number.
        hedge: Such as 力争.
        beside: The fact's other quotes: the hedge alone, or the same value again.
    """
    if _governs(clause.words, mention, hedge):
        return True
    for other in beside:
        if other.strip() == hedge:
            return True
        for again in read_mentions(other):
            if again.value == mention.value and _governs(other, again, hedge):
                return True
    return False


def adjacent(clause: Clause, mention: Mention) -> set[str]:
    """Return the hedges directly before a number, which the fact has to keep."""
    found = set()
    for token in reversed(clause.read(mention.scope, mention.start)):
        if token.kind == "hedge":
            found.add(clause.words[token.start : token.end])
        elif token.kind != "bound-before":
            break
    return found


def _governs(said: str, mention: Mention, hedge: str) -> bool:
    """Return whether a hedge stands before the number, or before all names of its clause."""
    own = {said[w.start : w.end] for w in words("hedge").find(said, mention.scope, mention.start)}
    if hedge in own:
        return True
    behind = _AIM_BEHIND.match(said, mention.end)
    if behind is not None and hedge in behind.group():
        return True
    first = next((known for known in read_mentions(said) if known.is_figure), None)
    if first is None or first.start >= mention.start or mention.bracket is not None:
        return False
    # A hedge with a name behind it holds for the figures that follow; without, for its own alone.
    before = said[: first.start]
    if hedge not in before:
        return False
    opening, _, behind_it = before.rpartition(hedge)
    if not has_rest(clause_of(opening).read(0, len(opening), leads=True)):
        # It opens the clause, so that it stands before all names, those behind their numbers too.
        return True
    cue = words("bound-before").ending(behind_it, 0, len(behind_it.rstrip(' "')))
    return len(behind_it) - (cue.end - cue.start if cue else 0) >= _NAME_LENGTH
