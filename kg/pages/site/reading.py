"""From a store to plans: nodes, relations, places, the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import Words
from kg.namespaces import PLANR, PREFIXES, mint_rule
from kg.pages.site.kinds import CALLED, kind_of, main_class
from kg.pages.site.names import name_files
from kg.pages.site.plan import (
    Node,
    Number,
    Place,
    Plan,
    Reason,
    Relation,
    RuleName,
    Statement,
    context,
)
from kg.pages.site.terms import TermNames, is_own, local_name
from kg.pages.site.words import DOCUMENT_KINDS, say
from kg.query import common_headings, run
from kg.store import Row, Store, Term, value_of
from kg.text import Span, line_number

_PLAN = PREFIXES["plan"]
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_COMMENT = PREFIXES["rdfs"] + "comment"
_PART_OF = PREFIXES["dcterms"] + "isPartOf"
_RULES = (_PLAN + "byRule", _PLAN + "derivedByRule")
# Said elsewhere on the page, or of use to programs only.
_APART = {
    _TYPE,
    _LABEL,
    *_RULES,
    _PLAN + "hasEvidence",
    _PLAN + "hasMainEvidence",
    _PLAN + "hasText",
    _PLAN + "order",
    PREFIXES["prov"] + "wasGeneratedBy",
}
_SIGNS = {"=": "", ">=": "≥", "<=": "≤"}
_CHANGES = {"rise": "上升", "fall": "下降"}
# A link stands with its ends, what the audit found on the audit's page.
_ELSEWHERE = {"Finding", "Link", "Verdict"}
_ENGLISH = {
    "kind": "Kind",
    "place": "Place",
    "period": "Period",
    "status": "Status",
    "issued": "Published",
    "sha256": "SHA-256 of the text",
}
_NO_FACTS = {"title", "document"}
# 条 below 部分, 节 below 章: the depth of a heading is that of its parents.
_DEEPEST = 4


def read_plans(store: Store) -> list[Plan]:
    """Read all plans of a store, by their keys."""
    texts = {value_of(row, "key"): row for row in run(store, "check/texts").rows}
    quotes: dict[str, dict[str, list[Row]]] = {}
    for row in run(store, "check/quotes").rows:
        of_text = quotes.setdefault(value_of(row, "text"), {})
        of_text.setdefault(value_of(row, "node"), []).append(row)
    names = TermNames(store)
    return [
        _Reader(store, names, row, texts[value_of(row, "document")]).read(
            quotes.get(value_of(texts[value_of(row, "document")], "text"), {})
        )
        for row in run(store, "documents").rows
        if value_of(row, "document") in texts
    ]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A node before it is known which others have pages."""

    iri: str
    statements: list[tuple[str, Term]]
    places: tuple[Place, ...]
    classes: tuple[str, ...]

    def literal(self, predicate: str) -> str:
        found = (term.value for name, term in self.statements if name == predicate)
        return next(found, "")

    def all(self, *predicates: str) -> tuple[str, ...]:
        return tuple(term.value for name, term in self.statements if name in predicates)


