"""Names that end in a word of change: what is measured, and which way its value says it moves."""

from __future__ import annotations

from kg.lexicon import pattern, words
from kg.model import Change
from kg.text import fold

_SHORTEST = 2


def is_rate(name: str) -> bool:
    """Return whether an indicator is itself a rate of change, so that its value is no change.

    >>> is_rate("GDP增速"), is_rate("地区生产总值")
    (True, False)
    """
    return pattern("direction.rate").search(fold(name)) is not None and (
        split_change(name)[1] is None
    )


def split_change(name: str) -> tuple[str, Change | None]:
    """Part a name from the word of change that ends it.

    >>> split_change("全市地区生产总值增长"), split_change("GDP增速")
    (('全市地区生产总值', <Change.RISE: 'rise'>), ('GDP增速', None))
    """
    folded = fold(name)
    found = words("change").ending(folded, 0, len(folded))
    if found is None or found.reads not in tuple(Change) or found.start < _SHORTEST:
        return name, None
    return name[: found.start], Change(found.reads)
