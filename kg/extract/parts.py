"""Parts of the outline, as the report names them: by number, by title, or both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import NumeralError
from kg.model import Evidence, TitleForm
from kg.numerals import COUNTING, parse_counting
from kg.parse.structure import ParsedDocument
from kg.text import Span, bare_name, normalise_name, title_behind

_NUMBER = re.compile(COUNTING)


@dataclass(frozen=True, slots=True)
class PartMention:
    """A part named by its number.

    Attributes:
        number: As printed.
        span: The words ``第三篇``, all of ``第三、四篇``.
        title: Place of the title printed behind it, without its marks; ``None`` where none is.
        begin: Where its own piece of ``span`` begins.
        end: Where the mention ends, its title with the marks included.
    """

    number: int
    span: Span
    title: Span | None
    begin: int
    end: int


def part_mentions(parsed: ParsedDocument, passage: Span) -> list[PartMention]:
    """Find the parts that a passage names by number, in order."""
    form, folded = parsed.profile.adoption, parsed.folded
    found: list[PartMention] = []
    covered = passage.start
    matches = sorted(
        [
            *form.part_range.finditer(folded, passage.start, passage.end),
            *form.part.finditer(folded, passage.start, passage.end),
        ],
        key=lambda match: (match.start(), -match.end()),
    )
    for match in matches:
        if match.start() < covered:
            continue
        covered = match.end()
        numbers = _numbers(match)
        title, end = title_behind(folded, match.end(), passage.end)
        if any(folded.startswith(word, end) for word in (*form.levels, *form.quoted_levels)):
            # 第九篇“…行动”专栏: the name is that of a unit inside the part.
            title, end = None, match.end()
        for order, (number, start) in enumerate(numbers):
            is_last = order == len(numbers) - 1
            begin = match.start() if order == 0 else start
            own_end = end if is_last else max(begin, numbers[order + 1][1] - 1)
            span = Span(*match.span())
            found.append(PartMention(number, span, title if is_last else None, begin, own_end))
    return found


def _numbers(match: re.Match[str]) -> list[tuple[int, int]]:
    """Read the numbers of a mention, each with where it begins."""
    groups = match.groupdict()
    try:
        if "first" in groups:
            first, last = parse_counting(groups["first"]), parse_counting(groups["last"])
            if first <= last:
                return [(number, match.start()) for number in range(first, last + 1)]
            return [(first, match.start()), (last, match.start("last"))]
        start = match.start("number")
        return [
            (parse_counting(piece.group()), start + piece.start())
            for piece in _NUMBER.finditer(match["number"])
        ]
    except NumeralError:
        return []


def title_forms(
    parsed: ParsedDocument,
    statements: Iterable[PartMention],
    others: Iterable[PartMention],
    unnumbered: Iterable[tuple[Span, Span]],
) -> tuple[TitleForm, ...]:
    """Collect each distinct form in which a part is named, at its first mention.

    Args:
        parsed: The document.
        statements: Mentions in themes' statements.
        others: All other mentions.
        unnumbered: For each part named without a number its name and the whole naming.
    """
    named = [(mention, True) for mention in statements] + [(mention, False) for mention in others]
    forms: dict[tuple[int | None, str], TitleForm] = {}

    def add(title: Span, part: int | None, place: Span, *, by_theme: bool) -> None:
        words = bare_name(parsed.folded, title).quote(parsed.text)
        key = (part, normalise_name(words))
        forms.setdefault(
            key,
            TitleForm(
                title=words,
                part=part,
                by_theme=by_theme,
                evidence=Evidence(parsed.key, (place,), "part-title"),
            ),
        )

    for mention, by_theme in sorted(named, key=lambda item: (item[0].span, not item[1])):
        if mention.title is not None:
            place = Span(mention.span.start, mention.end)
            add(mention.title, mention.number, place, by_theme=by_theme)
    for name, place in unnumbered:
        add(name, None, place, by_theme=False)
    return tuple(sorted(forms.values(), key=lambda form: form.evidence.span))
