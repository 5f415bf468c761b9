"""Reports by writers who knew nothing of the rules, with rows that they wrote by hand.

They are read as they are; where the rows and the reading part, ``DIFFERS`` says so and why.
"""

from __future__ import annotations

import csv
import dataclasses
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.check import validate_store
from kg.pipeline import build_document, build_graph, read_sources
from kg.query import run
from kg.store import Store, value_of
from tests.conftest import REPORTS

FOLDER = REPORTS / "strangers"
NAMES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())
# Rows by hand that the reading does not have, and what it has instead.
DIFFERS: dict[tuple[str, str], tuple[list[str], list[str]]] = {
    # 全年预计为10200亿元左右: the year of 今年前三季度 before it is not carried over.
    ("lingdong", "review"): (
        ["货物进出口总额 lagging = 13000 10200 亿元 2025  level "],
        ["货物进出口总额 lagging = 13000 10200 亿元   level "],
    ),
    # 沿湖地区一体化发展的内容已纳入第七篇: contents before their part are not read as such.
    ("linze", "citations"): (["8 内容 7 沿湖地区一体化发展 1 7 "], ["8 篇 7  1 7 "]),
    # 在纲要第五篇中统筹体现,…具体项目见专栏10: the part governs the column and is not cited itself.
    ("nanyu", "citations"): (["10 篇 5 "], []),
    # A count in Chinese numerals (两个千亿级) and a cell that says of itself that it is a sum
    # (五年累计9以上) are no goals yet; the writer rounds 三分之二 to four places.
    ("nanyu", "targets"): (
        [
            "task 1  千亿级产业集群 = 2 个   level",
            "task 6  新建住宅中装配式建筑占比 >= 0.6667   2026/2030 level",
            "indicator-table   城镇新增就业 >= 9 万人  2026/2030 cumulative",
        ],
        ["task 6  新建住宅中装配式建筑占比 >= 0.666667   2026/2030 level"],
    ),
    # 各县（市、区） is no body.
    ("linze", "responsibility.basis=named"): (["7  各县（市、区） named"], []),
    # 中心城区、县域公共充电桩分别达到…: the noun of the second is the first's too.
    ("linze", "targets"): (
        ["task 10  中心城区公共充电桩 = 1.5 万个 2030  level "],
        ["task 10  中心城区 = 1.5 万个 2030  level "],
    ),
}

# How a number is read that the writer reads otherwise: what is expected for the year now ending is
# reached where it stands beside no goal; a thing's size is no name; a projection is conditional.
READ_OTHERWISE = {
    ("heshuo", "1560"): "actual",
    ("nanyu", "30"): "other",
    ("nanyu", "17"): "conditional",
    ("songjiangwan", "1.2"): "conditional",
    ("yuanli", "4386"): "actual",
}
UNREAD = {"nanyu": ["4380"]}  # 总投资约4380亿元: of projects on a list

Row = tuple[str, ...]


@cache
def store_of(name: str) -> Store:
    [source] = read_sources([FOLDER / name / "report.txt"], [name])
    return Store.of(build_graph([build_document(source)]), name)


# Numbers that look like goals, in a file of their own: quote, words round it, reading.
_LOOK_ALIKES = "numbers-none.csv"


def tables() -> Iterator[tuple[str, Path]]:
    for name in NAMES:
        for path in sorted((FOLDER / name).glob("*.csv")):
            if path.name != _LOOK_ALIKES:
                yield name, path


def plain(value: str) -> str:
    """Write a number without idle zeros: 3.0 is 3."""
    whole, point, rest = value.partition(".")
    is_number = bool(point) and whole.isdigit() and rest.isdigit()
    return value.rstrip("0").rstrip(".") if is_number else value


def read_rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


@pytest.mark.parametrize(("name", "path"), list(tables()), ids=lambda it: getattr(it, "stem", it))
def test_rows_are_those_written_by_hand(name: str, path: Path) -> None:
    columns, written = read_rows(path)
    query, *parameters = path.stem.split(".")
    found = run(store_of(name), query, dict(pair.split("=") for pair in parameters))
    missing = set(columns) - set(found.variables)
    assert not missing, f"the query has no {missing}"
    expected = Counter(tuple(plain(row[column]) for column in columns) for row in written)
    made = Counter(tuple(plain(value_of(row, column)) for column in columns) for row in found.rows)
    lacking, other = DIFFERS.get((name, path.stem), ([], []))
    assert [" ".join(row) for row in (expected - made).elements()] == lacking
    assert [" ".join(row) for row in (made - expected).elements()] == other


def look_alikes() -> Iterator[tuple[str, dict[str, str]]]:
    for name in NAMES:
        path = FOLDER / name / _LOOK_ALIKES
        for row in read_rows(path)[1] if path.is_file() else ():
            yield name, row


@pytest.mark.parametrize(
    ("name", "row"), list(look_alikes()), ids=lambda it: it if isinstance(it, str) else it["quote"]
)
def test_what_looks_like_a_goal_is_read_as_written_by_hand(name: str, row: dict[str, str]) -> None:
    text = (FOLDER / name / "report.txt").read_text(encoding="utf-8")
    start = text.index(row["context"])
    found = [
        value_of(known, "reading")
        for known in run(store_of(name), "numbers").rows
        if value_of(known, "quote") == row["quote"]
        and start <= int(value_of(known, "start")) < start + len(row["context"])
    ]
    assert found == [READ_OTHERWISE.get((name, row["quote"]), row["reading"])]


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_read_again(name: str) -> None:
    rows = run(store_of(name), "numbers").rows
    unread = [value_of(r, "quote") for r in rows if value_of(r, "reading") == "unread"]
    assert unread == UNREAD.get(name, [])
    assert validate_store(store_of(name)).problems == ()


# Where a numeral that is no number once refused the whole report: name, words, words with 十十.
GARBLED = [
    ("songjiangwan", "第六篇第二章第三节", "第六篇第二章第十十节"),
    ("nanyu", "专栏13“基础", "专栏十十“基础"),
    ("qinglan", "17个专栏", "十十个专栏"),
    ("linze", "二、关于促进", "十十、关于促进"),
]


@pytest.mark.parametrize(("name", "old", "new"), GARBLED)
def test_a_numeral_that_is_none_refuses_no_report(name: str, old: str, new: str) -> None:
    [source] = read_sources([FOLDER / name / "report.txt"], [name])
    assert old in source.text
    build = build_document(dataclasses.replace(source, text=source.text.replace(old, new, 1)))
    assert validate_store(Store.of(build_graph([build]))).problems == ()
    if name == "nanyu":
        assert "基础教育扩优提质行动" in {citation.name for citation in build.facts.citations}
