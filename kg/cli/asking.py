"""Commands that ask: ``queries``, ``query``, ``sparql``, ``explain``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import Session

if TYPE_CHECKING:
    from kg.query import CannedQuery

_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="写入文件。 To a file."
)
_TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0.01),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="时限,到时即中止(退出码 4)。 When it is ended.",
)
_FORMAT = click.option(
    "-f",
    "--format",
    "format_name",
    metavar="FORMAT",
    help="table csv csv-excel tsv json xml md xlsx; CONSTRUCT: ttl jsonld nt",
)


@click.command()
@click.argument("name", required=False)
@click.pass_obj
def queries(session: Session, name: str | None) -> None:
    """列出预设查询。 List the canned queries.

    写出名称则说明该查询及其参数。 With a NAME: what it answers, and its parameters.

    \b
    kg queries
    kg queries targets
    """  # noqa: D301
    from kg.export.rows import width
    from kg.query import canned_queries, find_query

    is_english = session.lang == "en"
    if name is not None:
        click.echo(describe_query(find_query(name), is_english=is_english), nl=False)
        return
    known = canned_queries()
    size = max(width(known_name) for known_name in known)
    for known_name, query in known.items():
        summary = query.summary if is_english else query.summary_zh
        click.echo(f"{known_name.ljust(size)}  {summary}")


def describe_query(query: CannedQuery, *, is_english: bool) -> str:
    """Say what a query answers, and which parameters it takes."""
    lines = [query.summary if is_english else query.summary_zh]
    lines += [said] if (said := query.description if is_english else query.description_zh) else []
    for parameter in query.parameters.values():
        notes = [parameter.summary if is_english else parameter.summary_zh, parameter.type]
        notes += [] if parameter.is_optional else ["required" if is_english else "必填"]
        if parameter.default is not None:
            notes.append(f"{'default' if is_english else '默认'} {parameter.default}")
        notes += [" | ".join(parameter.choices)] if parameter.choices else []
        lines.append(f"  -p {parameter.name}=…  {'; '.join(note for note in notes if note)}")
    return "\n".join(lines) + "\n"


def read_parameters(params: Iterable[str]) -> dict[str, str]:
    """Read parameters as they are written on the command line.

    Raises:
        UsageError: One of them is no ``NAME=VALUE``.
    """
    from kg.errors import UsageError

    values = {}
    for param in params:
        key, sign, value = param.partition("=")
        if not sign:
            raise UsageError(
                f"参数应写作 名称=值,而不是{param!r}", f"a parameter is NAME=VALUE, not {param!r}"
            )
        values[key] = value
    return values


@click.command()
@click.argument("name")
@click.option("-p", "--param", "params", multiple=True, metavar="K=V", help="参数。 A parameter.")
@_FORMAT
@_OUTPUT
@_TIMEOUT
@click.pass_obj
def query(
    session: Session,
    name: str,
    params: tuple[str, ...],
    format_name: str | None,
    output: Path | None,
    timeout: float,
) -> None:
    """运行一个预设查询。 Run a canned query.

    \b
    kg query tasks
    kg query citations -p document=hangzhou-15fyp-report -f xlsx -o 引用.xlsx
    """  # noqa: D301
    from kg.cli.deadline import deadline
    from kg.errors import UnknownNameError, Words
    from kg.export.rows import BINARY, FORMATS, render_rows
    from kg.query import bind, find_query, run

    canned = find_query(name)
    is_shown = output is None and sys.stdout.isatty()
    chosen = format_name or ("table" if is_shown else "csv")
    if chosen not in FORMATS:
        raise UnknownNameError(Words("格式", "format"), chosen, FORMATS)
    values = read_parameters(params)
    bind(canned, values)  # a parameter that does not fit is told before all else
    store = session.open_store(timeout)
    with deadline(session, store, timeout):
        rows = run(store, name, values)
    session.remark_cut(rows.is_cut, len(rows.rows))
    session.write(render_rows(rows, chosen, canned), output, is_binary=chosen in BINARY)


@click.command()
@click.argument("text", metavar="'SELECT …' | -")
@_FORMAT
@_OUTPUT
@_TIMEOUT
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=10_000,
    show_default=True,
    help="最多取多少行,0 为不限;有删节时会说明。 Rows at most, 0 for all; a cut is told.",
)
@click.pass_obj
def sparql(
    session: Session,
    text: str,
    format_name: str | None,
    output: Path | None,
    timeout: float,
    limit: int,
) -> None:
    """运行自己的 SPARQL 查询,只读。 Run a query of one's own, read-only.

    本项目的前缀已声明。“-”从标准输入读取。 The project's prefixes are declared. "-" reads stdin.

    \b
    kg sparql 'SELECT ?t ?n { ?t a plan:KeyTask ; plan:number ?n } ORDER BY ?n'
    kg sparql - -f ttl < 查询.rq
    """  # noqa: D301
    from kg.cli.deadline import deadline
    from kg.export.answers import check_format, render_answer
    from kg.query.own import answer_own
    from kg.store import Graph, Rows

    check_format(format_name)
    if text == "-":
        text = read_standard_input()
    store = session.open_store(timeout, may_be_empty=True)
    with deadline(session, store, timeout):
        answer = answer_own(store, text, graphs=store.graphs, seconds=timeout, most=limit or None)
    if isinstance(answer, Rows | Graph):
        size = len(answer.rows) if isinstance(answer, Rows) else len(answer.triples)
        session.remark_cut(answer.is_cut, size)
    is_shown = output is None and sys.stdout.isatty()
    data, is_binary = render_answer(answer, format_name, is_shown=is_shown)
    session.write(data, output, is_binary=is_binary)


def read_standard_input() -> str:
    """Read a query from standard input.

    Raises:
        UsageError: It is not UTF-8.
    """
    from kg.errors import UsageError

    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"标准输入不是UTF-8文字(第{error.start}字节)",
            f"standard input is not UTF-8 (at byte {error.start})",
        ) from error


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
    from kg.explain import document_of, explain_node
    from kg.store import fetch_all, fetch_plan

    store = session.open_store()
    document = document_of(store, node)
    plan = fetch_all(store) if document is None else fetch_plan(store, document)
    session.write(explain_node(plan, node).encode(), output, is_binary=False)