class _Reader:
    """Reads one plan."""

    def __init__(self, store: Store, names: TermNames, row: Row, text: Row) -> None:
        self._store = store
        self._names = names
        self._row = row
        self._key = value_of(row, "document")
        self._text = value_of(text, "words")
        self._iri = value_of(text, "text").removesuffix("/text")

    def read(self, quotes: Mapping[str, list[Row]]) -> Plan:
        # What another document says of this one has its page there.
        drafts = [self._draft(iri, rows) for iri, rows in quotes.items() if self._is_own(iri)]
        drafts.sort(key=lambda draft: (draft.places[0].span, draft.iri))
        links = [draft for draft in drafts if "Link" in draft.classes]
        drafts = [draft for draft in drafts if not _ELSEWHERE & set(draft.classes)]
        files = name_files(self._local(d.iri) for d in drafts if d.iri != self._iri)
        nodes = {draft.iri: self._node(draft, files) for draft in drafts}
        outgoing: dict[str, list[Relation]] = {iri: [] for iri in nodes}
        incoming: dict[str, list[Relation]] = {iri: [] for iri in nodes}
        for relation in self._relations(drafts, links, nodes):
            outgoing[relation.source].append(relation)
            incoming[relation.target].append(relation)
        return Plan(
            key=self._key,
            iri=self._iri,
            title=value_of(self._row, "title") or self._key,
            issued=value_of(self._row, "issued"),
            sha256=value_of(self._row, "sha256"),
            text=self._text,
            facts=tuple(
                (Words(common_headings().get(name, name), _ENGLISH.get(name, name)), words)
                for name in self._row
                if name not in _NO_FACTS and (words := self._fact(name))
            ),
            nodes=nodes,
            outgoing=outgoing,
            incoming=incoming,
            numbers=tuple(self._numbers()),
            headings=tuple(self._headings()),
        )

    def _fact(self, name: str) -> Words | None:
        said = value_of(self._row, name)
        if not said:
            return None
        if name == "status":
            return self._names.of(PREFIXES["planv"] + said)
        if name == "kind":
            return say(DOCUMENT_KINDS, said)
        # The two years of a period, as a reader writes them.
        words = said.replace("/", "–") if name == "period" else said
        return Words(words, words)

    def _is_own(self, iri: str) -> bool:
        return iri == self._iri or iri.startswith(f"{self._iri}/")

    def _local(self, iri: str) -> str:
        return iri.removeprefix(f"{self._iri}/") if iri.startswith(f"{self._iri}/") else iri

    def _draft(self, iri: str, rows: Iterable[Row]) -> _Draft:
        ordered = sorted(rows, key=lambda row: (value_of(row, "main") != "true", _span(row)))
        statements = self._store.statements(iri)
        classes = [local_name(term.value) for name, term in statements if name == _TYPE]
        places = {_span(row): self._place(row) for row in ordered}
        return _Draft(iri, statements, tuple(places.values()), tuple(classes))

    def _place(self, row: Row) -> Place:
        span = _span(row)
        before, after = context(self._text, span)
        return Place(
            span=span,
            quote=value_of(row, "exact"),
            line=line_number(self._text, span.start),
            before=before,
            after=after,
        )

    def _node(self, draft: _Draft, files: Mapping[str, str]) -> Node:
        local = self._local(draft.iri)
        main = main_class(draft.classes)
        types = draft.all(_TYPE)
        return Node(
            iri=draft.iri,
            local=local,
            file=files.get(local, ""),
            kind=kind_of(draft.classes),
            classes=draft.classes,
            class_name=CALLED.get(main)
            or self._names.of(next((t for t in types if local_name(t) == main), main)),
            number=draft.literal(_PLAN + "number"),
            label=draft.literal(_LABEL),
            value=_value(draft),
            statements=tuple(self._statements(draft)),
            rules=tuple(self._rule(iri) for iri in dict.fromkeys(draft.all(*_RULES))),
            places=draft.places,
        )

    def _rule(self, iri: str) -> RuleName:
        return RuleName(iri.removeprefix(PLANR), self._names.of(iri))

    def _statements(self, draft: _Draft) -> Iterable[Statement]:
        for predicate, term in draft.statements:
            if predicate in _APART:
                continue
            name = self._names.of(predicate)
            if term.kind == "literal":
                yield Statement(name=name, value=Words(term.value, term.value), term="")
            elif not self._is_own(term.value):
                named = term.value if is_own(term.value) else ""
                yield Statement(name=name, value=self._names.of(term.value), term=named)

    def _relations(
        self, drafts: Iterable[_Draft], links: Iterable[_Draft], nodes: Mapping[str, Node]
    ) -> Iterable[Relation]:
        reasons: dict[tuple[str, str, str], list[Reason]] = {}
        for link in links:
            ends = (link.literal(_PLAN + name) for name in ("from", "to", "linkKind"))
            source, target, kind = ends
            reason = Reason(
                local=self._local(link.iri),
                basis=link.literal(_PLAN + "basis"),
                comment=link.literal(_COMMENT),
                rule=self._rule(link.literal(_PLAN + "byRule")),
                places=link.places,
            )
            reasons.setdefault((source, target, kind), []).append(reason)
        for draft in drafts:
            for predicate, term in draft.statements:
                is_whole = predicate == _PART_OF and term.value == self._iri
                if term.kind == "uri" and term.value in nodes and not is_whole:
                    yield Relation(
                        property=predicate,
                        name=self._names.of(predicate),
                        source=draft.iri,
                        target=term.value,
                        reasons=tuple(reasons.get((draft.iri, term.value, predicate), ())),
                    )

    def _numbers(self) -> Iterable[Number]:
        for row in run(self._store, "numbers", {"document": self._key}).rows:
            yield Number(
                span=_span(row),
                quote=value_of(row, "quote"),
                reading=value_of(row, "reading"),
                fact=value_of(row, "fact"),
                rule=self._rule(mint_rule(value_of(row, "rule"))),
            )

    def _headings(self) -> Iterable[tuple[Span, int, str]]:
        levels: dict[str, int] = {}
        for row in run(self._store, "structure", {"document": self._key}).rows:
            level = min(levels.get(value_of(row, "parent"), 0) + 1, _DEEPEST)
            levels[value_of(row, "iri")] = level
            yield _span(row), level, value_of(row, "title")


def _span(row: Row) -> Span:
    return Span(int(value_of(row, "start")), int(value_of(row, "end")))


def _value(draft: _Draft) -> str:
    value = draft.literal(_PLAN + "value")
    if not value:
        return ""
    comparator = draft.literal(_PLAN + "comparator")
    time = draft.literal(_PLAN + "year") or draft.literal(_PLAN + "refPeriod")
    time = time or draft.literal(_PLAN + "period")
    sign = _SIGNS.get(comparator, comparator)
    moves = _CHANGES.get(draft.literal(_PLAN + "change"), "")
    amount = f"{moves}{sign}{value}{draft.literal(_PLAN + 'unitLabel')}"
    return f"{amount}({time})" if time else amount
