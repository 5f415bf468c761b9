"""The rules on evidence: a graph that was changed by hand, one thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.namespaces import PREFIXES
from kg.pipeline import build_document, build_graph
from kg.store import Store
from tests.audit.planting import findings, planted
from tests.conftest import Report

RULES = (
    "quote-missing",
    "quote-altered",
    "quote-moved",
    "quote-cut",
    "source-changed",
    "statement-untraced",
)
Change = Callable[[Quad], Quad | None]


def term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def changed(quads: Sequence[Quad], change: Change) -> Store:
    """Return a store of the quads, each changed or left out."""
    kept = [new for quad in quads if (new := change(quad)) is not None]
    assert kept != list(quads)
    return Store.of(kept)


def with_object(quad: Quad, value: str) -> Quad:
    assert isinstance(quad.object, Literal)
    return Quad(
        quad.subject,
        quad.predicate,
        Literal(value, datatype=quad.object.datatype),
        quad.graph_name,
    )


def told(quads: Sequence[Quad], change: Change) -> dict[str, list[str]]:
    """Return what the rules say of a changed graph: subjects by rule."""
    said: dict[str, list[str]] = {}
    for found in findings(changed(quads, change), *RULES):
        said.setdefault(found.rule, []).append(found.subject)
    return said


@pytest.fixture(scope="module")
def quads(qinghe: Report) -> Sequence[Quad]:
    return build_graph([qinghe.build])


@pytest.fixture(scope="module")
def place(qinghe: Report) -> str:
    """Return the local name of the place of one clause with a number."""
    words = "到2030年每千人口医疗机构床位数达到7.2张"
    start = qinghe.text.index(words)
    return f"evidence/{start}-{start + len(words)}"


def test_a_graph_as_built_holds(report: Report) -> None:
    assert findings(report.store, *RULES) == ()


def test_words_that_stand_nowhere(quads: Sequence[Quad], place: str) -> None:
    """With its own words only, a quote is altered; with other words round it, it is missing."""

    def alter(quad: Quad) -> Quad:
        is_quote = str(quad.subject).endswith(f"{place}#quote>")
        if is_quote and quad.predicate == term("oa:exact"):
            return with_object(quad, "到2030年每千人口医疗机构床位数达到9.2张")
        return quad

    def lose(quad: Quad) -> Quad:
        is_quote = str(quad.subject).endswith(f"{place}#quote>")
        if is_quote and quad.predicate == term("oa:prefix"):
            return with_object(quad, "别处的文字")
        return alter(quad)

    assert told(quads, alter) == {"quote-altered": [place]}
    assert told(quads, lose) == {"quote-missing": [place]}


def test_words_that_stand_elsewhere(quads: Sequence[Quad], place: str) -> None:
    def shift(quad: Quad) -> Quad:
        is_position = str(quad.subject).endswith(f"{place}#position>")
        if is_position and quad.predicate in (term("oa:start"), term("oa:end")):
            assert isinstance(quad.object, Literal)
            return with_object(quad, str(int(quad.object.value) + 1))
        return quad

    assert told(quads, shift) == {"quote-moved": [place]}


@pytest.mark.parametrize(
    ("name", "after", "before"),
    [("oa:suffix", "5张", None), ("oa:suffix", "张", None), ("oa:prefix", None, "并不")],
)
def test_quotes_that_cut(
    quads: Sequence[Quad], place: str, name: str, after: str | None, before: str | None
) -> None:
    """A quote that ends in a digit is cut by a digit or a unit behind it."""

    def cut(quad: Quad) -> Quad:
        if not str(quad.subject).endswith(f"{place}#quote>"):
            return quad
        if quad.predicate == term(name):
            return with_object(quad, after or before or "")
        if quad.predicate == term("oa:exact") and after:
            return with_object(quad, "到2030年每千人口医疗机构床位数达到7.2")
        return quad

    assert told(quads, cut).get("quote-cut")


def test_a_text_that_is_another(quads: Sequence[Quad]) -> None:
    def change(quad: Quad) -> Quad:
        if quad.predicate == term("nif:isString"):
            assert isinstance(quad.object, Literal)
            return with_object(quad, f"{quad.object.value}\n")
        return quad

    assert told(quads, change) == {"source-changed": ["text"]}


def test_a_statement_without_a_place(quads: Sequence[Quad]) -> None:
    def drop(quad: Quad) -> Quad | None:
        is_task = str(quad.subject).endswith("/task/2>")
        named = (term("plan:hasEvidence"), term("plan:hasMainEvidence"))
        return None if is_task and quad.predicate in named else quad

    assert told(quads, drop) == {"statement-untraced": ["task/2"]}


def test_a_value_that_a_person_placed(qinghe: Report) -> None:
    [found] = findings(qinghe.store, "cell-decided")
    assert (found.subject, found.actual) == ("indicator/1", "5.5左右")
    source = replace(qinghe.build.source, decisions=())
    store = Store.of(build_graph([build_document(source)]))
    assert {(f.rule, f.subject) for f in findings(store, "cell-decided", "cell-undecided")} == {
        ("cell-undecided", "indicator/1"),
        ("cell-undecided", "indicator/5"),
    }


def test_a_decision_whose_quote_is_gone_leads_to_its_row(qinghe: Report) -> None:
    old = "预期性\n5.2\n5.5左右"
    [found] = planted(qinghe, old, old.replace("5.2", "5.3"), "decision-not-applied")
    assert [excerpt.quote for excerpt in found.excerpts] == ["5.3"]


def test_numbers_that_nothing_reads(yunxi: Report, report: Report) -> None:
    """The outline's table of indicators is not read yet: its numbers are shown."""
    assert {found.rule for found in findings(yunxi.store, "number-unread")} == {"number-unread"}
    assert findings(report.store, "number-unread") == ()
