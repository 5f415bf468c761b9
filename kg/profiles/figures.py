"""The words in which public texts set values, as data: `figures.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import ProfileError
from kg.profiles import FOLDER, compile_pattern, one_of


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Patterns for the words round a figure.

    Attributes:
        hedges: Words that lower the certainty of a value.
        change: Words of change between a name and its value.
        spans: Lengths of time.
        basis: Basis → its words, strongest first.
        lead: Words before a name.
        says: Words that say a name: it begins behind the last of them.
        no_name: What no name behind a value begins with.
        trend: How a clause ends that only names what the next gives in figures.
        tail: Words behind a name that follows its value.
        empty: Words that are no name by themselves.
        context: Named patterns that tell what a figure is when it is no target.
        milestones: Words of goals without a figure.
        bodies: How bodies are named, and how the text says that one answers for something.
        direction: Which way a value is to move, and what its name allows it to be.
        synonyms: Words → other words for the same thing.
    """

    hedges: re.Pattern[str]
    change: re.Pattern[str]
    spans: re.Pattern[str]
    basis: Mapping[str, re.Pattern[str]]
    lead: re.Pattern[str]
    says: re.Pattern[str]
    no_name: re.Pattern[str]
    trend: re.Pattern[str]
    tail: re.Pattern[str]
    empty: re.Pattern[str]
    context: Mapping[str, re.Pattern[str]]
    milestones: Mapping[str, re.Pattern[str]]
    bodies: Mapping[str, re.Pattern[str]]
    direction: Mapping[str, re.Pattern[str]]
    synonyms: Mapping[str, str]


def _patterns(table: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: compile_pattern(words) for name, words in table.items()}


@cache
def read_figure_words(path: Path = FOLDER / "figures.toml") -> FigureWords:
    """Read the words.

    Raises:
        ProfileError: A table is missing or a pattern cannot be compiled.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return FigureWords(
            hedges=one_of(data["hedges"]),
            change=one_of(data["change"]),
            spans=compile_pattern(data["spans"]),
            basis={name: one_of(words) for name, words in data["basis"].items()},
            lead=one_of(data["names"]["lead"]),
            says=compile_pattern(data["names"]["says"]),
            no_name=compile_pattern(data["names"]["no_name"]),
            trend=compile_pattern(data["names"]["trend"]),
            tail=one_of(data["names"]["tail"]),
            empty=one_of(data["names"]["empty"]),
            context=_patterns(data["context"]),
            milestones=_patterns(data["milestones"]),
            bodies=_patterns(data["bodies"]),
            direction=_patterns(data["direction"]),
            synonyms=data["synonyms"],
        )
    except (KeyError, TypeError, re.error, tomllib.TOMLDecodeError) as error:
        raise ProfileError(path, f"{type(error).__name__}: {error}") from error
