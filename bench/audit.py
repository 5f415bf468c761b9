"""How well the audit finds planted faults: ``make bench-audit``.

    python -m bench.audit [FILE [FAULTS]]

Plants up to FAULTS faults for each rule in the real and in the invented report, audits each, and
writes precision and recall by rule, what the audit of one plan takes, and how that grows with the
number of plans; exits with 1 when a rule finds fewer than 95 in a hundred, or a bar is missed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import audit_growth
from bench.measure import Bar, machine, measure, table
from tests.conftest import built
from tests.planted.catalogue import PLANTERS, Score, Trial, score, try_all

LEAST_RECALL = 0.95
_FAULTS = 4
_NOTE = (
    "Found: a new finding of the rule at the edit, or at what the edit contradicts. A consequence "
    "is a new finding of the rule away from any edit that speaks of its words: it shares a run of "
    "four characters with them that the report has at most four times. An alarm is any other. "
    "Precision: found, of found and alarms."
)
_PROCESSES = min(2, os.cpu_count() or 1)
_RUNS = 5


def try_rule(rule: str, most: int) -> list[Trial]:
    """Plant the faults of one rule; runs in a process of its own."""
    return list(try_all(most, rules=[rule]))


def try_rules(most: int) -> list[Trial]:
    """Plant the faults of all rules in several processes, in the order of the rules."""
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        arguments = [(rule, most) for rule in sorted(PLANTERS)]
        return [trial for trials in pool.starmap(try_rule, arguments, 1) for trial in trials]


def score_table(scores: dict[str, Score]) -> str:
    """Write precision and recall by rule as Markdown."""
    lines = [
        _NOTE,
        "",
        "| rule | planted | found | recall | consequences | alarms | precision |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for rule, known in sorted(scores.items()):
        lines.append(
            f"| {rule} | {known.planted} | {known.found} | {known.recall:.2f} "
            f"| {known.follows} | {known.alarms} | {known.precision:.2f} |"
        )
    planted = sum(known.planted for known in scores.values())
    found = sum(known.found for known in scores.values())
    alarms = sum(known.alarms for known in scores.values())
    lines += [
        "",
        f"{planted} faults planted for {len(PLANTERS)} rules, {found} found; {alarms} alarms.",
    ]
    for rule, known in sorted(scores.items()):
        lines += [f"- missed by {rule}: {said}" for said in known.missed]
    return "\n".join(lines) + "\n"


def missed(scores: dict[str, Score]) -> Sequence[str]:
    """Name the rules that find too few of their faults."""
    return [rule for rule, known in scores.items() if known.recall < LEAST_RECALL]


def main(arguments: Sequence[str]) -> int:
    """Measure the audit."""
    path = Path(arguments[0] if arguments else "build/bench-audit.md")
    most = int(arguments[1]) if len(arguments) > 1 else _FAULTS
    for name in ("hangzhou", "qinghe"):
        built(name)
    scores = score(try_rules(most))
    python = sys.executable
    bar = Bar(
        name="kg audit",
        command=[python, "-m", "kg", "-q", "audit", "--fail-on", "never"],
        seconds=1.5,
    )
    measured = measure(bar, _RUNS)
    costs = [audit_growth.measure(size) for size in audit_growth.SIZES]
    text = (
        f"# Planted faults\n\n{machine()}.\n\n{score_table(scores)}\n{table([measured], _RUNS)}\n"
        f"{audit_growth.table(costs)}"
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)
    is_met = measured.is_met and audit_growth.is_met(costs)
    return 0 if is_met and not missed(scores) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
