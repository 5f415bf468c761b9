"""Corpora of plans in the graph's own shape, made from the bundled graph under a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from kg import resources
from kg.namespaces import ONTOLOGY_GRAPH
from kg.store import encode_graph, open_store

SEED = 20260
_SHARE = 0.3
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
_DECIMAL = re.compile(r'"([0-9.]+)"(?=\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>)')
_HAN = re.compile("[一-鿿]")


def key(number: int) -> str:
    """Name a plan of a corpus; numbers begin with 1."""
    return f"plan-{number:05d}"


class Corpus:
    """Plans with the links and evidence of the bundled one, under keys of their own.

    In each plan some characters stand for others, and the values of its targets are other values.
    One plan changes all its literals alike, so that what was equal in the template still is.
    """

    def __init__(self, seed: int = SEED) -> None:
        bundled = resources.bundled_graph()
        lines = encode_graph(open_store(str(bundled)).quads(), Path("corpus.nq")).decode()
        terms: list[str] = []
        plan: list[str] = []
        for line in lines.splitlines(keepends=True):
            (terms if line.endswith(f"<{ONTOLOGY_GRAPH}> .\n") else plan).append(line)
        self._seed = seed
        self._terms = "".join(terms)
        self._plan = "".join(plan)
        self._characters = sorted(set(_HAN.findall(self._plan)))
        self.plan_size = len(plan)
        self.terms_size = len(terms)

    def count(self, triples: int) -> int:
        """Say how many plans give at least so many triples, the terms included; at least one."""
        return max(1, -(-(triples - self.terms_size) // self.plan_size))

    def parts(self, plans: int) -> Iterator[str]:
        """Yield N-Quads: the terms, then plan after plan. The first plan is the same in all."""
        yield self._terms
        for number in range(1, plans + 1):
            yield self._varied(number)

    def write(self, path: Path, triples: int) -> int:
        """Write a corpus of at least so many triples; return how many there are."""
        plans = self.count(triples)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(self.parts(plans))
        return self.terms_size + plans * self.plan_size

    def _varied(self, number: int) -> str:
        chance = random.Random(f"{self._seed}/{number}")
        chosen = [found for found in self._characters if chance.random() < _SHARE]
        others = chance.sample(chosen, len(chosen))
        letters = str.maketrans(dict(zip(chosen, others, strict=True)))
        factor = Decimal(chance.randrange(50, 200)) / 100
        varied = _DECIMAL.sub(
            lambda match: f'"{(Decimal(match[1]) * factor).normalize():f}"', self._plan
        )
        varied = _LITERAL.sub(lambda match: match[0].translate(letters), varied)
        return varied.replace(resources.BUNDLED, key(number))
