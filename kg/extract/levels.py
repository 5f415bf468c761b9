"""Level words: 章节, 小节, 专栏 behind a name, 第二章 or 专栏6 before one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import CitationKind
from kg.numerals import COUNTING, read_counting
from kg.parse.structure import ParsedDocument
from kg.text import Span, depths, title_behind

# Names in quotation marks before 章 or 节, perhaps with their number: “甲”“乙”两节.
_QUOTED_NAMES = re.compile(rf"[”》](?:等?{COUNTING})?$")


@dataclass(frozen=True, slots=True)
class LevelWord:
    """A level word, behind a name or (with a number) before one.

    Attributes:
        number: ``None`` behind a name, and where the numeral is no number (第十十章“甲”).
        name: What stands behind it; ``None`` where it stands behind a name itself.
    """

    span: Span
    kind: CitationKind
    number: int | None = None
    name: Span | None = None

    @property
    def is_before(self) -> bool:
        """Whether it stands before its name, or without one."""
        return self.number is not None or self.name is not None


def find_level_words(parsed: ParsedDocument, sentence: Span) -> list[LevelWord]:
    """Find the level words of a sentence, outside quotation marks, in order."""
    form, folded = parsed.profile.adoption, parsed.folded
    words = sentence.quote(folded)
    outside = depths(words)
    found: list[LevelWord] = []
    taken: list[Span] = []
    for pattern, kind in form.numbered_levels:
        for match in pattern.finditer(words):
            if outside[match.start()] == 0:
                place = Span(sentence.start + match.start(), sentence.start + match.end())
                name, end = title_behind(folded, place.end, sentence.end)
                if name is None and form.words["set"].match(folded, end):
                    taken.append(place)
                    continue  # 第一章专门设置…小节: the chapter only says where
                number = read_counting(match["number"])
                if number is not None or name is not None:
                    span = Span(place.start, end)
                    found.append(LevelWord(span, CitationKind(kind), number, name))
    found = _deepest(found)
    taken += [level.span for level in found]
    for word, kind in form.levels.items():
        found += _behind(word, kind, sentence, words, outside, quoted=False)
    for word, kind in form.quoted_levels.items():
        found += _behind(word, kind, sentence, words, outside, quoted=True)
    # A longer level word hides a shorter one inside it, and a numbered one its own word.
    found.sort(key=lambda level: (level.span.start, -level.span.end))
    kept: list[LevelWord] = []
    for level in found:
        inside = any(span.holds(level.span) and span != level.span for span in taken)
        if not inside and not (kept and level.span.start < kept[-1].span.end):
            kept.append(level)
    return kept


def _behind(
    word: str,
    kind: str,
    sentence: Span,
    words: str,
    outside: list[int],
    *,
    quoted: bool,
) -> list[LevelWord]:
    return [
        LevelWord(
            Span(sentence.start + match.start(), sentence.start + match.end()),
            CitationKind(kind),
        )
        for match in re.finditer(re.escape(word), words)
        if outside[match.start()] == 0
        and (not quoted or _QUOTED_NAMES.search(words, 0, match.start()))
        and not (quoted and words[match.end() : match.end() + 1] in ("节", "程"))
    ]


def _deepest(levels: list[LevelWord]) -> list[LevelWord]:
    """Keep the last of a chain such as 第二章第三节: it is one citation of the deepest unit."""
    levels.sort(key=lambda level: level.span)
    kept: list[LevelWord] = []
    for level in levels:
        if kept and kept[-1].span.end == level.span.start:
            kept.pop()
        kept.append(level)
    return kept
