"""Faults in sums and counts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kg.text import Span
from tests.planted.faults import Fault, annexes, change, matches, plants

NEXT = dict(zip("一二两三四五六七八九", "二三三四五六七八九十", strict=True))


@plants("count-stated")
def number_of_columns(text: str) -> Iterator[Fault]:
    """Announce one special column more than are named."""
    for match, place in matches(r"(?P<n>[两二三四五六])个专栏", text, "n"):
        yield change(text, place, NEXT[match["n"]], near=3)


@plants("count-stated")
def number_of_a_category(text: str) -> Iterator[Fault]:
    """Say another number of indicators behind a category's name."""
    for match, place in matches(r"^[^\d\n]{2,8}[(（](?P<n>\d{1,2})项[)）]", text, "n"):
        yield change(text, place, str(int(match["n"]) + 1), near=len(match.group()))


@plants("count-stated")
def number_of_tasks_and_indicators(text: str) -> Iterator[Fault]:
    """Say another number of tasks, of indicators, of indicators with a mark."""
    for form in (
        r"(?P<n>\d{1,2})个方面(?:的重点任务|主要任务)",
        r"大类(?P<n>\d{1,2})[个项]指标",
        r"新增(?P<n>\d{1,2})项指标",
    ):
        for match, place in matches(form, text, "n"):
            yield change(text, place, str(int(match["n"]) + 2), near=12)


@plants("rows-numbered")
def last_row_numbered_wrongly(text: str) -> Iterator[Fault]:
    """Give the last row of an annex's table a number too high."""
    headings = [place.start for _, place in matches(r"^附件\s?\d$", text)]
    for start, end in itertools.pairwise([*headings, len(text)]):
        numbers = [
            place
            for _, place in matches(
                r"^(?P<n>\d{1,2})\n+[▲★]?(?![\d\n])(?![^\n]*指标$)[^\n]{4,}|^(?P<m>\d{1,2})\n+\d{1,2}[.、]",
                text,
            )
            if start < place.start < end
        ]
        if numbers:
            last = max(numbers, key=lambda place: int(place.quote(text).split()[0]))
            number = last.quote(text).split()[0]
            for more in (2, 3, 7):
                it = Span(last.start, last.start + len(number))
                yield change(text, it, str(int(number) + more), near=40)


@plants("cumulative-against-yearly")
def total_changed(text: str) -> Iterator[Fault]:
    """Change a total that a yearly value is printed beside."""
    for match, place in matches(r"﹥(?P<year>\d+)\n+[﹥\d]*\n*\[(?P<n>\d+)\]", text, "n"):
        for wrong in (int(match["year"]) * 5 - 5, int(match["year"]) * 4):
            yield change(text, place, str(wrong), near=12)


@plants("cumulative-against-yearly")
def yearly_value_changed(text: str) -> Iterator[Fault]:
    """Change the yearly value beside a total."""
    for match, place in matches(r"﹥(?P<n>\d+)\n+\[(?P<total>\d+)\]", text, "n"):
        for wrong in (int(match["n"]) + 5, int(match["n"]) + 15):
            yield change(text, place, str(wrong), against=[f"[{match['total']}]"], near=8)


@plants("category-sum")
def category_counts_that_do_not_add_up(text: str) -> Iterator[Fault]:
    """Say another number behind a category, so that the categories no longer add up."""
    for match, place in matches(r"^[^\d\n]{2,8}[(（](?P<n>\d{1,2})项[)）]", text, "n"):
        yield change(
            text,
            place,
            str(int(match["n"]) + 3),
            near=len(match.group()),
            against=[re.compile(r"\d+[个项]指标")],
        )


@plants("review-sum")
def review_that_does_not_add_up(text: str) -> Iterator[Fault]:
    """Say another number of indicators in one state, or in all."""
    for form in (
        r"(?P<n>\d{1,2})项指标(?:中|预计)",
        r"(?P<n>\d{1,2})项(?:指标)?(?:进度滞后|因)",
        r"[,，](?P<n>\d{1,2})项预计",
    ):
        for match, place in matches(form, text, "n"):
            yield change(
                text,
                place,
                str(int(match["n"]) + 3),
                near=20,
                against=[re.compile(r"\d+项(?:指标)?(?:中|预计|进度|因|无法)")],
            )


@plants("column-sum")
def columns_in_all(text: str) -> Iterator[Fault]:
    """Say another number of special columns in all."""
    for match, place in matches(r"用(?P<n>\d{1,2})个专栏", text, "n"):
        for wrong in (1, 3):
            yield change(text, place, str(int(match["n"]) + wrong), near=10)


@plants("level-count")
def indicators_of_a_level(text: str) -> Iterator[Fault]:
    """Say another number of indicators of a level."""
    for form in (
        r"国家[(（](?P<n>\d{1,2})个[)）]",
        r"增加(?P<n>\d{1,2})个省",
        r"(?P<n>\d{1,2})个[^\d,，。]{2,6}特色指标",
        r"其中(?:约束性|预期性)指标(?P<n>\d{1,2})项",
    ):
        for match, place in matches(form, text, "n"):
            for wrong in (2, 5):
                yield change(text, place, str(int(match["n"]) + wrong), near=20)


