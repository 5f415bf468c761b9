"""The way from a suggestion, or from the document, to what a finding is about."""

from __future__ import annotations

from collections.abc import Mapping

from kg.audit.chains import LEVEL_WORDS, Chain, Suggestions, deepest, missing
from kg.errors import Words
from kg.query import run
from kg.store import Store, value_of

_KINDS = {
    "task": Words("任务", "task"),
    "suggestion": Words("建议", "suggestion"),
    "theme": Words("主题", "theme"),
    "part": Words("第", "part"),
    "indicator": Words("指标", "indicator"),
}


class Paths:
    """Knows what nodes are called, and where each suggestion leads."""

    def __init__(self, store: Store, chains: Suggestions, documents: Mapping[str, str]) -> None:
        """Look up what nodes are called.

        Args:
            store: The graph.
            chains: Where each suggestion leads.
            documents: IRI of each document by its key.
        """
        self._chains = chains
        self._roots = documents
        self._labels = {
            value_of(row, "node"): value_of(row, "label") for row in run(store, "check/labels").rows
        }

    def to(self, document: str, subject: str) -> Words:
        """Return the path to a node: through a suggestion's chain where it is one's, else down."""
        pieces = subject.split("/")
        if pieces[0] == "suggestion" and len(pieces) > 1 and pieces[1].isdigit():
            return self.of_suggestion(document, int(pieces[1]), subject)
        zh, en = [document], [document]
        for index in range(0, len(pieces) - 1, 2):
            local = "/".join(pieces[: index + 2])
            label = self._labels.get(f"{self._roots[document]}/{local}", "")
            kind, number = pieces[index], pieces[index + 1]
            known = _KINDS.get(kind)
            mark = Words(number, number) if number.isdigit() else Words("", "")
            if known and kind == "part":
                zh.append(f"第{number}篇 {label}".strip())
            elif known:
                zh.append(f"{known.zh}{mark.zh} {label}".strip())
            elif label:
                zh.append(label)
            if known:
                en.append(f"{known.en} {mark.en} {label}".strip())
            elif label:
                en.append(label)
        return Words(" → ".join(zh), " → ".join(en))

    def of_suggestion(self, document: str, number: int, subject: str = "") -> Words:
        """Return the chain of a suggestion, or of one of its citations, with what it lacks."""
        chains = self._chains.get((document, number), ())
        chosen: Chain | None = next(
            (chain for chain in chains if chain.citation == subject), deepest(chains)
        )
        lacking = missing(chains)
        zh, en = [f"建议{number}"], [f"suggestion {number}"]
        if chosen is None:
            zh.append("没有引用")
            en.append("no citation")
        else:
            zh.append(chosen.words.zh)
            en.append(chosen.words.en)
        if lacking is not None:
            zh.append(f"(未及:{LEVEL_WORDS[lacking].zh})")
            en.append(f"(not reached: {LEVEL_WORDS[lacking].en})")
        return Words(" → ".join(zh), " → ".join(en))
