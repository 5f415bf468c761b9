"""All that is known of one node, as a text that a person reads: its chain with every quote."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import UnknownNameError, UsageError, Words
from kg.model import Outcome
from kg.namespaces import PREFIXES
from kg.query import run
from kg.store import AnyStore, Store, Term, value_of
from kg.text import line_number

_PLAN = PREFIXES["plan"]
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_COMMENT = PREFIXES["rdfs"] + "comment"
_PART_OF = PREFIXES["dcterms"] + "isPartOf"
_PREF_LABEL = PREFIXES["skos"] + "prefLabel"
_DEFINITION = PREFIXES["skos"] + "definition"
_NOTATION = PREFIXES["skos"] + "notation"
_EVIDENCE = _PLAN + "hasEvidence"
_RULES = (_PLAN + "byRule", _PLAN + "derivedByRule")

_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Step:
    """A link that the chain follows.

    Attributes:
        words: What the link is called here.
        predicate: Its IRI.
        is_inward: Whether it is followed from object to subject.
    """

    words: str
    predicate: str
    is_inward: bool = False


# Class to the links that lead on from it; a class not named here ends the chain.
_CHAIN = {
    "Suggestion": (
        Step("属于主题", _PLAN + "hasTheme"),
        Step("采纳情况", _PLAN + "answers", is_inward=True),
        Step("由此落到任务", _PLAN + "adoptedIn"),
    ),
    "AdoptionStatement": (
        Step("引用", _PART_OF, is_inward=True),
        Step("设定目标值", _PLAN + "setsTarget"),
        Step("提出目标", _PLAN + "setsMilestone"),
    ),
    "Citation": (
        Step("原文存疑", _PLAN + "concerns", is_inward=True),
        Step("属于", _PLAN + "resolvedPart"),
        Step("即专栏", _PLAN + "citesColumn"),
    ),
    "AnnouncedPart": (
        Step("对应任务", _PLAN + "correspondsToPart", is_inward=True),
        Step("见于纲要", _PLAN + "foundAs"),
    ),
    "AnnouncedSection": (Step("见于纲要", _PLAN + "foundAs"),),
    "KeyTask": (
        Step("设置专栏", _PLAN + "announcesColumn"),
        Step("对应篇", _PLAN + "correspondsToPart"),
        Step("设定目标值", _PLAN + "setsTarget"),
        Step("提出目标", _PLAN + "setsMilestone"),
        Step("负责单位", _PLAN + "hasResponsibleBody"),
        Step("对应主题", _PLAN + "hasResponsibleTheme"),
        Step("采纳建议", _PLAN + "adoptedIn", is_inward=True),
    ),
    "SpecialColumn": (
        Step("由任务设置", _PLAN + "announcesColumn", is_inward=True),
        Step("被引用于", _PLAN + "citesColumn", is_inward=True),
        Step("见于纲要", _PLAN + "foundAs"),
    ),
    "Theme": (
        Step("总述", _PLAN + "aboutTheme", is_inward=True),
        Step("建议", _PLAN + "hasTheme", is_inward=True),
    ),
    "ThemeStatement": (Step("主要体现在", _PLAN + "claimsPart"),),
    "Target": (
        Step("所属指标", _PLAN + "forIndicator"),
        Step("指标表所列", _PLAN + "matchesIndicator"),
    ),
    "StatedValue": (Step("所属指标", _PLAN + "aboutIndicator"),),
    "ReviewItem": (
        Step("规划目标", _PLAN + "hasGoal"),
        Step("实际", _PLAN + "hasActual"),
        Step("所属指标", _PLAN + "reviews"),
    ),
    "Indicator": (
        Step("目标值", _PLAN + "forIndicator", is_inward=True),
        Step("正文所设目标值", _PLAN + "matchesIndicator", is_inward=True),
        Step("基期或实际", _PLAN + "aboutIndicator", is_inward=True),
        Step("负责单位", _PLAN + "hasResponsibleBody"),
        Step("单元格", _PLAN + "cellOf", is_inward=True),
        Step("人工决定", _PLAN + "concerns", is_inward=True),
    ),
}
# A chain that comes by one of these classes does not start another fan there.
_ENDS = {
    "KeyTask",
    "Theme",
    "Suggestion",
    "SpecialColumn",
    "Indicator",
    "Target",
    "StatedValue",
}


def document_of(store: AnyStore, name: str) -> str | None:
    """Say which document a node is of, where its name or the store tells: only one is fetched."""
    keys = [value_of(row, "document") for row in run(store, "documents").rows]
    if len(keys) == 1:
        return keys[0]
    return next((key for key in keys if f"/{key}/" in f"/{name}/"), None)


def explain_node(store: Store, name: str) -> str:
    """Write all that is known of a node, in Chinese.

    Args:
        store: The graph.
        name: Such as ``suggestion/7``, ``KEY/task/3`` or an IRI.

    Raises:
        UsageError: There is no such node, or several documents have one.
    """
    explainer = Explainer(store)
    node = explainer.find(name)
    return "\n".join(explainer.lines(node)) + "\n"


class Explainer:
    """Reads one node after another, and remembers which the reader has seen."""

    def __init__(self, store: Store) -> None:
        self._store = store
        rows = run(store, "check/texts").rows
        self._texts = {
            row["text"].value: row["words"].value if row["words"] else ""
            for row in rows
            if row["text"]
        }
        self._documents = {
            row["key"].value: row["text"].value.removesuffix("/text")
            for row in rows
            if row["key"] and row["text"]
        }
        self._seen: set[str] = set()

    def find(self, name: str) -> str:
        """Return the IRI of a node.

        Raises:
            UsageError: There is no such node, or several documents have one.
        """
        if "://" in name:
            candidates = [name]
        else:
            candidates = [f"{iri}/{name}" for iri in self._documents.values()]
            key, _, rest = name.partition("/")
            if key in self._documents:
                iri = self._documents[key]
                candidates.append(f"{iri}/{rest}" if rest else iri)
        found = [iri for iri in candidates if self._store.has_subject(iri)]
        if not found:
            raise UnknownNameError(Words("节点", "node"), name, self._near(name))
        if len(found) > 1:
            keys = ", ".join(f"{key}/{name}" for key in self._documents)
            raise UsageError(
                f"{len(found)}个文件都有{name},请写明:{keys}",
                f"{len(found)} documents have {name}; say which: {keys}",
            )
        return found[0]

    def _near(self, name: str) -> list[str]:
        known = {
            subject.removeprefix(f"{iri}/")
            for iri in self._documents.values()
            for subject in self._store.subjects()
            if subject.startswith(f"{iri}/") and "/evidence/" not in subject
        }
        return difflib.get_close_matches(name, sorted(known), 3, 0.5)

    def lines(self, node: str, indent: str = "", came_by: str = "") -> Iterator[str]:
        """Yield the node's facts and quotes, then those of what it leads to."""
        kind = self._kind(node)
        yield f"{indent}{came_by}{self._title(node, kind)}"
        if node in self._seen:
            return
        self._seen.add(node)
        is_root = not indent
        inner = f"{indent}    "
        if is_root:
            yield from self._unread(node, inner)
        yield from self._facts(node, inner, everything=is_root)
        yield from self._quotes(node, inner, everything=is_root)
        if kind in _ENDS and not is_root:
            return
        for step in _CHAIN.get(kind, ()):
            for target in self._follow(node, step):
                yield from self.lines(target, inner, f"→ {step.words}:")
                yield from self._reason(node, target, f"{inner}    ")

    def _unread(self, node: str, indent: str) -> Iterator[str]:
        """Yield why no table was read in an annex; of a document in any of its annexes."""
        for row in run(self._store, "check/unread-tables").rows:
            annex = value_of(row, "subject")
            if annex == node or (node in self._documents.values() and annex.startswith(f"{node}/")):
                yield f"{indent}{value_of(row, 'note')}"

    def _kind(self, node: str) -> str:
        classes = [
            term.value.removeprefix(_PLAN)
            for term in self._store.values(node, _TYPE)
            if term.value.startswith(_PLAN)
        ]
        return next((name for name in classes if name in _CHAIN), classes[0] if classes else "")

    def _title(self, node: str, kind: str) -> str:
        label = self._literal(node, _LABEL)
        name = self._own_name(_PLAN + kind) or kind
        local = next(
            (
                node.removeprefix(f"{iri}/")
                for iri in self._documents.values()
                if node.startswith(f"{iri}/")
            ),
            node,
        )
        number = self._literal(node, _PLAN + "number")
        numbered = f"{name}{number}" if number else name
        return " ".join(filter(None, [numbered, label, f"〔{local}〕"]))

    def _facts(self, node: str, indent: str, *, everything: bool) -> Iterator[str]:
        shown = []
        for predicate, term in self._store.statements(node):
            if predicate in (_LABEL, _EVIDENCE, _TYPE, _PLAN + "hasMainEvidence"):
                continue
            is_own = predicate.startswith(_PLAN) or predicate == _COMMENT
            if (term.language or "").lower() == "en":
                continue
            if term.kind == "literal" and is_own and (everything or predicate in _TOLD):
                shown.append((_NAMES.get(predicate) or self._own_name(predicate), term.value))
            elif predicate in _RULES and everything:
                shown.append((self._own_name(predicate), self._rule(term.value)))
            elif term.kind == "uri" and everything and is_own:
                label = self._own_name(term.value)
                if label and self._own_name(predicate):
                    shown.append((self._own_name(predicate), label))
        for name, value in sorted(set(shown)):
            yield f"{indent}{name}:{value}"

    def _rule(self, rule: str) -> str:
        """Name a rule with its id, and say why it reads so."""
        why = self._own_name(rule, _DEFINITION)
        return f"{self._own_name(rule)}〔{self._literal(rule, _NOTATION)}〕{why}"

    def _quotes(self, node: str, indent: str, *, everything: bool) -> Iterator[str]:
        places = sorted(self._places(node), key=lambda place: (not place[3], place[1]))
        for words, start, end, _, place in places if everything else places[:1]:
            shown = " ".join(words.split())
            if len(shown) > _LONGEST_QUOTE:
                shown = f"{shown[:_LONGEST_QUOTE]}……"
            line = self._line(place, start)
            yield f"{indent}原文「{shown}」(第{line}行,字符{start}–{end})"

    def _line(self, place: str, position: int) -> int:
        text = next((t for t in self._texts if place.startswith(t.removesuffix("text"))), "")
        return line_number(self._texts.get(text, ""), position)

    def _places(self, node: str) -> Iterator[tuple[str, int, int, bool, str]]:
        main = {term.value for term in self._store.values(node, _PLAN + "hasMainEvidence")}
        oa = PREFIXES["oa"]
        for place in self._store.values(node, _EVIDENCE):
            selectors = [term.value for term in self._store.values(place.value, oa + "hasSelector")]
            found = {
                name: term.value
                for selector in selectors
                for name in ("start", "end", "exact")
                for term in self._store.values(selector, oa + name)
            }
            if len(found) == len(("start", "end", "exact")):
                is_main = place.value in main
                start, end = int(found["start"]), int(found["end"])
                yield found["exact"], start, end, is_main, place.value

    def _follow(self, node: str, step: Step) -> list[str]:
        if step.is_inward:
            targets = self._store.sources(step.predicate, node)
        else:
            targets = [term.value for term in self._store.values(node, step.predicate)]
        # What was held against something and agrees needs no telling.
        told = {t for t in targets if self._literal(t, _PLAN + "outcome") != Outcome.HOLDS}
        return sorted(told, key=self._place_of)

    def _place_of(self, node: str) -> tuple[int, str]:
        order = self._literal(node, _PLAN + "order")
        starts = [start for _, start, _, is_main, _ in self._places(node) if is_main]
        return (int(order) if order else min(starts, default=0), node)

    def _reason(self, one: str, other: str, indent: str) -> Iterator[str]:
        """Say why two nodes are linked, where a link says so."""
        links = set(self._store.sources(_PLAN + "from", one)) & set(
            self._store.sources(_PLAN + "to", other)
        )
        links |= set(self._store.sources(_PLAN + "from", other)) & set(
            self._store.sources(_PLAN + "to", one)
        )
        for link in sorted(links):
            basis = _BASES.get(self._literal(link, _PLAN + "basis"), "")
            yield f"{indent}依据:{self._literal(link, _COMMENT)}({basis})"

    def _literal(self, node: str, predicate: str) -> str:
        return next(iter(sorted(term.value for term in self._store.values(node, predicate))), "")

    def _own_name(self, term: str, predicate: str = _PREF_LABEL) -> str:
        labels: list[Term] = self._store.values(term, predicate)
        return next(
            (label.value for label in labels if (label.language or "").lower() == "zh-hans"), ""
        )


_NAMES = {_COMMENT: "说明"}
# Facts worth telling of a node on the way.
_TOLD = {
    _COMMENT,
    _PLAN + "likelyReading",
    _PLAN + "printedPartNumber",
    _PLAN + "newValue",
    _PLAN + "oldValue",
    _PLAN + "value",
    _PLAN + "comparator",
    _PLAN + "change",
    _PLAN + "since",
    _PLAN + "unitLabel",
    _PLAN + "year",
    _PLAN + "period",
    _PLAN + "refPeriod",
    _PLAN + "hedge",
}
_BASES = {
    "explicit": "原文写明",
    "inferred": "推断",
    "theme-statement": "主题总述",
    "citation": "采纳情况所引",
    "named": "原文点名",
}
