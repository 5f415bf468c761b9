"""How the cost of an audit grows with the number of plans: 100 thousand and a million triples.

python -m bench.audit_growth [TRIPLES ...]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Corpus
from kg.audit import audit_store
from kg.store import Store

SIZES = (100_000, 1_000_000)
# The cost may grow as the number of plans does; clocks are not that exact.
_MOST = 1.15


@dataclass(frozen=True, slots=True)
class Cost:
    """What the audit of a corpus took.

    Attributes:
        seconds: Of processor time, the reading of the graph not counted.
    """

    plans: int
    triples: int
    seconds: float


def measure(triples: int) -> Cost:
    """Audit a generated corpus once."""
    corpus = Corpus()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.nq"
        size = corpus.write(path, triples)
        store = Store.open(path)
    begun = time.process_time()
    audit_store(store)
    return Cost(corpus.count(triples), size, time.process_time() - begun)


def growths(costs: Sequence[Cost]) -> Sequence[float]:
    """Say how the cost of a plan grows from the first corpus to each."""
    first = costs[0]
    return [(c.seconds / first.seconds) / (c.plans / first.plans) for c in costs]


def is_met(costs: Sequence[Cost]) -> bool:
    """Say whether the cost grows no faster than the plans."""
    return all(growth <= _MOST for growth in growths(costs))


def table(costs: Sequence[Cost]) -> str:
    """Write the costs as Markdown."""
    lines = ["| plans | triples | audit | a plan | growth by plans |", "|--:|--:|--:|--:|--:|"]
    for cost, growth in zip(costs, growths(costs), strict=True):
        lines.append(
            f"| {cost.plans} | {cost.triples} | {cost.seconds:.1f} s "
            f"| {cost.seconds / cost.plans * 1000:.0f} ms | {growth:.2f} |"
        )
    return "\n".join([*lines, ""])


def main(sizes: Sequence[int] = SIZES) -> int:
    """Measure each size, write the table, exit with 1 when cost grows faster than the plans."""
    costs = [measure(size) for size in sizes]
    sys.stdout.write(table(costs))
    return 0 if is_met(costs) else 1


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or SIZES))
