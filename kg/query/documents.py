"""The document of a store that a command is about: the one that is named, or the only one."""

from __future__ import annotations

from kg.errors import UnknownNameError, UsageError, Words
from kg.query.canned import run
from kg.store import AnyStore, Row, value_of


def choose_document(store: AnyStore, document: str | None) -> Row:
    """Return the row of the document asked for, or of the only one.

    Raises:
        UsageError: The document is unknown, or one of several has to be named.
    """
    rows = {value_of(row, "document"): row for row in run(store, "documents").rows}
    if document is not None:
        if document not in rows:
            raise UnknownNameError(Words("文件", "document"), document, rows)
        return rows[document]
    if len(rows) != 1:
        listed = ", ".join(rows) or "0"
        raise UsageError(
            f"{store.name}含{len(rows)}个文件({listed}),请用 --document 指明",
            f"{store.name} holds {len(rows)} documents ({listed}); name one with --document",
        )
    return next(iter(rows.values()))
