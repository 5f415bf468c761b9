"""Sentences composed from meanings are read as they are meant, by both readings."""

from __future__ import annotations

import random
import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from tests.cases import Result, Verdict, judge
from tests.sentences import Sentence, make_sentence
from tests.sentences.__main__ import failures, missed, table, try_all
from tests.sentences.amounts import FORMS, write_in_form
from tests.sentences.bounds import LEVELS, PLAIN
from tests.sentences.reports import case_of, judge_together, write_report
from tests.sentences.times import PLAN

COUNT = 500
COMPARATORS = {">=", ">", "=", "<", "<=", "≈"}
BASES = {"level", "increase", "cumulative", "per-year", "annual-average"}
# A kind of each dimension's every meaning; further kinds may occur.
KINDS = {
    *(f"number {form}" for form in FORMS),
    *(f"bound {one.comparator} {one.way}" for chosen in LEVELS.values() for one in chosen),
    *(f"bound {one.comparator} {one.way}" for chosen in PLAIN.values() for one in chosen),
    *(f"basis {basis}" for basis in BASES),
    *(f"change {change}" for change in ("level", "rise", "fall", "multiple")),
    *(f"join {mark}" for mark in ("；", "，", "、", "。", "分别", "均", "one verb")),
    *(f"since {words}" for words in ("unsaid", "比#年", "较#年", "与#年相比", "在#年基础上")),
    *(f"broken {kind}" for kind in ("contradicting bounds", "range upside down", "no numeral")),
    "bound range", "bound two", "bound >= 上百", "lead-in",
    "name before", "name before a word of setting", "name behind a word of setting",
    "name behind a denial or 将", "name behind a verb", "name behind the number",
    "name behind 其中", "name in brackets", "name in the clause before", "name with a shared head",
    "time 到#年", "time 到#年底", "time #年底前", "time none", "time the plan's years",
    "time other years", "time end of the plan", "time beyond the plan", "time year in Chinese",
    "time behind the name", "time two in clauses", "time two with 分别", "time 届时",
    "trap past", "trap other place", "trap assumption", "trap condition", "trap denied goal",
    "trap rank", "trap required", "trap expected this year", "trap number in words",
}  # fmt: skip


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return [make_sentence(number) for number in range(10_000)]


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    return try_all(range(COUNT))


def test_composed_sentences_are_read_as_they_are_meant(verdicts: list[Verdict]) -> None:
    assert list(missed(verdicts)) == [], "\n".join(failures(verdicts))


def test_the_same_number_gives_the_same_sentence() -> None:
    assert make_sentence(11) == make_sentence(11)
    assert len({make_sentence(number).text for number in range(300)}) > 290


def test_every_meaning_occurs(sentences: list[Sentence]) -> None:
    found = Counter(kind for sentence in sentences for kind in sentence.kinds)
    assert not KINDS - set(found)
    assert min(found[kind] for kind in KINDS) >= 2


def test_rows_are_well_formed(sentences: list[Sentence]) -> None:
    for sentence in sentences:
        assert sentence.text.endswith("。")
        assert not re.search(r"[，；、。,;]{2}|[{}]", sentence.text), sentence.text
        for row in sentence.rows:
            assert_well_formed(row, sentence.text)
        keys = [(row["indicator"], row["comparator"], row["year"]) for row in sentence.rows]
        assert len(set(keys)) == len(keys), sentence.text


def assert_well_formed(row: dict[str, Any], text: str) -> None:
    assert row["comparator"] in COMPARATORS
    assert isinstance(row["value"], Decimal)
    assert row["unit"] is None or row["unit"]
    assert row["year"] is None or 2026 <= row["year"] <= 2035
    assert row["period"] is None or re.fullmatch(r"20\d\d/20\d\d", row["period"])
    assert row["year"] is None or row["period"] is None
    assert row["basis"] in BASES
    assert row["change"] in (None, "rise", "fall")
    # A name that shares its head noun with another stands in two pieces.
    pieces = (row["indicator"][:2], row["indicator"][-3:])
    assert all(piece in text for piece in pieces), (row, text)


def test_no_expected_number_is_said_of_two(sentences: list[Sentence]) -> None:
    """The reading expected of a trap's number is not expected of a goal's own."""
    for sentence in sentences:
        values = {f"{row['value']:f}" for row in sentence.rows}
        traps = {quote for quote, reading in sentence.numbers.items() if reading != "name"}
        assert not values & traps, sentence.text


# A sentence of each dimension as a person wrote it out, by its number: text and rows.
WRITTEN_FORMS = {
    "plain": ("300", "公里", "300公里"),
    "decimal": ("5.5", "%", "5.5%"),
    "gap": ("300", "公里", "300 公里"),
    "comma": ("3450", "亿元", "3,450亿元"),
    "full-width": ("4.5", "万个", "４．５万个"),
    "myriad": ("36000", "个", "3.6万个"),
    "chinese": ("1650", "亿元", "一千六百五十亿元|1650"),
    "mixed": ("132000", "人", "13万2千人"),
    "percent-words": ("92", "%", "百分之九十二"),
    "percent-word-arabic": ("70", "%", "百分之70"),
    "permille-words": ("6", "‰", "千分之六"),
    "tenths": ("75", "%", "七成五"),
    "half": ("50", "%", "一半"),
    "fraction": ("75", "%", "四分之三"),
    "negative": ("-0.8", "‰", "-0.8‰"),
    "negative-word": ("-0.8", "‰", "负0.8‰"),
    "negative-full-width": ("-0.8", "‰", "－０．８‰"),
    "spaced": ("2400", "件", "2 400件"),
}


