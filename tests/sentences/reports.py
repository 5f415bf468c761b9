"""Put many sentences into one invented report, read it once, and judge each sentence."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.check import Problem, validate_store
from kg.errors import KgError
from kg.model import Evidence, Facts
from kg.namespaces import DEFAULT_BASE
from kg.pipeline import Build, build_document, build_graph
from kg.query import run
from kg.store import Store, value_of
from tests.cases import Answer, Case, Verdict, answer_all, frame, judge_answer, source_of
from tests.cases.answer import Values
from tests.cases.frame import START
from tests.sentences.composing import make_sentence
from tests.sentences.sentence import Sentence

# A report numbers its tasks with two digits.
MOST = 90
_KEY = "sentences"
_FIRST_TASK = "　　1．"
_AFTER_TASKS = "　　三、"
_PLACE_IN_TEXT = re.compile(r" at (\d+) is not in the ledger")
_PLACE_OF_EVIDENCE = re.compile(r"/evidence/(\d+)-\d+$")


def write_report(texts: Sequence[str]) -> tuple[str, list[int]]:
    """Put each text under a key task of its own.

    Returns:
        The report and where each text begins in it.
    """
    framed = frame()
    report = framed[: framed.index(_FIRST_TASK)]
    starts = []
    for number, text in enumerate(texts, 1):
        report += f"　　{number}．办好民生实事。\n"
        starts.append(len(report))
        report += f"{text}\n"
    return report + framed[framed.index(_AFTER_TASKS) :], starts


def case_of(sentence: Sentence) -> Case:
    """Return a sentence as a case."""
    return Case(
        id=str(sentence.number),
        kind=sentence.kinds[0],
        text=sentence.text,
        document=frame(sentence.text),
        targets=sentence.rows,
        numbers=sentence.numbers,
    )


def judge_together(sentences: Sequence[Sentence]) -> list[Verdict]:
    """Judge sentences, in their order: in one report, or in halves where that cannot be done."""
    answers = _answers([sentence.text for sentence in sentences])
    return [
        judge_answer(case_of(sentence), answer)
        for sentence, answer in zip(sentences, answers, strict=True)
    ]


def judge_numbers(numbers: Sequence[int]) -> list[Verdict]:
    """Compose the sentences of some numbers and judge them in one report."""
    return judge_together([make_sentence(number) for number in numbers])


def _answers(texts: Sequence[str]) -> list[Answer]:
    if len(texts) == 1:
        # As a case, so that what is wrong with the report is the sentence's.
        return answer_all([frame(texts[0])])
    report, starts = write_report(texts)
    try:
        build = build_document(source_of(report, _KEY))
        found = _read(build, texts, starts)
    except KgError:
        found = None
    except Exception:  # noqa: BLE001 - which sentence it is shows in the halves
        found = None
    if found is None:
        half = len(texts) // 2
        return _answers(texts[:half]) + _answers(texts[half:])
    return found


def _read(build: Build, texts: Sequence[str], starts: Sequence[int]) -> list[Answer] | None:
    """Return each text's answer; ``None`` where a problem belongs to none of them."""
    store = Store.of(build_graph([build]), _KEY)
    targets, numbers = run(store, "targets"), run(store, "numbers")
    ends = [start + len(text) + 1 for start, text in zip(starts, texts, strict=True)]
    owned: list[list[Problem]] = [[] for _ in texts]
    places = _places(build.facts)
    for problem in validate_store(store).problems:
        place = _place_of(problem, places)
        owner = None if place is None else _owner(place, starts, ends)
        if owner is None:
            return None
        owned[owner].append(problem)
    rows: list[list[Values]] = [[] for _ in texts]
    for row in targets.rows:
        values = {name: value_of(row, name) for name in targets.variables}
        owner = _owner(int(values["start"]), starts, ends)
        if owner is None:
            return None
        rows[owner].append(values)
    ledger: list[list[Values]] = [[] for _ in texts]
    for row in numbers.rows:
        values = {name: value_of(row, name) for name in numbers.variables}
        owner = _owner(int(values["start"]), starts, ends)
        if owner is not None:
            ledger[owner].append(values | {"start": str(START)})
    return [
        Answer(
            variables=targets.variables,
            targets=tuple(rows[number]),
            numbers=tuple(ledger[number]),
            problems=tuple((problem.node, problem.words.zh) for problem in owned[number]),
        )
        for number in range(len(texts))
    ]


def _owner(place: int, starts: Sequence[int], ends: Sequence[int]) -> int | None:
    """Return the number of the text that a place lies in."""
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if start <= place < end:
            return number
    return None


def _place_of(problem: Problem, places: Mapping[str, int]) -> int | None:
    """Return where the fact stands that a problem is about."""
    found = _PLACE_IN_TEXT.search(problem.words.en) or _PLACE_OF_EVIDENCE.search(problem.node)
    if found:
        return int(found[1])
    local = problem.node.removeprefix(f"{DEFAULT_BASE}{_KEY}/")
    while local and local not in places:
        local = local.rpartition("/")[0]
    return places.get(local)


def _places(facts: Facts) -> dict[str, int]:
    """Return where each fact stands, by its local identifier."""
    return {fact.id: fact.evidence.span.start for fact in _walk(facts) if hasattr(fact, "id")}


def _walk(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for item in value:
            yield from _walk(item)
    elif dataclasses.is_dataclass(value):
        if isinstance(getattr(value, "evidence", None), Evidence):
            yield value
        for field in dataclasses.fields(value):
            yield from _walk(getattr(value, field.name))
