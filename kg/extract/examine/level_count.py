"""The number of indicators of a level or nature that the text states, against the table's rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.errors import Words
from kg.extract.examine.made import make_examination
from kg.extract.examine.prose import Prose
from kg.model import Examination, Facts, Indicator, Outcome, Scope
from kg.numerals import read_counting
from kg.parse.structure import ParsedDocument
from kg.profiles.reckoning import ReckoningWords
from kg.text import Span

_SUFFIX = "指标"
_NEAR = 40


def examine_level_count(
    parsed: ParsedDocument, facts: Facts, prose: Sequence[Prose], words: ReckoningWords
) -> Iterator[Examination]:
    """Hold 国家(20个), 8个省指标, 约束性指标3项 against the rows that print that level or nature.

    An indicator of several rows counts once. Where the number only comes out by another reading,
    by rows, or with rows whose remark only names the level, the difference is explained by it.
    """
    if not facts.indicators:
        return
    kinds = [(level, "level") for level in _values(facts, "level")]
    kinds += [(nature, "nature") for nature in _values(facts, "nature")]
    for kind, field in kinds:
        word = kind.removesuffix(_SUFFIX)
        rows = [row for row in facts.indicators if getattr(row, field) == kind]
        named = [
            row
            for row in facts.indicators
            if field == "level" and row.level is None and word in (row.remark or "")
        ]
        seen: set[int] = set()
        for passage in prose:
            if passage.scope is Scope.REVIEW or _SUFFIX not in passage.span.quote(parsed.folded):
                continue
            for stated, place in _stated(parsed.folded, passage.span, word, words):
                if stated not in seen:
                    seen.add(stated)
                    yield _examine(parsed, kind, stated, place, rows, named)


def _values(facts: Facts, field: str) -> list[str]:
    values = (getattr(row, field) for row in facts.indicators)
    return list(dict.fromkeys(value for value in values if value))


def _stated(
    folded: str, span: Span, word: str, words: ReckoningWords
) -> Iterator[tuple[int, Span]]:
    """Find the numbers that a passage gives for a level or nature."""
    for form in words.levels.values():
        pattern = re.compile(form.pattern.replace("{level}", re.escape(word)))
        for match in pattern.finditer(folded, span.start, span.end):
            count = read_counting(match["count"])
            if count is not None:
                yield count, Span(*match.span())


def _examine(
    parsed: ParsedDocument,
    kind: str,
    stated: int,
    place: Span,
    rows: Sequence[Indicator],
    named: Sequence[Indicator],
) -> Examination:
    numbers = {row.number if row.number is not None else row.id for row in rows}
    counted = len(numbers)
    zh = f"指标表中{kind}按序号计{counted}项"
    en = f"the table has {counted} of {kind} by their numbers"
    spans = [place]
    outcome = Outcome.HOLDS if stated == counted else Outcome.DIFFERS
    if outcome is Outcome.DIFFERS:
        if len(rows) == stated:
            outcome = Outcome.EXPLAINED
            zh += f";按行计{len(rows)}行(一项指标分列数行)"
            en += f"; {len(rows)} by their rows (one indicator has several)"
            spans += [s for row in rows if row.sub for s in _words(parsed, row, row.sub)]
        if named and counted + len(named) == stated:
            outcome = Outcome.EXPLAINED
            labels = "、".join(row.label for row in named)
            zh += f";计入备注另有说明的{labels},为{stated}项"
            en += f"; with {labels}, whose remark names the level, {stated}"
            spans += [s for row in named for s in _words(parsed, row, row.remark or "")]
    return make_examination(
        "level-count",
        "",
        outcome,
        document=parsed.key,
        spans=spans,
        working=Words(zh, en),
        stated=str(stated),
        reckoned=str(counted),
        matter=f"{kind}|{stated}",
    )


def _words(parsed: ParsedDocument, row: Indicator, words: str) -> list[Span]:
    """Return the place of a cell's words in a row or right behind it; the row where they are not.

    A person who places a value by decision may have cut the row short of its remark.
    """
    extent = row.evidence.span
    start = parsed.text.rfind(words, extent.start, extent.end + len(words) + _NEAR)
    return [Span(start, start + len(words))] if start >= 0 else [extent]
