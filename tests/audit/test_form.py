"""The rules on form and structure: numbers, order, misprints, what a task holds."""

from __future__ import annotations

import pytest

from kg.extract.examine.misprint import examine_misprints
from kg.model import Outcome
from kg.parse import parse_document
from kg.profiles.recognise import find_profile
from kg.text import fold
from tests.audit.planting import findings, planted, quotes
from tests.conftest import Report

HEAD = "甲市人民政府关于“十五五”规划纲要编制情况的报告\n一、基本情况\n"
# What stands before and behind the words in question, so that the words round them are usual.
USUAL = "推动高质量发展，促进区域协调发展，实现绿色发展。完善体制机制，健全工作机制，优化机制。\n"


def misprints(words: str) -> list[tuple[str, str]]:
    """Return form and words of the likely misprints in a paragraph."""
    text = f"{HEAD}{USUAL}{words}\n"
    profile = find_profile(fold(text), "x")
    parsed = parse_document(text, key="x", name="x", profile=profile)
    found = []
    for made in examine_misprints(parsed):
        assert made.outcome is Outcome.DIFFERS
        assert made.evidence.span.quote(text) in words
        found.append((made.evidence.rule.removeprefix("misprint-"), made.stated or ""))
    return found


MISPRINTS = {
    "particle": ("统筹新型城镇化的的各项工作。", ("word", "的的")),
    "short-word": ("坚持创新发展发展的理念。", ("word", "发展发展")),
    "short-word-with-a-usual-mirror": ("深化联席机制机制建设。", ("word", "机制机制")),
    "long-word": ("建设先进制造先进制造基地。", ("word", "先进制造先进制造")),
    "comma": ("促进就业，，稳定收入。", ("mark", "，，")),
    "comma-and-stop": ("促进就业，。", ("mark", "，。")),
    "comma-behind-opening": ("打造“，一核两翼”的布局。", ("mark", "“，")),
    "closing-quote": ("打造“一核两翼的布局。", ("pair", "“一核两翼的布局")),
    "opening-quote": ("打造一核两翼”的布局。", ("pair", "打造一核两翼”")),
    "bracket": ("支持重点企业（集团做大做强。", ("pair", "（集团做大做强。")),
    "title-mark": ("落实《条例的各项规定。", ("pair", "《条例的各项规定")),
    "range-and-bound": ("提高3-6岁以下儿童服务水平。", ("range", "3-6岁以下")),
    "range-in-words": ("培育5至8家以上企业。", ("range", "5至8家以上")),
    "two-widths": ("产值达到1２0亿元。", ("number", "1２0")),
    "letter": ("到2O30年建成。", ("number", "2O30")),
    "full-width-point": ("增长5．5%以上。", ("number", "5．5")),
    "stop-for-point": ("增长5。5%以上。", ("number", "5。5")),
    "long-year": ("到20230年建成。", ("number", "20230年")),
    "short-year": ("到203年建成。", ("number", "到203年")),
    "two-points": ("产值达到1..8万亿元。", ("number", "1..8")),
    "twice-the-unit": ("达到30万元元。", ("number", "元元")),
}


@pytest.mark.parametrize("name", MISPRINTS)
def test_a_misprint_is_told_by_its_form(name: str) -> None:
    words, expected = MISPRINTS[name]
    assert expected in misprints(words)


SOUND = [
    "明确各项目的的界线，总和和均值一并公布，让群众得到实实在在的好处，建设和和美美的家园。",
    "发挥各方参与与监督的作用，动态监测预测预警，一村一月放映一场电影，一步一步推进。",
    "重点是：1）完善制度；2）加强监管；（三）抓好落实。",
    "达到100年一遇标准，到200年一遇；培育3至5家企业；占比在5%以上。",
    "建设“一核两翼”，落实《关于“两重”建设的意见》（试行），发展“‘人字号’产品+”行动。",
    "1．2030年建成；2．达到１２家。公园城市城市更新并重，改革开放、开放合作。",
]


@pytest.mark.parametrize("words", SOUND)
def test_sound_words_are_no_misprint(words: str) -> None:
    assert misprints(words) == []


def test_a_stop_is_missed_only_where_its_neighbours_have_one() -> None:
    long = "各区县要结合实际细化任务、明确责任、强化保障，抓好本方案各项工作的贯彻落实"
    sound, bare = f"{long}。\n", f"{long}\n"
    assert ("stop", "作的贯彻落实") not in misprints(sound * 12 + bare.strip() + "。")
    text = HEAD + sound * 12 + bare
    parsed = parse_document(text, key="x", name="x", profile=find_profile(fold(text), "x"))
    [found] = examine_misprints(parsed)
    assert found.evidence.rule == "misprint-stop"
    assert found.evidence.span.end == len(text) - 1
    text = HEAD + (sound + bare) * 6
    parsed = parse_document(text, key="x", name="x", profile=find_profile(fold(text), "x"))
    assert list(examine_misprints(parsed)) == []


def test_of_few_cells_one_may_lack_its_stop(qinghe: Report) -> None:
    old = "产业，培育一批整机龙头企业。"
    [found] = planted(qinghe, old, old.rstrip("。"), "stop-missing")
    assert old.rstrip("。").endswith(quotes(found)[0][-8:])


def test_misprints_alike_in_one_clause_are_one_with_their_number() -> None:
    words = "建设建设平台平台，统筹各项的的工作的的安排。"
    assert misprints(words).count(("word", "的的")) == 1
    text = f"{HEAD}{words}\n"
    parsed = parse_document(text, key="x", name="x", profile=find_profile(fold(text), "x"))
    [twice] = (made for made in examine_misprints(parsed) if made.stated == "的的")
    assert "同一处2次" in twice.working.zh
    assert "2 times here" in twice.working.en


