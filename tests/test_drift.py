"""What two commits read differently is told: gained, lost, changed, refused."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cases import frame
from tests.drift.comparing import Answers, Drift, Kind, compare
from tests.drift.documents import BUNDLED, Document, find_documents
from tests.drift.trees import Tree, answer_all, check_out
from tests.drift.worker import read_document
from tests.drift.writing import report, summary

ROOT = Path(__file__).parents[1]
VARIABLES = ["iri", "indicator", "comparator", "value", "start", "end"]


def target(name: str, start: int = 0, **values: str) -> dict[str, str]:
    row = {"iri": f"target/{name}", "indicator": name, "comparator": "=", "value": "5"}
    return row | {"start": str(start), "end": str(start + 9), "quoted": f"{name}为5"} | values


def answers(*rows: dict[str, str], variables: Sequence[str] = VARIABLES, **more: Any) -> Answers:
    asked = {"targets": {"variables": list(variables), "computed": [], "rows": list(rows)}}
    return {"a.txt": {"queries": asked | more}}


def drift(old: Answers, new: Answers) -> Drift:
    return compare(old, new, [Document(name=name, text="") for name in new])


def told(old: Answers, new: Answers) -> list[tuple[str, Kind]]:
    return [(item.row.get("indicator", ""), item.kind) for item in drift(old, new).differences]


def test_rows_are_gained_lost_and_changed() -> None:
    old = answers(target("绿道"), target("学校", 20), target("医院", 40))
    new = answers(target("绿道"), target("医院", 40, comparator=">="), target("公园", 60))
    found = drift(old, new)
    assert told(old, new) == [
        ("学校", Kind.LOST),
        ("医院", Kind.CHANGED),
        ("公园", Kind.GAINED),
    ]
    assert found.differences[1].fields == (("comparator", "=", ">="),)
    text = report(found, "a", "b")
    assert "1 gained, 1 lost, 1 changed" in text
    assert "| targets | a.txt | 1 | 1 | 1 |" in text
    assert "- ~ 医院: comparator `=` → `>=` “医院为5”" in text
    assert "- + indicator `公园`, comparator `=`, value `5` “公园为5”" in text


def test_a_row_elsewhere_in_the_text_is_no_difference() -> None:
    assert not told(answers(target("绿道")), answers(target("绿道", 90)))


def test_another_name_on_the_same_place_is_a_change_and_its_node_no_other() -> None:
    def ledger(fact: str) -> dict[str, Any]:
        row = {"quote": "5", "fact": fact, "start": "7", "end": "8"}
        return {"variables": ["quote", "fact", "start", "end"], "computed": [], "rows": [row]}

    old = answers(target("绿道不得"), numbers=ledger("target/绿道不得"))
    new = answers(target("绿道"), numbers=ledger("target/绿道"))
    found = drift(old, new)
    assert told(old, new) == [("绿道", Kind.CHANGED)]
    assert found.differences[0].fields == (("indicator", "绿道不得", "绿道"),)
    assert found.renamed == {"a.txt": 1}


def test_new_variables_are_told_once_with_their_rows() -> None:
    old = answers(target("绿道"), target("学校", 20))
    new = answers(
        target("绿道", change="rise"), target("学校", 20), variables=[*VARIABLES, "change"]
    )
    found = drift(old, new)
    assert not found.differences
    assert found.new_variables == {"targets.change": 1}
    assert "New variables: targets.change (bound in 1)." in report(found, "a", "b")


def test_counts_are_paired_by_what_they_count() -> None:
    def units(count: str) -> dict[str, Any]:
        rows = [{"unit": "%", "targets": count}]
        return {"variables": ["unit", "targets"], "computed": ["targets"], "rows": rows}

    found = drift(answers(units=units("3")), answers(units=units("4")))
    assert [item.fields for item in found.differences] == [(("targets", "3", "4"),)]
    assert "1 more in queries that only count these." in summary(found, "a", "b")


def test_a_refusal_is_a_row_of_its_own() -> None:
    refused: Answers = {"a.txt": {"refused": "a.txt: no section is found"}}
    text = report(drift(answers(target("绿道")), refused), "a", "b")
    assert "result `built: 1 targets` → `refused: a.txt: no section is found`" in text
    assert not drift(refused, refused).differences


def test_a_changed_copy_tells_only_what_the_report_does_not() -> None:
    def twice(*rows: dict[str, str]) -> Answers:
        [answer] = answers(target("绿道", comparator=rows[0]["comparator"])).values()
        [copy] = answers(*rows).values()
        return {BUNDLED: answer, "c.jsonl#1": copy}

    documents = [Document(name=BUNDLED), Document(name="c.jsonl#1", text="", is_changed_copy=True)]
    old = twice(target("绿道"), target("学校", 20))
    new = twice(target("绿道", comparator=">="), target("学校", 20, comparator=">="))
    found = compare(old, new, documents)
    told = [(item.document, item.row["indicator"]) for item in found.differences]
    assert told == [(BUNDLED, "绿道"), ("c.jsonl#1", "学校")]
    assert found.shared == 1


def test_documents_are_found(tmp_path: Path) -> None:
    (tmp_path / "tests" / "reports" / "strangers").mkdir(parents=True)
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("tests/reports/strangers/a.txt", "texts/b.md", "texts/README.md", "texts/c.bin"):
        (tmp_path / name).write_text("文", encoding="utf-8")
    case = {"id": "x-1", "kind": "x", "text": "文", "targets": []}
    (texts / "d.jsonl").write_text(json.dumps(case), encoding="utf-8")
    found = find_documents(tmp_path, [str(texts)])
    assert [document.name.removeprefix(f"{tmp_path.as_posix()}/") for document in found] == [
        BUNDLED, "tests/reports/strangers/a.txt", "texts/b.md", "texts/d.jsonl#x-1",
    ]  # fmt: skip
    with pytest.raises(FileNotFoundError):
        find_documents(tmp_path, [str(tmp_path / "none")])


def test_a_commit_is_checked_out(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    repository.mkdir()
    (repository / "a.txt").write_text("old", encoding="utf-8")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "a")):
        subprocess.run(["git", *words], cwd=repository, check=True)
    (repository / "a.txt").write_text("new", encoding="utf-8")
    tree = check_out(repository, "HEAD", tmp_path)
    assert (tree.path / "a.txt").read_text(encoding="utf-8") == "old"
    assert tree.commit.startswith(tree.name)
    with pytest.raises(ValueError, match="no such commit"):
        check_out(repository, "none", tmp_path)


def test_a_document_is_refused_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("无题", encoding="utf-8")
    assert read_document({"name": "b", "path": str(path)})["refused"].startswith("b: ")


def test_a_tree_does_not_differ_from_itself(tmp_path: Path) -> None:
    documents = [Document(name="a", text=frame("到2030年,绿道长度达到300公里以上。"))]
    trees = [Tree("one", ROOT, "one"), Tree("two", ROOT)]
    old, new = answer_all(trees, documents, tmp_path)
    assert old["a"]["queries"]["targets"]["rows"][0]["indicator"] == "绿道长度"
    found = compare(old, new, documents)
    assert not found.differences
    assert found.rows > 0
    assert report(found, "a", "b") == report(compare(old, new, documents), "a", "b")
    # What the commit answered is kept, and read instead of being made anew.
    assert len(list(tmp_path.iterdir())) == 1
    assert answer_all(trees[:1], documents, tmp_path) == [old]
