"""Which task answers to which part of the outline.

Explicit: the part's title is the task's, or is printed in the task's paragraph, or a special column
cited in the part is announced by the task. What is left is inferred, and says from what: titles
that are clearly alike, then the place between two neighbours that are known. Parts follow one
another as tasks do, so that no correspondence may cross an explicit one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.similarity import Likeness
from kg.model import Basis, KeyTask
from kg.text import Span, normalise_name

_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A task that answers to a part.

    Attributes:
        reason: Why, in Chinese.
        spans: What shows it, beside the two themselves.
    """

    task: KeyTask
    basis: Basis
    rule: str
    reason: str
    spans: tuple[Span, ...] = ()


def by_title(
    titles: Mapping[int, Sequence[str]], tasks: Sequence[KeyTask], text: str
) -> dict[int, Correspondence]:
    """Find the parts whose title is a task's, or is printed in a task's paragraph.

    Args:
        titles: Forms of the title by number of the part.
        tasks: The key tasks.
        text: The document's text.
    """
    found: dict[int, Correspondence] = {}
    bodies = {task.id: normalise_name(task.body.quote(text)) for task in tasks}
    for part, forms in titles.items():
        names = [normalise_name(form) for form in forms]
        equal = [task for task in tasks if normalise_name(task.label) in names]
        printed = [task for task in tasks if any(name in bodies[task.id] for name in names)]
        if len(equal) == 1:
            found[part] = Correspondence(
                equal[0], Basis.EXPLICIT, "part-title-equal", "篇名与任务名称相同"
            )
        elif len(printed) == 1:
            found[part] = Correspondence(
                printed[0], Basis.EXPLICIT, "part-title-in-task", "篇名原样出现在任务段落中"
            )
    return found


def by_columns(
    cited: Iterable[tuple[int, KeyTask, Span]], known: Mapping[int, Correspondence]
) -> dict[int, Correspondence]:
    """Find the parts under which a column is cited that a task announces.

    Args:
        cited: Part, announcing task and place of each such citation.
        known: Correspondences that go before.
    """
    votes: dict[int, Counter[str]] = {}
    tasks: dict[str, KeyTask] = {}
    places: dict[tuple[int, str], list[Span]] = {}
    for part, task, place in cited:
        votes.setdefault(part, Counter())[task.id] += 1
        tasks[task.id] = task
        places.setdefault((part, task.id), []).append(place)
    found = {}
    for part, count in votes.items():
        ranked = count.most_common(2)
        if part in known or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            continue
        name = ranked[0][0]
        found[part] = Correspondence(
            tasks[name],
            Basis.EXPLICIT,
            "part-column-announced",
            "该篇所引专栏由该任务设置",
            tuple(places[part, name]),
        )
    return _in_order(found, known, votes)


def _in_order(
    found: Mapping[int, Correspondence],
    known: Mapping[int, Correspondence],
    votes: Mapping[int, Counter[str]],
) -> dict[int, Correspondence]:
    """Keep the correspondences that follow one another as the tasks do; most citations decide.

    One column that is cited under a wrong part would else move its task there. Where as many
    citations speak for each of two that cross, the one goes that is out of step with all others.
    """
    every = {**found, **known}
    steps = Counter(part - one.task.number for part, one in every.items())
    usual = max(steps, key=lambda step: (steps[step], -abs(step)), default=0)

    def weight(part: int) -> float:
        one = every[part]
        told = len(every) if part in known else votes[part][one.task.id]
        return told + (0.5 if part - one.task.number == usual else 0.0)

    best: dict[int, tuple[float, tuple[int, ...]]] = {}
    for part in sorted(every):
        before = [
            best[other] for other in best if every[other].task.number < every[part].task.number
        ]
        total, chain = max(before, key=lambda each: each[0], default=(0.0, ()))
        best[part] = (total + weight(part), (*chain, part))
    _, chosen = max(best.values(), key=lambda each: each[0], default=(0.0, ()))
    return {part: one for part, one in found.items() if part in chosen}


def infer(
    parts: Iterable[int],
    titles: Mapping[int, Sequence[str]],
    tasks: Sequence[KeyTask],
    known: Mapping[int, Correspondence],
) -> dict[int, Correspondence]:
    """Infer the correspondences that nothing in the text states."""
    found = dict(known)
    by_number = {task.number: task for task in tasks}
    likeness = Likeness(
        [task.label for task in tasks] + [form for forms in titles.values() for form in forms]
    )
    scores = sorted(
        (
            (-max(likeness.score(form, task.label) for form in forms), part, task.number)
            for part, forms in titles.items()
            if part not in found and forms
            for task in tasks
        ),
    )
    for score, part, number in scores:
        if -score >= _ALIKE and part not in found and _fits(part, number, found):
            found[part] = Correspondence(
                by_number[number], Basis.INFERRED, "part-title-alike", "篇名与任务名称相近"
            )
    for part in sorted(set(parts) - set(found)):
        number = _by_place(part, found)
        if number in by_number and _fits(part, number, found):
            found[part] = Correspondence(
                by_number[number], Basis.INFERRED, "part-by-order", "按相邻篇与任务的先后次序推断"
            )
    return found


def _fits(part: int, number: int, found: Mapping[int, Correspondence]) -> bool:
    """Say whether a task is free and stands among its neighbours as the part does among its own."""
    return all(
        number != other.task.number and (part < known) == (number < other.task.number)
        for known, other in found.items()
    )


def _by_place(part: int, found: Mapping[int, Correspondence]) -> int:
    """Count on from the nearest known neighbours; 0 when they do not agree or there are none."""
    below = max((known for known in found if known < part), default=None)
    above = min((known for known in found if known > part), default=None)
    counted = {
        found[known].task.number + part - known for known in (below, above) if known is not None
    }
    return counted.pop() if len(counted) == 1 else 0
