"""A planted fault, and the planters by the rule that ought to find what they plant."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kg.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault in a text.

    Attributes:
        text: The text with the fault.
        edits: Where it was changed; where something was taken out, the marks beside it.
        contradicts: What the edit is at odds with, in the changed text.
        said: What was done, for a reader.
        words: What was taken out and what was put in.
        is_beneath: Whether the text is changed beneath a graph that was built before.
        outlines: The outlines that the text is held against; none as a rule.
    """

    text: str
    edits: tuple[Span, ...]
    contradicts: tuple[Span, ...]
    said: str
    words: tuple[str, ...]
    is_beneath: bool = False
    outlines: tuple[str, ...] = ()

    def touches(self, start: int, end: int) -> bool:
        """Say whether a place lies at an edit or at what it contradicts."""
        places = chain(self.edits, self.contradicts)
        return any(start < place.end and place.start < end for place in places)


Planter = Callable[[str], Iterable[Fault]]
PLANTERS: dict[str, list[Planter]] = {}


def plants(*rules: str) -> Callable[[Planter], Planter]:
    """Enter a planter under the rules that ought to find what it plants."""

    def enter(planter: Planter) -> Planter:
        for rule in rules:
            PLANTERS.setdefault(rule, []).append(planter)
        return planter

    return enter


def change(
    text: str,
    place: Span,
    words: str,
    *,
    against: Iterable[str | re.Pattern[str]] = (),
    near: int = 0,
    is_beneath: bool = False,
) -> Fault:
    """Put other words in a place.

    Args:
        text: The text.
        place: What is replaced.
        words: By what; nothing takes it out.
        against: Words, or forms of them, that the edit contradicts, wherever they then stand.
        near: How many characters round the edit count as the edit.
        is_beneath: Whether the text is changed beneath its graph.
    """
    changed = text[: place.start] + words + text[place.end :]
    end = place.start + len(words)
    edit = Span(max(0, place.start - max(near, 1)), min(len(changed), end + max(near, 1)))
    found = [
        Span(*match.span())
        for form in against
        for match in re.finditer(re.escape(form) if isinstance(form, str) else form, changed)
    ]
    return Fault(
        text=changed,
        edits=(edit,),
        contradicts=tuple(found),
        words=(text[place.start : place.end], words),
        said=f"{place.start}: {text[place.start : place.end][:40]!r} → {words[:40]!r}",
        is_beneath=is_beneath,
    )


def matches(form: str, text: str, group: int | str = 0) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield each match of a form with the place of one of its groups."""
    for match in re.finditer(form, text, re.MULTILINE):
        if match.start(group) >= 0:
            yield match, Span(*match.span(group))


def annexes(text: str) -> int:
    """Return where the first annex begins; what stands before it are the sentences."""
    heading = re.search(r"^附件\s?\d$", text, re.MULTILINE)
    return heading.start() if heading else len(text)


def choose(rule: str, text: str, most: int, seed: int) -> list[Fault]:
    """Choose some of the faults that can be planted for a rule, the same for the same seed."""
    generator = random.Random(f"{rule} {seed}")
    possible = [fault for planter in PLANTERS[rule] for fault in planter(text)]
    return generator.sample(possible, min(most, len(possible)))
