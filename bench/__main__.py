"""``python -m bench [FILE]``: measure, write the table, exit with 1 when a bar is missed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.answers import answers_table
from bench.measure import Bar, measure, table

RUNS = 5


def bars(folder: Path) -> list[Bar]:
    """Name the commands and what they may take; they write into ``folder``."""
    python = sys.executable
    kg = [python, "-m", "kg", "-q"]
    script = str(Path(python).with_name("kg"))
    libraries = "import click, pyoxigraph"
    return [
        Bar(
            name="kg --help",
            command=[script, "--help"],
            peer=[python, "-c", "pass"],
            peer_name="python -c pass",
            ratio=5,
        ),
        Bar(
            name="kg query tasks -f json",
            command=[script, "query", "tasks", "-f", "json"],
            peer=[python, "-c", libraries],
            peer_name=f'python -c "{libraries}"',
            ratio=2.5,
        ),
        Bar(
            name="kg build --no-audit",
            command=[*kg, "build", "--no-audit", "-o", str(folder / "graph.trig")],
            seconds=1,
            megabytes=150,
        ),
        Bar(name="kg validate", command=[*kg, "validate"], seconds=2),
    ]


def main(path: Path = Path("build/bench.md")) -> int:
    """Measure all commands."""
    with tempfile.TemporaryDirectory() as folder:
        measured = [measure(bar, RUNS) for bar in bars(Path(folder))]
    text = table(measured, RUNS) + "\n" + answers_table()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)
    return 0 if all(row.is_met for row in measured) else 1


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
