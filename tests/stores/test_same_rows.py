"""Every canned query gives the same rows, by value, on four engines: ``make test-stores``."""

from __future__ import annotations

import signal
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins import sparql as rdflib_sparql

from kg.check import validate_store
from kg.cli import run as command
from kg.pipeline import build_graph
from kg.query import bind, canned_queries, run
from kg.store import (
    AnyStore,
    Store,
    Term,
    encode_graph,
    fetch_plan,
    open_store,
    write_graph,
)
from tests.conftest import built
from tests.given import GIVEN, given
from tests.servers import Virtuoso, oxigraph, virtuoso

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name for name in ("integer", "nonNegativeInteger", "int", "decimal")}
_BOOLEAN = _XSD + "boolean"
_KEYS = ("hangzhou-15fyp-report", "qinghe", "yunxi")

# No engine finds an index for it.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(CONCAT(STR(?a), STR(?d)) = '') }"

# A query that takes longer than this on any engine fails: it crawls, whatever it finds in the end.
SECONDS = 20

Value = str | Decimal | bool | None


def value(term: Term | None) -> Value:
    """Read a term by what it means: stores keep other digits and other types of whole numbers."""
    if term is None:
        return None
    if term.datatype in _NUMBERS:
        return Decimal(term.value).normalize()
    if term.datatype == _BOOLEAN:
        return term.value in ("true", "1")
    return term.value


@dataclass(frozen=True)
class Case:
    """A query, and the parameters with which it is asked.

    Attributes:
        name: Name of the query.
        values: Parameters.
        also: One more parameter, which takes the first value that its column has in all rows.
    """

    name: str
    values: Mapping[str, str]
    also: str | None = None

    def __str__(self) -> str:
        given = [value.rpartition("/id/")[2] for value in self.values.values()]
        return " ".join([self.name, *given, *([f"{self.also}=…"] if self.also else [])])

    def whole(self, store: Store) -> Mapping[str, str]:
        """Return all parameters."""
        if self.also is None:
            return self.values
        terms = (row[self.also] for row in run(store, self.name, self.values).rows)
        term = next(found for found in terms if found is not None)
        return {**self.values, self.also: term.value}


def cases() -> Iterator[Case]:
    """Yield each query with its parameters: for all plans, for one, and each optional one alone."""
    for name, query in canned_queries().items():
        for values in given(query):
            yield Case(name, values)
        first = next(given(query))
        for parameter in query.parameters.values():
            if parameter.name == "document":
                yield Case(name, first | {"document": "qinghe"})
            elif parameter.is_optional:
                yield Case(name, first, parameter.name)


CASES = list(cases())


@pytest.fixture(scope="module")
def local() -> Store:
    return Store.of(build_graph([built(name).build for name in ("hangzhou", "qinghe", "yunxi")]))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso", "folder"])
def other(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Hold the three plans in another store, each written as ``kg build`` writes it."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "folder":
            place = str(tmp_path_factory.mktemp("folder") / "store")
            write(place)
            yield place
        elif request.param == "oxigraph":
            with oxigraph() as server:
                address = server.address
                write(address)
                yield address
        else:
            server = request.getfixturevalue("running")
            patch.setenv("KG_STORE_USER", server.user)
            patch.setenv("KG_STORE_PASSWORD", server.password)
            write(server.address)
            yield server.address


def write(place: str) -> None:
    for name in ("hangzhou", "qinghe", "yunxi"):
        write_graph(place, build_graph([built(name).build]))


def rows(store: AnyStore, name: str, values: Mapping[str, str]) -> list[dict[str, Value]]:
    found = run(store, name, values).rows
    return [{key: value(term) for key, term in row.items()} for row in found]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rows_are_those_of_pyoxigraph_in_memory(case: Case, local: Store, other: str) -> None:
    values = case.whole(local)
    expected = rows(local, case.name, values)
    assert rows(open_store(other, seconds=SECONDS), case.name, values) == expected
    assert expected or case.also is None  # what a row says finds that row


def test_a_plan_is_fetched_whole_and_holds(other: str, local: Store) -> None:
    for key in _KEYS:
        plan = fetch_plan(open_store(other), key)
        assert validate_store(plan).problems == ()
        mine = {str(quad) for quad in fetch_plan(local, key).quads() if key in str(quad.graph_name)}
        assert {str(quad) for quad in plan.quads() if key in str(quad.graph_name)} == mine


def test_the_commands_read_it(
    other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = ["-q", "--store", other]
    assert command([*start, "explain", "qinghe/task/1"]) == 0
    assert command([*start, "graph", "--document", "qinghe", "-o", str(tmp_path / "g.html")]) == 0
    assert command([*start, "audit", "--fail-on", "never"]) == 0
    assert command([*start, "export", "-o", str(tmp_path / "g.nq")]) == 0
    assert command([*start, "sparql", "DESCRIBE <https://w3id.org/planning-kg/id/qinghe>"]) == 0
    capsys.readouterr()
    if other.startswith("http"):
        assert command([*start, "sparql", "--timeout", "1", ENDLESS]) == 4


@contextmanager
def ended_after(seconds: int) -> Iterator[None]:
    """End what runs in Python, as rdflib does, once it has taken too long."""

    def end(*_: object) -> None:
        raise TimeoutError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Oracle:
    """rdflib, asked with the same text."""

    def __init__(self, store: Store) -> None:
        rdflib_sparql.SPARQL_LOAD_GRAPHS = False
        self._dataset = rdflib.Dataset(default_union=True)
        data = encode_graph(store.quads(), Path("g.nq"))
        with warnings.catch_warnings():  # its own parser calls what it deprecates
            warnings.simplefilter("ignore", DeprecationWarning)
            self._dataset.parse(data=data, format="nquads")

    def rows(self, name: str, values: Mapping[str, str]) -> list[dict[str, Value]]:
        query = canned_queries()[name]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            found = list(result := self._dataset.query(bind(query, values)))
        rows = []
        for row in found:
            terms = zip(result.vars or (), row, strict=True)  # type: ignore[arg-type]
            plain = {str(name): value(term_of(node)) for name, node in terms}
            rows.append({k: listed(v) if k in query.lists else v for k, v in plain.items()})
        return rows


def term_of(node: object) -> Term | None:
    if node is None:
        return None
    if isinstance(node, rdflib.Literal):
        return Term(str(node), "literal", str(node.datatype) if node.datatype else None)
    return Term(str(node), "uri")


def listed(words: Value) -> Value:
    """Sort a list column as the runner does."""
    values = sorted(
        {word for word in str(words or "").split(",") if word},
        key=lambda word: (0, int(word), "") if word.isdigit() else (1, 0, word),
    )
    return ",".join(values) or None


@pytest.fixture(scope="module")
def oracle(local: Store) -> Oracle:
    return Oracle(local)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rows_are_those_of_rdflib(case: Case, local: Store, oracle: Oracle) -> None:
    values = case.whole(local)
    with ended_after(SECONDS):
        found = oracle.rows(case.name, values)
    assert found == rows(local, case.name, values)


def test_each_parameter_that_must_be_given_is_tried() -> None:
    assert all(name in GIVEN for query in canned_queries().values() for name in query.required)
