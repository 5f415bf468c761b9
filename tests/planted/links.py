"""Faults in how the answers cite the outline: parts, titles, sections, special columns."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from kg.text import Span
from tests.planted.faults import Fault, annexes, change, matches, plants

DIGITS = "一二三四五六七八九"
NUMBER = r"[一二三四五六七八九十]+"
# A unit that an answer names: 第四篇专门设置…章节; no mark between part and name.
CITED = (
    rf"第(?P<part>{NUMBER})篇(?:专门)?设置"
    r"(?P<name>[^,，;；。、和]{4,30}?)(?P<kind>章节|小节|专栏)"
)
STATEMENT = r"(?:主要在|主要体现在).*?(?:中体现|之?中。)"
CLAIMED = rf"第(?P<part>{NUMBER})篇(?P<title>“[^”]+”)?"
QUOTES = "“”‘’\"'"


def bare(name: str) -> str:
    return name.strip(QUOTES)


def other_part(part: str, shift: int = 2) -> str:
    """Name a part some places further: 四 → 六, 十二 → 十四."""
    order = [*DIGITS, "十", *(f"十{digit}" for digit in DIGITS)]
    name: str = order[(order.index(part) + shift) % (len(order) - 1)]
    return name


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
    for match, place in matches(CITED, text, "part"):
        name = re.sub(rf"[{QUOTES}]", "", match["name"])
        if match["kind"] == "专栏" and name in known:
            yield change(text, place, other_part(match["part"]), against=[bare(match["name"])])


@plants("conflicting-part-number")
def part_of_a_section_cited_twice(text: str) -> Iterator[Fault]:
    """Change the part of a section which just one other answer cites: nothing decides."""
    names = Counter(bare(match["name"]) for match, _ in matches(CITED, text))
    for match, place in matches(CITED, text, "part"):
        if match["kind"] != "专栏" and names[bare(match["name"])] == 2:
            yield change(text, place, other_part(match["part"]), against=[bare(match["name"])])


def opening_parts(text: str) -> Iterator[tuple[bool, Fault]]:
    """Take the part out where an answer begins with it; say whether its unit is cited again."""
    form = (
        rf"^\s*\d{{1,2}}[.、][^\n]+\n+(?P<it>第{NUMBER}篇)(?:专门)?设置"
        r"(?P<name>[^,，。、和]{4,40}?)(?P<kind>章节|小节|专栏)"
    )
    for match, place in matches(form, text, "it"):
        name = bare(match["name"])
        again = len(re.findall(rf"{re.escape(name)}[{QUOTES}]?(?:章节|小节|专栏)", text)) > 1
        is_known = again or match["kind"] == "专栏"
        if is_known or text.count(name) == 1:
            yield is_known, change(text, place, "", near=len(match.group()))


@plants("unnumbered-part")
def part_left_out(text: str) -> Iterator[Fault]:
    """Take the part out where the report cites its unit once more, or announces it."""
    for is_known, fault in opening_parts(text):
        if is_known:
            yield fault


@plants("unnumbered-part")
def title_without_number(text: str) -> Iterator[Fault]:
    """Let an answer name a part by its title alone."""
    titles = dict.fromkeys(match["title"] for match, _ in matches(CLAIMED, text) if match["title"])
    for _, place in answer_ends(text)[:6]:
        for title in titles:
            yield change(text, place, f"。相关内容在{bare(title)}篇章中体现", near=40)


@plants("part-untold")
def part_left_out_untold(text: str) -> Iterator[Fault]:
    """Take the part out where nothing else tells of what part the unit is."""
    for is_known, fault in opening_parts(text):
        if not is_known:
            yield fault


@plants("part-left-out")
def paragraph_added(text: str) -> Iterator[Fault]:
    """Cite a section in a paragraph of its own that names no part."""
    for said, place in answer_ends(text):
        if re.search(rf"第{NUMBER}篇(?:专门)?设置", said):
            at = place.start + 1
            words = "\n专门设置湿地候鸟保护小节，包括划定迁飞廊道等内容。"
            yield change(text, Span(at, at), words, near=len(words))


@plants("part-without-unit")
def part_named_alone(text: str) -> Iterator[Fault]:
    """Let an answer name a further part, and nothing in it."""
    for said, place in answer_ends(text):
        for part in ("三", "五"):
            if f"第{part}篇" not in said and re.search("章节|小节|专栏", said):
                yield change(text, place, f"。第{part}篇对此也有体现", near=20)


def answer_ends(text: str) -> list[tuple[str, Span]]:
    """Return the words of each answer, and where the full stop of its last paragraph stands."""
    form = rf"^第{NUMBER}篇[^\n]{{20,}}(?P<stop>。)(?=\n+\d{{1,2}}\n)"
    return [
        (re.split(r"\n\d{1,2}\n", text[: place.start])[-1], Span(place.start, place.start))
        for _, place in matches(form, text, "stop")
    ]


@plants("part-under-two-titles")
def title_changed(text: str) -> Iterator[Fault]:
    """Change a word of a title that is printed at two places."""
    titles = Counter(match["title"] for match, _ in matches(CLAIMED, text) if match["title"])
    for match, place in matches(CLAIMED, text, "title"):
        title = match["title"]
        if titles[title] > 1:
            middle = place.start + len(title) // 2
            yield change(text, Span(middle, middle + 2), "全新", against=[title])


@plants("title-variants")
def title_shortened(text: str) -> Iterator[Fault]:
    """Let an answer name a part without its number, by a part of its title."""
    titles = dict.fromkeys(match["title"] for match, _ in matches(CLAIMED, text) if match["title"])
    for _, place in answer_ends(text)[:6]:
        for title in titles:
            short = bare(title)[2:]
            if len(short) > 6:
                yield change(text, place, f"。相关内容在{short}篇章中体现", near=40)


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


def cited_columns(text: str) -> Iterator[tuple[str, Span]]:
    """Yield name and place of each special column that an answer cites and a task announces."""
    known = announced(text)
    for match, place in matches(r"“?(?P<name>[^“”,，。;；和、\n]{6,30})”?专栏", text, "name"):
        name = match["name"].rpartition("设置")[2]
        start = place.end - len(name)
        if re.sub(rf"[{QUOTES}]", "", name) in known and start > annexes(text):
            yield name, Span(start, place.end)


@plants("column-renamed")
def cited_column_renamed(text: str) -> Iterator[Fault]:
    """Change a word of a special column's name where an answer cites it."""
    for name, place in cited_columns(text):
        for shift in (0, 1):
            middle = place.start + len(name) // 2 - shift
            yield change(text, Span(middle, middle + 2), "综合", near=len(name))


