"""Bounds: how a plan says at least, more than, at most, less than, about and exactly."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

from tests.sentences.amounts import ARABIC, FORMS, Amount
from tests.sentences.indicators import Wish
from tests.sentences.sentence import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A way to write a bound.

    Attributes:
        template: With ``{}`` for the amount, or ``{head}`` and ``{tail}`` where a word stands
            between number and measure word.
        comparator: As the contract has it.
        way: How: ``before``, ``denial``, ``behind``, ``both``, ``sign``, ``limit``, ``verb``,
            ``between`` or ``none``.
        accept: Further comparators that are as good.
        forms: Of the amount that fit.
        wish: Only for indicators that should go there; ``None`` for any.
    """

    template: str
    comparator: str
    way: str
    accept: tuple[str, ...] = ()
    forms: tuple[str, ...] = FORMS
    wish: Wish | None = None

    def write(self, amount: Amount) -> str:
        """Put an amount in."""
        return self.template.format(amount.words, head=amount.head, tail=amount.tail)


# Behind these words the number is a level.
RISING = tuple("提高到 提高至 提升到 提升至 增加到 增至 上升到".split())
FALLING = tuple("降低到 降低至 下降到 下降至 降至 降到 减少到 压减至 压降到".split())
KEEPING = ("保持在", "稳定在")
_DENIALS = tuple("不得 不能 不应 不宜 不可 决不能 绝不能 不应当 决不 严禁".split())
_LESS = ("低于", "少于", "小于")
_MORE = ("高于", "超过", "大于", "突破")
# Signs stand beside Arabic digits.
_SIGNED = tuple(form for form in (*ARABIC, "negative", "negative-full-width") if form != "spaced")
_COUNTED = ("plain", "chinese", "myriad", "full-width", "comma")


def _say(
    comparator: str,
    way: str,
    templates: str | tuple[str, ...],
    *,
    accept: tuple[str, ...] = (),
    forms: tuple[str, ...] = FORMS,
    wish: Wish | None = None,
) -> list[Wording]:
    found = templates.split() if isinstance(templates, str) else templates
    return [
        Wording(
            template=template if "{" in template else template + "{}",
            comparator=comparator,
            way=way,
            accept=accept,
            forms=forms,
            wish=wish,
        )
        for template in found
    ]


