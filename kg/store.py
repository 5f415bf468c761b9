"""The only door to triples: graphs in files, read into memory and asked in SPARQL."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    parse,
    serialize,
)
from pyoxigraph import Store as Triples

from kg.errors import StoreError, UsageError, Words
from kg.namespaces import ONTOLOGY_GRAPH, PREFIXES

FORMATS = {".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS, ".jsonld": RdfFormat.JSON_LD}
# Turtle holds triples: what is in it has lost its graph, so that it is written and not read back.
EXPORT_FORMATS = {".ttl": RdfFormat.TURTLE, **FORMATS}
_WITH_PREFIXES = {RdfFormat.TRIG, RdfFormat.JSON_LD, RdfFormat.TURTLE}


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term in a row.

    Attributes:
        value: IRI, name of a blank node, or the literal's characters.
        kind: ``uri``, ``literal`` or ``bnode``, as in the SPARQL results formats.
        datatype: IRI of a literal's datatype; ``None`` for plain strings and other terms.
        language: A literal's language tag; ``None`` without one.
    """

    value: str
    kind: str = "literal"
    datatype: str | None = None
    language: str | None = None


Row = dict[str, Term | None]


def value_of(row: Row, name: str) -> str:
    """Return a variable's characters; empty where it is unbound."""
    term = row.get(name)
    return "" if term is None else term.value


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT query: variables in order, and a term or ``None`` for each."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


class Store:
    """Triples in memory; a query's default graph is the union of all named graphs.

    Attributes:
        name: What messages call it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._triples = Triples()

    @classmethod
    def open(cls, path: Path) -> Store:
        """Read a graph file.

        Raises:
            StoreError: The file is missing or not in its format.
            UsageError: Its name tells no known format.
        """
        store = cls(str(path))
        with _reading(path) as rdf_format:
            store._triples.bulk_load(path=str(path), format=rdf_format)
        return store

    @classmethod
    def of(cls, quads: Iterable[Quad], name: str = "memory") -> Store:
        """Hold quads that were just made."""
        store = cls(name)
        store._triples.bulk_extend(quads)
        return store

    def __len__(self) -> int:
        return len(self._triples)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield all quads, or those of one graph."""
        name = None if graph is None else NamedNode(graph)
        return iter(self._triples.quads_for_pattern(None, None, None, name))

    def statements(self, subject: str) -> list[tuple[str, Term]]:
        """Return predicate and object of all that is said of a node, in a fixed order."""
        found = {
            (quad.predicate.value, term)
            for quad in self._triples.quads_for_pattern(NamedNode(subject), None, None, None)
            if (term := _term(quad.object)) is not None
        }
        return sorted(found, key=lambda pair: (pair[0], pair[1].value))

    def values(self, subject: str, predicate: str) -> list[Term]:
        """Return the objects of a node's property."""
        return [term for name, term in self.statements(subject) if name == predicate]

    def sources(self, predicate: str, value: str) -> list[str]:
        """Return the nodes that point to a node by a property."""
        pattern = (None, NamedNode(predicate), NamedNode(value), None)
        quads = self._triples.quads_for_pattern(*pattern)
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})

    def subjects(self) -> list[str]:
        """Return all nodes of which something is said."""
        quads = self._triples.quads_for_pattern(None, None, None, None)
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})

    def has_subject(self, node: str) -> bool:
        """Say whether anything is said of a node."""
        try:
            subject = NamedNode(node)
        except ValueError:
            return False
        return any(True for _ in self._triples.quads_for_pattern(subject, None, None, None))

    def select(self, query: str) -> Rows:
        """Answer a SELECT query.

        Raises:
            UsageError: The query is malformed or no SELECT.
        """
        try:
            solutions = self._triples.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise UsageError(
                f"查询语句有误:{error}", f"the query cannot be read: {error}"
            ) from error
        if not isinstance(solutions, QuerySolutions):
            raise UsageError("不是SELECT查询", "the query is no SELECT")
        variables = tuple(variable.value for variable in solutions.variables)
        rows = tuple({name: _term(solution[name]) for name in variables} for solution in solutions)
        return Rows(variables, rows)


