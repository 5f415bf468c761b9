"""Faults in goals, baselines and the indicator table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.text import Span
from tests.planted.faults import Fault, annexes, change, matches, plants
from tests.planted.table import LOWER_IS_BETTER, NATURE, NUMBER, rows


def numbers(text: str, cells: list[Span]) -> list[Span]:
    return [cell for cell in cells if re.fullmatch(rf"[﹥≥]?{NUMBER}.*", cell.quote(text))]


def pairs(text: str) -> Iterator[tuple[str, Span, Span]]:
    """Yield name, base and goal of each row that prints just two plain numbers."""
    for name, _, cells in rows(text):
        found = [cell for cell in numbers(text, cells) if "%" not in cell.quote(text)]
        plain = [cell for cell in found if re.fullmatch(NUMBER, cell.quote(text))]
        if len(found) == len(plain) == 2 and not re.search(r"增长|增速", name):
            yield name, plain[0], plain[1]


def is_all(text: str, goal: Span) -> bool:
    """Say whether no yearly value follows a goal."""
    return not re.match(r"\n+[\d.]+%", text[goal.end :])


def plain_name(name: str) -> str:
    return re.sub(r"[(（][^)）]*[)）]$", "", name)


def named(name: str) -> str:
    """Return a form of a row's name as sentences say it."""
    return re.escape(plain_name(name))


def in_text(name: str, value: str, text: str) -> Iterator[Span]:
    """Yield each place in the sentences where a name is followed by a value."""
    form = rf"{named(name)}[^,，;；。\n\d]{{0,8}}(?P<value>{re.escape(value)})(?![\d.])"
    for match in re.finditer(form, text):
        yield Span(*match.span("value"))


@plants("value-contradicts")
def value_changed_in_the_text(text: str) -> Iterator[Fault]:
    """Set another goal in a sentence than in the row of the table of the same name."""
    for name, _, goal in pairs(text):
        for place in in_text(name, goal.quote(text), text):
            for factor in ("1.2", "0.7"):
                wrong = format((Decimal(goal.quote(text)) * Decimal(factor)).normalize(), "f")
                yield change(text, place, wrong, near=12, against=[re.compile(_cell(name))])


@plants("value-contradicts")
def value_changed_in_the_table(text: str) -> Iterator[Fault]:
    """Set another goal in the table than a sentence sets for the same name."""
    for name, _, goal in pairs(text):
        for place in in_text(name, goal.quote(text), text):
            wrong = format((Decimal(goal.quote(text)) * Decimal("1.3")).normalize(), "f")
            yield change(text, goal, wrong, near=40, against=[place.quote(text)])


def in_an_answer(value: str, text: str) -> bool:
    """Say whether an answer in the annex gives a value."""
    form = rf"^第[^\n]*(?<![\d.]){re.escape(value)}(?![\d.])"
    return bool(re.search(form, text[annexes(text) :], re.MULTILINE))


def _cell(name: str) -> str:
    return rf"{re.escape(name)}\n+(?:[^\n]+\n+){{1,3}}"


@plants("base-contradicts")
def base_changed_in_the_text(text: str) -> Iterator[Fault]:
    """Print another baseline of the same year behind a goal than the table has."""
    for name, base, _ in pairs(text):
        value = re.escape(base.quote(text))
        form = rf"{named(name)}[^;；。\n]{{0,16}}[(（]20\d\d年(?P<value>{value})(?!\d)"
        for match in re.finditer(form, text):
            wrong = format((Decimal(match["value"]) * Decimal("1.4")).normalize(), "f")
            yield change(
                text,
                Span(*match.span("value")),
                wrong,
                near=12,
                against=[re.compile(_cell(name))],
            )


@plants("base-contradicts")
def base_added_in_the_text(text: str) -> Iterator[Fault]:
    """Print a baseline behind a goal, of the year of the table's column, other than the table's."""
    for name, base, goal in pairs(text):
        for place in in_text(name, goal.quote(text), text):
            unit = re.match(r"%|万?亿?[元人公里次吨张个]*", text[place.end :])
            end = place.end + (len(unit.group()) if unit else 0)
            for factor in ("0.6", "0.8"):
                wrong = format((Decimal(base.quote(text)) * Decimal(factor)).normalize(), "f")
                said = f"（2025年{wrong}{text[place.end : end]}）"
                yield change(text, Span(end, end), said, near=12, against=[re.compile(_cell(name))])


@plants("bound-far-off")
def bound_far_below(text: str) -> Iterator[Fault]:
    """Let a sentence only say that a goal exceeds half of what the table sets."""
    for name, _, goal in pairs(text):
        for place in in_text(name, goal.quote(text), text):
            for factor in ("0.5", "0.7"):
                low = format((Decimal(goal.quote(text)) * Decimal(factor)).normalize(), "f")
                yield change(text, place, f"超过{low}", near=14, against=[re.compile(_cell(name))])


