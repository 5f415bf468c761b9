"""Measure one engine on one corpus, in a process of its own: ``python -m bench.asking``."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.corpus import key
from bench.engines import ENGINES, Ask
from kg import resources
from kg.errors import KgError
from kg.query import CannedQuery, canned_queries
from tests.given import given

RUNS = 5
# A slow query is asked less often; one that took so long is not asked again.
_ENOUGH = 1.0


def main(engine: str, corpus: Path) -> int:
    """Load, ask every canned query of all plans and of one, and write what it took as JSON."""
    with ENGINES[engine].load(corpus) as loaded:
        asked = {
            f"{name}/{scope}": _medians(loaded.ask, loaded.straight, name, values)
            for name, query in canned_queries().items()
            for scope, values in _scopes(query)
        }
        found = {"load": loaded.seconds, "megabytes": loaded.megabytes(), "queries": asked}
    json.dump(found, sys.stdout)
    return 0


def _scopes(query: CannedQuery) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the parameters for a whole corpus, and for its first plan."""
    nodes = "https://w3id.org/planning-kg/id/"
    sets = [
        values
        for values in given(query)
        if all(not v.startswith(nodes) or resources.BUNDLED in v for v in values.values())
    ]
    values = {k: v.replace(resources.BUNDLED, key(1)) for k, v in sets[0].items()}
    yield "all", values
    if "document" in query.parameters:
        yield "one", values | {"document": key(1)}


def _medians(
    ask: Ask, straight: Ask | None, name: str, values: Mapping[str, str]
) -> dict[str, Any]:
    """Ask in turn through the project and straight; times in seconds, ``None`` where it failed."""
    times: dict[str, list[float]] = {"asked": [], "straight": []}
    rows = 0
    begun = time.perf_counter()
    for turn in range(RUNS + 1):
        for way, by in (("asked", ask), ("straight", straight)):
            if by is None:
                continue
            start = time.perf_counter()
            try:
                rows = by(name, values)
            except KgError as error:
                return {"asked": None, "said": str(error).splitlines()[0]}
            took = time.perf_counter() - start
            # The first turn warms up, unless it is the only one.
            if turn or took > _ENOUGH:
                times[way].append(took)
        if time.perf_counter() - begun > _ENOUGH and times["asked"]:
            break
    medians = {way: statistics.median(taken) for way, taken in times.items() if taken}
    return {"rows": rows, **medians}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
