"""Cases of plan language are judged by their values, names and bounds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cases import Answer, Case, Result, answer, frame, judge_all, judge_answer, read_cases
from tests.cases.__main__ import main
from tests.cases.frame import START

TEXT = "到2030年,绿道长度达到300公里以上。"
ROW = {"indicator": "绿道长度", "comparator": ">=", "value": 300, "unit": "公里", "year": 2030}
GIVEN = {
    "indicator": "绿道长度", "comparator": ">=", "value": "300", "unit": "公里", "year": "2030",
    "period": "", "basis": "level", "change": "", "since": "",
}  # fmt: skip
VARIABLES = tuple(GIVEN)

# Changes of the expected row, changes of the row given, and how it is judged.
JUDGED: dict[str, tuple[dict[str, Any], dict[str, str], Result]] = {
    "equal": ({}, {}, Result.RIGHT),
    "a field that is not expected": ({}, {"period": "2026/2030"}, Result.RIGHT),
    "other unit, same value": ({"unit": "千米", "value": 3}, {"unit": "百千米", "value": "0.03"},
                               Result.RIGHT),
    "share and tenths": ({"unit": "%", "value": 75}, {"unit": "成", "value": "7.5"}, Result.RIGHT),
    "share and fraction": ({"unit": None, "value": 0.75}, {"unit": "%", "value": "75"},
                           Result.RIGHT),
    "points are no share": ({"unit": "个百分点"}, {"unit": "%"}, Result.WRONG),
    "a thousandth off": ({}, {"value": "0.3"}, Result.WRONG),
    "verb before the name": ({}, {"indicator": "建成绿道长度"}, Result.RIGHT),
    "word in the name": ({}, {"indicator": "绿道长度不得"}, Result.WRONG),
    "as good": ({"accept": {"comparator": [">"]}}, {"comparator": ">"}, Result.RIGHT),
    "unbound expected": ({"year": None}, {}, Result.WRONG),
    "bound turned": ({}, {"comparator": "<"}, Result.OPPOSITE),
    "bound lost": ({}, {"comparator": "="}, Result.WRONG),
    "sign turned": ({"value": -300}, {}, Result.OPPOSITE),
    "change turned": ({"change": "fall"}, {"change": "rise"}, Result.OPPOSITE),
    "change for a level": ({"change": None}, {"change": "rise"}, Result.WRONG),
    "since": ({"since": "2025"}, {"since": "2025"}, Result.RIGHT),
    "since unsaid": ({"since": "2025"}, {}, Result.WRONG),
}  # fmt: skip


def case(*targets: dict[str, object], numbers: dict[str, str] | None = None) -> Case:
    return Case(
        id="x", kind="k", text=TEXT, document=frame(TEXT), targets=targets, numbers=numbers or {}
    )


def mention(quote: str, reading: str) -> dict[str, str]:
    return {"start": str(START), "quote": quote, "reading": reading}


@pytest.mark.parametrize("name", JUDGED)
def test_a_row_is_judged(name: str) -> None:
    expected, given, result = JUDGED[name]
    given_answer = Answer(variables=VARIABLES, targets=({**GIVEN, **given},))
    assert judge_answer(case({**ROW, **expected}), given_answer).result is result


def test_change_is_compared_only_where_the_query_has_it() -> None:
    variables = tuple(name for name in VARIABLES if name not in ("change", "since"))
    given = Answer(variables=variables, targets=(GIVEN,))
    assert judge_answer(case({**ROW, "change": "fall"}), given).result is Result.RIGHT


def test_a_missing_row_is_unread_where_the_ledger_says_so() -> None:
    for reading, result in (("unread", Result.UNREAD), ("other", Result.INCOMPLETE)):
        given = Answer(variables=VARIABLES, numbers=(mention("300", reading),))
        assert judge_answer(case(ROW), given).result is result


def test_a_row_too_many_is_wrong_and_each_row_fits_once() -> None:
    given = Answer(variables=VARIABLES, targets=(GIVEN, GIVEN))
    verdict = judge_answer(case(ROW), given)
    assert verdict.result is Result.WRONG
    assert verdict.is_silent
    assert len(verdict.false) == 1
    assert judge_answer(case(ROW, ROW), given).result is Result.RIGHT


def test_numbers_are_judged_by_their_quotes() -> None:
    wanted = case(numbers={"300": "name|other"})
    for reading, result in (
        ("other", Result.RIGHT),
        ("unread", Result.RIGHT),
        ("target", Result.WRONG),
    ):
        given = Answer(variables=VARIABLES, numbers=(mention("300", reading),))
        assert judge_answer(wanted, given).result is result
    assert judge_answer(wanted, Answer(variables=VARIABLES)).result is Result.INCOMPLETE


def test_a_right_row_that_fails_validation_is_rejected() -> None:
    given = Answer(variables=VARIABLES, targets=(GIVEN,), problems=(("node", "message"),))
    assert judge_answer(case(ROW), given).is_rejected


def test_the_frame_sets_no_target() -> None:
    given = answer(frame("推进共同富裕。"))
    assert (given.targets, given.problems, given.refusal, given.defect) == ((), (), "", "")


def test_cases_are_built_together_as_alone() -> None:
    cases = [case(ROW), Case(id="y", kind="k", text="", document="无题", targets=())]
    verdicts = judge_all(cases)
    assert [verdict.result for verdict in verdicts] == [Result.RIGHT, Result.REFUSED]
    assert judge_all(cases[:1])[0].answer.targets[0]["indicator"] == "绿道长度"


def test_a_file_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.jsonl"
    change = {"id": "a-1", "kind": "a", "find": "请予审议", "replace": "请审议"}
    lines = [
        {"id": "k-1", "kind": "k", "text": TEXT, "targets": [ROW]},
        {"id": "k-2", "kind": "k", "text": TEXT, "targets": []},
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert main([str(file)]) == 1
    said = capsys.readouterr().out
    assert "| k | 2 | 1 | 0 | 0 | 1 |" in said
    assert "k-2: wrong (silent)" in said
    assert main([str(file), "--only", "k-1"]) == 0
    file.write_text(json.dumps(change), encoding="utf-8")
    [changed] = read_cases(file)
    assert "请审议" in changed.document
    assert changed.targets is None
    file.write_text('\n{"id": "k-1"}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"cases\.jsonl:2:"):
        read_cases(file)