@plants("column-not-announced")
def another_column_cited(text: str) -> Iterator[Fault]:
    """Cite a special column of which the report says nothing else."""
    for _, place in cited_columns(text):
        for name in ("湿地候鸟迁飞守望计划", "芦苇纸艺传习计划"):
            yield change(text, place, name, near=12)


@plants("column-ambiguous")
def column_announced_in_two(text: str) -> Iterator[Fault]:
    """Announce two special columns whose names both begin with one that is cited."""
    for name in dict.fromkeys(name for name, _ in cited_columns(text)):
        for match, place in matches(rf"“{re.escape(name)}”", text):
            if place.start < annexes(text):
                for one, other in (("一期", "二期"), ("（城区）", "（县域）")):
                    words = f"“{name}{one}”“{name}{other}”"
                    yield change(text, Span(*match.span()), words, against=[name])


@plants("column-never-cited")
def only_citation_taken_out(text: str) -> Iterator[Fault]:
    """Take the only citation of an announced special column out."""
    known = announced(text)
    for match, place in matches(r"并?(?:专门)?设置“(?P<name>[^”]{6,30})”专栏", text):
        name = match["name"]
        is_known = re.sub(rf"[{QUOTES}]", "", name) in known
        if is_known and place.start > annexes(text) and text.count(name) == 2:
            yield change(text, place, "作出安排", against=[name])


@plants("adoption-missing")
def answer_taken_out(text: str) -> Iterator[Fault]:
    """Take the whole answer to a suggestion out, so that the next row follows."""
    for _, place in matches(
        r"^\d{1,2}[.、][^\n]+\n+(?P<answer>第[^\n]*\n+)(?=\d{1,2}\n)", text, "answer"
    ):
        yield change(text, place, "", near=60)


@plants("part-unknown")
def part_that_there_is_not(text: str) -> Iterator[Fault]:
    """Cite a part whose number lies beyond all others."""
    for match, place in matches(
        rf"^第(?P<part>{NUMBER})篇专门设置[^,，。、和]*?(?:小节|章节)", text, "part"
    ):
        yield change(text, place, "二十七", near=len(match.group()))


