"""The command that checks: ``validate``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.group import Session

_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="写入文件。 To a file."
)


@click.command()
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    help="与手头的原文对照。 Compare with the file at hand.",
)
@click.option("--document", help="文件标识。 Key of the document.")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@_OUTPUT
@click.pass_obj
def validate(
    session: Session,
    source: Path | None,
    document: str | None,
    format_name: str,
    output: Path | None,
) -> int:
    """校验:数据形状、引文逐字比对、各值从引文重读。 Shapes, quotes, values read again.

    与手头的原文对照时,引文只是移位的事实仅予注明,引文已不在的才算问题(退出码 1)。
    With --source, facts whose quotes merely moved are remarked; those whose quotes are gone fail.

    \b
    kg validate
    kg --store my.trig validate --source 报告.txt
    """  # noqa: D301
    from kg.check import render_validation, validate_store
    from kg.source import decode, read_bytes

    store = session.open_plan(document)
    text = None if source is None else decode(read_bytes(source), source)
    result = validate_store(store, text=text, document=document)
    rendered = render_validation(result, format_name, session.lang)
    session.write(rendered.encode(), output, is_binary=False)
    return 0 if result.holds else 1
