"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold.

    Attributes:
        check: ``evidence``, ``text``, ``trace``, ``cube`` or ``shape``.
        node: IRI of what it is about.
        words: What is wrong, in both languages.
    """

    check: str
    node: str
    words: Words
