"""How a name and a number of a clause go together, and which words govern the number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.check.readings.facts import plain
from kg.check.readings.mentions import Mention
from kg.check.readings.naming import SHORTEST_SHARED, is_shared, places
from kg.check.readings.tokens import Clause, Token, chain, has_rest, kinds
from kg.lexicon import compiled, words

_BEHIND = compiled(r"(?:{bound-after}|{some-more})?[ \"]*的?[ \"]*")
_LONGEST_BARE = 2


@dataclass(frozen=True, slots=True)
class Link:
    """How a name and a number go together in a clause.

    Attributes:
        start: Where the name begins.
        lead: Words directly before the name.
        shared: Words between the name and the first of the values beside each other; all words
            before the number, where the name stands behind it.
        own: Words between the value before and the number; all words before it where it is first.
        first: The value that the number stands beside and that shares its words; ``None``
            where it is the first itself.
        is_behind: Whether the name stands behind the number.
    """

    start: int
    lead: tuple[Token, ...]
    shared: tuple[Token, ...]
    own: tuple[Token, ...]
    first: Mention | None
    is_behind: bool = False

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All words that govern the number, those it shares first."""
        return self.own if self.first is None else (*self.shared, *self.own)


def links(clause: Clause, mention: Mention, name: str) -> Iterator[Link]:
    """Yield the ways in which a name in a clause can be a number's.

    >>> clause = Clause("森林覆盖率不低于61%、绿道达到5公里")
    >>> [len(list(links(clause, m, "森林覆盖率"))) for m in clause.mentions]
    [1, 0]
    """
    for start, end in places(clause.words, name):
        if end <= mention.start and not _lacks_its_noun(clause, mention, start, end):
            yield from _before(clause, mention, start, end)
            yield from _in_bracket(clause, mention, start, end)
        elif start >= mention.end:
            yield from _behind(clause, mention, start)
    yield from _sharing(clause, mention, name)
    yield from _each_of(clause, mention, name)


def nameless(clause: Clause, mention: Mention) -> Link | None:
    """Read the words before a number whose name stands elsewhere; ``None`` where it has its own."""
    tokens = clause.read(mention.scope, mention.start, leads=True)
    if any(
        words("empty").whole(clause.words[token.start : token.end]) is None
        for token in kinds(tokens, "rest")
    ):
        return None
    group = clause.values_beside(mention)
    earlier = [m for m in clause.mentions if m.end <= mention.scope and m.is_figure]
    first = earlier[-1] if earlier and mention.scope else None
    if group[0] is not mention:
        first = group[0]
    shared = clause.read(first.scope, first.start, leads=True) if first else ()
    return Link(mention.start, (), tuple(shared), tokens, first)


def _before(clause: Clause, mention: Mention, start: int, end: int) -> Iterator[Link]:
    """Link a name to a number behind it when no other name stands between."""
    if _is_cut(clause, start):
        return
    tokens = clause.read(end, mention.start)
    lead = _lead(clause, start)
    if not has_rest(tokens):
        if _is_of_last_only(clause, mention, start, tokens) or _is_behind_its_own(
            clause, start, tokens
        ):
            return
        figures = [token for token in kinds(tokens, "figure") if not _is_aside(token, mention)]
        if not figures:
            yield Link(start, lead, tokens, tokens, None)
            return
        shared = tuple(token for token in tokens if token.end <= figures[0].start)
        own = tuple(token for token in tokens if token.start >= figures[-1].end)
        yield Link(start, lead, shared, own, figures[0].figure)
        return
    yield from _listed(clause, mention, start, end, lead)


def _lacks_its_noun(clause: Clause, mention: Mention, start: int, end: int) -> bool:
    """Return whether a name of a list has left the noun it shares: 东区 of 东区、西区停车泊位."""
    said = clause.words
    if words("parallel").at(said, end) is None:
        return False
    first = clause.values_beside(mention)[0]
    cues = chain(clause.read(end, first.start))
    stop = cues[0].start if cues else first.start
    joints = list(words("parallel").find(said, end, stop))
    if not joints:
        return False
    last, size = said[joints[-1].end : stop], end - start
    is_alike = len(last) >= size + SHORTEST_SHARED and last[size - 1] == said[end - 1]
    has_noun = words("head").ending(said, start, end) is not None
    is_short = size <= _LONGEST_BARE and words("head").ending(last, 0, len(last)) is not None
    return not has_noun and not last.endswith(said[end - 1]) and (is_alike or is_short)


