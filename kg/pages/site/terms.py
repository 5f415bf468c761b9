"""What the ontology's terms and those of others are called, in both languages."""

from __future__ import annotations

from kg.errors import Words
from kg.namespaces import PREFIXES
from kg.store import Store

_SKOS = PREFIXES["skos"]
_OWN = tuple(PREFIXES[name] for name in ("plan", "planv", "planu"))

# Said otherwise on the pages than in the ontology: as the graph page does.
_CALLED = {
    PREFIXES["plan"] + "hasTheme": Words("属于主题", "has theme"),
    PREFIXES["plan"] + "hasResponsibleTheme": Words("对应主题", "answered by theme"),
    PREFIXES["plan"] + "setsMilestone": Words("设定目标", "sets goal"),
}
# Properties and classes of foreign vocabularies that occur in data.
_FOREIGN = {
    PREFIXES["dcterms"] + "isPartOf": Words("属于", "is part of"),
    PREFIXES["dcterms"] + "creator": Words("决定人", "decided by"),
    PREFIXES["dcterms"] + "date": Words("日期", "date"),
    PREFIXES["dcterms"] + "issued": Words("发布日期", "issued"),
    PREFIXES["dcterms"] + "spatial": Words("地区", "place"),
    PREFIXES["dcterms"] + "temporal": Words("规划期", "period"),
    PREFIXES["dcterms"] + "type": Words("种类", "kind"),
    PREFIXES["dcterms"] + "identifier": Words("标识", "identifier"),
    PREFIXES["dcterms"] + "PeriodOfTime": Words("时期", "Period of time"),
    PREFIXES["dcterms"] + "Location": Words("地区", "Place"),
    PREFIXES["rdfs"] + "comment": Words("说明", "comment"),
    PREFIXES["skos"] + "inScheme": Words("属于方案", "in scheme"),
    PREFIXES["skos"] + "notation": Words("写法", "notation"),
    PREFIXES["skos"] + "ConceptScheme": Words("概念方案", "Concept scheme"),
    PREFIXES["skos"] + "Concept": Words("概念", "Concept"),
    PREFIXES["qb"] + "dataSet": Words("数据集", "data set"),
    PREFIXES["qb"] + "structure": Words("数据结构", "data structure"),
    PREFIXES["qb"] + "DataSet": Words("数据集", "Data set"),
    PREFIXES["qb"] + "Observation": Words("观测", "Observation"),
    PREFIXES["qudt"] + "hasUnit": Words("单位", "unit"),
    PREFIXES["sdmx-attribute"] + "unitMeasure": Words("单位", "unit"),
    PREFIXES["sdmx-attribute"] + "obsStatus": Words("观测状态", "status"),
    PREFIXES["org"] + "FormalOrganization": Words("单位机构", "Body"),
    PREFIXES["doco"] + "Section": Words("章节", "Section"),
    PREFIXES["doco"] + "Appendix": Words("附件", "Annex"),
}


def local_name(iri: str) -> str:
    """Return the last piece of an IRI.

    >>> local_name("https://w3id.org/planning-kg/ontology#KeyTask")
    'KeyTask'
    """
    return iri.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]


def is_own(iri: str) -> bool:
    """Say whether a term is of our own ontology, vocabulary or units."""
    return iri.startswith(_OWN)


class TermNames:
    """Looks terms up once each, in the store that holds their labels."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Words] = {}

    def of(self, iri: str) -> Words:
        """Return what a term is called; its local name where nothing says it."""
        if iri not in self._known:
            self._known[iri] = _CALLED.get(iri) or _shorten(iri, self._look_up(iri))
        return self._known[iri]

    def _look_up(self, iri: str) -> Words:
        labels = {
            (term.language or "")[:2]: term.value
            for predicate, term in self._store.statements(iri)
            if predicate in (_SKOS + "prefLabel", PREFIXES["rdfs"] + "label")
        }
        if not labels:
            return _FOREIGN.get(iri, Words(local_name(iri), local_name(iri)))
        first = next(iter(labels.values()))
        return Words(labels.get("zh", first), labels.get("en", first))


def _shorten(iri: str, words: Words) -> Words:
    """Say what a thing has without saying that it has it: a value stands behind the name."""
    if not iri.startswith(f"{PREFIXES['plan']}has"):
        return words
    return Words(words.zh.removeprefix("有"), words.en.removeprefix("has "))