def _denied(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(denial + word for denial, word in product(_DENIALS, words))


_BEHIND_VERBS = ("达到", "达到", *KEEPING)
_AT_LEAST = [
    *_say(">=", "before", "不低于 不少于 不小于 至少 至少达到 不下 不下于 大于等于 大于或等于"),
    *_say(">=", "denial", _denied(_LESS)),
    *_say(">=", "behind", tuple(verb + "{}以上" for verb in _BEHIND_VERBS)),
    *_say(">=", "behind", "达到{}及以上"),
    *_say(">=", "behind", tuple(verb + "{}以上" for verb in RISING), wish=Wish.UP),
    *_say(">=", "behind", "保持在{}之上", accept=(">",)),
    *_say(">=", "both", "至少达到{}以上 保持在不低于{} 稳定在不低于{} 至少保持在{}以上"),
    *_say(">=", "sign", ("≥{}", "≧{}", "≥ {}"), forms=_SIGNED),
    *_say(">=", "limit", "以{}为下限 以{}为底线 下限为{}"),
]
_MORE_THAN = [
    *_say(">", "before", "超过 突破 超 逾 高于 大于 不止 达到超过 超过了 超出"),
    *_say(">", "sign", (">{}", "＞{}", "﹥{}", "> {}"), forms=_SIGNED),
    *_say(
        ">", "between", "达到{head}余{tail} 达到{head}多{tail} {head}余{tail}",
        accept=(">=",), forms=_COUNTED,
    ),
]  # fmt: skip
_AT_MOST = [
    *_say("<=", "before", "不高于 不超过 不超 不大于 不突破 至多 最多 小于等于 小于或等于"),
    *_say("<=", "denial", _denied(_MORE)),
    *_say("<=", "behind", "控制在{}以内 控制在{}之内 保持在{}以内 稳定在{}以内"),
    *_say("<=", "behind", "控制在{}以下 保持在{}以下 控制在{}及以下", accept=("<",)),
    *_say(
        "<=", "behind", tuple(verb + "{}以下" for verb in FALLING),
        accept=("<",), wish=Wish.DOWN,
    ),
    *_say("<=", "behind", tuple(verb + "{}以内" for verb in FALLING[:4]), wish=Wish.DOWN),
    *_say("<=", "both", "控制在不高于{} 最高不超过{} 最多不超过{} 保持在不高于{} 不超过{}以内"),
    *_say("<=", "sign", ("≤{}", "≦{}", "≤ {}"), forms=_SIGNED),
    *_say("<=", "limit", "以{}为上限 {}封顶 上限为{}"),
]  # fmt: skip
_LESS_THAN = [
    *_say("<", "before", "低于 小于 不到 不足 少于"),
    *_say("<", "sign", ("<{}", "＜{}", "﹤{}"), forms=_SIGNED),
]
_ABOUT = [
    *_say("≈", "before", "达到约 约 达到近 保持在大约 大约 稳定在约"),
    *_say("≈", "behind", "达到{}左右 保持在{}左右 稳定在{}左右 控制在{}左右 {}左右 达到{}上下"),
    *_say("≈", "behind", tuple(verb + "{}左右" for verb in RISING[:4]), wish=Wish.UP),
    *_say("≈", "behind", tuple(verb + "{}左右" for verb in FALLING[:6]), wish=Wish.DOWN),
    *_say("≈", "both", "达到约{}左右"),
]
_EXACT = [
    *_say("=", "none", "达到 达到 达 为 保持在 稳定在"),
    *_say("=", "verb", RISING, wish=Wish.UP),
    *_say("=", "verb", FALLING, wish=Wish.DOWN),
]
LEVELS = {
    ">=": _AT_LEAST, ">": _MORE_THAN, "=": _EXACT, "<": _LESS_THAN, "<=": _AT_MOST, "≈": _ABOUT,
}  # fmt: skip
WISHED: dict[Wish, dict[str, float]] = {
    Wish.UP: {">=": 4, ">": 2, "=": 4, "≈": 1.5},
    Wish.DOWN: {"<=": 5, "<": 1, "=": 2, "≈": 1},
}
# How much is gained or lost, or built: the bound beside a number without a verb of level.
PLAIN = {
    ">=": [
        *_say(">=", "before", "不低于 不少于 至少"),
        *_say(">=", "denial", ("不得低于", "不应低于", "不得少于", "不能少于")),
        *_say(">=", "behind", ("{}以上",) * 6 + ("{}及以上",)),
        *_say(">=", "both", "达到{}以上"),
    ],
    ">": [*_say(">", "before", "超过 超 逾")],
    "≈": [*_say("≈", "before", "约"), *_say("≈", "behind", "{}左右 {}左右 {}上下")],
    "=": _say("=", "none", ("{}",)),
}
_PLAIN_WEIGHTS = {"=": 5.0, ">=": 4.0, ">": 1.0, "≈": 1.5}


def choose_level(chance: random.Random, wish: Wish) -> Wording:
    """Choose how to bound what is reached."""
    comparator: str = pick(chance, WISHED[wish])
    fitting = [one for one in LEVELS[comparator] if one.wish in (None, wish)]
    way = chance.choice(sorted({one.way for one in fitting}))
    return chance.choice([one for one in fitting if one.way == way])


def choose_plain(chance: random.Random) -> Wording:
    """Choose how to bound how much is gained, lost or built."""
    fitting = PLAIN[pick(chance, _PLAIN_WEIGHTS)]
    way = chance.choice(sorted({one.way for one in fitting}))
    return chance.choice([one for one in fitting if one.way == way])
