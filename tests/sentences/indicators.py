"""Names of what plans measure, each with its unit, its range and where it should go."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Wish(StrEnum):
    """Where a plan wants an indicator to go."""

    UP = "up"
    DOWN = "down"


class Kind(StrEnum):
    """What an indicator is, which decides how its change is written."""

    SHARE = "share"
    AMOUNT = "amount"
    RATE = "rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is measured.

    Attributes:
        low: Smallest value, in ``unit``.
        high: Largest value.
        places: Behind the point.
        numbers: Numbers in the name, by their quote.
    """

    name: str
    unit: str
    low: Decimal
    high: Decimal
    places: int
    wish: Wish
    kind: Kind
    numbers: tuple[str, ...] = ()

    def value(self, chance: random.Random) -> Decimal:
        """Choose a value, more often a round one."""
        scale = int(10**self.places)
        value = Decimal(chance.randint(int(self.low * scale), int(self.high * scale))) / scale
        if self.kind is Kind.SHARE and self.low >= 10 and chance.random() < 0.4:
            return Decimal(chance.choice(range(int(self.low + 4) // 5 * 5, int(self.high) + 1, 5)))
        digits = len(str(int(value)))
        if self.places == 0 and digits > 2 and chance.random() < 0.9:
            step = 10 ** (digits - 2)
            value = value // step * step
        return value.normalize() + 0


# Name, unit, lowest and highest value; `#12` says that the name contains the number 12.
_UP_SHARES = """
森林覆盖率 % 31 69.9
常住人口城镇化率 % 60 89.9
农村自来水普及率 % 88 99.9
规上工业企业研发机构覆盖率 % 45 90
战略性新兴产业增加值占比 % 21 48
再生水利用率 % 25 60
生活垃圾回收利用率 % 40 75
空气质量优良天数比率 % 80 97.5
地表水优良水体比例 % 82 100
非化石能源消费比重 % 22 45
基本养老保险参保率 % 93 99.5
主要农作物综合机械化率 % 70 95
畜禽粪污综合利用率 % 85 98
家庭医生签约服务覆盖率 % 50 85
学前教育毛入园率 % 90 99.8
绿色出行比例 % 55 85
新能源汽车销量占比 % 45 90
政务服务事项网办率 % 80 100
高素质农民占比 % 15 50
公共文化设施达标率 % 85 100
群众安全感满意度 % 95 99.9
科技进步贡献率 % 62 75
职业教育本科在校生占比 % 11 30
65岁以上老年人健康管理率 % 70 85 #65
15分钟便民生活圈覆盖率 % 80 100 #15
500米公园服务半径覆盖率 % 80 99 #500
3岁以下婴幼儿入托率 % 12 40 #3
5G用户普及率 % 80 98 #5
"""
_DOWN_SHARES = """
城镇调查失业率 % 4.1 6
公共供水管网漏损率 % 5.1 9
政府债务率 % 60 95
居民消费价格涨幅 % 1.5 3
食品抽检不合格率 % 0.5 3
国土空间开发强度 % 12 30
婴儿死亡率 ‰ 2 6
法定传染病漏报率 % 1 5
工业固废填埋比例 % 5 20
规上工业企业亏损面 % 11 20
"""
_RATES = """
规上工业增加值增速 % 4 9
固定资产投资增速 % 3 8
服务业增加值增速 % 5 9
"""
_UP_AMOUNTS = """
地区生产总值 亿元 1200 19000
社会消费品零售总额 亿元 600 9000
一般公共预算收入 亿元 110 2600
外贸进出口总额 亿元 500 16000
数字经济核心产业增加值 亿元 300 7000
海洋生产总值 亿元 200 4000
文化产业增加值 亿元 100 2400
旅游总收入 亿元 300 5600
高端装备制造业产值 亿元 500 9800
技术合同成交额 亿元 80 2000
港口货物吞吐量 万吨 1200 26000
集装箱吞吐量 万标箱 60 1200
全社会用电量 亿千瓦时 90 1300
粮食总产量 万吨 40 600
机场旅客吞吐量 万人次 300 8000
实际使用外资 亿美元 5 120
居民人均可支配收入 元 45000 98000
全员劳动生产率 万元/人 15 48
高新技术企业 家 600 9000
科技型中小企业 家 2000 40000
有效发明专利拥有量 件 5000 99000
护理型养老床位 张 3000 42000
公共充电桩 个 4000 96000
公共停车泊位 个 12000 260000
技能人才总量 人 60000 480000
绿道总长度 公里 300 4200
高速公路通车里程 公里 150 1200
城市轨道交通运营里程 公里 60 900
清洁能源装机容量 万千瓦 150 1900
新型储能装机规模 万千瓦 20 400
智能算力规模 EFLOPS 5 90
城市绿地面积 公顷 2000 24000
耕地保有量 万亩 60 480
粮食播种面积 万亩 50 420
注册志愿者 人 50000 900000
5G基站 座 6000 48000 #5
"""
_UP_AVERAGES = """
人均公园绿地面积 平方米 13 19.5
人均预期寿命 岁 80 84.5
人均体育场地面积 平方米 2.5 4.5
劳动年龄人口平均受教育年限 年 11 13.5
每千人口执业医师数 人 3 5.8
每千人口托位数 个 4 6.5
每万人口高价值发明专利拥有量 件 12 49
城乡社区服务设施面积 平方米/百户 30 60
"""
_DOWN_AMOUNTS = """
用水总量 亿立方米 12 58
能源消费总量 万吨标准煤 900 6400
化肥施用量 万吨 3 24
地下水开采量 万立方米 600 9800
城乡建设用地规模 平方公里 400 1900
工业固体废物产生量 万吨 80 900
主要污染物排放总量 万吨 2 30
公共机构用水量 万立方米 900 4200
道路交通事故死亡人数 人 60 400
政务服务平均办理时长 天 2 9
"""
_DOWN_AVERAGES = """
万元地区生产总值用水量 立方米 14 38.5
单位工业增加值用水量 立方米/万元 8 24
公共机构人均综合能耗 千克标准煤 260 420
城乡居民收入比 - 1.45 2.05
城乡居民收入倍差 - 1.5 2.1
细颗粒物平均浓度 微克/立方米 20 34
PM2.5平均浓度 微克/立方米 20 34 #2.5
"""
_NEGATIVES = """
人口自然增长率 ‰ -3.5 -0.2
常住人口增长率 ‰ -2.5 -0.1
"""
# What is built, trained or brought in; the verbs follow in `goals`.
_THINGS = """
绿道 公里 60 900
口袋公园 个 20 400
保障性租赁住房 套 6000 98000
高标准农田 万亩 12 180
普惠性托位 个 2000 26000
养老服务站 个 60 900
智能工厂 家 30 480
博士后工作站 家 12 90
农村公路 公里 120 2400
污水管网 公里 90 1600
公共充电桩 个 2000 46000
停车泊位 个 6000 68000
中小学 所 12 96
社区食堂 家 40 600
数字化车间 个 80 900
专精特新企业 家 120 3200
博物馆 座 4 60
水库 座 2 18
生态湿地 公顷 120 2400
国际航线 条 4 36
5G基站 座 2000 18000 #5
"""
_NEW = """
城镇就业 人 20000 480000
高新技术企业 家 200 3600
市场主体 户 12000 360000
造林面积 万亩 4 60
中小学学位 个 12000 160000
科技人才 人 2000 64000
储能装机 万千瓦 20 200
"""
_WORKS = """
水利投资 亿元 60 900
交通投资 亿元 120 2600
重大项目投资 亿元 400 9000
生态修复面积 万亩 4 90
技能培训 万人次 6 90
老旧管网更新 公里 120 2400
"""
# Groups that share a head noun, with its unit and range.
GROUPS = (
    (("城区", "农村"), "生活污水处理率", "%", 82, 99),
    (("东片", "西片"), "公共停车泊位", "个", 12_000, 98_000),
    (("城镇", "乡村"), "社区服务站覆盖率", "%", 75, 100),
    (("国道", "省道", "县道"), "优良路率", "%", 80, 99),
    (("小学", "初中"), "专任教师本科以上学历比例", "%", 82, 99),
    (("河道", "湖泊"), "水质达标率", "%", 82, 99),
)


def _read(lines: str, wish: Wish, kind: Kind, places: int | None = None) -> tuple[Indicator, ...]:
    found = []
    for line in lines.strip().splitlines():
        name, unit, low, high, *numbers = line.split()
        found.append(
            Indicator(
                name=name,
                unit="" if unit == "-" else unit,
                low=Decimal(low),
                high=Decimal(high),
                places=max(len(end.partition(".")[2]) for end in (low, high))
                if places is None
                else places,
                wish=wish,
                kind=kind,
                numbers=tuple(number.removeprefix("#") for number in numbers),
            )
        )
    return tuple(found)


SHARES = _read(_UP_SHARES, Wish.UP, Kind.SHARE, 1) + _read(_DOWN_SHARES, Wish.DOWN, Kind.SHARE, 1)
RATES = _read(_RATES, Wish.UP, Kind.RATE, 1)
AMOUNTS = (
    _read(_UP_AMOUNTS, Wish.UP, Kind.AMOUNT)
    + _read(_UP_AVERAGES, Wish.UP, Kind.AMOUNT, 1)
    + _read(_DOWN_AMOUNTS, Wish.DOWN, Kind.AMOUNT)
    + _read(_DOWN_AVERAGES, Wish.DOWN, Kind.AMOUNT)
)
NEGATIVES = _read(_NEGATIVES, Wish.UP, Kind.RATE, 1)
THINGS = _read(_THINGS, Wish.UP, Kind.AMOUNT)
NEW = _read(_NEW, Wish.UP, Kind.AMOUNT)
WORKS = _read(_WORKS, Wish.UP, Kind.AMOUNT)
# Whose change is written in per cent: the rest (frequencies, ratios, years) is not.
GROWING = tuple(one for one in AMOUNTS if one.unit not in ("", "年", "岁", "天") and one.low > 0)
