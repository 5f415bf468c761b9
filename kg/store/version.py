"""Which ontology a graph was made with: another one says other things by the same names."""

from __future__ import annotations

from kg import __version__
from kg.errors import StoreError, Words
from kg.namespaces import ONTOLOGY_GRAPH, PLAN, PREFIXES
from kg.store.answers import AnyStore

_QUERY = (
    f"SELECT ?version WHERE {{ GRAPH <{ONTOLOGY_GRAPH}> {{ <{PLAN.rstrip('#')}> "
    f"<{PREFIXES['owl']}versionInfo> ?version }} }}"
)


def check_version(store: AnyStore, *, may_be_empty: bool = False) -> None:
    """Check that a graph was made with the ontology that this program knows.

    A store without any terms holds no plan: it is empty, someone else's, or a damaged folder of
    which only the beginning could be read. No rows would then look like an answer.

    Args:
        store: The store.
        may_be_empty: Whether a store without our terms will do.

    Raises:
        StoreError: It was made with another ontology, or holds no plan.
    """
    versions = {term.value for row in store.select(_QUERY).rows if (term := row["version"])}
    if not versions and not may_be_empty:
        raise StoreError(
            store.name,
            Words(
                "其中没有规划图谱(空库、他用或已损坏)", "holds no plan: empty, foreign or damaged"
            ),
            Words(
                "请用 kg build 写入,或检查 --store 是否写对",
                "write one with `kg build SOURCE -o GRAPH`, or check --store",
            ),
        )
    others = sorted(versions - {__version__})
    if others:
        listed = ", ".join(others)
        raise StoreError(
            store.name,
            Words(
                f"图谱按本体{listed}版生成,本程序使用{__version__}版",
                f"made with ontology {listed}; this program knows {__version__}",
            ),
            Words(
                "请用 kg build 从原文重新生成",
                "build it again from its source with `kg build`",
            ),
        )
