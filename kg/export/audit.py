"""An audit as text, JSON and workbook. No writer computes: all say what the report holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from kg.export.workbook import Cell, Sheet, write_workbook
from kg.model import AuditReport, Check, Excerpt, Finding, Item, Severity

SCHEMA_VERSION = "1"
_SHOWN = 60

_SEVERITIES = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "info")}
_SUPPORTS = {
    "traced": ("可追溯", "traced"),
    "named-only": ("仅提名", "named only"),
    "partial": ("部分", "partial"),
    "contradicted": ("自相矛盾", "contradicted"),
}
_DEPTHS = {
    "none": ("无", "none"),
    "part": ("篇", "part"),
    "section": ("章节", "section"),
    "column": ("专栏", "column"),
    "task": ("任务", "task"),
    "target": ("目标值", "target"),
}
_VERDICTS = {"cantTell": ("无法判定(纲要文本不在手头)", "cannot tell (no outline at hand)")}
_STATUSES = {"open": ("待处理", "open"), "justified": ("已说明", "justified")}


def render_audit(report: AuditReport, name: str, lang: str) -> bytes:
    """Write an audit in one of `FORMATS`; Chinese unless ``lang`` is ``en``."""
    return FORMATS[name](report, lang == "en")


def to_json(report: AuditReport, _: bool) -> bytes:
    """Write the audit as the contract's JSON."""
    data = {
        "header": {
            "schema_version": SCHEMA_VERSION,
            "tool_version": report.version,
            "sources": [{"name": key, "sha256": digest} for key, digest in report.sources],
            "parameters": {},
        },
        "summary": summarise(report),
        "checks": [_check(check) for check in report.checks],
        "items": [_item(item) for item in report.items],
        "findings": [_finding(finding) for finding in report.findings],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def summarise(report: AuditReport) -> dict[str, Any]:
    """Count what the audit says."""
    return {
        "suggestions": len(report.items),
        "findings": {severity.value: report.count(severity) for severity in Severity},
        "justified": sum(finding.status == "justified" for finding in report.findings),
        "checks": len(report.checks),
        "support": dict(sorted(Counter(item.support.value for item in report.items).items())),
        "depth": dict(sorted(Counter(item.depth.value for item in report.items).items())),
    }


def _spans(excerpts: Iterable[Excerpt]) -> list[dict[str, Any]]:
    return [{"start": e.start, "end": e.end, "quote": e.quote} for e in excerpts]


def _check(check: Check) -> dict[str, Any]:
    return {
        "rule": check.rule,
        "document": check.document,
        "subject": check.subject,
        "what": check.note.zh,
        "expected": check.expected,
        "actual": check.actual,
        "spans": _spans(check.excerpts),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "document": item.document,
        "n": item.number,
        "theme": item.theme,
        "label": item.label,
        "depth": item.depth.value,
        "missing": item.missing.value if item.missing else None,
        "support": item.support.value,
        "verdict": item.verdict,
        "path": item.path.zh,
        "reasons": [reason.zh for reason in item.reasons],
        "spans": _spans(item.excerpts),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "document": finding.document,
        "subject": finding.subject,
        "title": finding.title.zh,
        "message": finding.message.zh,
        "expected": finding.expected,
        "actual": finding.actual,
        "path": finding.path.zh,
        "spans": _spans(finding.excerpts),
        "remedy": finding.remedy.zh,
        "fingerprint": finding.fingerprint,
        "status": finding.status,
    }


def to_text(report: AuditReport, is_english: bool) -> bytes:
    """Write the audit for a terminal: what is grave first, remarks folded."""
    en = int(is_english)
    head = ("审核概要", "Summary")[en]
    lines = [f"== {head} ==", *_summary_lines(report, en), ""]
    lines.append(f"== {('核对相符', 'Checks that hold')[en]} ==")
    lines += [
        f"{check.note}:{check.expected} = {check.actual}  「{_short(check.excerpts[0].quote)}」"
        for check in report.checks
    ]
    lines += ["", f"== {('建议采纳溯源', 'Suggestions')[en]} =="]
    for item in report.items:
        support, depth = _SUPPORTS[item.support.value][en], _DEPTHS[item.depth.value][en]
        lines.append(f"[{support}·{depth}] {item.path}")
        lines += [
            f"      「{_short(excerpt.quote)}」 {excerpt.start}–{excerpt.end}"
            for excerpt in item.excerpts
        ]
    for severity in (Severity.ERROR, Severity.WARNING):
        found = [finding for finding in report.findings if finding.severity is severity]
        lines += ["", f"== {_SEVERITIES[severity.value][en]} {len(found)} =="]
        for finding in found:
            lines += _finding_lines(finding, en)
    infos = Counter(
        finding.title[en] for finding in report.findings if finding.severity is Severity.INFO
    )
    lines += ["", f"== {_SEVERITIES['info'][en]} {sum(infos.values())} =="]
    lines += [f"{title}:{count}" for title, count in infos.items()]
    return ("\n".join(lines) + "\n").encode()


def _summary_lines(report: AuditReport, en: int) -> list[str]:
    counts = "、".join(
        f"{_SEVERITIES[severity.value][en]}{report.count(severity)}" for severity in Severity
    )
    supports = Counter(item.support.value for item in report.items)
    shown = "、".join(f"{_SUPPORTS[name][en]}{count}" for name, count in sorted(supports.items()))
    names = ", ".join(f"{key} (sha-256 {digest[:12]}…)" for key, digest in report.sources)
    return [
        f"{('原文', 'source')[en]}:{names}",
        f"{('发现', 'findings')[en]}:{counts}",
        f"{('建议', 'suggestions')[en]}:{len(report.items)}({shown})",
        f"{('对照纲要的结论', 'against the outline')[en]}:{_VERDICTS['cantTell'][en]}",
    ]


def _finding_lines(finding: Finding, en: int) -> list[str]:
    status = "" if finding.status == "open" else f"({_STATUSES[finding.status][en]})"
    lines = [f"{finding.title[en]}{status}  {finding.subject}", f"      {finding.message[en]}"]
    lines += [
        f"      「{_short(excerpt.quote)}」 {excerpt.start}–{excerpt.end}"
        for excerpt in finding.excerpts
    ]
    lines.append(f"      {('处理', 'remedy')[en]}:{finding.remedy[en]}")
    return lines


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}……"


