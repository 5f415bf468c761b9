"""Faults in how the answers cite the outline: parts, titles, sections, special columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.text import Span
from tests.planted.faults import Fault, change, matches, plants

DIGITS = "一二三四五六七八九"
NUMBER = r"[一二三四五六七八九十]+"
# A unit that an answer names: 第四篇专门设置…章节; no mark between part and name.
CITED = rf"第(?P<part>{NUMBER})篇(?:专门)?设置(?P<name>[^,，;；。、和]{{4,30}}?)(?P<kind>章节|小节|专栏)"
STATEMENT = r"(?:主要在|主要体现在).*?(?:中体现|之?中。)"
CLAIMED = rf"第(?P<part>{NUMBER})篇(?P<title>“[^”]+”)?"
QUOTES = "“”‘’\"'"


def bare(name: str) -> str:
    return name.strip(QUOTES)


def other_part(part: str, shift: int = 2) -> str:
    """Name a part some places further: 四 → 六, 十二 → 十四."""
    order = [*DIGITS, "十", *(f"十{digit}" for digit in DIGITS)]
    return order[(order.index(part) + shift) % (len(order) - 1)]


def announced(text: str) -> set[str]:
    """Name the special columns that tasks announce: what is quoted before 专栏."""
    found = set()
    for match, _ in matches(r"(?:考虑设置|拟设置|专设|另设)(.*?)专栏", text):
        found |= set(re.findall(r"“([^”]+)”", match[1])) or {match[1]}
    return {re.sub(rf"[{QUOTES}]", "", name) for name in found}


@plants("wrong-part-number")
def part_of_an_announced_column(text: str) -> Iterator[Fault]:
    """Change the part of a special column which a task announces and another answer cites."""
    known = announced(text)
    names = Counter(bare(match["name"]) for match, _ in matches(CITED, text))
    for match, place in matches(CITED, text, "part"):
        name = re.sub(rf"[{QUOTES}]", "", match["name"])
        if match["kind"] == "专栏" and name in known and names[bare(match["name"])] > 1:
            yield change(text, place, other_part(match["part"]), against=[bare(match["name"])])


@plants("conflicting-part-number", "wrong-part-number")
def part_of_a_section_cited_twice(text: str) -> Iterator[Fault]:
    """Change the part of a section which just one other answer cites: nothing decides."""
    names = Counter(bare(match["name"]) for match, _ in matches(CITED, text))
    for match, place in matches(CITED, text, "part"):
        if match["kind"] != "专栏" and names[bare(match["name"])] == 2:
            yield change(text, place, other_part(match["part"]), against=[bare(match["name"])])


@plants("unnumbered-part")
def part_left_out(text: str) -> Iterator[Fault]:
    """Take the part out where an answer begins with it."""
    for match, place in matches(
        rf"^\s*(?P<it>第{NUMBER}篇)专门设置[^,，。]*?(?:章节|小节)", text, "it"
    ):
        yield change(text, place, "", near=len(match.group()))


@plants("title-variants")
def title_changed(text: str) -> Iterator[Fault]:
    """Change a word of a title that is printed at two places."""
    titles = Counter(match["title"] for match, _ in matches(CLAIMED, text) if match["title"])
    for match, place in matches(CLAIMED, text, "title"):
        title = match["title"]
        if titles[title] > 1:
            middle = place.start + len(title) // 2
            yield change(text, Span(middle, middle + 2), "全新", against=[title])


@plants("claimed-not-cited")
def part_claimed_besides(text: str) -> Iterator[Fault]:
    """Let a theme's statement claim a part that no answer below it cites."""
    statements = list(matches(STATEMENT, text))
    for index, (match, place) in enumerate(statements):
        end = statements[index + 1][1].start if index + 1 < len(statements) else len(text)
        answers = text[place.end : end]
        for part in ("二", "十五"):
            if f"第{part}篇" not in match.group() + answers:
                at = place.start + match.group().index("第")
                yield change(text, Span(at, at), f"第{part}篇、", near=len(match.group()))


@plants("cited-not-claimed")
def part_no_longer_claimed(text: str) -> Iterator[Fault]:
    """Take a part out of a theme's statement that an answer below it cites."""
    statements = list(matches(STATEMENT, text))
    for index, (match, place) in enumerate(statements):
        claimed = list(re.finditer(rf"(?:[、和]\s*)?{CLAIMED}", match.group()))
        end = statements[index + 1][1].start if index + 1 < len(statements) else len(text)
        for claim in claimed[1:]:
            part = f"第{claim['part']}篇"
            if part in text[place.end : end]:
                it = Span(place.start + claim.start(), place.start + claim.end())
                yield change(text, it, "", against=[part])


@plants("column-not-announced", "column-renamed")
def cited_column_renamed(text: str) -> Iterator[Fault]:
    """Give a special column another name where an answer cites it."""
    known = announced(text)
    for match, place in matches(r"“?(?P<name>[^“”,，。;；和、]{6,30})”?专栏", text, "name"):
        name = match["name"]
        is_cited = text.find(name) != place.start or text.count(name) > 1
        if re.sub(rf"[{QUOTES}]", "", name) in known and is_cited and place.start > len(text) // 2:
            middle = place.start + len(name) // 2
            yield change(text, Span(middle, middle + 2), "综合", near=len(name))


@plants("column-never-cited")
def only_citation_taken_out(text: str) -> Iterator[Fault]:
    """Take the only citation of an announced special column out."""
    known = announced(text)
    for match, place in matches(r"并?(?:专门)?设置“(?P<name>[^”]{6,30})”专栏", text):
        name = match["name"]
        if re.sub(rf"[{QUOTES}]", "", name) in known and place.start > len(text) // 2:
            if text.count(name) == 2:
                yield change(text, place, "作出安排", against=[name])


@plants("adoption-missing")
def answer_taken_out(text: str) -> Iterator[Fault]:
    """Take the whole answer to a suggestion out, so that the next row follows."""
    for _, place in matches(r"^第[^\n]*?(?:小节|章节)[^\n]*\n+(?=\d{1,2}\n)", text):
        yield change(text, place, "", near=60)
