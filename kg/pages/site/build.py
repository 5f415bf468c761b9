"""The whole site: every file with its bytes, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from kg.audit import audit_store
from kg.check.unsure import leave_out
from kg.errors import UsageError
from kg.model import AuditReport
from kg.pages.graph_page import SiteLinks, render_graph
from kg.pages.graph_view import read_graph_view
from kg.pages.site.environment import SITE_POLICY, make_environment, read_asset, render
from kg.pages.site.links import Links
from kg.pages.site.names import name_files
from kg.pages.site.plan import Plan
from kg.pages.site.plan_pages import PlanPages
from kg.pages.site.reading import read_plans
from kg.store import Store

# What stands at the top beside the folders of several plans.
_TOP = ("assets", "index.html", "site.json")
_SCRIPTS = ("language", "matching", "site", "address", "filter", "text")
_ASSETS = ("site.css", *(f"{name}.js" for name in _SCRIPTS))


def make_site(store: Store, report: AuditReport | None = None) -> Iterator[tuple[str, bytes]]:
    """Make all files of the site, the overview last.

    A store with one plan has its pages at the top; with several, each plan has a folder.

    Args:
        store: The graph.
        report: Its audit, where it is at hand.

    Returns:
        For each file its path in the site, with slashes, and its bytes; the same for the same
        store.

    Raises:
        UsageError: The store holds no plan.
    """
    report = report or audit_store(store)
    store = leave_out(store, report.unsure)
    plans = read_plans(store)
    if not plans:
        raise UsageError(
            f"{store.name}里没有可以做成网页的文件", f"{store.name} holds no plan to make pages of"
        )
    environment = make_environment()
    for name in _ASSETS:
        yield f"assets/{name}", read_asset(name).encode()
    is_alone = len(plans) == 1
    folders = name_files((plan.key for plan in plans), _TOP)
    for plan in plans:
        folder, root = ("", "") if is_alone else (f"{folders[plan.key]}/", "../")
        view = read_graph_view(store, plan.key)
        drawn = {node.id: node.key for node in view.nodes}
        part = report.of_document(plan.key)
        for path, data in PlanPages(store, plan, part, environment, root=root, drawn=drawn).all():
            yield folder + path, data
        yield f"{folder}graph.html", render_graph(view, site=_links(plan)).encode()
    if not is_alone:
        listed = {"plans": plans, "folders": folders, "policy": SITE_POLICY}
        yield "index.html", render(environment, "plans.html", **listed)


def _links(plan: Plan) -> SiteLinks:
    links = Links(plan)
    pages = {iri: links.node(iri) for iri in plan.nodes}
    return SiteLinks(
        home="index.html", text="text.html", audit="audit.html", rules="rules.html", pages=pages
    )
