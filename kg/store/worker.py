"""Queries in a process that can be killed: no engine that runs inside this one can be stopped.

The worker holds the store and answers one query after another. A message is a line of JSON, and
then as many bytes as its ``size`` says: N-Quads of a graph that stands in no file, the text of a
query, SPARQL results in JSON, or N-Triples.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from typing import IO, Any

from pyoxigraph import RdfFormat, parse, serialize

from kg.errors import KgError, QueryTimeoutError, StoreError, UsageError, Words
from kg.store.answers import Answer, Dataset, Graph
from kg.store.local import Store
from kg.store.place import fetch_all, open_store
from kg.store.results import read_results, write_results
from kg.store.terms import Rows

_NOTHING = b""


class Worker:
    """Asks a store at hand in another process, which is started at the first query.

    Attributes:
        name: What messages call the store.
    """

    def __init__(self, store: Store, *, place: str | None = None) -> None:
        """Keep what the process needs to begin.

        Args:
            store: The store.
            place: Where its graph can be read anew; ``None`` to hand over what it holds.
        """
        self.name = store.name
        self._store = store
        self._place = place
        self._process: subprocess.Popen[bytes] | None = None

    def answer(
        self, query: str, *, most: int | None, seconds: float, dataset: Dataset | None
    ) -> Answer:
        """Answer a query of any form, or end it.

        Raises:
            QueryTimeoutError: The time ran out; the process is gone, the next query gets a new one.
            StoreError: The process ended by itself, such as for want of memory.
            UsageError: The query is malformed.
        """
        process = self._process or self._start()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            _send(process.stdin, {"most": most, "dataset": _plain(dataset)}, query.encode())
            head, body = _receive(process.stdout)
        except (OSError, ValueError) as error:
            self.close()
            if late.is_set():
                raise QueryTimeoutError(seconds) from None
            raise StoreError(
                self.name,
                Words("查询进程意外结束", "the process of the query has ended"),
                Words(
                    "查询可能用尽了内存,请缩小范围后再试",
                    "the query may have used up the memory; narrow it and try again",
                ),
            ) from error
        finally:
            timer.cancel()
        return _read_answer(head, body)

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            _end(self._process)
            self._process = None

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "kg.store.worker"]
        process = subprocess.Popen(  # noqa: S603 - this very program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        weakref.finalize(self, _end, process)
        self._process = process
        if self._place is not None:
            _send(process.stdin, {"place": self._place}, _NOTHING)
        else:
            graph = serialize(self._store.quads(), format=RdfFormat.N_QUADS) or _NOTHING
            _send(process.stdin, {"place": None}, graph)
        head, body = _receive(process.stdout)
        _read_answer(head, body)
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):  # what was still to be written goes nowhere
                stream.close()


def _send(stream: IO[bytes] | None, head: dict[str, Any], body: bytes) -> None:
    if stream is None:
        raise ValueError("no pipe to the process")
    stream.write(json.dumps(head | {"size": len(body)}).encode() + b"\n" + body)
    stream.flush()


def _receive(stream: IO[bytes] | None) -> tuple[dict[str, Any], bytes]:
    if stream is None:
        raise ValueError("no pipe to the process")
    line = stream.readline()
    if not line:
        raise ValueError("the pipe is closed")
    head: dict[str, Any] = json.loads(line)
    body = stream.read(head["size"])
    if len(body) < head["size"]:
        raise ValueError("the pipe was closed in the middle")
    return head, body


def _plain(dataset: Dataset | None) -> list[tuple[str, ...]] | None:
    return None if dataset is None else [dataset.default, dataset.named]


def _read_answer(head: dict[str, Any], body: bytes) -> Answer:
    if "status" in head:
        errors = {UsageError.exit_status: UsageError}
        raise errors.get(head["status"], KgError)(head["zh"], head["en"])
    if head["kind"] == "graph":
        triples = tuple(quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))
        return Graph(triples, head["is_cut"])
    found = read_results(body)
    if isinstance(found, Rows):
        return Rows(found.variables, found.rows, head["is_cut"])
    return found


def _write_answer(answer: Answer) -> tuple[dict[str, Any], bytes]:
    if isinstance(answer, Graph):
        body = serialize(answer.triples, format=RdfFormat.N_TRIPLES) or _NOTHING
        return {"kind": "graph", "is_cut": answer.is_cut}, body
    is_cut = isinstance(answer, Rows) and answer.is_cut
    return {"kind": "results", "is_cut": is_cut}, write_results(answer)


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Open the store that the first message names, and answer until the pipe is closed."""
    store: Store | None = None
    while True:
        try:
            head, body = _receive(source)
        except ValueError:
            return
        try:
            if store is None:
                store = _opened(head, body)
                said, data = _write_answer(True)
            else:
                chosen = None if head["dataset"] is None else Dataset(*head["dataset"])
                found = store.answer(body.decode(), most=head["most"], dataset=chosen)
                said, data = _write_answer(found)
        except KgError as error:
            words = error.words
            said, data = {"status": error.exit_status, "zh": words.zh, "en": words.en}, _NOTHING
        _send(sink, said, data)


def _opened(head: dict[str, Any], body: bytes) -> Store:
    if head["place"] is not None:
        return fetch_all(open_store(head["place"]))
    return Store.of(parse(body, format=RdfFormat.N_QUADS))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
