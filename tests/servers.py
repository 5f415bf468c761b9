"""Servers for tests: on the loopback, ended by who started them, by their process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_PATIENCE = 60


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with socket.socket() as tried:
            tried.settimeout(0.2)
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError("the server does not answer")


@dataclass(frozen=True)
class Oxigraph:
    """A running server.

    Attributes:
        address: Where it takes queries.
        process: Its number, to look at its memory.
    """

    address: str
    process: int


@contextmanager
def oxigraph(*options: str) -> Iterator[Oxigraph]:
    """Run the Oxigraph server of PyPI, in memory."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    assert program, "the oxigraph server is not installed: pip install oxigraph"
    port = free_port()
    process = subprocess.Popen(
        [program, "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield Oxigraph(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(10)


# Small, on the loopback alone, and without what a test must not wait for: no checkpoints, no cut at
# 10,000 rows, no guess of a query's cost, no long search for the best plan of a query that takes
# milliseconds.
_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
MaxCheckpointRemap = 2000
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{port}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
CaseMode = 2
DirsAllowed = {folder}
StopCompilerWhenXOverRunTime = 1
MaxOptimizeLayouts = 50

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5

[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 600
"""


@dataclass(frozen=True)
class Virtuoso:
    """A running server.

    Attributes:
        address: Where it takes queries.
        user: Who may write.
        process: Its number, to look at its memory.
    """

    address: str
    user: str
    password: str
    process: int


@contextmanager
def virtuoso(folder: Path, *, buffers: int = 20_000) -> Iterator[Virtuoso]:
    """Run Debian's Virtuoso 7 with a configuration and a database of its own.

    Args:
        folder: An empty folder, for its files.
        buffers: Pages of 8 KB that it may hold in memory.
    """
    program = shutil.which("virtuoso-t")
    assert program, "Virtuoso is not installed: apt-get install virtuoso-opensource-7"
    port, http = free_port(), free_port()
    settings = {"folder": folder, "port": port, "http": http, "buffers": buffers}
    text = _VIRTUOSO.format(dirty=buffers * 3 // 4, **settings)
    (folder / "virtuoso.ini").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [program, "+foreground", "+configfile", "virtuoso.ini"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(http, process)
        yield Virtuoso(f"http://127.0.0.1:{http}/sparql", "dba", "dba", process.pid)
    finally:
        process.kill()  # its database goes with it: nothing is to be saved
        process.wait(10)


@dataclass(frozen=True)
class Script:
    """What a server says to whatever it is asked."""

    status: int
    kind: str
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0


class scripted:  # noqa: N801 - used as a function
    """A server that says one thing, and keeps the headers that it was sent."""

    seen: list[Mapping[str, str]] = []  # noqa: RUF012

    def __init__(self, script: Script) -> None:
        self._script = script

    def __enter__(self) -> str:
        script = self._script
        ended = self._ended = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                scripted.seen.append({name.lower(): value for name, value in self.headers.items()})
                self.rfile.read(int(self.headers.get("content-length", 0)))
                ended.wait(script.seconds)
                data = script.body.encode()
                self.send_response(script.status)
                headers = {"content-type": script.kind, "content-length": str(len(data))}
                for name, value in (headers | dict(script.headers)).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_PUT = do_DELETE = do_POST  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

            def handle_error(self) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
