"""Amounts and bounds that contradict themselves, of which nothing may be read."""

from __future__ import annotations

import random
from collections.abc import Collection
from decimal import Decimal

from tests.sentences.amounts import write_in_form
from tests.sentences.indicators import SHARES, Wish
from tests.sentences.levels import choose_indicator
from tests.sentences.sentence import Phrase


def make_broken(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write two bounds that exclude each other, a range upside down, or numerals that are none."""
    pool = tuple(one for one in SHARES if one.wish is Wish.UP and not one.numbers)
    indicator = choose_indicator(chance, taken, pool)
    low, high = sorted((indicator.value(chance), indicator.value(chance)))
    if high - low < 1:
        high, low = high, low - 3
    a, b = (write_in_form(chance, one, indicator.unit, "plain") for one in (low, high))
    readings = "unread|other"
    numbers = {a.head: readings, b.head: readings}
    template, kind = chance.choice(
        (
            ("不低于{b}且不高于{a}", "contradicting bounds"),
            ("不低于{b}、不超过{a}", "contradicting bounds"),
            ("达到{b}—{a}", "range upside down"),
            ("达到{b}至{a}", "range upside down"),
            ("达到{c}", "no numeral"),
        )
    )
    whole = Decimal(int(low))
    none = chance.choice((f"{whole}..4%", f"{whole}.2.3%", "百分之七十十", "十十二万个"))
    if kind == "no numeral":
        numbers = {}
    return Phrase(
        words=indicator.name + template.format(a=a.words, b=b.words, c=none),
        kinds=(f"broken {kind}",),
        numbers=numbers,
    )
