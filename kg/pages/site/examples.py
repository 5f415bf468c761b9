"""Values for a parameter that has to be given: those that a plan has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.pages.site.plan import Node, Plan

# The class whose numbers a parameter asks for.
_NUMBERED = {
    "task": "KeyTask",
    "theme": "Theme",
    "suggestion": "Suggestion",
    "part": "AnnouncedPart",
    "number": "ListedIndicator",
}
# A node or a word of the text to begin with: of the first of these that the plan has.
_TELLING = ("KeyTask", "Indicator", "SpecialColumn", "PrintedUnit")
_WORDS = ("Indicator", "SpecialColumn", "PrintedUnit")


@dataclass(frozen=True, slots=True)
class Example:
    """A value that a parameter may have.

    Attributes:
        label: What it stands for, in the source's words; empty where it says itself.
    """

    value: str
    label: str


def list_examples(plan: Plan, parameter: str) -> tuple[Example, ...]:
    """List values of a parameter with which a plan answers, the first of them to be shown.

    All that there are for a number; one for a node or a word of the text; none where the plan
    has nothing of the kind.
    """
    if parameter in _NUMBERED:
        return _numbers(plan.of_class(_NUMBERED[parameter]))
    if parameter == "node":
        node = _first(plan, _TELLING)
        return (Example(node.iri, node.title),) if node else ()
    if parameter == "text":
        named = next((found for name in _WORDS if (found := plan.of_class(name))), [])
        labels = [node.label for node in named if node.label]
        return (Example(min(labels, key=len), ""),) if labels else ()
    return ()


def _numbers(nodes: Iterable[Node]) -> tuple[Example, ...]:
    """Name each number once, after the first node that has it."""
    labels: dict[str, str] = {}
    for node in nodes:
        if node.number.isdecimal():
            labels.setdefault(node.number, node.title)
    return tuple(Example(number, labels[number]) for number in sorted(labels, key=int))


def _first(plan: Plan, classes: Iterable[str]) -> Node | None:
    return next((node for name in classes for node in plan.of_class(name)), None)
