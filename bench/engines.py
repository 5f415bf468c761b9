"""The engines that are held against one another: how each loads a corpus and answers a query."""

from __future__ import annotations

import importlib.util
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat
from pyoxigraph import Store as Triples

from kg.errors import QueryTimeoutError
from kg.query import bind, canned_queries, run
from kg.store import Store, all_quads, open_store, write_graph
from tests.servers import oxigraph, virtuoso

# A canned query that has not been answered by then is not answered.
SECONDS = 60.0
# Pages of 8 KB; a million triples take a few hundred MB.
_BUFFERS = 100_000

Ask = Callable[[str, Mapping[str, str]], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """An engine that holds a corpus.

    Attributes:
        seconds: From the file until it could be asked; a server ran already.
        ask: Answers a canned query with its parameters; returns the number of rows.
        straight: The same through the library alone, where there is nothing but a library between.
        megabytes: Returns the peak of the memory of the process that holds the triples.
    """

    seconds: float
    ask: Ask
    megabytes: Callable[[], float]
    straight: Ask | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """An engine.

    Attributes:
        name: As the table says it.
        missing: What is not installed; empty where it can be measured.
        load: Reads a file of N-Quads until it can be asked.
        most: The largest corpus, in triples, that it is given.
        reason: Why it is given none larger.
    """

    name: str
    missing: str
    load: Callable[[Path], AbstractContextManager[Loaded]]
    most: int | None = None
    reason: str = ""


def _own_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def _megabytes_of(process: int) -> float:
    status = Path(f"/proc/{process}/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.is_file() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


@contextmanager
def _memory(corpus: Path) -> Iterator[Loaded]:
    begun = time.perf_counter()
    store = Store.open(corpus)
    seconds = time.perf_counter() - begun
    triples = Triples()
    with corpus.open("rb") as file:
        peak = _own_megabytes()  # before the second copy, which only the comparison needs
        triples.load(file, format=RdfFormat.N_QUADS, lenient=True)

    def straight(name: str, values: Mapping[str, str]) -> int:
        text = bind(canned_queries()[name], values)
        return len(list(triples.query(text, use_default_graph_as_union=True)))  # type: ignore[arg-type]

    yield Loaded(seconds=seconds, ask=_asking(store), straight=straight, megabytes=lambda: peak)


def _asking(store: object) -> Ask:
    return lambda name, values: len(run(store, name, values).rows)  # type: ignore[arg-type]


@contextmanager
def _folder(corpus: Path) -> Iterator[Loaded]:
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "store")
        begun = time.perf_counter()
        write_graph(place, all_quads(str(corpus)))
        store = open_store(place)
        seconds = time.perf_counter() - begun
        yield Loaded(seconds=seconds, ask=_asking(store), megabytes=_own_megabytes)


@contextmanager
def _endpoint(address: str, process: int, corpus: Path) -> Iterator[Loaded]:
    begun = time.perf_counter()
    write_graph(address, all_quads(str(corpus)))
    store = open_store(address, seconds=SECONDS)
    seconds = time.perf_counter() - begun
    yield Loaded(seconds=seconds, ask=_asking(store), megabytes=lambda: _megabytes_of(process))


@contextmanager
def _oxigraph(corpus: Path) -> Iterator[Loaded]:
    with oxigraph() as server, _endpoint(server.address, server.process, corpus) as loaded:
        yield loaded


@contextmanager
def _virtuoso(corpus: Path) -> Iterator[Loaded]:
    with (
        tempfile.TemporaryDirectory() as folder,
        virtuoso(Path(folder), buffers=_BUFFERS) as server,
    ):
        os.environ["KG_STORE_USER"] = server.user
        os.environ["KG_STORE_PASSWORD"] = server.password
        with _endpoint(server.address, server.process, corpus) as loaded:
            yield loaded


@contextmanager
def _rdflib(corpus: Path) -> Iterator[Loaded]:
    import rdflib
    from rdflib.plugins import sparql

    sparql.SPARQL_LOAD_GRAPHS = False
    warnings.simplefilter("ignore", DeprecationWarning)
    begun = time.perf_counter()
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(str(corpus), format="nquads")
    seconds = time.perf_counter() - begun

    def late(*_: object) -> None:
        raise QueryTimeoutError(SECONDS)

    signal.signal(signal.SIGALRM, late)

    def ask(name: str, values: Mapping[str, str]) -> int:
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            return len(list(dataset.query(bind(canned_queries()[name], values))))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    yield Loaded(seconds=seconds, ask=ask, megabytes=_own_megabytes)


def _program(name: str) -> str:
    beside = Path(sys.executable).with_name(name)
    return "" if beside.exists() or shutil.which(name) else name


ENGINES: Mapping[str, Engine] = {
    "memory": Engine(name="pyoxigraph, memory", missing="", load=_memory),
    "folder": Engine(name="pyoxigraph, folder", missing="", load=_folder),
    "oxigraph": Engine(name="Oxigraph server", missing=_program("oxigraph"), load=_oxigraph),
    "virtuoso": Engine(name="Virtuoso", missing=_program("virtuoso-t"), load=_virtuoso),
    "rdflib": Engine(
        name="rdflib",
        missing="" if importlib.util.find_spec("rdflib") else "rdflib",
        load=_rdflib,
        most=200_000,
        reason="it would take an hour and several GB",
    ),
}
