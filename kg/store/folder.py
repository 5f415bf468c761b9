"""Graphs in a folder on disk: a load is there whole, or not at all, whatever ends it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize
from pyoxigraph import Store as Triples

from kg.errors import StoreError, Words
from kg.store.files import cannot_write
from kg.store.local import is_store, whole_folder


def write_folder(path: Path, quads: Sequence[Quad], replaced: Sequence[str]) -> None:
    """Write quads into a folder: a new one, or among the other plans of one that is there.

    A new store is loaded in bulk beside its place and then moved there. Into a store that is there
    the quads come in one transaction. Killed at any moment, either leaves the old or the new.

    Args:
        path: The folder.
        quads: What it is to hold.
        replaced: The graphs whose place they take; all others stay.

    Raises:
        StoreError: The folder holds other files, is damaged, is being written to, or cannot be
            written to.
    """
    try:
        if is_store(path):
            _add(path, quads, replaced)
        else:
            _make(path, quads)
    except OSError as error:
        raise cannot_write(path, error) from error


def _make(path: Path, quads: Sequence[Quad]) -> None:
    if path.is_dir() and any(path.iterdir()):
        raise StoreError(
            str(path),
            Words("文件夹中有其他文件,不是图谱库", "holds other files and is no store"),
            Words("请用 -o 另选一个空文件夹", "choose an empty folder with -o"),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear_remains(path)
    loading = path.with_name(f".{path.name}.{os.getpid()}.loading")
    try:
        triples = Triples(str(loading))
        triples.bulk_extend(quads)
        triples.flush()
        triples.optimize()
        del triples  # only then are its files closed
        if path.is_dir():
            path.rmdir()
        loading.rename(path)
    finally:
        shutil.rmtree(loading, ignore_errors=True)


def _add(path: Path, quads: Sequence[Quad], replaced: Sequence[str]) -> None:
    with whole_folder(path):
        triples = Triples(str(path))
    drops = "".join(f"DROP SILENT GRAPH <{graph}> ;\n" for graph in replaced)
    by_graph: dict[str, list[Quad]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(quad)
    blocks = []
    for graph, held in by_graph.items():
        lines = serialize((quad.triple for quad in held), format=RdfFormat.N_TRIPLES) or b""
        blocks.append(f"GRAPH {graph} {{\n{lines.decode()}}}\n")
    with whole_folder(path):
        # One update is one transaction: the old graphs go and the new come at once.
        triples.update(f"{drops}INSERT DATA {{\n{''.join(blocks)}}}")
        triples.flush()


def _clear_remains(path: Path) -> None:
    """Remove what a load left that was killed; one that still runs is left alone."""
    for remains in path.parent.glob(f".{path.name}.*.loading"):
        number = remains.name.removesuffix(".loading").rpartition(".")[2]
        if number.isdigit() and not _runs(int(number)):
            shutil.rmtree(remains, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name != "posix":  # there, signal 0 would end the process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
