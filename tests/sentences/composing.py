"""Compose a sentence from meanings, each from its number."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence

from tests.sentences.broken import make_broken
from tests.sentences.buildings import make_building, make_list
from tests.sentences.changes import make_average, make_change
from tests.sentences.joins import (
    make_parallel,
    make_part,
    make_shared_head,
    make_thereby,
    make_two_times,
)
from tests.sentences.levels import choose_indicator, make_level, make_strict, names_of, write_level
from tests.sentences.sentence import Phrase, Sentence, joined, pick
from tests.sentences.times import NONE, Form, Time, write_point, write_time
from tests.sentences.traps import make_trap, write_lead_in

# What a sentence is: one goal, several, or a shape with a time of its own.
_SHAPES = {
    "one": 9.0, "several": 5.0, "time behind the name": 1.0, "parallel": 1.2, "shared head": 0.7,
    "list": 1.0, "part": 1.2, "two times": 1.0, "thereby": 0.4, "broken": 0.4, "trap alone": 0.8,
}  # fmt: skip
_TIMES = {
    "level": {Form.POINT: 8.0, Form.PLAN: 1.0, Form.NONE: 1.0},
    "strict": {Form.POINT: 5.0, Form.PLAN: 1.0, Form.NONE: 1.0},
    "change": {Form.POINT: 5.0, Form.PLAN: 3.0, Form.NONE: 1.0},
    "average": {Form.PLAN: 4.0, Form.NONE: 1.0},
    "building": {Form.POINT: 4.0, Form.PLAN: 3.0, Form.SPAN: 2.0, Form.NONE: 1.5},
}
_GOALS = {"level": 7.0, "strict": 0.5, "change": 4.0, "average": 1.2, "building": 3.5}
_BETWEEN = {"；": 4.0, "，": 4.0, "、": 1.0}
_HALF_WIDTH = str.maketrans("，；（）", ",;()")


def make_sentence(number: int) -> Sentence:
    """Compose the sentence of a number; the same on any machine and in any order.

    >>> make_sentence(7) == make_sentence(7) != make_sentence(8)
    True
    """
    chance = random.Random(number)  # not for secrets
    shape = pick(chance, _SHAPES)
    phrase = _main(chance, shape)
    taken = {row["indicator"] for row in phrase.rows}
    if shape not in ("trap alone", "broken"):
        phrase = _with_surroundings(chance, phrase, taken)
    text = phrase.words + "。"
    if chance.random() < 0.4:
        text = text.translate(_HALF_WIDTH)
    return Sentence(
        number=number,
        text=text,
        rows=phrase.rows,
        kinds=tuple(dict.fromkeys((f"sentence {shape}", *phrase.kinds))),
        numbers=phrase.numbers,
    )


def _with_surroundings(chance: random.Random, phrase: Phrase, taken: Collection[str]) -> Phrase:
    """Put a lead-in before, and a sentence that sets nothing before or behind."""
    if chance.random() < 0.35:
        lead = write_lead_in(chance)
        mark = chance.choice("，，，。")
        phrase = joined(f"{lead.words}{mark}{phrase.words}", (lead, phrase))
    if chance.random() < 0.15:
        trap = make_trap(chance, taken)
        parts = (trap, phrase) if chance.random() < 0.6 else (phrase, trap)
        phrase = joined("。".join(part.words for part in parts), parts)
    return phrase


def _main(chance: random.Random, shape: str) -> Phrase:
    """Write the goals of a sentence with their time."""
    if shape == "one":
        kind = pick(chance, _GOALS)
        time = write_time(chance, _TIMES[kind])
        return _timed(chance, time, _goal(chance, kind, [], time))
    if shape == "several":
        return _several(chance)
    if shape == "time behind the name":
        return _time_inside(chance)
    if shape == "trap alone":
        lead, trap = write_lead_in(chance), make_trap(chance, ())
        return joined(f"{lead.words}。{trap.words}", (lead, trap))
    # These write their own times.
    makers: dict[str, Callable[[random.Random, Collection[str]], Phrase]] = {
        "two times": make_two_times,
        "thereby": make_thereby,
    }
    if shape in makers:
        return makers[shape](chance, ())
    makers = {
        "parallel": make_parallel,
        "shared head": make_shared_head,
        "list": make_list,
        "part": make_part,
        "broken": make_broken,
    }
    forms = _TIMES["building" if shape == "list" else "level"]
    return _timed(chance, write_time(chance, forms), makers[shape](chance, ()))


def _goal(chance: random.Random, kind: str, taken: Collection[str], time: Time) -> Phrase:
    if kind == "level":
        return make_level(chance, taken)
    if kind == "strict":
        return make_strict(chance, taken)
    if kind == "average":
        return make_average(chance, taken)
    if kind == "change":
        return make_change(chance, taken, time)
    return make_building(chance, taken, time)


def _timed(chance: random.Random, time: Time, phrase: Phrase) -> Phrase:
    """Put a time before goals; it holds for all of them."""
    mark = chance.choice(("，", "，", "，", "")) if time.words else ""
    if phrase.words[0].isascii() and phrase.words[0].isalnum():
        mark = "，" if time.words else ""
    return Phrase(
        words=f"{time.words}{mark}{phrase.words}",
        rows=tuple(time.fill(row) for row in phrase.rows),
        kinds=(f"time {time.kind}", *phrase.kinds),
        numbers=phrase.numbers,
    )


def _several(chance: random.Random) -> Phrase:
    """Write two or three goals after one time, or a second sentence without a time."""
    kind = pick(chance, {name: weight for name, weight in _GOALS.items() if name != "strict"})
    time = write_time(chance, _TIMES[kind])
    kinds = [kind]
    for _ in range(chance.choice((1, 1, 2))):
        fitting = {one: weight for one, weight in _GOALS.items() if _fits(one, time)}
        kinds.append(pick(chance, fitting))
    phrases: list[Phrase] = []
    for one in kinds:
        taken = [row["indicator"] for phrase in phrases for row in phrase.rows]
        phrases.append(_goal(chance, one, taken, time))
    mark = "；" if _may_carry(phrases) else pick(chance, _BETWEEN)
    if mark == "、" and any("，" in phrase.words or "、" in phrase.words for phrase in phrases):
        mark = "，"
    phrase = joined(mark.join(one.words for one in phrases), phrases, f"join {mark}")
    found = _timed(chance, time, phrase)
    if chance.random() < 0.15:
        taken = [row["indicator"] for row in found.rows]
        # A full stop ends the time.
        behind = _timed(chance, NONE, make_level(chance, taken))
        return joined(f"{found.words}。{behind.words}", (found, behind), "join 。")
    return found


def _may_carry(phrases: Sequence[Phrase]) -> bool:
    """Return whether a reader may take 每年 or 比2025年 for the goals behind a comma, too."""
    return any(
        one.words.startswith(("每年", "累计", "年均")) or one.rows[0].get("since")
        for one in phrases[:-1]
    )


def _fits(kind: str, time: Time) -> bool:
    return kind not in ("strict", "average") and time.form in _TIMES[kind]


def _time_inside(chance: random.Random) -> Phrase:
    """Write one goal with the time behind its name: 粮食产量到2030年达到300万吨."""
    indicator = choose_indicator(chance, ())
    words, row, kinds = write_level(chance, indicator)
    time = write_point(chance, inside=True)
    return Phrase(
        words=f"{indicator.name}{time.words}{words}",
        rows=(time.fill(row),),
        kinds=(f"time {time.kind}", "time behind the name", *kinds),
        numbers=names_of(indicator),
    )
