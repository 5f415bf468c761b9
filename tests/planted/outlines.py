"""Faults in the outline that a report speaks of, or in what the report says of it.

Neither report has its outline at hand. So one is written from what the report says of it: its
parts, and in each of them the chapters, sections and special columns that an answer or a task puts
there. What the faults leave of it is what the report can be held against.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from kg.text import Span
from tests.planted.faults import Fault, change, matches, plants
from tests.planted.links import CLAIMED, DIGITS, NUMBER, bare
from tests.planted.structure import tasks

# What an answer says that a part sets up: 第四篇专门设置甲小节和“乙”专栏, 第二篇和第四篇分别设置…
_PART = rf"第(?:{NUMBER}|\d{{1,2}})篇"
_PARTS = rf"{_PART}(?:[、和]{_PART})*(?P<each>分别)?"
_SETS_UP = (
    rf"(?:(?:{_PART}(?:分别)?|并|^|[,，；;。])(?:专门)?设置|[,，]其中)"
    r"(?P<said>(?:“[^”\n]*”|[^,，;；。\n“])+?(?:章节|小节|专栏))(?=[,，;；。]|提出)"
)
_UNIT = (
    r"(?P<said>(?:“[^”]*”|[^“])+?)(?P<many>等|两个|三个|四个)?(?:等)?"
    r"(?P<kind>章节|小节|专栏)(?:和|、|$)"
)
_KINDS = {"章节": "章", "小节": "节", "专栏": "专栏"}
_ANNOUNCED = r"(?:考虑|拟|配套|专|另)设置?(?P<said>[^。；;\n]*?)(?:[两三四五六]个)?专栏"
_OF_A_PLAN = r"《([^》]*规划纲要)"
# Titles less alike than this are those of two things.
_LIKE = 0.5
_BODY = "对照年度安排稳步落实。"
_NUMERALS = (*DIGITS, "十", *(f"十{digit}" for digit in DIGITS))


@dataclass(frozen=True, slots=True)
class Unit:
    """What a report says that its outline prints: level, title, part."""

    level: str
    title: str
    part: int


def named(said: str, *, is_list: bool) -> list[str]:
    """Cut a list of names; what stands in quotation marks is not cut.

    >>> named("“甲、乙”建设、丙和丁", is_list=True)
    ['“甲、乙”建设', '丙', '丁']
    >>> named("社区照护和医养衔接工程", is_list=False)
    ['社区照护和医养衔接工程']
    """
    marks = "、和" if is_list else "、"
    return re.findall(rf"(?:“[^”]*”|[^“{marks}])+", said)


def unquoted(name: str) -> str:
    """Take the quotation marks off that stand round a whole name.

    >>> unquoted("“甲”"), unquoted("“甲”和“乙”"), unquoted("“甲”建设")
    ('甲', '“甲”和“乙”', '“甲”建设')
    """
    return re.sub("^“([^“”]*)”$", r"\1", name)


def part_titles(text: str) -> Mapping[int, str]:
    """Return the titles of the parts; those that the report does not tell are made up."""
    told: dict[int, str] = {}
    for match, _ in matches(CLAIMED, text):
        number = _number(match["part"])
        told[number] = told.get(number) or unquoted(match["title"] or "")
    return {
        number: told.get(number) or f"其他安排之{_NUMERALS[number - 1]}"
        for number in range(1, max(told) + 1)
    }


@cache
def cited(text: str) -> tuple[Unit, ...]:
    """Return what the answers say that the outline prints, each thing once in a part."""
    found: dict[Unit, None] = {}
    for answer in re.split(r"^\s*\d{1,2}(?:[.、]|$)", text, flags=re.MULTILINE)[1:]:
        for match, place in matches(_SETS_UP, answer):
            # The part is named here, or last: a paragraph may go on with that of the one before.
            before = [it for it, _ in matches(_PARTS, answer[: place.end])]
            if not before:
                continue
            parts = [_number(it) for it in re.findall(rf"{NUMBER}|\d+", before[-1].group())]
            is_each = bool(before[-1]["each"])
            named_units = [
                Unit(_KINDS[unit["kind"]], unquoted(name), parts[-1])
                for unit, _ in matches(_UNIT, match["said"])
                for name in named(unit["said"], is_list=bool(unit["many"]) or is_each)
            ]
            for order, unit in enumerate(named_units):
                # 分别: the first is in the first of the parts, the second in the second.
                part = parts[order] if is_each and order < len(parts) else parts[-1]
                found.setdefault(replace(unit, part=part))
    return tuple(found)


def announced_columns(text: str) -> Iterator[Unit]:
    """Yield the special columns that tasks announce, in the part that has their title's words.

    Where none has, they are printed in the first.
    """
    titles = part_titles(text)
    for match, place in tasks(text):
        shared = {
            number: sum(
                block.size
                for block in SequenceMatcher(
                    None, title, match["title"], autojunk=False
                ).get_matching_blocks()
            )
            for number, title in titles.items()
        }
        part = max(shared, key=lambda number: shared[number])
        for said, _ in matches(_ANNOUNCED, place.quote(text)):
            names = re.findall(r"“([^”]+)”", said["said"])
            for name in names or named(said["said"], is_list=True):
                yield Unit("专栏", name, part if shared[part] * 2 > len(match["title"]) else 1)


@cache
def units_of(text: str) -> tuple[Unit, ...]:
    """Return what tasks and answers say that the outline prints, under the name told first."""
    known: list[Unit] = []
    for unit in announced_columns(text):
        said = next((other.part for other in cited(text) if _is_one(unit, other)), None)
        known.append(unit if unit.part > 1 or said is None else replace(unit, part=said))
    for unit in cited(text):
        if not any(_is_one(unit, other) for other in known):
            known.append(unit)
    return tuple(known)


def _is_one(unit: Unit, other: Unit) -> bool:
    """Say whether two names are those of one unit: a column may be cited with a verb before it."""
    one, two = (re.sub("[“”‘’]", "", it.title) for it in (unit, other))
    is_column = unit.level == other.level == "专栏"
    return one == two or (is_column and (one in two or two in one))


def print_outline(titles: Mapping[int, str], units: Iterable[Unit], name: str) -> str:
    """Print an outline with these parts and units, numbered through."""
    known, lines = list(units), [name, ""]
    chapters = (f"第{number}章" for number in map(_numeral, itertools.count(1)))
    columns = itertools.count(1)
    for part, title in titles.items():
        held = [unit for unit in known if unit.part == part]
        lines += [f"第{_numeral(part)}篇　{title}", f"{next(chapters)}　本篇综述", _BODY]
        sections = [unit for unit in held if unit.level == "节"]
        for number, unit in enumerate(sections, 1):
            lines += [f"第{_numeral(number)}节　{unit.title}", _BODY]
        for unit in held:
            if unit.level == "章":
                lines += [f"{next(chapters)}　{unit.title}", _BODY]
        for unit in held:
            if unit.level == "专栏":
                lines += [f"专栏{next(columns)}　{unit.title}", "1.第一项。分年实施。"]
    return "\n".join([*lines, ""])


def outline_of(text: str) -> str:
    """Write the outline that a report speaks of, as the report says that it is."""
    return print_outline(part_titles(text), units_of(text), _name(text))


def _name(text: str) -> str:
    match = re.search(_OF_A_PLAN, text)
    assert match is not None, "the report names no outline"
    return match[1]


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else _NUMERALS.index(numeral) + 1


def _numeral(number: int) -> str:
    tens, rest = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens - 1]}十"
    return ten + (DIGITS[rest - 1] if rest else "")


def _with(text: str, units: Iterable[Unit], unit: Unit, said: str) -> Fault:
    """Hold the report, as it is, against an outline of these units; one of them is at fault."""
    places = [place for _, place in matches(_loosely(unit.title), text)]
    outline = print_outline(part_titles(text), units, _name(text))
    return Fault(
        text=text,
        edits=(),
        contradicts=tuple(places),
        said=f"{said}: {unit.title}",
        words=(unit.title,),
        outlines=(outline,),
    )


def _loosely(title: str) -> str:
    """Let a title be found with other quotation marks, or without any."""
    return "[“”‘’]*".join(re.escape(character) for character in re.sub("[“”‘’]", "", title))


def _cited(text: str) -> list[tuple[int, Unit]]:
    """Return the units that an answer cites, with their places among all."""
    return [
        (index, unit)
        for index, unit in enumerate(units_of(text))
        if any(_is_one(unit, other) for other in cited(text))
    ]


def _put(text: str, index: int, *units: Unit) -> list[Unit]:
    """Put these units, or none, in the place of one."""
    known = units_of(text)
    return [*known[:index], *units, *known[index + 1 :]]


def _cites(text: str) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield where an answer cites one unit of one part, and nothing else."""
    form = rf"第(?P<part>{NUMBER})篇(?:专门)?设置(?P<name>[^,，;；。、和\n]+?)(?:章节|小节|专栏)"
    return matches(form, text)