def _term(value: object) -> Term | None:
    if value is None:
        return None
    if isinstance(value, NamedNode):
        return Term(value.value, "uri")
    if isinstance(value, BlankNode):
        return Term(value.value, "bnode")
    if isinstance(value, Literal):
        datatype = value.datatype.value
        is_plain = value.language is not None or datatype == PREFIXES["xsd"] + "string"
        return Term(value.value, "literal", None if is_plain else datatype, value.language)
    raise UsageError("查询结果中含三元组", "the query returns triples inside a row")


@contextmanager
def _reading(path: Path) -> Iterator[RdfFormat]:
    """Turn what may go wrong while a graph file is read into an error that says so."""
    rdf_format = format_of(path)
    if not path.is_file():
        raise StoreError(
            str(path),
            Words("没有这个图谱文件", "there is no such graph"),
            Words("请先用 kg build 生成", "make it with `kg build SOURCE -o GRAPH`"),
        )
    try:
        yield rdf_format
    except (SyntaxError, ValueError, OSError) as error:
        raise StoreError(
            str(path),
            Words(f"不是完好的图谱文件({error})", f"cannot be read as a graph ({error})"),
            Words("请用 kg build 重新生成", "build it again with `kg build`"),
        ) from error


def format_of(path: Path) -> RdfFormat:
    """Return the format that a file's name tells.

    Raises:
        UsageError: It tells none that holds named graphs.
    """
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(FORMATS)
        raise UsageError(
            f"{path}:图谱文件名应以{known}之一结尾",
            f"{path}: a graph's file name ends in one of {known}",
        ) from None


def read_terms(paths: Iterable[Path]) -> list[Quad]:
    """Read Turtle files of terms into the graph of the ontology, sorted."""
    graph = NamedNode(ONTOLOGY_GRAPH)
    quads = {
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for path in paths
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
    }
    return sorted(quads, key=str)


def encode_graph(quads: Iterable[Quad], path: Path) -> bytes:
    """Write quads in the format that a file's name tells.

    Raises:
        UsageError: The name tells no known format.
    """
    rdf_format = format_of(path)
    prefixes = PREFIXES if rdf_format in _WITH_PREFIXES else None
    return serialize(quads, format=rdf_format, prefixes=prefixes) or b""


def export_format_of(path: Path) -> RdfFormat:
    """Return the format that the name of an exported file tells.

    Raises:
        UsageError: It tells none.
    """
    try:
        return EXPORT_FORMATS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(EXPORT_FORMATS)
        raise UsageError(
            f"{path}:不能导出为这种文件,文件名应以{known}之一结尾",
            f"{path}: cannot export to this; the file's name ends in one of {known}",
        ) from None


def convert_graph(source: Path, target: Path) -> bytes:
    """Write a graph file in the format that another name tells, always in one order.

    The file is read as it is, past the store, which would make every whole number an
    ``xsd:integer``. Turtle gets the union of the named graphs.

    Raises:
        StoreError: The file is missing or not in its format.
        UsageError: One of the names tells no known format.
    """
    rdf_format = export_format_of(target)
    prefixes = PREFIXES if rdf_format in _WITH_PREFIXES else None
    with _reading(source) as source_format:
        quads = sorted(set(parse(path=str(source), format=source_format)), key=_order)
    if rdf_format is not RdfFormat.TURTLE:
        return serialize(quads, format=rdf_format, prefixes=prefixes) or b""
    triples = sorted({quad.triple for quad in quads}, key=str)
    return serialize(triples, format=rdf_format, prefixes=prefixes) or b""


def _order(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there, so that no half of it is ever seen.

    Raises:
        StoreError: The folder is missing or cannot be written to.
    """
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(
            str(path),
            Words("无法写入", error.strerror or "cannot be written"),
            Words("请用 -o 另选位置", "choose another place with -o"),
        ) from error
