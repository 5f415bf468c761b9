"""Facts that fail the second reading, and the graph without them.

The audit, the points for review and the pages' figures rest on what the quotes say. A fact whose
quotes do not say it is left out there, and named; everything else is used as before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.check.evidence import check_evidence
from kg.check.problems import Problem
from kg.check.readings.facts import Fact, Quote, read_facts
from kg.check.reread import check_readings
from kg.errors import Words
from kg.model import Excerpt, UnsureFact
from kg.namespaces import PREFIXES
from kg.query import run
from kg.store import Store, value_of

# Checks whose problems say that a fact's quotes do not hold it.
_READINGS = frozenset({"reading", "border", "evidence"})
# What other facts stand in: only the statement that fails is left out of these.
_KEPT = frozenset({"plan:Document", "plan:PrintedUnit", "plan:KeyTask", "plan:Theme"})
# A person's word is no reading: it is never left out.
_PERSONS_WORD = "plan:Decision"
_NEEDED = frozenset({"rdfs:label", "dcterms:type", "dcterms:identifier"})
_OWNERS = {
    "task": Words("任务{}", "task {}"),
    "suggestion": Words("建议{}", "suggestion {}"),
    "indicator": Words("指标表第{}项", "row {} of the indicator table"),
    "theme": Words("主题{}", "theme {}"),
    "part": Words("第{}篇", "part {}"),
    "annex": Words("附件{}", "annex {}"),
    "headline": Words("总体目标", "the overall goals"),
    "review": Words("上一规划完成情况", "the review of the last plan"),
}
_CLASSES = {
    "plan:Target": Words("目标值", "target"),
    "plan:StatedValue": Words("数值", "value"),
    "plan:TableCell": Words("单元格", "cell"),
    "plan:ListedIndicator": Words("指标", "indicator"),
    "plan:Indicator": Words("指标", "indicator"),
    "plan:RequiredGrowth": Words("增速测算", "required growth"),
    "plan:Milestone": Words("目标", "goal in words"),
    "plan:Citation": Words("引用", "citation"),
    "plan:Suggestion": Words("建议", "suggestion"),
    "plan:Document": Words("文件信息", "what the document says of itself"),
}
_FACT = Words("事实", "fact")


def find_unsure(
    store: Store, problems: Iterable[Problem] | None = None
) -> tuple[tuple[UnsureFact, ...], tuple[Problem, ...]]:
    """Find the facts whose quotes do not say them.

    Args:
        store: The graph.
        problems: What the checks found, where they ran already; else quotes and readings are
            checked here.

    Returns:
        The facts in the order of the text, and the problems that are no fact's.
    """
    if problems is None:
        problems = [*check_evidence(store)[1], *check_readings(store)[1]]
    known = list(problems)
    if not any(problem.check in _READINGS for problem in known):
        return (), tuple(known)
    facts = read_facts(store)
    resting: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for quote in fact.quotes:
            resting[quote.place].append(fact)
    by_node = {fact.node: fact for fact in facts}
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    rest: list[Problem] = []
    for problem in known:
        held = [by_node[problem.node]] if problem.node in by_node else resting[problem.node]
        held = [fact for fact in held if _PERSONS_WORD not in fact.classes]
        if problem.check not in _READINGS or not held:
            rest.append(problem)
            continue
        for fact in held:
            found[fact.node].append(problem)
    roots = {
        value_of(row, "key"): value_of(row, "text").removesuffix("/text")
        for row in run(store, "check/texts").rows
    }
    made = [_unsure(by_node[node], held, roots, store) for node, held in found.items()]
    made.sort(key=lambda fact: (fact.document, fact.excerpts[0].start, fact.subject))
    return tuple(made), tuple(rest)


def leave_out(store: Store, unsure: Sequence[UnsureFact]) -> Store:
    """Return the graph without facts that are not sure, and without what was worked out from them.

    A document, a printed unit, a task or a theme stays, without the statement that fails.

    Args:
        store: The graph; it is not changed.
        unsure: The facts.
    """
    if not unsure:
        return store
    gone = {fact.node for fact in unsure if not fact.is_kept}
    dropped = {(fact.node, name) for fact in unsure if fact.is_kept for name in fact.properties}
    worked_out = [
        (value_of(row, "node"), value_of(row, "of")) for row in run(store, "check/worked-out").rows
    ]
    size = -1
    while size < len(gone):
        size = len(gone)
        gone |= {node for node, of in worked_out if of in gone}
    return store.without(gone, dropped)


def _unsure(
    fact: Fact, problems: Iterable[Problem], roots: dict[str, str], store: Store
) -> UnsureFact:
    held = list(problems)
    key = next((key for key, root in roots.items() if fact.node.startswith(f"{root}/")), "")
    if not key:
        key = next((key for key, root in roots.items() if fact.node == root), "")
    local = fact.node.removeprefix(roots.get(key, "")).strip("/")
    quotes = [fact.main] if fact.main else list(fact.quotes)
    names = {problem.about for problem in held if problem.about} - _NEEDED
    return UnsureFact(
        document=key,
        node=fact.node,
        subject=local or key,
        whose=_whose(fact, local),
        said=_said(fact),
        reasons=tuple(dict.fromkeys(problem.words for problem in held)),
        excerpts=tuple(_excerpt(quote, store) for quote in quotes[:1]),
        properties=tuple(sorted(_long(name) for name in names)),
        is_kept=bool(fact.classes & _KEPT),
    )


def _long(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _excerpt(quote: Quote, store: Store) -> Excerpt:
    """Return a quote in the words of the text, which the readings fold."""
    exact = dict(store.statements(f"{quote.place}#quote")).get(PREFIXES["oa"] + "exact")
    return Excerpt(quote.start, quote.end, exact.value if exact else quote.words)


def _whose(fact: Fact, local: str) -> Words:
    """Say what a fact is and whose: 任务3的目标值."""
    kind = next((words for name, words in _CLASSES.items() if name in fact.classes), _FACT)
    piece, _, rest = local.partition("/")
    owner = _OWNERS.get(piece)
    number = rest.partition("/")[0]
    if owner is None or ("{}" in owner.zh and not number.isdigit()):
        return kind
    return Words(f"{owner.zh.format(number)}的{kind.zh}", f"{kind.en} of {owner.en.format(number)}")


def _said(fact: Fact) -> Words:
    """Say what the graph holds, in one line."""
    label, value = fact.value("rdfs:label") or "", fact.value("plan:value")
    if value is None:
        return Words(label, label)
    unit = fact.value("plan:unitLabel") or ""
    time = fact.value("plan:year") or fact.value("plan:period") or fact.value("plan:refPeriod")
    number = " ".join(filter(None, [label, fact.value("plan:comparator"), f"{value}{unit}"]))
    number = " ".join(number.split())
    return Words(
        f"{number}（{time.replace('/', '—')}年）" if time else number,
        f"{number} ({time})" if time else number,
    )
