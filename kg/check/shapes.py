"""The SHACL shapes, checked by shacl-rust.

It takes a thirtieth of the time of pyshacl, the reference implementation; a test holds it against
pyshacl on every case of every shape.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, RdfFormat, parse, serialize

from kg import resources
from kg.check.problems import Problem
from kg.errors import Words
from kg.namespaces import PREFIXES
from kg.store import Store

_SH = "http://www.w3.org/ns/shacl#"
_TYPE = PREFIXES["rdf"] + "type"
_SHAPES = {f"{_SH}NodeShape", f"{_SH}PropertyShape"}


def check_shapes(store: Store) -> tuple[dict[str, int], list[Problem]]:
    """Hold all data against the shapes.

    Each constraint that does not hold is a problem: a node may break one shape in several ways.
    """
    from shacl_rust import validate

    shapes = resources.path("ontology", "shapes.ttl").read_text(encoding="utf-8")
    # In any order, some twice: the problems are sorted.
    triples = (quad.triple for quad in store.quads())
    data = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    report = validate(data, shapes, data_format="nt", experimental_index=True)
    count, messages = _read_shapes(shapes)
    problems = [
        Problem(
            "shape", result["focusNode"].strip("<>"), messages[result["sourceShape"].strip("<>")]
        )
        for result in report["results"]
    ]
    problems.sort(key=lambda problem: (problem.node, problem.words.en))
    return {"shapes": count}, problems


def _read_shapes(shapes: str) -> tuple[int, dict[str, Words]]:
    """Count the shapes, and read what each says when it does not hold."""
    count = 0
    said: dict[str, dict[str | None, str]] = {}
    for triple in parse(shapes, format=RdfFormat.TURTLE):
        name, words = triple.predicate.value, triple.object
        if name == _TYPE and isinstance(words, NamedNode) and words.value in _SHAPES:
            count += 1
        elif name == f"{_SH}message" and isinstance(words, Literal):
            said.setdefault(str(triple.subject).strip("<>"), {})[words.language] = words.value
    return count, {name: Words(words["zh-hans"], words["en"]) for name, words in said.items()}