@plants("goal-missing")
def goal_taken_out(text: str) -> Iterator[Fault]:
    """Print the year with a baseline, and take the goal behind it out."""
    for _, base, goal in pairs(text):
        if not is_all(text, goal):
            continue
        words = f"{base.quote(text)}(2024年)\n"
        end = goal.end + len(text[goal.end :]) - len(text[goal.end :].lstrip("\n"))
        yield change(text, Span(base.start, end), words, near=60)


@plants("bound-differs")
def bound_added(text: str) -> Iterator[Fault]:
    """Let a sentence say that a goal is exceeded which the table sets as it is."""
    for name, _, goal in pairs(text):
        for place in in_text(name, goal.quote(text), text):
            yield change(
                text,
                Span(place.start, place.start),
                "超过",
                near=14,
                against=[re.compile(_cell(name))],
            )


@plants("year-differs")
def year_changed(text: str) -> Iterator[Fault]:
    """Let a goal be due in another year than the table's heading says."""
    for name, _, goal in pairs(text):
        value = re.escape(goal.quote(text))
        behind = rf"{named(name)}[^,，;；。\n\d]{{0,8}}{value}(?![\d.])"
        value = re.escape(goal.quote(text))
        behind = rf"{named(name)}[^,，;；。\n\d]{{0,8}}{value}(?![\d.])"
        form = rf"到(?P<year>20[23]0)年[,，]?[^。\n]{{0,60}}{behind}"
        for match in re.finditer(form, text):
            yield change(
                text,
                Span(*match.span("year")),
                "2028",
                near=80,
                against=[re.compile(_cell(name))],
            )


@plants("unit-differs")
def unit_changed(text: str) -> Iterator[Fault]:
    """State a goal in a unit of another size."""
    for name, _, goal in pairs(text):
        for place in in_text(name, goal.quote(text), text):
            if text[place.end : place.end + 2] == "亿元":
                unit = Span(place.end, place.end + 1)
                yield change(text, unit, "万", near=14, against=[re.compile(_cell(name))])


@plants("goal-in-words")
def goal_put_into_words(text: str) -> Iterator[Fault]:
    """Put words in the place of a goal that is expected."""
    for name, cells in _rows_of(text, "预期性"):
        found = numbers(text, cells)
        if len(found) == 2 and not re.search(r"增长|增速", name):
            yield change(text, found[1], "稳步提升", near=60)


@plants("binding-without-number")
def binding_goal_put_into_words(text: str) -> Iterator[Fault]:
    """Put words in the place of a goal that is binding."""
    for name, cells in _rows_of(text, "约束性"):
        found = numbers(text, cells)
        if len(found) == 2 and not re.search(r"增长|增速", name):
            yield change(text, found[1], "完成上级下达任务", near=60)


def _rows_of(text: str, nature: str) -> Iterator[tuple[str, list[Span]]]:
    for name, _, cells in rows(text):
        if any(cell.quote(text) == nature for cell in cells):
            yield name, cells


@plants("goal-equals-base")
def goal_set_to_the_base(text: str) -> Iterator[Fault]:
    """Set a goal to its baseline."""
    for _, base, goal in pairs(text):
        yield change(text, goal, base.quote(text), near=60)


@plants("goal-worse-than-base")
def goal_above_the_base(text: str) -> Iterator[Fault]:
    """Let a goal lie above the base where less is better."""
    for name, base, goal in pairs(text):
        if LOWER_IS_BETTER.search(name):
            wrong = format((Decimal(base.quote(text)) * Decimal("1.2")).normalize(), "f")
            yield change(text, goal, wrong, near=60)


@plants("goal-against-direction")
def share_above_the_whole(text: str) -> Iterator[Fault]:
    """Let a share be more than the whole."""
    for name, _, goal in pairs(text):
        if (
            re.search(r"占.*(?:比重|占比|比例)|覆盖率|城镇化率", name)
            and "%" in text[goal.start - 80 : goal.end + 20]
        ):
            yield change(text, goal, "130", near=80)


@plants("base-missing")
def base_taken_out(text: str) -> Iterator[Fault]:
    """Take the cell of a baseline out, where the goal stands alone then."""
    for _, base, goal in pairs(text):
        if not is_all(text, goal):
            continue
        end = base.end + len(text[base.end :]) - len(text[base.end :].lstrip("\n"))
        yield change(text, Span(base.start, end), "", near=60)


@plants("value-provisional")
def base_not_there_yet(text: str) -> Iterator[Fault]:
    """Say in place of a baseline that it is not there yet."""
    for _, base, _ in pairs(text):
        yield change(text, base, "未出", near=60)


