"""The rules as concepts: ``ontology/rules.ttl``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kg import __version__
from kg.audit import read_rules
from kg.errors import Words
from kg.namespaces import PLANR, PREFIXES, mint_audit_rule
from kg.rules import read_tables

ONTOLOGY = PLANR.removesuffix("/")
_AUDIT = Words("审核规则", "Rules of the audit")
_AUDIT_WHAT = Words(
    "判定文件何处应予关注的规则，级别另行设定。",
    "What the audit says a reader should look at; how grave it is stands in a profile.",
)
_USED = ("dcterms", "owl", "planr", "rdfs", "skos", "vann")
_HEADER = """
<{iri}>
    a owl:Ontology ;
    dcterms:title "Rules of reading and of the audit"@en , "读取规则与审核规则"@zh-Hans ;
    dcterms:description "What decides how a number or a clause is read, and what the audit selects: one concept a rule, made from the tables of rules."@en ,
        "判定数字和语句如何读取、审核选出什么的规则：每条规则一个概念，由规则表生成。"@zh-Hans ;
    rdfs:comment "The path https://w3id.org/planning-kg/ is not registered yet: the names are stable, but they do not resolve."@en ,
        "https://w3id.org/planning-kg/ 这一路径尚未注册：名称稳定，但暂不能在网上解析。"@zh-Hans ;
    dcterms:license <https://www.apache.org/licenses/LICENSE-2.0> ;
    owl:versionIRI <{iri}/{version}> ;
    owl:versionInfo "{version}" ;
    vann:preferredNamespacePrefix "planr" ;
    vann:preferredNamespaceUri "{namespace}" ;
    .
"""  # noqa: E501 (lines of the Turtle file)


def write_terms() -> str:
    """Write the concepts of all rules as Turtle, a scheme for each table."""
    prefixes = {**PREFIXES, "vann": "http://purl.org/vocab/vann/"}
    lines = [f"@prefix {name}: <{prefixes[name]}> ." for name in _USED]
    lines += ["# Made by `make rules` from kg/rules and queries/audit: not to be edited by hand."]
    lines += [_HEADER.format(iri=ONTOLOGY, version=__version__, namespace=PLANR)]
    for table in read_tables():
        lines += _scheme(table.name, Words(table.zh, table.en), Words(table.what_zh, table.what_en))
        for rule in table.rules:
            label = Words(rule.zh, rule.en)
            lines += _concept(table.name, rule.iri, rule.id, label, Words(rule.why_zh, rule.why_en))
    lines += _scheme("audit", _AUDIT, _AUDIT_WHAT)
    for found in read_rules():
        iri = mint_audit_rule(found.name)
        lines += _concept("audit", iri, found.name, found.title, found.problem)
    return "\n".join(lines)


def _scheme(name: str, label: Words, definition: Words) -> Iterator[str]:
    yield f"planr:table-{name}\n    a skos:ConceptScheme ;"
    yield from _words(label, definition)


def _concept(table: str, iri: str, notation: str, label: Words, definition: Words) -> Iterator[str]:
    yield f"planr:{iri.removeprefix(PLANR)}\n    a skos:Concept ;"
    yield f"    skos:inScheme planr:table-{table} ;"
    yield f"    skos:notation {_literal(notation)} ;"
    yield from _words(label, definition)


def _words(label: Words, definition: Words) -> Iterable[str]:
    """Name and define a term; of the audit's heads, not all end in a stop."""
    zh, en = (definition.zh.rstrip("。") + "。", definition.en.rstrip(".") + ".")
    yield f"    rdfs:isDefinedBy <{ONTOLOGY}> ;"
    yield f"    skos:prefLabel {_literal(label.en)}@en , {_literal(label.zh)}@zh-Hans ;"
    yield f"    skos:definition {_literal(en)}@en ,\n        {_literal(zh)}@zh-Hans ;"
    yield "    .\n"


def _literal(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
