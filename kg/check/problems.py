"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold, or is remarked.

    Attributes:
        check: ``evidence``, ``text``, ``gone``, ``reading``, ``border``, ``ledger``, ``trace``,
            ``cube`` or ``shape``; ``moved`` for a remark.
        node: IRI of what it is about.
        words: What is wrong, in both languages.
        about: The property that does not hold, with its prefix; empty where it is none.
    """

    check: str
    node: str
    words: Words
    about: str = ""
