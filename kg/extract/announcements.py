"""Announcements of special columns in a sentence: their names, and how many there are said to be.

Three manners: a verb of setting, names, the word (设“甲”“乙”两个专栏); verb and word with the names
behind (编列专栏1至专栏2,分别是“甲”“乙”; 以专栏形式列出甲); and a name beside the word with its
number, which needs no verb (专栏1“甲”、专栏2(乙); “丙”作为专栏3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.names import Tally, read_tally, split_names
from kg.lexicon import Lexicon, compiled, current
from kg.numerals import COUNTING, read_counting
from kg.parse.structure import ParsedDocument
from kg.text import Span, bare_name, depths

# A count or the numbers behind the word, and what leads to the names behind them.
_COUNT_BEHIND = compiled(
    rf"(?:(?P<measure>(?P<count>{COUNTING})个)|(?P<run>(?P<first>{COUNTING})(?:[至到—~-]\w{{0,2}}{COUNTING})?))"
    r"(?:[,:]?{names-follow}:?|:|(?=\(“))"
)
# The word first, then what it is called: 专栏设置为“甲”“乙”.
_CALLED = compiled(r"{called}:?(?=[“‘《])")
_NAMES_BEHIND = compiled(r"[,:]?{names-follow}:?(?=[“‘《])|{names-follow-colon}?:|(?=[“‘《])")
_NAMED = ("marked", "name", "inner", "before")
# What joins a further name to those that were announced: “甲”专栏和“乙”专栏, 专栏“甲”、专栏“乙”.
_JOINED = "(?:{joint}|、)"
_JOINT = compiled(_JOINED)


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a name stands beside the word for column, whatever that word is.

    Attributes:
        numbered: A name beside the word with its number.
        in_the_manner: Names that are listed in the manner of columns.
        counted: A number of columns.
        joined: What parts a name from the word before a further one.
    """

    numbered: re.Pattern[str]
    in_the_manner: re.Pattern[str]
    counted: re.Pattern[str]
    joined: re.Pattern[str]


def _forms(word: str) -> _Forms:
    """Return the forms of a word; each sentence of a task asks for them."""
    return _forms_in(re.escape(word), current())


