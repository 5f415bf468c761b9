"""Values: a number with its unit, a myriad word alone (突破万亿), a doubling (翻一番)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extract.numbers import PER_CENT, NumberMention
from kg.numerals import AFTER, UNIT, Comparator, parse_counting, read_hundredths
from kg.text import Span

_SPACED_UNIT = re.compile(rf" ?(?P<unit>{UNIT})")
_AFTER = re.compile("|".join(map(re.escape, AFTER)))
_PER_YEAR = re.compile(r"/年")
# A myriad word alone counts as one of it, behind a word that says how far: 突破万亿元.
_BARE_MYRIAD = re.compile(
    r"(?<=突破|超过|迈上|跨上|达到|跃上|重回)[万亿]+(?:美元|元|人)?|(?<=超)[万亿]+(?:美元|元|人)"
)
_DOUBLING = re.compile(r"翻(?P<count>[一两二三四五]|\d)?番")
_SOME = ("余", "多")
# A ratio to one: 1.55:1以内.
_TO_ONE = re.compile(r"[:∶]1(?![\d.])")
_BROKEN_BEFORE = re.compile(r"\d\.$|\.\.$|[%‰]$|(?:[2-9\d.]\d|[02-9])[:∶]$")
_BROKEN_BEHIND = re.compile(r"\.[.%‰\w]")


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit and the word behind it that bounds it.

    Attributes:
        number: Where the number stands.
        end: Where the words that belong to it end.
        unit: As printed, with its myriad word, without 每年 and /年.
        bound: The word that bounds it; ``None`` where none stands behind it.
        per_year: Where /年 stands; ``None`` where it does not.
    """

    number: Span
    end: int
    value: Decimal
    unit: str | None
    unit_end: int
    comparator: Comparator | None
    bound: Span | None
    per_year: Span | None


def read_values(
    folded: str, sentence: Span, mentions: Iterable[NumberMention], times: Sequence[Span]
) -> list[Value]:
    """Read the values of a sentence: its numbers, myriad words alone, and doublings.

    Args:
        folded: The text.
        sentence: Where to look.
        mentions: The text's numbers that their form does not tell.
        times: Places of the times, whose numbers are no values.
    """
    found: list[Value] = []
    for mention in mentions:
        if not sentence.holds(mention.span) or any(time.holds(mention.span) for time in times):
            continue
        words = mention.span.quote(folded)
        if PER_CENT.fullmatch(words):
            number = read_hundredths(words)
            if number is not None:
                found.append(replace(_value(folded, mention.span, number), unit="%"))
        elif mention.is_arabic and not _is_broken(folded, mention.span):
            found.append(_value(folded, mention.span, Decimal(words.replace(",", ""))))
    for match in _BARE_MYRIAD.finditer(folded, sentence.start, sentence.end):
        span = Span(*match.span())
        value = _value(folded, Span(span.start, span.start), Decimal(1))
        if value.unit is not None:
            found.append(replace(value, number=Span(span.start, value.unit_end)))
    for match in _DOUBLING.finditer(folded, sentence.start, sentence.end):
        group = match["count"]
        if group is not None:
            place = Span(*match.span("count"))
            count = Decimal(parse_counting(group))
            found = [value for value in found if value.number != place]
            found.append(_value(folded, place, count))
        else:
            # 翻番 alone is 翻一番, its own number.
            once = _value(folded, Span(match.start() + 1, match.start() + 1), Decimal(1))
            found.append(replace(once, number=Span(*match.span())))
    return sorted(found, key=lambda value: value.number)


def _is_broken(folded: str, number: Span) -> bool:
    """Say whether a number is a piece of what is none, or a list's mark: 5..4%, 5.%, 5.建设.

    >>> [_is_broken("5..4%", Span(*place)) for place in ((0, 1), (3, 4))]
    [True, True]
    >>> _is_broken("增长4%", Span(2, 3))
    False
    """
    before = folded[max(0, number.start - 3) : number.start]
    behind = folded[number.end : number.end + 2]
    return bool(_BROKEN_BEFORE.search(before) or _BROKEN_BEHIND.match(behind))


def _value(folded: str, number: Span, value: Decimal) -> Value:
    position = number.end
    unit = None
    if folded[position : position + 1] in _SOME:
        position += 1
    match = _SPACED_UNIT.match(folded, position)
    per_year = None
    if match:
        words = match["unit"]
        position = match.start("unit")
        if words.endswith("/年"):
            words = words[: -len("/年")]
            per_year = Span(position + len(words), position + len(words) + len("/年"))
        unit = words or None
        position += len(words)
    unit_end = position
    if per_year is None and (slash := _PER_YEAR.match(folded, position)):
        per_year = Span(*slash.span())
    if per_year is not None:
        position = per_year.end
    to_one = _TO_ONE.match(folded, position)
    after = _AFTER.match(folded, to_one.end() if to_one else position)
    return Value(
        number=number,
        end=after.end() if after else to_one.end() if to_one else position,
        value=value,
        unit=unit,
        unit_end=unit_end,
        comparator=AFTER[after.group()] if after else None,
        bound=Span(*after.span()) if after else None,
        per_year=per_year,
    )
