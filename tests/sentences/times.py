"""Times: by when, or during which years."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum

from tests.sentences.numerals import year_in_chinese
from tests.sentences.sentence import Row, pick


class Form(StrEnum):
    """What a time is."""

    POINT = "point"
    PLAN = "plan"
    SPAN = "span"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time as written.

    Attributes:
        words: Empty where none is.
        form: A point, the five years of the plan, other years, or none.
        year: By whose end.
        period: First and last year, with a stroke between.
        kind: For the table.
    """

    words: str
    form: Form
    year: int | None = None
    period: str | None = None
    kind: str

    def fill(self, row: Row) -> Row:
        """Give a row this time, unless it has one of its own."""
        return row if "year" in row else row | {"year": self.year, "period": self.period}


PLAN = "2026/2030"
NONE = Time(words="", form=Form.NONE, kind="none")
# The years by weight; 2035 lies beyond the plan.
_YEARS = {2030: 7.0, 2027: 1.5, 2028: 1.5, 2029: 0.5, 2035: 1.0}
_POINTS = {
    "到{}年": 5.0,
    "到{}年底": 2.0,
    "到{}年末": 1.0,
    "{}年底前": 1.0,
    "到{}年底前": 1.0,
    "至{}年": 0.5,
    "{}年": 1.0,
    "力争到{}年": 1.0,
    "拟到{}年": 0.5,
}
_ENDS = ("“十五五”末", "到“十五五”末", "到“十五五”期末", "“十五五”期末")
_PLANS = {
    "“十五五”期间": 5.0,
    "“十五五”时期": 2.0,
    "未来五年": 2.0,
    "今后五年": 1.0,
    "五年内": 0.5,
    "2026—2030年": 1.0,
    "2026年至2030年": 0.5,
}
_SPANS = {
    "“十五五”前三年": "2026/2028",
    "“十五五”前两年": "2026/2027",
    "“十五五”后两年": "2029/2030",
    "2026—2028年": "2026/2028",
    "2027-2029年": "2027/2029",
    "2026年至2028年": "2026/2028",
    "未来三年": "2026/2028",
}


def write_point(chance: random.Random, *, inside: bool = False) -> Time:
    """Write by when.

    Args:
        chance: Chooses the year and its form.
        inside: Whether the time stands behind a name.
    """
    if not inside and chance.random() < 0.1:
        words = chance.choice(_ENDS)
        return Time(words=words, form=Form.POINT, year=2030, kind="end of the plan")
    year = pick(chance, _YEARS)
    if inside:
        return point_of(chance.choice(("到{}年", "到{}年底", "到{}年末")).format(year), year)
    template = pick(chance, _POINTS)
    if template == "到{}年" and chance.random() < 0.1:
        words = template.format(year_in_chinese(year))
        return Time(words=words, form=Form.POINT, year=year, kind="year in Chinese")
    return point_of(template.format(year), year)


def point_of(words: str, year: int) -> Time:
    """Return a point of time as written."""
    kind = "beyond the plan" if year > 2030 else words.replace(str(year), "#")
    return Time(words=words, form=Form.POINT, year=year, kind=kind)


def write_time(chance: random.Random, forms: dict[Form, float]) -> Time:
    """Write a time of a form that is chosen by its weight."""
    form = pick(chance, forms)
    if form is Form.POINT:
        return write_point(chance)
    if form is Form.PLAN:
        words = pick(chance, _PLANS)
        return Time(words=words, form=form, period=PLAN, kind="the plan's years")
    if form is Form.SPAN:
        words = chance.choice(list(_SPANS))
        return Time(words=words, form=form, period=_SPANS[words], kind="other years")
    return NONE
