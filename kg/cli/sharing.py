"""Commands that hand the graph on: ``export``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.group import Session


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="文件,以 .ttl .trig .nq .jsonld .graphml .gexf .json 结尾。"
    " The file; its ending tells the format.",
)
@click.pass_obj
def export(session: Session, output: Path) -> None:
    """把图谱另存为其他格式。 Write the graph in another format.

    Turtle 没有命名图,写出的是各图的并集。 Turtle knows no named graphs: it holds their union.
    GraphML、GEXF 和 node-link JSON 是网络,供 Gephi 等软件打开。 The last three are networks.

    \b
    kg export -o hangzhou.ttl
    kg export -o hangzhou.gexf
    kg --store my.trig export -o my.jsonld
    """  # noqa: D301
    from kg.export.network import FORMATS, render_network
    from kg.store import all_quads, export_format_of, export_quads

    ending = output.suffix.lower()
    if ending in FORMATS:
        data = render_network(all_quads(session.name_store()), ending)
        session.write(data, output, is_binary=False)
        return
    export_format_of(output, FORMATS)
    session.write(export_quads(all_quads(session.name_store()), output), output, is_binary=False)
