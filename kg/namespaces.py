"""Namespaces and the IRIs of a document's nodes."""

from __future__ import annotations

PLAN = "https://w3id.org/planning-kg/ontology#"
PLANV = "https://w3id.org/planning-kg/vocabulary#"
PLANSH = "https://w3id.org/planning-kg/shapes#"
PLANU = "https://w3id.org/planning-kg/unit#"
# A stroke and not a hash: each rule has a page of its own, to which its IRI can lead. Apart from
# ``planv:``, whose closed lists change with the model; rules come and go with what is read.
PLANR = "https://w3id.org/planning-kg/rule/"
ONTOLOGY_GRAPH = "https://w3id.org/planning-kg/graph/ontology"
DEFAULT_BASE = "https://w3id.org/planning-kg/id/"

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "doco": "http://purl.org/spar/doco/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "plan": PLAN,
    "planr": PLANR,
    "plansh": PLANSH,
    "planu": PLANU,
    "planv": PLANV,
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def mint_document(base: str, key: str) -> str:
    """Return a document's IRI.

    >>> mint_document(DEFAULT_BASE, "hangzhou-15fyp-report")
    'https://w3id.org/planning-kg/id/hangzhou-15fyp-report'
    """
    return f"{base}{key}"


def mint_node(base: str, key: str, local: str) -> str:
    """Return the IRI of a node such as ``task/3``; of the document itself when ``local`` is empty.

    >>> mint_node(DEFAULT_BASE, "x", "task/3")
    'https://w3id.org/planning-kg/id/x/task/3'
    """
    return f"{base}{key}/{local}" if local else mint_document(base, key)


def mint_rule(id_: str) -> str:
    """Return the IRI of a rule of reading.

    An apostrophe is allowed in an IRI, but breaks prefixed names and addresses of pages.

    >>> mint_rule("in-an-indicator's-row")
    'https://w3id.org/planning-kg/rule/in-an-indicators-row'
    """
    return PLANR + id_.replace("'", "")


def mint_audit_rule(name: str) -> str:
    """Return the IRI of a rule of the audit, which may bear the name of a rule of reading.

    >>> mint_audit_rule("numbering-gap")
    'https://w3id.org/planning-kg/rule/audit-numbering-gap'
    """
    return f"{PLANR}audit-{name}"


def mint_graph(base: str, key: str, kind: str) -> str:
    """Return the IRI of a document's graph: ``source``, ``derived`` or ``audit``."""
    return mint_node(base, key, f"graph/{kind}")
