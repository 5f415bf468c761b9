"""Commands that hand the graph on: ``export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import Session

if TYPE_CHECKING:
    from kg.export.catalogue import File

# Endings that tell tables of the canned queries, and the description of the data set.
_WORKBOOK, _CSVW, _CATALOGUE = ".xlsx", ".csvw.zip", ".dcat.jsonld"


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="文件,以 .ttl .trig .nq .jsonld .graphml .gexf .json .csvw.zip .xlsx .dcat.jsonld 结尾。"
    " The file; its ending tells the format.",
)
@click.pass_obj
def export(session: Session, output: Path) -> None:
    """把图谱另存为其他格式。 Write the graph in another format.

    Turtle 没有命名图,写出的是各图的并集。 Turtle knows no named graphs: it holds their union.
    GraphML、GEXF 和 node-link JSON 是网络,供 Gephi 等软件打开。 These are networks.
    .csvw.zip 和 .xlsx 是各预设查询的表。 These hold the tables of the canned queries.
    .dcat.jsonld 说明数据集,并列出同名的其他文件。 It describes the data set and the files of
    the same name that lie beside it.

    \b
    kg export -o hangzhou.ttl
    kg export -o hangzhou.gexf
    kg export -o hangzhou.xlsx
    kg export -o hangzhou.dcat.jsonld
    kg --store my.trig export -o my.jsonld
    """  # noqa: D301
    from kg.export.network import FORMATS, render_network
    from kg.store import all_quads, export_format_of, export_quads

    name, ending = output.name.lower(), output.suffix.lower()
    if name.endswith(_CATALOGUE):
        data = _catalogue(session, output)
    elif name.endswith((_CSVW, _WORKBOOK)):
        data = _tables(session, name)
    elif ending in FORMATS:
        data = render_network(all_quads(session.name_store()), ending)
    else:
        export_format_of(output, (*FORMATS, _CSVW, _WORKBOOK, _CATALOGUE))
        data = export_quads(all_quads(session.name_store()), output)
    session.write(data, output, is_binary=False)


def _tables(session: Session, name: str) -> bytes:
    from kg.export.collection import answer_all, render_workbook
    from kg.export.csvw import render_csvw

    answers = answer_all(session.open_store())
    return render_csvw(answers) if name.endswith(_CSVW) else render_workbook(answers)


def _catalogue(session: Session, output: Path) -> bytes:
    from kg import resources
    from kg.export.catalogue import render_catalogue
    from kg.source import read_manifest

    store = session.open_store()
    manifest = read_manifest(resources.BUNDLED)
    files = _files_beside(output)
    if not files:
        session.remark(
            "旁边没有同名的数据文件,说明中不列文件",
            "no data file of this name lies beside it: the description lists none",
        )
    return render_catalogue(store, files, {manifest["sha256"]: manifest})


def _files_beside(output: Path) -> list[File]:
    """Read the files of the same name, whose endings tell other forms of the data."""
    from kg.export.catalogue import FORMS, File

    stem = output.name[: -len(_CATALOGUE)]
    named = [(output.with_name(stem + ending), ending) for ending in FORMS]
    return [File(path.name, ending, path.read_bytes()) for path, ending in named if path.is_file()]
