"""Numbers that a quote mentions, each with its unit, the bound behind it and its place."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kg.check.readings.times import read_times
from kg.lexicon import Lexicon, compiled, current, words
from kg.numerals import Numeral, NumeralForm, find_numerals, unit_pattern

# Between a number and its unit, or behind both: 2万余人, 300家余.
_MORE = compiled(r" ?(?P<scale>[百千]?[万亿]*)(?P<more>{some-more}) ?")
_SCALE = re.compile(r"[百千]?[万亿]+")
_PER_YEAR = "/年"
_HALF = Decimal("0.5")
_TO_ONE = re.compile(r"[:∶]1(?![\d.])")
_ONE_TO = re.compile(r"(?<![\d.])1[:∶](?=\d)")
_DOUBLING = compiled(r"翻{doubling}")
_RANGE = compiled(r"{range-mark}(?:{hedge})?")
_BETWEEN = compiled(r"{parallel}|{range-mark}")
_LIST_MARK = re.compile(r"[.、](?!\d)")
_MINUS = "-−"
# A length of time at the end of a clause is a value; one before other words says over what time.
_ENDS = re.compile(r"\s*(?:[,;。、)]|$)")
_WITHIN = compiled(r"{within}$")
_DECIMAL_LEFT = re.compile(r"\d\.$|\.\.$")
_DECIMAL_RIGHT = re.compile(r"\.[.\d%‰]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a quote.

    Attributes:
        start: Where the number begins in the quote's words, its sign included.
        unit_end: Where its unit ends.
        end: Where the word of bound behind it ends.
        value: As printed, in ``unit``.
        unit: Printed directly behind, with its myriad word; ``None`` where none is.
        is_per_year: Whether ``/年`` stands behind the unit.
        own: What its own words say of the real value, such as ``">"`` for 300余家; ``""`` without
            any.
        behind: What the word of bound behind it says; ``""`` without one.
        bracket: Where the bracket that it stands in begins; ``None`` outside.
        scope: Where the figure before it ends, else the bracket or the quote begins.
        is_cumulative: Whether it stands in ``[ ]``.
        range_end: ``">="`` for the first and ``"<="`` for the second end of a range; else ``""``.
    """

    start: int
    unit_end: int
    end: int
    value: Decimal
    unit: str | None
    is_per_year: bool
    own: str
    behind: str
    bracket: int | None
    scope: int
    is_cumulative: bool
    range_end: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether the number measures something: it has a unit."""
        return self.unit is not None


def read_mentions(said: str) -> tuple[Mention, ...]:
    """Find the numbers in folded words; those of a time and of a list are none.

    >>> [(str(m.value), m.unit, m.behind) for m in read_mentions("达到1300万人以上")]
    [('1300', '万人', '>=')]
    >>> [(str(m.value), m.unit, m.range_end) for m in read_mentions("年均增长5%-6%")]
    [('5', '%', '>='), ('6', '%', '<=')]
    >>> [(str(m.value), m.unit, m.own) for m in read_mentions("13万2千人、2万余人、上百家")]
    [('13.2', '万人', ''), ('2', '万人', '>'), ('100', '家', '>=')]
    """
    return _read_mentions(current(), said)


@lru_cache(maxsize=1 << 14)
def _read_mentions(_: Lexicon, said: str) -> tuple[Mention, ...]:
    times = read_times(said, 0, (0, 0))
    lasting = [
        (span.start, span.end)
        for span in words("span").find(said)
        if not _ENDS.match(said, span.end) or _WITHIN().search(said, span.start, span.end)
    ]
    pairs = brackets(said)
    found: list[Mention] = []
    numerals = [
        numeral
        for numeral in find_numerals(said)
        if numeral.value is not None
        and not any(time.start <= numeral.start < time.end for time in times)
        and not any(start <= numeral.start < end for start, end in lasting)
    ]
    starts = frozenset(numeral.start for numeral in numerals)
    for numeral in numerals:
        if not _is_piece(said, numeral):
            mention = _mention(said, numeral, pairs, found, starts)
            if mention is not None:
                found.append(mention)
    for match in _DOUBLING().finditer(said):
        doubling = Numeral(
            start=match.start(), end=match.end() - 1, value=Decimal(1), scale="", unit=None,
            form=NumeralForm.CHINESE,
        )  # fmt: skip
        before = [mention for mention in found if mention.start < match.start()]
        mention = _mention(said, doubling, pairs, before, starts)
        if mention is not None:
            found.append(mention)
    return tuple(_join_ranges(said, sorted(found, key=lambda mention: mention.start)))


def is_range_cell(said: str) -> bool:
    """Return whether the words are a cell with two bounds and no more: 5.5-6."""
    bare = said.strip()
    lead = len(said) - len(said.lstrip())
    found = read_mentions(said)
    if len(found) != len(("lower", "upper")) or found[0].start != lead:
        return False
    between = said[found[0].unit_end : found[1].start]
    return found[1].unit_end == lead + len(bare) and _RANGE().fullmatch(between) is not None


def _is_piece(said: str, numeral: Numeral) -> bool:
    """Return whether a number is a piece of a broken one, a list's mark, or the 1 of a ratio."""
    start, end = numeral.start, numeral.end
    if _DECIMAL_LEFT.search(said[:start]) or _DECIMAL_RIGHT.match(said, end):
        return True
    if _ONE_TO.match(said, start) or (
        start > 1
        and said[start] == "1"
        and _TO_ONE.match(said, start - 1)
        and said[start - 2].isdecimal()
    ):
        return True
    opens = not said[:start].strip() or said[start - 1] in "。;:\n"
    is_arabic = numeral.form is NumeralForm.ARABIC
    return opens and is_arabic and _LIST_MARK.match(said, end) is not None