def test_the_corpus_outline_has_no_misprint(yunxi: Report) -> None:
    assert [f for f in findings(yunxi.store) if f.family.value == "form"] == []


FAULTS = {
    "numbering-gap": ("\n3\n每万人发明专利", "\n\n31\n每万人发明专利", {"31"}),
    "number-twice": ("\n3\n每万人发明专利", "\n2\n每万人发明专利", {"2"}),
    "numbering-out-of-order": (
        "\n10\n城乡居民收入比",
        "\n12\n城乡居民收入比",
        {"11"},
    ),
    "categories-out-of-order": (
        "经济活力、绿色生态、民生共享",
        "绿色生态、经济活力和民生共享",
        {"绿色生态、经济活力、民生共享"},
    ),
    "categories-renamed": (
        "经济活力、绿色生态、民生共享",
        "经济活力、绿色低碳、民生共享",
        {"经济活力、绿色低碳、民生共享"},
    ),
    "words-doubled": ("推动公共服务向", "推动推动公共服务向", {"推动推动"}),
    "marks-doubled": ("与之衔接；从自身看", "与之衔接；；从自身看", {"；；"}),
    "marks-unpaired": ("推广铁水联运“一单制”", "推广铁水联运“一单制", {"“一单制、建设公"}),
    "range-with-bound": (
        "每千人口3岁以下婴幼儿托位数由",
        "每千人口1-3岁以下婴幼儿托位数由",
        {"1-3岁以下"},
    ),
    "number-garbled": ("集装箱吞吐量突破120万标箱", "集装箱吞吐量突破1２0万标箱", {"1２0"}),
    "task-without-column": (
        "相关项目已列入水利年度计划，不再单设专栏",
        "相关项目已列入水利年度计划",
        {"改善河湖生态环境"},
    ),
    "column-announced-twice": (
        "“老街片区活化项目清单”专栏，对",
        "“滨河实验室群建设工程”专栏，对",
        {"滨河实验室群建设工程"},
    ),
    "indicator-without-task": (
        "五年累计建成生态岸线180公里",
        "五年累计建成绿道180公里",
        {"新建生态岸线长度"},
    ),
    "part-without-task": ("第二篇和第三篇分别设置", "第一篇和第三篇分别设置", {"1"}),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_is_found(rule: str, qinghe: Report) -> None:
    old, new, actual = FAULTS[rule]
    found = {found.actual for found in planted(qinghe, old, new, rule)}
    assert actual <= found


NEIGHBOURS = {
    "numbering-gap": ("\n10\n城乡居民收入比", "\n10\n城乡居民收入之比"),
    "categories-out-of-order": ("经济活力、绿色生态、民生共享", "经济活力、绿色生态和民生共享"),
    "categories-renamed": ("就业、教育、医疗、养老、住房五个", "就业、教育、健康、养老、住房五个"),
    "words-doubled": ("让居民推窗见绿", "让居民天天推窗见绿"),
    "marks-unpaired": ("推广铁水联运“一单制”", "推广铁水联运《一单制》"),
    "range-with-bound": ("每年整治航道60至70公里", "每年整治航道60至80公里"),
    "column-announced-twice": ("“老街片区活化项目清单”专栏，对", "“老街片区更新项目清单”专栏，对"),
}


@pytest.mark.parametrize("rule", NEIGHBOURS)
def test_a_neighbour_is_left(rule: str, qinghe: Report) -> None:
    old, new = NEIGHBOURS[rule]
    assert planted(qinghe, old, new, rule) == []


def test_a_task_without_a_figure_is_found_among_tasks_with_figures(hangzhou: Report) -> None:
    """By hand: tasks 3, 7 and 15 of the real report set no figure."""
    rule = "task-without-figure"
    assert {f.subject for f in findings(hangzhou.store, rule)} == {"task/3", "task/7", "task/15"}
    old = "到2030年,全市常住人口总量达到1300万人以上"
    [found] = planted(hangzhou, old, "到2030年,全市常住人口总量稳步增长", rule)
    assert found.subject == "task/10"


def test_a_task_that_says_why_it_has_no_column(qinghe: Report) -> None:
    [found] = findings(qinghe.store, "task-without-column", "task-column-declined")
    assert (found.rule, found.subject) == ("task-column-declined", "task/3")
    assert "不再单设专栏" in quotes(found)


def test_what_readers_of_the_real_report_noted_on_form(hangzhou: Report) -> None:
    """By hand: two breaks of a run, the order of categories, an age range, a lost full stop."""
    found = {
        (found.rule, found.subject, found.actual)
        for found in findings(hangzhou.store)
        if found.family.value == "form"
    }
    key = "hangzhou-15fyp-report"
    assert found == {
        ("malformed-date", key, "20251229日"),
        ("published-before-meeting", key, "2025-12-26"),
        ("numbering-out-of-order", "indicator/18", "18"),
        ("numbering-out-of-order", "indicator/14", "14"),
        ("categories-out-of-order", key, "经济发展、创新驱动、绿色低碳、民生福祉、安全保障"),
        ("range-with-bound", "annex/1", "1-3岁以下"),
        ("stop-missing", "annex/2", "国际重要交往中心"),
    }


def test_chapters_that_a_task_announces_and_nobody_cites(hangzhou: Report) -> None:
    [found] = findings(hangzhou.store, "chapters-never-cited")
    assert (found.subject, found.actual) == ("task/9", "强城、兴村、融合")
    old = "第十篇专门设置拓展强农惠农富农新渠道小节"
    new = "第十篇专门设置兴村章节"
    store_change = planted(hangzhou, old, new, "chapters-never-cited")
    assert store_change == []
