"""A fault put into the text of a report before anything is read, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.audit import Selection, audit_store
from kg.model import Finding
from kg.pipeline import build_document, build_graph
from kg.source import Source
from kg.store import Store
from tests.conftest import Report


def findings(store: Store, *rules: str) -> Sequence[Finding]:
    """Ask some rules of a store; all of them where none is named."""
    return audit_store(store, selection=Selection(only=rules)).findings


def planted(report: Report, old: str, new: str, *rules: str) -> list[Finding]:
    """Return what some rules find in a changed text and did not find before."""
    source = report.build.source
    assert source.text.count(old) == 1, old
    changed = Source(
        key=source.key,
        name="planted",
        text=source.text.replace(old, new),
        sha256=source.sha256,
        decisions=source.decisions,
    )
    known = {finding.fingerprint for finding in findings(report.store, *rules)}
    store = Store.of(build_graph([build_document(changed)]))
    return [found for found in findings(store, *rules) if found.fingerprint not in known]


def quotes(found: Finding) -> list[str]:
    """Return the words that a finding leads to."""
    return [excerpt.quote for excerpt in found.excerpts]
