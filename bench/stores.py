"""The canned queries on five engines side by side: ``python -m bench.stores``."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.asking import RUNS
from bench.corpus import SEED, Corpus
from bench.engines import ENGINES, SECONDS
from bench.measure import machine

SIZES = {"plan": 1, "100k": 100_000, "1M": 1_000_000}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one engine took on one corpus.

    Attributes:
        triples: Size of the corpus.
        load: Seconds from the file until it can be asked.
        megabytes: Peak memory of the process that holds the triples.
        queries: Seconds of each query, ``name/all`` and ``name/one``; ``None`` where it failed.
        straight: The same without the project.
    """

    triples: int
    load: float
    megabytes: float
    queries: Mapping[str, float | None]
    straight: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Triples loaded in a second."""
        return self.triples / self.load

    def sum(self, scope: str, among: Sequence[str] | None = None) -> float:
        """Add up the queries of a scope that were answered."""
        return sum(
            took
            for name, took in self.queries.items()
            if took is not None and name.endswith(f"/{scope}") and (among is None or name in among)
        )


_COLUMNS = ("peak memory", "all plans", "ratio", "one plan", "ratio", "not answered")

Table = Mapping[tuple[str, str], Measured]


def measure(engine: str, corpus: Path, triples: int) -> Measured:
    """Measure an engine on a corpus in a process of its own.

    Raises:
        RuntimeError: It failed.
    """
    command = [sys.executable, "-m", "bench.asking", engine, str(corpus)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}")
    found: Mapping[str, Any] = json.loads(done.stdout)
    queries = found["queries"]
    return Measured(
        triples,
        found["load"],
        found["megabytes"],
        {name: taken["asked"] for name, taken in queries.items()},
        {name: taken["straight"] for name, taken in queries.items() if "straight" in taken},
    )


def bars(table: Table) -> Iterator[tuple[str, str, bool]]:
    """Yield each bar with what was measured, and whether it is met; as far as it was measured."""
    memory = {size: table[size, "memory"] for size in SIZES if (size, "memory") in table}
    middle, large = memory.get("100k"), memory.get("1M")
    slow = table.get(("100k", "rdflib"))
    if middle and slow:
        both = [name for name, took in slow.queries.items() if took is not None]
        ratio = slow.sum("all", both) / middle.sum("all", both)
        left = sum(took is None for name, took in slow.queries.items() if name.endswith("/all"))
        note = f", {left} that rdflib did not end left out" if left else ""
        yield f"100k: rdflib at least 25 times as long{note}", f"{ratio:.1f}", ratio >= 25
    if middle:
        straight = sum(took for name, took in middle.straight.items() if name.endswith("/all"))
        ratio = middle.sum("all") / straight
        yield "100k: at most 1.15 of pyoxigraph alone", f"{ratio:.3f}", ratio <= 1.15
    if middle and large:
        data = large.triples / middle.triples
        for scope, most, words in (
            ("all", data, f"whole corpus: at most {data:.2f} times, as the data"),
            ("one", 1.3, "one plan: at most 1.3 times"),
        ):
            grown = large.sum(scope) / middle.sum(scope)
            yield f"100k to 1M, {words}", f"{grown:.2f}", grown <= most
    for size, found in memory.items():
        if size != "plan":
            rate = found.rate
            yield f"{size}: 100,000 triples/s into memory", f"{rate:,.0f}", rate >= 100_000


def report(table: Table, left_out: Sequence[str]) -> str:
    """Write what was measured as Markdown."""
    lines = [
        f"Corpora of seed {SEED}; medians of {RUNS}, fewer of slow queries; at most {SECONDS:g} s.",
        f"{machine()}.",
        "",
        "| bar | measured | met |",
        "|---|--:|---|",
    ]
    for words, found, is_met in bars(table):
        lines.append(f"| {words} | {found} | {'yes' if is_met else '**missed**'} |")
    lines += [
        "",
        "Loading, and the sums of the queries; ratios against pyoxigraph in memory.",
        "",
        f"| corpus | triples | engine | triples/s | {' | '.join(_COLUMNS)} |",
        "|---|--:|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for (size, engine), row in table.items():
        base = table.get((size, "memory"), row)
        failed = sum(took is None for took in row.queries.values())
        cells = []
        for scope in ("all", "one"):
            among = [name for name, took in row.queries.items() if took is not None]
            ratio = row.sum(scope) / base.sum(scope, among)
            cells += [f"{row.sum(scope) * 1000:,.0f} ms", f"{ratio:.1f}"]
        lines.append(
            f"| {size} | {row.triples:,} | {ENGINES[engine].name} | {row.rate:,.0f} "
            f"| {row.megabytes:,.0f} MB | {' | '.join(cells)} | {failed} |"
        )
    lines += ["", *left_out]
    for size in SIZES:
        lines += _queries(size, {e: row for (s, e), row in table.items() if s == size})
    return "\n".join(lines) + "\n"


def _queries(size: str, rows: Mapping[str, Measured]) -> Iterator[str]:
    """Yield the table of one corpus: a line a query, ms in memory, the others as ratios of it."""
    if not rows:
        return
    base = rows.get("memory") or next(iter(rows.values()))
    others = [engine for engine, row in rows.items() if row is not base]
    titles = "".join(f" × {ENGINES[engine].name} |" for engine in others)
    first = next(engine for engine, row in rows.items() if row is base)
    yield from ("", f"{size}: each query, ms, and the others as multiples.", "")
    yield f"| query | {ENGINES[first].name} |{titles}"
    yield "|---|--:|" + "--:|" * len(others)
    for name, took in base.queries.items():
        cells = []
        for engine in others:
            other = rows[engine].queries.get(name)
            cells.append("–" if other is None or not took else f"{other / took:.1f}")
        shown = "–" if took is None else f"{took * 1000:.2f}"
        yield (
            f"| {name.replace('/all', '').replace('/one', ', one plan')} | "
            + " | ".join([shown, *cells])
            + " |"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.stores", description=__doc__)
    parser.add_argument("path", type=Path, help="where the table goes")
    parser.add_argument("--sizes", default=",".join(SIZES), help="of plan,100k,1M")
    parser.add_argument("--engines", default=",".join(ENGINES), help=f"of {','.join(ENGINES)}")
    asked = parser.parse_args(arguments)
    table: dict[tuple[str, str], Measured] = {}
    left_out = []
    made = Corpus()
    with tempfile.TemporaryDirectory() as folder:
        for size in asked.sizes.split(","):
            corpus = Path(folder) / f"{size}.nq"
            triples = made.write(corpus, SIZES[size])
            for name in asked.engines.split(","):
                engine = ENGINES[name]
                if engine.missing:
                    reason = f"{engine.missing} is not installed"
                elif engine.most is not None and triples > engine.most:
                    reason = engine.reason
                else:
                    sys.stderr.write(f"{size}: {engine.name}\n")
                    table[size, name] = measure(name, corpus, triples)
                    continue
                left_out.append(f"- {engine.name} on {size} is not measured: {reason}.")
    text = report(table, left_out)
    asked.path.parent.mkdir(parents=True, exist_ok=True)
    asked.path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)
    return 0 if all(is_met for *_, is_met in bars(table)) else 1


if __name__ == "__main__":
    sys.exit(main())