@plants("unit-not-in-outline")
def unit_left_out(text: str) -> Iterator[Fault]:
    """Leave a unit out of the outline, where no title is much like its own."""
    titles = [*part_titles(text).values(), *(unit.title for unit in units_of(text))]
    for index, unit in _cited(text):
        rest = [title for title in titles if title != unit.title]
        if all(SequenceMatcher(None, unit.title, title).ratio() < _LIKE for title in rest):
            yield _with(text, _put(text, index), unit, "left out")


@plants("unit-not-in-outline")
def other_unit_cited(text: str) -> Iterator[Fault]:
    """Let an answer cite a section that no outline has."""
    outline = outline_of(text)
    for match, _ in _cites(text):
        fault = change(text, Span(*match.span("name")), "湿地候鸟迁飞廊道保护")
        yield replace(fault, outlines=(outline,))


@plants("unit-in-other-part")
def unit_put_elsewhere(text: str) -> Iterator[Fault]:
    """Print a unit in another part than the answer says."""
    last = len(part_titles(text))
    for index, unit in _cited(text):
        moved = replace(unit, part=unit.part % last + 1)
        yield _with(text, _put(text, index, moved), unit, "put elsewhere")


@plants("unit-in-other-part")
def other_part_said(text: str) -> Iterator[Fault]:
    """Let an answer say another part than that in which the outline prints the unit."""
    outline, last = outline_of(text), len(part_titles(text))
    for match, _ in _cites(text):
        number = _number(match["part"])
        place = Span(*match.span("part"))
        fault = change(text, place, _numeral(number % last + 1), against=[bare(match["name"])])
        yield replace(fault, outlines=(outline,))


