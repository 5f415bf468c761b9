"""A part and a whole, against the share that the text states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.errors import Words
from kg.extract.examine.amounts import Amount, Paragraph, plain, rounded
from kg.extract.examine.made import make_examination
from kg.model import Examination, Outcome
from kg.numerals import Comparator
from kg.parse.structure import ParsedDocument
from kg.profiles.reckoning import ReckoningWords

_PERCENT = 100
_PLACES = 2
_RATIOS = ("", "%", "‰", "个百分点")
_AT_LEAST = (Comparator.AT_LEAST, Comparator.MORE)


def examine_share(
    parsed: ParsedDocument, paragraphs: Sequence[Paragraph], words: ReckoningWords
) -> Iterator[Examination]:
    """Hold a percentage of 占…比重 against a part and a whole before it in its sentence.

    The part is the amount right before it, the whole the last one of the same unit whose words name
    what the share is said to be of (占全省: an amount of 省).
    """
    for paragraph in paragraphs:
        for share in paragraph.amounts:
            said = words.amounts["share"].search(share.lead.quote(parsed.folded))
            if share.measure != "%" or said is None or share.clause.level:
                continue
            pair = _pair(parsed.folded, paragraph, share, said["whole"], words)
            if pair is not None:
                yield _examine(parsed, paragraph, share, *pair)


def _pair(
    folded: str, paragraph: Paragraph, share: Amount, of: str, words: ReckoningWords
) -> tuple[Amount, Amount] | None:
    """Return part and whole; ``None`` where the sentence does not name both."""
    before = [
        a
        for a in paragraph.amounts
        if a.sentence == share.sentence and a.span.end <= share.lead.start and not a.clause.level
    ]
    if not before or not of or before[-1].measure in _RATIOS:
        return None
    part = before[-1]
    names = {of, of.removeprefix("全")} - {"国", ""}
    wholes = [
        a
        for a in before[:-1]
        if a.measure == part.measure
        and any(name in a.lead.quote(folded) for name in names)
        and a.ones > part.ones
        and (not words.amounts["place"].match(of) or _is_same_thing(folded, part, a, words))
    ]
    return (part, wholes[-1]) if wholes else None


def _is_same_thing(folded: str, part: Amount, whole: Amount, words: ReckoningWords) -> bool:
    """Say whether what is a place's is measured like what is the larger place's."""
    leads = [amount.lead.quote(folded) for amount in (part, whole)]
    if all(words.amounts["economy"].search(lead) for lead in leads):
        return True
    first, second = leads
    size = len("进出口")
    return any(first[i : i + size] in second for i in range(len(first) - size + 1))


def _examine(
    parsed: ParsedDocument, paragraph: Paragraph, share: Amount, part: Amount, whole: Amount
) -> Examination:
    value = part.ones / whole.ones * _PERCENT
    if share.comparator in _AT_LEAST:
        holds = value >= share.value
    else:
        holds = abs(value - share.value) <= share.half
    reckoned = f"{rounded(value, _PLACES)}%"
    shown = f"{plain(part.value)}{part.unit} ÷ {plain(whole.value)}{whole.unit} = {reckoned}"
    return make_examination(
        "share",
        share.fact or paragraph.subject,
        Outcome.HOLDS if holds else Outcome.DIFFERS,
        document=parsed.key,
        spans=(share.whole, part.whole, whole.whole),
        working=Words(shown, shown),
        stated=share.span.quote(parsed.text),
        reckoned=reckoned,
        matter=shown,
    )
