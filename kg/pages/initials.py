"""Which characters have a reading in pinyin that begins with a letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

INITIALS = Path(__file__).parent / "vendor" / "pinyin-initials.txt"


def list_initials(labels: Iterable[str]) -> dict[str, str]:
    """Say for each letter which characters of the labels have a reading that begins with it.

    >>> list_initials(["重庆"])
    {'c': '重', 'q': '庆', 't': '重', 'z': '重'}
    """
    used = set().union(*labels)
    found = {letter: "".join(sorted(used & all_)) for letter, all_ in _read_initials().items()}
    return {letter: characters for letter, characters in found.items() if characters}


@cache
def _read_initials() -> Mapping[str, frozenset[str]]:
    lines = INITIALS.read_text(encoding="utf-8").splitlines()
    return {line[0]: frozenset(line[2:]) for line in lines if not line.startswith("#")}
