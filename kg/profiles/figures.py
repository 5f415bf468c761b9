"""The words round a figure that rules ask for by name, from the lexicon in use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.lexicon import of_lexicon, pattern, words

_CONTEXT = (
    "assumption required projection result condition consequence calculated there-already speaker "
    "city other-subject other-speaker qualifier attribute counted"
).split()


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Patterns for the words round a figure.

    Attributes:
        hedges: Words that lower the certainty of a value.
        change: Words of change between a name and its value.
        basis: Basis → its words, strongest first.
        lead: Words before a name.
        trend: How a clause ends that only names what the next gives in figures.
        context: Named patterns that tell what a figure is when it is no target.
        milestones: Words of goals without a figure.
        bodies: How bodies are named, and how the text says that one answers for something.
        direction: Which way a value is to move, and what its name allows it to be.
        synonyms: Words → other words for the same thing.
    """

    hedges: re.Pattern[str]
    change: re.Pattern[str]
    basis: Mapping[str, re.Pattern[str]]
    lead: re.Pattern[str]
    trend: re.Pattern[str]
    context: Mapping[str, re.Pattern[str]]
    milestones: Mapping[str, re.Pattern[str]]
    bodies: Mapping[str, re.Pattern[str]]
    direction: Mapping[str, re.Pattern[str]]
    synonyms: Mapping[str, str]


@of_lexicon
def read_figure_words() -> FigureWords:
    """Collect the words round a figure."""
    return FigureWords(
        hedges=pattern("hedge"),
        change=pattern("change"),
        basis=_by_entry("basis"),
        lead=pattern("lead"),
        trend=pattern("trend"),
        context={name: pattern(name) for name in _CONTEXT},
        milestones=_by_entry("milestone"),
        bodies=_by_entry("body"),
        direction=_by_entry("direction"),
        synonyms={
            re.sub(r"\\(.)", r"\1", form): entry.reads
            for entry in words("synonym").entries
            for form in entry.forms
        },
    )


def _by_entry(name: str) -> dict[str, re.Pattern[str]]:
    """Compile each entry of a class apart; they are asked for in the order of the file."""
    return {entry.name: words(f"{name}.{entry.name}").pattern for entry in words(name).entries}
