"""Sentences of plan language composed from meanings, with the rows that they should give.

Their words come from how Chinese plans are written, and from no list of the program's own.
"""

from __future__ import annotations

from tests.sentences.composing import make_sentence
from tests.sentences.sentence import Sentence

__all__ = ["Sentence", "make_sentence"]
