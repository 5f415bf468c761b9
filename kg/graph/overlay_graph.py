"""A user's own words and forms, kept with the build that read a document with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePath

from pyoxigraph import Literal

from kg.graph.builder import GraphBuilder, integer, term
from kg.graph.derived_graph import DERIVED
from kg.lexicon import WordFile
from kg.profiles.overlay import Overlay


def write_overlay(builder: GraphBuilder, overlay: Overlay) -> None:
    """Store the text of a user's files: a graph is checked with the words that it was read by."""
    _files(builder, "lexicon", overlay.lexicons)
    _files(builder, "profile", overlay.profiles)


def _files(builder: GraphBuilder, kind: str, files: Iterable[WordFile]) -> None:
    for order, file in enumerate(files, 1):
        node = builder.node(f"overlay/{kind}/{order}")
        digest = hashlib.sha256(file.text.encode()).hexdigest()
        builder.add(DERIVED, builder.node("build"), "plan:readWith", node)
        builder.add(DERIVED, node, "rdf:type", term("plan:Overlay"))
        builder.add(DERIVED, node, "plan:overlayOf", Literal(kind))
        # Not the folder, which is the machine's and not the file's.
        builder.add(DERIVED, node, "rdfs:label", Literal(PurePath(file.name).name))
        builder.add(DERIVED, node, "plan:order", integer(order))
        builder.add(DERIVED, node, "prov:value", Literal(file.text))
        builder.add(DERIVED, node, "plan:sha256", Literal(digest))
