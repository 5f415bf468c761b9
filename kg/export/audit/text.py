"""The audit for a terminal: the summary, what is grave, each suggestion; remarks folded."""

from __future__ import annotations

from collections import Counter

from kg.errors import Words
from kg.export.audit.words import (
    FAMILIES,
    NOT_MADE,
    SEVERITIES,
    change_words,
    item_words,
    one_line,
    status_words,
    summary_lines,
)
from kg.model import AuditReport, Excerpt, Finding, Severity


def to_text(report: AuditReport, en: int) -> bytes:
    """Write an audit for a terminal."""
    lines = [_heading(Words("审核概要", "Summary")[en])]
    lines += [f"{name}:{value}" for name, value in summary_lines(report, en)]
    for severity in (Severity.ERROR, Severity.WARNING):
        found = [finding for finding in report.findings if finding.severity is severity]
        lines += ["", _heading(f"{SEVERITIES[severity][en]} {len(found)}")]
        for finding in found:
            lines += _finding_lines(report, finding, en)
    infos = [finding for finding in report.findings if finding.severity is Severity.INFO]
    lines += ["", _heading(f"{SEVERITIES[Severity.INFO][en]} {len(infos)}")]
    folded = Counter((finding.family, finding.title[en]) for finding in infos)
    lines += [
        f"{FAMILIES[family][en]} · {title}:{count}" for (family, title), count in folded.items()
    ]
    if report.comparison is not None and report.comparison.gone:
        lines += ["", _heading(Words("比上次消失", "Gone since the earlier run")[en])]
        lines += [
            f"{rule}  {subject}:{message}" for _, rule, subject, message in report.comparison.gone
        ]
    lines += ["", _heading(Words("建议采纳溯源", "Suggestions")[en])]
    for item in report.items:
        lines.append(f"[{item_words(report, item, en)}] {item.path[en]}")
        lines += [_quote(excerpt) for excerpt in item.excerpts]
    lines += ["", _heading(f"{Words('核对相符', 'Checks that hold')[en]} {len(report.checks)}")]
    lines += [
        f"{check.title[en]} · {check.note[en]}:{check.actual} = {check.expected}"
        f"  「{one_line(check.excerpts[0].quote)}」"
        for check in report.checks
    ]
    if report.not_made:
        lines += ["", _heading(f"{NOT_MADE[en]} {len(report.not_made)}")]
        lines += [
            f"{check.title[en]} · {check.note[en]}  「{one_line(check.excerpts[0].quote)}」"
            for check in report.not_made
        ]
    return ("\n".join(lines) + "\n").encode()


def _heading(words: str) -> str:
    return f"== {words} =="


def _finding_lines(report: AuditReport, finding: Finding, en: int) -> list[str]:
    marks = [change_words(report, finding, en)]
    if not finding.is_open or finding.waiver:
        marks.append(status_words(finding, en))
    shown = "".join(f"〔{mark}〕" for mark in marks if mark)
    lines = [f"{finding.title[en]}{shown}  {finding.subject}", f"      {finding.message[en]}"]
    lines += [_quote(excerpt) for excerpt in finding.excerpts]
    lines.append(f"      {Words('路径', 'path')[en]}:{finding.path[en]}")
    lines.append(f"      {Words('处理', 'remedy')[en]}:{finding.remedy[en]}")
    return lines


def _quote(excerpt: Excerpt) -> str:
    return f"      「{one_line(excerpt.quote)}」 {excerpt.start}–{excerpt.end}"
