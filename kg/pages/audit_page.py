"""The audit as a page: one file to hand on, or a page among others. It computes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import Words
from kg.export.audit.words import (
    change_words,
    in_order,
    method_words,
    outline_words,
    reservations,
    status_words,
)
from kg.model import AuditReport, Depth, Excerpt, Finding, Severity, Support
from kg.pages.site.environment import make_environment, read_asset, render, single_policy
from kg.pages.site.plan import context
from kg.query import run
from kg.store import Store, value_of
from kg.text import Span

_STYLES = ("site.css",)
_SCRIPTS = ("language.js", "address.js", "filter.js")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the text with some characters to either side."""

    before: str
    words: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that a page folds under one line.

    Attributes:
        title: What they are, where a rule found all of them.
        is_open: Whether nobody has justified them.
    """

    title: Words
    findings: tuple[Finding, ...]
    is_open: bool


def fold(report: AuditReport) -> list[Group]:
    """Fold what is read last: remarks, by their rules, then what somebody has justified."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.open(Severity.INFO):
        by_rule.setdefault(finding.rule, []).append(finding)
    groups = [Group(found[0].title, tuple(found), is_open=True) for found in by_rule.values()]
    justified = tuple(finding for finding in report.findings if not finding.is_open)
    if justified:
        title = Words("由人说明了理由的", "what a person has given a reason for")
        groups.append(Group(title, justified, is_open=False))
    return groups


def nowhere(*_: object) -> str:
    """Lead nowhere: a page that stands alone has no others to link to."""
    return ""


def render_audit_page(
    report: AuditReport, *, texts: Mapping[str, str] | None = None, lang: str = "zh"
) -> bytes:
    """Write an audit as one HTML file that asks nothing of any network.

    Args:
        report: What was found.
        texts: Text of each document by its key, to show quotes in their context.
        lang: The language in which it opens; it can be switched.
    """
    styles = tuple(map(read_asset, _STYLES))
    scripts = tuple(map(read_asset, _SCRIPTS))
    return render(
        make_environment(),
        "audit.html",
        layout="single.html",
        lang=lang,
        policy=single_policy(scripts, styles),
        styles=styles,
        scripts=scripts,
        **audit_context(report, texts or {}),
    )


def read_texts(store: Store) -> dict[str, str]:
    """Read the text of each document of a store, by its key."""
    rows = run(store, "check/texts").rows
    return {value_of(row, "key"): value_of(row, "words") for row in rows}


def audit_context(
    report: AuditReport,
    texts: Mapping[str, str],
    *,
    node_link: Callable[[str, str], str] = nowhere,
    text_link: Callable[[str, int, int], str] = nowhere,
) -> dict[str, Any]:
    """Return what the template of the audit says.

    Args:
        report: What was found.
        texts: Text of each document by its key.
        node_link: Address of a node from document and local name; empty for nowhere.
        text_link: Address of a place from document, start and end.
    """

    def quote(document: str, excerpt: Excerpt) -> Quoted:
        span = Span(excerpt.start, excerpt.end)
        before, after = context(texts.get(document, ""), span)
        return Quoted(before, excerpt.quote, after, excerpt.start, excerpt.end)

    return {
        "report": report,
        "findings": in_order(report),
        "grave": list(report.open(Severity.ERROR, Severity.WARNING)),
        "folded": fold(report),
        "justified": sum(not finding.is_open for finding in report.findings),
        "severities": list(Severity),
        "supports": list(Support),
        "depths": list(Depth),
        "method": method_words(report),
        "against": outline_words(report),
        "reservations": reservations(report),
        "rules": sorted({(f.rule, f.title) for f in report.findings}),
        "families": sorted({f.family for f in report.findings}),
        "status": lambda finding: Words(status_words(finding, 0), status_words(finding, 1)),
        "change": lambda finding: Words(
            change_words(report, finding, 0), change_words(report, finding, 1)
        ),
        "quote": quote,
        "node_link": node_link,
        "text_link": text_link,
    }
