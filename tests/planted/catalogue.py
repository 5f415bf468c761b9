"""All planters, by their rules: to import this is to know them."""

from tests.planted import arithmetic, form, links, structure
from tests.planted.faults import PLANTERS, choose
from tests.planted.trial import Score, Trial, score, try_all

__all__ = [
    "PLANTERS",
    "Score",
    "Trial",
    "arithmetic",
    "choose",
    "form",
    "links",
    "score",
    "structure",
    "try_all",
]
