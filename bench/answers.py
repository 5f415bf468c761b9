"""Precision and recall of the rules on answers, against labels made by hand and planted faults.

The labels stand in `tests/answers`, where README.md says how they were made.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.extract import extract_facts
from kg.extract.examine.pairs import Pair, read_pairs
from kg.model import Facts, Outcome
from kg.parse import parse_document
from kg.parse.structure import ParsedDocument
from kg.pipeline import read_sources
from kg.profiles.recognise import find_profile
from kg.source import Source, read_bundled
from kg.text import Span, fold

TESTS = Path(__file__).parents[1] / "tests"
LABELS = TESTS / "answers"
REPORTS = ("hangzhou", "qinghe", "linchuan", "anling", "zeyang", "lanqiao")
# What makes a pair half answered or not answered.
UNANSWERING = ("answer", "object", "figure-asked")

Flags = Mapping[str, set[int]]


@dataclass(frozen=True, slots=True)
class Score:
    """What was found against what is there.

    Attributes:
        report: The report that it was measured on.
        what: What was looked for.
        hits: Found and there.
        alarms: Found and not there, by number of the suggestion.
        misses: There and not found.
    """

    report: str
    what: str
    hits: int
    alarms: tuple[int, ...]
    misses: tuple[int, ...]

    @property
    def precision(self) -> float:
        """Share of what was found that is there; 1 where nothing was found."""
        found = self.hits + len(self.alarms)
        return self.hits / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where there is nothing."""
        there = self.hits + len(self.misses)
        return self.hits / there if there else 1.0


def read_report(name: str) -> Source:
    """Read one of the labelled reports."""
    if name == "hangzhou":
        return read_bundled()
    folder, stem = (TESTS / "reports", "qinghe-report") if name == "qinghe" else (LABELS, name)
    [source] = read_sources([folder / f"{stem}.txt"], [name])
    return source


def read_labels(name: str) -> dict[int, dict[str, str]]:
    """Read the labels of a report by the suggestion's number."""
    with (LABELS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return {int(row["suggestion"]): row for row in csv.DictReader(lines)}


def read_facts(source: Source) -> tuple[ParsedDocument, Facts]:
    """Read all that the examinations need."""
    profile = find_profile(fold(source.text), source.name)
    parsed = parse_document(source.text, key=source.key, name=source.name, profile=profile)
    return parsed, extract_facts(parsed, source_sha256=source.sha256)


def flags_of(facts: Facts) -> Flags:
    """Return for each kind of examination the suggestions where something differs."""
    numbers = {suggestion.id: suggestion.number for suggestion in facts.suggestions}
    flags: dict[str, set[int]] = {}
    for found in facts.examinations:
        if found.outcome is Outcome.DIFFERS and found.subject in numbers:
            flags.setdefault(found.kind, set()).add(numbers[found.subject])
    return flags


def _unanswered(flags: Flags) -> set[int]:
    return set().union(*(flags.get(kind, set()) for kind in UNANSWERING))


def _score(
    report: str, what: str, found: Collection[int], there: Collection[int], among: Collection[int]
) -> Score:
    hits = {n for n in found if n in there and n in among}
    return Score(
        report,
        what,
        len(hits),
        tuple(sorted(n for n in found if n in among and n not in there)),
        tuple(sorted(n for n in there if n in among and n not in found)),
    )


def score_labels(name: str) -> list[Score]:
    """Hold what is found in a report against its labels."""
    labels = read_labels(name)
    flags = flags_of(read_facts(read_report(name))[1])
    short = {n for n, row in labels.items() if row["label"] != "answered"}
    shifted = {n for n, row in labels.items() if row["object_shift"]}
    sure = {n for n, row in labels.items() if row["confidence"] == "sure"}
    found = _unanswered(flags)
    scores = [
        _score(name, "half or not answered, all pairs", found, short, labels),
        _score(name, "half or not answered, sure pairs", found, short, sure),
        _score(name, "another object", flags.get("object", set()), shifted, labels),
    ]
    for kind, word in (
        ("figure-asked", "asked-not-given"),
        ("figure-announced", "announced-not-given"),
    ):
        there = {n for n, row in labels.items() if row["figures"] == word}
        scores.append(_score(name, f"figure {word}", flags.get(kind, set()), there, labels))
    return scores


def score_swaps(name: str) -> Iterator[Score]:
    """Swap the answers of two suggestions half a table apart: none of them answers any more."""
    return _score_swapped(name, "answers swapped", _answer_span)


def score_demands(name: str) -> Iterator[Score]:
    """Swap the last demands of two suggestions half a table apart: neither is answered."""
    return _score_swapped(name, "last demands swapped", lambda pair: pair.demands[-1].span)


def _score_swapped(name: str, what: str, place: Callable[[Pair], Span]) -> Iterator[Score]:
    source = read_report(name)
    parsed, facts = read_facts(source)
    pairs = read_pairs(parsed, facts)
    known = {found.id for found in facts.examinations}
    half = len(pairs) // 2
    warned: set[int] = set()
    remarked: set[int] = set()
    there: set[int] = set()
    for one, other in zip(pairs[:half], pairs[half : 2 * half], strict=True):
        planted = replace(source, text=_swap(source.text, place(one), place(other)))
        changed = read_facts(planted)[1]
        numbers = {pair.suggestion.id: pair.suggestion.number for pair in (one, other)}
        there |= set(numbers.values())
        warned |= set(numbers.values()) & _unanswered(flags_of(changed))
        remarked |= {
            numbers[found.subject]
            for found in changed.examinations
            if found.subject in numbers
            and found.kind in UNANSWERING
            and found.outcome is not Outcome.HOLDS
            and (found.id not in known or found.outcome is Outcome.DIFFERS)
        }
    yield _score(name, f"{what}, warned of", warned, there, there)
    yield _score(name, f"{what}, warned of or remarked", remarked, there, there)


def _answer_span(pair: Pair) -> Span:
    return Span(pair.answer.clauses[0].start, pair.answer.clauses[-1].end)


def _swap(text: str, first: Span, second: Span) -> str:
    return (
        text[: first.start]
        + second.quote(text)
        + text[first.end : second.start]
        + first.quote(text)
        + text[second.end :]
    )


def all_scores() -> Iterator[Score]:
    """Measure everything."""
    for name in REPORTS:
        yield from score_labels(name)
    for name in REPORTS[:1]:
        yield from score_swaps(name)
        yield from score_demands(name)


def answers_table() -> str:
    """Write what was measured as Markdown."""
    lines = [
        "Answers to suggestions, against labels made by hand (`tests/answers`) and planted faults.",
        "",
        "| report | what | precision | recall | found | false alarms | missed |",
        "|---|---|--:|--:|--:|---|---|",
    ]
    for score in all_scores():
        alarms = ", ".join(map(str, score.alarms))
        misses = ", ".join(map(str, score.misses))
        lines.append(
            f"| {score.report} | {score.what} | {score.precision:.2f} | {score.recall:.2f} "
            f"| {score.hits} | {alarms} | {misses} |"
        )
    return "\n".join(lines) + "\n"
