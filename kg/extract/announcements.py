"""Announcements of special columns in a sentence: their names, and how many there are said to be.

Three manners: a verb of setting, names, the word (设“甲”“乙”两个专栏); verb and word with the names
behind (编列专栏1至专栏2,分别是“甲”“乙”; 以专栏形式列出甲); and a name beside the word with its
number, which needs no verb (专栏1“甲”、专栏2(乙); “丙”作为专栏3).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import NumeralError
from kg.extract.names import Tally, read_tally, split_names
from kg.numerals import COUNTING, parse_counting
from kg.parse.structure import ParsedDocument
from kg.text import Span, bare_name, depths

# A count or the numbers behind the word, and what leads to the names behind them.
_LEAD = r"[,:]?(?:分别|依次)?(?:名称|题名?)?(?:为|是|即|包括):?"
_COUNT_BEHIND = re.compile(
    rf"(?:(?P<measure>(?P<count>{COUNTING})个)|(?P<run>(?P<first>{COUNTING})(?:[至到—~-]\w{{0,2}}{COUNTING})?))"
    rf"(?:{_LEAD}|:|(?=\(“))"
)
# The word first, then what it is called: 专栏设置为“甲”“乙”.
_CALLED = re.compile(r"(?:设置|设定|安排|确定|定)?(?:为|是):?(?=[“‘《])")
_NAMES_BEHIND = re.compile(rf"{_LEAD}(?=[“‘《])|(?:分别)?(?:展开|细化|列出|部署|明确)?:|(?=[“‘《])")
_NAMED = ("marked", "name", "inner", "before")
# What joins a further name to those that were announced: “甲”专栏和“乙”专栏, 专栏“甲”、专栏“乙”.
_JOINED = re.compile("以及|[、和及与]")
_IN_THE_MANNER = (
    r"以{word}的?(?:形式|方式)(?:列出|列示|列明|细化|明确|呈现|部署)(?P<names>[^,;。]+?)"
    r"(?:等?的?(?:重点|具体|重大)*(?:项目|内容|任务|举措|清单)|等)?(?=[,;。]|$)"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a sentence says of special columns.

    Attributes:
        names: Where the names stand.
        numbers: The number of each name; ``None`` where it has none.
        tally: How many it says that there are, with the place; ``None`` where it does not.
    """

    names: tuple[Span, ...]
    numbers: tuple[int | None, ...]
    tally: tuple[int, Span] | None


def find_announcements(parsed: ParsedDocument, sentence: Span) -> list[Announcement]:
    """Find the announcements of a sentence, in its order.

    Where the verb is denied, nothing is announced.
    """
    numbered = _numbered(parsed, sentence)
    if numbered:
        names, numbers = zip(*numbered, strict=True)
        return [Announcement(names, numbers, _stated(parsed, sentence))]
    return [*_with_verb(parsed, sentence), *_in_the_manner(parsed, sentence)]


def _numbered(parsed: ParsedDocument, sentence: Span) -> list[tuple[Span, int | None]]:
    """Find names that stand beside the word with its number, and that."""
    word = re.escape(parsed.profile.column_word)
    form = re.compile(
        rf"{word}\s*(?P<number>{COUNTING})(?:“(?P<marked>[^“”]+)”|\((?P<name>[^()\d][^()]*)\))"
        rf"|\({word}\s*(?P<of>{COUNTING}):\s*(?P<inner>[^()]+)\)"
        rf"|“(?P<before>[^“”]+)”(?:\({word}\s*(?P<in>{COUNTING})\)|作为{word}\s*(?P<as>{COUNTING}))"
    )
    found = []
    for match in form.finditer(parsed.folded, sentence.start, sentence.end):
        group = next(group for group in _NAMED if match[group])
        number = match["number"] or match["of"] or match["in"] or match["as"]
        name = bare_name(parsed.folded, Span(*match.span(group)))
        found.append((name, read_count(number)))
    return found


