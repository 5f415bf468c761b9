"""Run many mutants of the bundled report and say what became of them: ``make fuzz``.

    python -m tests.fuzz [COUNT [FIRST]]

Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from kg.parse import parse_document
from kg.parse.structure import ParsedDocument
from kg.pipeline import Build, build_document
from kg.profiles import read_profile
from kg.source import read_bundled
from tests.mutants import CHANGES, UNITS, make_mutant
from tests.outcomes import Kind, Outcome, try_mutant

LEAST_UNHARMED = 0.95
_PROCESSES = min(2, os.cpu_count() or 1)
_SHOWN = 40


@cache
def first() -> tuple[Build, ParsedDocument]:
    """Build the report as it is; once a process."""
    source = read_bundled()
    profile = read_profile()
    parsed = parse_document(source.text, key=source.key, name=source.name, profile=profile)
    return build_document(source), parsed


def try_number(number: int) -> Outcome:
    """Make a mutant and try it; its text stays here."""
    build, parsed = first()
    outcome = try_mutant(build, make_mutant(parsed, number))
    return dataclasses.replace(outcome, mutant=dataclasses.replace(outcome.mutant, text=""))


def try_all(numbers: Iterable[int]) -> list[Outcome]:
    """Try mutants in two processes; the outcomes come in the order of the numbers."""
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        return list(pool.imap(try_number, numbers, chunksize=5))


def inside(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Choose the changes of one character inside a sentence or a cell."""
    return [outcome for outcome in outcomes if outcome.mutant.is_inside]


def is_unharmed(outcome: Outcome) -> bool:
    """Say whether the graph was built and every untouched fact is as it was."""
    return outcome.kind is Kind.BUILT and not outcome.lost


def missed(outcomes: list[Outcome]) -> Iterator[str]:
    """Say which bars are missed."""
    for outcome in outcomes:
        if outcome.kind in (Kind.DEFECT, Kind.INVALID):
            yield f"{outcome.mutant.number}: {outcome.kind}: {outcome.said}"
        for said in outcome.stale:
            yield f"{outcome.mutant.number}: a changed number does not show: {said}"
    chosen = inside(outcomes)
    unharmed = sum(map(is_unharmed, chosen))
    if unharmed < LEAST_UNHARMED * len(chosen):
        yield f"only {unharmed} of {len(chosen)} changes inside a sentence left the rest unharmed"


def table(outcomes: list[Outcome]) -> str:
    """Write how the mutants ended, by unit and change."""
    counts = Counter((item.mutant.unit, item.mutant.change, item.kind) for item in outcomes)
    lines = ["| unit | change | " + " | ".join(Kind) + " |", "|---|---|" + "--:|" * len(Kind)]
    for unit in UNITS:
        for change in CHANGES:
            cells = [str(counts[unit, change, kind]) for kind in Kind]
            lines.append(f"| {unit} | {change} | {' | '.join(cells)} |")
    chosen = inside(outcomes)
    built = sum(outcome.kind is Kind.BUILT for outcome in chosen)
    unharmed = sum(map(is_unharmed, chosen))
    numbers = sum(outcome.numbers for outcome in outcomes)
    gone = sum(outcome.gone for outcome in outcomes)
    stale = sum(len(outcome.stale) for outcome in outcomes)
    share = unharmed / len(chosen) if chosen else 1
    lines += [
        "",
        f"{len(outcomes)} mutants. {len(chosen)} change a character inside a sentence or a cell:",
        f"{built} build, {unharmed} ({share:.1%}) leave every untouched fact as it was.",
        (
            f"{numbers} facts print a number that was changed: {numbers - gone - stale} show it, "
            f"{gone} are no longer read, {stale} still hold the old one."
        ),
    ]
    return "\n".join(lines) + "\n"


def main(count: int = 2000, start: int = 0) -> int:
    """Try mutants, write the table, the harm done and the bars missed."""
    outcomes = try_all(range(start, start + count))
    sys.stdout.write(table(outcomes))
    harmed = [outcome for outcome in inside(outcomes) if not is_unharmed(outcome)]
    for outcome in harmed[:_SHOWN]:
        lost = ", ".join(outcome.lost) or outcome.said
        sys.stdout.write(f"{outcome.mutant.number}: {outcome.kind}: {lost}\n")
    problems = list(missed(outcomes))
    for problem in problems:
        sys.stdout.write(f"MISSED {problem}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