def to_xlsx(report: AuditReport, is_english: bool) -> bytes:
    """Write the audit as a workbook: overview, one row a suggestion, findings, checks, method."""
    en = int(is_english)
    bodies: tuple[Iterable[tuple[Cell, ...]], ...] = (
        _overview(report, en),
        [_item_row(item, en) for item in report.items],
        [_finding_row(finding, en) for finding in report.findings],
        [_check_row(check) for check in report.checks],
        [(line,) for line in _METHOD[en]],
    )
    return write_workbook(
        [
            Sheet(title, tuple(header.split()), tuple(rows))
            for (title, header), rows in zip(_SHEETS[en], bodies, strict=True)
        ]
    )


# Title and headings of each sheet.
_SHEETS = (
    (
        ("总览", "项目 内容"),
        ("采纳溯源", "建议 主题 内容 支撑 深度 首个缺失层级 结论 路径 理由 引文 位置"),
        ("问题", "级别 规则 对象 问题 说明 应为 原文写作 引文 位置 处理 状态 指纹"),
        ("核对", "核对项 所称 实计 引文 位置"),
        ("方法说明", "说明"),
    ),
    (
        ("Overview", "Item Value"),
        (
            "Suggestions",
            "N Theme Words Support Depth Missing Verdict Path Reasons Quotes Places",
        ),
        (
            "Findings",
            (
                "Severity Rule Subject Title Message Expected Actual Quotes Places Remedy Status "
                "Fingerprint"
            ),
        ),
        ("Checks", "What Stated Counted Quotes Places"),
        ("Method", "Method"),
    ),
)


