"""What the program makes of a case's text: rows, the ledger of numbers, validation."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.check import Problem, validate_store
from kg.errors import KgError
from kg.namespaces import DEFAULT_BASE
from kg.pipeline import Build, build_document, build_graph
from kg.query import run
from kg.source import Source
from kg.store import Rows, Store, value_of

# A row's values by variable; an unbound one is empty.
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was made of a text.

    Attributes:
        variables: Of the query ``targets``.
        targets: Its rows.
        numbers: Rows of the query ``numbers``.
        problems: What validation found: node and message.
        refusal: Message of the error with which the text was refused.
        defect: Any other exception.
    """

    variables: tuple[str, ...] = ()
    targets: tuple[Values, ...] = ()
    numbers: tuple[Values, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    refusal: str = ""
    defect: str = ""


def source_of(text: str, key: str = "case") -> Source:
    """Return a text as a source."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(key=key, name=f"{key}.txt", text=text, sha256=digest)


def answer(text: str) -> Answer:
    """Build a text, ask for its targets and numbers, and validate it."""
    [given] = answer_all([text])
    return given


def answer_all(texts: Sequence[str]) -> list[Answer]:
    """Build texts as documents of one graph, ask it once, and validate it once.

    What is read of one text does not depend on the others; most of the time goes into the graph's
    terms and shapes, which they share.
    """
    answers: dict[str, Answer] = {}
    builds = []
    for number, text in enumerate(texts):
        source = source_of(text, f"case-{number}")
        try:
            builds.append(build_document(source))
        except KgError as error:
            answers[source.key] = Answer(refusal=str(error))
        except Exception as error:  # noqa: BLE001 - any other exception is what is looked for
            answers[source.key] = Answer(defect=repr(error))
    if builds:
        answers |= _ask(builds)
    return [answers[f"case-{number}"] for number in range(len(texts))]


def _ask(builds: Sequence[Build]) -> dict[str, Answer]:
    """Ask the graph of several documents; one by one where together they do not do."""
    keys = [build.source.key for build in builds]
    try:
        store = Store.of(build_graph(builds), "cases")
        targets, numbers = run(store, "targets"), run(store, "numbers")
        problems = validate_store(store).problems
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        if len(builds) == 1:
            return {keys[0]: Answer(defect=repr(error))}
        return {key: found for build in builds for key, found in _ask([build]).items()}
    owners = [_key_of(problem) if len(keys) > 1 else keys[0] for problem in problems]
    if not set(owners) <= set(keys):
        return {key: found for build in builds for key, found in _ask([build]).items()}
    return {
        key: Answer(
            variables=targets.variables,
            targets=_values(targets, key),
            numbers=_values(numbers, key),
            problems=tuple(
                (problem.node, problem.words.zh)
                for owner, problem in zip(owners, problems, strict=True)
                if owner == key
            ),
        )
        for key in keys
    }


def _key_of(problem: Problem) -> str:
    """Return the key of the document that a problem is about; empty where its node tells none."""
    return problem.node.removeprefix(DEFAULT_BASE).partition("/")[0]


def _values(rows: Rows, key: str) -> tuple[Values, ...]:
    return tuple(
        {name: value_of(row, name) for name in rows.variables}
        for row in rows.rows
        if value_of(row, "document") == key
    )
