"""A report held against its outline: what is found where, and what is not guessed."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import RdfFormat, parse

from kg.check import validate_store
from kg.errors import UsageError
from kg.extract.pairing import find_outlines, hold_against
from kg.extract.pairing.claims import Claim
from kg.extract.pairing.matching import find_unit
from kg.extract.pairing.names import Searched, agreement, plain
from kg.extract.pairing.printed import Outline
from kg.model import CitationKind, DocumentFacts, Examination, Match, Pairing, UnitKind
from kg.namespaces import PREFIXES
from kg.pipeline import build_document, build_graph
from kg.store import Store, fetch_plan
from kg.text import Span
from tests.conftest import REPORTS
from tests.pairs import Change, changed, outline, pairing, report, source, store

PLAN = PREFIXES["plan"]
ID = "https://w3id.org/planning-kg/id"
LINKS = f"<{ID}/qinghe/link/found-as/"
COLUMN = "滨河实验室群建设工程"


def unit_name(unit: str) -> str:
    facts = report().facts
    names = {part.id: part.title or f"第{part.number}篇" for part in facts.parts}
    names |= {column.id: column.label for column in facts.columns}
    for citation, reading in zip(facts.citations, facts.readings, strict=True):
        names.setdefault(reading.unit, citation.name or "")
    return names[unit].replace("第2篇", "第二篇")


def questions(held: Pairing, name: str, kind: str = "outline-unit") -> list[Examination]:
    """Return what came of a question about what citations call by a name."""
    facts = report().facts
    subjects = {citation.id for citation in facts.citations if citation.name == name}
    found = [h.examination for h in held.held]
    return [e for e in found if e.kind == kind and (e.subject in subjects or e.stated == name)]


def outcomes(held: Pairing, name: str, kind: str = "outline-unit") -> set[str]:
    return {found.outcome.value for found in questions(held, name, kind)}


def test_units_are_found_as_written_by_hand() -> None:
    with (REPORTS / "held" / "found.csv").open(encoding="utf-8", newline="") as file:
        expected = sorted((r["unit"], r["printed"], r["match"]) for r in csv.DictReader(file))
    held = pairing()
    text = outline().source.text
    found = [(unit_name(f.unit), f.there.span.quote(text), f.match.value) for f in held.found]
    assert sorted(found) == expected


def test_each_place_is_in_its_own_text() -> None:
    held = pairing()
    texts = {"qinghe": report().source.text, held.outline: outline().source.text}
    for found in held.found:
        assert {found.evidence.document, found.there.document} == set(texts)
        for evidence in (found.evidence, found.there):
            assert all(span.quote(texts[evidence.document]) for span in evidence.spans)
        assert 0 <= found.score <= 1
        assert (found.score == 1) == (found.match in (Match.TITLE, Match.NUMBER_AND_TITLE))


def test_a_number_alone_scores_half() -> None:
    [found] = [f for f in pairing().found if f.match is Match.NUMBER]
    assert found.score == Decimal("0.50")
    assert found.basis == "inferred"


# What the outline says instead, and what comes of it.
CHANGES: dict[str, tuple[Change, str, str, str]] = {
    "gone": (
        ("第二节　排口溯源整治\n逐口建档，一口一策。\n", ""),
        "排口溯源整治",
        "outline-unit",
        "differs",
    ),
    "alike": (
        ("第十章　水源地保护和应急调度", "第十章　水源地保护和应急处置调度"),
        "水源地保护和应急调度",
        "outline-title",
        "differs",
    ),
    "contained": (
        ("第一节　优化托育服务布局", "第一节　优化托育服务布局和供给"),
        "优化托育服务布局",
        "outline-title",
        "differs",
    ),
    "gone under a title that is not like it": (
        ("第二节　排口溯源整治", "第二节　逐口建立档案"),
        "排口溯源整治",
        "outline-unit",
        "differs",
    ),
    "another level": (
        ("第一节　降低企业综合成本", "第九章　降低企业综合成本"),
        "降低企业综合成本",
        "outline-title",
        "differs",
    ),
    "half of a heading": (
        ("第十章　水源地保护和应急调度", "第十章　水源地保护　和应急调度"),
        "水源地保护和应急调度",
        "outline-title",
        "holds",
    ),
}


@pytest.mark.parametrize(("change", "name", "kind", "outcome"), CHANGES.values(), ids=CHANGES)
def test_what_another_wording_comes_to(change: Change, name: str, kind: str, outcome: str) -> None:
    before = outcomes(pairing(), name, kind)
    assert before == {"holds"}
    assert outcomes(pairing(change), name, kind) == {outcome}


def test_words_in_running_text_are_no_unit_and_no_refutation() -> None:
    held = pairing(
        ("第二节　排口溯源整治\n逐口建档", "第二节　逐口建立档案\n开展排口溯源整治，逐口建档")
    )
    assert outcomes(held, "排口溯源整治") == {"open"}


def test_a_name_that_is_near_is_no_refutation() -> None:
    held = pairing(("第二节　排口溯源整治", "第二节　排口整治行动"))
    [found] = questions(held, "排口溯源整治")
    assert found.outcome == "open"
    assert "排口整治行动" in found.working.zh
    assert not [f for f in held.found if unit_name(f.unit) == "排口溯源整治"]


def gone() -> Change:
    return ("第二节　排口溯源整治\n逐口建档，一口一策。\n", "")


def test_nothing_is_missing_from_an_outline_that_ends_too_early() -> None:
    text = outline(gone()).source.text
    held = hold_text(text[: text.index("第七篇　")])
    assert outcomes(held, "岸线生态修复") == {"open"}
    assert outcomes(held, "自觉接受人大监督") == {"open"}


def test_nothing_is_missing_from_an_outline_with_a_gap() -> None:
    held = pairing(("第二篇　明确今后五年的方向\n", ""))
    assert outcomes(held, "岸线生态修复") == {"open"}
    held = pairing(("第十章　水源地", "第十二章　水源地"), ("第十一章　打造", "第十三章　打造"))
    assert outcomes(held, "岸线生态修复") == {"open"}


def test_nothing_is_missing_from_a_table_of_contents() -> None:
    lines = outline().source.text.split("\n")
    titles = [
        line for line in lines if not line or line[0] in "第专" or "纲要（草案）" in line[-8:]
    ]
    held = hold_text("\n".join(titles))
    assert outcomes(held, "岸线生态修复") == {"open"}


def test_no_column_is_missing_from_an_outline_that_has_lost_its_columns() -> None:
    lines = outline().source.text.split("\n")
    kept = [line for line in lines if not line.startswith(("专栏", "1.", "2."))]
    held = hold_text("\n".join(kept))
    assert outcomes(held, COLUMN) == {"open"}
    columns = [h.examination for h in held.held if h.examination.kind == "outline-columns"]
    assert {found.outcome.value for found in columns} == {"open"}
    assert outcomes(held, "岸线生态修复") == {"differs"}


def hold_text(text: str) -> Pairing:
    other = build_document(source(text, "qinghe-outline"))
    return hold_against(report().facts, other.facts, text)


def test_of_two_equal_titles_the_one_in_the_cited_part_is_meant() -> None:
    [found] = [f for f in pairing().found if unit_name(f.unit) == "主要目标"]
    assert found.printed == "section/2/4/1"


def test_of_two_equal_titles_in_one_part_none_is_taken() -> None:
    held = pairing()
    assert outcomes(held, "自觉接受人大监督") == {"open"}
    assert not [f for f in held.found if unit_name(f.unit) == "自觉接受人大监督"]
    [one] = [h for h in held.held if h.examination.stated == "自觉接受人大监督"]
    assert len(one.there) == 2


CONTENTS = "港口集疏运体系建设、船舶绿色改造"


def test_contents_are_found_word_for_word_or_there_is_no_telling() -> None:
    assert outcomes(pairing(), CONTENTS) == {"open"}
    whole = pairing(("船舶绿色化改造", "船舶“绿色”改造"))
    [held] = [h for h in whole.held if h.examination.stated == CONTENTS]
    assert held.examination.outcome == "holds"
    text = outline(("船舶绿色化改造", "船舶“绿色”改造")).source.text
    assert [place.quote(text) for place in held.there] == [
        "港口集疏运体系建设",
        "船舶“绿色”改造",
    ]


def test_contents_in_another_part_are_not_found() -> None:
    held = pairing(
        ("船舶绿色化改造", "船舶更新"), ("沿河建设步道", "推进船舶绿色改造，沿河建设步道")
    )
    assert outcomes(held, CONTENTS) == {"open"}


@pytest.mark.parametrize(
    ("text", "words", "is_found"),
    [
        ("建设5个园区。", "5个园区", True),
        ("建设15个园区。", "5个园区", False),
        ("建设1.5个园区。", "5个园区", False),
        ("总量达到3万亿元。", "总量达到3万", False),
        ("总量达到3万，翻一番。", "总量达到3万", True),
        ("不新建小水电。", "新建小水电", False),
        ("不批准；新建小水电。", "新建小水电", True),
        ("推广“一单制”运输。", "一单制运输", True),
        ("推广一单\n制运输。", "一单制运输", False),
        ("推广一单，制运输。", "一单制运输", False),
        ("建设15个园区和5个园区。", "5个园区", True),
        ("", "园区", False),
        ("园区", "“”", False),
    ],
)
def test_words_are_looked_for_whole(text: str, words: str, is_found: bool) -> None:
    found = Searched(text).find(words)
    assert (found is not None) is is_found
    if found is not None:
        assert plain(found.quote(text)) == plain(words)
        assert Searched(text).find(words, Span(0, found.start)) is None


def test_likeness_of_names_is_symmetric() -> None:
    for one, other in (("建设幸福清河", "幸福清河建设"), ("甲乙丙", ""), ("甲乙丙丁", "丁丙乙甲")):
        assert agreement(one, other) == agreement(other, one)
    assert plain("1.5小时圈") != plain("15小时圈")


def test_a_task_that_answers_to_two_parts_announces_the_columns_of_both() -> None:
    facts = report().facts
    parts = tuple(replace(p, task="task/1") if p.task == "task/2" else p for p in facts.parts)
    other = outline()
    held = hold_against(replace(facts, parts=parts), other.facts, other.source.text)
    columns = [h for h in held.held if h.examination.kind == "outline-columns"]
    assert [(h.examination.subject, h.examination.reckoned) for h in columns] == [
        ("task/1", "5"),
        ("task/4", "2"),
    ]
    assert "第三篇、第四篇" in columns[0].examination.working.zh
    ids = [h.examination.id for h in held.held]
    assert len(ids) == len(set(ids))


# Who belongs to whom


def documents(*extra: DocumentFacts) -> list[DocumentFacts]:
    return [report().facts.document, outline().facts.document, *extra]


def test_documents_are_paired_by_place_and_period() -> None:
    assert find_outlines(documents()) == {"qinghe": ("qinghe-outline",)}
    known = outline().facts.document
    for other in (
        replace(known, place="白沙市"),
        replace(known, place=None),
        replace(known, period=(2021, 2025)),
        replace(known, period=None),
        replace(known, kind="规划"),
    ):
        assert find_outlines([report().facts.document, other]) == {}


def test_several_plans_stand_apart() -> None:
    here, there = documents()
    others = [replace(d, key=f"{d.key}-2", place="白沙市") for d in (here, there)]
    assert find_outlines([*others, there, here]) == {
        "qinghe": ("qinghe-outline",),
        "qinghe-2": ("qinghe-outline-2",),
    }


def test_two_reports_on_one_outline_are_both_held_against_it() -> None:
    second = replace(report().facts.document, key="other")
    assert set(find_outlines(documents(second))) == {"qinghe", "other"}


def test_of_two_outlines_none_is_taken_and_it_is_marked() -> None:
    second = outline(("再用五年", "再用十年"), key="second")
    graph = Store.of(build_graph([report(), outline(), second]))
    iris = {quad.predicate.value for quad in graph.quads()}
    assert not iris & {f"{PLAN}foundAs", f"{PLAN}reportsOn"}
    marks = graph.sources(f"{PLAN}irregularityKind", f"{PREFIXES['planv']}several-outlines")
    assert [mark.removeprefix(f"{ID}/qinghe/") for mark in marks] == [
        "irregularity/several-outlines"
    ]
    assert validate_store(graph).holds


# The graph


def test_the_graph_of_both_holds() -> None:
    found = validate_store(store())
    assert found.problems == ()
    assert found.counts["unreadable"] == 0
    assert found.counts["untraced"] == 0


def test_what_each_document_says_is_the_same_alone() -> None:
    """The report's and the outline's own graphs gain places of evidence, and nothing else."""
    alone = {*build_graph([report()]), *build_graph([outline()])}
    both = {*build_graph([report(), outline()])}
    assert alone <= both
    for quad in both - alone:
        graph = str(quad.graph_name)
        assert graph.endswith("/qinghe/graph/derived>") or (
            graph.endswith("/graph/source>") and "/evidence/" in str(quad.subject)
        )


def test_the_graph_does_not_depend_on_the_order_of_the_sources() -> None:
    one, other = build_graph([report(), outline()]), build_graph([outline(), report()])
    assert set(one) == set(other)
    assert len(one) == len(set(one))


def test_a_link_and_its_triple_go_together() -> None:
    links = {
        (row["from"].value, row["to"].value)
        for row in store().select(
            f"SELECT ?from ?to WHERE {{ ?l <{PLAN}linkKind> <{PLAN}foundAs> ; "
            f"<{PLAN}from> ?from ; <{PLAN}to> ?to }} ORDER BY ?from ?to"
        ).rows
        if row["from"] and row["to"]
    }  # fmt: skip
    subjects = {one for one, _ in links}
    triples = {
        (one, other.value) for one in subjects for other in store().values(one, f"{PLAN}foundAs")
    }
    assert links == triples
    assert len(links) == len(pairing().found)


def tampered(old: str, new: str) -> Store:
    """Change every link to a printed unit as a forger would."""
    lines = [str(quad) for quad in store().quads()]
    forged = [line.replace(old, new) if line.startswith(LINKS) else line for line in lines]
    assert forged != lines
    text = "".join(f"{line} .\n" for line in forged)
    return Store.of(list(parse(text, format=RdfFormat.N_QUADS)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#match-similar-title>", "#match-title>"),
        ("#match-number>", "#match-number-and-title>"),
        ("#match-number>", "#match-similar-title>"),
        ('"0.75"', '"0.45"'),
        (
            '"1"^^<http://www.w3.org/2001/XMLSchema#decimal>',
            '"0.90"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        ),
    ],
)
def test_the_second_reading_finds_a_match_that_the_quotes_do_not_say(old: str, new: str) -> None:
    found = validate_store(tampered(old, new))
    assert any(p.check == "reading" and "/link/found-as/" in p.node for p in found.problems)


def test_a_plan_is_fetched_with_the_outline_that_it_is_held_against() -> None:
    plan = fetch_plan(store(), "qinghe")
    assert plan.has_subject("https://w3id.org/planning-kg/id/qinghe-outline")
    assert validate_store(plan).holds
    alone = fetch_plan(store(), "qinghe-outline")
    assert not alone.has_subject("https://w3id.org/planning-kg/id/qinghe/task/1")
    assert validate_store(alone).holds


def test_two_documents_of_one_key_are_refused() -> None:
    with pytest.raises(UsageError):
        build_graph([report(), outline(key="qinghe")])


def test_changed_words_stand_once() -> None:
    with pytest.raises(AssertionError):
        changed("甲甲", ("甲", "乙"))


# A citation that names a unit by its number, as some reports do

NUMBERED: dict[str, tuple[dict[str, object], tuple[str, str] | None]] = {
    "a chapter by number alone": ({"number": 6}, ("section/3/6", "number")),
    "in its part": ({"number": 6, "part": 3}, ("section/3/6", "number")),
    "in a part that has no such chapter": ({"number": 6, "part": 4}, None),
    "a section of which there are many": (
        {"number": 1, "kind": CitationKind.SECTION},
        None,
    ),
    "number and title": (
        {"number": 6, "name": "完善科技创新体系"},
        ("section/3/6", "number-and-title"),
    ),
    "the title wins over another number": (
        {"number": 7, "name": "完善科技创新体系"},
        ("section/3/6", "title"),
    ),
    "a number with a title like it": (
        {"number": 11, "name": "建设亲水休闲空间"},
        ("section/5/11", "similar-title"),
    ),
    "a number with a title unlike it": ({"number": 6, "name": "振兴乡村文化"}, None),
    "a part with a title unlike it": (
        {"number": 5, "part": 5, "name": "振兴乡村文化", "kind": CitationKind.PART},
        ("section/5", "number"),
    ),
    "a column by number alone": (
        {"number": 3, "kind": CitationKind.COLUMN},
        ("column/3", "number"),
    ),
}


def claim(**said: object) -> Claim:
    empty = Claim(
        subject="suggestion/1/citation/1",
        unit="announced",
        kind=CitationKind.CHAPTER,
        name=None,
        aliases=(),
        number=None,
        part=None,
        spans=(Span(0, 1),),
    )
    return replace(empty, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(("said", "found"), NUMBERED.values(), ids=NUMBERED)
def test_a_unit_cited_by_number(said: dict[str, object], found: tuple[str, str] | None) -> None:
    printed = Outline(outline().facts, outline().source.text)
    hit = find_unit(claim(**said), printed).hit
    assert (None if hit is None else (hit.unit.id, hit.match.value)) == found


def test_each_unit_of_an_outline_is_found_under_its_own_title_in_its_own_part() -> None:
    """Whatever is alike elsewhere: the two that are equal in one part are not told apart."""
    printed = Outline(outline().facts, outline().source.text)
    kinds = {
        UnitKind.PART: CitationKind.PART,
        UnitKind.CHAPTER: CitationKind.CHAPTER,
        UnitKind.SECTION: CitationKind.SECTION,
        UnitKind.COLUMN: CitationKind.COLUMN,
    }
    for unit in printed.units:
        said = claim(name=unit.title, kind=kinds[unit.kind], part=printed.part_number(unit))
        search = find_unit(said, printed)
        if unit.title == "自觉接受人大监督":
            assert len(search.rivals) == 2
        else:
            assert search.hit is not None
            assert search.hit.unit.id == unit.id


def test_what_is_longer_than_any_title_is_compared_at_once() -> None:
    long = "岸线生态修复" * 15_000
    assert agreement(long, long) == 1
    assert agreement(long, long[1:]) == 0
    held = pairing(said=(("岸线生态修复等小节", f"{long}等小节"),))
    [found] = [h.examination for h in held.held if h.examination.stated == long]
    assert found.outcome == "differs"
