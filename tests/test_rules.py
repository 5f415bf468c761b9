"""Rules that can be looked up: every id has its place in a table, and its examples hold."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache

import pytest
from pyoxigraph import NamedNode, Quad

from kg import resources
from kg.explain import explain_node
from kg.extract.document import extract_document
from kg.extract.figure_conditions import Conditions
from kg.extract.number_forms import FormReader
from kg.extract.times import Calendar
from kg.model import CitationKind, Evidence, Match, NumberReading, UnitKind
from kg.namespaces import ONTOLOGY_GRAPH, PLANR, PREFIXES
from kg.pages.graph_view import read_graph_view
from kg.pages.view import NodeKind
from kg.parse import parse_document
from kg.profiles.recognise import find_profile
from kg.query import run
from kg.rules import TABLES, Rule, read_conditions, read_tables, rules
from kg.store import value_of
from kg.text import fold
from tests.cases import frame
from tests.conftest import Report
from tests.pages import pages_of
from tests.rules.__main__ import PAGES, TERMS
from tests.rules.examples import all_examples, is_read_by
from tests.rules.pages import write_pages
from tests.rules.terms import write_terms
from tests.test_structure import PACKAGE

ALL = [rule for table in read_tables() for rule in table.rules]
EXAMPLES = list(all_examples(table.rules for table in read_tables()))
# Tables that the code walks: their ids stand in no code.
WALKED = ("forms", "figures")
# What an id that is put together in code is put together with.
MADE_OF: dict[str, list[str]] = {
    "heading-{}": [kind.name.lower() for kind in UnitKind],
    "citation-{}": [kind.name.lower() for kind in CitationKind],
    "found-by-{}": [match.value for match in Match],
    "count-{}": ["indicator-in-category", "indicator-marked"],
    "count-{}s": ["task", "indicator", "category", "suggestion"],
    "misprint-{}": ["word", "mark", "pair", "stop", "range", "number"],
    "numbering-{}": ["twice", "order", "gap"],
}
# Where a call or a keyword of the code names a rule, and at which place among its arguments.
NAMES_A_RULE = {
    "Evidence": 2,
    "Claim": 3,
    "FormReading": 1,
    "Correspondence": 2,
    "_evidence": 1,
    "_derived_by": 2,
    "rule": 0,
}
LAYERS = ("parse", "extract", "graph")


def test_ids_and_names_are_unique() -> None:
    for values in ([rule.id for rule in ALL], [rule.iri for rule in ALL]):
        assert [value for value, count in Counter(values).items() if count > 1] == []
    assert not any(rule.name.startswith(("audit-", "table-")) for rule in ALL)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_names_each_rule_once_in_each_language(table: str) -> None:
    for labels in ([rule.zh for rule in rules(table)], [rule.en for rule in rules(table)]):
        assert [label for label, count in Counter(labels).items() if count > 1] == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_says_why_in_both_languages(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z][a-z'-]*[a-z]", rule.id)
    assert rule.zh
    assert rule.en
    assert rule.why_zh.endswith("。")
    assert rule.why_en.endswith(".")
    assert rule.reading == "" or rule.reading in list(NumberReading)


@pytest.mark.parametrize("rule", [r for r in ALL if r.reading], ids=lambda rule: rule.id)
def test_a_rule_that_reads_numbers_has_examples_of_both_kinds(rule: Rule) -> None:
    assert rule.examples
    assert rule.counterexamples


@pytest.mark.parametrize(
    ("rule", "text", "words", "fires"), EXAMPLES, ids=[f"{e[0].id}-{e[3]}" for e in EXAMPLES]
)
def test_an_example_fires_and_a_counterexample_does_not(
    rule: Rule, text: str, words: str, fires: bool
) -> None:
    assert is_read_by(rule, text, words) is fires


def test_conditions_are_known_and_none_is_idle() -> None:
    text = frame("推进共同富裕。")
    parsed = parse_document(text, key="x", name="x.txt", profile=find_profile(fold(text), "x.txt"))
    calendar = Calendar(parsed, extract_document(parsed, ""))
    known = {
        "forms": set(FormReader(text, calendar)._known),
        "figures": set(Conditions(text, 2026, None)._known),
    }
    for table in WALKED:
        used = {c.removeprefix("not ") for rule in rules(table) for c in rule.when}
        assert used == known[table]


def test_each_condition_has_plain_words_in_both_languages_and_none_is_idle() -> None:
    used = {table: {name for rule in rules(table) for name in rule.when} for table in WALKED}
    said = read_conditions()
    assert {table: set(conditions) for table, conditions in said.items()} == used
    for conditions in said.values():
        assert len({words.zh for words in conditions.values()}) == len(conditions)
        assert len({words.en for words in conditions.values()}) == len(conditions)
        for words in conditions.values():
            assert re.search(r"[一-鿿]", words.zh)
            assert re.match(r"[A-Za-z每第前]", words.en)
            assert not words.zh.endswith("。")
            assert not words.en.endswith(".")


def test_the_pages_of_a_rule_say_its_conditions_in_words() -> None:
    pages = write_pages()
    site = pages_of("qinghe")["rules.html"]
    for rule in ALL:
        for name, words in zip(rule.when, rule.conditions, strict=True):
            assert f"- {words.zh} · {words.en} (`{name}`)" in pages[f"{rule.name}.md"]
            assert words.zh in site.words
            assert words.en in site.words


def test_the_last_rule_of_a_figure_always_holds() -> None:
    assert rules("figures")[-1].when == ()


# Ids in the code


@cache
def ids_in_code() -> frozenset[str]:
    """Return the ids that the code gives to evidence, claims, readings and links."""
    found: set[str] = set()
    for layer in LAYERS:
        for path in sorted((PACKAGE / layer).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            named = {
                target.id: node.value
                for node in tree.body
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for node in ast.walk(tree):
                for value in _rule_values(node):
                    found |= _ids(value, named)
    return frozenset(found)


def _rule_values(node: ast.AST) -> list[ast.expr]:
    """Return the expressions of a node that name a rule."""
    values: list[ast.expr] = []
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        place = NAMES_A_RULE.get(name)
        if place is not None and len(node.args) > place:
            values.append(node.args[place])
        values += [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
    elif isinstance(node, ast.Assign):
        targets = {getattr(target, "id", "") for target in node.targets}
        if "rule" in targets:
            values.append(node.value)
        elif "entry" in targets and isinstance(node.value, ast.Tuple):
            values.append(node.value.elts[-1])
    return values


def _ids(value: ast.expr, named: dict[str, ast.expr]) -> set[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return {value.value} - {""}
    if isinstance(value, ast.IfExp):
        return _ids(value.body, named) | _ids(value.orelse, named)
    if isinstance(value, ast.BoolOp):
        return {id_ for part in value.values for id_ in _ids(part, named)}
    if isinstance(value, ast.Name) and value.id in named:
        return _ids(named[value.id], {})
    if isinstance(value, ast.JoinedStr):
        form = "".join(
            str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in value.values
        )
        return {form}
    return set()


def test_every_id_in_the_code_stands_in_a_table_and_every_rule_is_used() -> None:
    written = ids_in_code()
    # Growth names its rule in constants that it passes on.
    growth = (PACKAGE / "extract" / "examine" / "growth.py").read_text(encoding="utf-8")
    written |= set(re.findall(r'^[A-Z]+ = "(examine-[a-z-]+)"$', growth, re.MULTILINE))
    vocabulary = resources.path("ontology", "vocabulary.ttl").read_text(encoding="utf-8")
    of_kinds = r"^planv:([a-z-]+)\n(?: .*\n)*? +skos:inScheme planv:examination-kinds ;"
    kinds = re.findall(of_kinds, vocabulary, re.MULTILINE)
    # Growth and misprints are never named by their kind alone: each form has a rule of its own.
    made = MADE_OF | {"examine-{}": [kind for kind in kinds if kind not in ("growth", "misprint")]}
    used = {id_ for id_ in written if "{}" not in id_}
    for form in written - used:
        assert form in made, form
        used |= {form.format(piece) for piece in made[form]}
    used |= {rule.id for table in WALKED for rule in rules(table)}
    assert used == {rule.id for rule in ALL}


# The graph, and what is made of the tables


def test_every_rule_of_a_graph_is_a_concept_of_it(report: Report) -> None:
    by_rule = {NamedNode(f"{PREFIXES['plan']}{name}") for name in ("byRule", "derivedByRule")}
    concept = NamedNode(PREFIXES["skos"] + "Concept")
    terms = {
        quad.subject
        for quad in report.store.quads()
        if quad.graph_name == NamedNode(ONTOLOGY_GRAPH) and quad.object == concept
    }
    used = {quad.object for quad in _quads(report) if quad.predicate in by_rule}
    assert used
    assert used <= terms
    assert {NamedNode(rule.iri) for rule in ALL} <= terms


def _quads(report: Report) -> tuple[Quad, ...]:
    return report.build.quads


def test_the_ledger_names_rules_by_their_ids(report: Report) -> None:
    known = {rule.id for rule in ALL}
    rows = run(report.store, "numbers").rows
    entered = [entry.evidence for entry in report.build.facts.ledger]
    assert rows
    assert {value_of(row, "rule") for row in rows} <= known
    assert Counter(value_of(row, "rule") for row in rows) == Counter(
        evidence.rule for evidence in entered if isinstance(evidence, Evidence)
    )


def test_an_explanation_names_the_rule_and_says_why(qinghe: Report) -> None:
    [rule] = [rule for rule in ALL if rule.id == "heading-task"]
    assert f"{rule.zh}〔{rule.id}〕{rule.why_zh}" in explain_node(qinghe.store, "task/1")


def test_a_page_of_the_site_leads_from_a_node_to_its_rule() -> None:
    pages = pages_of("qinghe")
    node, listed = pages["node/task-1.html"], pages["rules.html"]
    assert "../rules.html#r-heading-task" in node.urls
    assert {f"r-{rule.name}" for rule in ALL} <= set(listed.ids)
    for rule in ALL:
        assert rule.why_zh in listed.words
        assert rule.why_en in listed.words


def test_the_graph_page_names_the_rules_of_every_target_and_goal(report: Report) -> None:
    nodes = read_graph_view(report.store).nodes
    figures = [node for node in nodes if node.kind in (NodeKind.TARGET, NodeKind.GOAL)]
    assert figures
    assert all(node.rules for node in figures)
    known = {rule.name: rule for rule in ALL}
    for rule in {rule for node in nodes for rule in node.rules}:
        said = known[rule.name]
        assert (rule.label, rule.why) == ((said.zh, said.en), (said.why_zh, said.why_en))


def test_the_concepts_are_fresh() -> None:
    assert TERMS.read_text(encoding="utf-8") == write_terms(), "run `make rules`"


def test_the_pages_are_fresh() -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    assert pages == write_pages(), "run `make rules`"
    assert set(pages) == {"README.md", *(f"{rule.name}.md" for rule in ALL)}


def test_an_iri_of_a_rule_is_ascii_and_leads_to_its_page() -> None:
    for rule in ALL:
        assert rule.iri.isascii()
        assert rule.iri == f"{PLANR}{rule.name}"
        assert (PAGES / f"{rule.name}.md").is_file()