def _is_cut(clause: Clause, start: int) -> bool:
    """Return whether a name begins inside of longer words: 化石 in 石化石材."""
    earlier = [m.end for m in clause.mentions if m.end <= start and m.is_figure]
    adjacent = [m for m in clause.mentions if m.end == start and m.unit is not None]
    if any(words("attribute-unit").whole(m.unit or "") for m in adjacent):
        # 500千伏变电站4座: the number is part of the name.
        return True
    before = clause.read(max([0, *earlier]), start, leads=True)
    return bool(before) and before[-1].kind == "rest" and before[-1].end == start


def _is_of_last_only(clause: Clause, mention: Mention, start: int, tokens: Sequence[Token]) -> bool:
    """Return whether a name is the last of a list, and the number not: 甲、乙分别为2个、3个."""
    group = clause.values_beside(mention)
    if (
        mention is group[-1]
        or mention.range_end
        or words("parallel").ending(clause.words, 0, start) is None
    ):
        return False
    is_each = any(kinds(tokens, "for-each"))
    between = clause.read(group[0].end, group[1].start)
    return is_each or all(token.kind in ("mark", "joint") for token in between)


def _is_behind_its_own(clause: Clause, start: int, tokens: Sequence[Token]) -> bool:
    """Return whether a name belongs to the number before it: 建设10条线路、20个园区."""
    if not tokens or tokens[0].kind not in ("mark", "joint"):
        return False
    if any(kinds(tokens, "bound-before", "change", "basis", "hedge")):
        return False
    for earlier in clause.mentions:
        if earlier.unit_end <= start:
            behind = _BEHIND().match(clause.words, earlier.unit_end)
            if behind is not None and behind.end() >= start:
                return True
    return False


def _listed(
    clause: Clause, mention: Mention, start: int, end: int, lead: tuple[Token, ...]
) -> Iterator[Link]:
    """Link a name and a number that have the same place in two lists: 甲和乙分别达到2个、3个.

    One value behind several names is of each of them where a word says so: 甲、乙均超过5个.
    """
    group = clause.values_beside(mention)
    first = group[0]
    joint = words("parallel").at(clause.words, end)
    if end > first.start or joint is None or _is_cut(clause, start):
        return
    cues = chain(clause.read(end, first.start))
    begin = cues[0].start if cues else first.start
    between = clause.words[end:begin]
    if any(mark in between for mark in ",;") or any(
        end <= m.start < begin and m.is_figure and _is_value(clause, m, begin)
        for m in clause.mentions
    ):
        return
    own = clause.read(_before_value(group, mention, begin), mention.start)
    beside = None if mention is first else first
    if len(group) == 1:
        if any(True for _ in kinds(cues, "for-each")) or _says_each(clause, begin):
            yield Link(start, lead, cues, cues, None)
        return
    behind = len(group) - 1 - group.index(mention)
    if behind in _places_behind(clause, start, end, begin, len(group)):
        yield Link(start, lead, cues, cues if beside is None else own, beside)


def _places_behind(clause: Clause, start: int, end: int, stop: int, count: int) -> set[int]:
    """Return how many names may follow one in its list, which has ``count`` where that can be told.

    和 may join two names or be part of one; 、 joins.
    """
    said = clause.words
    opening = max(said.rfind(mark, 0, start) for mark in ",;:(") + 1
    counts = []
    for first, last in ((opening, start), (end, stop)):
        joints = [
            said[joint.start : joint.end] for joint in words("parallel").find(said, first, last)
        ]
        listed = joints.count("、")
        counts.append((len(joints), listed, listed + 1 if len(joints) > listed else listed))
    before, after = counts
    exact = {a for b, a in zip(before, after, strict=True) if b + a + 1 == count}
    exact |= {a for a in after if before[1] + a + 1 == count or before[0] + a + 1 == count}
    return exact or set(after)


def _is_value(clause: Clause, mention: Mention, end: int) -> bool:
    """Return whether a number in a list of names is a value and no part of a name: 10分钟健身圈."""
    behind = clause.read(mention.end, end)
    return not behind or behind[0].kind in ("mark", "joint")


