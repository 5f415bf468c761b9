"""Cases of plan language: read them, build them in a report, judge what came of them."""

from __future__ import annotations

from tests.cases.answer import Answer, answer, answer_all, source_of
from tests.cases.case import Case, read_cases
from tests.cases.frame import frame
from tests.cases.verdict import Result, Verdict, judge, judge_all, judge_answer

__all__ = [
    "Answer",
    "Case",
    "Result",
    "Verdict",
    "answer",
    "answer_all",
    "frame",
    "judge",
    "judge_all",
    "judge_answer",
    "read_cases",
    "source_of",
]
