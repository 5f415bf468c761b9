"""A number of things that a phrase announces, against those that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.errors import Words
from kg.extract.clauses import full_sentences
from kg.extract.examine.listing import Listing, listing_before, listing_behind
from kg.extract.examine.made import make_examination
from kg.extract.examine.prose import Prose
from kg.lexicon import pattern
from kg.lexicon import words as lexicon_words
from kg.model import Examination, Facts, Outcome, ReviewCount, ReviewItem
from kg.numerals import read_counting
from kg.parse.structure import ParsedDocument
from kg.profiles.reckoning import ReckoningWords
from kg.text import Span, trim

_MOST = 30
_FEWEST = 2
_MARKS = ("", ",", ":", ";", "。")
_BROAD = ("大", "大类")


def examine_list_count(
    parsed: ParsedDocument, facts: Facts, prose: Sequence[Prose], words: ReckoningWords
) -> Iterator[Examination]:
    """Hold announced numbers against lists: before them, behind them, 一是 …, 第一板块 ….

    A list that can be counted in several ways holds where one of them fits; it differs only where
    none does and nothing but a list can stand there.
    """
    # These are held against what they count elsewhere.
    counted = [
        count.evidence.span
        for count in facts.counts
        # 等4个专栏 names some of them only, which is told of here.
        if count.counted == "special-column" and parsed.folded[count.evidence.span.start] != "等"
    ]
    counted += [count.evidence.span for count in facts.review_counts]
    for passage in prose:
        for sentence in full_sentences(parsed.folded, passage.span):
            for match in words.lists["announced"].finditer(
                parsed.folded, sentence.start, sentence.end
            ):
                if not any(span.holds(Span(*match.span("count"))) for span in counted):
                    yield from _announced(parsed, passage, sentence, match, words)
    yield from _review_lists(parsed, facts)


def _announced(
    parsed: ParsedDocument,
    passage: Prose,
    sentence: Span,
    match: re.Match[str],
    words: ReckoningWords,
) -> Iterator[Examination]:
    folded = parsed.folded
    stated = read_counting(match["count"])
    if stated is None:
        return
    rest = folded[match.end("measure") : match.end("measure") + 8]
    noun = words.lists["noun"].search(rest)
    sums_up = noun is not None
    end = match.end("measure") + noun.end() if noun else match.end()
    place = trim(folded, Span(match.start("count"), end), lexicon_words("count-edge").characters)
    is_arabic = match["count"].isdecimal()
    if not _FEWEST <= stated <= _MOST or words.lists["noun_never"].search(rest):
        return
    behind = _behind(folded, sentence, match, words)
    if behind is not None and (behind.is_whole or stated in behind.counts):
        yield from _compare(parsed, passage, place, stated, behind)
        return
    enumeration = _enumeration(folded, passage.span, sentence, match, words)
    if enumeration is not None and (sums_up or match["measure"] in _BROAD or not is_arabic):
        yield from _compare(parsed, passage, place, stated, enumeration)
        return
    if is_arabic and not sums_up:
        return
    before = listing_before(folded, sentence.start, match.start("count"), words)
    if before is None or words.lists["slogan"].search(before.span.quote(folded)):
        return
    is_joined = "、" not in before.span.quote(folded)
    if is_joined and not sums_up:
        return
    yield from _compare(parsed, passage, place, stated, before)


def _behind(
    folded: str, sentence: Span, match: re.Match[str], words: ReckoningWords
) -> Listing | None:
    """Find the list that a number announces in the same sentence."""
    rest = folded[match.end("measure") : sentence.end]
    opener = words.lists["introduced"].match(rest)
    if opener is None or not (opener["verb"] or opener["colon"]):
        return None
    start = match.end("measure") + opener.end()
    return listing_behind(folded, start, sentence.end, words)


def _enumeration(
    folded: str, passage: Span, sentence: Span, match: re.Match[str], words: ReckoningWords
) -> Listing | None:
    """Count 一是, 二是 … behind the sentence, or 第一板块, 第二板块 … behind the number."""
    noun = match["noun"][:2]
    end = passage.end
    lead = folded.find("一是", match.end(), min(end, sentence.end + 4))
    if lead >= 0 and not re.search(r"[,;。]", folded[match.end() : lead].strip(":。;,\n ")):
        marks = [
            m
            for m in words.lists["ordinal"].finditer(folded, match.end(), end)
            if m.start("number") >= lead
        ]
        run = _run(marks)
        if len(run) >= _FEWEST:
            span = Span(run[0].start("number"), run[0].end())
            return Listing(span, frozenset({len(run)}), is_whole=True, is_clear=True, goes_on=False)
    if len(noun) < len("板块") or words.lists["numbered_never"].match(noun):
        return None
    behind = re.compile(words.lists["numbered"].pattern + re.escape(noun))
    run = _run(list(behind.finditer(folded, match.end(), end)))
    begins = match.start("noun") + len(noun)
    if len(run) < _FEWEST or folded[begins : run[0].start()].strip() not in _MARKS:
        return None
    span = Span(run[0].start(), run[0].end())
    return Listing(span, frozenset({len(run)}), is_whole=True, is_clear=True, goes_on=False)


def _run(marks: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return the marks that count up from one."""
    run: list[re.Match[str]] = []
    for mark in marks:
        number = read_counting(mark["number"])
        if number == len(run) + 1:
            run.append(mark)
        elif number == 1:
            break
    return run


def _compare(
    parsed: ParsedDocument, passage: Prose, place: Span, stated: int, listing: Listing
) -> Iterator[Examination]:
    most, least = max(listing.counts), min(listing.counts)
    if stated in listing.counts:
        outcome, counted = Outcome.HOLDS, stated
    elif stated > most and listing.goes_on:
        if stated >= most * 2:
            # 等 stands for most of them: some are named as examples.
            return
        outcome, counted = Outcome.OPEN, most
    elif listing.is_whole if stated > most else listing.is_clear:
        outcome, counted = Outcome.DIFFERS, most if stated > most else least
    else:
        return
    announced = place.quote(parsed.text)
    listed = listing.span.quote(parsed.text)
    yield make_examination(
        "list-count",
        passage.subject,
        outcome,
        document=parsed.key,
        spans=(place, listing.span),
        working=Words(f"“{announced}”:{listed}", f"“{announced}”: {listed}"),
        stated=str(stated),
        reckoned=str(counted),
        matter=f"{announced}|{listed}",
    )


def _review_lists(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Hold what the review says of a status against the indicators that it names under it."""
    for count in facts.review_counts:
        items = [item for item in facts.review_items if item.status is count.status]
        if items:
            yield _review_list(parsed, count, items)


def _review_list(
    parsed: ParsedDocument, count: ReviewCount, items: Sequence[ReviewItem]
) -> Examination:
    # Where 和 stands between two names, the two may be one.
    joined = 0
    for first, second in pairwise(items):
        between = parsed.folded[first.evidence.span.end : second.evidence.span.start]
        joined += pattern("joint.and").fullmatch(between) is not None
    is_held = len(items) - joined <= count.value <= len(items)
    names = "、".join(item.label for item in items)
    return make_examination(
        "list-count",
        count.id,
        Outcome.HOLDS if is_held else Outcome.DIFFERS,
        document=parsed.key,
        spans=(count.evidence.span, *(item.evidence.span for item in items)),
        working=Words(names, names),
        stated=str(count.value),
        reckoned=str(count.value if is_held else len(items)),
    )