def test_every_form_of_number_is_written_out() -> None:
    assert set(WRITTEN_FORMS) == set(FORMS)
    for form, (value, unit, expected) in WRITTEN_FORMS.items():
        amount = write_in_form(random.Random(1), Decimal(value), unit, form)
        assert amount.words.replace("\u00a0", " ") == expected.partition("|")[0]
    amount = write_in_form(random.Random(1), Decimal(132_000), "人", "mixed")
    assert (amount.value, amount.unit) == (Decimal("13.2"), "万人")
    amount = write_in_form(random.Random(1), Decimal(75), "%", "fraction")
    assert (amount.value, amount.unit) == (Decimal("0.75"), None)


# A wording of each bound: with 5% put in, and the comparator.
WRITTEN_BOUNDS = {
    "不得低于5%": ">=", "严禁突破5%": "<=", "控制在5%以内": "<=", "超过5%": ">", "不足5%": "<",
    "达到5%左右": "≈", "达到5%": "=", "≥5%": ">=", "＜5%": "<", "以5%为上限": "<=", "5%封顶": "<=",
    "至少达到5%以上": ">=", "不应低于5%": ">=", "决不突破5%": "<=", "达到近5%": "≈",
}  # fmt: skip


def test_every_bound_is_written_out() -> None:
    amount = write_in_form(random.Random(1), Decimal(5), "%", "plain")
    written = {one.write(amount): one.comparator for chosen in LEVELS.values() for one in chosen}
    assert WRITTEN_BOUNDS.items() <= written.items()
    for comparator, chosen in (*LEVELS.items(), *PLAIN.items()):
        assert {one.comparator for one in chosen} == {comparator}
    # No wording stands for two bounds.
    assert len(written) == len({words for chosen in LEVELS.values() for words in {
        one.write(amount) for one in chosen}})  # fmt: skip


# What the one row of a sentence says that has a kind, and words that stand in its text.
OF_A_KIND = {
    "basis annual-average": ("年均", "period", PLAN),
    "time beyond the plan": ("2035年", "year", 2035),
    "time end of the plan": ("“十五五”", "year", 2030),
    "time the plan's years": ("", "period", PLAN),
    "time none": ("", "year", None),
    "change multiple": ("倍", "change", None),
    "change fall": ("", "change", "fall"),
    "since 较#年": ("较20", "change", {"rise", "fall"}),
    "bound >= 上百": ("上百", "value", Decimal(100)),
}


@pytest.mark.parametrize("kind", OF_A_KIND)
def test_a_row_says_what_its_kind_means(kind: str, sentences: list[Sentence]) -> None:
    words, field, value = OF_A_KIND[kind]
    chosen = [one for one in sentences if kind in one.kinds and len(one.rows) == 1]
    assert chosen
    for sentence in chosen:
        [row] = sentence.rows
        assert words in sentence.text
        assert row[field] in value if isinstance(value, set) else row[field] == value


def test_traps_and_broken_bounds_set_nothing(sentences: list[Sentence]) -> None:
    for kind in ("sentence broken", "sentence trap alone"):
        assert not any(sentence.rows for sentence in sentences if kind in sentence.kinds)


def test_sentences_are_read_together_as_alone() -> None:
    chosen = [make_sentence(number) for number in (2, 15, 41, 90, 97, 112)]
    together = judge_together(chosen)
    for sentence, verdict in zip(chosen, together, strict=True):
        alone = judge(case_of(sentence))
        assert verdict.result is alone.result
        assert len(verdict.answer.problems) == len(alone.answer.problems)
        assert [row["value"] for row in verdict.answer.targets] == [
            row["value"] for row in alone.answer.targets
        ]


def test_a_report_holds_each_text_where_it_says() -> None:
    report, starts = write_report(["甲。", "乙。"])
    assert [report[start : start + 2] for start in starts] == ["甲。", "乙。"]


def test_bars_are_missed_by_what_is_opposite_or_silently_false() -> None:
    sentence = Sentence(
        number=0, text="到2030年，绿道长度达到300公里。", rows=({"indicator": "绿道长度",
        "comparator": "=", "value": Decimal(300), "unit": "公里", "year": 2030},), kinds=("x",),
        numbers={},
    )  # fmt: skip
    [right] = judge_together([sentence])
    assert right.result is Result.RIGHT
    assert list(missed([right])) == []
    row = dict(right.answer.targets[0])
    wrong = Verdict(case=right.case, result=Result.WRONG, answer=right.answer, false=(row,))
    opposite = Verdict(case=right.case, result=Result.OPPOSITE, answer=right.answer, false=(row,))
    assert [words.split(" ", 1)[1][:5] for words in missed([right] * 98 + [wrong])] == ["false"]
    assert any("opposite" in words for words in missed([right] * 98 + [opposite]))
    assert any("only 18 of 20" in words for words in missed([right] * 18 + [wrong] * 2))
    assert "| all | 2 | 1 | 0 | 0 | 1 |" in table([right, wrong])