@plants("part-without-task")
def part_named_besides(text: str) -> Iterator[Fault]:
    """Let a theme's statement name a part that answers to no task."""
    for match, place in matches(STATEMENT, text):
        at = place.start + match.group().index("第")
        yield change(text, Span(at, at), "第二十八篇“保障候鸟迁徙”、", near=len(match.group()))


@plants("title-under-two-parts")
def number_before_a_title_changed(text: str) -> Iterator[Fault]:
    """Change the number before a title that is printed at two places."""
    titles = Counter(match["title"] for match, _ in matches(CLAIMED, text) if match["title"])
    for match, place in matches(CLAIMED, text, "part"):
        if match["title"] and titles[match["title"]] > 1:
            yield change(
                text, place, other_part(match["part"], 1), against=[match["title"]], near=30
            )


@plants("column-announced-twice")
def column_announced_by_another_task(text: str) -> Iterator[Fault]:
    """Let a second task announce a special column of the same name."""
    lists = list(matches(r"考虑设置“(?P<name>[^”‘’]{5,30})”", text))
    for (match, _place), (_, other) in itertools.pairwise(lists):
        at = other.start + len("考虑设置")
        name = match["name"]
        yield change(text, Span(at, at), f"“{name}”", against=[name], near=len(name) + 6)


@plants("column-name-varies")
def verb_before_a_column(text: str) -> Iterator[Fault]:
    """Put a verb before a special column's name where it is cited."""
    known = announced(text)
    for match, place in matches(
        r"设置(?P<name>[^“”,，。;；和、]{6,30}|“[^”]{6,30}”)专栏", text, "name"
    ):
        if re.sub(rf"[{QUOTES}]", "", match["name"]) in known and place.start > annexes(text):
            at = place.start + (match["name"][0] == "“")
            yield change(text, Span(at, at), "实施", near=len(match["name"]) + 4)


@plants("task-never-cited")
def only_citation_of_a_part_moved(text: str) -> Iterator[Fault]:
    """Cite another part where the only answer under a claimed part does."""
    half = len(text) // 2
    for match, place in matches(rf"^第(?P<part>{NUMBER})篇专门设置", text, "part"):
        part = f"第{match['part']}篇"
        if len(re.findall(rf"{part}(?!“)", text[half:])) == 1 and text.count(f"{part}“"):
            yield change(
                text,
                place,
                other_part(match["part"], 1),
                near=30,
                against=[part, re.compile(r"^\s*\d{1,2}[.．][^。\n]{6,40}。", re.MULTILINE)],
            )


@plants("annex-title-varies")
def annex_title_changed(text: str) -> Iterator[Fault]:
    """Change a word of an annex's title where the annex begins."""
    for match, place in matches(r"^附件\s?\d\n+(?P<title>[^\n]{8,40})$", text, "title"):
        middle = place.start + len(match["title"]) // 2
        yield change(
            text,
            Span(middle, middle + 2),
            "综合",
            near=40,
            against=[re.compile(r"附件[:：][^\n]*(?:\n+\s*2[.．][^\n]*)?")],
        )


@plants("annex-missing")
def annex_listed_besides(text: str) -> Iterator[Fault]:
    """List an annex that does not follow."""
    for _, place in matches(r"附件[:：][^\n]+\n+\s*2[.．][^\n]{6,40}$", text):
        for name in ("候鸟栖息地名录", "湿地保护项目表"):
            yield change(text, Span(place.end, place.end), f"\n3.{name}", near=30)


@plants("annex-missing")
def other_annex_mentioned(text: str) -> Iterator[Fault]:
    """Mention an annex that does not follow."""
    for _, place in matches(r"[(（]附件(?P<n>[12])[)）]", text, "n"):
        for number in ("4", "6"):
            yield change(text, place, number, near=4)


@plants("annex-misnumbered")
def annexes_exchanged(text: str) -> Iterator[Fault]:
    """Exchange the titles in the list of annexes."""
    form = r"附件[:：]\s?1[.．](?P<one>[^\n]+)\n+\s*2[.．](?P<other>[^\n]+)"
    for match, place in matches(form, text):
        one, other = match["one"], match["other"]
        words = match.group().replace(one, "\0").replace(other, one).replace("\0", other)
        yield change(text, place, words, against=[re.compile(r"^附件\s?\d$", re.MULTILINE)])
