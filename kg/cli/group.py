"""The group ``kg`` with its options, and what its commands share."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import __version__

if TYPE_CHECKING:
    from kg.store import Store

_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

# Command to the module that holds it; a module is loaded when its command is called.
_COMMANDS = {
    "build": "kg.cli.making",
    "demo": "kg.cli.making",
    "graph": "kg.cli.making",
    "validate": "kg.cli.checking",
    "audit": "kg.cli.checking",
    "queries": "kg.cli.asking",
    "query": "kg.cli.asking",
    "explain": "kg.cli.asking",
}


@dataclass
class Session:
    """What the options of the group say.

    Attributes:
        store: The graph that reading commands use; ``None`` for the bundled one.
        lang: ``zh`` or ``en``.
        verbosity: -1 quiet, 0 as usual, 1 and more talkative.
    """

    store: str | None = None
    lang: str = "zh"
    verbosity: int = 0

    def remark(self, zh: str, en: str) -> None:
        """Say something beside the result."""
        if self.verbosity >= 0:
            click.echo(en if self.lang == "en" else zh, err=True)

    def open_store(self) -> Store:
        """Open the graph to read, and say which it is."""
        from kg import resources
        from kg.source import BUNDLED
        from kg.store import Store

        if self.store is None:
            self.remark(
                f"读取:内置图谱 {BUNDLED}(用 --store 指定您自己的图谱)",
                f"reading: the bundled graph {BUNDLED} (name your own with --store)",
            )
            return Store.open(resources.path("data", "graphs", f"{BUNDLED}.trig"))
        self.remark(f"读取:{self.store}", f"reading: {self.store}")
        return Store.open(Path(self.store))

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
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=LazyGroup, context_settings=_HELP)
@click.option(
    "--store",
    envvar="KG_STORE",
    metavar="GRAPH",
    help="要读取的图谱文件;不写则用内置报告的图谱。 The graph to read; the bundled one without it.",
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
