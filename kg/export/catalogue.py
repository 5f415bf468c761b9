"""What a data set is, for catalogues and search engines: DCAT and schema.org, as JSON-LD.

It says what the graph and the source's manifest say, and that the rest is not known. Files are
listed that lie beside the description, with their sizes and digests.

Source: W3C, Data Catalog Vocabulary (DCAT) version 3, 2024; schema.org, Dataset.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from kg import __version__
from kg.errors import Words
from kg.namespaces import PREFIXES
from kg.query import run
from kg.store import AnyStore, Row, value_of

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": PREFIXES["dcterms"],
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": PREFIXES["prov"],
    "rdfs": PREFIXES["rdfs"],
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": PREFIXES["xsd"],
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_ONTOLOGY = "https://w3id.org/planning-kg/ontology"
_CHINESE = "http://id.loc.gov/vocabulary/iso639-1/zh"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Ending of a file to its media type and what it holds.
FORMS: Mapping[str, tuple[str, Words]] = {
    ".csvw.zip": ("application/zip", Words("各查询结果的 CSV 及元数据(CSVW)", "tables as CSVW")),
    ".gexf": ("application/xml", Words("网络(GEXF)", "the network as GEXF")),
    ".graphml": ("application/xml", Words("网络(GraphML)", "the network as GraphML")),
    ".json": ("application/json", Words("网络(node-link)", "the network as node-link JSON")),
    ".jsonld": ("application/ld+json", Words("图谱(JSON-LD)", "the graph as JSON-LD")),
    ".nq": ("application/n-quads", Words("图谱(N-Quads)", "the graph as N-Quads")),
    ".trig": ("application/trig", Words("图谱(TriG)", "the graph as TriG")),
    ".ttl": ("text/turtle", Words("各命名图的并集(Turtle)", "the union of its graphs, Turtle")),
    ".xlsx": (_SHEET, Words("各查询结果的工作簿", "tables as a workbook")),
}
_NO_LICENCE = Words(
    "没有说明数据集的许可。",
    "No licence has been stated for this data set.",
)


@dataclass(frozen=True, slots=True)
class File:
    """A file that holds the data set, or its tables.

    Attributes:
        name: Beside the description.
        ending: A key of `FORMS`.
    """

    name: str
    ending: str
    data: bytes


def render_catalogue(
    store: AnyStore,
    files: Sequence[File] = (),
    manifests: Mapping[str, Mapping[str, str]] | None = None,
) -> bytes:
    """Describe the data set of each document of a store.

    Args:
        store: The graph.
        files: What lies beside the description.
        manifests: What is known of a source beside its text, by the digest of its bytes.
    """
    nodes = {value_of(row, "document"): row for row in run(store, "export/documents").rows}
    described = [
        _dataset(row, nodes[value_of(row, "document")], files, manifests or {})
        for row in run(store, "documents").rows
    ]
    said = {"@context": _CONTEXT, "@graph": described}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _dataset(
    row: Row, node: Row, files: Iterable[File], manifests: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    iri, title = value_of(node, "iri"), value_of(row, "title")
    manifest = manifests.get(value_of(row, "sha256"), {})
    name = _in_both(Words(f"{title}:知识图谱", f"Knowledge graph of {title}"))
    about = _in_both(
        Words(
            "由本文件读出的事实,每个事实都能回到原文的字句。",
            "Facts read from this document; each leads back to the characters of its text.",
        )
    )
    rights = _in_both(
        Words(
            _NO_LICENCE.zh + manifest.get("status_zh", "原文的权利状况没有说明。"),
            f"{_NO_LICENCE.en} "
            + manifest.get("status", "Nothing is known of the rights in its source."),
        )
    )
    found: dict[str, Any] = {
        "@id": f"{iri}/dataset",
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dcterms:identifier": value_of(row, "document"),
        "dcterms:title": name,
        "schema:name": name,
        "dcterms:description": about,
        "schema:description": about,
        "dcterms:language": {"@id": _CHINESE},
        "schema:inLanguage": "zh-Hans",
        "dcterms:conformsTo": {"@id": _ONTOLOGY},
        "schema:version": __version__,
        "dcterms:rights": {"@type": "dcterms:RightsStatement", "rdfs:label": rights},
        "dcterms:source": _source(row, iri, manifest),
        "schema:isBasedOn": {"@id": iri},
    }
    found |= _coverage(row, node)
    listed = [_distribution(file) for file in files]
    if listed:
        found["dcat:distribution"] = listed
        found["schema:distribution"] = [{"@id": one["@id"]} for one in listed]
    return found


def _source(row: Row, iri: str, manifest: Mapping[str, str]) -> dict[str, Any]:
    """Say which document the data come from: the publisher is the one of the document."""
    digest = value_of(row, "sha256")
    found: dict[str, Any] = {
        "@id": iri,
        "@type": ["foaf:Document", "schema:CreativeWork"],
        "dcterms:title": _chinese(value_of(row, "title")),
        "schema:name": _chinese(value_of(row, "title")),
        "spdx:checksum": _checksum(digest),
        "schema:sha256": digest,
    }
    issued = value_of(row, "issued")
    if issued:
        found["dcterms:issued"] = {"@value": issued, "@type": "xsd:date"}
        found["schema:datePublished"] = issued
    for key, term, twin in (
        ("publisher", "dcterms:publisher", "schema:publisher"),
        ("issuing_body", "dcterms:creator", "schema:creator"),
    ):
        if key in manifest:
            agent = {"foaf:name": _chinese(manifest[key]), "schema:name": _chinese(manifest[key])}
            found[term] = {"@type": ["foaf:Organization", "schema:Organization"], **agent}
            found[twin] = {"@type": "schema:Organization", "schema:name": _chinese(manifest[key])}
    if "address" in manifest:
        found["dcat:landingPage"] = {"@id": manifest["address"]}
        found["schema:url"] = {"@id": manifest["address"]}
    return found


def _coverage(row: Row, node: Row) -> dict[str, Any]:
    """Say which years and which place the data are about, where the document says so."""
    found: dict[str, Any] = {}
    first, _, last = value_of(row, "period").partition("/")
    if first and last:
        found["dcterms:temporal"] = {
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": {"@value": first, "@type": "xsd:gYear"},
            "dcat:endDate": {"@value": last, "@type": "xsd:gYear"},
        }
        found["schema:temporalCoverage"] = f"{first}/{last}"
    place = value_of(row, "place")
    if place:
        iri = value_of(node, "place_iri")
        found["dcterms:spatial"] = {
            "@id": iri,
            "@type": ["dcterms:Location", "schema:Place"],
            "rdfs:label": _chinese(place),
            "schema:name": _chinese(place),
        }
        found["schema:spatialCoverage"] = {"@id": iri}
    return found


def _distribution(file: File) -> dict[str, Any]:
    media, words = FORMS[file.ending]
    digest = hashlib.sha256(file.data).hexdigest()
    address = {"@id": quote(file.name)}
    return {
        "@id": f"#{quote(file.name)}",
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dcterms:title": _in_both(words),
        "dcat:downloadURL": address,
        "schema:contentUrl": address,
        "dcat:mediaType": {"@id": _MEDIA + media},
        "schema:encodingFormat": media,
        "dcat:byteSize": {"@value": str(len(file.data)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": _checksum(digest),
        "schema:sha256": digest,
    }


def _checksum(digest: str) -> dict[str, Any]:
    return {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {"@value": digest, "@type": "xsd:hexBinary"},
    }


def _chinese(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "zh-Hans"}


def _in_both(words: Words) -> list[dict[str, str]]:
    return [_chinese(words.zh), {"@value": words.en, "@language": "en"}]
