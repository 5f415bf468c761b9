"""How a number bounds the real value, by the words on both sides and what denies them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.check.readings.linking import Link
from kg.check.readings.mentions import Mention
from kg.check.readings.tokens import Clause, Token, kinds
from kg.lexicon import words
from kg.numerals import Comparator, join_words

_TURNED = {">": "<=", "<": ">=", ">=": "<", "<=": ">"}
_KNOWN = frozenset(comparator.value for comparator in Comparator)


def of_number(clause: Clause, mention: Mention, link: Link, after: str = "") -> str | None:
    """Return the comparator that the words give a number.

    Args:
        clause: The clause.
        mention: The number.
        link: How its name stands to it: which words govern it.
        after: What the text says behind the clause: …为红线,不得突破.

    Returns:
        ``None`` where the words contradict each other, deny the value, or leave it open.
    """
    if _is_unreached(link):
        return None
    before = _before(link)
    behind = _behind(clause, mention, after)
    if before is None or behind is None:
        return None
    if mention.range_end:
        return None if _denials(link) or before not in ("", "=", "kept", "≈") else mention.range_end
    if _denials(link):
        return _denied(before, behind)
    if not before and not behind:
        return Comparator.EQUAL.value
    both = join_words(before, behind)
    return None if both is None else both.value


def of_cell(clause: Clause, mention: Mention) -> str | None:
    """Return the comparator of a cell's number."""
    tokens = clause.read(0, mention.start)
    return of_number(clause, mention, Link(mention.start, (), (), tokens, None))


def _before(link: Link) -> str | None:
    """Join the words of bound before a number; its neighbour's, where it has no words at all."""
    tokens = link.own
    is_beside = link.first is not None and not _has_words(tokens)
    if is_beside or (link.is_behind and not any(kinds(tokens, "bound-before"))):
        tokens = link.shared
    elif not link.is_behind:
        # 严禁突破建设用地总规模1260平方公里: the words of bound lead to the name.
        tokens = (*link.lead, *tokens)
    return joined(token.reads for token in kinds(tokens, "bound-before"))


def joined(reads: Iterable[str]) -> str | None:
    """Join words of bound that stand one behind the other; ``None`` where they contradict.

    >>> joined(["kept"]), joined(["=", ">="]), joined([">", "<"]) is None, joined([])
    ('kept', '>=', True, '')
    """
    result = ""
    for word in reads:
        if not result or result == Comparator.EQUAL.value:
            result = word
        elif word != Comparator.EQUAL.value:
            both = join_words(result, word) if word != "kept" else join_words(word, result)
            if both is None:
                return None
            result = both.value
    return result


def _behind(clause: Clause, mention: Mention, after: str) -> str | None:
    behind = mention.behind
    further = words("bound-after").at(clause.words + after, mention.unit_end)
    if after and further is not None and further.end > len(clause.words):
        behind = further.reads
    if behind and behind not in _KNOWN:
        return None
    if behind and mention.own:
        both = join_words(mention.own, behind)
        return None if both is None else both.value
    return behind or mention.own


def _denied(before: str, behind: str) -> str | None:
    """Turn the one bound that a denial governs: 严禁能耗高于5, 严禁降至38%以下."""
    told = [word for word in (before, behind) if word not in ("", Comparator.EQUAL.value)]
    if len(told) != 1 or (before in (">=", "<=") and told[0] == before):
        return None
    return {">=": "<=", "<=": ">="}.get(behind) if told[0] == behind else _TURNED.get(before)


def _denials(link: Link) -> list[Token]:
    return list(kinds((*link.lead, *link.own), "denial"))


def _is_unreached(link: Link) -> bool:
    return any(kinds((*link.lead, *link.tokens), "denied-value"))


def _has_words(tokens: Iterable[Token]) -> bool:
    return any(token.kind not in ("mark", "joint", "figure", "aside") for token in tokens)
