"""What stands beside a goal and is none: lead-ins, other places, past values, conditions."""

from __future__ import annotations

import random
from collections.abc import Collection
from decimal import Decimal

from tests.sentences.amounts import write_amount
from tests.sentences.indicators import AMOUNTS, SHARES, Wish
from tests.sentences.levels import choose_indicator
from tests.sentences.sentence import Phrase, pick

LEAD_INS = tuple(
    "加快老旧管网更新 统筹发展和安全 坚持生态优先 完善公共服务体系 深入实施创新驱动发展战略 "
    "强化民生保障 大力推进新型工业化 优化营商环境 扎实推动共同富裕 持续扩大内需 "
    "健全多层次社会保障体系 推动文化和旅游深度融合 加强基层治理 积极稳妥推进碳达峰 "
    "牢牢守住安全底线 着力补齐民生短板 全面推进乡村振兴 提升城市品质 深化重点领域改革".split()
)
# Numbers in words and names, which set nothing.
_WORDS = (
    "推进城乡一体化发展",
    "深化新时代“千万工程”",
    "夯实四梁八柱",
    "构建“一核两翼”空间格局",
    "健全三医联动机制",
    "统筹山水林田湖草沙一体化保护",
    "做优三农服务",
    "推出数十项惠民举措",
    "服务数千户小微企业",
    "落实岚政发〔2024〕12号文件要求",
    "依据《节约用水条例》第十六条规定",
    "对标全国百强县前列水平",
    "一体推进教育科技人才发展",
)
_PAST = "baseline|actual|other"
_ASSUMED = "assumption|conditional|other"
_KINDS = {
    "past": 3.0, "other place": 3.0, "assumption": 1.0, "condition": 1.5, "denied goal": 1.0,
    "rank": 0.5, "required": 1.0, "expected this year": 1.0,
}  # fmt: skip


def write_lead_in(chance: random.Random) -> Phrase:
    """Write what a goal begins with; one in three holds a number that sets nothing."""
    if chance.random() < 0.33:
        return Phrase(words=chance.choice(_WORDS), kinds=("trap number in words",))
    words = chance.choice(LEAD_INS)
    if chance.random() < 0.25:
        words += "，" + chance.choice([one for one in LEAD_INS if one != words])
    return Phrase(words=words, kinds=("lead-in",))


def make_trap(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write a sentence with an amount that is no goal of the plan's own."""
    kind = pick(chance, _KINDS)
    pool = SHARES if kind == "condition" else SHARES + AMOUNTS
    if kind in ("past", "other place", "expected this year"):
        pool = tuple(one for one in pool if one.wish is Wish.UP and not one.numbers)
    else:
        pool = tuple(one for one in pool if not one.numbers)
    one = choose_indicator(chance, taken, pool)
    # A value that no goal beside it has.
    value = one.value(chance) + (7 if one.places == 0 else Decimal("-0.07"))
    amount = write_amount(chance, value, one.unit, forms=("plain", "decimal", "comma"))
    number = f"{value:f}"
    rate = f"{chance.randint(0, 1)}.{chance.randint(11, 98)}"
    words, numbers = {
        "past": (_past(chance).format(n=one.name, a=amount.words), {number: _PAST}),
        "expected this year": (
            chance.choice(("2025年{n}预计达到{a}", "预计2025年{n}达到{a}")).format(
                n=one.name, a=amount.words
            ),
            {number: _PAST + "|assumption"},
        ),
        "other place": (
            _other_place(chance).format(n=one.name, a=amount.words),
            {number: "other-subject"},
        ),
        "assumption": (
            chance.choice(
                (
                    "按常住人口年均增长{r}%测算，今后五年学位供需总体平衡",
                    "假定物价年均上涨{r}%，上述安排总体可行",
                )
            ).format(r=rate),
            {rate: _ASSUMED},
        ),
        "condition": (
            _condition(chance).format(n=one.name, a=amount.words),
            {number: "conditional|other"},
        ),
        "denied goal": (
            chance.choice(("不再以{n}达到{a}为目标", "不把{n}达到{a}作为目标")).format(
                n=one.name, a=amount.words
            ),
            {},
        ),
        "rank": ("综合竞争力保持全国百强县前十位", {}),
        "required": (
            f"经测算，完成上述任务，需年均投入资金{rate}亿元",
            {rate: _ASSUMED},
        ),
    }[kind]
    return Phrase(words=words, kinds=(f"trap {kind}",), numbers=numbers)


def _past(chance: random.Random) -> str:
    return chance.choice(
        (
            "2024年，{n}为{a}",
            "2024年{n}达到{a}",
            "截至2024年底，{n}达到{a}",
            "“十四五”期间，{n}提高到{a}",
            "2023年全市{n}已达到{a}",
        )
    )


def _other_place(chance: random.Random) -> str:
    return chance.choice(
        (
            "全省{n}到2030年达到{a}",
            "到2030年，全省{n}达到{a}",
            "全国{n}到2030年达到{a}",
            "省里提出，到2030年全省{n}达到{a}",
            "国家提出到2030年全国{n}达到{a}",
        )
    )


def _condition(chance: random.Random) -> str:
    return chance.choice(
        (
            "如{n}低于{a}，则启动应急预案",
            "若{n}超过{a}，及时启动预警",
            "一旦{n}低于{a}，立即组织研判",
            "{n}低于{a}的，及时约谈提醒",
        )
    )
