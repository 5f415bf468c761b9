"""Questions to a store: canned ones with typed parameters, and one's own behind a guard."""

from __future__ import annotations

from kg.query.binding import bind
from kg.query.canned import canned_queries, common_headings, find_query, heading, run
from kg.query.documents import choose_document
from kg.query.header import CannedQuery, Parameter, read_header

__all__ = [
    "CannedQuery",
    "Parameter",
    "bind",
    "canned_queries",
    "choose_document",
    "common_headings",
    "find_query",
    "heading",
    "read_header",
    "run",
]
