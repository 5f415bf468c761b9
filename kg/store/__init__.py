"""The only door to triples: graphs in files, in folders and behind endpoints."""

from __future__ import annotations

from kg.store.answers import Answer, AnyStore, Dataset, Graph
from kg.store.files import (
    encode_graph,
    encode_triples,
    export_format_of,
    export_quads,
    format_of,
    read_terms,
    write_whole,
)
from kg.store.local import Store, find_complaint
from kg.store.place import (
    DEFAULT_SECONDS,
    all_quads,
    check_place,
    fetch_all,
    fetch_plan,
    open_store,
    write_graph,
)
from kg.store.results import read_results, write_results
from kg.store.terms import Row, Rows, Term, value_of
from kg.store.version import check_version

__all__ = [
    "DEFAULT_SECONDS",
    "Answer",
    "AnyStore",
    "Dataset",
    "Graph",
    "Row",
    "Rows",
    "Store",
    "Term",
    "all_quads",
    "check_place",
    "check_version",
    "encode_graph",
    "encode_triples",
    "export_format_of",
    "export_quads",
    "fetch_all",
    "fetch_plan",
    "find_complaint",
    "format_of",
    "open_store",
    "read_results",
    "read_terms",
    "value_of",
    "write_graph",
    "write_results",
    "write_whole",
]
