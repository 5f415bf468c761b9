"""The one door to triples: what the name of a graph means, and how it is opened and written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError, UnknownNameError, UsageError, Words
from kg.namespaces import ONTOLOGY_GRAPH, PLAN, PREFIXES
from kg.store.answers import AnyStore
from kg.store.files import encode_graph, format_of, read_quads, write_whole
from kg.store.local import Store, is_store, no_graph_in
from kg.store.terms import value_of
from kg.store.version import check_version

if TYPE_CHECKING:
    from kg.store.endpoint import Endpoint

DEFAULT_SECONDS = 30.0
_SOURCE = "graph/source"
_OTHERS = ("derived", "audit")
_KINDS = ("source", *_OTHERS)
_REPORTS_ON = f"{PLAN}reportsOn"
_DOCUMENTS = (
    f"SELECT ?key ?graph WHERE {{ GRAPH ?graph {{ ?document a <{PLAN}Document> ; "
    f"<{PREFIXES['dcterms']}identifier> ?key }} }} ORDER BY ?key ?graph"
)


def is_endpoint(name: str) -> bool:
    """Say whether a name is the address of an endpoint."""
    return name.lower().startswith(("http://", "https://"))


def is_folder(name: str) -> bool:
    """Say whether a name means a folder: one that is there, or a name without an ending."""
    path = Path(name)
    return path.is_dir() or (not path.suffix and not path.is_file())


def check_place(name: str) -> None:
    """Check that a graph could be written to a place, before the work is done.

    Raises:
        UsageError: The name means no file format, folder or endpoint.
        StoreError: The folder holds other files.
    """
    if is_endpoint(name):
        open_store(name)
    elif not is_folder(name):
        format_of(Path(name))


def open_store(name: str, *, seconds: float = DEFAULT_SECONDS) -> AnyStore:
    """Open a graph to read it.

    Args:
        name: A graph file, a folder, or the address of an endpoint.
        seconds: How long an endpoint may take for an answer.

    Raises:
        StoreError: There is none, or it is damaged.
        UsageError: The name tells no known format.
    """
    if is_endpoint(name):
        # A graph at hand is opened sooner without what it takes to talk to a server.
        from kg.store.endpoint import Endpoint

        return Endpoint(name, seconds=seconds)
    path = Path(name)
    if path.is_dir():
        if not is_store(path):
            raise no_graph_in(path)
        return Store.open_folder(path)
    return Store.open(path)


def _graphs_of_plan(store: AnyStore, document: str) -> list[str]:
    """Name the graphs of one plan."""
    rows = store.select(_DOCUMENTS).rows
    sources = {value_of(row, "key"): value_of(row, "graph") for row in rows}
    if document not in sources:
        raise UnknownNameError(Words("文件", "document"), document, sources)
    root = sources[document].removesuffix("source")
    return [root + kind for kind in _KINDS]


def fetch_plan(store: AnyStore, document: str) -> Store:
    """Hold one plan of a store in memory, with the terms that it is said in.

    A report comes with the outline that it was held against, since its links lead there.

    Raises:
        UnknownNameError: The store holds no such plan.
        StoreError: The store does not answer.
    """
    own = [quad for graph in _graphs_of_plan(store, document) for quad in store.quads(graph)]
    held = {
        quad.object.value
        for quad in own
        if quad.predicate.value == _REPORTS_ON and isinstance(quad.object, NamedNode)
    }
    graphs = [f"{outline}/graph/{kind}" for outline in sorted(held) for kind in _KINDS]
    quads = own + [quad for graph in (*graphs, ONTOLOGY_GRAPH) for quad in store.quads(graph)]
    return Store.of(quads, store.name)


def fetch_all(store: AnyStore) -> Store:
    """Hold all of a store where programs can walk it; one at hand is already."""
    return store if isinstance(store, Store) else Store.of(store.quads(), store.name)


def all_quads(name: str) -> list[Quad]:
    """Read all quads of a graph, as they are.

    Raises:
        StoreError: There is none, or it is damaged.
    """
    if is_endpoint(name) or Path(name).is_dir():
        return list(open_store(name).quads())
    return read_quads(Path(name))


def write_graph(name: str, quads: Sequence[Quad]) -> None:
    """Write a graph to a file, a folder or an endpoint.

    A file then holds these quads and no others. In a folder and on an endpoint they take the place
    of the graphs of the same names, and the other plans stay.

    Raises:
        StoreError: The place cannot be written to, or holds plans of another ontology; nothing
            half is left there.
        UsageError: The name tells no known format.
    """
    if is_endpoint(name):
        from kg.store.endpoint import Endpoint

        endpoint = Endpoint(name, seconds=DEFAULT_SECONDS)
        check_version(endpoint, may_be_empty=True)
        _upload(endpoint, quads)
    elif is_folder(name):
        from kg.store.folder import write_folder

        if is_store(Path(name)):
            check_version(Store.open_folder(Path(name)))
        graphs = {_graph(quad) for quad in quads} | _left_out(quads)
        # The terms are those of all plans that are there: what others need of them stays.
        write_folder(Path(name), quads, sorted(graphs - {ONTOLOGY_GRAPH}))
    else:
        write_whole(Path(name), encode_graph(quads, Path(name)))


def _graph(quad: Quad) -> str:
    return str(quad.graph_name).strip("<>")


def _left_out(quads: Iterable[Quad]) -> set[str]:
    """Name graphs that a plan had and has no more, such as an audit that was left out."""
    roots = {
        name.removesuffix("source") for quad in quads if (name := _graph(quad)).endswith(_SOURCE)
    }
    return {root + kind for root in roots for kind in _OTHERS}


def _upload(endpoint: Endpoint, quads: Sequence[Quad]) -> None:
    """Put graphs on an endpoint: the words of a plan go first and come last.

    A query finds a plan by its document, which stands in the graph of its words. Whatever breaks
    off the upload, the endpoint has the plan whole or not at all.
    """
    by_graph: dict[str, list[Quad]] = {name: [] for name in sorted(_left_out(quads))}
    for quad in quads:
        by_graph.setdefault(_graph(quad), []).append(quad)
    sources = [name for name in by_graph if name.endswith(_SOURCE)]
    others = [name for name in by_graph if not name.endswith(_SOURCE)]
    try:
        for name in sources:
            endpoint.delete_graph(name)
        for name in (*others, *sources):
            held = by_graph[name]
            triples = (quad.triple for quad in held)
            if name == ONTOLOGY_GRAPH:
                endpoint.add_to_graph(name, triples)
            elif held:
                endpoint.put_graph(name, triples)
            else:
                endpoint.delete_graph(name)
    except UsageError:
        raise
    except StoreError as error:
        raise StoreError(
            endpoint.name,
            Words(f"未能写入:{error.words.zh}", f"not written: {error.words.en}"),
            Words(
                "该规划现不在库中,排除故障后请重新运行",
                "the plan is not in the store now; mend this and run it again",
            ),
        ) from error
