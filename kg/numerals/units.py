"""Units: a myriad word, a measure, a ratio of measures, or several of these."""

from __future__ import annotations

from kg.lexicon import compiled

# 28微克每立方米: 每 stands for a stroke only before what things are measured by.
_SCALED = r"(?:[百千万亿]*(?:{measure}|{classifier})(?:标准煤|标煤)?)"
_PER = r"(?:/|每(?=立方米|平方公里|平方米|升|公斤|千克|公顷|亩))"
UNIT = (
    rf"(?:每[百千万亿]+{_SCALED}{{0,2}}"
    rf"|{_SCALED}(?:{_PER}[百千万亿]*(?:{_SCALED}|[百千万亿]+)(?:GDP)?)*"
    # A ratio to a round number: 40/10万.
    r"|/\d+[万亿]|[万亿]+)"
)

# All measures take long to compile: where a unit ends a pattern, ask this one instead.
unit_pattern = compiled(UNIT)


def is_unit(words: str) -> bool:
    """Return whether the words are a unit and nothing else.

    >>> is_unit("微克/立方米"), is_unit("按三口之家计算")
    (True, False)
    """
    return bool(unit_pattern().fullmatch(words))
