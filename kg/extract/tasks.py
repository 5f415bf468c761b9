"""Key tasks, the special columns that they announce, and the counts that the text states."""

from __future__ import annotations

import re

from kg.errors import NumeralError
from kg.extract.clauses import sentences
from kg.extract.names import Tally, read_tally, split_names
from kg.model import Evidence, KeyTask, SpecialColumn, StatedCount, UnitKind
from kg.numerals import COUNTING, parse_counting
from kg.parse.boxes import column_kind
from kg.parse.structure import ParsedDocument
from kg.text import Span, bare_name, depths, name_digest

# A count behind the word, and what leads to the names behind it.
_COUNT_BEHIND = re.compile(
    rf"(?P<measure>(?P<count>{COUNTING})个)(?:[,:]?(?:分别|依次)?(?:为|是|即|包括)|:):?"
)


def extract_tasks(parsed: ParsedDocument) -> tuple[KeyTask, ...]:
    """Take the items of the task section."""
    return tuple(
        KeyTask(
            id=f"task/{unit.number}",
            number=unit.number,
            label=unit.title,
            unit=unit.id,
            body=unit.extent,
            evidence=unit.evidence,
        )
        for unit in parsed.units
        if unit.kind is UnitKind.TASK and unit.number is not None
    )


def extract_columns(
    parsed: ParsedDocument, tasks: tuple[KeyTask, ...]
) -> tuple[tuple[SpecialColumn, ...], tuple[StatedCount, ...]]:
    """Read the special columns that tasks announce, and how many each says that it has.

    A column is announced by a verb of setting, one or more names, perhaps a count, and the word for
    column; or by verb and word with the names behind. Where the verb is denied, nothing is.
    """
    columns: list[SpecialColumn] = []
    counts: list[StatedCount] = []
    for task in tasks:
        seen: set[str] = set()
        before = len(counts)
        for sentence in sentences(parsed.folded, task.body):
            for names, tally in _announcements(parsed, sentence):
                for name in names:
                    label = name.quote(parsed.text)
                    local = f"{task.id}/column/{name_digest(label)}"
                    if local in seen:
                        continue
                    seen.add(local)
                    columns.append(
                        SpecialColumn(
                            id=local,
                            task=task.id,
                            label=label,
                            kind=column_kind(label, parsed.profile.column_kinds),
                            evidence=Evidence(parsed.key, (name,), "column-announced"),
                        )
                    )
                if tally is not None:
                    count, span = tally
                    counts.append(
                        StatedCount(
                            id=f"{task.id}/count/special-column-{len(counts) - before + 1}",
                            subject=task.id,
                            counted="special-column",
                            scope=None,
                            value=count,
                            evidence=Evidence(parsed.key, (span,), "count-columns"),
                        )
                    )
    return tuple(columns), tuple(counts)


def _announcements(
    parsed: ParsedDocument, sentence: Span
) -> list[tuple[list[Span], tuple[int, Span] | None]]:
    """Find the announcements of a sentence: names, and the count with its place."""
    folded, profile = parsed.folded, parsed.profile
    words = sentence.quote(folded)
    outside = depths(words)
    found: list[tuple[list[Span], tuple[int, Span] | None]] = []
    after_last = 0
    for word in re.finditer(re.escape(profile.column_word), words):
        if outside[word.start()]:
            continue
        verb = next(
            (
                match
                for match in profile.column_verbs.finditer(words, after_last, word.start())
                if not outside[match.start()]
                and not profile.column_refusal.search(words[: match.start()])
                and _is_one_list(words, outside, match.end(), word.start())
            ),
            None,
        )
        after_last = word.end()
        if verb is None:
            continue
        start, end = sentence.start + verb.end(), sentence.start + word.start()
        tally = read_tally(folded, Span(start, end))
        listing = Span(start, tally.span.start)
        counted_to = sentence.start + word.end()
        if bare_name(folded, listing).start >= bare_name(folded, listing).end:
            behind = _COUNT_BEHIND.match(words, word.end())
            count = _count(behind["count"]) if behind is not None else None
            if behind is not None and count is not None:
                # 设专栏3个,分别为甲、乙、丙.
                after_last = behind.end("measure")
                counted_to = sentence.start + after_last
                tally = Tally(count, False, Span(sentence.start + word.start(), counted_to))
                listing = Span(sentence.start + behind.end(), sentence.end)
            else:
                listing = _names_behind(words, outside, word.end(), sentence)
        if listing.start == listing.end:
            continue
        names = split_names(
            folded,
            listing,
            count=tally.count,
            more=tally.more,
            openers=profile.adoption.words["carrying_out"],
        )
        place = Span(tally.span.start, counted_to)
        found.append((names, None if tally.count is None else (tally.count, place)))
    return found


def _count(words: str) -> int | None:
    """Read a count; ``None`` where its numerals make no number."""
    try:
        return parse_counting(words)
    except NumeralError:
        return None


def _is_one_list(words: str, outside: list[int], start: int, end: int) -> bool:
    """Say whether nothing but names stands between verb and word: no clause ends there."""
    return not any(
        words[index] in ",:"
        and not outside[index]
        and not (words[index - 1] in "”’》" and words[index + 1 : index + 2] in "“‘《")
        for index in range(start, end)
    )


def _names_behind(words: str, outside: list[int], start: int, sentence: Span) -> Span:
    """Find names that follow the word: after a colon, or in quotation marks."""
    rest = words[start:]
    if not rest or rest[0] not in ":“‘《":
        return Span(sentence.end, sentence.end)
    begin = start + (rest[0] == ":")
    end = next(
        (
            index
            for index in range(begin, len(words))
            if not outside[index]
            and words[index] == ","
            and words[index + 1 : index + 2] not in "“‘《"
        ),
        len(words),
    )
    return Span(sentence.start + begin, sentence.start + end)


def extract_counts(parsed: ParsedDocument) -> tuple[StatedCount, ...]:
    """Read how many tasks, indicators, categories and suggestions the body says there are."""
    annexes = [unit.extent.start for unit in parsed.units if unit.kind is UnitKind.ANNEX]
    body = Span(0, min(annexes, default=len(parsed.folded)))
    found: list[StatedCount] = []
    for counted in ("task", "indicator", "category", "suggestion"):
        pattern = parsed.profile.counts.get(counted)
        if pattern is None:
            continue
        for match in pattern.finditer(parsed.folded, body.start, body.end):
            found.append(
                StatedCount(
                    id=f"count/{counted}/{sum(known.counted == counted for known in found) + 1}",
                    subject="",
                    counted=counted,
                    scope=None,
                    value=parse_counting(match["count"]),
                    evidence=Evidence(parsed.key, (Span(*match.span()),), f"count-{counted}s"),
                )
            )
    return tuple(found)
