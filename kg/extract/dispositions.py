"""What an answer to a suggestion says of it: adopted, in part, later, elsewhere, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.clauses import clause_starts
from kg.lexicon import words
from kg.model import AdoptionStatement, Citation, Disposition, SaidOfIt
from kg.parse.structure import ParsedDocument
from kg.text import Span, depths, trim

# The strongest refusal first.
_AGAINST = (Disposition.REFUSED, Disposition.DEFERRED, Disposition.ELSEWHERE)
# 已采纳,未单独设章: it has no unit of its own, and is adopted.
_NO_OWN_UNIT = "no-own-unit"
_STOPS = ",;:。、 \n"


def read_dispositions(
    parsed: ParsedDocument, adoption: AdoptionStatement, passages: Sequence[Span]
) -> AdoptionStatement:
    """Read what the clauses of an adoption text say of the suggestion.

    A refusal speaks of its clause, and of the clauses before it in its sentence that only name what
    it is about: 打造中心的提法与规划不一致,本次不作吸收.

    Args:
        parsed: The document.
        adoption: The adoption text.
        passages: Its sentences, the theme's statement left out.
    """
    read = [found for passage in passages for found in _of_sentence(parsed.folded, passage)]
    is_adopted = any(said.disposition is Disposition.ADOPTED for said, _ in read)
    said = tuple(one for one, entry in read if not (is_adopted and entry == _NO_OWN_UNIT))
    return replace(adoption, said=said)


def judge_disposition(
    adoption: AdoptionStatement, citations: Iterable[Citation]
) -> AdoptionStatement:
    """Say what an adoption text comes to.

    Several apply where some of a suggestion is taken up and some is not: that is ``part``. A text
    that only tells what the plan holds has none.

    Args:
        adoption: The adoption text, with what its clauses say.
        citations: The units that are cited outside of what is refused.
    """
    kinds = {found.disposition for found in adoption.said}
    against = [kind for kind in _AGAINST if kind in kinds]
    tells = Disposition.ADOPTED in kinds or any(c.statement == adoption.id for c in citations)
    if Disposition.PART in kinds or (against and tells):
        disposition: Disposition | None = Disposition.PART
    elif against:
        disposition = against[0]
    else:
        disposition = Disposition.ADOPTED if Disposition.ADOPTED in kinds else None
    return replace(adoption, disposition=disposition)


def denied_spans(adoption: AdoptionStatement) -> tuple[Span, ...]:
    """Return the clauses of an answer in which nothing is taken up."""
    return tuple(found.span for found in adoption.said if found.disposition in _AGAINST)


def _of_sentence(folded: str, passage: Span) -> Iterator[tuple[SaidOfIt, str]]:
    """Yield what the clauses of a sentence say, each with the entry of the lexicon for it."""
    starts = clause_starts(folded, passage)
    clauses = [
        Span(start, end)
        for start, end in zip(starts, [*starts[1:], passage.end], strict=True)
        if trim(folded, Span(start, end), _STOPS).start < end
    ]
    outside = depths(passage.quote(folded))
    first = 0
    for index, clause in enumerate(clauses):
        # A clause's own stop tells its end: 未予采纳。
        end = min(clause.end, passage.end)
        found = next(
            (
                word
                for word in words("disposition").find(folded, clause.start, end)
                if outside[word.start - passage.start] == 0
            ),
            None,
        )
        tells = next(words("of-the-plan").find(folded, clause.start, clause.end), None) is not None
        if found is not None:
            disposition = Disposition(found.reads)
            reach = clauses[first] if disposition in _AGAINST else clause
            span = trim(folded, Span(min(reach.start, clause.start), clause.end), _STOPS)
            yield SaidOfIt(disposition, span), found.entry
        if found is not None or tells:
            first = index + 1
