"""Commands that make: ``build``, ``graph``, ``site``, ``demo``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from kg.cli.group import Session
from kg.cli.own_words import own_words


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option(
    "-o",
    "--output",
    metavar="GRAPH",
    help="图谱文件(.trig .nq .jsonld)、文件夹或 SPARQL 端点网址;不写则以 TriG 输出。"
    " The graph: a file, a folder, an endpoint; TriG to stdout without it.",
)
@click.option(
    "--key", "keys", multiple=True, help="文件标识,依次对应各 SOURCE。 Names the document."
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    help="人工决定表(CSV)。 The decisions file.",
)
@click.option(
    "--kind",
    help="文件种类:报告、纲要、规划;不写则由原文辨认。 report, outline or plan; else recognised.",
)
@click.option("--base", help="实例 IRI 的前缀。 What instance IRIs begin with.")
@own_words
@click.option("--no-audit", is_flag=True, help="不作审核。 Leave the audit out of the graph.")
@click.option(
    "--strict",
    is_flag=True,
    help="有表格未能读出、或有事实从引文中读不出时,照样写图谱,但退出码为 1。"
    " Exit with 1 where a table was not read or a fact is not what its quotes say.",
)
@click.pass_obj
def build(
    session: Session,
    sources: tuple[Path, ...],
    output: str | None,
    keys: tuple[str, ...],
    decisions: Path | None,
    kind: str | None,
    base: str | None,
    lexicons: tuple[Path, ...],
    profiles: tuple[Path, ...],
    no_audit: bool,
    strict: bool,
) -> int:
    """读原文,写图谱。 Read sources, write the graph.

    \b
    kg build -o hangzhou.trig        内置的杭州报告
    kg build 报告.txt -o my.trig
    kg build 报告.txt 纲要.txt -o my.trig    报告与同地区、同时期的纲要对照
    kg build 甲市.txt 乙市.txt -o 全省
    kg build 某县.txt --lexicon 某县的词.toml --profile 某县的表头.toml -o 某县.trig
    """  # noqa: D301
    from kg.namespaces import DEFAULT_BASE
    from kg.pipeline import (
        audit_quads,
        build_document,
        build_graph,
        check_base,
        find_unread,
        pair_builds,
        read_sources,
    )
    from kg.profiles.overlay import Overlay, laid_over
    from kg.store import check_place, encode_graph, write_graph

    base = DEFAULT_BASE if base is None else base
    check_base(base)
    if output is not None:
        check_place(output)
    read = read_sources(sources, keys, decisions)
    with laid_over(Overlay.read(lexicons, profiles)):
        builds = [build_document(source, base=base, kind=kind) for source in read]
        quads = build_graph(builds, base=base)
        if not no_audit:
            quads += audit_quads(quads, [source.key for source in read], base=base)
    for made in builds:
        summarise(session, made)
    for key, outlines in pair_builds(builds).items():
        _say_outline(session, key, outlines)
    if output is None:
        session.write(encode_graph(quads, Path("graph.trig")), None, is_binary=False)
    else:
        write_graph(output, quads)
        session.remark(f"已写入:{output}", f"written: {output}")
    if not strict:
        return 0
    from kg.export.audit.words import unsure_words
    from kg.pipeline import read_again

    unsure = read_again(quads)
    for fact in unsure:
        session.remark(*(f"  {words}" for words in unsure_words(fact)))
    return 1 if unsure or any(find_unread(made.facts) for made in builds) else 0


def _say_outline(session: Session, report: str, outlines: Sequence[str]) -> None:
    """Say which outline a report was held against, or that it has several."""
    listed = "、".join(outlines)
    if len(outlines) == 1:
        session.remark(
            f"{report}:已与同地区、同时期的纲要{listed}对照",
            f"{report}: held against {listed}, the outline of its place and period",
        )
        return
    session.remark(
        f"注意:{report}有同地区、同时期的多份纲要({listed}),无从判定,均未对照",
        f"note: {report} has several outlines of its place and period ({', '.join(outlines)}); "
        "none was taken",
    )


def summarise(session: Session, made: object) -> None:
    """Say what was read from a document, and what a person has to look at."""
    from kg.extract.decisions import undecided
    from kg.model import NumberReading
    from kg.pipeline import Build, find_unread

    if not isinstance(made, Build):
        return
    facts = made.facts
    printed = Counter(unit.kind.value for unit in facts.units)
    listed = "、".join(f"{kind}{count}" for kind, count in printed.items())
    session.remark(
        f"{made.source.key}:{facts.document.kind},印有{listed}",
        f"{made.source.key}: {facts.document.kind}, prints {listed}",
    )
    session.remark(
        f"  任务{len(facts.tasks)}项,宣告专栏{len(facts.columns)}个,"
        f"指标{len(facts.indicators)}行,主题{len(facts.themes)}个,建议{len(facts.suggestions)}条,"
        f"引用{len(facts.citations)}处",
        f"  {len(facts.tasks)} tasks, {len(facts.columns)} special columns announced, "
        f"{len(facts.indicators)} indicator rows, {len(facts.themes)} themes, "
        f"{len(facts.suggestions)} suggestions, {len(facts.citations)} citations",
    )
    unread = sum(entry.reading is NumberReading.UNREAD for entry in facts.ledger)
    session.remark(
        f"  目标值{len(facts.targets)}个,无数值的目标{len(facts.milestones)}个;"
        f"原文的数{len(facts.ledger)}个,其中{unread}个未能读出",
        f"  {len(facts.targets)} targets, {len(facts.milestones)} goals in words; "
        f"{len(facts.ledger)} numbers in the text, {unread} of them unread",
    )
    if made.source.decisions_name is not None:
        failed = [decision for decision in facts.decisions if decision.problem is not None]
        session.remark(
            f"  人工决定:{made.source.decisions_name},{len(facts.decisions)}行,"
            f"其中{len(failed)}行未能适用",
            f"  decisions: {made.source.decisions_name}, {len(facts.decisions)} rows, "
            f"{len(failed)} of them not applied",
        )
    left = undecided(facts.indicators, facts.decisions)
    if left:
        session.remark(
            f"  {len(left)}个单元格的列位原文无从判定,按规则暂置;运行 kg audit 查看",
            f"  {len(left)} cells have a column that the text does not decide; see kg audit",
        )
    for words in find_unread(facts):
        session.remark(f"  {words.zh}", f"  {words.en}")
    if facts.irregularities:
        session.remark(
            f"  原文存疑{len(facts.irregularities)}处,运行 kg audit 查看",
            f"  {len(facts.irregularities)} places where the text is at odds; see kg audit",
        )


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="HTML 文件。 The HTML file.",
)
@click.option("--document", help="文件标识;不写则画全部文件。 Key of one document.")
@click.option("--around", metavar="ID", help="只画此节点及其周围,如 task/3。 A node to start from.")
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="与 --around 合用:几步以内。 How many links away.",
)
@click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="CLASS",
    help="只画此类,如 task、专栏;可重复。 A class to keep; may be repeated.",
)
@click.option("--query", "name", metavar="NAME", help="只画预设查询所得的节点。 A canned query.")
@click.option("-p", "parameters", multiple=True, metavar="K=V", help="查询的参数。 Its parameters.")
@click.pass_obj
def graph(
    session: Session,
    output: Path | None,
    document: str | None,
    around: str | None,
    depth: int,
    classes: tuple[str, ...],
    name: str | None,
    parameters: tuple[str, ...],
) -> None:
    """生成可交互的图页:一个文件,不需要网络。 The interactive graph: one offline file.

    \b
    kg graph -o graph.html
    kg graph --around suggestion/4 --depth 2 -o graph.html
    kg graph --class task --class 专栏 -o graph.html
    kg graph --query columns-never-cited -o graph.html
    """  # noqa: D301
    from kg.cli.asking import read_parameters
    from kg.pages.choosing import keep_answer, keep_around, keep_classes
    from kg.pages.graph_page import render_graph
    from kg.pages.graph_view import read_graph_view
    from kg.pages.kept_layout import cache_folder

    store = session.open_plan(document)
    view = read_graph_view(store, document)
    if name is not None:
        values = read_parameters(parameters)
        view = keep_answer(view, store, name, values)
    if around is not None:
        view = keep_around(view, around, depth)
    if classes:
        view = keep_classes(view, classes)
    for remark in view.remarks:
        session.remark(*remark)
    page = render_graph(view, lang=session.lang, cache=cache_folder())
    session.write(page.encode(), output, is_binary=False)


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/site"),
    help="文件夹,默认 build/site。 The folder.",
)
@click.pass_obj
def site(session: Session, output: Path) -> None:
    """生成离线网页:概览、带标注的原文、每个节点一页、审核。 All of it as offline pages.

    库中有多个规划时,总览列出全部,每个规划一个文件夹。 With several plans, a folder each.

    \b
    kg site
    kg --store my.trig site -o 网页
    """  # noqa: D301
    from kg.pages.site.build import make_site
    from kg.pages.site.writing import write_site

    count = write_site(output, make_site(session.open_plan()))
    first = output / "index.html"
    session.remark(
        f"已写入{count}个文件;请用浏览器打开 {first}", f"{count} files written; open {first}"
    )


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/demo"),
    help="文件夹,默认 build/demo。 The folder.",
)
@own_words
@click.pass_obj
def demo(
    session: Session, output: Path, lexicons: tuple[Path, ...], profiles: tuple[Path, ...]
) -> None:
    """用内置报告一次跑完全程。 The main job in one go on the bundled report.

    \b
    kg demo -o build/demo
    """  # noqa: D301
    from kg.demo import run_demo
    from kg.profiles.overlay import Overlay, laid_over

    with laid_over(Overlay.read(lexicons, profiles)):
        files = run_demo(output)
    for made in files:
        session.remark(f"{made.path}\n    {made.zh}", f"{made.path}\n    {made.en}")
