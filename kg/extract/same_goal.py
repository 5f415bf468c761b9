"""Find the goal that a later figure of the same passage says again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.changes import is_rate
from kg.extract.figure import Figure
from kg.lexicon import compiled
from kg.model import Target
from kg.text import normalise_name

# Words that say that a name is of a rate, and those that say whose it is: the same goal said again
# drops them.
_RATE = compiled("(?:{rate-name.rise}|{total-name})$")
_OWN = compiled("^(?:{own-place}|{own-scope})")


class SameGoal:
    """Compares figures with the goals that a passage has set so far.

    Args:
        text: The document's text.
        place: The place that the plan is of, such as ``"杭州市"``; ``None`` where it names none.
    """

    def __init__(self, text: str, place: str | None) -> None:
        self._text = text
        self._place = re.compile(f"^{re.escape(place[:-1])}市?" if place else r"(?!)")

    def find(self, known: Iterable[Target], figure: Figure) -> Target | None:
        """Return the goal with the figure's value, unit, sense and name, or ``None``.

        A figure without a name of its own says any goal again that agrees in the rest.
        """
        label = figure.label(self._text)
        for target in known:
            if target.value != figure.value or target.unit != figure.unit:
                continue
            senses = {figure.comparator.value[0], target.comparator.value[0]}
            if senses == {">", "<"}:
                continue
            moves = figure.change == target.change or label is None
            if not moves and not (is_rate(label or "") or is_rate(target.indicator)):
                continue
            if label is None or self._is_alike(label, target.indicator):
                return target
        return None

    def _is_alike(self, one: str, other: str) -> bool:
        first, second = self._core(one), self._core(other)
        return not first or first in second or second in first

    def _core(self, name: str) -> str:
        plain = self._place.sub("", normalise_name(name))
        return _RATE().sub("", _OWN().sub("", plain))