def _check_row(check: Check) -> tuple[Cell, ...]:
    return (check.note.zh, check.expected, check.actual, *_quotes(check.excerpts))


def _overview(report: AuditReport, en: int) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [(("原文", "Source")[en], key) for key, _ in report.sources]
    rows += [("sha-256", digest) for _, digest in report.sources]
    rows.append((("工具版本", "Tool version")[en], report.version))
    rows.append((("建议条数", "Suggestions")[en], len(report.items)))
    for severity in Severity:
        rows.append((_SEVERITIES[severity.value][en], report.count(severity)))
    rows.append((("核对相符", "Checks that hold")[en], len(report.checks)))
    for name, words in _SUPPORTS.items():
        rows.append((words[en], sum(item.support.value == name for item in report.items)))
    for name, words in _DEPTHS.items():
        label = f"{('深度', 'Depth')[en]}:{words[en]}"
        rows.append((label, sum(item.depth.value == name for item in report.items)))
    return rows


def _quotes(excerpts: Iterable[Excerpt]) -> tuple[str, str]:
    listed = list(excerpts)
    return (
        "\n".join(" ".join(excerpt.quote.split()) for excerpt in listed),
        "\n".join(f"{excerpt.start}–{excerpt.end}" for excerpt in listed),
    )


def _item_row(item: Item, en: int) -> tuple[Cell, ...]:
    return (
        item.number,
        item.theme,
        item.label,
        _SUPPORTS[item.support.value][en],
        _DEPTHS[item.depth.value][en],
        _DEPTHS[item.missing.value][en] if item.missing else None,
        _VERDICTS[item.verdict][en],
        item.path[en],
        "\n".join(reason[en] for reason in item.reasons),
        *_quotes(item.excerpts),
    )


def _finding_row(finding: Finding, en: int) -> tuple[Cell, ...]:
    return (
        _SEVERITIES[finding.severity.value][en],
        finding.rule,
        finding.subject,
        finding.title[en],
        finding.message[en],
        finding.expected,
        finding.actual,
        *_quotes(finding.excerpts),
        finding.remedy[en],
        _STATUSES[finding.status][en],
        finding.fingerprint,
    )


_METHOD = (
    (
        "主张、证据、结论分开:主张是采纳情况的文字及其引用;证据是原文中的位置;结论由本审核作出。",
        "位置按原文字符计数,从0起,不含终点。",
        "深度:篇、章节、专栏、任务、目标值,取该建议任一引用能达到的最深一层。",
        "支撑:可追溯——所引专栏在某项任务中设置;仅提名——只写出名称;自相矛盾——与别处写法不一致。",
        "目标值一层和“部分”一类尚不判定。",
        "对照纲要的结论:纲要文本不在手头,一律为无法判定。",
        "问题由 queries/audit 下的规则逐条查询得出,级别见 severity.yaml,可自行更换。",
    ),
    (
        (
            "Claim, evidence and verdict are kept apart: the claim is the adoption text with its "
            "citations, the evidence a place in the text, the verdict this audit's."
        ),
        "Places count code points from 0, half-open.",
        "Depth: part, section, column, task, target; the deepest that any citation reaches.",
        (
            "Support: traced, a cited column is announced by a task; named only; contradicted, "
            "other passages say otherwise."
        ),
        "The level of targets and the word partial are not judged yet.",
        "Against the outline there is no telling, since its text is not at hand.",
        "Findings come from the rules in queries/audit, their severity from severity.yaml.",
    ),
)

FORMATS: dict[str, Callable[[AuditReport, bool], bytes]] = {
    "text": to_text,
    "json": to_json,
    "xlsx": to_xlsx,
}
BINARY = frozenset({"xlsx"})