@plants("unit-under-other-title")
def title_reworded(text: str) -> Iterator[Fault]:
    """Print a unit under a title with two more characters, or one level up or down."""
    for index, unit in _cited(text):
        middle = len(unit.title) // 2
        if not re.search("[“”‘’]", unit.title):
            worded = replace(unit, title=f"{unit.title[:middle]}全面{unit.title[middle:]}")
            yield _with(text, _put(text, index, worded), unit, "reworded")
        if unit.level == "节":
            raised = replace(unit, level="章")
            yield _with(text, _put(text, index, raised), unit, "a chapter")


@plants("unit-untold")
def unit_twice(text: str) -> Iterator[Fault]:
    """Print a unit twice in its part."""
    for index, unit in _cited(text):
        if unit.level != "专栏":
            yield _with(text, _put(text, index, unit, unit), unit, "twice")


@plants("unit-untold")
def part_of_the_outline_lost(text: str) -> Iterator[Fault]:
    """Lose the last part of the outline, and a unit of another: the text is not whole."""
    titles = dict(part_titles(text))
    last, title = titles.popitem()
    for index, unit in _cited(text):
        if unit.part != last:
            kept = _put(text, index)
            fault = _with(text, kept, unit, "the last part lost, and")
            lost = (unit.title, title, *(it.title for it in units_of(text) if it.part == last))
            outline = print_outline(titles, kept, _name(text))
            yield replace(fault, outlines=(outline,), words=lost)


@plants("printed-columns-differ")
def column_left_out(text: str) -> Iterator[Fault]:
    """Leave a special column out that a task announces, or print one that none announces."""
    answering = set(announced_columns(text))
    for index, unit in enumerate(units_of(text)):
        if unit in answering and unit.part > 1:
            yield _with(text, _put(text, index), unit, "left out")
            more = Unit("专栏", "湿地候鸟迁飞廊道保护工程", unit.part)
            fault = _with(text, _put(text, index, unit, more), unit, "one more beside")
            yield replace(fault, words=(more.title,))


@plants("several-outlines")
def second_outline(text: str) -> Iterator[Fault]:
    """Put a second outline beside the first: a later draft, or one cut off."""
    outline = outline_of(text)
    front = Span(0, text.index("\n"))
    for said, other in (
        ("a later draft", outline.replace(_BODY, "对照年度计划落实。")),
        ("cut off", outline[: len(outline) // 2]),
        ("with a line more", f"{outline}{_BODY}\n"),
    ):
        yield Fault(
            text=text,
            edits=(front,),
            contradicts=(),
            said=said,
            words=(_name(text),),
            outlines=(outline, other),
        )
