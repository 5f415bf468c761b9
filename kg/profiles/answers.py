"""The words in which suggestions are made and answered, as data: `answers.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import ProfileError, Words
from kg.lexicon import WordFile
from kg.profiles import FOLDER, compile_pattern, one_of


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Words of suggestions and answers, whatever they are about.

    Attributes:
        manner: Words before the verb of a demand.
        act: Verbs that ask for something to be done.
        aim: Verbs that say what comes of it.
        principle: How a demand begins that only says in which spirit the next is to be done.
        means_and_aim: One clause that holds both, as groups ``means`` and ``aim``.
        means: One clause that holds the means only, as group ``means``.
        light: Words that name no matter of their own.
        served_by: A word of a demand → words of answers that serve it.
        halves: Words of so many names that sharing one makes no two things of one kind.
        units: What an answer calls the units that it cites.
        shorthand: A name that counts what it is short for, with its quotation marks.
        figure: A number with its unit, as groups ``value`` and ``unit``.
        announced: How an answer says that goals are set.
        in_words: Goals in words that stand for a figure.
    """

    manner: re.Pattern[str]
    act: re.Pattern[str]
    aim: re.Pattern[str]
    principle: re.Pattern[str]
    means_and_aim: re.Pattern[str]
    means: re.Pattern[str]
    light: re.Pattern[str]
    served_by: Mapping[str, tuple[str, ...]]
    halves: frozenset[str]
    units: re.Pattern[str]
    shorthand: re.Pattern[str]
    figure: re.Pattern[str]
    announced: re.Pattern[str]
    in_words: re.Pattern[str]


@cache
def read_answer_words(path: Path = FOLDER / "answers.toml") -> AnswerWords:
    """Read the words.

    Raises:
        ProfileError: A table is missing or a pattern cannot be compiled.
    """
    try:
        data = WordFile.read(path, ProfileError).parse(ProfileError)
        demands, light, figures = data["demands"], data["light"], data["figures"]
        return AnswerWords(
            manner=one_of(demands["manner"]),
            act=one_of(demands["act"]),
            aim=one_of(demands["aim"]),
            principle=one_of(demands["principle"]),
            means_and_aim=compile_pattern(demands["means_and_aim"]),
            means=compile_pattern(demands["means"]),
            light=one_of([word for words in light.values() for word in words]),
            served_by={word: tuple(words) for word, words in data["served_by"].items()},
            halves=frozenset(data["common"]["halves"]),
            units=one_of(data["units"]["names"]),
            shorthand=compile_pattern(data["shorthand"]["name"]),
            figure=compile_pattern(figures["figure"]),
            announced=compile_pattern(figures["announced"]),
            in_words=compile_pattern(figures["in_words"]),
        )
    except (KeyError, TypeError, re.error) as error:
        said = f"{type(error).__name__}: {error}"
        raise ProfileError(str(path), None, Words(said, said)) from error
