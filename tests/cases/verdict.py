"""Judge what was made of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.text import fold
from tests.cases.answer import Answer, Values, answer_all
from tests.cases.case import Case
from tests.cases.comparing import assign, is_turned
from tests.cases.frame import REST, START


class Result(StrEnum):
    """How the reading of a case compares with what is expected."""

    RIGHT = "right"
    UNREAD = "unread"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"
    OPPOSITE = "opposite"
    REFUSED = "refused"
    DEFECT = "defect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a case.

    Attributes:
        missing: Expected rows that were not given.
        false: Rows given that were not expected.
        misread: Numbers that the ledger reads as something else, or does not have.
    """

    case: Case
    result: Result
    answer: Answer
    missing: tuple[Mapping[str, Any], ...] = ()
    false: tuple[Values, ...] = ()
    misread: tuple[str, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether something false is said and validation found nothing."""
        return self.result in (Result.WRONG, Result.OPPOSITE) and not self.answer.problems

    @property
    def is_rejected(self) -> bool:
        """Whether what is right fails validation."""
        return self.result is Result.RIGHT and bool(self.answer.problems)


def judge(case: Case) -> Verdict:
    """Build a case and judge what came of it.

    Raises:
        ValueError: The case does not say which targets it should give.
    """
    [verdict] = judge_all([case])
    return verdict


def judge_all(cases: Sequence[Case]) -> list[Verdict]:
    """Judge several cases, in their order; faster than one by one.

    Raises:
        ValueError: A case does not say which targets it should give.
    """
    answers = answer_all([case.document for case in cases])
    return [judge_answer(case, given) for case, given in zip(cases, answers, strict=True)]


def judge_answer(case: Case, given: Answer) -> Verdict:
    """Judge an answer.

    Raises:
        ValueError: The case does not say which targets it should give.
    """
    if case.targets is None:
        raise ValueError(f"{case.id}: the case does not say which targets it should give")
    if given.refusal or given.defect:
        result = Result.REFUSED if given.refusal else Result.DEFECT
        return Verdict(case=case, result=result, answer=given, missing=case.targets)
    missing, false = assign(case.targets, given.targets, given.variables)
    ledger = list(_own_numbers(case, given))
    absent, misread = _misread(case, ledger)
    if any(is_turned(row, one, given.variables) for one in false for row in case.targets):
        result = Result.OPPOSITE
    elif false or misread:
        result = Result.WRONG
    elif missing:
        is_said = all(_is_said_unread(row, ledger) for row in missing)
        result = Result.UNREAD if is_said else Result.INCOMPLETE
    else:
        result = Result.INCOMPLETE if absent else Result.RIGHT
    return Verdict(
        case=case,
        result=result,
        answer=given,
        missing=tuple(missing),
        false=tuple(false),
        misread=(*misread, *absent),
    )


def _own_numbers(case: Case, given: Answer) -> Iterator[Values]:
    """Yield the ledger's rows on the paragraph, leaving out the frame's."""
    end = len(case.document) - REST
    return (row for row in given.numbers if START <= int(row["start"]) < end)


def _misread(case: Case, ledger: Sequence[Values]) -> tuple[list[str], list[str]]:
    """Return the numbers that the ledger lacks, and those that it reads falsely."""
    absent, misread = [], []
    for quote, expected in case.numbers.items():
        readings = [row["reading"] for row in ledger if _plain(row["quote"]) == _plain(quote)]
        if not readings:
            absent.append(f"{quote}: not in the ledger, should be {expected}")
        elif not {*expected.split("|"), "unread"} & set(readings):
            misread.append(f"{quote}: {'|'.join(readings)}, should be {expected}")
    return absent, misread


def _is_said_unread(row: Mapping[str, Any], ledger: Sequence[Values]) -> bool:
    """Return whether the ledger says that the number of a missing row was not read.

    A number that is not printed as in the expected row (in Chinese numerals, say) may be any.
    """
    own = [mention for mention in ledger if _plain(mention["quote"]) == str(row["value"])]
    return any(mention["reading"] == "unread" for mention in own or ledger)


def _plain(quote: str) -> str:
    return "".join(fold(quote).replace(",", "").split())
