"""The words in which public texts announce numbers of things and totals: `reckoning.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import ProfileError, Words
from kg.lexicon import WordFile
from kg.profiles import FOLDER, compile_pattern


@dataclass(frozen=True, slots=True)
class ReckoningWords:
    """Named patterns for what can be counted, added up or divided.

    Attributes:
        lists: A number and the list that it announces.
        sums: A whole and its parts.
        levels: How many indicators are of a level.
        growth: Growth a year.
        amounts: What an amount is of, by the words before it.
    """

    lists: Mapping[str, re.Pattern[str]]
    sums: Mapping[str, re.Pattern[str]]
    levels: Mapping[str, re.Pattern[str]]
    growth: Mapping[str, re.Pattern[str]]
    amounts: Mapping[str, re.Pattern[str]]


@cache
def read_reckoning_words(path: Path = FOLDER / "reckoning.toml") -> ReckoningWords:
    """Read the words.

    Raises:
        ProfileError: A table is missing or a pattern cannot be compiled.
    """
    try:
        data = WordFile.read(path, ProfileError).parse(ProfileError)
        tables = {
            name: {key: compile_pattern(words) for key, words in table.items()}
            for name, table in data.items()
        }
        return ReckoningWords(**tables)
    except (TypeError, re.error) as error:
        said = f"{type(error).__name__}: {error}"
        raise ProfileError(str(path), None, Words(said, said)) from error
