"""All planters, by their rules: to import this is to know them."""

from tests.planted import (
    answers,
    arithmetic,
    evidence,
    facts,
    form,
    language,
    links,
    outlines,
    structure,
)
from tests.planted.faults import PLANTERS, Fault, choose
from tests.planted.trial import Score, Trial, score, try_all

MODULES = (answers, arithmetic, evidence, facts, form, language, links, outlines, structure)

__all__ = ["MODULES", "PLANTERS", "Fault", "Score", "Trial", "choose", "score", "try_all"]