@lru_cache(maxsize=16)
def _forms_in(word: str, lexicon: Lexicon) -> _Forms:
    return _Forms(
        numbered=re.compile(
            rf"{word}\s*(?P<number>{COUNTING})"
            r"(?:“(?P<marked>[^“”]+)”|\((?P<name>[^()\d][^()]*)\))"
            rf"|\({word}\s*(?P<of>{COUNTING}):\s*(?P<inner>[^()]+)\)"
            rf"|“(?P<before>[^“”]+)”(?:\({word}\s*(?P<in>{COUNTING})\)|作为{word}\s*(?P<as>{COUNTING}))"
        ),
        in_the_manner=re.compile(
            lexicon.filled(
                rf"以{word}{{in-the-manner}}(?P<names>[^,;。]+?){{names-end}}?(?=[,;。]|$)"
            )
        ),
        counted=re.compile(rf"(?P<count>{COUNTING})个{word}"),
        joined=re.compile(lexicon.filled(rf"{_JOINED}(?={word}[“‘《])")),
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
    form = _forms(parsed.profile.column_word).numbered
    found = []
    for match in form.finditer(parsed.folded, sentence.start, sentence.end):
        group = next(group for group in _NAMED if match[group])
        number = match["number"] or match["of"] or match["in"] or match["as"]
        name = bare_name(parsed.folded, Span(*match.span(group)))
        found.append((name, read_counting(number)))
    return found


def _in_the_manner(parsed: ParsedDocument, sentence: Span) -> Iterator[Announcement]:
    """Yield what is listed in the manner of special columns: 以专栏形式列出“甲”“乙”的重点项目."""
    form = _forms(parsed.profile.column_word).in_the_manner
    for match in form.finditer(parsed.folded, sentence.start, sentence.end):
        place = Span(*match.span("names"))
        tally = read_tally(parsed.folded, place)
        listing = _Listing(Span(place.start, tally.span.start), tally, place.end, None, place.end)
        names = _split(parsed, listing)
        yield Announcement(names, (None,) * len(names), None)


def _split(parsed: ParsedDocument, listing: _Listing) -> tuple[Span, ...]:
    openers = parsed.profile.adoption.words["carrying_out"]
    count, more = listing.tally.count, listing.tally.more
    return tuple(split_names(parsed.folded, listing.names, count=count, more=more, openers=openers))


def _stated(parsed: ParsedDocument, sentence: Span) -> tuple[int, Span] | None:
    form = _forms(parsed.profile.column_word).counted
    match = form.search(parsed.folded, sentence.start, sentence.end)
    count = read_counting(match["count"]) if match else None
    return None if match is None or count is None else (count, Span(*match.span()))


@dataclass(frozen=True, slots=True)
class _Listing:
    """Names that a sentence lists before the word for column, or behind it.

    Attributes:
        names: Where they stand.
        tally: How many they are said to be.
        counted_to: Where the words of the tally end.
        first: The number of the first name; ``None`` where none is printed.
        end: Where the listing ends in the sentence's words, the word for column included.
    """

    names: Span
    tally: Tally
    counted_to: int
    first: int | None
    end: int


def _with_verb(parsed: ParsedDocument, sentence: Span) -> Iterator[Announcement]:
    """Yield what verbs of setting announce, and what is joined to it: “甲”专栏和“乙”专栏."""
    words = sentence.quote(parsed.folded)
    outside = depths(words)
    after_last = 0
    is_announced = False
    for word in re.finditer(re.escape(parsed.profile.column_word), words):
        if outside[word.start()]:
            continue
        opening = _opening(parsed, words, outside, word, after_last, may_go_on=is_announced)
        is_announced, after_last = False, word.end()
        if opening is None:
            continue
        begin, lead = opening
        listing = _before(parsed.folded, sentence, begin, word)
        if listing is None:
            listing = _behind(parsed, sentence, outside, word, Span(begin, lead))
        after_last = listing.end
        if listing.names.start == listing.names.end:
            continue
        is_announced = True
        names, tally, first = _split(parsed, listing), listing.tally, listing.first
        place = Span(tally.span.start, listing.counted_to)
        numbers = [None if first is None else first + order for order in range(len(names))]
        yield Announcement(
            names, tuple(numbers), None if tally.count is None else (tally.count, place)
        )


def _opening(
    parsed: ParsedDocument,
    words: str,
    outside: list[int],
    word: re.Match[str],
    after_last: int,
    *,
    may_go_on: bool,
) -> tuple[int, int] | None:
    """Find what lets a word for column announce: a verb, a joint to what was announced, 设置为.

    Returns:
        Where names before the word begin, and where those behind it may; ``None`` where it only
        speaks of columns.
    """
    profile = parsed.profile
    for verb in profile.column_verbs.finditer(words, after_last, word.start()):
        if (
            not outside[verb.start()]
            and not profile.column_refusal.search(words[: verb.start()])
            and _is_one_list(words, outside, verb.end(), word.start())
        ):
            return verb.end(), word.end()
    joint = _JOINT().match(words, after_last) if may_go_on else None
    if joint is not None:
        return (joint.end(), word.end()) if _is_marked(words, joint.end(), word) else None
    called = _CALLED().match(words, word.end())
    return (word.start(), called.end()) if called is not None else None


def _before(folded: str, sentence: Span, begin: int, word: re.Match[str]) -> _Listing | None:
    """Read the names before the word: 设“甲”“乙”两个专栏; ``None`` where none stand there."""
    place = Span(sentence.start + begin, sentence.start + word.start())
    tally = read_tally(folded, place)
    names = Span(place.start, tally.span.start)
    name = bare_name(folded, names)
    if name.start >= name.end:
        return None
    return _Listing(names, tally, sentence.start + word.end(), None, word.end())


def _behind(
    parsed: ParsedDocument, sentence: Span, outside: list[int], word: re.Match[str], opening: Span
) -> _Listing:
    """Read the names behind the word, with a count or the numbers between."""
    folded, words = parsed.folded, sentence.quote(parsed.folded)
    tally = read_tally(folded, Span(sentence.start + opening.start, sentence.start + word.start()))
    counted_to = sentence.start + word.end()
    match = _COUNT_BEHIND().match(words, word.end())
    count = read_counting(match["count"]) if match is not None and match["count"] else None
    if match is not None and match["run"]:
        # 编列专栏1至专栏3,分别是….
        names = _inside_bracket(folded, Span(sentence.start + match.end(), sentence.end))
        return _Listing(names, tally, counted_to, read_counting(match["first"]), match.end())
    if match is not None and count is not None:
        # 设专栏3个,分别为甲、乙、丙.
        names = _inside_bracket(folded, Span(sentence.start + match.end(), sentence.end))
        counted_to = sentence.start + match.end("measure")
        tally = Tally(count, False, Span(sentence.start + word.start(), counted_to))
        return _Listing(names, tally, counted_to, None, match.end("measure"))
    names = _names_behind(words, outside, opening.end, sentence)
    further = _forms(parsed.profile.column_word).joined.search(names.quote(folded))
    if further is not None:
        names = Span(names.start, names.start + further.start())
    return _Listing(names, tally, counted_to, None, names.end - sentence.start)


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
    lead = _NAMES_BEHIND().match(words, start)
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
