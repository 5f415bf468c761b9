"""The commands as a person uses them; those of README run word for word."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import parse

from kg import resources
from kg.cli import run
from kg.lexicon import WordFile
from kg.pipeline import build_document, build_graph
from kg.profiles.overlay import Overlay, laid_over
from kg.query import run as run_query
from kg.store import Store, value_of
from tests.cases import frame
from tests.cases.answer import source_of
from tests.conftest import HELD_OUTLINE, HERE, INVENTED

BUNDLED = resources.bundled_graph()
README, README_ZH = (
    (HERE.parent / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")
)
[OWN_WORDS] = re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_commands_of_the_readme_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_bytes(INVENTED.read_bytes())
    (tmp_path / "outline.txt").write_bytes(HELD_OUTLINE.read_bytes())
    (tmp_path / "words.toml").write_text(OWN_WORDS, encoding="utf-8")
    commands = re.findall(r"^kg [^#\n]+", README, re.MULTILINE)
    assert len(commands) >= 6
    for command in commands:
        # The audit finds what is at odds in the report, and says so by its exit status.
        assert run(shlex.split(command)[1:]) == (1 if " audit " in command else 0), command
    capfd.readouterr()
    assert (tmp_path / "audit.xlsx").stat().st_size > 1000
    assert (tmp_path / "graph.html").stat().st_size > 1000


def test_the_readmes_example_words_make_a_goal() -> None:
    assert f"```toml\n{OWN_WORDS}```" in README_ZH
    source = source_of(frame("到2030年，培育百年老店36爿。"))
    assert not build_document(source).facts.targets
    with laid_over(Overlay((WordFile("words.toml", OWN_WORDS),))):
        [target] = build_document(source).facts.targets
    assert (str(target.value), target.unit) == ("36", "爿")


def test_the_readmes_example_of_a_change_is_read_as_it_says() -> None:
    source = source_of(frame("到2030年，单位GDP能耗比2025年下降15%。"))
    rows = run_query(Store.of(build_graph([build_document(source)])), "targets").rows
    [row] = rows
    said = [value_of(row, name) for name in ("indicator", "change", "value", "unit", "since")]
    assert said == ["单位GDP能耗", "fall", "15", "%", "2025"]


def test_demo_makes_all_that_it_says(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "-o", str(tmp_path)]) == 0
    said = capfd.readouterr().err
    files = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert {"audit.xlsx", "audit.html", "audit.docx", "审查要点.docx", "tables.xlsx"} <= files
    assert {name for name in files if name not in said} == set()
    assert (tmp_path / "site" / "index.html").is_file()
    # The graph is the one that ships, its audit included.
    assert set(parse(path=str(tmp_path / "graph.trig"))) == set(parse(path=str(BUNDLED)))
    page = (tmp_path / "graph.html").read_text(encoding="utf-8")
    assert "打造人工智能创新高地" in page
    assert not re.search(r'(?:src|href)="https?:', page)


@pytest.mark.parametrize(
    "format_name", ["table", "csv", "csv-excel", "tsv", "json", "xml", "md", "xlsx"]
)
def test_every_format_holds_all_rows(
    format_name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out"
    assert run(["-q", "query", "tasks", "-f", format_name, "-o", str(target)]) == 0
    data = target.read_bytes()
    if format_name == "xlsx":
        assert data.startswith(b"PK")
        return
    text = data.decode("utf-8-sig")
    assert text.count("/task/") == 15
    assert ("名称" in text) == (format_name in {"table", "csv-excel", "md"})
    if format_name == "json":
        assert json.loads(text)["head"]["vars"][0] == "document"
    capfd.readouterr()


def test_reading_commands_say_what_they_read(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "tasks"]) == 0
    said = capfd.readouterr()
    assert "hangzhou-15fyp-report" in said.err
    assert said.out.startswith("document,n,iri")


def test_explain_leads_from_a_suggestion_to_its_task(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["-q", "explain", "suggestion/4"]) == 0
    said = capfd.readouterr().out
    for words in ("统筹产业空间布局", "新质生产力重点平台", "task/3", "原文「", "第524行"):
        assert words in said
    assert run(["-q", "explain", "hangzhou-15fyp-report/task/3"]) == 0
    assert "采纳建议" in capfd.readouterr().out


def test_two_documents_in_one_graph_keep_apart(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(INVENTED.read_bytes())
    target = str(tmp_path / "both.nq")
    assert run(["-q", "build", str(other), str(INVENTED), "-o", target]) == 0
    assert run(["-q", "--store", target, "query", "tasks", "-p", "document=other"]) == 0
    assert capfd.readouterr().out.count("\n") == 5
    assert run(["-q", "--store", target, "explain", "task/1"]) == 2
    assert run(["-q", "build", str(other), str(other), "-o", target]) == 2


def test_a_defect_ends_with_its_traceback_and_3() -> None:
    code = (
        "import kg.cli, kg.pipeline as p\n"
        "p.read_sources = lambda *a: 1 / 0\n"
        "import sys; sys.exit(kg.cli.run(['build']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 3
    assert "ZeroDivisionError" in done.stderr


def test_a_gbk_console_does_not_break_the_output() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "-q", "query", "tasks"],
        capture_output=True,
        env={"PYTHONIOENCODING": "gbk", "PATH": ""},
    )
    assert done.returncode == 0
    assert "打造人工智能创新高地" in done.stdout.decode()
