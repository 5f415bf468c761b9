"""The rules as pages: ``docs/rules``, an index and a page a rule, both languages on one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.pages.site.words import READINGS
from kg.rules import Rule, Table, around, read_tables

_INDEX = """# Rules of reading

What decides how a number or a clause is read. Every fact and every number of the ledger names its rule: `kg query numbers`,
`kg explain`, the pages of `kg site`, and `plan:byRule` in the graph, which leads to the rule's concept. A number is tried by the
first three tables, in this order and each from above: the first rule that fits decides.

判定数字和语句如何读取的规则。每个事实、台账中的每个数字都写明所依规则：见 `kg query numbers`、`kg explain`、`kg site` 的网页，
以及图谱中的 `plan:byRule`。数字依次对照前三张表，每张表自上而下，最先适用的规则为准。

Rules of the audit are listed in [docs/audit.md](../audit.md). Made by `make rules` from `kg/rules/*.toml`: not to be edited by hand.
"""  # noqa: E501, RUF100 (lines of a page)


def write_pages() -> dict[str, str]:
    """Write all pages, by file name."""
    tables = read_tables()
    pages = {"README.md": _index(tables)}
    for table in tables:
        for place, rule in enumerate(table.rules, 1):
            pages[f"{rule.name}.md"] = _page(table, place, rule)
    return pages


def _index(tables: Iterable[Table]) -> str:
    lines = [_INDEX]
    for table in tables:
        lines += [f"## {table.en} · {table.zh}", "", f"{table.what_en} {table.what_zh}", ""]
        lines += ["| | rule | name | 名称 | read as |", "|---|---|---|---|---|"]
        lines += [
            f"| {place} | [`{rule.id}`]({rule.name}.md) "
            f"| {rule.en} | {rule.zh} | {_reading(rule)} |"
            for place, rule in enumerate(table.rules, 1)
        ]
        lines.append("")
    return "\n".join(lines)


def _reading(rule: Rule) -> str:
    return f"`{rule.reading}`" if rule.reading else ""


def _page(table: Table, place: int, rule: Rule) -> str:
    lines = [f"# {rule.zh} · {rule.en}", "", f"`{rule.id}`", ""]
    lines += [rule.why_zh, "", rule.why_en, ""]
    lines += ["| | |", "|---|---|"]
    lines += [f"| table · 规则表 | [{table.en} · {table.zh}](README.md), {place} |"]
    if rule.reading:
        words = READINGS[rule.reading]
        lines += [f"| read as · 读作 | `{rule.reading}` {words.en} · {words.zh} |"]
    lines += [f"| concept · 概念 | <{rule.iri}> |", ""]
    if rule.when:
        lines += ["## When all hold · 同时满足", ""]
        lines += [
            f"- {words.zh} · {words.en} (`{name}`)"
            for name, words in zip(rule.when, rule.conditions, strict=True)
        ]
        lines.append("")
    lines += _examples("Fires · 适用", rule.examples)
    lines += _examples("Does not fire · 不适用", rule.counterexamples)
    if rule.report:
        path = f"../../tests/reports/{rule.report}.txt"
        lines += [f"From an invented report · 取自虚构的报告: [{rule.report}]({path})", ""]
    return "\n".join(lines)


def _examples(title: str, examples: Iterable[tuple[str, str]]) -> Iterator[str]:
    listed = [f"- {_marked(text, words)}" for text, words in examples]
    if listed:
        yield from (f"## {title}", "", *listed, "")


def _marked(text: str, words: str) -> str:
    """Quote an example in one line, the number in bold; cells of a table stand side by side."""
    before, after = around(text, words)
    return f"{before}**{words}**{after}"
