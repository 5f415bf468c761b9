"""The corpora that engines are measured on, and the bars that they are held to."""

from __future__ import annotations

import hashlib

from pyoxigraph import RdfFormat, parse

from bench.corpus import Corpus, key
from bench.stores import Measured, bars, report
from kg import resources
from kg.store import Store


def test_a_corpus_follows_from_its_seed_alone() -> None:
    first, again, other = (
        hashlib.sha256("".join(Corpus(seed).parts(2)).encode()).hexdigest() for seed in (1, 1, 2)
    )
    assert first == again != other


def test_a_corpus_has_the_shape_of_the_graph() -> None:
    corpus = Corpus()
    assert [corpus.count(size) for size in (1, corpus.terms_size + corpus.plan_size + 1)] == [1, 2]
    terms, *plans = corpus.parts(2)
    assert len(set(plans)) == 2
    stores = [Store.of(parse(terms + plan, format=RdfFormat.N_QUADS)) for plan in plans]
    for number, store in enumerate(stores, start=1):
        assert len(store) == corpus.terms_size + corpus.plan_size
        [row] = store.select(
            "SELECT ?key { ?plan a <https://w3id.org/planning-kg/ontology#Document> ; "
            "<http://purl.org/dc/terms/identifier> ?key }"
        ).rows
        assert row["key"] is not None
        assert row["key"].value == key(number)
    assert resources.BUNDLED not in "".join(plans)


def measured(triples: int, took: float, *, straight: float = 1.0) -> Measured:
    return Measured(
        triples, 1.0, 10.0, {"tasks/all": took, "tasks/one": 1.0}, {"tasks/all": straight}
    )


def test_a_bar_is_met_or_missed() -> None:
    good = {
        ("100k", "memory"): measured(100_000, 1.0),
        ("100k", "rdflib"): measured(100_000, 25.0),
        ("1M", "memory"): measured(1_000_000, 10.0),
    }
    assert [is_met for *_, is_met in bars(good)] == [True] * 6
    bad = {
        ("100k", "memory"): measured(99_999, 1.0, straight=0.8),
        ("100k", "rdflib"): measured(100_000, 24.9),
        ("1M", "memory"): measured(999_990, 10.1),
    }
    assert [is_met for *_, is_met in bars(bad)] == [False, False, False, True, False, True]
    assert "**missed**" in report(bad, ["- Virtuoso is not measured."])
