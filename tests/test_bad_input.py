"""Bad input: one clear line, the exit status of the contract, nothing written or lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli import run
from kg.numerals import parse_range
from tests.conftest import INVENTED, Report

TEXT = INVENTED.read_text(encoding="utf-8")


CASES: dict[str, tuple[bytes, str]] = {
    "empty": (b"  \n", "空"),
    "binary": (b"\x00\x01\x02" + TEXT.encode(), "文本"),
    "wrong-encoding": (bytes(range(128, 256)) * 9, "编码"),
    "no-section": ("一篇普通的文章,没有任何标题。\n又一段。\n".encode(), "部分"),
    "two-tasks-one-number": (TEXT.replace("　　3．改善河湖", "　　2．改善河湖").encode(), "重复"),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_input_gets_one_line_and_exit_3(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, words = CASES[name]
    source, target = tmp_path / "bad.txt", tmp_path / "old.trig"
    source.write_bytes(data)
    target.write_text("as it was")
    assert run(["build", str(source), "-o", str(target)]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "bad.txt" in said.err
    assert words in said.err
    assert target.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.txt", "old.trig"]


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "build", str(tmp_path / "none.txt")]) == 3
    assert "there is no such file" in capsys.readouterr().err


BUILDS = {
    "a-number-missing": ("\n5\n1、系统整治", "\n1、系统整治"),
    "table-header-damaged": ("\n指标\n单位\n", "\n指桩\n单住\n"),
    "a-row-missing": ("3\n每万人发明专利拥有量\n件\n预期性\n18.6\n﹥26\n国家指标\n", ""),
    "task-gap": ("　　3．改善河湖", "　　5．改善河湖"),
    "crlf": ("\n", "\r\n"),
}


@pytest.mark.parametrize("name", BUILDS)
def test_gaps_build_with_a_mark(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = BUILDS[name]
    assert old in TEXT
    source, target = tmp_path / "gap.txt", tmp_path / "gap.trig"
    source.write_bytes(TEXT.replace(old, new).encode())
    assert run(["-q", "build", str(source), "-o", str(target)]) == 0
    assert run(["-q", "--store", str(target), "validate"]) == 0
    capsys.readouterr()
    run(["-q", "--store", str(target), "audit", "-f", "json"])
    audit = capsys.readouterr().out
    if name != "crlf":
        rules = {finding["rule"] for finding in json.loads(audit)["findings"]}
        is_table = name == "table-header-damaged"
        assert rules & ({"table-unread"} if is_table else {"numbering-gap", "number-lost"})
        assert is_table or "table-unread" not in rules


def test_a_bundled_source_with_another_digest_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kg import resources

    (tmp_path / "sources").mkdir()
    for name in (f"{resources.BUNDLED}.toml", f"{resources.BUNDLED}.txt"):
        data = resources.path("data", "sources", name).read_bytes()
        (tmp_path / "sources" / name).write_bytes(data + b" " * name.endswith(".txt"))
    monkeypatch.setattr(resources, "path", lambda _, *rest: tmp_path.joinpath(*rest))
    assert run(["build"]) == 3
    assert "摘要" in capsys.readouterr().err


USAGE = {
    "query": ["query", "task"],
    "format": ["query", "tasks", "-f", "doc"],
    "parameter": ["query", "tasks", "-p", "x=1"],
    "no-value": ["query", "tasks", "-p", "document"],
    "node": ["explain", "task/99"],
    "graph-name": ["build", "-o", "x.txt"],
    "audit-format": ["audit", "-f", "pdf"],
    "command": ["bild"],
}


@pytest.mark.parametrize("name", USAGE)
def test_usage_errors_exit_with_2(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-q", *USAGE[name]]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_hostile_parameters_change_no_query(hangzhou: Report) -> None:
    from kg.errors import UsageError
    from kg.query import run as ask

    for value in ('" } #', "a' }", "$document", "\n}", "\\", '"""', "x" * 10000):
        try:
            assert ask(hangzhou.store, "tasks", {"document": value}).rows == []
        except UsageError:
            continue


@pytest.mark.parametrize("cell", ["1{}x", "1{}-", "1-2{}?", "1{}-?"])
@pytest.mark.parametrize("piece", [" ", "1", "万", "米/"])
def test_a_long_cell_is_no_range_and_is_run_over_once(cell: str, piece: str) -> None:
    # With the square of its length, one such cell takes minutes.
    assert parse_range(cell.format(piece * 50_000)) == ()