def _mention(
    said: str,
    numeral: Numeral,
    pairs: list[tuple[int, int]],
    found: list[Mention],
    starts: frozenset[int],
) -> Mention | None:
    unit, unit_end, is_more = _unit(said, numeral)
    if unit is None and numeral.form is NumeralForm.CHINESE and numeral.bound is None:
        # 五至六个: the unit stands behind the second.
        mark = words("range-mark").at(said, numeral.end)
        if mark is None or mark.end not in starts:
            return None
    position, is_per_year = unit_end, False
    if unit is not None and unit.endswith(_PER_YEAR):
        unit, is_per_year = unit.removesuffix(_PER_YEAR) or None, True
    elif said.startswith(_PER_YEAR, position):
        position, is_per_year = position + len(_PER_YEAR), True
    half = words("half-unit").at(said, position) if unit is not None else None
    position = half.end if half is not None else position
    to_one = _TO_ONE.match(said, position)
    position = to_one.end() if to_one else position
    own = ">" if is_more else numeral.bound.value if numeral.bound is not None else ""
    skipped = len(said[position:]) - len(said[position:].lstrip(' "'))
    after = words("bound-after").at(said, position + skipped)
    end = after.end if after is not None else position
    behind = after.reads if after is not None else ""
    start, value = numeral.start, numeral.value
    if value is None:
        return None
    if half is not None:
        value += _HALF
    if said[:start].strip() and said[:start].strip() in _MINUS:
        # A cell's sign: in running text the number itself has it.
        value = -value
    bracket = next((first for first, last in reversed(pairs) if first < start < last), None)
    scope = 0 if bracket is None else bracket + 1
    for earlier in found:
        if earlier.bracket == bracket and earlier.is_figure:
            scope = max(scope, earlier.end)
    before, rest = said[:start].strip(), said[end:].strip()
    # A cell that is but a number in brackets: [125] or 〔125〕.
    is_cumulative = (before, rest) == ("(", ")") or (before.endswith("[") and rest.startswith("]"))
    return Mention(
        start, unit_end, end, value, unit, is_per_year, own, behind, bracket, scope, is_cumulative
    )


def _unit(said: str, numeral: Numeral) -> tuple[str | None, int, bool]:
    """Read the unit behind a number, its myriad word included.

    Returns:
        The unit, where it ends, and whether 余 or 多 says that it is more.
    """
    position = numeral.end
    if numeral.unit is not None:
        more = words("some-more").at(said, position)
        return numeral.unit, more.end if more else position, more is not None
    inside = _MORE().match(said, position)
    if inside is not None:
        behind = unit_pattern().match(said, inside.end())
        unit = numeral.scale + inside["scale"] + (behind.group() if behind else "")
        return unit or None, behind.end() if behind else inside.end(), True
    skipped = position + 1 if said.startswith(" ", position) else position
    match = unit_pattern().match(said, skipped)
    if match is None:
        scale = _SCALE.match(said, position)
        if scale is not None:
            return numeral.scale + scale.group(), scale.end(), False
        return numeral.scale or None, position, False
    also = words("some-more").at(said, match.end())
    is_more = also is not None and unit_pattern().match(said, also.end) is None
    end = also.end if also is not None and is_more else match.end()
    return numeral.scale + match.group(), end, is_more


def brackets(said: str) -> list[tuple[int, int]]:
    """Return where each pair of round brackets begins and ends."""
    found, open_at = [], []
    for position, mark in enumerate(said):
        if mark == "(":
            open_at.append(position)
        elif mark == ")" and open_at:
            found.append((open_at.pop(), position))
    return sorted(found)


def _join_ranges(said: str, found: list[Mention]) -> list[Mention]:
    """Give the two ends of a range their bounds, and the first the unit of the second."""
    joined = list(found)
    is_alone = (
        bool(found) and not said[: found[0].start].strip() and not said[found[-1].end :].strip()
    )
    for index, (lower, upper) in enumerate(itertools.pairwise(found)):
        if upper.unit is None and not is_alone and not _is_between(said, lower, upper):
            # 0.5-0.8 alone may be a number of something: a name's, or a ratio.
            continue
        between = said[lower.unit_end : upper.start]
        is_range = _RANGE().fullmatch(between) or (
            words("between").at(said, upper.unit_end) and _BETWEEN().fullmatch(between)
        )
        # 470万至475万人: the first may print a myriad word alone.
        is_scale = bool(lower.unit) and not (lower.unit or "").strip("百千万亿")
        has_unit = lower.unit in (None, upper.unit) or (
            is_scale and (upper.unit or "").startswith(lower.unit or "")
        )
        if is_range and has_unit and not lower.range_end:
            joined[index] = replace(lower, unit=upper.unit, range_end=">=", behind="")
            joined[index + 1] = replace(upper, range_end="<=", scope=lower.scope)
    return joined


def _is_between(said: str, lower: Mention, upper: Mention) -> bool:
    return lower.unit is None and words("between").at(said, upper.unit_end) is not None


def at(found: tuple[Mention, ...], position: int) -> Mention | None:
    """Return the number that begins at a place."""
    index = bisect_left([mention.start for mention in found], position)
    return found[index] if index < len(found) and found[index].start == position else None
