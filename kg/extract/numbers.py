"""The numbers of a text that are owed to its ledger: Arabic ones, and Chinese ones that count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from kg.lexicon import Lexicon, compiled, current, pattern, words
from kg.numerals import Comparator, Numeral, NumeralForm, find_numerals
from kg.text import Span

_NAME = re.compile(r"“[^“”。!?;,\n]*”|‘[^‘’。!?;,\n]*’")
# Before a Chinese numeral: it is a piece of a longer word.
_PIECE = re.compile(r"[零〇一二两三四五六七八九十百千万亿数几每上下]$")
# 五十余万人, 五至六个: the unit stands behind what follows.
_MORE_OF = compiled(r"{some-more}[百千]?[万亿]*{counted-thing}")
# Behind one whose myriad word ends it: a unit, or the end of the phrase.
_ENDS = compiled(r"$|[,;。、)]|[左右以之]|{round-mark}")
# Whatever holds a digit is owed: 24/7 too, which is no fraction.
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number that a text prints.

    Attributes:
        span: The digits or the Chinese numeral, without unit and measure word.
        value: The number in ``scale``; ``None`` where the words name no value (十十个, 1.2.3).
        scale: Myriad words at the end of ``span``, which belong to the unit.
        unit: The unit that the words themselves say (百分之三); ``None`` otherwise.
        form: How it is written.
        bound: What the words themselves say of the real value.
        is_owed: Whether the ledger has a row for it; 万亿 in 突破万亿 is a value, but no numeral.
    """

    span: Span
    value: Decimal | None
    scale: str
    unit: str | None
    form: NumeralForm
    bound: Comparator | None
    is_owed: bool = True

    @property
    def is_arabic(self) -> bool:
        """Whether it is written in Arabic digits alone."""
        return self.form is NumeralForm.ARABIC


def find_numbers(folded: str) -> tuple[NumberMention, ...]:
    """Find all numbers of a text that are owed to the ledger, in its order.

    Chinese numerals in names between quotation marks, in unit words and in fixed words are not.
    """
    return _find_numbers(current(), folded)


@lru_cache(maxsize=4)
def _find_numbers(_: Lexicon, folded: str) -> tuple[NumberMention, ...]:
    quoted = _quoted(folded)
    numerals = list(find_numerals(folded))
    return tuple(
        NumberMention(
            Span(numeral.start, numeral.end),
            numeral.value,
            numeral.scale,
            numeral.unit,
            numeral.form,
            numeral.bound,
            numeral.form is not NumeralForm.POWER,
        )
        for numeral, after in zip_longest(numerals, numerals[1:])
        if _DIGIT.search(folded, numeral.start, numeral.end)
        or (not quoted[numeral.start] and _counts_here(folded, numeral, after))
    )


def _counts_here(folded: str, numeral: Numeral, after: Numeral | None) -> bool:
    if numeral.form is NumeralForm.POWER:
        return numeral.value is not None
    if numeral.form is NumeralForm.SHARE:
        return True
    if pattern("fixed-numeral").match(folded, numeral.start):
        return False
    if _PIECE.search(folded, max(0, numeral.start - 1), numeral.start):
        cue = words("bound-before").ending(folded, max(0, numeral.start - 4), numeral.start)
        if cue is None:
            return False
    if numeral.value is None and numeral.end - numeral.start == 1:
        return False
    if numeral.unit or _counts(folded, numeral):
        return True
    if _MORE_OF().match(folded, numeral.end) or _begins_range(folded, numeral, after):
        return True
    return bool(numeral.scale and _ENDS().match(folded, numeral.end))


def _begins_range(folded: str, numeral: Numeral, after: Numeral | None) -> bool:
    """Return whether the unit stands behind the range that a numeral begins: 五至六个."""
    return (
        after is not None
        and pattern("range-mark").fullmatch(folded, numeral.end, after.start) is not None
        and _counts(folded, after)
    )


def _counts(folded: str, numeral: Numeral) -> bool:
    return pattern("counted-thing").match(folded, numeral.end) is not None


def _quoted(folded: str) -> list[bool]:
    """Tell of each character whether it stands in a name between quotation marks.

    What holds a clause's mark is speech, and no name.
    """
    result = [False] * len(folded)
    for match in _NAME.finditer(folded):
        result[match.start() : match.end()] = [True] * (match.end() - match.start())
    return result
