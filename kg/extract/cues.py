"""Cues: the words between a name and its number, read backwards from the number.

They bound the value, say a change, set a basis, bind, or compare with another time; none of them
is part of the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.times import Time
from kg.lexicon import Found, compiled, words
from kg.numerals import Comparator, join_words
from kg.text import Span

_OPENING = "“‘"
_SKIPPED = f"{_OPENING}, "
_ONE_TO = re.compile(r"(?<![\d.])1[:∶]$")
_FROM = "由从"
_NOW = compiled(r"{at-present}的?")
_CUES = (
    "bound-before", "hedge", "expected", "modal", "link", "change", "basis", "span", "compared-with"
)  # fmt: skip
_BEFORE_A_TIME = "到至在从自于以"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What stands between name and number.

    Attributes:
        start: Where the words begin, which is where the name ends.
        bound: The word nearest to the number that sets a bound.
        reads: What the words say of the real value: ``""``, ``"kept"``, or a comparator; ``None``
            where they contradict each other or are denied in a way that is not known.
        change: ``rise``, ``fall`` or ``level`` by the word of change nearest to the number.
        change_span: Where that word stands.
        since: The time that the value is compared with.
        from_value: Whether the number is what a change starts from.
        denial: A denial apart from the words of bound that governs them.
        is_unreached: Whether the words say that the value has not been reached.
        found: All words, nearest to the number first.
    """

    start: int
    bound: Span | None
    reads: str | None
    change: str
    change_span: Span | None
    since: Time | None
    from_value: bool
    denial: Found | None
    is_unreached: bool
    found: tuple[Found, ...]

    @property
    def is_denied(self) -> bool:
        """Whether a denial apart from the words of bound governs them."""
        return self.denial is not None


class CueReader:
    """Reads the cues of the numbers of a sentence.

    Args:
        folded: The text.
        times: The times of the sentence.
    """

    def __init__(self, folded: str, times: Sequence[Time]) -> None:
        self._folded = folded
        self._ends = {time.span.end: time for time in times}
        self._cues = words(*_CUES)

    def read(self, start: int, number: int, unit: str | None = None) -> Cues:
        """Read backwards from a number with a unit, down to ``start`` at most."""
        folded, position = self._folded, number
        found: list[Found] = []
        since: Time | None = None
        from_value = False
        while position > start:
            last = folded[position - 1]
            if last in _SKIPPED or last.isspace():
                position -= 1
                continue
            if position == number and _ONE_TO.search(folded, max(start, position - 3), position):
                position -= len("1:")
                continue
            reference = self._time_at(start, position, number, unit)
            if reference is not None:
                time, begins, is_compared, is_from = reference
                since = since or (time if is_compared else None)
                from_value = from_value or is_from
                position = self._beside(start, begins)
                continue
            if last in _FROM and (position == number or _NOW().match(folded, position)):
                from_value = True
                position -= 1
                continue
            cue = self._cues.ending(folded, start, position)
            if cue is None:
                break
            found.append(cue)
            position = cue.start
        return self._made(start, position, found, since, from_value=from_value)

    def _beside(self, start: int, position: int) -> int:
        """Return where a time begins that stands beside one: 到2027年和2030年分别."""
        while position > start and self._folded[position - 1] in "和、与及":
            time = self._ends.get(position - 1)
            if time is None or time.span.start < start:
                break
            position = time.span.start
            if position > start and self._folded[position - 1] in _BEFORE_A_TIME:
                position -= 1
        return position

    def _time_at(
        self, start: int, position: int, number: int, unit: str | None
    ) -> tuple[Time, int, bool, bool] | None:
        """Find a time that ends at a place, with the words that compare with it.

        Returns:
            The time, where its words begin, whether it is compared with, whether a change starts
            from it.
        """
        folded = self._folded
        after = words("compared-after").ending(folded, start, position)
        is_compared = False
        time = self._ends.get(position)
        if time is None and after is not None and (time := self._ends.get(after.start)):
            is_compared = True
        if time is None and folded[position - 1] == "的":
            time = self._ends.get(position - 1)
            # 2024年的2.5倍, but not 2025年的3.6个提高到.
            is_multiple = (unit or "")[-1:] in ("倍", "番")
            is_compared = time is not None and position == number and is_multiple
        if time is None or time.span.start < start:
            return None
        begins = time.span.start
        # 与2025年 compares only where 相比 follows.
        before = words("compared-before").ending(folded, start, begins)
        if before is not None and (is_compared or before.entry != "with"):
            return time, before.start, True, False
        is_from = begins > start and folded[begins - 1] in _FROM and not is_compared
        cue = self._cues.ending(folded, start, begins)
        is_word = cue is not None and begins - cue.start > 1
        if is_word and cue is not None and position == number:
            # 高出2025年6个百分点: the word compares with the time.
            is_compared = is_compared or cue.reads in ("rise", "fall", ">", "<")
        if begins > start and not is_word and folded[begins - 1] in _BEFORE_A_TIME + _FROM:
            begins -= 1
        return time, begins, is_compared, is_from

    def _made(
        self,
        start: int,
        position: int,
        found: Sequence[Found],
        since: Time | None,
        *,
        from_value: bool,
    ) -> Cues:
        bounds = [cue for cue in found if cue.word_class == "bound-before"]
        changes = [cue for cue in found if cue.word_class == "change"]
        reads = joined([cue.reads for cue in bounds])
        denial = words("denial").ending(self._folded, start, position)
        if denial is not None:
            position = denial.start
        unreached = words("denied-value").ending(self._folded, start, position)
        change = changes[0] if changes else None
        return Cues(
            start=position,
            bound=Span(bounds[0].start, bounds[0].end) if bounds else None,
            reads=reads,
            change=change.reads if change else "",
            change_span=Span(change.start, change.end) if change else None,
            since=since,
            from_value=from_value,
            denial=denial,
            is_unreached=unreached is not None,
            found=tuple(found),
        )


def joined(reads: Sequence[str]) -> str | None:
    """Join the words of bound before one number; ``None`` where they contradict each other.

    >>> joined(["=", ">="]), joined([]), joined([">=", "<="]) is None, joined(["kept"])
    ('>=', '', True, 'kept')
    """
    told = [word for word in reads if word != Comparator.EQUAL.value]
    if not told:
        return Comparator.EQUAL.value if reads else ""
    result = told[0]
    for word in told[1:]:
        both = join_words(word, result)
        if both is None:
            return None
        result = both.value
    return result


def denied(reads: str, behind: str) -> str | None:
    """Turn a bound round that a denial apart from it governs: 严禁能耗高于5, 严禁降至38%以下.

    Args:
        reads: What the words before the number say.
        behind: What the word behind it says.

    Returns:
        The bound; ``None`` where the two together are not known to have a denial.

    >>> denied(">", ""), denied("", "<="), denied("=", ""), denied(">=", "")
    ('<=', '>=', None, None)
    """
    turned = {">": "<=", "<": ">="}
    if reads in turned and not behind:
        return turned[reads]
    if reads in ("", "=") and behind in (">=", "<="):
        return ">=" if behind == "<=" else "<="
    return None
