"""Checks that could not be made: what was not compared is not taken for compared."""

from __future__ import annotations

from collections.abc import Mapping

from kg.audit.rules import read_excerpt
from kg.errors import Words
from kg.model import NotMade
from kg.query import run
from kg.store import Row, Store, value_of


def read_not_made(store: Store, documents: Mapping[str, str]) -> tuple[NotMade, ...]:
    """Read what could not be held against anything, in the order of the text.

    Args:
        store: The graph.
        documents: IRI of each document by its key.
    """
    rows: dict[str, list[Row]] = {}
    for row in run(store, "check/not-made").rows:
        rows.setdefault(value_of(row, "check"), []).append(row)
    found = [_read(group, store, documents) for group in rows.values()]
    return tuple(sorted(found, key=lambda each: (each.document, each.excerpts[0].start)))


def _read(group: list[Row], store: Store, documents: Mapping[str, str]) -> NotMade:
    first = group[0]
    document = value_of(first, "document")
    places = dict.fromkeys(value_of(row, "place") for row in group)
    excerpts = sorted((read_excerpt(store, place) for place in places), key=lambda e: e.start)
    return NotMade(
        document=document,
        subject=value_of(first, "subject").removeprefix(documents[document]).strip("/"),
        title=Words(value_of(first, "kind"), value_of(first, "kind_en")),
        note=Words(value_of(first, "note"), value_of(first, "note_en")),
        expected=value_of(first, "reckoned"),
        actual=value_of(first, "stated"),
        excerpts=tuple(excerpts),
    )
