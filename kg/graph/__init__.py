"""From facts to quads."""

from __future__ import annotations

from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Quad

from kg.graph.audit_graph import build_audit_quads
from kg.graph.builder import GraphBuilder
from kg.graph.derived_graph import write_derived_graph
from kg.graph.overlay_graph import write_overlay
from kg.graph.pairing_graph import build_mark_quads, build_pairing_quads
from kg.graph.source_graph import write_source_graph
from kg.model import Facts
from kg.namespaces import DEFAULT_BASE
from kg.profiles.overlay import Overlay

__all__ = [
    "build_audit_quads",
    "build_mark_quads",
    "build_pairing_quads",
    "build_quads",
    "is_base",
    "quad_key",
]

_OF_THE_WEB = ("http", "https")


def is_base(base: str) -> bool:
    """Return whether instance IRIs can begin with these words: an absolute IRI of RFC 3987.

    Nodes of a document have fragments of their own, so a base has none. A web address has a host,
    and a path, or the document's key would become part of the host.

    >>> is_base("https://example.org/id/"), is_base("example"), is_base("https://example.org/{id}/")
    (True, False, False)
    >>> is_base("https://example.org"), is_base("https://example.org/id#"), is_base("urn:plan:")
    (False, False, True)
    """
    try:
        NamedNode(f"{base}key/document#char=0")
        parts = urlsplit(base)
        is_whole = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if parts.scheme in _OF_THE_WEB:
        return is_whole and bool(parts.hostname) and parts.path.startswith("/")
    return True


def build_quads(
    facts: Facts,
    text: str,
    *,
    tool_version: str,
    base: str = DEFAULT_BASE,
    overlay: Overlay | None = None,
) -> list[Quad]:
    """Say all facts of a document as quads, in one order whatever the hash seed.

    Args:
        facts: What was read.
        text: The document's text, which is stored with its digest.
        tool_version: Named in the provenance.
        base: What instance IRIs begin with.
        overlay: The user's own files with which it was read; they are stored with their digests.
    """
    builder = GraphBuilder(base, facts.document.key, text)
    write_source_graph(builder, facts)
    write_derived_graph(builder, facts, tool_version)
    if overlay:
        write_overlay(builder, overlay)
    return sorted(builder.quads, key=quad_key)


def quad_key(quad: Quad) -> tuple[str, str, str, str]:
    """Return what quads are sorted by: graph, subject, predicate, object."""
    return (
        str(quad.graph_name),
        str(quad.subject),
        str(quad.predicate),
        str(quad.object),
    )
