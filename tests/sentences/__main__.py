"""Read many composed sentences and say what became of them: ``make fuzz``.

    python -m tests.sentences COUNT [FIRST]

Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from tests.cases import Result, Verdict
from tests.cases.__main__ import describe
from tests.sentences.composing import make_sentence
from tests.sentences.reports import MOST, judge_numbers

LEAST_RIGHT = 0.95
_PROCESSES = min(2, os.cpu_count() or 1)
# Failures that are written out, of each result.
_SHOWN = 20


def try_all(numbers: Sequence[int], processes: int = _PROCESSES) -> list[Verdict]:
    """Judge the sentences of all numbers, in their order."""
    groups = [numbers[start : start + MOST] for start in range(0, len(numbers), MOST)]
    if processes == 1 or len(groups) == 1:
        return [verdict for group in groups for verdict in judge_numbers(group)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return [verdict for found in pool.imap(judge_numbers, groups) for verdict in found]


def table(verdicts: Sequence[Verdict]) -> str:
    """Write how the sentences ended, by meaning and way of writing.

    ``silent``: something false is said, and validation finds nothing. ``rejected``: right, and
    validation finds something.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts:
        marks = [str(verdict.result), *["silent"] * verdict.is_silent]
        marks += ["sentences", *["rejected"] * verdict.is_rejected]
        kinds = make_sentence(int(verdict.case.id)).kinds
        counts.update((kind, mark) for kind in (*kinds, "all") for mark in marks)
    columns = ("sentences", *map(str, Result), "silent", "rejected")
    named = sorted({kind for kind, _ in counts} - {"all"})
    lines = [f"| kind | {' | '.join(columns)} |", "|---|" + "--:|" * len(columns)]
    for kind in (*named, "all"):
        cells = [str(counts[kind, column]) for column in columns]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def missed(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Say which bars are missed."""
    for result in (Result.OPPOSITE, Result.DEFECT):
        found = [verdict.case.id for verdict in verdicts if verdict.result is result]
        if found:
            yield f"{len(found)} {result}: {', '.join(found[:_SHOWN])}"
    silent = [verdict.case.id for verdict in verdicts if verdict.is_silent]
    if silent:
        yield f"{len(silent)} false and not found by validation: {', '.join(silent[:_SHOWN])}"
    right = sum(verdict.result is Result.RIGHT for verdict in verdicts)
    if right < LEAST_RIGHT * len(verdicts):
        yield f"only {right} of {len(verdicts)} sentences are right"


def failures(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Describe the first failures of each result, and right ones that validation rejects."""
    shown: Counter[str] = Counter()
    for verdict in verdicts:
        if verdict.result is Result.RIGHT and not verdict.is_rejected:
            continue
        mark = "rejected" if verdict.is_rejected else f"{verdict.result} {verdict.is_silent}"
        shown[mark] += 1
        if shown[mark] <= _SHOWN:
            yield "\n".join(describe(verdict))


def main(count: int = 20_000, first: int = 0) -> int:
    """Judge sentences, write the table, failures and the bars missed."""
    verdicts = try_all(range(first, first + count))
    sys.stdout.write(table(verdicts))
    for words in failures(verdicts):
        sys.stdout.write(f"\n{words}\n")
    problems = list(missed(verdicts))
    for problem in problems:
        sys.stdout.write(f"MISSED {problem}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
