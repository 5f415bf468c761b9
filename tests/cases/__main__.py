"""Judge files of cases and say what came of them.

    python -m tests.cases FILE... [--show] [--only WORD] [--processes N]

Exits with 1 when a case is not right.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.cases.case import Case, read_cases
from tests.cases.verdict import Result, Verdict, judge_all

# Cases that share a graph.
_GROUP = 15
_LEFT_OUT = ("document", "scope", "task", "suggestion", "iri", "start", "end")


def judge_in_groups(cases: Sequence[Case], processes: int) -> list[Verdict]:
    """Judge cases, in their order, a group after another in each process."""
    groups = [cases[start : start + _GROUP] for start in range(0, len(cases), _GROUP)]
    if processes == 1 or len(groups) == 1:
        return [verdict for group in groups for verdict in judge_all(group)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return [verdict for found in pool.imap(judge_all, groups) for verdict in found]


def table(verdicts: Sequence[Verdict]) -> str:
    """Write how the cases ended, by kind.

    ``silent``: something false is said, and validation finds nothing. ``rejected``: right, and
    validation finds something.
    """
    kinds = list(dict.fromkeys(verdict.case.kind for verdict in verdicts))
    counts = Counter((verdict.case.kind, verdict.result) for verdict in verdicts)
    lines = [
        "| kind | cases | " + " | ".join(Result) + " | silent | rejected |",
        "|---|--:|" + "--:|" * (len(Result) + 2),
    ]
    for kind in [*kinds, None]:
        chosen = [verdict for verdict in verdicts if kind in (None, verdict.case.kind)]
        cells = [
            str(sum(counts[one, result] for one in kinds if kind in (None, one)))
            for result in Result
        ]
        cells.append(str(sum(verdict.is_silent for verdict in chosen)))
        cells.append(str(sum(verdict.is_rejected for verdict in chosen)))
        lines.append(f"| {kind or 'all'} | {len(chosen)} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def describe(verdict: Verdict) -> Iterator[str]:
    """Write a case, what was expected, and what came of it."""
    case, given = verdict.case, verdict.answer
    mark = " (silent)" * verdict.is_silent + " (rejected)" * verdict.is_rejected
    yield f"{case.id}: {verdict.result}{mark}"
    yield f"    {case.text}"
    if case.note:
        yield f"    note: {case.note}"
    for row in case.targets or ():
        sign = "- " if row in verdict.missing else "  "
        yield "    expected " + sign + _shown(row)
    for one in given.targets:
        sign = "+ " if one in verdict.false else "  "
        yield "    given    " + sign + _shown({k: v for k, v in one.items() if k not in _LEFT_OUT})
    for words in verdict.misread:
        yield f"    number {words}"
    for node, message in given.problems:
        yield f"    validate {node.rpartition('/id/')[2].partition('/')[2]}: {message}"
    for words in (given.refusal, given.defect):
        if words:
            yield f"    {words}"


def _shown(row: Mapping[str, object]) -> str:
    return " ".join(f"{name}={'∅' if v is None else v}" for name, v in row.items() if v != "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the files that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.cases")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--show", action="store_true", help="write the right ones too")
    parser.add_argument("--only", default="", help="only cases whose id or kind has this word")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args(arguments)
    cases = [
        case
        for path in given.files
        for case in read_cases(path)
        if case.targets is not None and (given.only in case.id or given.only == case.kind)
    ]
    verdicts = judge_in_groups(cases, given.processes)
    sys.stdout.write(table(verdicts))
    for verdict in verdicts:
        if given.show or verdict.result is not Result.RIGHT or verdict.is_rejected:
            sys.stdout.write("\n" + "\n".join(describe(verdict)) + "\n")
    return 0 if all(verdict.result is Result.RIGHT for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
