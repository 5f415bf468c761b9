"""A report of a few lines, written for one sentence at a time, and what is examined in it."""

from __future__ import annotations

from functools import cache

from kg.audit import Selection, audit_store
from kg.model import AuditReport, Examination
from kg.pipeline import Build, build_document, build_graph
from kg.source import Source
from kg.store import Store

_LINES = """云溪市人民政府关于“十五五”规划纲要编制情况的报告
发布时间:2026年1月9日
(2026年1月8日在云溪市第九届人民代表大会常务委员会第二十七次会议上)
主任、各位副主任、秘书长、各位委员:
一、总体框架和主要内容
(一)“十四五”规划执行情况。{review}
(二)“十五五”主要目标。{goals}
(三)主要任务。{tasks}
"""


@cache
def small_report(
    goals: str = "推动高质量发展。", review: str = "成效明显。", tasks: str = "部署如下。"
) -> Build:
    """Build a report with these sentences in it."""
    text = _LINES.format(review=review, goals=goals, tasks=tasks)
    return build_document(Source(key="small", name="small", text=text, sha256="0" * 64))


def examined(build: Build, kind: str) -> list[Examination]:
    """Return the examinations of one kind."""
    return [found for found in build.facts.examinations if found.kind == kind]


def outcomes(build: Build, kind: str) -> list[tuple[str, str | None, str | None]]:
    """Return outcome, stated and reckoned of each examination of one kind."""
    return [(found.outcome.value, found.stated, found.reckoned) for found in examined(build, kind)]


def asked(build: Build, *rules: str) -> AuditReport:
    """Ask some rules of the audit."""
    store = Store.of(build_graph([build]))
    return audit_store(store, selection=Selection(only=rules))


def changed(build: Build, old: str, new: str) -> Build:
    """Build a document again with one place of its text changed."""
    source = build.source
    assert source.text.count(old) == 1, old
    return build_document(
        Source(
            key=source.key,
            name="planted",
            text=source.text.replace(old, new),
            sha256=source.sha256,
            decisions=source.decisions,
        )
    )
