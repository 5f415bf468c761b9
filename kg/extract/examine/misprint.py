"""Likely misprints: what no careful hand writes, told by its form and not by a list of words.

Each form has a name, which is that of the rule in its evidence: ``misprint-word`` (a word twice
over), ``misprint-mark`` (a mark twice over), ``misprint-pair`` (a quotation mark or bracket without
its other half), ``misprint-stop`` (no full stop where all its neighbours have one),
``misprint-range`` (a range that is also a bound), ``misprint-number`` (a garbled number).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kg.errors import Words
from kg.extract.clauses import clause_of
from kg.extract.examine.made import make_examination
from kg.lexicon import compiled, pattern
from kg.model import Examination, Outcome
from kg.parse.structure import Leaf, LeafKind, ParsedDocument
from kg.text import Span

_READ = (LeafKind.HEADING, LeafKind.PARAGRAPH, LeafKind.CELL, LeafKind.NOTE)

# Words of two characters are judged by how often they stand elsewhere, longer ones are safe.
_LONG_TWICE = re.compile(r"(?P<once>[\u4e00-\u9fff]{3,8})(?P=once)")
_SHORT_TWICE = re.compile(r"(?P<once>[\u4e00-\u9fff]{2})(?P=once)")
_REDUPLICATED = set("一逐")
_USUAL = 3
_MARKS_TWICE = re.compile(r"(?P<once>[,。、;:])[,。、;:]+|[“‘(《](?=[,。、;:])(?P<lone>[,。、;:])")
_RANGE = compiled(
    r"(?<![\d.])(?P<low>\d+(?:\.\d+)?){range-mark}+(?P<high>\d+(?:\.\d+)?)"
    r"(?P<unit>[^\d,。;:、()“”\s]{0,4}?)(?P<bound>{range-bound})"
)
# In the text as stored: half-width and full-width digits in one number, a full-width point or a
# full stop for a decimal point, a letter for a digit.
_GARBLED = compiled(
    r"[0-9][０-９][0-9０-９]*|[０-９][0-9][0-9０-９]*|(?<=[^\s。；：0-9])[0-9]++．[0-9]+"
    r"|(?<![0-9])[0-9]++(?:。[0-9]+(?=[%％]|{relative-unit})|[OoIl][0-9]+)"
)
_PAIRS = {"“": "”", "‘": "’", "《": "》", "(": ")", "【": "】"}
_NAMES = {
    "“": Words("引号", "quotation mark"),
    "‘": Words("单引号", "single quotation mark"),
    "《": Words("书名号", "title mark"),
    "(": Words("括号", "bracket"),
    "【": Words("方括号", "square bracket"),
}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_LIST_MARK = re.compile(r"(?:^|[;。:,、\s])[\da-zA-Z一二三四五六七八九十①-⑳]{1,3}\)$")
_ENDS = "。!?;…"
_MORE_MARKS = _ENDS + ":,、”’》)】"
_LONG_PARAGRAPH = 30
_SHOWN = 8
_FEWEST = 5
_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Misprint:
    """A place where a form of misprint was found.

    Attributes:
        form: Its name, without ``misprint-``.
        span: The words that are wrong.
        likely: What most likely should stand there; ``None`` where there is no telling.
        why: What is wrong with it.
    """

    form: str
    span: Span
    likely: str | None
    why: Words


def examine_misprints(parsed: ParsedDocument) -> Iterator[Examination]:
    """Look for likely misprints in headings, paragraphs, cells and notes, in the order of text."""
    seen: dict[tuple[str, str, str], int] = {}
    for (subject, form, place, written), found in _together(parsed).items():
        why, times = found[0].why, len(found)
        if times > 1:
            why = Words(f"{why.zh}(同一处{times}次)", f"{why.en} ({times} times here)")
        key = (subject, form, place.quote(parsed.text))
        seen[key] = seen.get(key, 0) + 1
        made = make_examination(
            "misprint",
            subject,
            Outcome.DIFFERS,
            document=parsed.key,
            spans=(place,),
            working=why,
            stated=written,
            reckoned=found[0].likely,
            matter="|".join((*key[1:], str(seen[key]))),
        )
        yield replace(made, evidence=replace(made.evidence, rule=f"misprint-{form}"))


def _together(parsed: ParsedDocument) -> dict[tuple[str, str, Span, str], list[Misprint]]:
    """Sort misprints by unit, form, clause and words: those alike in all are one finding."""
    found: dict[tuple[str, str, Span, str], list[Misprint]] = {}
    for leaf, misprint in _misprints(parsed):
        clause = clause_of(parsed.folded, leaf.words, misprint.span)
        place = clause if clause.end - clause.start > 1 else misprint.span
        key = (leaf.unit or "", misprint.form, place, misprint.span.quote(parsed.text))
        found.setdefault(key, []).append(misprint)
    return found


def _misprints(parsed: ParsedDocument) -> Iterator[tuple[Leaf, Misprint]]:
    lacking = set(_without_stop(parsed))
    for leaf in parsed.leaves:
        if leaf.kind not in _READ:
            continue
        found = [
            *_doubled(parsed.folded, leaf.words),
            *_unpaired(parsed.folded, leaf.words),
            *_numbers(parsed, leaf.words),
        ]
        if leaf.words in lacking:
            last = Span(max(leaf.words.start, leaf.words.end - _SHOWN), leaf.words.end)
            words = Words("句末缺句号,相邻各条都有", "no full stop; its neighbours have one")
            found.append(Misprint("stop", last, f"{last.quote(parsed.text)}。", words))
        for misprint in sorted(found, key=lambda item: (item.span, item.form)):
            yield leaf, misprint


def _doubled(folded: str, leaf: Span) -> Iterator[Misprint]:
    """Find particles, words and marks that stand twice over."""
    for match in pattern("particle-twice").finditer(folded, leaf.start, leaf.end):
        yield _twice("word", match, match.group()[0])
    for match in _LONG_TWICE.finditer(folded, leaf.start, leaf.end):
        yield _twice("word", match, match["once"])
    position = leaf.start
    while short := _SHORT_TWICE.search(folded, position, leaf.end):
        position = short.start() + 1
        if _is_word(folded, short):
            yield _twice("word", short, short["once"])
            position = short.end()
    for match in _MARKS_TWICE.finditer(folded, leaf.start, leaf.end):
        if match["once"]:
            # The stronger of two marks is the one that is meant.
            kept = min(match.group(), key="。;:,、".index)
            yield _twice("mark", match, kept)
        else:
            yield _twice("mark", match, match.group()[0])


def _twice(form: str, match: re.Match[str], once: str) -> Misprint:
    words = Words("重复了一遍", "stands twice over")
    return Misprint(form, Span(*match.span()), once, words)


def _is_word(folded: str, match: re.Match[str]) -> bool:
    """Say whether two characters that stand twice over are a word of this text.

    In 监测预测预警 the pair 测预 is none, though 监测预警 has it too: 监测 is as usual.
    """
    pair = match["once"]
    if set(pair) & _REDUPLICATED or pair[0] == pair[1]:
        return False
    usual = _occurrences(folded, pair) - 2 * _occurrences(folded, pair * 2)
    before, behind = folded[match.start() - 1 : match.start()], folded[match.end() :][:1]
    joined = [two for two in (before + pair[0], pair[1] + behind) if two.isalpha() and len(two) > 1]
    return usual >= _USUAL and not any(_occurrences(folded, two) > usual for two in joined)


@lru_cache(maxsize=256)
def _occurrences(folded: str, words: str) -> int:
    """Count words in the whole text once, however often they are asked for."""
    return folded.count(words)


def _unpaired(folded: str, leaf: Span) -> Iterator[Misprint]:
    """Find quotation marks and brackets without their other half within a paragraph or a cell."""
    waiting: dict[str, list[int]] = {}
    for index in range(leaf.start, leaf.end):
        mark = folded[index]
        if mark in _PAIRS:
            waiting.setdefault(mark, []).append(index)
        elif mark in _CLOSING:
            opened = waiting.get(_CLOSING[mark])
            if opened:
                opened.pop()
            elif not _is_no_pair(folded, leaf, index):
                yield _alone(leaf, index, _NAMES[_CLOSING[mark]], Words("前", "first"))
    for mark, indices in waiting.items():
        for index in indices:
            # A quotation of several paragraphs opens each of them and is closed once.
            if index > leaf.start:
                yield _alone(leaf, index, _NAMES[mark], Words("后", "second"))


def _is_no_pair(folded: str, leaf: Span, index: int) -> bool:
    if folded[index] == ")":
        return bool(_LIST_MARK.search(folded[leaf.start : index + 1]))
    return folded[index] == "’" and folded[index - 1].isascii()


def _alone(leaf: Span, index: int, name: Words, half: Words) -> Misprint:
    """Name the mark with the words that it should close off: those behind it or before it."""
    is_opening = half.en == "second"
    span = (
        Span(index, min(leaf.end, index + _SHOWN))
        if is_opening
        else Span(max(leaf.start, index + 1 - _SHOWN), index + 1)
    )
    words = Words(f"{name.zh}缺少{half.zh}一半", f"the {half.en} half of the {name.en} is missing")
    return Misprint("pair", span, None, words)


def _numbers(parsed: ParsedDocument, leaf: Span) -> Iterator[Misprint]:
    for match in _RANGE().finditer(parsed.folded, leaf.start, leaf.end):
        if Decimal(match["low"]) < Decimal(match["high"]):
            whole = Span(*match.span()).quote(parsed.text)
            span = Span(match.start(), match.start("bound")).quote(parsed.text)
            yield Misprint(
                "range",
                Span(*match.span()),
                f"{span},或{match['high']}{match['unit']}{match['bound']}",
                Words(
                    f"“{whole}”既写区间,又写“{match['bound']}”",
                    f"{whole} is a range and also a bound ({match['bound']})",
                ),
            )
    words = Words("数字写法有误", "a garbled number")
    for match in _GARBLED().finditer(parsed.text, leaf.start, leaf.end):
        yield Misprint("number", Span(*match.span()), None, words)
    for match in pattern("strange-number").finditer(parsed.folded, leaf.start, leaf.end):
        yield Misprint("number", Span(*match.span()), None, words)


def _without_stop(parsed: ParsedDocument) -> Iterator[Span]:
    """Find what ends without a stop where nearly all of its neighbours end with one.

    Neighbours are the cells of one column of a table, or the long paragraphs of the document.
    """
    columns: list[Sequence[Span]] = [
        [row.cells[column][-1] for row in table.rows if column in row.cells]
        for table in parsed.tables
        for column in sorted({name for row in table.rows for name in row.cells})
    ]
    columns.append(
        [
            leaf.words
            for leaf in parsed.leaves
            if leaf.kind is LeafKind.PARAGRAPH
            and leaf.words.end - leaf.words.start >= _LONG_PARAGRAPH
        ]
    )
    for column in columns:
        ending = sum(span.quote(parsed.folded)[-1] in _ENDS for span in column)
        # The neighbours of what lacks a stop are all others.
        if len(column) < _FEWEST or ending < _SHARE * (len(column) - 1):
            continue
        for span in column:
            if span.quote(parsed.folded)[-1] not in _MORE_MARKS:
                yield span
