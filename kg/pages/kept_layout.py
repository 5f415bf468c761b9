"""Keep the force layout of a large graph from one page to the next, by the digest of the graph.

What is kept is what would be computed: the digest covers the nodes in their order, the links, the
version of igraph and this package's. A file that is damaged or cannot be written does no harm.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.errors import KgError
from kg.pages.force import FEW, place_by_force
from kg.pages.layout import Places

if TYPE_CHECKING:
    import networkx as nx


def cache_folder() -> Path:
    """Return where layouts are kept: ``KG_CACHE``, else the user's folder for such things."""
    if "KG_CACHE" in os.environ:
        return Path(os.environ["KG_CACHE"])
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "planning-kg"


def place_or_recall(graph: nx.MultiDiGraph[str], folder: Path | None) -> Places:
    """Give every node its place by force: from the folder where it is kept, else computed.

    Args:
        graph: The graph.
        folder: Where layouts are kept; ``None`` to compute always. A small graph always is.
    """
    if folder is None or len(graph) <= FEW:
        return place_by_force(graph)
    file = folder / "layouts" / f"{_digest(graph)}.json"
    kept = _read(file, graph)
    if kept is not None:
        return kept
    places = place_by_force(graph)
    _write(file, [places[name] for name in graph])
    return places


def _digest(graph: nx.MultiDiGraph[str]) -> str:
    import igraph

    said = json.dumps([__version__, igraph.__version__, list(graph), list(graph.edges())])
    return hashlib.sha256(said.encode()).hexdigest()


def _read(file: Path, graph: nx.MultiDiGraph[str]) -> Places | None:
    try:
        found = json.loads(file.read_bytes())
        places = {name: (int(x), int(y)) for name, (x, y) in zip(graph, found, strict=True)}
    except (OSError, ValueError, TypeError):
        return None
    return places


def _write(file: Path, places: list[tuple[int, int]]) -> None:
    from kg.store import write_whole

    with contextlib.suppress(KgError, OSError):
        write_whole(file, json.dumps(places, separators=(",", ":")).encode())
