"""The audit as tables: what a workbook's sheets and a document's tables both show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import Words
from kg.export.audit.words import (
    COVERED,
    DEPTHS,
    FAMILIES,
    NOT_MADE,
    SEVERITIES,
    SUPPORTS,
    UNREACHED,
    VERDICTS,
    change_words,
    in_order,
    method_words,
    quotes_of,
    status_words,
    summary_lines,
)
from kg.model import AuditReport, Check, Depth, Family, Finding, Item, NotMade, Severity, Support

Value = str | int | None
Row = tuple[Value, ...]

# Families whose findings are about indicators and their figures.
_FIGURES = (Family.FACTS, Family.ARITHMETIC)
_CITED = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headings.

    Attributes:
        name: What it is in code: ``overview``, ``suggestions`` …
        title: As people read it.
        header: Headings.
        rows: One value a heading; ``None`` for an empty cell.
    """

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


# Headings, in Chinese and in English.
_QUOTES = Words("引文与位置", "Quotes")
_SUBJECT = Words("对象", "Subject")
_WORDS = Words("内容", "Words")
_NOTE = Words("说明", "Note")
_NUMBER = Words("序号", "N")
_SUGGESTION = Words("建议", "Suggestion")
_STATED = Words("原文", "Stated")
_AGAINST = Words("对照", "Against")
_FAMILY = Words("类别", "Family")
_WHAT = Words("核对项", "What")
_TITLE = Words("问题", "Title")
_OVERVIEW = (Words("项目", "Item"), _WORDS)
_ITEMS = (
    _SUGGESTION,
    Words("主题", "Theme"),
    _WORDS,
    Words("支撑", "Support"),
    Words("深度", "Depth"),
    Words("首个缺失层级", "First missing level"),
    Words("对照纲要", "Against the outline"),
    Words("路径", "Path"),
    Words("理由", "Reasons"),
    _QUOTES,
)
_GAPS = (Words("种类", "Kind"), _SUBJECT, _WORDS, _NOTE, _QUOTES)
_COVERAGE = (
    Words("范围", "Of"),
    _NUMBER,
    Words("名称", "Name"),
    Words("建议数", "Suggestions"),
    *(SUPPORTS[support] for support in Support),
    *(DEPTHS[depth] for depth in Depth),
)
_FIGURE_ROWS = (
    Words("结果", "Outcome"),
    _FAMILY,
    _WHAT,
    _SUBJECT,
    _STATED,
    _AGAINST,
    _NOTE,
    _QUOTES,
)
_FINDINGS = (
    Words("级别", "Severity"),
    _FAMILY,
    Words("规则", "Rule"),
    _SUBJECT,
    _TITLE,
    _NOTE,
    Words("应为", "Expected"),
    Words("原文写作", "Actual"),
    Words("处数", "Instances"),
    _QUOTES,
    Words("处理", "Remedy"),
    Words("路径", "Path"),
    Words("状态", "Status"),
    Words("与上次比", "Change"),
    Words("指纹", "Fingerprint"),
)
_CHECKS = (_WHAT, _SUBJECT, _NOTE, _STATED, _AGAINST, _QUOTES)


def audit_tables(report: AuditReport, en: int) -> list[Table]:
    """Lay an audit out in tables, the summary first.

    Args:
        report: The audit.
        en: 1 for English, 0 for Chinese.
    """
    parts = sorted({part for item in report.items for part in item.parts})
    matrix = (_SUGGESTION, _WORDS, *(Words(f"第{part}篇", f"part {part}") for part in parts))
    findings = in_order(report)
    tables: Sequence[tuple[str, Words, Sequence[Words], Iterable[Row]]] = (
        ("overview", Words("总览", "Overview"), _OVERVIEW, summary_lines(report, en)),
        (
            "suggestions",
            Words("采纳溯源", "Suggestions"),
            _ITEMS,
            (_item_row(item, en) for item in report.items),
        ),
        ("gaps", Words("缺口", "Gaps"), _GAPS, _gap_rows(report, en)),
        (
            "matrix",
            Words("建议×篇矩阵", "Suggestions by part"),
            matrix,
            (_matrix_row(item, parts) for item in report.items),
        ),
        ("coverage", Words("覆盖情况", "Coverage"), _COVERAGE, _coverage_rows(report, en)),
        (
            "figures",
            Words("指标核对", "Indicators"),
            _FIGURE_ROWS,
            (
                *(_figure_row(finding, en) for finding in findings if finding.family in _FIGURES),
                *(_held_row(check, en) for check in report.checks if check.family in _FIGURES),
            ),
        ),
        (
            "findings",
            Words("问题", "Findings"),
            _FINDINGS,
            (_finding_row(report, f, en) for f in findings if not _is_remark(f)),
        ),
        (
            "remarks",
            Words("提示", "Remarks"),
            _FINDINGS,
            (_finding_row(report, f, en) for f in findings if _is_remark(f)),
        ),
        (
            "checks",
            Words("核对相符", "Checks that hold"),
            _CHECKS,
            (_check_row(check, en) for check in report.checks),
        ),
        (
            "not-made",
            NOT_MADE,
            _CHECKS,
            (_check_row(check, en) for check in report.not_made),
        ),
        (
            "method",
            Words("方法说明", "Method"),
            (_NOTE,),
            ((line[en],) for line in method_words(report)),
        ),
    )
    return [
        Table(name, title[en], tuple(words[en] for words in header), tuple(rows))
        for name, title, header, rows in tables
    ]


