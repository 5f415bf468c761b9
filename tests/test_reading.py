"""Structure, spans, determinism, and the graph that ships."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.check import validate_store
from kg.graph import build_quads
from kg.numerals import chinese_integer, parse_counting
from kg.parse import parse_document
from kg.pipeline import audit_quads, build_document, build_graph
from kg.profiles import read_profile
from kg.source import read_bundled
from kg.store import Store, encode_graph
from kg.text import Span, fold, lines
from tests.conftest import Report


def test_leaves_tile_the_text(report: Report) -> None:
    source = report.build.source
    parsed = parse_document(source.text, key="x", name="x", profile=read_profile())
    position = 0
    for leaf in parsed.leaves:
        assert leaf.span.start == position
        assert leaf.span.holds(leaf.words)
        position = leaf.span.end
    assert position == len(source.text)


@given(st.text(alphabet='甲乙（）１％\n \r“”"a', max_size=60))
def test_fold_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="甲\n \t。", max_size=40))
def test_lines_tile_the_text(text: str) -> None:
    found = list(lines(text))
    assert "".join(span.quote(text) for span in found) == text


@given(st.integers(1, 99))
def test_chinese_numbers_go_round(value: int) -> None:
    assert parse_counting(chinese_integer(value)) == value


def test_every_record_quotes_the_text(report: Report) -> None:
    facts, text = report.build.facts, report.text
    for task in facts.tasks:
        assert task.label in task.evidence.span.quote(text)
    for column in facts.columns:
        assert column.evidence.span.quote(text) == column.label
    for citation in facts.citations:
        if citation.name:
            assert citation.name in citation.evidence.span.quote(text)
        if citation.part_span:
            assert any(span.holds(citation.part_span) for span in citation.evidence.spans)


def test_the_shipped_graph_is_a_fresh_build() -> None:
    quads = build_graph([build_document(read_bundled())])
    quads += audit_quads(quads, ["hangzhou-15fyp-report"])
    made = encode_graph(quads, Path("x.nq"))
    shipped = resources.bundled_graph().read_bytes()
    assert made == shipped


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    outputs = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "kg", "-q", "build"]
        environment = {"PYTHONHASHSEED": seed, "PATH": ""}
        done = subprocess.run(command, capture_output=True, check=True, env=environment)
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_everything_is_traced_and_quoted(report: Report) -> None:
    result = validate_store(report.store)
    assert result.problems == ()
    assert result.counts["untraced"] == 0
    assert result.counts["statements"] > 100


def test_a_statement_without_evidence_is_seen(hangzhou: Report) -> None:
    kept = [
        quad
        for quad in hangzhou.build.quads
        if not (
            quad.subject.value.endswith("/task/3")  # type: ignore[union-attr]
            and quad.predicate.value.endswith("#hasEvidence")
        )
    ]
    assert len(kept) == len(hangzhou.build.quads) - 1
    result = validate_store(Store.of(kept))
    assert result.counts["untraced"] > 0
    assert any(problem.check == "trace" for problem in result.problems)


def test_a_changed_source_is_seen(qinghe: Report) -> None:
    changed = qinghe.text.replace("做强先进制造业", "做大先进制造业", 1)
    result = validate_store(qinghe.store, text=changed)
    assert [problem.check for problem in result.problems] != []
    moved = validate_store(qinghe.store, text="前言\n" + qinghe.text)
    assert any("移到" in remark.words.zh for remark in moved.remarks)


def test_no_node_is_blank(report: Report) -> None:
    quads = build_quads(report.build.facts, report.text, tool_version="0")
    assert not any(str(quad).startswith("_:") or " _:" in str(quad) for quad in quads)


def test_offsets_are_code_points() -> None:
    assert Span(1, 2).quote("专𠮷栏") == "𠮷"
