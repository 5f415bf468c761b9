"""Suites of numbers are measured by value; the sentences here are invented."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bench.suites import Entity, Mention, judge, main, read_suite

# A sentence, the entity in it, its value and unit; the numbers that the ledger has; what is said.
JUDGED = {
    "a number": ("共有32座", "32座", "32", "", ("32",), "right"),
    "a unit's myriad word": ("投资3.5亿元", "3.5亿元", "350000000", "Yuan", ("3.5",), "right"),
    "tenths": ("占七成", "七成", "70", "%", ("七",), "right"),
    "Chinese hundredths": ("占百分之五", "百分之五", "5", "%", ("百分之五",), "right"),
    "Chinese hundredths in ones": ("占百分之五", "百分之五", "0.05", "", ("百分之五",), "right"),
    "another value": ("共有32座", "32座", "33", "", ("32",), "wrong"),
    "two numbers for one": ("共有3 2座", "3 2座", "32", "", ("3", "2"), "wrong"),
    "no number": ("共有三座", "三座", "3", "", (), "missing"),
    "the unit's thousand": ("重三千克", "三千克", "3", "Kilogram", ("三千",), "right"),
}  # fmt: skip


@pytest.mark.parametrize("name", JUDGED)
def test_an_entity_is_judged_by_value(name: str) -> None:
    sentence, words, value, unit, quotes, said = JUDGED[name]
    start = sentence.index(words)
    entity = Entity(
        place="x#1",
        sentence=sentence,
        start=start,
        end=start + len(words),
        values=(Decimal(value),),
        unit=unit,
    )
    places = [(sentence.index(quote), len(quote)) for quote in quotes]
    mentions = [Mention(place, place + length, sentence) for place, length in places]
    assert judge(entity, mentions).said == said


def test_bare_chinese_numerals_are_not_owed(tmp_path: Path) -> None:
    file = tmp_path / "NumberModel.json"
    cases = [("十二", "十二"), ("买十二件", "十二"), ("12", "12"), ("四分之三", "四分之三")]
    entries = [
        {
            "Input": sentence,
            "Results": [
                {"Text": words, "Start": sentence.index(words), "Resolution": {"value": "12"}}
            ],
        }
        for sentence, words in cases
    ]
    file.write_text(json.dumps(entries), encoding="utf-8-sig")
    assert [entity.is_owed for entity in read_suite(file)] == [False, True, True, True]


def test_a_folder_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = [
        {
            "Input": "建成12座至15座泵站",
            "Results": [{"Text": "12座至15座", "Start": 2, "Resolution": {"value": "[12,15]"}}],
        },
        {
            "Input": "降价打7折",
            "Results": [{"Text": "打7折", "Start": 2, "Resolution": {"value": "(,3)"}}],
        },
    ]
    file = tmp_path / "RangeModel.json"
    file.write_text(json.dumps(entries), encoding="utf-8-sig")
    assert main([str(tmp_path)]) == 0
    assert "| RangeModel | 2 | Arabic | 2 | 1 | 0 | 1 | 1 |" in capsys.readouterr().out
    entries[1]["Input"] = "降价为7元了"
    entries[1]["Results"] = [{"Text": "7元", "Start": 3, "Resolution": {"value": "(,3)"}}]
    file.write_text(json.dumps(entries), encoding="utf-8-sig")
    assert main([str(tmp_path)]) == 1
    assert "RangeModel#2: 7元 = 3, read 7: 降价为7元了" in capsys.readouterr().out
    assert main([str(tmp_path / "none")]) == 2
