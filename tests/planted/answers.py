"""Faults between suggestions and their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.text import Span
from tests.planted.faults import Fault, change, matches, plants

# A suggestion's words behind its number: 1.加力发展…,支撑….
_ASKED = r"^\d{1,2}[.、](?P<words>[^\n]{8,60}?)。?$"
_ANSWER = r"^第[一二三四五六七八九十]+篇[^\n]{20,}$"
_LEAST = 6


def asked(text: str) -> list[tuple[Span, Span]]:
    """Return each suggestion's words with those of its answer."""
    found = []
    for match in re.finditer(_ASKED, text, re.MULTILINE):
        if match.start() < len(text) // 2:
            continue
        answer = re.compile(_ANSWER, re.MULTILINE).search(text, match.end(), match.end() + 600)
        if answer:
            found.append((Span(*match.span("words")), Span(*answer.span())))
    return found


def demands(text: str, words: Span) -> list[Span]:
    """Cut a suggestion at its commas."""
    return [
        Span(words.start + piece.start(), words.start + piece.end())
        for piece in re.finditer(r"[^,，;；]+", words.quote(text))
        if len(piece.group()) >= _LEAST
    ]


@plants("demand-unanswered")
def demand_of_another_theme(text: str) -> Iterator[Fault]:
    """Ask in one suggestion for what another, further on, asks for."""
    known = asked(text)
    for index, (words, _) in enumerate(known):
        other = known[(index + len(known) // 2) % len(known)][0]
        mine, theirs = demands(text, words), demands(text, other)
        if len(mine) > 1 and theirs:
            yield change(text, mine[0], theirs[0].quote(text), near=len(words.quote(text)))


@plants("demand-unanswered")
def answers_exchanged(text: str) -> Iterator[Fault]:
    """Exchange an answer with that of a suggestion of another theme."""
    known = asked(text)
    for index, (words, answer) in enumerate(known):
        other = known[(index + len(known) // 2) % len(known)][1]
        changed = change(text, answer, other.quote(text), near=4)
        yield Fault(
            text=changed.text,
            edits=(*changed.edits, words),
            contradicts=(),
            said=changed.said,
        )


@plants("object-shifted")
def object_exchanged(text: str) -> Iterator[Fault]:
    """Let an answer speak of another thing under the same words: 数据要素 → 数据安全."""
    for words, answer in asked(text):
        for demand in demands(text, words):
            quote = demand.quote(text)
            for size in (6, 5, 4):
                tail = quote[-size:]
                said = answer.quote(text)
                if len(quote) > size and said.count(tail) == 1 and text.count(tail) == 2:
                    start = answer.start + said.index(tail) + size - 2
                    changed = change(text, Span(start, start + 2), "园艺", near=20)
                    yield Fault(
                        text=changed.text,
                        edits=(*changed.edits, words),
                        contradicts=(),
                        said=changed.said,
                    )
                    break


@plants("figure-asked-not-given")
def figure_asked_for(text: str) -> Iterator[Fault]:
    """Ask for a figure where the answer gives none."""
    for words, answer in asked(text):
        if not re.search(r"\d", answer.quote(text)):
            yield change(
                text, Span(words.end, words.end), ",建成示范项目80个", near=len(words.quote(text))
            )


@plants("figure-announced-not-given")
def goals_announced(text: str) -> Iterator[Fault]:
    """Say that goals are set, and give none."""
    for words, answer in asked(text):
        said = answer.quote(text)
        if not re.search(r"\d", said) and said.endswith("。"):
            at = answer.end - 1
            yield change(
                text,
                Span(at, at),
                ",明确了具体的发展目标和年度指标",
                near=60,
                against=[words.quote(text)],
            )


@plants("same-words-twice", "same-words-under-two-units")
def contents_copied(text: str) -> Iterator[Fault]:
    """Answer a suggestion with the contents of another answer, word for word."""
    known = asked(text)
    for (_, one), (_, other) in pairwise(known):
        contents = re.search(r"(?:包括|提出|包含)(.{24,60}?)[,，;；。]", one.quote(text))
        said = other.quote(text)
        if contents and said.endswith("。"):
            at = other.end - 1
            yield change(text, Span(at, at), f",{contents[1]}", near=80, against=[contents[1]])


@plants("heading-only")
def contents_taken_out(text: str) -> Iterator[Fault]:
    """Take all out that an answer says of the section it names."""
    for match, place in matches(
        r"^第[一二三四五六七八九十]+篇专门设置[^,，。、和]{4,30}(?:小节|章节)(?P<rest>[,，][^\n]*。)$",
        text,
        "rest",
    ):
        yield change(text, place, "。", near=len(match.group()))


@plants("answer-names-part-only")
def unit_taken_out(text: str) -> Iterator[Fault]:
    """Leave the section out of an answer, so that it names a part alone."""
    for match, place in matches(
        r"^第[一二三四五六七八九十]+篇(?P<unit>专门设置[^,，。、和]{4,30}(?:小节|章节))[,，][^\n]*$",
        text,
        "unit",
    ):
        rest = match.group()[place.end - match.start() :]
        if not re.search(r"小节|章节|专栏|篇", rest):
            yield change(text, place, "对此作出安排", near=len(match.group()))


@plants("unit-cited-again")
def unit_cited_besides(text: str) -> Iterator[Fault]:
    """Let an answer name a section besides that another answer named."""
    known = asked(text)
    for (_, one), (_, other) in pairwise(known):
        unit = re.match(
            r"第[一二三四五六七八九十]+篇专门设置[^,，。、和]{4,30}(?:小节|章节)", one.quote(text)
        )
        if unit:
            at = other.end - 1
            yield change(
                text,
                Span(at, at),
                f"。{unit.group()},作出具体安排",
                near=40,
                against=[unit.group()],
            )


@plants("unit-name-varies")
def unit_named_otherwise(text: str) -> Iterator[Fault]:
    """Change a word of a section's name where it is cited a second time."""
    names = re.findall(r"设置([^,，。、和]{7,24})(?:小节|章节)", text)
    for match, place in matches(r"设置(?P<name>[^,，。、和]{7,24})(?:小节|章节)", text, "name"):
        if names.count(match["name"]) > 1:
            yield change(
                text, Span(place.end - 2, place.end), "新途", against=[match["name"]], near=30
            )


@plants("kind-mismatch")
def level_word_exchanged(text: str) -> Iterator[Fault]:
    """Call a chapter what another answer calls a section."""
    names = re.findall(r"([^,，。、和置]{6,24})(?:小节|章节)", text)
    for match, place in matches(r"(?P<name>[^,，。、和置]{6,24})(?P<kind>小节|章节)", text, "kind"):
        if names.count(match["name"]) > 1:
            other = {"小节": "章节", "章节": "小节"}[match["kind"]]
            yield change(text, place, other, against=[match["name"]], near=30)


@plants("kind-mismatch")
def column_called_a_section(text: str) -> Iterator[Fault]:
    """Call an announced special column a section where it is cited."""
    half = len(text) // 2
    for match, place in matches(r"“(?P<name>[^“”,，。、]{5,24})”(?P<kind>专栏)", text, "kind"):
        if place.start > half and match["name"] in text[:half]:
            yield change(text, place, "小节", against=[match["name"]], near=30)
