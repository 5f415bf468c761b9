"""Triples at hand: in memory, or in a folder on disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    Variable,
)
from pyoxigraph import Store as Triples

from kg.errors import StoreError, UsageError, Words, shorten
from kg.namespaces import PREFIXES
from kg.store.answers import Answer, Dataset, Graph
from kg.store.files import reading
from kg.store.terms import Rows, Term

# What a damaged folder raises, as the library passes it on.
_DAMAGE = (RuntimeError, OSError)
_STRING = PREFIXES["xsd"] + "string"


class SolutionRow(Mapping[str, Term | None]):
    """A row whose terms are made when they are read: most readers want few of them."""

    __slots__ = ("_solution", "_variables")

    def __init__(self, variables: tuple[str, ...], solution: QuerySolution) -> None:
        self._variables = variables
        self._solution = solution

    def __getitem__(self, name: str) -> Term | None:
        value = self._solution[name]
        if value is None and name not in self._variables:
            raise KeyError(name)
        return term_of(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._variables)

    def __len__(self) -> int:
        return len(self._variables)


class Store:
    """Triples at hand; a query's default graph is the union of all named graphs.

    Attributes:
        name: What messages call it.
    """

    def __init__(self, name: str, triples: Triples | None = None) -> None:
        self.name = name
        self._triples = Triples() if triples is None else triples

    @classmethod
    def open(cls, path: Path) -> Store:
        """Read a graph file into memory.

        Raises:
            StoreError: The file is missing or not in its format.
            UsageError: Its name tells no known format.
        """
        store = cls(str(path))
        with reading(path) as rdf_format:
            # In memory, one transaction is quicker than the bulk loader, which sorts for a disk;
            # to check each character of the IRIs that `kg build` wrote takes a tenth of the time.
            store._triples.load(path=str(path), format=rdf_format, lenient=True)
        return store

    @classmethod
    def open_folder(cls, path: Path) -> Store:
        """Open a folder to read it; others may read it, and one may write, at the same time.

        Raises:
            StoreError: There is no graph in it, or it is damaged.
        """
        try:
            with whole_folder(path):
                return cls(str(path), Triples.read_only(str(path)))
        except FileNotFoundError as error:
            raise no_graph_in(path) from error

    @classmethod
    def of(cls, quads: Iterable[Quad], name: str = "memory") -> Store:
        """Hold quads that were just made."""
        store = cls(name)
        store._triples.bulk_extend(quads)
        return store

    def without(self, nodes: Collection[str], statements: Collection[tuple[str, str]]) -> Store:
        """Copy the store into memory without some nodes and statements.

        Args:
            nodes: IRIs; nothing is said of them, and nothing points to them.
            statements: Pairs of subject and property of which nothing is said.
        """
        kept = []
        for quad in self.quads():
            subject = getattr(quad.subject, "value", "")
            target = getattr(quad.object, "value", "")
            is_said = (subject, quad.predicate.value) not in statements
            if is_said and subject not in nodes and target not in nodes:
                kept.append(quad)
        return Store.of(kept, self.name)

    def __len__(self) -> int:
        return len(self._triples)

    def graphs(self) -> list[str]:
        """Name all graphs, sorted."""
        with self._whole():
            names = [name.value for name in self._triples.named_graphs()]
        return sorted(names)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield all quads, or those of one graph."""
        name = None if graph is None else NamedNode(graph)
        with self._whole():
            yield from self._triples.quads_for_pattern(None, None, None, name)

    def statements(self, subject: str) -> list[tuple[str, Term]]:
        """Return predicate and object of all that is said of a node, in a fixed order."""
        found = {
            (quad.predicate.value, term)
            for quad in self._triples.quads_for_pattern(NamedNode(subject), None, None, None)
            if (term := term_of(quad.object)) is not None
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
            StoreError: The store is damaged.
        """
        answer = self.answer(query)
        if not isinstance(answer, Rows):
            raise UsageError("不是SELECT查询", "the query is no SELECT")
        return answer

    def answer(
        self,
        query: str,
        *,
        most: int | None = None,
        seconds: float | None = None,  # noqa: ARG002 - the engine cannot keep it
        dataset: Dataset | None = None,
    ) -> Answer:
        """Answer a query of any form.

        Args:
            query: The text.
            most: How many rows or triples are wanted at most.
            seconds: Kept by who runs the query in a process of its own: the engine cannot.
            dataset: The graphs that the query chooses; ``None`` for all.

        Raises:
            UsageError: The query is malformed.
            StoreError: The store is damaged.
        """
        with self._whole():
            try:
                found = self._find(query, dataset)
            except SyntaxError as error:
                said = shorten(str(error), 200)
                raise UsageError(
                    f"查询语句有误:{said}", f"the query cannot be read: {said}"
                ) from error
            if isinstance(found, QueryBoolean):
                return bool(found)
            taken = list(found if most is None else islice(found, most + 1))
        is_cut = most is not None and len(taken) > most
        taken = taken[:most]
        if not isinstance(found, QuerySolutions):
            return Graph(tuple(taken), is_cut)
        variables = tuple(variable.value for variable in found.variables)
        return Rows(variables, [SolutionRow(variables, row) for row in taken], is_cut)

    def _find(
        self, query: str, dataset: Dataset | None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        if dataset is None:
            return self._triples.query(query, use_default_graph_as_union=True)
        return self._triples.query(
            query,
            default_graph=[NamedNode(graph) for graph in dataset.default],
            named_graphs=[NamedNode(graph) for graph in dataset.named],
        )

    @contextmanager
    def _whole(self) -> Iterator[None]:
        with whole_folder(Path(self.name)):
            yield


def term_of(value: object) -> Term | None:
    """Return a library's term as one of ours.

    Raises:
        UsageError: It is a triple, which no format of results can say.
    """
    if value is None:
        return None
    if isinstance(value, NamedNode):
        return Term(value.value, "uri")
    if isinstance(value, BlankNode):
        return Term(value.value, "bnode")
    if isinstance(value, Literal):
        language, datatype = value.language, value.datatype.value
        is_plain = language is not None or datatype == _STRING
        return Term(value.value, "literal", None if is_plain else datatype, language)
    raise UsageError("查询结果中含三元组", "the query returns triples inside a row")


# A query that lacks the variable which it is told to substitute is parsed and never evaluated.
_UNUSED = "kg_parsed_only"


def find_complaint(query: str, prefixes: Mapping[str, str] = PREFIXES) -> str | None:
    """Return what the engine has against a query's wording; ``None`` where it can be asked.

    The query is only parsed, not evaluated; nothing is looked up anywhere.
    """
    try:
        Triples().query(
            query, prefixes=dict(prefixes), substitutions={Variable(_UNUSED): Literal("")}
        )
    except SyntaxError as error:
        return str(error)
    except RuntimeError as error:
        return None if _UNUSED in str(error) else str(error)
    return None


def is_store(path: Path) -> bool:
    """Say whether a folder looks like a store: the file is there with which those begin."""
    return (path / "CURRENT").is_file()


@contextmanager
def whole_folder(path: Path) -> Iterator[None]:
    """Turn what a damaged folder raises into an error that says how to mend it.

    A file that is simply not there is left to the caller, who knows what it means.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except _DAMAGE as error:
        reason = str(error).split(": ", 1)[-1].split("  ")[0]
        if "lock hold" in str(error) or "No locks available" in str(error):
            raise StoreError(
                str(path),
                Words("正被另一个程序写入", "another program is writing to it"),
                Words("请等它结束后再试", "wait until it has ended, and try again"),
            ) from error
        raise StoreError(
            str(path),
            Words(f"图谱库已损坏({reason})", f"the store is damaged ({reason})"),
            Words(
                "请删除该文件夹,再用 kg build 重新生成",
                "delete the folder and build it again with `kg build SOURCE -o FOLDER`",
            ),
        ) from error


def no_graph_in(path: Path) -> StoreError:
    """Say that a folder holds no graph."""
    return StoreError(
        str(path),
        Words("此文件夹中没有图谱库", "there is no graph in this folder"),
        Words("请先用 kg build 生成", "make it with `kg build SOURCE -o FOLDER`"),
    )
