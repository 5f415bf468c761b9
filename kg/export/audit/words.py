"""What the audit's own words are called, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable

from kg.audit.chains import LEVEL_WORDS
from kg.errors import Words
from kg.model import (
    AuditReport,
    Excerpt,
    Family,
    Finding,
    Item,
    Severity,
    Status,
    Support,
    UnsureFact,
    Verdict,
)

SEVERITIES = {
    Severity.ERROR: Words("错误", "error"),
    Severity.WARNING: Words("警告", "warning"),
    Severity.INFO: Words("提示", "info"),
}
STATUSES = {
    Status.OPEN: Words("待处理", "open"),
    Status.JUSTIFIED: Words("已说明", "justified"),
}
FAMILIES = {
    Family.LINKS: Words("引用", "links"),
    Family.ANSWERS: Words("答复", "answers"),
    Family.EVIDENCE: Words("出处", "evidence"),
    Family.FACTS: Words("指标与目标", "facts"),
    Family.ARITHMETIC: Words("数目与计算", "arithmetic"),
    Family.FORM: Words("格式文字", "form"),
    Family.STRUCTURE: Words("结构", "structure"),
    Family.DECISIONS: Words("人工决定", "decisions"),
}
DEPTHS = LEVEL_WORDS
SUPPORTS = {
    Support.TRACED: Words("可追溯", "traced"),
    Support.PARTIAL: Words("部分", "partial"),
    Support.NAMED_ONLY: Words("仅写出名称", "named only"),
    Support.CONTRADICTED: Words("与报告他处或建议不一致", "contradicted"),
}
VERDICTS = {
    Verdict.PASSED: Words("通过", "passed"),
    Verdict.FAILED: Words("未通过", "failed"),
    Verdict.CANNOT_TELL: Words("无法判定", "cannot tell"),
    Verdict.INAPPLICABLE: Words("不适用", "inapplicable"),
}
UNREACHED = {
    "task": Words("任务", "task"),
    "special-column": Words("专栏", "special column"),
    "target": Words("目标值", "target"),
    "indicator": Words("指标", "indicator"),
    "part": Words("篇", "part"),
}
COVERED = {"theme": Words("主题", "theme"), "task": Words("任务", "task")}
NO_OUTLINE = Words(
    "对照纲要的结论一律为无法判定:纲要文本不在手头",
    "against the outline there is no telling: its text is not at hand",
)
PARAMETERS = {
    "profile": Words("规则级别文件", "profile"),
    "rules": Words("另加的规则", "further rules"),
    "only": Words("只用规则", "only the rules"),
    "skip": Words("不用规则", "without the rules"),
    "as-of": Words("按此日判断理由是否过期", "waivers judged by the day"),
}
METHOD = (
    Words(
        "主张、证据、结论三者分开:主张是采纳情况的文字及其引用;证据是原文中的位置;结论由本审核作出。",
        "Claim, evidence and verdict are kept apart: the claim is the adoption text with its "
        "citations, the evidence a place in the text, the verdict this audit's.",
    ),
    Words(
        "位置按原文字符计数,从0起,不含终点;引文与原文逐字相同。",
        "Places count code points from 0, half-open; a quote is the text's own words.",
    ),
    Words(
        "深度:篇、章节、专栏、任务、目标值,取该建议任一引用能达到的最深一层。",
        "Depth: part, section, special column, task, target; the deepest that a citation reaches.",
    ),
    Words(
        "支撑:可追溯,所引专栏在某项任务中设置;仅写出名称;部分,建议中有要求未见答复;"
        "与报告他处或建议不一致,篇序号待核,或与建议方向相反。",
        "Support: traced, a cited special column is announced by a task; named only; partial, a "
        "demand has no answer; contradicted, other passages or the suggestion say otherwise.",
    ),
    Words(
        "级别:错误,细心的读者会认定为文件差错;警告,应请起草部门说明;提示,有原因的差异或值得知悉之处。",
        "Severity: error, what a careful reader would call a fault of the document; warning, what "
        "must be asked; info, a difference that has a reason, or a thing worth knowing.",
    ),
    Words(
        "每条规则是一个查询,级别可自行更换;已由人说明理由的列为“已说明”,不再计入。",
        "Each rule is a query, its severity may be changed; what a person has given a reason for "
        "is justified and no longer counted.",
    ),
)


def unsure_words(fact: UnsureFact) -> Words:
    """Say whose fact it is, what its quote says, what the graph holds, and why it is left out."""
    quote = one_line(fact.excerpts[0].quote) if fact.excerpts else ""
    return Words(
        f"{fact.whose.zh}：原文“{quote}”，图谱记为“{fact.said.zh}”，"
        f"{'；'.join(reason.zh for reason in fact.reasons)}",
        f"{fact.whose.en}: the text says “{quote}”, the graph “{fact.said.en}”; "
        f"{'; '.join(reason.en for reason in fact.reasons)}",
    )


def reservation_lines(
    report: AuditReport, en: int, *, most: int | None = None
) -> list[tuple[str, str]]:
    """Say what was not read and what is left out, the first thing to read: name and value.

    Args:
        report: The audit.
        en: Whether in English.
        most: So many facts at most are listed, the others counted; all of them without it.
    """
    note = Words("注意", "Note")[en]
    lines = [(note, annex.reason[en]) for annex in report.unread]
    if report.unsure:
        count = len(report.unsure)
        said = Words(
            f"{count}项事实从自己的引文中读不出，审核、要点和数目都没有用到它们",
            f"{count} facts are not what their own quotes say; audit, points and counts leave "
            "them out",
        )
        lines.append((note, said[en]))
        listed = report.unsure if most is None else report.unsure[:most]
        lines += [(Words("未采用", "Left out")[en], unsure_words(fact)[en]) for fact in listed]
        if len(listed) < count:
            rest = count - len(listed)
            more = Words(f"另有{rest}项，见 kg audit", f"and {rest} more, see kg audit")
            lines.append((Words("未采用", "Left out")[en], more[en]))
    if report.problems:
        first = report.problems[0]
        said = Words(
            f"图谱另有{len(report.problems)}个问题（如：{first.zh}），请运行 kg validate 查看",
            f"the graph has {len(report.problems)} other problems (such as: {first.en}); "
            "see kg validate",
        )
        lines.append((note, said[en]))
    return lines


def reservations(report: AuditReport) -> tuple[tuple[Words, Words], ...]:
    """Return the lines on what the audit does not rest on, in both languages."""
    lines = zip(reservation_lines(report, 0), reservation_lines(report, 1), strict=True)
    return tuple((Words(zh[0], en[0]), Words(zh[1], en[1])) for zh, en in lines)


def outline_words(report: AuditReport) -> tuple[Words, ...]:
    """Say which outline each report was held against, or that its text is not at hand."""
    if not report.has_outline and not report.apart:
        return (NO_OUTLINE,)
    held = tuple(
        Words(
            f"{o.document}与《{o.title}》({o.outline},sha-256 {o.sha256})对照:"
            "所引单元均在所写之处为通过,纲要完整而没有该名称及相近名称为未通过,"
            "其余无法判定;内容是否相应不作判断",
            f"{o.document} was held against 《{o.title}》 ({o.outline}, sha-256 {o.sha256}): "
            "passed where each unit cited stands where it is said to, failed where the outline "
            "is whole and has no name like it, else there is no telling; contents are not judged",
        )
        for o in report.outlines
    )
    apart = tuple(
        Words(
            f"{document}没有与{outline}对照:两份文件分别建图,请一起建图(kg build 报告 纲要)",
            f"{document} was not held against {outline}: the two were built apart; build them "
            "together (kg build REPORT OUTLINE)",
        )
        for document, outline in report.apart
    )
    known = {held.document for held in report.outlines} | {pair[0] for pair in report.apart}
    without = sorted({item.document for item in report.items} - known)
    listed = "、".join(without)
    missing = Words(f"{listed}:{NO_OUTLINE.zh}", f"{listed}: {NO_OUTLINE.en}")
    return (*held, *apart, *([missing] if without else []))


def method_words(report: AuditReport) -> tuple[Words, ...]:
    """Say how the audit was made, and what it was held against."""
    return (*METHOD, *outline_words(report))


NOT_MADE = Words("未能核对", "Checks that could not be made")


def summary_lines(report: AuditReport, en: int) -> list[tuple[str, str]]:
    """Say what the audit comes to, what it does not rest on first: name and value of each line."""
    lines = reservation_lines(report, en)
    lines += [
        (Words("原文", "Source")[en], f"{key}(sha-256 {digest})") for key, digest in report.sources
    ]
    lines.append((Words("工具版本", "Tool version")[en], f"planning-kg {report.version}"))
    lines += [(PARAMETERS[name][en], value) for name, value in report.parameters]
    lines += [(SEVERITIES[severity][en], str(report.count(severity))) for severity in Severity]
    justified = sum(not finding.is_open for finding in report.findings)
    lines.append((STATUSES[Status.JUSTIFIED][en], str(justified)))
    lines.append((Words("核对相符", "Checks that hold")[en], str(len(report.checks))))
    lines.append((NOT_MADE[en], str(len(report.not_made))))
    lines.append((Words("建议条数", "Suggestions")[en], str(len(report.items))))
    lines += [
        (
            f"{Words('支撑', 'Support')[en]}:{words[en]}",
            str(sum(item.support is support for item in report.items)),
        )
        for support, words in SUPPORTS.items()
    ]
    lines += [
        (
            f"{Words('深度', 'Depth')[en]}:{words[en]}",
            str(sum(item.depth is depth for item in report.items)),
        )
        for depth, words in DEPTHS.items()
    ]
    if report.comparison is not None:
        compared = report.comparison
        lines += [
            (Words("比上次新增", "New since the earlier run")[en], str(len(compared.new))),
            (Words("比上次消失", "Gone since the earlier run")[en], str(len(compared.gone))),
            (Words("与上次相同", "Unchanged")[en], str(len(compared.unchanged))),
        ]
    if report.has_outline:
        lines += [
            (
                f"{Words('对照纲要', 'Against the outline')[en]}:{words[en]}",
                str(sum(item.verdict is verdict for item in report.items)),
            )
            for verdict, words in VERDICTS.items()
        ]
    against = Words("对照纲要", "Against the outline")[en]
    return lines + [(against, words[en]) for words in outline_words(report)]


def in_order(report: AuditReport) -> list[Finding]:
    """Return the findings that are open, then those that are justified, the gravest first."""
    return [f for f in report.findings if f.is_open] + [f for f in report.findings if not f.is_open]


def status_words(finding: Finding, en: int) -> str:
    """Say how a finding stands, with the person's reason where there is one."""
    said = STATUSES[finding.status][en]
    waiver = finding.waiver
    if waiver is None:
        return said
    until = f",{waiver.until}" if waiver.until else ""
    state = Words("已过期", "run out")[en] if finding.is_open else said
    return f"{state}:{waiver.reason}({waiver.author}{until})"


def change_words(report: AuditReport, finding: Finding, en: int) -> str:
    """Say whether a finding is new since an earlier run; empty without one."""
    if report.comparison is None:
        return ""
    is_new = finding.fingerprint in report.comparison.new
    return (Words("新增", "new") if is_new else Words("未变", "unchanged"))[en]


def item_words(report: AuditReport, item: Item, en: int) -> str:
    """Say how a suggestion stands: support, depth, and the verdict where an outline was at hand."""
    said = [SUPPORTS[item.support][en], DEPTHS[item.depth][en]]
    if report.outline_of(item.document) is not None:
        said.append(VERDICTS[item.verdict][en])
    return "·".join(said)


def one_line(words: str, longest: int = 60) -> str:
    r"""Show words in one line, cut where they are long.

    >>> one_line("甲\n\n乙")
    '甲 乙'
    """
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[:longest]}……"


def quotes_of(excerpts: Iterable[Excerpt]) -> str:
    """Show each quote with its place, a line each."""
    return "\n".join(f"「{' '.join(e.quote.split())}」 {e.start}–{e.end}" for e in excerpts)
