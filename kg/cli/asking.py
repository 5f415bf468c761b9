"""Commands that ask: ``queries``, ``query``, ``explain``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.group import Session

_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="写入文件。 To a file."
)


@click.command()
@click.pass_obj
def queries(session: Session) -> None:
    """列出预设查询。 List the canned queries.

    \b
    kg queries
    """  # noqa: D301
    from kg.export.rows import width
    from kg.query import canned_queries

    known = canned_queries()
    size = max(width(name) for name in known)
    for name, query in known.items():
        summary = query.summary if session.lang == "en" else query.summary_zh
        click.echo(f"{name.ljust(size)}  {summary}")


@click.command()
@click.argument("name")
@click.option("-p", "--param", "params", multiple=True, metavar="K=V", help="参数。 A parameter.")
@click.option(
    "-f",
    "--format",
    "format_name",
    metavar="FORMAT",
    help="table csv csv-excel tsv json xml md xlsx",
)
@_OUTPUT
@click.pass_obj
def query(
    session: Session,
    name: str,
    params: tuple[str, ...],
    format_name: str | None,
    output: Path | None,
) -> None:
    """运行一个预设查询。 Run a canned query.

    \b
    kg query tasks
    kg query citations -p document=hangzhou-15fyp-report -f xlsx -o 引用.xlsx
    """  # noqa: D301
    from kg.errors import UnknownNameError, UsageError, Words
    from kg.export.rows import BINARY, FORMATS, render_rows
    from kg.query import find_query, run

    canned = find_query(name)
    is_shown = output is None and sys.stdout.isatty()
    chosen = format_name or ("table" if is_shown else "csv")
    if chosen not in FORMATS:
        raise UnknownNameError(Words("格式", "format"), chosen, FORMATS)
    values = {}
    for param in params:
        key, sign, value = param.partition("=")
        if not sign:
            raise UsageError(
                f"参数应写作 名称=值,而不是{param!r}", f"a parameter is NAME=VALUE, not {param!r}"
            )
        values[key] = value
    rows = run(session.open_store(), name, values)
    session.write(render_rows(rows, chosen, canned), output, is_binary=chosen in BINARY)


@click.command()
@click.argument("node")
@_OUTPUT
@click.pass_obj
def explain(session: Session, node: str, output: Path | None) -> None:
    """说明一个节点:事实、关联、引文及其位置。 All that is known of one node.

    \b
    kg explain suggestion/4
    kg explain task/3
    """  # noqa: D301
    from kg.explain import explain_node

    store = session.open_store()
    session.write(explain_node(store, node).encode(), output, is_binary=False)
