"""The same report in other bytes: other encodings, line ends and digits; or far too many bytes."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg.check import validate_store
from kg.errors import SourceError
from kg.model import Facts
from kg.pipeline import Build, build_document, build_graph, read_sources
from kg.store import Store
from kg.text import Span, fold
from tests.conftest import Report

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

ENCODINGS = {
    "utf-8-mark": "utf-8-sig",
    "utf-16-mark": "utf-16",
    "gb18030": "gb18030",
}


def built_from(data: bytes, folder: Path, report: Report) -> Build:
    path = folder / "report.txt"
    path.write_bytes(data)
    [source] = read_sources([path], [report.build.source.key])
    decided = dataclasses.replace(source, decisions=report.build.source.decisions)
    return build_document(decided)


def plain(value: Any) -> Any:
    """Say facts without their places, in one form of characters."""
    if isinstance(value, Span):
        return None
    if isinstance(value, str):
        return " ".join(fold(value).split())
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {
            field.name: plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name != "source_sha256"
        }
    return value


def places(facts: Facts) -> list[Span]:
    found: list[Span] = []

    def walk(value: Any) -> None:
        if isinstance(value, Span):
            found.append(value)
        elif isinstance(value, tuple):
            for item in value:
                walk(item)
        elif dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                walk(getattr(value, field.name))

    walk(facts)
    return found


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_encoding_changes_no_fact(name: str, tmp_path: Path, report: Report) -> None:
    build = built_from(report.text.encode(ENCODINGS[name]), tmp_path, report)
    assert build.source.text == report.text
    assert plain(build.facts) == plain(report.build.facts)
    assert places(build.facts) == places(report.build.facts)


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_line_ends_change_no_fact(end: str, tmp_path: Path, report: Report) -> None:
    build = built_from(report.text.replace("\n", end).encode(), tmp_path, report)
    assert build.source.text.count(end) == report.text.count("\n")
    assert plain(build.facts) == plain(report.build.facts)
    assert validate_store(Store.of(build_graph([build]))).holds


def test_full_width_digits_change_no_value_and_no_place(tmp_path: Path, report: Report) -> None:
    build = built_from(report.text.translate(WIDE).encode(), tmp_path, report)
    assert plain(build.facts) == plain(report.build.facts)
    assert places(build.facts) == places(report.build.facts)
    cells = [cell for row in build.facts.indicators for cell in row.cells]
    assert any("５" in cell.text for cell in cells)
    assert validate_store(Store.of(build_graph([build]))).holds


def test_a_nul_byte_is_named_with_its_place(tmp_path: Path, report: Report) -> None:
    data = report.text.encode()
    with pytest.raises(SourceError) as caught:
        built_from(data[:5000] + b"\0" + data[5000:], tmp_path, report)
    assert "5000" in caught.value.words.zh


def without(text: str, first: str, following: str | None) -> str:
    start = text.index(first)
    return text[:start] + ("" if following is None else text[text.index(following, start + 1) :])


def test_an_annex_may_be_missing(tmp_path: Path, hangzhou: Report) -> None:
    for first, following, empty in (
        ("\n附件1\n", "\n附件2\n", "indicators"),
        ("\n附件2\n", None, "suggestions"),
    ):
        text = without(hangzhou.text, first, following)
        build = built_from(text.encode(), tmp_path, hangzhou)
        assert getattr(build.facts, empty) == ()
        assert plain(build.facts.tasks) == plain(hangzhou.build.facts.tasks)
        assert plain(build.facts.columns) == plain(hangzhou.build.facts.columns)
        assert validate_store(Store.of(build_graph([build]))).holds


def test_a_section_may_be_missing(tmp_path: Path, hangzhou: Report) -> None:
    text = without(hangzhou.text, "\n(四)“十五五”规划重点任务", "\n三、")
    build = built_from(text.encode(), tmp_path, hangzhou)
    assert build.facts.tasks == ()
    assert len(build.facts.suggestions) == len(hangzhou.build.facts.suggestions)
    assert plain(build.facts.indicators) == plain(hangzhou.build.facts.indicators)
    assert validate_store(Store.of(build_graph([build]))).holds


def test_a_suggestion_may_have_lost_its_number(tmp_path: Path, hangzhou: Report) -> None:
    assert "\n26\n" in hangzhou.text
    build = built_from("\n".join(hangzhou.text.rsplit("\n26\n", 1)).encode(), tmp_path, hangzhou)
    numbers = [suggestion.number for suggestion in build.facts.suggestions]
    assert numbers == [suggestion.number for suggestion in hangzhou.build.facts.suggestions]
    assert "lost-number" in {mark.kind for mark in build.facts.irregularities}
    assert validate_store(Store.of(build_graph([build]))).holds


def test_a_number_printed_twice_keeps_both_suggestions(tmp_path: Path, hangzhou: Report) -> None:
    build = built_from(
        "\n25\n".join(hangzhou.text.rsplit("\n26\n", 1)).encode(), tmp_path, hangzhou
    )
    numbers = [suggestion.number for suggestion in build.facts.suggestions]
    assert numbers == [25 if number == 26 else number for number in range(1, len(numbers) + 1)]
    assert "numbering" in {mark.kind for mark in build.facts.irregularities}


LONG = {
    "one-line": "规" * 3_400_000,
    "many-lines": "规划\n" * 1_500_000,
    "one-paragraph": "规" * 150_000,
}


@pytest.mark.parametrize("name", LONG)
def test_what_is_far_too_long_is_refused_at_once(name: str, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(f"一、甲\n{LONG[name]}\n", encoding="utf-8", newline="\n")
    # The child reports its own peak in KB: not by getrusage, which begins at its parent's.
    code = (
        "import sys; from pathlib import Path; from kg.cli import run;"
        "status = run(['build', sys.argv[1]]);"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]);"
        "sys.exit(status)"
    )
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert time.monotonic() - begun < 10
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert int(done.stdout) < 200_000


PARAGRAPHS = ["“", '"', "(“", "7", "十", "专栏", "设置", "甲、", " ", "第", "的", "持续推进建设,"]


@pytest.mark.parametrize("words", PARAGRAPHS)
def test_a_very_long_paragraph_costs_no_square(
    words: str, tmp_path: Path, hangzhou: Report
) -> None:
    """At a length of 95,000 characters what grows with the square takes minutes."""
    place = hangzhou.text.index("1.打造人工智能创新高地。") + len("1.打造人工智能创新高地。")
    long = words * (95_000 // len(words))
    text = hangzhou.text[:place] + long + hangzhou.text[place:]
    begun = time.process_time()
    build = built_from(text.encode(), tmp_path, hangzhou)
    assert time.process_time() - begun < 30
    assert len(build.facts.suggestions) == len(hangzhou.build.facts.suggestions)


CITATIONS = {"one-part": "{}章节,", "a-part-each": "第四篇专门设置{}小节,", "list": "{}、"}


@pytest.mark.parametrize("words", CITATIONS.values(), ids=[*CITATIONS])
def test_many_citations_in_one_cell_cost_no_square(words: str, hangzhou: Report) -> None:
    """Names with a number in them cost most; what grows with the square takes half a minute."""
    old = "第四篇专门设置打造先进制造业基地章节,提出"
    names = (f"甲乙丙{number}号工作" for number in range(1_500))
    cell = "第四篇专门设置" + "".join(map(words.format, names)).rstrip("、,") + "等章节,提出"
    text = hangzhou.text.replace(old, cell, 1)
    begun = time.process_time()
    build = build_document(dataclasses.replace(hangzhou.build.source, text=text))
    assert time.process_time() - begun < 12
    assert len(build.facts.citations) >= 1_500