def _in_the_manner(parsed: ParsedDocument, sentence: Span) -> Iterator[Announcement]:
    """Yield what is listed in the manner of special columns: 以专栏形式列出“甲”“乙”的重点项目."""
    form = re.compile(_IN_THE_MANNER.format(word=re.escape(parsed.profile.column_word)))
    for match in form.finditer(parsed.folded, sentence.start, sentence.end):
        place = Span(*match.span("names"))
        tally = read_tally(parsed.folded, place)
        names = split_names(
            parsed.folded,
            Span(place.start, tally.span.start),
            count=tally.count,
            more=tally.more,
            openers=parsed.profile.adoption.words["carrying_out"],
        )
        yield Announcement(tuple(names), (None,) * len(names), None)


def _stated(parsed: ParsedDocument, sentence: Span) -> tuple[int, Span] | None:
    word = re.escape(parsed.profile.column_word)
    match = re.compile(rf"(?P<count>{COUNTING})个{word}").search(
        parsed.folded, sentence.start, sentence.end
    )
    count = read_count(match["count"]) if match else None
    return None if match is None or count is None else (count, Span(*match.span()))


def _with_verb(parsed: ParsedDocument, sentence: Span) -> Iterator[Announcement]:
    """Yield what verbs of setting announce."""
    folded, profile = parsed.folded, parsed.profile
    words = sentence.quote(folded)
    outside = depths(words)
    after_last = 0
    is_announced = False
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
        joint = _JOINED.match(words, after_last) if is_announced else None
        opening = verb or joint
        is_announced, after_last = False, word.end()
        called = _CALLED.match(words, word.end()) if opening is None else None
        if called is None and (
            opening is None or (verb is None and not _is_marked(words, opening.end(), word))
        ):
            continue
        first: int | None = None
        begin = opening.end() if opening is not None else word.start()
        start, end = sentence.start + begin, sentence.start + word.start()
        tally = read_tally(folded, Span(start, end))
        listing = Span(start, tally.span.start)
        counted_to = sentence.start + word.end()
        if bare_name(folded, listing).start >= bare_name(folded, listing).end:
            behind = _COUNT_BEHIND.match(words, word.end())
            count = read_count(behind["count"]) if behind is not None and behind["count"] else None
            if behind is not None and (count is not None or behind["run"]):
                # 设专栏3个,分别为甲、乙、丙; 编列专栏1至专栏3,分别是….
                after_last = behind.end("measure") if behind["measure"] else behind.end()
                first = read_count(behind["first"]) if behind["run"] else None
                if count is not None:
                    counted_to = sentence.start + after_last
                    tally = Tally(count, False, Span(sentence.start + word.start(), counted_to))
                listing = _inside_bracket(folded, Span(sentence.start + behind.end(), sentence.end))
            else:
                lead = called.end() if called is not None else word.end()
                listing = _names_behind(words, outside, lead, sentence)
                further = re.search(
                    rf"{_JOINED.pattern}(?={profile.column_word}[“‘《])", listing.quote(folded)
                )
                if further is not None:
                    listing = Span(listing.start, listing.start + further.start())
                after_last = listing.end - sentence.start
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
        is_announced = True
        stated = None if tally.count is None else (tally.count, place)
        numbers: Iterable[int | None] = (
            itertools.count(first) if first is not None else itertools.repeat(None)
        )
        yield Announcement(tuple(names), tuple(itertools.islice(numbers, len(names))), stated)


def _inside_bracket(folded: str, listing: Span) -> Span:
    """Return what stands in the bracket that a list begins with; the list itself without one."""
    closing = folded.find(")", listing.start, listing.end)
    if not folded.startswith("(", listing.start) or closing < 0:
        return listing
    return Span(listing.start + 1, closing)


def _is_marked(words: str, start: int, word: re.Match[str]) -> bool:
    """Say whether names in quotation marks stand right before the word, or right behind it."""
    before = words[start : word.start()]
    behind = words[word.end() : word.end() + 1]
    return (bool(before) and before[0] in "“‘《") or (not before and behind in ("“", "‘", "《"))


def read_count(words: str) -> int | None:
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
    """Find names that follow the word: after a colon, in quotation marks, or behind 即."""
    lead = _NAMES_BEHIND.match(words, start)
    if lead is None:
        return Span(sentence.end, sentence.end)
    begin = lead.end()
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