@plants("base-of-other-year")
def base_of_an_earlier_year(text: str) -> Iterator[Fault]:
    """Print a year of its own behind a baseline."""
    for _, base, _ in pairs(text):
        yield change(text, base, f"{base.quote(text)}(2023年)", near=60)


@plants("nature-missing")
def nature_taken_out(text: str) -> Iterator[Fault]:
    """Take the cell out that says whether a goal binds."""
    for _, _, cells in rows(text):
        nature = next(cell for cell in cells if re.fullmatch(NATURE, cell.quote(text)))
        end = nature.end + len(text[nature.end :]) - len(text[nature.end :].lstrip("\n"))
        yield change(text, Span(nature.start, end), "", near=80)


@plants("level-unknown")
def level_made_unclear(text: str) -> Iterator[Fault]:
    """Say something else in the remark than whose indicator it is."""
    for _, _, cells in rows(text):
        if re.fullmatch(r"[^\n]{1,4}指标", cells[-1].quote(text)):
            yield change(text, cells[-1], "统计口径有调整", near=80)


@plants("unit-missing")
def currency_left_out(text: str) -> Iterator[Fault]:
    """Leave 元 out behind a myriad of a goal."""
    form = r"(?:达到|突破|迈上|超过?)(?P<value>\d[\d.]*万?亿)(?P<yuan>元)"
    for match, place in matches(form, text, "yuan"):
        # A goal of this place that is set once: else its first mention has the unit.
        clause = re.split(r"[。；;]", text[: match.start()])[-1]
        if text.count(match["value"]) == 1 and "也提出" not in clause:
            yield change(text, place, "", near=len(match.group()) + 12)


@plants("headline-not-in-table")
def goal_of_something_new(text: str) -> Iterator[Fault]:
    """Set a goal in a task for something that the table does not know."""
    for _, place in matches(r"到20\d\d年[,，](?=[^。\n]{4,80}达到)", text):
        yield change(text, Span(place.end, place.end), "候鸟栖息地保护面积达到77万亩、", near=24)


@plants("table-not-in-text")
def row_no_longer_in_the_text(text: str) -> Iterator[Fault]:
    """Take the words out that take up a row of the table."""
    for name, _, goal in pairs(text):
        value = goal.quote(text)
        places = list(in_text(name, value, text))
        # The same value nowhere else under a name that ends alike.
        tail = re.escape(plain_name(name)[-3:])
        form = rf"{tail}[^,，;；。\n\d]{{0,8}}{re.escape(value)}(?![\d.])"
        said = re.findall(form, text[: annexes(text)])
        if len(places) == len(said) == 1 and not in_an_answer(value, text):
            start = text.rfind(plain_name(name), 0, places[0].start)
            yield change(
                text,
                Span(start, places[0].start),
                "某项水平达到",
                against=[re.compile(re.escape(name) + r"\n+(?:[^\n]+\n+){1,5}")],
            )


@plants("name-differs")
def name_changed_in_the_text(text: str) -> Iterator[Fault]:
    """Call an indicator a little otherwise in a sentence than in the table."""
    for name, _, goal in pairs(text):
        short = plain_name(name)
        for place in in_text(name, goal.quote(text), text):
            start = text.rfind(short, 0, place.start)
            yield change(
                text,
                Span(start, start),
                "全域",
                near=len(short),
                against=[re.compile(_cell(name))],
            )


@plants("lagging-not-continued")
def lagging_indicator_renamed(text: str) -> Iterator[Fault]:
    """Let the review name a lagging indicator that no new goal takes up."""
    for _match, place in matches(
        r"\d[.．](?P<name>[^,，;；。\d]{5,30})[,，]规划目标", text, "name"
    ):
        yield change(text, place, "候鸟栖息地保护面积", near=40)


@plants("year-missing")
def year_taken_out(text: str) -> Iterator[Fault]:
    """Take the year out that dates the goals of a sentence."""
    form = r"到20\d\d年[,，]?(?=(?P<name>[^,，。；;\n]{3,30}?)(?:达到|达(?=\d)|突破|迈上|力争))"
    for match, place in matches(form, text):
        rest = text[: place.start] + text[place.end :]
        # Nothing else dates the goal: no row of the table, no other sentence.
        name = re.sub(r"^(?:全市|努力|力争)", "", match["name"])
        if rest.count(name[-6:]) == 1 and rest.count(name[:6]) == 1:
            yield change(text, place, "", near=60)


@plants("year-missing")
def goal_without_a_year(text: str) -> Iterator[Fault]:
    """Set a goal of something new, in a sentence of its own that names no year."""
    for _, place in matches(r"(?<=。)考虑设置|(?<=。)拟设置|(?<=。)配套设置|(?<=。)专设", text):
        words = "候鸟栖息地保护面积达到77万亩。"
        yield change(text, Span(place.start, place.start), words, near=len(words))
