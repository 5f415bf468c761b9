"""Values: a number with its unit and the words behind it that bound it or say a change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.numbers import NumberMention
from kg.lexicon import compiled, words
from kg.numerals import Comparator, unit_pattern
from kg.text import Span

# 2万余人: the word stands between the myriad and what is counted.
_MORE_INSIDE = compiled(r" ?(?P<scale>[百千]?[万亿]*)(?P<more>{some-more})")
_PER_YEAR = re.compile(r"/年")
_DOUBLING = compiled(r"翻番")
# A ratio to one: 1.55:1以内.
_HALF = Decimal("0.5")
_TO_ONE = re.compile(r"[:∶]1(?![\d.])")
_BROKEN_BEFORE = re.compile(r"(?:\d\.|\.\.|[%‰]|(?:[2-9\d.]\d|[02-9])[:∶])\Z")
_BROKEN_BEHIND = re.compile(r"\.[.%‰\w]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number with its unit and the words behind it.

    Attributes:
        number: Where the number stands.
        end: Where the words that belong to it end.
        unit: As printed, with its myriad word, without 每年 and /年.
        behind: What the word behind it says of the real value: ``">="``; ``""`` without one.
        bound: Where that word stands; ``None`` without one.
        per_year: Where /年 stands; ``None`` where it does not.
        change: ``rise`` or ``fall`` where a word behind says so (5%以上的增长); ``""`` otherwise.
        change_span: Where that word stands.
    """

    number: Span
    end: int
    value: Decimal
    unit: str | None
    unit_end: int
    behind: str
    bound: Span | None
    per_year: Span | None
    change: str = ""
    change_span: Span | None = None


def read_values(
    folded: str, sentence: Span, mentions: Iterable[NumberMention], times: Sequence[Span]
) -> list[Value]:
    """Read the values of a sentence: its numbers, and doublings without a number.

    Args:
        folded: The text.
        sentence: Where to look.
        mentions: The text's numbers that their form does not tell.
        times: Places of the times, whose numbers are no values.
    """
    found = [
        _value(folded, mention)
        for mention in mentions
        if mention.value is not None
        and sentence.holds(mention.span)
        and not any(time.holds(mention.span) for time in times)
        and not (mention.is_arabic and is_broken(folded, mention.span))
    ]
    for match in _DOUBLING().finditer(folded, sentence.start, sentence.end):
        # 翻番 alone is 翻一番, its own number.
        place = Span(*match.span())
        once = Value(
            number=place,
            end=place.end,
            value=Decimal(1),
            unit=match.group()[-1],
            unit_end=place.end,
            behind="",
            bound=None,
            per_year=None,
            change="rise",
            change_span=place,
        )
        found.append(once)
    return sorted(found, key=lambda value: value.number)


def is_broken(folded: str, number: Span) -> bool:
    """Return whether a number is a piece of a broken one, or a list's mark: 5..4%, 5.%, 5.建设.

    >>> [is_broken("5..4%", Span(*place)) for place in ((0, 1), (3, 4))]
    [True, True]
    >>> is_broken("增长4%", Span(2, 3))
    False
    """
    before = folded[max(0, number.start - 3) : number.start]
    behind = folded[number.end : number.end + 2]
    return bool(_BROKEN_BEFORE.search(before) or _BROKEN_BEHIND.match(behind))


def _value(folded: str, mention: NumberMention) -> Value:
    """Read what stands behind a number: unit, /年, a bound, a word of change."""
    position = mention.span.end
    unit, position, is_more = _unit(folded, mention)
    unit_end = position
    per_year = None
    if unit is not None and unit.endswith("/年"):
        unit = unit.removesuffix("/年") or None
        per_year = Span(position - len("/年"), position)
        unit_end = per_year.start
    elif slash := _PER_YEAR.match(folded, position):
        per_year = Span(*slash.span())
        position = per_year.end
    value = mention.value or Decimal(0)
    if unit is not None and (half := words("half-unit").at(folded, position)) is not None:
        value, position = value + _HALF, half.end
    to_one = _TO_ONE.match(folded, position)
    end = to_one.end() if to_one else position
    behind, bound = "", None
    if (after := words("bound-after").at(folded, end)) is not None:
        behind, bound, end = after.reads, Span(after.start, after.end), after.end
    elif is_more or mention.bound is not None:
        behind = ">" if is_more else (mention.bound or Comparator.EQUAL).value
        bound = Span(mention.span.start, unit_end)
    change, change_span = "", None
    if (moved := words("change-after").at(folded, end)) is not None:
        change, change_span = moved.reads, Span(moved.start, moved.end)
    return Value(
        number=mention.span,
        end=end,
        value=value,
        unit=unit,
        unit_end=unit_end,
        behind=behind,
        bound=bound,
        per_year=per_year,
        change=change,
        change_span=change_span,
    )


def _unit(folded: str, mention: NumberMention) -> tuple[str | None, int, bool]:
    """Read the unit behind a number.

    Returns:
        The unit, where it ends, and whether 余 or 多 says that it is more.
    """
    position = mention.span.end
    if mention.unit is not None:
        more = words("some-more").at(folded, position)
        return mention.unit, more.end if more else position, more is not None
    inside = _MORE_INSIDE().match(folded, position)
    if inside is not None:
        behind = unit_pattern().match(folded, inside.end())
        unit = mention.scale + inside["scale"] + (behind.group() if behind else "")
        return unit or None, (behind or inside).end(), True
    match = unit_pattern().match(folded, position + folded.startswith(" ", position))
    if match is None:
        return mention.scale or None, position, False
    unit = match.group()
    position = match.end()
    # 300家余: rare, but it says the same.
    more = words("some-more").at(folded, position)
    is_more = more is not None and unit_pattern().match(folded, more.end) is None
    return mention.scale + unit, more.end if more and is_more else position, is_more
