"""The group ``kg`` with its options, and what its commands share."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from kg import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from kg.errors import KgError
    from kg.store import AnyStore, Store

_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

# Command to the module that holds it, and the first line of its help. A module is loaded when its
# command is called, so that ``kg --help`` answers at once; a test compares the lines.
COMMANDS = {
    "build": ("kg.cli.making", "读原文,写图谱。 Read sources, write the graph."),
    "demo": (
        "kg.cli.making",
        "用内置报告一次跑完全程。 The main job in one go on the bundled report.",
    ),
    "graph": (
        "kg.cli.making",
        "生成可交互的图页:一个文件,不需要网络。 The interactive graph: one offline file.",
    ),
    "site": (
        "kg.cli.making",
        "生成离线网页:概览、带标注的原文、每个节点一页、审核。 All of it as offline pages.",
    ),
    "validate": (
        "kg.cli.checking",
        "校验:数据形状、引文逐字比对、各值从引文重读。 Shapes, quotes, values read again.",
    ),
    "audit": (
        "kg.cli.auditing",
        "溯源审核:每条建议是否落实、落在何处、深到哪一层,文件自身是否一致。 Traceability audit.",
    ),
    "opinion": (
        "kg.cli.auditing",
        "审查要点:一份 Word 文件,至多四页。 Points for review: a Word document of a few pages.",
    ),
    "queries": ("kg.cli.asking", "列出预设查询。 List the canned queries."),
    "query": ("kg.cli.asking", "运行一个预设查询。 Run a canned query."),
    "sparql": (
        "kg.cli.asking",
        "运行自己的 SPARQL 查询,只读。 Run a query of one's own, read-only.",
    ),
    "explain": (
        "kg.cli.asking",
        "说明一个节点:事实、关联、引文及其位置。 All that is known of one node.",
    ),
    "export": (
        "kg.cli.sharing",
        "把图谱另存为其他格式。 Write the graph in another format.",
    ),
}


class Session:
    """What the options of the group say.

    Attributes:
        store: The graph that reading commands use; ``None`` for the bundled one.
        lang: ``zh`` or ``en``.
        verbosity: -1 quiet, 0 as usual, 1 and more talkative.
    """

    def __init__(self) -> None:
        self.store: str | None = None
        self.lang = "zh"
        self.verbosity = 0

    def remark(self, zh: str, en: str) -> None:
        """Say something beside the result."""
        if self.verbosity >= 0:
            click.echo(en if self.lang == "en" else zh, err=True)

    def say_error(self, error: KgError) -> None:
        """Write an error as one line."""
        words = error.words.en if self.lang == "en" else error.words.zh
        click.echo(f"kg: {' '.join(words.split())}", err=True)

    def name_store(self) -> str:
        """Say which graph is read."""
        from kg import resources

        if self.store is None:
            self.remark(
                f"读取:内置图谱 {resources.BUNDLED}(用 --store 指定您自己的图谱)",
                f"reading: the bundled graph {resources.BUNDLED} (name your own with --store)",
            )
            return str(resources.bundled_graph())
        self.remark(f"读取:{self.store}", f"reading: {self.store}")
        return self.store

    def open_store(self, seconds: float | None = None, *, may_be_empty: bool = False) -> AnyStore:
        """Open the graph to ask, and say which it is."""
        from kg.store import DEFAULT_SECONDS, check_version, open_store

        name = self.name_store()
        store = open_store(name, seconds=DEFAULT_SECONDS if seconds is None else seconds)
        check_version(store, may_be_empty=may_be_empty)
        return store

    def open_plan(self, document: str | None = None) -> Store:
        """Open a plan, or all of them, where a program can walk it: an endpoint's is fetched."""
        from kg.store import fetch_all, fetch_plan

        store = self.open_store()
        return fetch_all(store) if document is None else fetch_plan(store, document)

    def remark_cut(self, is_cut: bool, size: int) -> None:
        """Say, whatever the verbosity, that an answer is not whole."""
        if is_cut:
            words = f"only the first {size}; there are more (see --limit)"
            zh = f"只取了前{size}条,后面还有(见 --limit)"
            click.echo(words if self.lang == "en" else zh, err=True)

    def write(self, data: bytes, output: Path | None, *, is_binary: bool) -> None:
        """Write a result to a file or to stdout; nothing binary to a terminal."""
        from kg.errors import UsageError
        from kg.store import write_whole

        if output is not None:
            write_whole(output, data)
            self.remark(f"已写入:{output}", f"written: {output}")
            return
        if is_binary and sys.stdout.isatty():
            raise UsageError(
                "此格式不能显示在终端,请用 -o 指定文件",
                "this format cannot be shown in a terminal; name a file with -o",
            )
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


class LazyGroup(click.Group):
    """A group that loads a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the commands, in the order in which one uses them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command = getattr(import_module(module), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings=_HELP)
@click.option(
    "--store",
    envvar="KG_STORE",
    metavar="GRAPH",
    help="要读取的图谱:文件、文件夹或 SPARQL 端点网址;不写则用内置报告的图谱。"
    " The graph to read: a file, a folder or an endpoint; the bundled one without it.",
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", help="提示语言。 Language of remarks."
)
@click.option("-q", "--quiet", is_flag=True, help="只给结果。 The result and nothing else.")
@click.option("-v", "--verbose", count=True, help="多说一些。 Say more.")
@click.version_option(__version__, prog_name="kg")
@click.pass_obj
def cli(session: Session, store: str | None, lang: str, quiet: bool, verbose: int) -> None:
    """规划文件知识图谱:每个事实都能回到原文。 Plan documents as a graph of traceable facts.

    \b
    kg demo                          一次跑完:建图、校验、审核、图页
    kg build 报告.txt -o my.trig     从原文建图
    kg --store my.trig query tasks   查询
    """  # noqa: D301
    session.store = store or None
    session.lang = lang
    session.verbosity = -1 if quiet else verbose
