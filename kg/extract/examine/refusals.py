"""What answers say of the suggestions themselves: adopted, in part, later, elsewhere, refused."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import Words
from kg.extract.examine.made import make_examination
from kg.model import Disposition, Examination, Facts, Outcome
from kg.parse.structure import ParsedDocument

_WORDS = {
    Disposition.ADOPTED: Words("采纳", "adopted"),
    Disposition.PART: Words("只部分采纳", "adopted in part"),
    Disposition.DEFERRED: Words("留待以后", "put off"),
    Disposition.ELSEWHERE: Words("转由别的规划或单位落实", "left to another plan or body"),
    Disposition.REFUSED: Words("未采纳", "not adopted"),
}


def examine_dispositions(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Take the clauses in which answers say what became of their suggestions, one for each answer.

    Clauses that adopt are told only where no other stands beside them.
    """
    for adoption in facts.adoptions:
        if not adoption.said or adoption.disposition is None:
            continue
        others = [s for s in adoption.said if s.disposition is not Disposition.ADOPTED]
        told = others or list(adoption.said)
        said = "；".join(found.span.quote(parsed.text) for found in told)
        kinds = list(dict.fromkeys(_WORDS[found.disposition] for found in told))
        yield make_examination(
            "disposition",
            adoption.suggestion,
            Outcome.DIFFERS if others else Outcome.HOLDS,
            document=parsed.key,
            spans=[found.span for found in told],
            working=Words("、".join(kind.zh for kind in kinds), ", ".join(k.en for k in kinds)),
            stated=said,
            reckoned=adoption.disposition.value,
            matter=said,
        )
