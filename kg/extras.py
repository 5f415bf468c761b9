"""Libraries that only some commands need: the extra that brings each of them."""

from __future__ import annotations

from kg.errors import MissingExtraError

# By the name under which they are imported.
EXTRAS = {
    "docx": "word",
    "httpx": "endpoint",
    "jinja2": "site",
    "markupsafe": "graph",
    "networkx": "graph",
    "pyvis": "graph",
    "shacl_rust": "validate",
    "xlsxwriter": "excel",
}


def missing_extra(error: ModuleNotFoundError) -> MissingExtraError | None:
    """Say which extra would bring a module; ``None`` when it belongs to none.

    >>> missing_extra(ModuleNotFoundError(name="pyvis")).extra
    'graph'
    """
    library = (error.name or "").partition(".")[0]
    return MissingExtraError(library, EXTRAS[library]) if library in EXTRAS else None