def _says_each(clause: Clause, begin: int) -> bool:
    return words("for-each").ending(clause.words, 0, begin) is not None


def _before_value(group: Sequence[Mention], mention: Mention, begin: int) -> int:
    place = group.index(mention)
    return begin if place == 0 else group[place - 1].end


def _sharing(clause: Clause, mention: Mention, name: str) -> Iterator[Link]:
    """Link a name whose noun stands behind the last of its list: 东区、西区公共停车泊位."""
    name, said = plain(name), clause.words
    first = clause.values_beside(mention)[0]
    for joint in words("parallel").find(said, 0, first.start):
        for size in range(1, len(name) - SHORTEST_SHARED + 1):
            if not said.endswith(name[:size], 0, joint.start):
                continue
            if words("head").ending(name, 0, size) is not None:
                # A name that has a noun of measuring shares none.
                continue
            shared = said.find(name[size:], joint.end, first.start)
            last = shared + len(name) - size
            if is_shared(said, joint.end, shared, size) and not has_rest(
                clause.read(last, first.start)
            ):
                start = joint.start - size
                yield from _listed(clause, mention, start, joint.start, _lead(clause, start))


def _each_of(clause: Clause, mention: Mention, name: str) -> Iterator[Link]:
    """Link a name whose owner stands in a list before 各: 甲区和乙区各新增公园8个."""
    name, said = plain(name), clause.words
    for each in words("for-each").find(said, 0, mention.start):
        opening = max(said.rfind(mark, 0, each.start) for mark in ",;:(") + 1
        joints = list(words("parallel").find(said, opening, each.start))
        ends = [joint.start for joint in joints] + [each.start]
        for size in range(1, len(name) - SHORTEST_SHARED + 1):
            owner, noun = name[:size], name[size:]
            place = said.rfind(noun, each.end, mention.start)
            if not joints or place < 0 or has_rest(clause.read(each.end, place, leads=True)):
                continue
            tokens = clause.read(place + len(noun), mention.start)
            for end in ends:
                if said.endswith(owner, opening, end) and not has_rest(tokens):
                    start = end - size
                    between = clause.read(each.end, place, leads=True)
                    yield Link(start, _lead(clause, start), (*between, *tokens), tokens, None)


def _in_bracket(clause: Clause, mention: Mention, start: int, end: int) -> Iterator[Link]:
    """Link a name to a number in a bracket behind the number that it is of: 4.5%(2025年4%).

    Several in one bracket are those of the last numbers before it, one of each.
    """
    if mention.bracket is None or end > mention.bracket:
        return
    tokens = clause.read(mention.scope, mention.start, leads=True)
    if has_rest(tokens):
        return
    inside = [m for m in clause.mentions if m.bracket == mention.bracket]
    before = [m for m in clause.mentions if m.end <= mention.bracket and m.bracket is None]
    if not has_rest(clause.read(end, mention.bracket)):
        host = before[-1] if before and before[-1].start >= end else None
        yield Link(start, _lead(clause, start), (), tokens, host)
        return
    place = inside.index(mention) - len(inside) if len(before) >= len(inside) > 1 else -1
    for host in before[place:][:1]:
        if end <= host.start:
            for link in _before(clause, host, start, end):
                yield Link(link.start, link.lead, link.tokens, tokens, host)


def _behind(clause: Clause, mention: Mention, start: int) -> Iterator[Link]:
    """Link a name to the number directly before it: 至少提供100个场景."""
    place = clause.mentions.index(mention)
    last = clause.mentions[place + 1] if mention.range_end == ">=" else mention
    behind = _BEHIND().match(clause.words, last.unit_end)
    if behind is None or behind.end() < start or start < last.unit_end:
        return
    tokens = clause.read(mention.scope, mention.start, leads=True)
    yield Link(start, (), tokens, chain(tokens), None, is_behind=True)


def _lead(clause: Clause, start: int) -> tuple[Token, ...]:
    """Return the words that lead to a name, back to the figure before it."""
    earlier = [m.end for m in clause.mentions if m.end <= start and m.is_figure]
    begin = max([0, *earlier])
    return chain(clause.read(begin, start, leads=True))


def _is_aside(token: Token, mention: Mention) -> bool:
    figure = token.figure
    return figure is not None and figure.bracket != mention.bracket
