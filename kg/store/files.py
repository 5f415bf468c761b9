"""Graphs in files: which name means which format, and writing that leaves no half file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import StoreError, UsageError, Words
from kg.namespaces import ONTOLOGY_GRAPH, PREFIXES

FORMATS = {".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS, ".jsonld": RdfFormat.JSON_LD}
# Turtle holds triples: what is in it has lost its graph, so that it is written and not read back.
EXPORT_FORMATS = {".ttl": RdfFormat.TURTLE, **FORMATS}
_WITH_PREFIXES = {RdfFormat.TRIG, RdfFormat.JSON_LD, RdfFormat.TURTLE}


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


def export_format_of(path: Path, others: Iterable[str] = ()) -> RdfFormat:
    """Return the format that the name of an exported file tells.

    Args:
        path: The file.
        others: Endings that tell a format which is no RDF; the message names them too.

    Raises:
        UsageError: It tells none.
    """
    try:
        return EXPORT_FORMATS[path.suffix.lower()]
    except KeyError:
        known = ", ".join((*EXPORT_FORMATS, *others))
        raise UsageError(
            f"{path}:不能导出为这种文件,文件名应以{known}之一结尾",
            f"{path}: cannot export to this; the file's name ends in one of {known}",
        ) from None


@contextmanager
def reading(path: Path) -> Iterator[RdfFormat]:
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


def read_quads(path: Path) -> list[Quad]:
    """Read a graph file as it is, past any store, which would change datatypes.

    Raises:
        StoreError: The file is missing or not in its format.
        UsageError: Its name tells no known format.
    """
    with reading(path) as rdf_format:
        return list(set(parse(path=str(path), format=rdf_format)))


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


def export_quads(quads: Iterable[Quad], target: Path) -> bytes:
    """Write quads in the format that a file's name tells, always in one order.

    Turtle gets the union of the named graphs.

    Raises:
        UsageError: The name tells no known format.
    """
    rdf_format = export_format_of(target)
    prefixes = PREFIXES if rdf_format in _WITH_PREFIXES else None
    ordered = sorted(quads, key=_order)
    if rdf_format is not RdfFormat.TURTLE:
        return serialize(ordered, format=rdf_format, prefixes=prefixes) or b""
    return encode_triples({quad.triple for quad in ordered}, rdf_format)


def encode_triples(triples: Iterable[Triple], rdf_format: RdfFormat) -> bytes:
    """Write triples in one order, whatever order they come in."""
    prefixes = PREFIXES if rdf_format in _WITH_PREFIXES else None
    return serialize(sorted(triples, key=str), format=rdf_format, prefixes=prefixes) or b""


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
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> StoreError:
    """Say that a place cannot be written to."""
    return StoreError(
        str(path),
        Words("无法写入", error.strerror or "cannot be written"),
        Words("请用 -o 另选位置", "choose another place with -o"),
    )
