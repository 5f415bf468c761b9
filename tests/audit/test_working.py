"""Working with the audit: which rules, how grave, waived by whom, against which earlier run."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg.audit import Selection, audit_store, compare_runs, read_earlier, read_rules
from kg.cli import run as command
from kg.errors import SourceError, UnknownNameError, UsageError
from kg.export.audit import render_audit
from kg.model import AuditReport, Decision, Finding, Severity, Status
from kg.pipeline import build_document, build_graph
from kg.store import Store
from tests.conftest import Report

ERRORS = ("malformed-date", "numbering-out-of-order", "range-with-bound", "wrong-part-number")
RULE = "column-never-cited"
HEAD = """#+ title: "Any task"
#+ title_zh: "任一任务"
#+ family: "structure"
#+ problem: "It is a task."
#+ problem_zh: "这是任务。"
#+ principle: "None."
#+ principle_zh: "无。"
#+ remedy: "Nothing."
#+ remedy_zh: "无需处理。"
#+ message: "{actual}"
#+ message_zh: "{actual}"
"""
BODY = """PREFIX plan: <https://w3id.org/planning-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?document ?subject ?place ?actual WHERE {
  ?doc a plan:Document ; dcterms:identifier ?document .
  ?subject dcterms:isPartOf ?doc ;
    a plan:KeyTask ; rdfs:label ?actual ; plan:hasMainEvidence ?place .
}
"""


def waived(report: Report, finding: Finding, *, until: str = "", rule: str = "") -> AuditReport:
    """Audit a report with a waiver in its decisions file."""
    return audit_store(with_waiver(report, finding.subject, rule or finding.rule, until, finding))


def with_waiver(report: Report, subject: str, rule: str, until: str, finding: Finding) -> Store:
    source = report.build.source
    row = Decision(
        line=99,
        subject=subject,
        field=rule,
        kind="waive",
        old="",
        new=until,
        quote=finding.excerpts[0].quote,
        reason="起草部门已说明",
        author="办公室",
        date="2026-01-05",
    )
    changed = replace(source, decisions=(*source.decisions, row))
    return Store.of(build_graph([build_document(changed)]), "waived")


def finding_of(report: AuditReport, rule: str) -> Finding:
    return next(finding for finding in report.findings if finding.rule == rule)


def test_a_waiver_justifies_its_finding_and_no_other(hangzhou: Report) -> None:
    before = audit_store(hangzhou.store)
    chosen = finding_of(before, RULE)
    after = waived(hangzhou, chosen)
    status = {finding.fingerprint: finding for finding in after.findings}
    settled = status[chosen.fingerprint]
    assert settled.status is Status.JUSTIFIED
    assert settled.waiver is not None
    assert settled.waiver.reason == "起草部门已说明"
    assert after.count(Severity.INFO) == before.count(Severity.INFO) - 1
    others = {mark for mark, finding in status.items() if finding.waiver}
    assert others == {chosen.fingerprint}
    assert "起草部门已说明" in render_audit(after, "md", "zh").decode()


@pytest.mark.parametrize(("today", "is_open"), [("2026-06-30", False), ("2026-07-01", True)])
def test_a_waiver_runs_out_to_a_warning(hangzhou: Report, today: str, is_open: bool) -> None:
    chosen = finding_of(audit_store(hangzhou.store), RULE)
    store = with_waiver(hangzhou, chosen.subject, RULE, "2026-06-30", chosen)
    report = audit_store(store, selection=Selection(today=today))
    settled = next(f for f in report.findings if f.fingerprint == chosen.fingerprint)
    assert settled.is_open is is_open
    assert settled.severity is (Severity.WARNING if is_open else Severity.INFO)
    assert ("as-of", today) in report.parameters


@pytest.mark.parametrize(
    ("subject", "rule", "said"),
    [
        ("task/99", RULE, "task/99"),
        ("task/1", "no-such-rule", "no-such-rule"),
        ("task/1", "column-never-cite", "column-never-cited"),
    ],
)
def test_a_waiver_of_nothing_is_named(hangzhou: Report, subject: str, rule: str, said: str) -> None:
    chosen = finding_of(audit_store(hangzhou.store), RULE)
    store = with_waiver(hangzhou, subject, rule, "", chosen)
    with pytest.raises(UsageError) as caught:
        audit_store(store)
    assert said in str(caught.value)
    assert "line 99" in str(caught.value)


def test_a_waiver_with_a_day_that_is_none_is_a_finding(hangzhou: Report) -> None:
    chosen = finding_of(audit_store(hangzhou.store), RULE)
    report = waived(hangzhou, chosen, until="next year")
    assert "decision-not-applied" in {finding.rule for finding in report.findings}
    assert finding_of(report, RULE).status is Status.OPEN


def test_rules_are_chosen_by_name(hangzhou: Report) -> None:
    only = audit_store(hangzhou.store, selection=Selection(only=[RULE]))
    assert {finding.rule for finding in only.findings} == {RULE}
    without = audit_store(hangzhou.store, selection=Selection(skip=[RULE]))
    assert RULE not in {finding.rule for finding in without.findings}
    with pytest.raises(UnknownNameError, match=RULE):
        audit_store(hangzhou.store, selection=Selection(only=["column-never-citedd"]))


def test_a_profile_changes_severities_and_turns_rules_off(tmp_path: Path, hangzhou: Report) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text(f'{RULE} = "error"\nmalformed-date = "off"\n', encoding="utf-8")
    report = audit_store(hangzhou.store, read_rules(profile))
    assert finding_of(report, RULE).severity is Severity.ERROR
    assert "malformed-date" not in {finding.rule for finding in report.findings}
    assert "wrong-part-number" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'{RULE} = "grave"\n', "grave"),
        ('no-such-rule = "error"\n', "no-such-rule"),
        ("[table]\na = 1\n", "severity"),
        ("a = [\n", "cannot be read"),
    ],
)
def test_a_faulty_profile_is_named(tmp_path: Path, text: str, said: str) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said) as caught:
        read_rules(profile)
    assert caught.value.exit_status == 2


def test_a_rule_of_ones_own_is_asked(tmp_path: Path, hangzhou: Report) -> None:
    (tmp_path / "any-task.rq").write_text(HEAD + BODY, encoding="utf-8")
    profile = tmp_path / "mine.toml"
    profile.write_text('any-task = "info"\n', encoding="utf-8")
    report = audit_store(
        hangzhou.store, read_rules(profile, [tmp_path]), Selection(only=["any-task"])
    )
    assert len(report.findings) == 15


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BODY, "its head lacks title"),
        (HEAD.replace('#+ remedy: "Nothing."\n', "") + BODY, "its head lacks remedy"),
        (HEAD.replace('"structure"', '"poetry"') + BODY, "no family 'poetry'"),
        (re.sub("message: .*", 'message: "{nothing}"', HEAD) + BODY, "cannot be filled in"),
        (re.sub("message: .*", 'message: "{actual:roman}"', HEAD) + BODY, "cannot be filled in"),
    ],
)
def test_a_rule_without_a_whole_head_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "any-task.rq").write_text(text, encoding="utf-8")
    profile = tmp_path / "mine.toml"
    profile.write_text('any-task = "info"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_rules(profile, [tmp_path])


def test_a_rule_without_a_severity_is_named(tmp_path: Path) -> None:
    (tmp_path / "any-task.rq").write_text(HEAD + BODY, encoding="utf-8")
    with pytest.raises(UsageError, match="no severity for any-task"):
        read_rules(None, [tmp_path])


def test_a_rule_that_is_no_sparql_is_named(tmp_path: Path, hangzhou: Report) -> None:
    (tmp_path / "any-task.rq").write_text(HEAD + BODY.replace("WHERE {", "WHERE"), encoding="utf-8")
    profile = tmp_path / "mine.toml"
    profile.write_text('any-task = "info"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="rule any-task") as caught:
        audit_store(hangzhou.store, read_rules(profile, [tmp_path]))
    assert caught.value.exit_status == 2


def test_two_runs_are_compared_by_fingerprint(tmp_path: Path, hangzhou: Report) -> None:
    before = audit_store(hangzhou.store, selection=Selection(skip=["malformed-date"]))
    path = tmp_path / "before.json"
    path.write_bytes(render_audit(before, "json", "zh"))
    now = audit_store(hangzhou.store, selection=Selection(skip=["wrong-part-number"]))
    compared = compare_runs(now, read_earlier(path)).comparison
    assert compared is not None
    rules = {finding.fingerprint: finding.rule for finding in now.findings}
    assert {rules[mark] for mark in compared.new} == {"malformed-date"}
    assert {rule for _, rule, _, _ in compared.gone} == {"wrong-part-number"}
    assert len(compared.unchanged) == len(now.findings) - len(compared.new)


@pytest.mark.parametrize("words", ["", "[]", '{"findings": [{}]}', "no json"])
def test_an_earlier_run_that_is_none_is_named(tmp_path: Path, words: str) -> None:
    path = tmp_path / "before.json"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(SourceError, match=r"before\.json"):
        read_earlier(path)


def test_fingerprints_do_not_depend_on_offsets(hangzhou: Report) -> None:
    source = hangzhou.build.source
    text = source.text.replace("\n\n一、规划编制开展情况", "\n\n(征求意见)\n\n一、规划编制开展情况")
    assert len(text) > len(source.text)
    moved = audit_store(
        Store.of(build_graph([build_document(replace(source, text=text))]), "moved")
    )
    before = {finding.fingerprint for finding in audit_store(hangzhou.store).findings}
    assert {finding.fingerprint for finding in moved.findings} == before


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--fail-on", "never"], 0),
        (["--fail-on", "error"], 1),
        (["--fail-on", "error", *(word for rule in ERRORS for word in ("--skip", rule))], 0),
        (["--fail-on", "warning", "--only", "title-variants"], 1),
        (["--only", "no-such-rule"], 2),
        (["-f", "pdf"], 2),
    ],
)
def test_the_exit_status_says_how_it_ended(
    arguments: list[str], status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert command(["-q", "audit", *arguments]) == status
    capfd.readouterr()


def test_the_graph_that_was_built_holds_its_audit(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], hangzhou: Report
) -> None:
    graph, bare = tmp_path / "g.nq", tmp_path / "bare.nq"
    assert command(["-q", "build", "-o", str(graph)]) == 0
    assert command(["-q", "build", "--no-audit", "-o", str(bare)]) == 0
    lines = set(graph.read_text(encoding="utf-8").splitlines())
    rest = lines - set(bare.read_text(encoding="utf-8").splitlines())
    assert rest
    assert all("/graph/audit>" in line for line in rest)
    assert command(["-q", "--store", str(graph), "validate"]) == 0
    capfd.readouterr()
    assert command(["-q", "--store", str(graph), "query", "suggestions", "-f", "csv"]) == 0
    rows = capfd.readouterr().out.splitlines()
    items = audit_store(hangzhou.store).items
    for row, item in zip(rows[1:], items, strict=True):
        assert f",{item.depth},{item.support},{item.verdict}," in row


def test_an_audit_of_a_stored_audit_says_the_same(hangzhou: Report) -> None:
    from kg.pipeline import audit_quads

    quads = build_graph([hangzhou.build])
    whole = Store.of([*quads, *audit_quads(quads, ["hangzhou-15fyp-report"])], "whole")
    assert audit_store(whole) == audit_store(hangzhou.store)