def _is_remark(finding: Finding) -> bool:
    """Say whether a finding may be folded; not where a person has said something of it."""
    return finding.severity is Severity.INFO and finding.waiver is None


def fold_remarks(table: Table, en: int) -> Table:
    """Fold the remarks of an audit: a row for each kind, with how many there are."""
    family, title = (table.header.index(words[en]) for words in (_FAMILY, _TITLE))
    counts = Counter((str(row[family]), str(row[title])) for row in table.rows)
    header = (_FAMILY[en], _TITLE[en], Words("条数", "Count")[en])
    return Table(table.name, table.title, header, tuple((*k, n) for k, n in counts.items()))


def _item_row(item: Item, en: int) -> Row:
    return (
        item.number,
        item.theme,
        item.label,
        SUPPORTS[item.support][en],
        DEPTHS[item.depth][en],
        DEPTHS[item.missing][en] if item.missing else None,
        VERDICTS[item.verdict][en],
        item.path[en],
        "\n".join(reason[en] for reason in item.reasons),
        quotes_of(item.excerpts),
    )


def _gap_rows(report: AuditReport, en: int) -> Iterable[Row]:
    """Yield suggestions that stop short, then what no suggestion reaches."""
    for item in report.items:
        if item.missing is not None:
            level = DEPTHS[item.missing]
            note = Words(f"未及{level.zh}", f"not reached: {level.en}")
            kind = Words("建议止步", "suggestion stops short")
            subject = f"suggestion/{item.number}"
            yield (kind[en], subject, item.label, note[en], quotes_of(item.excerpts))
    for found in report.unreached:
        what = UNREACHED[found.kind]
        kind = Words(f"未触及的{what.zh}", f"{what.en} not reached")
        note = Words("没有建议触及", "no suggestion reaches it")
        yield (kind[en], found.subject, found.label, note[en], quotes_of(found.excerpts))


def _matrix_row(item: Item, parts: Sequence[int]) -> Row:
    return (item.number, item.label, *(_CITED if part in item.parts else None for part in parts))


def _coverage_rows(report: AuditReport, en: int) -> Iterable[Row]:
    for row in report.coverage:
        yield (
            COVERED[row.kind][en],
            row.number,
            row.label,
            len(row.suggestions),
            *(row.supports[support] for support in Support),
            *(row.depths[depth] for depth in Depth),
        )


def _figure_row(finding: Finding, en: int) -> Row:
    return (
        SEVERITIES[finding.severity][en],
        FAMILIES[finding.family][en],
        finding.title[en],
        finding.subject,
        finding.actual,
        finding.expected,
        finding.message[en],
        quotes_of(finding.excerpts),
    )


def _held_row(check: Check, en: int) -> Row:
    holds = Words("相符", "holds")[en]
    return (holds, FAMILIES[check.family][en], *_check_row(check, en)[:2], check.actual,
            check.expected, check.note[en], quotes_of(check.excerpts))  # fmt: skip


def _finding_row(report: AuditReport, finding: Finding, en: int) -> Row:
    return (
        SEVERITIES[finding.severity][en],
        FAMILIES[finding.family][en],
        finding.rule,
        "\n".join(instance.subject for instance in finding.instances),
        finding.title[en],
        finding.message[en],
        finding.expected,
        finding.actual,
        len(finding.instances),
        quotes_of(finding.excerpts),
        finding.remedy[en],
        finding.path[en],
        status_words(finding, en),
        change_words(report, finding, en) or None,
        finding.fingerprint,
    )


def _check_row(check: Check | NotMade, en: int) -> Row:
    return (
        check.title[en],
        check.subject,
        check.note[en],
        check.actual,
        check.expected,
        quotes_of(check.excerpts),
    )
