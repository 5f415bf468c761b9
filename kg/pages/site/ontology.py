"""The terms of the ontology as its files define them, with what others call the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.errors import Words
from kg.namespaces import PREFIXES
from kg.pages.site.names import name_files
from kg.pages.site.terms import local_name
from kg.store import Store, Term, read_terms

_RDF_TYPE = PREFIXES["rdf"] + "type"
_SKOS = PREFIXES["skos"]
_RDFS = PREFIXES["rdfs"]
_OWL = PREFIXES["owl"]

_FILES = ("plan.ttl", "vocabulary.ttl", "units.ttl")
# How a term stands to others: heading, and the property that says it.
_RELATIONS = (
    (Words("上位类", "Subclass of"), _RDFS + "subClassOf"),
    (Words("上位属性", "Subproperty of"), _RDFS + "subPropertyOf"),
    (Words("定义域", "Domain"), _RDFS + "domain"),
    (Words("值域", "Range"), _RDFS + "range"),
    (Words("不相交", "Disjoint with"), _OWL + "disjointWith"),
    (Words("所属概念方案", "In scheme"), _SKOS + "inScheme"),
    (Words("完全对应", "Exact match"), _SKOS + "exactMatch"),
    (Words("近似对应", "Close match"), _SKOS + "closeMatch"),
    (Words("参见", "See also"), _RDFS + "seeAlso"),
    (Words("换算自", "Scaling of"), PREFIXES["qudt"] + "scalingOf"),
)
_NOTATION = _SKOS + "notation"
_GROUPS = (
    (Words("类", "Classes"), (_OWL + "Class",)),
    (Words("关系属性", "Object properties"), (_OWL + "ObjectProperty",)),
    (Words("数据属性", "Datatype properties"), (_OWL + "DatatypeProperty",)),
    (Words("概念方案", "Concept schemes"), (_SKOS + "ConceptScheme",)),
    (Words("概念", "Concepts"), (_SKOS + "Concept",)),
    (Words("单位", "Units"), (PREFIXES["qudt"] + "Unit",)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntry:
    """A term as the page shows it.

    Attributes:
        anchor: Its place in the page.
        relations: Heading, and for each other term its name and anchor; no anchor for a foreign
            one.
        notations: How a source writes it.
    """

    iri: str
    short: str
    anchor: str
    label: Words
    definition: Words
    examples: tuple[Words, ...]
    notes: tuple[Words, ...]
    relations: tuple[tuple[Words, tuple[tuple[str, str], ...]], ...]
    notations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms of one kind, by their names."""

    name: Words
    entries: tuple[TermEntry, ...]


@cache
def read_ontology() -> tuple[TermGroup, ...]:
    """Read the terms that ship with the package, group by group."""
    folder = resources.path("ontology")
    alignments = sorted((folder / "alignments").glob("*.ttl"))
    files = [*(folder / name for name in _FILES), *alignments]
    store = Store.of(read_terms(files), "ontology")
    own = {
        iri: kinds
        for iri in store.subjects()
        if (kinds := {term.value for term in store.values(iri, _RDF_TYPE)}) and _is_own(store, iri)
    }
    anchors = {iri: f"t-{name}" for iri, name in _name_terms(own).items()}
    groups = []
    for name, wanted in _GROUPS:
        found = sorted(iri for iri, kinds in own.items() if kinds & set(wanted))
        entries = tuple(_entry(store, iri, anchors) for iri in found)
        groups.append(TermGroup(name, entries))
    return tuple(groups)


def _name_terms(iris: Iterable[str]) -> dict[str, str]:
    shorts = {iri: shorten_iri(iri).replace(":", "-") for iri in iris}
    stems = name_files(shorts.values())
    return {iri: stems[short] for iri, short in shorts.items()}


def term_anchors() -> dict[str, str]:
    """Return the anchor of each term by its IRI."""
    return {entry.iri: entry.anchor for group in read_ontology() for entry in group.entries}


def shorten_iri(iri: str) -> str:
    """Write an IRI with its prefix, where it has a known one.

    >>> shorten_iri("https://w3id.org/planning-kg/ontology#KeyTask")
    'plan:KeyTask'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _is_own(store: Store, iri: str) -> bool:
    return bool(store.values(iri, _RDFS + "isDefinedBy"))


def _entry(store: Store, iri: str, anchors: dict[str, str]) -> TermEntry:
    statements = store.statements(iri)

    def said(predicate: str) -> list[Term]:
        return [term for name, term in statements if name == predicate]

    relations = []
    for heading, predicate in _RELATIONS:
        others = [term.value for term in said(predicate) if term.kind == "uri"]
        named = tuple((shorten_iri(other), anchors.get(other, "")) for other in others)
        if named:
            relations.append((heading, named))
    return TermEntry(
        iri=iri,
        short=shorten_iri(iri),
        anchor=anchors[iri],
        label=_pair(said(_SKOS + "prefLabel"), local_name(iri)),
        definition=_pair(said(_SKOS + "definition"), ""),
        examples=_pairs(said(_SKOS + "example")),
        notes=_pairs(said(_SKOS + "scopeNote")),
        relations=tuple(relations),
        notations=tuple(term.value for term in said(_NOTATION)),
    )


def _pair(terms: list[Term], fallback: str) -> Words:
    by_language = {(term.language or "")[:2]: term.value for term in terms}
    first = next(iter(by_language.values()), fallback)
    return Words(by_language.get("zh", first), by_language.get("en", first))


def _pairs(terms: list[Term]) -> tuple[Words, ...]:
    chinese = [term.value for term in terms if (term.language or "").startswith("zh")]
    english = [term.value for term in terms if not (term.language or "").startswith("zh")]
    if len(chinese) == len(english):
        return tuple(map(Words, chinese, english))
    return tuple(Words(words, words) for words in (*chinese, *english))
