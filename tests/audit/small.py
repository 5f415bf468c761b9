"""A small report of our own, in which the rules on facts find nothing but what a test plants."""

from __future__ import annotations

from functools import cache

from kg.audit import audit_store
from kg.model import AuditReport, Facts, Finding
from kg.pipeline import build_document, build_graph
from kg.source import Source
from kg.store import Store

TEXT = """云溪市人民政府关于“十五五”规划纲要编制情况的报告
一、规划纲要的主要内容
(一)主要目标。到2030年,数字产业营业收入达到800亿元(2025年500亿元),全社会研发投入强度达到3.2%(2025年2.5%)。
(二)重点任务。规划纲要安排2个方面的重点任务。
1.发展数字产业。到2030年,数字产业营业收入达到800亿元,城乡收入倍差缩小到1.60。考虑设置“数字产业提升行动”专栏。
2.改善生态环境。到2030年,森林覆盖率达到66%以上。“十五五”期间,累计新增绿道300公里。
以上报告,请予审议。
附件:1.主要指标
附件1
“十五五”时期主要指标
类别
序号
指标名称
2025年
预计
2030年
目标
属性
备注
经济发展(3项)
1
数字产业营业收入(亿元)
500
800
预期性
省指标
2
全社会研发投入强度(%)
2.5
3.2
预期性
国家指标
3
城乡收入倍差
1.68
1.60
预期性
市指标
绿色低碳(2项)
4
森林覆盖率(%)
64
66以上
约束性
国家指标
5
细颗粒物平均浓度(微克/立方米)
30
27
约束性
国家指标
"""


@cache
def read(text: str) -> Facts:
    """Read a text as a report."""
    return build_document(_source(text)).facts


@cache
def audit(text: str) -> AuditReport:
    """Audit a text with all rules."""
    build = build_document(_source(text))
    return audit_store(Store.of(build_graph([build])))


def findings(text: str, rule: str) -> list[Finding]:
    """Return what a rule finds in a text."""
    return [finding for finding in audit(text).findings if finding.rule == rule]


def planted(old: str, new: str) -> str:
    """Change one place of the small report."""
    assert TEXT.count(old) == 1, old
    return TEXT.replace(old, new)


def _source(text: str) -> Source:
    return Source(key="small", name="small.txt", text=text, sha256="0" * 64)
