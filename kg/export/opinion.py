"""What the committee's office hands in: 审查要点, a few pages from the graph and its audit.

Fixed sentences filled with facts. Each open error or warning is put to the government with its
quote and place, those of one rule together; nothing is judged.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.check.unsure import leave_out
from kg.export.audit.words import DEPTHS, SUPPORTS, VERDICTS, one_line, reservation_lines
from kg.export.word import (
    BODY_POINTS,
    LINE_POINTS,
    LIST_LINE,
    PAGE_LINES_POINTS,
    PAGE_WIDTH_POINTS,
    TABLE_LINE_POINTS,
    TABLE_POINTS,
    Block,
    Grid,
    Heading,
    Paragraph,
    write_word,
)
from kg.model import AuditReport, Finding, Item, Severity
from kg.query import run
from kg.store import Row, Store, value_of

MOST_PAGES = 4
# Sizes of type for what is listed: the first that keeps the whole within the pages.
_SIZES = (12.0, 10.5, 9.0)
_QUOTED = 60
_UNREAD = "table-unread"
# Facts left out that are listed, of few pages.
_MOST_LEFT_OUT = 10
# Months of one year, such as 2025-01/2025-09.
_MONTHS = re.compile(r"(\d{4})-(\d{2})/\1-(\d{2})")
_STATUS = {"met": "预计完成", "unassessable": "无法评估", "lagging": "进度滞后"}
_TITLES = (
    "一、上一规划完成情况",
    "二、目标指标",
    "三、任务与专栏",
    "四、建议采纳",
    "五、提请说明的问题",
)
_GRID_WIDTHS = (11, 70, 21, 23, 13, 18)


def write_opinion(store: Store, report: AuditReport, document: str) -> bytes:
    """Write the points for review of one document as a Word document of four pages at most.

    Args:
        store: The graph.
        report: Its audit.
        document: Key of the document.
    """
    store = leave_out(store, report.unsure)
    [head] = run(store, "documents", {"document": document}).rows
    place, period = value_of(head, "place"), value_of(head, "period").replace("/", "—")
    title = f"{place}{period}年规划审查要点" if period else f"{place}规划审查要点"
    questions = _questions(report, document)
    sections = (
        _review(store, document),
        _indicators(store, report, document),
        _tasks(store, document),
        _adoption(report, document),
    )
    reservations = [f"{name}：{words}。" for name, words in _reservations(report)]
    items = [item for item in report.items if item.document == document]
    points = _fitting_size((reservations, *sections), items, questions)
    blocks: list[Block] = [Paragraph(words) for words in reservations]
    for heading, paragraphs in zip(_TITLES, sections, strict=False):
        blocks += [Heading(heading), *(Paragraph(words) for words in paragraphs)]
    if items:
        blocks.append(_grid(items))
    blocks.append(Heading(_TITLES[-1]))
    if not questions:
        blocks.append(Paragraph("审核未发现需要提请说明的问题。"))
    blocks += [Paragraph(words, points) for words in questions]
    return write_word(title, blocks)


def _reservations(report: AuditReport) -> list[tuple[str, str]]:
    return reservation_lines(report, 0, most=_MOST_LEFT_OUT)


def _rows(store: Store, name: str, document: str) -> Sequence[Row]:
    return run(store, name, {"document": document}).rows


def _review(store: Store, document: str) -> list[str]:
    rows = _rows(store, "review", document)
    if not rows:
        return ["报告没有逐项列出上一规划指标的完成情况。"]
    counts = [
        f"{_STATUS[value_of(row, 'status')]}{value_of(row, 'count')}项"
        for row in rows
        if value_of(row, "count")
    ]
    said = [f"报告所列上一规划指标中，{'、'.join(counts)}。"] if counts else []
    unassessable = [
        value_of(row, "label")
        for row in rows
        if value_of(row, "status") == "unassessable" and value_of(row, "label")
    ]
    if unassessable:
        said.append(f"无法评估的是{'、'.join(dict.fromkeys(unassessable))}。")
    lagging: dict[str, list[Row]] = {}
    for row in rows:
        if value_of(row, "status") == "lagging" and value_of(row, "label"):
            lagging.setdefault(value_of(row, "label"), []).append(row)
    if lagging:
        listed = ";".join(_lagging(label, held) for label, held in lagging.items())
        said.append(f"进度滞后的是：{listed}。")
    return ["".join(said)]


def _lagging(label: str, rows: Sequence[Row]) -> str:
    unit = value_of(rows[0], "unit")
    actuals = "、".join(
        f"{_time(row)}{value_of(row, 'actual')}{unit}" for row in rows if value_of(row, "actual")
    )
    goal = value_of(rows[0], "goal")
    return f"{label}，目标{goal}{unit}" + (f",{actuals}" if actuals else "")


def _time(row: Row) -> str:
    year, period = value_of(row, "year"), value_of(row, "period")
    if year or not period:
        return f"{year}年" if year else ""
    months = _MONTHS.fullmatch(period)
    if months:
        return f"{months[1]}年{int(months[2])}—{int(months[3])}月"
    return f"{period.replace('/', '—')}年" + ("年均" if _is_average(row) else "")


def _is_average(row: Row) -> bool:
    return value_of(row, "basis") == "annual-average"


def _missing_table(report: AuditReport, document: str, table: str) -> str:
    """Say that an annex was not read, where one may hold the table; else that there is none."""
    unread = [annex for annex in report.unread if annex.document == document]
    named = [annex for annex in unread if annex.table == table] or [
        annex for annex in unread if not annex.table
    ]
    if named:
        names = "、".join(annex.name.zh for annex in named)
        return f"{names}未能读出，{table}无从列出。"
    return f"报告没有附{table}。"


def _indicators(store: Store, report: AuditReport, document: str) -> list[str]:
    rows = _rows(store, "indicators", document)
    if not rows:
        return [_missing_table(report, document, "主要指标表")]
    numbers = {value_of(row, "number") for row in rows}
    natures = Counter(value_of(row, "nature") or "未写明属性" for row in rows)
    levels = Counter(value_of(row, "level") or "备注未写明层级" for row in rows)
    without = [
        row for row in rows if not _has_digit(value_of(row, "goal") + value_of(row, "annual"))
    ]
    targets = _rows(store, "targets", document)
    in_table = sum(value_of(row, "scope") == "indicator-table" for row in targets)
    said = (
        f"主要指标表列{len(numbers)}项指标、{len(rows)}行，其中{_listed(natures)}；"
        f"按层级，{_listed(levels)}。"
    )
    if without:
        names = "、".join(value_of(row, "sub") or value_of(row, "label") for row in without)
        said += f"目标值没有数字的{len(without)}行：{names}。"
    said += (
        f"全文共设定量目标{len(targets)}个，其中指标表{in_table}个,"
        f"正文与采纳情况{len(targets) - in_table}个。"
    )
    return [said]


def _has_digit(cell: str) -> bool:
    return any(character.isdigit() for character in cell)


def _listed(counts: Mapping[str, int]) -> str:
    return "、".join(f"{name}{count}" for name, count in counts.items())


def _tasks(store: Store, document: str) -> list[str]:
    rows = _rows(store, "figures-per-task", document)
    if not rows:
        return ["报告没有列出可辨认的重点任务。"]
    columns = _rows(store, "special-columns", document)
    kinds = Counter(value_of(row, "kind") or "未标明种类" for row in columns)
    said = f"报告列重点任务{len(rows)}项，设置专栏{len(columns)}个"
    said += f"（{_listed(kinds)}）。" if columns else "。"
    for name, words in (("columns", "未设专栏的任务"), ("targets", "没有定量目标的任务")):
        missing = [row for row in rows if value_of(row, name) in ("", "0")]
        if missing:
            listed = "、".join(
                f"任务{value_of(r, 'task')}“{value_of(r, 'label')}”" for r in missing
            )
            said += f"{words}{len(missing)}项：{listed}。"
    return [said]


def _adoption(report: AuditReport, document: str) -> list[str]:
    items = [item for item in report.items if item.document == document]
    if not items:
        return [_missing_table(report, document, "建议采纳情况表")]
    supports = Counter(SUPPORTS[item.support].zh for item in items)
    depths = Counter(DEPTHS[item.depth].zh for item in items)
    said = f"报告列建议{len(items)}条。从报告自身看，{_listed(supports)}；"
    said += f"可追溯到的最深层级，{_listed(depths)}。"
    outline = report.outline_of(document)
    if any(document == report_key for report_key, _ in report.apart):
        said += "规划纲要与本报告分别建图，没有对照，各条是否在纲要中落实均无法判定。"
    elif outline is None:
        said += "规划纲要文本不在手头，各条是否在纲要中落实均无法判定。"
    else:
        verdicts = Counter(VERDICTS[item.verdict].zh for item in items)
        said += f"对照《{outline.title}》（sha-256 {outline.sha256}），{_listed(verdicts)}；"
        said += "结论只就所引单元是否在所写之处，不判断内容是否相应。"
    return [said]


def _grid(items: Iterable[Item]) -> Grid:
    header = ("序号", "建议", "所引篇", "支撑", "深度", "对照纲要")
    rows = [
        (
            str(item.number),
            item.label,
            f"第{'、'.join(map(str, item.parts))}篇" if item.parts else "未引",
            SUPPORTS[item.support].zh,
            DEPTHS[item.depth].zh,
            VERDICTS[item.verdict].zh,
        )
        for item in items
    ]
    return Grid(header, rows, _GRID_WIDTHS)


def _questions(report: AuditReport, document: str) -> list[str]:
    """Ask what each open error or warning leaves open; those of one rule stand together."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.open(Severity.ERROR, Severity.WARNING):
        # The first lines say which annexes were not read; that is no question to the government.
        if finding.document == document and finding.rule != _UNREAD:
            by_rule.setdefault(finding.rule, []).append(finding)
    return [
        _question(number, findings, report) for number, findings in enumerate(by_rule.values(), 1)
    ]


