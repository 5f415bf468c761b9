"""Words and places in a text: spans, a fold that keeps positions, labels and names.

Everything here works on code points. The stored text is what was retrieved; it is never changed.
Rules read a *folded* copy of the same length, so that a span found there holds in the original.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.errors import SpanError

# Full-width ASCII (！ to ～) has its half-width twin 0xFEE0 below; the others are the marks that
# Chinese texts use for the same purpose. One code point becomes one code point, always.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {
    ord(mark): ord(plain)
    for mark, plain in zip(
        "\u00a0\u3000\u2002\u2003\u2009\ufeff〔〕﹙﹚﹐﹕﹔﹒﹪﹥﹤「」『』〝〞＂",
        '      ()(),:;.%><“”‘’“”"',
        strict=True,
    )
}

_OPENING = "“‘《〈([【"
_CLOSING = "”’》〉)]】"
_PAIRS = dict(zip(_OPENING, _CLOSING, strict=True))
_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』〝〞《》〈〉")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text.

    Attributes:
        start: First code point, 0-based.
        end: One past the last code point.
    """

    start: int
    end: int

    def quote(self, text: str) -> str:
        """Return the words at this place.

        Raises:
            SpanError: The span does not lie inside ``text``.
        """
        if not 0 <= self.start <= self.end <= len(text):
            raise SpanError(self.start, self.end, len(text))
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Say whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


def fold(text: str) -> str:
    """Map full-width and look-alike characters to one form, code point by code point.

    Straight double quotes are opened and closed in turn within a line, since one form serves both.

    Returns:
        A text of the same length as ``text``.

    >>> fold("（一）５％，")
    '(一)5%,'
    """
    folded = text.translate(_FOLD)
    if '"' not in folded:
        return folded
    characters = list(folded)
    is_open = False
    for index, character in enumerate(characters):
        if character == "\n":
            is_open = False
        elif character == '"':
            characters[index] = "”" if is_open else "“"
            is_open = not is_open
    return "".join(characters)


def trim(text: str, span: Span, marks: str = "") -> Span:
    """Shrink a span so that it neither begins nor ends with white space or one of ``marks``."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in marks):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in marks):
        end -= 1
    return Span(start, end)


def lines(text: str) -> Iterator[Span]:
    """Yield a span for each line that holds words, with the white space that follows it.

    The spans tile the text: white space before the first line belongs to the first.
    """
    start = 0
    position = 0
    filled = False
    for piece in text.splitlines(keepends=True):
        if piece.strip():
            if filled:
                yield Span(start, position)
                start = position
            filled = True
        position += len(piece)
    if position > start:
        yield Span(start, position)


def bare_name(text: str, span: Span) -> Span:
    """Find the name inside its dress: no closing stop, no pair of quotation marks round the whole.

    Inner marks stay: ``“人工智能+”行动`` keeps its quotation marks, ``“新平台”`` loses them.
    """
    span = trim(text, span, "。;,:、")
    words = span.quote(text)
    if len(words) > 2 and words[0] in "“‘《「『" and pair_end(words, 0) == len(words) - 1:
        return bare_name(text, Span(span.start + 1, span.end - 1))
    return span


def pair_end(words: str, opening: int) -> int | None:
    """Find the mark that closes the pair opened at ``opening``; ``None`` when none does."""
    closing = {**_PAIRS, "「": "」", "『": "』"}.get(words[opening])
    depth = 0
    for index in range(opening, len(words)):
        if words[index] == words[opening]:
            depth += 1
        elif words[index] == closing:
            depth -= 1
            if depth == 0:
                return index
    return None


def title_behind(folded: str, start: int, limit: int) -> tuple[Span | None, int]:
    """Find a title in quotation marks that begins at ``start``.

    Returns:
        Its place without the marks (``None`` where there is none), and where it ends with them.
    """
    if folded[start : start + 1] not in ("“", "《"):
        return None, start
    close = pair_end(folded[start:limit], 0)
    if close is None:
        return None, start
    return Span(start + 1, start + close), start + close + 1


def depths(folded: str) -> list[int]:
    """Count, for each character, how many pairs of marks are open round it.

    The marks themselves count as outside. A mark that nothing closes within its line opens nothing,
    so that one lost quotation mark does not swallow the rest of a paragraph.
    """
    result = [0] * len(folded)
    position = 0
    while position < len(folded):
        line_end = folded.find("\n", position)
        limit = len(folded) if line_end < 0 else line_end
        ends = _pair_ends(folded, position, limit)
        while position < limit:
            close = ends.get(position)
            if close is not None:
                for inner in range(position + 1, close):
                    result[inner] += 1
                position = close
            position += 1
        position = limit + 1
    return result


def _pair_ends(words: str, start: int, end: int) -> dict[int, int]:
    """Find for each opening mark of a line the mark that closes it, in one walk."""
    ends: dict[int, int] = {}
    waiting: dict[str, list[int]] = {closing: [] for closing in _CLOSING}
    for index in range(start, end):
        mark = words[index]
        if mark in _PAIRS:
            waiting[_PAIRS[mark]].append(index)
        elif waiting.get(mark):
            ends[waiting[mark].pop()] = index
    return ends


def normalise_name(name: str) -> str:
    """Reduce a name to what makes it the same name: no quotation marks, spaces or closing stop.

    >>> normalise_name("“文化‘新三样’出海” 行动。")
    '文化新三样出海行动'
    """
    plain = unicodedata.normalize("NFKC", name).translate(_QUOTES)
    return "".join(plain.split()).strip("。;,:、.")


def name_digest(name: str) -> str:
    """Return the first 8 hex digits of the SHA-256 of a normalised name."""
    return hashlib.sha256(normalise_name(name).encode()).hexdigest()[:8]


def unique_name(name: str, used: Collection[str]) -> str:
    """Keep names apart where a text prints one number twice.

    >>> unique_name("task/2", {"task/2"})
    'task/2-2'
    """
    unique, count = name, 1
    while unique in used:
        count += 1
        unique = f"{name}-{count}"
    return unique


def line_number(text: str, position: int) -> int:
    """Return the 1-based line in which ``position`` lies."""
    return text.count("\n", 0, position) + 1


def line_starts(text: str) -> tuple[int, ...]:
    r"""Return where each line begins.

    >>> line_starts("甲\n乙丙\n")
    (0, 2, 5)
    """
    return (0, *(index + 1 for index, character in enumerate(text) if character == "\n"))
