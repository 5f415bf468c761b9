"""Addresses inside a plan's folder: of nodes, of derived links, of places in the text."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from kg.pages.site.names import anchor, file_stem
from kg.pages.site.plan import Plan, Reason
from kg.text import Span


def narrowed(page: str, choice: str, value: str) -> str:
    """Return the address of a page with one of its filters set.

    >>> narrowed("numbers.html", "ledger.reading", "rank")
    'numbers.html#ledger.reading=rank'
    """
    return f"{page}#{urlencode({choice: value})}"


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses that are relative to a page.

    Attributes:
        plan: The plan whose pages are linked.
        home: From the page to the plan's folder, such as ``"../"``; empty in the folder itself.
        root: From the page to the folder of the whole site.
    """

    plan: Plan
    home: str = ""
    root: str = ""

    def node(self, iri: str) -> str:
        """Return the address of a node's page; the overview is the document's own."""
        node = self.plan.nodes.get(iri)
        if node is None or not node.file:
            return f"{self.home}index.html"
        return f"{self.home}node/{node.file}.html"

    def has(self, iri: str) -> bool:
        """Say whether a node has a page."""
        return iri in self.plan.nodes

    def rule(self, name: str) -> str:
        """Return where the page of rules tells of a rule, by the last piece of its IRI."""
        return f"{self.home}rules.html#r-{name}"

    def reason(self, source: str, reason: Reason) -> str:
        """Return where the page of a link's source tells why it was drawn."""
        return f"{self.node(source)}#{file_stem(reason.local)}"

    def text(self, span: Span) -> str:
        """Return the address of a place in the text."""
        return f"{self.home}text.html#{anchor(span.start, span.end)}"

    def number(self, span: Span) -> str:
        """Return the address of a number in the ledger."""
        return f"{self.home}numbers.html#n-{span.start}-{span.end}"
