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

_SIZES = (100_000, 1_000_000)
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


def main(sizes: Sequence[int] = _SIZES) -> int:
    """Measure each size, write the table, exit with 1 when cost grows faster than the plans."""
    costs = [measure(size) for size in sizes]
    first = costs[0]
    sys.stdout.write(
        "| plans | triples | audit | a plan | growth by plans |\n|--:|--:|--:|--:|--:|\n"
    )
    growths = []
    for cost in costs:
        growth = (cost.seconds / first.seconds) / (cost.plans / first.plans)
        growths.append(growth)
        sys.stdout.write(
            f"| {cost.plans} | {cost.triples} | {cost.seconds:.1f} s "
            f"| {cost.seconds / cost.plans * 1000:.0f} ms | {growth:.2f} |\n"
        )
    return 0 if all(growth <= _MOST for growth in growths) else 1


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or _SIZES))
