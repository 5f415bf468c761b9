"""One door to triples: files, folders, endpoints; what goes wrong with each."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad

from kg.cli import run as command
from kg.errors import StoreError, UnknownNameError, UsageError, Words
from kg.pipeline import build_graph
from kg.query import run
from kg.query.own import answer_own
from kg.store import (
    Graph,
    Rows,
    Store,
    all_quads,
    check_version,
    fetch_plan,
    open_store,
    value_of,
    write_graph,
)
from kg.store.endpoint import Endpoint
from kg.store.layout import Credentials, credentials_for, layout_of
from tests.conftest import Report
from tests.servers import Script, oxigraph, scripted

ROOT = Path(__file__).parents[1]


def quads_of(*reports: Report) -> list[Quad]:
    return build_graph([report.build for report in reports])


def tasks(store: object) -> list[tuple[str, str]]:
    rows = run(store, "tasks").rows  # type: ignore[arg-type]
    return [(value_of(row, "document"), value_of(row, "label")) for row in rows]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph() as server:
        address = server.address
        yield address


# The same answers wherever the triples are


@pytest.mark.parametrize("kind", ["file", "folder", "endpoint"])
def test_a_graph_answers_alike_wherever_it_is(
    kind: str, hangzhou: Report, qinghe: Report, tmp_path: Path, server: str
) -> None:
    names = {"file": str(tmp_path / "g.trig"), "folder": str(tmp_path / "g"), "endpoint": server}
    name = names[kind]
    write_graph(name, quads_of(hangzhou, qinghe))
    store = open_store(name)
    check_version(store)
    assert tasks(store) == tasks(hangzhou.store) + tasks(qinghe.store)
    assert len(set(all_quads(name))) == len(set(quads_of(hangzhou, qinghe)))
    plan = fetch_plan(store, "qinghe")
    assert tasks(plan) == tasks(qinghe.store)
    with pytest.raises(UnknownNameError, match="qinghe"):
        fetch_plan(store, "qinghee")


@pytest.mark.parametrize("kind", ["folder", "endpoint"])
def test_another_plan_joins_those_that_are_there(
    kind: str, hangzhou: Report, qinghe: Report, tmp_path: Path
) -> None:
    with oxigraph() as server:
        address = server.address
        name = address if kind == "endpoint" else str(tmp_path / "province")
        write_graph(name, quads_of(hangzhou))
        write_graph(name, quads_of(qinghe))
        assert tasks(open_store(name)) == tasks(hangzhou.store) + tasks(qinghe.store)
        # Built anew, a plan takes its own place: nothing is there twice, nothing old is left.
        half = [quad for quad in quads_of(qinghe) if "/task/2" not in str(quad.subject)]
        write_graph(name, half)
        assert len(tasks(open_store(name))) == 15 + 3
        write_graph(name, quads_of(qinghe))
        assert set(map(str, all_quads(name))) == set(
            map(str, Store.of([*quads_of(hangzhou), *quads_of(qinghe)]).quads())
        )


def test_a_query_of_any_form_is_answered_by_all(
    hangzhou: Report, tmp_path: Path, server: str
) -> None:
    write_graph(str(tmp_path / "g"), quads_of(hangzhou))
    write_graph(server, quads_of(hangzhou))
    for name in (str(tmp_path / "g"), server):
        store = open_store(name)
        found = store.answer("SELECT ?s { ?s ?p ?o }", most=3)
        assert isinstance(found, Rows)
        assert (len(found.rows), found.is_cut) == (3, True)
        found = store.answer("SELECT ?s { ?s ?p ?o } LIMIT 3", most=3)
        assert isinstance(found, Rows)
        assert not found.is_cut
        assert store.answer("ASK { ?s ?p ?o }") is True
        assert store.answer("ASK { ?s ?p ?s }") is False
        graph = store.answer("CONSTRUCT WHERE { ?s ?p ?o }", most=5)
        assert isinstance(graph, Graph)
        assert (len(graph.triples), graph.is_cut) == (5, True)


def test_a_query_may_choose_the_stores_own_graphs(
    hangzhou: Report, tmp_path: Path, server: str
) -> None:
    """Engines that make all graphs one overlook ``FROM`` in the text; so it goes beside it too."""
    write_graph(str(tmp_path / "g"), quads_of(hangzhou))
    write_graph(server, quads_of(hangzhou))
    terms = "https://w3id.org/planning-kg/graph/ontology"
    for name in (str(tmp_path / "g"), server):
        store = open_store(name)
        size = len(list(store.quads(terms)))
        assert size > 1000
        for chosen, pattern, expected in (
            (f"FROM <{terms}>", "?s ?p ?o", size),
            (f"FROM <{terms}>", "GRAPH ?g { ?s ?p ?o }", 0),
            (f"FROM NAMED <{terms}>", "?s ?p ?o", 0),
            (f"FROM NAMED <{terms}>", "GRAPH ?g { ?s ?p ?o }", size),
        ):
            text = f"SELECT (COUNT(*) AS ?n) {chosen} {{ {pattern} }}"
            found = answer_own(store, text, graphs=store.graphs, seconds=9, most=None)
            assert isinstance(found, Rows)
            assert value_of(found.rows[0], "n") == str(expected)


# Folders


def test_a_folder_with_other_files_is_not_touched(hangzhou: Report, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(StoreError, match="holds other files"):
        write_graph(str(tmp_path), quads_of(hangzhou))
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
    with pytest.raises(StoreError, match="no graph in this folder"):
        open_store(str(tmp_path))


def test_an_empty_folder_takes_a_graph(hangzhou: Report, tmp_path: Path) -> None:
    place = tmp_path / "empty"
    place.mkdir()
    write_graph(str(place), quads_of(hangzhou))
    assert len(tasks(open_store(str(place)))) == 15
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


@pytest.mark.parametrize("harm", ["cut", "gone", "changed"])
@pytest.mark.parametrize("pattern", ["*.sst", "CURRENT", "MANIFEST-*"])
def test_a_damaged_folder_says_so_and_how_to_build_it_again(
    harm: str, pattern: str, damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in damaged.glob(pattern):
        data = path.read_bytes()
        path.unlink()
        if harm == "cut":
            path.write_bytes(data[: len(data) // 2])
        elif harm == "changed":
            path.write_bytes(data.replace(data[: len(data) // 2], b"\0" * (len(data) // 2), 1))
    assert command(["-q", "--store", str(damaged), "query", "tasks"]) == 3
    said = capsys.readouterr().err
    assert "kg build" in said
    assert said.count("\n") == 1


@pytest.fixture
def damaged(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "store"))


@pytest.fixture(scope="module")
def sound(hangzhou: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sound") / "store"
    write_graph(str(place), quads_of(hangzhou))
    return place


def test_a_folder_that_is_being_written_to_is_told(
    sound: Path, tmp_path: Path, qinghe: Report
) -> None:
    from pyoxigraph import Store as Triples

    place = shutil.copytree(sound, tmp_path / "store")
    holder = Triples(str(place))
    with pytest.raises(StoreError, match="another program"):
        write_graph(str(place), quads_of(qinghe))
    assert len(tasks(open_store(str(place)))) == 15  # but it can be read
    del holder


_LOAD = """
import sys
from pathlib import Path
from kg.store import all_quads, write_graph
quads = all_quads(sys.argv[1])
print("begun", flush=True)
write_graph(sys.argv[2], quads)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a thing of POSIX")
@pytest.mark.parametrize("is_new", [True, False], ids=["a-new-folder", "one-more-plan"])
def test_a_killed_load_leaves_the_old_graph_or_none(
    is_new: bool, sound: Path, qinghe: Report, tmp_path: Path
) -> None:
    place = tmp_path / "store"
    if not is_new:
        shutil.copytree(sound, place)
    graph = tmp_path / "more.nq"
    write_graph(str(graph), quads_of(qinghe))
    ends = {"old": 0, "new": 0}
    for wait in (0.0, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.2, 0.4):
        process = subprocess.Popen(
            [sys.executable, "-c", _LOAD, str(graph), str(place)], stdout=subprocess.PIPE, cwd=ROOT
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        if is_new and not place.exists():
            ends["old"] += 1
            continue
        keys = sorted({document for document, _ in tasks(open_store(str(place)))})
        counted = len(tasks(open_store(str(place))))
        whole: dict[tuple[str, ...], int] = {("qinghe",): 4} if is_new else {}
        whole |= {("hangzhou-15fyp-report",): 15, ("hangzhou-15fyp-report", "qinghe"): 19}
        assert whole[tuple(keys)] == counted
        ends["new" if "qinghe" in keys else "old"] += 1
        if "qinghe" in keys:
            shutil.rmtree(place)
            if not is_new:
                shutil.copytree(sound, place)
    assert ends["old"], "each load had ended before it was killed"
    write_graph(str(place), quads_of(qinghe))
    assert {path.name for path in tmp_path.iterdir()} == {"store", "more.nq"}  # no remains


def test_a_new_folder_appears_by_one_move(
    qinghe: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = []
    move = Path.rename

    def watched(source: Path, target: Path) -> Path:
        moved.append((target, target.exists(), len(Store.open_folder(source))))
        return move(source, target)

    monkeypatch.setattr(Path, "rename", watched)
    quads = quads_of(qinghe)
    write_graph(str(tmp_path / "store"), quads)
    assert moved == [(tmp_path / "store", False, len(set(quads)))]


# Endpoints

RESULTS = "application/sparql-results+json"
SAYS = {
    "html": (Script(200, "text/html", "<html><title>登录</title>"), 3, "text/html"),
    "unauthorised": (Script(401, "text/plain", "who are you"), 3, "KG_STORE_USER"),
    "forbidden": (Script(403, "text/plain", ""), 3, "KG_STORE_PASSWORD"),
    "not-found": (Script(404, "text/plain", "no such"), 3, "HTTP 404"),
    "broken": (Script(500, "text/html", "<h1>Internal\nerror</h1>"), 3, "Internal error"),
    "moved": (Script(302, "text/plain", "", {"location": "http://elsewhere"}), 3, "elsewhere"),
    "half": (Script(200, RESULTS, '{"head": {"vars": ["version"]'), 3, "SPARQL"),
    "other-json": (Script(200, RESULTS, '{"results": 1}'), 3, "SPARQL"),
    "partial": (Script(200, RESULTS, '{"head": {"vars": ["version"]}, "results": {"bindings": []}}',
                       {"x-sql-state": "S1TAT"}), 4, "30"),
    "server-timeout": (Script(504, "text/plain", "timeout"), 4, "30"),
    "cut-off": (Script(200, RESULTS, "{", {"content-length": "1000"}), 3, "--store"),
}  # fmt: skip


@pytest.mark.parametrize("case", SAYS)
def test_an_endpoint_that_does_not_answer_gets_one_line(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    script, status, words = SAYS[case]
    with scripted(script) as address:
        assert command(["-q", "--store", f"{address}/query", "query", "tasks"]) == status
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_an_endpoint_that_is_down_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with scripted(Script(200, "text/plain", "")) as address:
        pass
    assert command(["-q", "--store", f"{address}/query", "query", "tasks"]) == 3
    said = capsys.readouterr().err
    assert address in said
    assert said.count("\n") == 1


def test_a_slow_endpoint_is_given_up(capsys: pytest.CaptureFixture[str]) -> None:
    with scripted(Script(200, RESULTS, "{}", seconds=5)) as address:
        begun = time.monotonic()
        words = ["-q", "--store", f"{address}/query", "query", "tasks", "--timeout", "0.3"]
        assert command(words) == 4
        assert time.monotonic() - begun < 3
    assert "0.3" in capsys.readouterr().err


def test_rows_that_a_server_cut_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    body = '{"head": {"vars": ["version"]}, "results": {"bindings": [{}]}}'
    with scripted(Script(200, RESULTS, body, {"x-sparql-maxrows": "1"})) as address:
        store = open_store(f"{address}/query")
        assert store.select("SELECT * {}").is_cut
    with scripted(Script(200, RESULTS, body, {"x-sparql-maxrows": "10000"})) as address:
        assert not open_store(f"{address}/query").select("SELECT * {}").is_cut


def test_an_upload_that_breaks_off_leaves_no_half_plan(hangzhou: Report) -> None:
    with oxigraph() as server:
        address = server.address
        write_graph(address, quads_of(hangzhou))
        store = open_store(address)
        real = Endpoint._write

        def breaks(self: Endpoint, method: str, graph: str, data: bytes | None) -> None:
            if method == "PUT" and graph.endswith("source"):
                raise StoreError("x", Words("断", "broken"), Words("", ""))
            real(self, method, graph, data)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Endpoint, "_write", breaks)
            with pytest.raises(StoreError, match="run it again"):
                write_graph(address, quads_of(hangzhou))
        assert tasks(store) == []
        write_graph(address, quads_of(hangzhou))
        assert len(tasks(store)) == 15


def test_addresses_are_laid_out_as_the_servers_have_them() -> None:
    fuseki = layout_of("https://x.org/ds/query", {})
    assert fuseki.update == "https://x.org/ds/update"
    virtuoso = layout_of("http://x:8890/sparql/", {})
    assert virtuoso.query == "http://x:8890/sparql"
    assert virtuoso.graphs == "http://x:8890/sparql-graph-crud-auth"
    assert layout_of("http://x:7878", {}).query == "http://x:7878/query"
    named = layout_of("http://x/query", {"KG_GRAPH_STORE_URL": "http://x/data"})
    assert named.graphs == "http://x/data"
    for wrong in ("http://", "http://[x/", "http:///query", "http://u:p@x/query"):
        with pytest.raises(UsageError):
            layout_of(wrong, {})


def test_credentials_come_from_environment_or_netrc(tmp_path: Path) -> None:
    url = "http://db.example:8890/sparql"
    assert credentials_for(url, {"KG_STORE_USER": "a", "KG_STORE_PASSWORD": "b"}) == Credentials(
        "a", "b"
    )
    netrc = tmp_path / "netrc"
    netrc.write_text("machine db.example login c password d\n")
    netrc.chmod(0o600)
    assert credentials_for(url, {"NETRC": str(netrc)}) == Credentials("c", "d")
    assert credentials_for("http://other/", {"NETRC": str(netrc)}) is None
    netrc.write_text("nonsense\n")
    with pytest.raises(UsageError, match="cannot be read"):
        credentials_for(url, {"NETRC": str(netrc)})
    assert "hidden" not in repr(Credentials("a", "hidden"))


def test_credentials_are_sent_and_never_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_STORE_USER", "somebody")
    monkeypatch.setenv("KG_STORE_PASSWORD", "hidden-word")
    with scripted(Script(401, "text/plain", "no")) as address:
        assert command(["-v", "--store", f"{address}/query", "query", "tasks"]) == 3
        sent = scripted.seen[-1]
    assert sent["authorization"].startswith("Basic ")
    said = capsys.readouterr()
    assert "hidden-word" not in said.err + said.out


# Other ontologies, empty stores


def test_a_graph_of_another_ontology_is_refused(
    hangzhou: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = tmp_path / "old.trig"
    write_graph(str(graph), quads_of(hangzhou))
    text = graph.read_text(encoding="utf-8")
    graph.write_text(text.replace('versionInfo "0.', 'versionInfo "7.'), encoding="utf-8")
    assert command(["-q", "--store", str(graph), "query", "tasks"]) == 3
    said = capsys.readouterr().err
    assert "7." in said
    assert "kg build" in said
    # Plans of two ontologies do not come into one store.
    place = str(tmp_path / "store")
    write_graph(place, all_quads(str(graph)))
    with pytest.raises(StoreError, match=r"7\."):
        write_graph(place, quads_of(hangzhou))


def test_a_store_without_a_plan_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with oxigraph() as server:
        address = server.address
        assert command(["-q", "--store", address, "query", "tasks"]) == 3
        assert "kg build" in capsys.readouterr().err
        assert command(["-q", "--store", address, "sparql", "SELECT * { ?s ?p ?o }"]) == 0
    capsys.readouterr()
