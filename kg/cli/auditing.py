"""Commands on top of the audit: ``audit``, ``opinion``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import Session

if TYPE_CHECKING:
    from kg.check import Problem
    from kg.model import AuditReport
    from kg.store import Store

_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="写入文件。 To a file."
)


_MOST_REMARKED = 10
_STRICT = click.option(
    "--strict",
    is_flag=True,
    help="有表格未能读出、或有事实从引文中读不出时,退出码为 1。"
    " Exit with 1 where a table was not read or a fact is not what its quotes say.",
)
# Calls of earlier versions name it; every graph that can be read is audited now.
_FORCE = click.option("--force", is_flag=True, hidden=True, expose_value=False)


@click.command()
@click.option(
    "-f",
    "--format",
    "format_name",
    default="text",
    metavar="FORMAT",
    help="text json md html xlsx docx sarif",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    help="何种问题使退出码为 1。 What makes the exit status 1.",
)
@click.option("--only", multiple=True, metavar="RULE", help="只用这些规则。 Only these rules.")
@click.option("--skip", multiple=True, metavar="RULE", help="不用这些规则。 Not these rules.")
@click.option(
    "--profile",
    type=click.Path(path_type=Path, dir_okay=False),
    help="规则级别文件,只写要改的规则。 Severities, of the rules that you change.",
)
@click.option(
    "--rules",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="另加的规则(.rq)所在文件夹。 A folder of further rules.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path, dir_okay=False),
    help="与上次审核的 JSON 结果比较。 Compare with the JSON of an earlier run.",
)
@click.option(
    "--as-of",
    metavar="DATE",
    help="按哪一天判断理由是否过期,默认今天。 The day by which waivers may have run out.",
)
@click.option("--document", help="文件标识。 Key of the document.")
@_STRICT
@_FORCE
@_OUTPUT
@click.pass_obj
def audit(
    session: Session,
    format_name: str,
    fail_on: str,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    profile: Path | None,
    folders: tuple[Path, ...],
    against: Path | None,
    as_of: str | None,
    document: str | None,
    strict: bool,
    output: Path | None,
) -> int:
    """溯源审核:每条建议是否落实、落在何处、深到哪一层,文件自身是否一致。 Traceability audit.

    \b
    kg audit
    kg audit -f xlsx -o 审核.xlsx
    kg audit -f html -o 审核.html
    kg audit --only wrong-part-number --only value-contradicts
    kg audit -f json -o 本次.json --against 上次.json
    """  # noqa: D301
    from kg.audit import Selection, audit_store, compare_runs, read_earlier, read_rules
    from kg.errors import UnknownNameError, Words
    from kg.export.audit import BINARY, FORMATS, render_audit

    known = [*FORMATS, "html"]
    if format_name not in known:
        raise UnknownNameError(Words("格式", "format"), format_name, known)
    rules = read_rules(profile, folders)
    earlier = None if against is None else read_earlier(against)
    store = session.open_plan(document)
    problems = _find_problems(store)
    said = {
        "profile": profile.name if profile else "",
        "rules": ",".join(folder.name for folder in folders),
        "only": ",".join(only),
        "skip": ",".join(skip),
    }
    selection = Selection(
        only=only,
        skip=skip,
        today=as_of or date.today().isoformat(),  # noqa: DTZ011 - the day where the reader is
        parameters=tuple((name, words) for name, words in said.items() if words),
    )
    report = audit_store(store, rules, selection, problems)
    if document is not None:
        report = report.of_document(document)
    if earlier is not None:
        report = compare_runs(report, earlier)
    if format_name == "html":
        from kg.pages.audit_page import read_texts, render_audit_page

        rendered = render_audit_page(report, texts=read_texts(store), lang=session.lang)
    else:
        rendered = render_audit(report, format_name, session.lang)
    is_tty = sys.stdout.isatty()
    session.write(rendered, output, is_binary=format_name in BINARY and (is_tty or output is None))
    _remark_reservations(session, report)
    return 1 if report.fails(fail_on) or (strict and not report.is_whole) else 0


def _find_problems(store: Store) -> Sequence[Problem]:
    """Validate a graph before it is audited: what fails is left out and named, never refused."""
    from kg.check import validate_store

    return validate_store(store).problems


def _remark_reservations(session: Session, report: AuditReport) -> None:
    """Say on stderr what the result does not rest on."""
    from kg.export.audit.words import reservation_lines

    said = [reservation_lines(report, en, most=_MOST_REMARKED) for en in (0, 1)]
    for zh, en in zip(*said, strict=True):
        session.remark(f"注意:{zh[1]}", f"note: {en[1]}")


@click.command()
@click.option("--document", help="文件标识。 Key of the document.")
@_STRICT
@_FORCE
@_OUTPUT
@click.pass_obj
def opinion(session: Session, document: str | None, strict: bool, output: Path | None) -> int:
    """审查要点:一份 Word 文件,至多四页。 Points for review: a Word document of a few pages.

    \b
    kg opinion -o 审查要点.docx
    """  # noqa: D301
    from kg.audit import audit_store
    from kg.export.opinion import write_opinion
    from kg.query import choose_document
    from kg.store import value_of

    store = session.open_plan(document)
    key = value_of(choose_document(store, document), "document")
    report = audit_store(store, problems=_find_problems(store)).of_document(key)
    session.write(write_opinion(store, report, key), output, is_binary=True)
    _remark_reservations(session, report)
    return 1 if strict and not report.is_whole else 0
