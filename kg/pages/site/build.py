"""The whole site: every file with its bytes, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from kg.audit import AuditReport, audit_store
from kg.errors import UsageError
from kg.pages.graph_page import render_graph
from kg.pages.graph_view import read_graph_view
from kg.pages.site.environment import SITE_POLICY, read_asset, render
from kg.pages.site.names import name_files
from kg.pages.site.plan import Plan
from kg.pages.site.plan_pages import PlanPages
from kg.pages.site.reading import read_plans
from kg.store import Store

_ASSETS = ("site.css", "language.js", "site.js", "filter.js", "text.js")


def make_site(store: Store) -> Iterator[tuple[str, bytes]]:
    """Make all files of the site, the overview last.

    A store with one plan has its pages at the top; with several, each plan has a folder.

    Returns:
        For each file its path in the site, with slashes, and its bytes; the same for the same
        store.

    Raises:
        UsageError: The store holds no plan.
    """
    plans = read_plans(store)
    if not plans:
        raise UsageError(
            f"{store.name}里没有可以做成网页的文件", f"{store.name} holds no plan to make pages of"
        )
    report = audit_store(store)
    for name in _ASSETS:
        yield f"assets/{name}", read_asset(name).encode()
    if len(plans) == 1:
        yield from _make_plan(store, plans[0], report, folder="", root="")
        return
    folders = name_files(plan.key for plan in plans)
    for plan in plans:
        folder = f"{folders[plan.key]}/"
        yield from _make_plan(store, plan, _part(report, plan.key), folder=folder, root="../")
    yield "index.html", render("plans.html", **_frame(plans, folders, report))


def _make_plan(
    store: Store, plan: Plan, report: AuditReport, *, folder: str, root: str
) -> Iterator[tuple[str, bytes]]:
    pages = PlanPages(store, plan, report, root=root)
    for path, data in pages.all():
        yield folder + path, data
    view = read_graph_view(store, plan.key)
    yield f"{folder}graph.html", render_graph(view).encode()


def _part(report: AuditReport, key: str) -> AuditReport:
    """Take out of an audit what it says of one document."""
    return replace(
        report,
        sources=tuple(source for source in report.sources if source[0] == key),
        items=tuple(item for item in report.items if item.document == key),
        checks=tuple(check for check in report.checks if check.document == key),
        findings=tuple(finding for finding in report.findings if finding.document == key),
    )


def _frame(plans: Iterable[Plan], folders: dict[str, str], report: AuditReport) -> dict[str, Any]:
    return {"plans": plans, "folders": folders, "report": report, "policy": SITE_POLICY}
