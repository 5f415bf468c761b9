"""What the words of a clause are, read from left to right: cues, times, numbers, marks, the rest.

The longest word of the lexicon wins at each place. What no class has is the rest, of which names
are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.check.readings.mentions import Mention, at, brackets, read_mentions
from kg.check.readings.times import Time, read_times
from kg.lexicon import Found, Lexicon, WordClass, current, of_lexicon, words

_CUES = (
    "for-each", "bound-before", "hedge", "expected", "modal", "change", "link", "basis", "span",
    "compared-with", "denial", "denied-value",
)  # fmt: skip
_LEADS = (*_CUES, "lead", "says")
_MARKS = " \t\r\n\",;:。'、()[]{}《》—–-~～·|!?"
_MULTIPLES = ("倍", "番")


@dataclass(frozen=True, slots=True)
class Token:
    """Words at a place of a quote.

    Attributes:
        start: First code point.
        end: One past the last.
        kind: Class of the lexicon, or ``time``, ``figure``, ``mark``, ``aside``, ``from``,
            ``rest``.
        reads: What the lexicon says that the words mean.
        time: The time that they name.
        is_compared: Whether the time is only what something is compared with.
        figure: The number that begins here.
    """

    start: int
    end: int
    kind: str
    reads: str = ""
    time: Time | None = None
    is_compared: bool = False
    figure: Mention | None = None


class Clause:
    """A quote whose words can be read.

    Attributes:
        words: The quote, folded by `plain`.
        mentions: Its numbers.
        times: Its times.
        brackets: Where each pair of round brackets begins and ends.
    """

    def __init__(
        self, said: str, year_now: int | None = None, plan: tuple[int, int] | None = None
    ) -> None:
        self.words = said
        self.mentions = read_mentions(said)
        self.times = read_times(said, year_now, plan)
        self.brackets = brackets(said)
        self._times = {time.start: time for time in self.times}
        self._closing = dict(self.brackets)
        self._known: dict[tuple[int, int, bool], tuple[Token, ...]] = {}

    def read(self, start: int, end: int, *, leads: bool = False) -> tuple[Token, ...]:
        """Read a stretch of words, without white space and marks of quotation.

        Args:
            start: First code point.
            end: One past the last.
            leads: Whether words that lead to a name count as such; else they are rest.
        """
        key = (start, end, leads)
        if key not in self._known:
            self._known[key] = self._read(start, end, leads=leads)
        return self._known[key]

    def _read(self, start: int, end: int, *, leads: bool) -> tuple[Token, ...]:
        tokens: list[Token] = []
        position = start
        while position < end:
            token = self._at(position, end, leads=leads)
            if token.kind == "rest" and tokens and tokens[-1].kind == "rest":
                token = Token(tokens.pop().start, token.end, "rest")
            tokens.append(token)
            position = token.end
        return tuple(token for token in tokens if not self._is_blank(token))

    def compared(self, time: Time) -> bool:
        """Return whether a time is only compared with: 比2024年, 2024年水平, 2024年的2.5倍."""
        if self._word_before(time.start, ("compared-before",)) is not None:
            return True
        if words("compared-after").at(self.words, time.end) is not None:
            return True
        of = time.end + 1 if self.words.startswith("的", time.end) else time.end
        figure = at(self.mentions, of)
        if figure is None:
            return False
        if (figure.unit or "").endswith(_MULTIPLES):
            return True
        # 高出2025年6个百分点: the word before compares with the time.
        word = self._word_before(time.start, ("bound-before", "change"))
        return of == time.end and word is not None and word.reads in ("rise", "fall", ">", "<")

    def is_attribute(self, mention: Mention) -> bool:
        """Return whether a number only says what a thing is like: 500米公园服务半径."""
        behind = self.read(mention.end, len(self.words), leads=True)
        return bool(behind) and behind[0].kind == "rest" and behind[0].start == mention.end

    def has_own_name(self, mention: Mention) -> bool:
        """Return whether words that no class has stand before a number."""
        return has_rest(self.read(mention.scope, mention.start))

    def values_beside(self, mention: Mention) -> list[Mention]:
        """Return the numbers that stand in one list with a number: 2个、3个和4个."""
        known = [
            m
            for m in self.mentions
            if m.bracket == mention.bracket and (m is mention or not self.is_attribute(m))
        ]
        index = known.index(mention)
        group = [mention]
        for later in known[index + 1 :]:
            if not self._is_gap(group[-1], later):
                break
            group.append(later)
        for earlier in reversed(known[:index]):
            if not self._is_gap(earlier, group[0]):
                break
            group.insert(0, earlier)
        return group

    def _is_gap(self, one: Mention, other: Mention) -> bool:
        """Return whether a joint and no name stands between two numbers."""
        tokens = self.read(one.end, other.start)
        said = {self.words[t.start : t.end] for t in kinds(tokens, "mark", "joint")}
        return bool(said) and not has_rest(tokens) and not said & {",", ";", "。"}

    def _word_before(self, end: int, classes: Sequence[str]) -> Found | None:
        word = words(*classes).ending(self.words, 0, end)
        return word if word is not None and not word.reads.startswith("level") else None

    def _is_blank(self, token: Token) -> bool:
        return token.kind == "mark" and not self.words[token.start : token.end].strip(' "\t\r\n')

    def _at(self, position: int, end: int, *, leads: bool) -> Token:
        said = self.words
        time = self._times.get(position)
        if time is not None and time.end <= end:
            return self._time(time, time.start, end)
        figure = at(self.mentions, position)
        if figure is not None and figure.end <= end:
            return Token(position, max(figure.end, figure.start + 1), "figure", figure=figure)
        if said.startswith("1:", position) and at(self.mentions, position + 2) is not None:
            return Token(position, position + 2, "mark")
        if said[position] == "(" and self._closing.get(position, end) < end:
            return Token(position, self._closing[position] + 1, "aside")
        if said[position] in _MARKS:
            return Token(position, position + 1, "mark")
        for name in ("compared-before", "at-time", "from"):
            word = words(name).at(said, position, end)
            time = self._times.get(word.end) if word is not None else None
            if word is not None and time is not None and time.end <= end:
                token = self._time(time, position, end)
                return Token(position, token.end, "from", time=time) if name == "from" else token
        word = self._longest(position, end, _leads() if leads else _cues())
        if word is not None:
            return Token(position, word.end, word.word_class, word.reads)
        start = words("from").at(said, position, end)
        if start is not None and self._starts_change(start.end):
            return Token(position, start.end, "from")
        joint = words("parallel").at(said, position, end)
        if joint is not None:
            return Token(position, joint.end, "joint")
        return Token(position, position + 1, "rest")

    def _time(self, time: Time, start: int, end: int) -> Token:
        """Make a token of a time, with 的 or the words of comparison behind it."""
        position = time.end
        after = words("compared-after").at(self.words, position, end)
        if after is not None:
            position = after.end
        elif self.words.startswith("的", position) and position < end:
            position += 1
        return Token(start, position, "time", time=time, is_compared=self.compared(time))

    def _starts_change(self, position: int) -> bool:
        """Return whether a number, or a word of now and a number, stands here."""
        if at(self.mentions, position) is not None:
            return True
        word = words("link", "relative-year").at(self.words, position)
        return word is not None and at(self.mentions, word.end) is not None

    def _longest(self, position: int, end: int, classes: Sequence[WordClass]) -> Found | None:
        longest = None
        for word_class in classes:
            word = word_class.at(self.words, position, end)
            if word is not None and (longest is None or word.end > longest.end):
                longest = word
        return longest


@of_lexicon
def _cues() -> tuple[WordClass, ...]:
    return tuple(words(name) for name in _CUES)


@of_lexicon
def _leads() -> tuple[WordClass, ...]:
    return tuple(words(name) for name in _LEADS)


def clause_of(
    said: str, year_now: int | None = None, plan: tuple[int, int] | None = None
) -> Clause:
    """Return a quote whose words can be read, the same one for the same words."""
    return _clause_of(current(), said, year_now, plan)


@lru_cache(maxsize=1 << 12)
def _clause_of(_: Lexicon, said: str, year_now: int | None, plan: tuple[int, int] | None) -> Clause:
    return Clause(said, year_now, plan)


def chain(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens behind the last rest: what leads to the place without a gap.

    >>> [t.kind for t in chain(Clause("森林覆盖率不低于").read(0, 8))]
    ['bound-before']
    """
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].kind == "rest":
            return tuple(tokens[index + 1 :])
    return tuple(tokens)


def has_rest(tokens: Iterable[Token]) -> bool:
    """Return whether words are left that no class has."""
    return any(token.kind == "rest" for token in tokens)


def kinds(tokens: Iterable[Token], *names: str) -> Iterator[Token]:
    """Yield the tokens of some kinds."""
    return (token for token in tokens if token.kind in names)