def _question(number: int, findings: Sequence[Finding], report: AuditReport) -> str:
    first = findings[0]
    asked = [_matter(finding, report) for finding in findings]
    if len(asked) > 1:
        asked = [f"（{index}）{words}" for index, words in enumerate(asked, 1)]
    return f"{number}.{first.title.zh}：{'；'.join(asked)}。{first.remedy.zh}"


def _matter(finding: Finding, report: AuditReport) -> str:
    """Say what is found, with its place, and its words where they are not said yet."""
    excerpt = finding.excerpts[0]
    line = report.line_of(document=finding.document, offset=excerpt.start)
    quote = one_line(excerpt.quote, _QUOTED)
    message = finding.message.zh.rstrip("。")
    said = "" if quote in message else f"原文“{quote}”，"
    return f"{message}（{said}第{line}行，第{excerpt.start}—{excerpt.end}字）"


# Space


def _fitting_size(
    sections: Iterable[Sequence[str]], items: Sequence[Item], questions: Sequence[str]
) -> float:
    """Choose the largest size of type for the questions that keeps within the pages."""
    body = sum(_height(words, BODY_POINTS, LINE_POINTS) for held in sections for words in held)
    body += (len(_TITLES) + 2) * LINE_POINTS
    rows = [
        max(
            _height(
                words,
                TABLE_POINTS,
                TABLE_LINE_POINTS,
                width * PAGE_WIDTH_POINTS / sum(_GRID_WIDTHS),
            )
            for words, width in zip(row, _GRID_WIDTHS, strict=True)
        )
        for row in _grid(items).rows
    ]
    left = MOST_PAGES * PAGE_LINES_POINTS - body - sum(rows)
    for points in _SIZES:
        if sum(_height(words, points, points * LIST_LINE) for words in questions) <= left:
            return points
    return _SIZES[-1]


def _height(words: str, points: float, line: float, width: float = PAGE_WIDTH_POINTS) -> float:
    """Reckon how high a paragraph will be: a character is as wide as its type is high."""
    wide = sum(0.55 if character.isascii() else 1 for character in words) + 2
    return math.ceil(wide * points / width) * line
