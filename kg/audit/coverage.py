"""How far each suggestion can be followed, and what no suggestion reaches.

``depth`` is the deepest level that any citation of the suggestion reaches. ``support`` is what the
report itself shows: other passages contradict the adoption; a demand of the suggestion has no
answer, or the answer itself says that not all is adopted (partial); a citation leads to a special
column which a task announces (traced); or the units are only named. ``verdict`` is another matter:
what the outline shows of it, where that is at hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.audit.chains import LEVELS, Chain, Suggestions, missing
from kg.audit.paths import Paths
from kg.audit.verdicts import Judged, Outcomes, judge
from kg.errors import Words
from kg.model import (
    Coverage,
    Depth,
    Disposition,
    Excerpt,
    Finding,
    Item,
    Severity,
    Support,
    Unreached,
)
from kg.query import run
from kg.store import Row, Store, value_of

# Rules whose findings bear on a suggestion's support.
CONTRADICTING = frozenset({"answer-opposite", "conflicting-part-number", "wrong-part-number"})
UNANSWERING = frozenset(
    {
        "adoption-refused",
        "answer-hollow",
        "demand-unanswered",
        "figure-asked-not-given",
        "object-shifted",
    }
)


def follow_suggestions(
    store: Store,
    texts: Mapping[str, str],
    chains: Suggestions,
    paths: Paths,
    findings: Iterable[Finding],
    *,
    held: Collection[str] = (),
    outcomes: Outcomes,
) -> tuple[Item, ...]:
    """Follow each suggestion as far as the report leads.

    Args:
        store: The graph.
        texts: Text of each document by its key.
        chains: Where the citations lead.
        paths: Says the way.
        findings: What the rules found: it decides on the support.
        held: Keys of the reports that were held against an outline.
        outcomes: What came of holding each citation against it: it decides on the verdict.
    """
    faults: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        for instance in finding.instances:
            suggestion = "/".join(instance.subject.split("/")[:2])
            found = faults.setdefault((finding.document, suggestion), [])
            if finding not in found:
                found.append(finding)
    items = []
    for row in run(store, "suggestions").rows:
        document, number = value_of(row, "document"), int(value_of(row, "n"))
        items.append(
            _follow(
                row,
                chains.get((document, number), ()),
                faults.get((document, f"suggestion/{number}"), []),
                paths.of_suggestion(document, number),
                texts.get(document, ""),
                judge(outcomes.get((document, number), ()), has_outline=document in held),
            )
        )
    return tuple(items)


def _follow(
    row: Row,
    chains: Sequence[Chain],
    faults: Sequence[Finding],
    path: Words,
    text: str,
    judged: Judged,
) -> Item:
    reached = {level for chain in chains for level in chain.levels}
    contradictions = [f for f in faults if f.rule in CONTRADICTING and f.is_open]
    unanswered = [f for f in faults if f.rule in UNANSWERING and f.severity is not Severity.INFO]
    if contradictions:
        support = Support.CONTRADICTED
    elif unanswered or value_of(row, "disposition") not in ("", Disposition.ADOPTED):
        support = Support.PARTIAL
    elif Depth.COLUMN in reached:
        support = Support.TRACED
    else:
        support = Support.NAMED_ONLY
    theme = value_of(row, "theme")
    reasons = [*(chain.words for chain in chains)]
    reasons += [finding.message for finding in (*contradictions, *unanswered)]
    reasons += judged.reasons
    return Item(
        document=value_of(row, "document"),
        number=int(value_of(row, "n")),
        theme=int(theme) if theme else None,
        label=value_of(row, "label"),
        depth=max(reached, key=LEVELS.index, default=Depth.NONE),
        support=support,
        verdict=judged.verdict,
        path=path,
        missing=missing(chains),
        reasons=tuple(dict.fromkeys(reasons))
        or (Words("采纳情况没有引用", "the adoption text cites nothing"),),
        parts=_numbers(row, "parts"),
        tasks=_numbers(row, "tasks"),
        excerpts=tuple(
            dict.fromkeys(
                Excerpt(chain.start, chain.end, text[chain.start : chain.end]) for chain in chains
            )
        ),
    )


def _numbers(row: Row, name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in value_of(row, name).split(",") if number)


def count_coverage(store: Store, items: Sequence[Item]) -> tuple[Coverage, ...]:
    """Count depth and support by theme and by task, in the order of the text."""
    found = []
    for kind, query in (("theme", "themes"), ("task", "tasks")):
        for row in run(store, query).rows:
            document, number = value_of(row, "document"), int(value_of(row, "n"))
            held = [
                item
                for item in items
                if item.document == document
                and (item.theme == number if kind == "theme" else number in item.tasks)
            ]
            depths = Counter(item.depth for item in held)
            supports = Counter(item.support for item in held)
            found.append(
                Coverage(
                    document=document,
                    kind=kind,
                    number=number,
                    label=value_of(row, "label"),
                    suggestions=tuple(item.number for item in held),
                    depths={depth: depths[depth] for depth in Depth},
                    supports={support: supports[support] for support in Support},
                )
            )
    return tuple(found)


def find_unreached(store: Store, texts: Mapping[str, str]) -> tuple[Unreached, ...]:
    """Read the chain backwards: parts, tasks, columns, targets, indicators that none reaches."""
    return tuple(
        Unreached(
            document=document,
            kind=value_of(row, "kind"),
            subject=value_of(row, "iri").partition(f"/{document}/")[2],
            label=value_of(row, "label"),
            excerpts=(Excerpt(start, end, texts.get(document, "")[start:end]),),
        )
        for row in run(store, "unreached").rows
        if (document := value_of(row, "document"))
        and (start := int(value_of(row, "start"))) is not None
        and (end := int(value_of(row, "end"))) is not None
    )
