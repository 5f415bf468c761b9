"""What a figure is: a goal, a base, a value reached, or something else, by the table of rules."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.figure import Figure
from kg.extract.figure_conditions import Conditions, Place
from kg.extract.passages import Passage
from kg.model import NumberReading
from kg.rules import rules
from kg.text import Span


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure with how it is read.

    Attributes:
        rule: Id of the rule of `kg.rules` that decided.
    """

    figure: Figure
    reading: NumberReading
    rule: str


class ContextReader:
    """Reads figures by their context.

    Args:
        folded: The text.
        first_year: First year of the plan; values of years before it are bases or were reached.
        place: Whose document it is: to a province 全省 is no other place.
    """

    def __init__(self, folded: str, first_year: int | None, place: str | None) -> None:
        self._conditions = Conditions(folded, first_year, place)
        self._rules = rules("figures")

    def read(self, figure: Figure, passage: Passage, sentence: Span) -> ReadFigure:
        """Read a figure: the first rule whose conditions all hold decides."""
        place = Place(figure, passage, sentence)
        rule = next(
            rule
            for rule in self._rules
            if all(self._conditions.hold(condition, place) for condition in rule.when)
        )
        return ReadFigure(figure, NumberReading(rule.reading), rule.id)
