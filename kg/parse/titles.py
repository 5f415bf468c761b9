"""Titles of headings: their words, and the rest of a title that is broken over two lines.

A mark alone has its title in the next line. A title that ends in the middle of a phrase goes on
there. Else the next line belongs to it when it is short, ends no sentence and is the only such line
of its unit: then the title is printed in two halves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.parse.boxes import is_table_head
from kg.parse.headings import Line
from kg.profiles import Profile
from kg.text import Span, bare_name, fold

_UNFINISHED = re.compile(r"[、,和与及的“《(]$")
_PAIRS = (("“", "”"), ("《", "》"), ("(", ")"))
_LONGEST_REST = 30
_LONGEST_HALF = 22


class TitleReader:
    """Reads titles; knows all lines, since a title may go on in the next."""

    def __init__(self, lines: Sequence[Line], text: str, folded: str, profile: Profile) -> None:
        self._lines = lines
        self._text = text
        self._folded = folded
        self._profile = profile

    def words(self, title: Span) -> str:
        """Return the words of a title; the halves of one in two lines are parted by a space."""
        name = bare_name(self._folded, title).quote(self._text)
        pieces = [piece.strip() for piece in name.splitlines() if piece.strip()]
        if len(pieces) <= 1:
            return name.strip()
        return ("" if self._is_unfinished(pieces[0]) else " ").join(pieces)

    def whole(self, index: int, title: Span) -> tuple[int, Span]:
        """Return how many lines a heading takes, and where its whole title is.

        Args:
            index: The line of its mark.
            title: What stands behind the mark in that line.
        """
        below = index + 1
        if title.end < self._lines[index].words.end or not self.is_rest(below):
            return 1, title
        rest = self._lines[below].words
        if title.start >= title.end:
            return 2, rest
        is_unfinished = self._is_unfinished(title.quote(self._folded))
        if is_unfinished or self._is_second_half(below):
            return 2, Span(title.start, rest.end)
        return 1, title

    def is_rest(self, index: int) -> bool:
        """Say whether a line may be the rest of the title in the line before."""
        form = self._profile.boxes
        if form is None or index >= len(self._lines):
            return False
        line = self._lines[index]
        return not (
            line.mark
            or line.box
            or line.is_prose
            or len(line.content) > _LONGEST_REST
            or line.content[-1] in ",:.!?"
            or self._profile.sections["furniture"].search(line.content)
            or is_table_head(self._lines, index, form)
            or any(item.match(line.content) for item in form.items)
        )

    def _is_second_half(self, index: int) -> bool:
        content = self._lines[index].content
        if "," in content or len(content) > _LONGEST_HALF:
            return False
        for place in range(index + 1, len(self._lines)):
            line = self._lines[place]
            if line.mark or line.box:
                return True
            if self.is_rest(place):
                return False
        return index + 1 < len(self._lines)

    @staticmethod
    def _is_unfinished(words: str) -> bool:
        plain = fold(words)
        is_open = any(plain.count(opening) != plain.count(close) for opening, close in _PAIRS)
        return is_open or bool(_UNFINISHED.search(plain))
