"""Commands that check: ``validate``, ``audit``."""

from __future__ import annotations

import sys
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


@click.command()
@click.option(
    "-f", "--format", "format_name", default="text", metavar="FORMAT", help="text json xlsx html"
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    help="何种问题使退出码为 1。 What makes the exit status 1.",
)
@_OUTPUT
@click.pass_obj
def audit(session: Session, format_name: str, fail_on: str, output: Path | None) -> int:
    """溯源审核:每条建议是否落实、落在何处、深到哪一层,文件自身是否一致。 Traceability audit.

    \b
    kg audit
    kg audit -f xlsx -o 审核.xlsx
    kg audit -f html -o 审核.html
    """  # noqa: D301
    from kg.audit import audit_store
    from kg.errors import UnknownNameError, Words
    from kg.export.audit import BINARY, FORMATS, render_audit

    known = [*FORMATS, "html"]
    if format_name not in known:
        raise UnknownNameError(Words("格式", "format"), format_name, known)
    store = session.open_plan()
    report = audit_store(store)
    if format_name == "html":
        from kg.pages.audit_page import read_texts, render_audit_page

        rendered = render_audit_page(report, texts=read_texts(store), lang=session.lang)
    else:
        rendered = render_audit(report, format_name, session.lang)
    is_tty = sys.stdout.isatty()
    session.write(rendered, output, is_binary=format_name in BINARY and (is_tty or output is None))
    return 1 if report.fails(fail_on) else 0