# Numbers right behind the list that they count.
_LISTS = (
    r"(?<=[^\n]{3})、[^、“”,，。]{2,14}“(?P<n>[三四五])大[^”]{2,4}”",
    r"(?<=[^\n]{3})、[^、“”,，。]{2,14}(?P<n>[三四五])方面",
    r"”(?P<n>[两三四])个(?:章节|小节)",
    r"(?<=[^\n]{3})、[^、“”,，。]{2,14}(?P<n>\d)项指标",
    r"(?<=[^\n]{3})、[^、“”,，。]{2,14}(?P<n>[三四五])条产业链",
    r"从[^,，。]{6,40}(?P<n>[三四五六])个方面",
)


def one_more(word: str) -> str:
    return NEXT[word] if word in NEXT else str(int(word) + 1)


@plants("level-count-by-another-reading")
def level_counted_by_rows(text: str) -> Iterator[Fault]:
    """State how many indicators are expected, counted by rows: of one there are two."""
    for _, place in matches(r"大类\d+[个项]指标(?:[(（]附件\d[)）])?", text):
        number = len(re.findall(r"^预期性$", text, re.MULTILINE))
        said = f"，其中预期性指标{number}项"
        yield change(text, Span(place.end, place.end), said, near=len(said))


@plants("list-count")
def number_before_a_list(text: str) -> Iterator[Fault]:
    """Announce one thing more than are listed, where nothing says that the list goes on."""
    for form in _LISTS:
        for match, place in matches(form, text, "n"):
            if "等" not in match.group():
                yield change(text, place, one_more(match["n"]), near=len(match.group()) + 6)


@plants("list-named-in-part")
def list_that_goes_on(text: str) -> Iterator[Fault]:
    """Announce one thing more than are listed, and say by 等 that the list goes on."""
    for form in _LISTS:
        for match, place in matches(form, text, "n"):
            start = place.start - (text[place.start - 1] == "“")
            words = f"等{text[start : place.start]}{one_more(match['n'])}"
            if "等" not in match.group():
                yield change(text, Span(start, place.end), words, near=len(match.group()) + 6)


@plants("parts-do-not-add-up")
def part_of_a_sum_changed(text: str) -> Iterator[Fault]:
    """Change one of the parts that a sentence adds up."""
    for form in (
        r"其中[^。]{0,20}?约?(?P<n>\d{2})万人[,，][^。]{0,12}\d{2}万人",
        r"增加(?P<n>\d)个[^,，。]{0,6}特色指标[,，]共\d+个",
    ):
        for match, place in matches(form, text, "n"):
            for wrong in (6, 9):
                yield change(text, place, str(int(match["n"]) + wrong), near=60)


@plants("per-head-differs")
def value_per_head_changed(text: str) -> Iterator[Fault]:
    """Change the value per head that a passage reckons."""
    for _match, place in matches(r"约为(?P<n>\d\.\d)万美元", text, "n"):
        for wrong in ("4.6", "2.1"):
            yield change(text, place, wrong, near=20)


def ends_of_paragraphs(text: str) -> Iterator[Span]:
    """Yield where each long paragraph of the body ends: there a sentence can be added."""
    for _, place in matches(r"^[^\n]{60,}。(?=\n)", text):
        if place.start < annexes(text):
            yield Span(place.end, place.end)


@plants("share-differs")
def wrong_share_added(text: str) -> Iterator[Fault]:
    """Add a sentence that names a whole and a part, and a share that they do not give."""
    for place in ends_of_paragraphs(text):
        words = "2024年全省湿地面积90万亩,我市湿地面积18万亩,占全省比重达到31%。"
        yield change(text, place, words, near=len(words))


@plants("parts-named-in-part")
def parts_left_unsaid(text: str) -> Iterator[Fault]:
    """Add a sentence whose parts come close to their whole and do not reach it."""
    for place in ends_of_paragraphs(text):
        words = "累计修复湿地40万亩,其中滩涂湿地13万亩、河口湿地24万亩。"
        yield change(text, place, words, near=len(words))


@plants("growth-falls-short")
def growth_needed_raised(text: str) -> Iterator[Fault]:
    """Let a total need more growth than the plan sets."""
    for _match, place in matches(r"(?:年均增长|年均增速)需(?:达到|要)?(?P<n>\d\.\d)%", text, "n"):
        for wrong in ("6.9", "8.1"):
            yield change(text, place, wrong, near=20)


@plants("growth-differs")
def result_of_a_growth_changed(text: str) -> Iterator[Fault]:
    """Change the result that base, growth and years lead to."""
    for match, place in matches(
        r"按年均增长\d[\d.]*%计算[,，]20\d\d年约为(?P<n>\d{4})亿元", text, "n"
    ):
        for wrong in (700, 1200):
            yield change(text, place, str(int(match["n"]) + wrong), near=40)
