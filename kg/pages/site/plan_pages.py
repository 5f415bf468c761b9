"""The pages of one plan: which there are, and what each template is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import Words
from kg.export.audit.words import DEPTHS, SUPPORTS, reservations
from kg.model import AuditReport, Excerpt, Finding, Severity
from kg.pages.audit_page import audit_context
from kg.pages.site import words
from kg.pages.site.answers import answer_queries
from kg.pages.site.charts import Bar, draw_bars
from kg.pages.site.environment import SITE_POLICY, render
from kg.pages.site.kinds import Kind
from kg.pages.site.links import Links, narrowed
from kg.pages.site.names import file_stem
from kg.pages.site.neighbourhood import connect, draw_neighbourhood
from kg.pages.site.ontology import read_ontology, term_anchors
from kg.pages.site.plan import Plan
from kg.pages.site.search import write_index
from kg.pages.site.tables import group_suggestions, list_indicators, list_tasks, make_matrix
from kg.pages.site.text_page import heading_anchors, mark_plan
from kg.query import run
from kg.rules import read_tables
from kg.store import Store, value_of
from kg.text import Span

if TYPE_CHECKING:
    from jinja2 import Environment

# File, template and name of the pages that the navigation lists, in its order.
NAVIGATION = (
    ("index.html", Words("概览", "Overview")),
    ("text.html", Words("原文", "Source text")),
    ("tasks.html", Words("任务", "Tasks")),
    ("indicators.html", Words("指标", "Indicators")),
    ("suggestions.html", Words("建议", "Suggestions")),
    ("audit.html", Words("审核", "Audit")),
    ("numbers.html", Words("数字", "Numbers")),
    ("graph.html", Words("图谱", "Graph")),
    ("queries.html", Words("查询", "Queries")),
    ("ontology.html", Words("本体", "Ontology")),
    ("rules.html", Words("规则", "Rules")),
)


class PlanPages:
    """Makes the pages of a plan.

    Args:
        store: The graph.
        plan: The plan.
        report: What the audit says of it.
        environment: The templates.
        root: From the plan's folder to the folder of the whole site.
        drawn: What the graph page draws: its name for each node, by IRI.
    """

    def __init__(
        self,
        store: Store,
        plan: Plan,
        report: AuditReport,
        environment: Environment,
        *,
        root: str,
        drawn: Mapping[str, str],
    ) -> None:
        self._environment = environment
        self._store = store
        self._plan = plan
        self._report = report
        self._root = root
        self._drawn = drawn
        self._tasks = list_tasks(plan)

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the bytes of each file in the plan's folder."""
        yield "index.html", self._page("index.html", **self._overview())
        yield "text.html", self._page("text.html", **self._text())
        yield "tasks.html", self._page("tasks.html", tasks=self._tasks)
        indicators = list_indicators(self._store, self._plan)
        yield "indicators.html", self._page("indicators.html", rows=indicators)
        yield (
            "suggestions.html",
            self._page(
                "suggestions.html",
                groups=group_suggestions(self._plan),
                matrix=make_matrix(self._store, self._plan),
                items={item.number: item for item in self._report.items},
            ),
        )
        yield "audit.html", self._page("audit.html", layout="page.html", **self._audit())
        yield "numbers.html", self._page("numbers.html", counts=self._readings())
        yield "ontology.html", self._page("ontology.html", groups=read_ontology())
        yield "rules.html", self._page("rules.html", tables=read_tables())
        yield from self._answers()
        yield from self._nodes()
        yield "search-index.js", write_index(self._plan)

    def _page(self, template: str, *, home: str = "", **context: Any) -> bytes:
        return render(
            self._environment,
            template,
            plan=self._plan,
            links=Links(self._plan, home),
            home=home,
            root=home + self._root,
            here=context.pop("here", template),
            navigation=NAVIGATION,
            policy=SITE_POLICY,
            unread=self._report.unread,
            **context,
        )

    def _text(self) -> dict[str, Any]:
        others = {
            Span(excerpt.start, excerpt.end)
            for excerpts in self._excerpts()
            for excerpt in excerpts
        }
        marked = mark_plan(self._plan, Links(self._plan), others)
        return {
            "marked": marked,
            "stops": marked.stops(),
            "headings": heading_anchors(self._plan),
        }

    def _excerpts(self) -> Iterator[tuple[Excerpt, ...]]:
        yield from (item.excerpts for item in self._report.items)
        yield from (check.excerpts for check in self._report.checks)
        yield from (check.excerpts for check in self._report.not_made)
        yield from (finding.excerpts for finding in self._report.findings)
        yield from (found.excerpts for found in self._report.unreached)

    def _audit(self) -> dict[str, Any]:
        links = Links(self._plan)
        by_local = {node.local: iri for iri, node in self._plan.nodes.items()}

        def node_link(_: str, local: str) -> str:
            return links.node(by_local[local]) if local in by_local else ""

        def text_link(_: str, start: int, end: int) -> str:
            return links.text(Span(start, end))

        texts = {self._plan.key: self._plan.text}
        return audit_context(self._report, texts, node_link=node_link, text_link=text_link)

    def _readings(self) -> list[tuple[str, int]]:
        counts = Counter(number.reading for number in self._plan.numbers)
        known = [(name, counts[name]) for name in words.READINGS if counts[name]]
        return known + sorted((n, c) for n, c in counts.items() if n not in words.READINGS)

    def _overview(self) -> dict[str, Any]:
        plan = self._plan
        classes = Counter(name for node in plan.nodes.values() for name in node.classes)
        return {
            "classes": classes,
            "reservations": reservations(self._report),
            "findings": {severity.value: self._report.count(severity) for severity in Severity},
            "supports": self._bars("support", SUPPORTS),
            "depths": self._bars("depth", DEPTHS),
            "per_task": draw_bars(
                (
                    Words(f"{row.node.number} {row.node.title}", row.node.title),
                    Links(plan).node(row.node.iri),
                    (
                        ("column", len(row.columns)),
                        ("target", len(row.targets)),
                        ("suggestion", len(row.suggestions)),
                    ),
                )
                for row in self._tasks
            ),
            "scopes": self._scopes(),
            "readings": draw_bars(
                (
                    words.say(words.READINGS, name),
                    narrowed("numbers.html", "ledger.reading", name),
                    (("number", count),),
                )
                for name, count in self._readings()
            ),
        }

    def _bars(self, name: str, table: Mapping[Any, Words]) -> tuple[Bar, ...]:
        counts = Counter(getattr(item, name).value for item in self._report.items)
        return draw_bars(
            (table[key], narrowed("audit.html", f"items.{name}", key), ((key, counts[key]),))
            for key in table
            if counts[key]
        )

    def _scopes(self) -> tuple[Bar, ...]:
        rows = run(self._store, "targets", {"document": self._plan.key}).rows
        counts = Counter(value_of(row, "scope") for row in rows)
        ordered = [*(key for key in words.SCOPES if counts[key])]
        ordered += sorted(key for key in counts if key not in words.SCOPES)
        return draw_bars(
            (words.say(words.SCOPES, key), "query/targets.html", (("target", counts[key]),))
            for key in ordered
        )

    def _answers(self) -> Iterator[tuple[str, bytes]]:
        home = "../"
        is_alone = not self._root
        pages = answer_queries(self._store, Links(self._plan, home), is_alone=is_alone)
        listed = [page for page, _ in pages if page.is_first]
        yield "queries.html", self._page("queries.html", pages=listed)
        for page, files in pages:
            yield (
                f"query/{page.file}.html",
                self._page("query.html", home=home, here="queries.html", page=page),
            )
            for ending, data in files:
                yield f"query/{page.file}.{ending}", data

    def _in_graph(self, iri: str) -> str:
        return narrowed("graph.html", "node", self._drawn[iri]) if iri in self._drawn else ""

    def _nodes(self) -> Iterator[tuple[str, bytes]]:
        edges = connect(self._plan)
        found: dict[str, list[Finding]] = {}
        for finding in self._report.findings:
            found.setdefault(finding.subject, []).append(finding)
        items = {f"suggestion/{item.number}": item for item in self._report.items}
        for iri, node in self._plan.nodes.items():
            if not node.file:
                continue
            yield (
                f"node/{node.file}.html",
                self._page(
                    "node.html",
                    home="../",
                    here=_LISTED.get(node.kind, ""),
                    node=node,
                    drawn=self._in_graph(iri),
                    picture=draw_neighbourhood(self._plan, edges, iri),
                    outgoing=self._plan.outgoing[iri],
                    incoming=self._plan.incoming[iri],
                    findings=found.get(node.local, ()),
                    item=items.get(node.local),
                    terms=term_anchors(),
                    stem=file_stem,
                ),
            )


# Under which page of the navigation a node is found.
_LISTED = {
    Kind.TASK: "tasks.html",
    Kind.COLUMN: "tasks.html",
    Kind.INDICATOR: "indicators.html",
    Kind.TARGET: "indicators.html",
    Kind.VALUE: "indicators.html",
    Kind.THEME: "suggestions.html",
    Kind.SUGGESTION: "suggestions.html",
    Kind.ADOPTION: "suggestions.html",
}
