"""A malformed query is answered with its line, its column, the piece and what could stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib.plugins.sparql.parser import parseQuery

from kg import resources
from kg.errors import QuerySyntaxError, RefusedQueryError
from kg.namespaces import PREFIXES
from kg.query import grammar, keywords
from kg.query.guard import Form, check_read_only
from kg.query.syntax import check_query, check_syntax, find_misfit
from kg.store import find_complaint

VALID = """
SELECT * { }
SELECT * WHERE { ?s ?p ?o }
select distinct ?s where { ?s a plan:Target . }
SELECT REDUCED ?s ?p { ?s ?p ?o }
SELECT (1 AS ?x) ?s ("a" AS ?y) { ?s ?p ?o }
BASE <http://a/> PREFIX : <b#> PREFIX p.q: <c> SELECT * { :x p.q:y <d> }
ASK { }
ASK WHERE { ?s ?p 1, 2.5, 3e4, .5, -1, +2.5, -3.0e-4, true, false ; ?q "a"@en, 'b'^^xsd:string . }
ASK { ?s ?p '''a"b''', \"\"\"c'd\"\"\", "", '' }
ASK { ?s ?p ?o ; . }
ASK { ?s ?p ?o ;; ?q ?r ; }
ASK { [] ?p [ ] . [ ?p ?o ] . [ ?p ?o ; ?q [ ?r 1 ] ] ?s 2 . _:a ?p _:b.c }
ASK { () ?p ( ) . ( 1 "a" ( ?x [] ) ) ?p ( <http://a/> ) . ( 1 ) }
ASK { ?s a/rdfs:subClassOf* ?o }
ASK { ?s (plan:a|plan:b)/^plan:c+/plan:d? ?o ; ^plan:e ?f , ?g }
ASK { ?s !plan:a ?o ; !(plan:a|^plan:b|a|^a) ?p ; !^a ?q ; ?v ?r }
ASK { ?s (((plan:a))*)? ?o }
ASK { { ?s ?p ?o } UNION { ?s ?q ?o } UNION { } }
ASK { { { } } { } . { } ?s ?p ?o . { } }
ASK { OPTIONAL { ?s ?p ?o } . OPTIONAL { OPTIONAL { } } MINUS { ?s ?p 1 } }
ASK { GRAPH ?g { ?s ?p ?o } GRAPH <http://a/> { } GRAPH plan:x { ?a ?b ?c . } }
ASK { BIND(1 + 1 AS ?x) BIND("a" AS ?y) . ?s ?p ?x }
ASK { VALUES ?x { 1 "a" <http://b/> plan:c true UNDEF "d"@en } }
ASK { VALUES (?x ?y) { (1 2) (UNDEF "a") } VALUES () { () () } VALUES ( ) { } VALUES (?z) { } }
SELECT * { ?s ?p ?o } VALUES (?s ?o) { (<http://a/> 1) }
SELECT * { { SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s } FILTER(?n > 1) }
SELECT * { { SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 1 VALUES ?s { 1 } } }
SELECT ?x { ?x ?p ?o } GROUP BY ?x HAVING (COUNT(?o) > 1) (?x != 2) ORDER BY ?x LIMIT 5 OFFSET 2
SELECT ?x { ?x ?p ?o } OFFSET 2 LIMIT 5
SELECT ?x { ?x ?p ?o } ORDER BY DESC(?o) ASC(?p) ?x (?o + 1) STR(?o) xsd:integer(?o)
SELECT ?y { ?x ?p ?o } GROUP BY (STR(?x) AS ?y) ?p (?o) LANG(?o) xsd:integer(?o)
SELECT (SUM(?x) AS ?a) (AVG(DISTINCT ?x) AS ?b) (MIN(?x) AS ?c) (MAX(?x) AS ?d) { ?s ?p ?x }
SELECT (COUNT(*) AS ?a) (COUNT(DISTINCT *) AS ?b) (COUNT(?x) AS ?c) (SAMPLE(?x) AS ?d) { ?s ?p ?x }
SELECT (GROUP_CONCAT(?x) AS ?a) (GROUP_CONCAT(DISTINCT ?x ; separator = ", ") AS ?b) { ?s ?p ?x }
SELECT (COUNT(?x) + 1 AS ?n) { ?s ?p ?x } HAVING (COUNT(?x) > 1)
CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }
CONSTRUCT { ?s ?p [ ?q (1 2) ] . _:a a ?o ; ?q 1 . } { ?s ?p ?o } ORDER BY ?s LIMIT 1
CONSTRUCT WHERE { ?s ?p ?o . ?o ?q 1 }
CONSTRUCT { } WHERE { }
CONSTRUCT WHERE { }
DESCRIBE <http://a/>
DESCRIBE ?x plan:a { ?x ?p ?o } LIMIT 1
DESCRIBE * WHERE { ?s ?p ?o }
ASK FROM <https://w3id.org/planning-kg/graph/ontology> { }
SELECT * FROM <https://w3id.org/planning-kg/graph/ontology> WHERE { ?s ?p ?o }
ASK FROM NAMED <https://w3id.org/planning-kg/graph/ontology> { GRAPH ?g { } }
ASK { FILTER(?x = 1 && ?y != 2 || ?z < 3 && !(?x <= 4) || ?y > 5 || ?z >= 6) }
ASK { FILTER(1 + 2 - 3 * 4 / 5 = -6) FILTER(1+2-3 = 4*-5) FILTER(-?x < +?y) }
ASK { FILTER(sameTerm(?x -1 * 2, 3)) }
ASK { FILTER(?x IN (1, "a", ?y)) FILTER(?x NOT IN ()) FILTER(?x IN ()) }
ASK { FILTER EXISTS { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p 1 } FILTER(EXISTS { } && true) }
ASK { FILTER(BOUND(?x)) FILTER BOUND(?x) FILTER xsd:boolean(?x) FILTER <http://a/>() FILTER(?x) }
ASK { FILTER REGEX(?x, "a") FILTER regex(?x, "a", "i") }
ASK { FILTER(xsd:integer(?x) = 1) }
SELECT (IF(?x, 1, 2) AS ?a) (COALESCE(?x, 1) AS ?b) (CONCAT("a", "b") AS ?c) (CONCAT() AS ?d) { }
SELECT (SUBSTR("a", 1) AS ?a) (SUBSTR("a", 1, 2) AS ?b) (REPLACE("a", "b", "c") AS ?c) { }
SELECT (REPLACE("a", "b", "c", "i") AS ?d) (STRLEN("a") AS ?e) (UCASE("a") AS ?f) { }
SELECT (STR(1) AS ?a) (LANG("a") AS ?b) (DATATYPE(1) AS ?c) (IRI("http://a/") AS ?d) { }
SELECT (BNODE() AS ?a) (BNODE("a") AS ?b) (RAND() AS ?c) (NOW() AS ?d) (UUID() AS ?e) { }
SELECT (ABS(-1) AS ?a) (CEIL(1.5) AS ?b) (FLOOR(1.5) AS ?c) (ROUND(1.5) AS ?d) (MD5("a") AS ?e) { }
SELECT (SHA1("a") AS ?a) (SHA256("a") AS ?b) (SHA384("a") AS ?c) (SHA512("a") AS ?d) { }
SELECT (LCASE("a") AS ?a) (URI("b:") AS ?b) (STRUUID( ) AS ?c) { }
SELECT (YEAR(?t) AS ?a) (MONTH(?t) AS ?b) (DAY(?t) AS ?c) (HOURS(?t) AS ?d) (MINUTES(?t) AS ?e) { }
SELECT (SECONDS(?t) AS ?a) (TIMEZONE(?t) AS ?b) (TZ(?t) AS ?c) (ENCODE_FOR_URI("a") AS ?d) { }
SELECT (CONTAINS("a", "b") AS ?a) (STRSTARTS("a", "b") AS ?b) (STRENDS("a", "b") AS ?c) { }
SELECT (STRBEFORE("a", "b") AS ?a) (STRAFTER("a", "b") AS ?b) (STRLANG("a", "en") AS ?c) { }
SELECT (STRDT("1", xsd:integer) AS ?a) (LANGMATCHES("en", "*") AS ?b) (isLiteral(1) AS ?d) { }
SELECT (isIRI(1) AS ?a) (isURI(1) AS ?b) (isBlank(1) AS ?c) (isNumeric(1) AS ?e) { }
SELECT ?规划 { ?规划 rdfs:label "目标值"@zh-Hans }
SELECT $x ?y { $x ?y $z }
SELECT * { ?s plan:a\\~b%20c.d plan: , rdf:1 }
SELECT * { ?s ?p "\\u4e2d\\t\\\\\\"" }
SELECT*{?s?p?o.FILTER(?s!=?o)}ORDER BY?s LIMIT 1
ASK { ?s ?p ?o FILTER(?o < 3) ?s ?q ?r . FILTER(true) . }
ASK { ?s ?p ?o . { ?a ?b ?c } OPTIONAL { ?d ?e ?f } ?g ?h ?i }
SELECT ?s { ?s ?p ?o MINUS { ?s a ?c } FILTER(lang(?o) = 'zh') } ORDER BY ASC(lcase(str(?o)))
SELECT (?x AS ?y) { BIND(1 AS ?x) }
SELECT ((1 + 2) * 3 AS ?x) (!true AS ?y) ("1"^^<http://www.w3.org/2001/XMLSchema#integer> AS ?z) { }
PREFIX plan: <http://other/> ASK { ?s plan:x 1 }
ASK { ?s <http://a/中文?x=1&y=(2)#z> <urn:x:y> }
ASK { VALUES ?x { } ?s ?p ?x . }
ASK # comment {
{ }
""".strip().splitlines()
VALID = [*VALID[:-2], "\n".join(VALID[-2:])]

# Written by hand: the text with ‸ before the piece that does not fit, the piece, and what could
# stand there in Chinese (a part of what is said).
BROKEN = """
SELECT ?x WHERE { ?x ?y ‸} | } | 变量
‸ | | SELECT
‸SELCT * { } | SELCT | SELECT
‸{ ?s ?p ?o } | { | SELECT
SELECT ‸{ } | { | 变量
SELECT ?x ‸, ?y { } | , | 变量
SELECT ?x ‸WHEER { } | WHEER | WHERE
SELECT * WHERE ‸?x { } | ?x | `{`
SELECT * { ?s ?p ?o‸ | | `}`
SELECT * { ?s ?p ?o } ‸} | } | 查询结束
SELECT * { ?s ‸. } | . | IRI
SELECT * { ?s ?p ?o ‸?q ?r } | ?q | `.`
SELECT * { ?s ?p ?o, ‸} | } | 变量
SELECT * { ?s ?p ‸; ?q 1 } | ; | 字面值
SELECT * { ?s ‸"a" ?o } | "a" | 变量
SELECT * { ?s ‸1 ?o } | 1 | IRI
SELECT * { ?s ‸_:p ?o } | _:p | 变量
SELECT * { FILTER ‸?x > 1 } | ?x | 函数
SELECT * { FILTER(?x =‸= 1) } | = | 表达式
SELECT * { FILTER(?x > ‸) } | ) | 表达式
SELECT * { FILTER(?x > 1 ‸} | } | `)`
SELECT * { FILTER(‸) } | ) | 表达式
SELECT * { FILTER(?x ‸?y) } | ?y | `)`
SELECT * { FILTER(?x ‸AND ?y) } | AND |
SELECT * { FILTER(BOUND(‸1)) } | 1 | 变量
SELECT * { FILTER(REGEX(?x‸)) } | ) | `,`
SELECT * { FILTER(STRLEN(?x‸, 1) > 2) } | , | `)`
SELECT * { FILTER(NOW‸(1) > 2) } | ( | `()`
SELECT * { FILTER(?x IN ‸1) } | 1 | `(`
SELECT * { FILTER(?x NOT ‸EXISTS { }) } | EXISTS | IN
SELECT * { BIND(1 ‸?x) } | ?x | AS
SELECT * { BIND(1 AS ‸x) } | x | 变量
SELECT * { BIND(1 AS ?x ‸} | } | `)`
SELECT (1 ‸?x) { } | ?x | AS
SELECT (COUNT(‸) AS ?n) { } | ) | 表达式
SELECT (COUNT(*) ‸?n) { } | ?n | AS
SELECT (COUNT(?x‸, ?y) AS ?n) { } | , | `)`
SELECT COUNT(?x) { } | COUNT |
SELECT * { VALUES ?x ‸(1 2) } | ( | `{`
SELECT * { VALUES ?x { 1 ‸?y } } | ?y | 字面值
SELECT * { VALUES (?x) { ‸1 } } | 1 | `(`
SELECT * { VALUES ?x { ‸_:a } } | _:a | 字面值
SELECT * { OPTIONAL ‸?x ?y ?z } | ?x | `{`
SELECT * { GRAPH ‸{ } } | { | IRI
SELECT * { GRAPH ‸_:a { } } | _:a | 变量
SELECT * { GRAPH ‸"a" { } } | "a" | IRI
SELECT * { { } UNION ‸?x } | ?x | `{`
SELECT * { ‸UNION { } } | UNION |
SELECT * { ?s ?p ?o } LIMIT ‸x | x | 整数
SELECT * { ?s ?p ?o } LIMIT ‸-1 | -1 | 整数
SELECT * { ?s ?p ?o } LIMIT ‸1.5 | 1.5 | 整数
SELECT * { ?s ?p ?o } ORDER ‸?s | ?s | BY
SELECT * { ?s ?p ?o } ORDER BY‸ | | 变量
SELECT * { ?s ?p ?o } LIMIT 1 ‸ORDER BY ?s | ORDER | 查询结束
SELECT * { ?s ?p ?o } GROUP BY ‸1 | 1 | 变量
SELECT * { ?s ?p ?o } HAVING ‸?x | ?x | 函数
SELECT * { ?s ?p ?o ‸ORDER BY ?s } | ORDER | `}`
PREFIX ‸plan <http://a/> ASK { } | plan | 前缀
PREFIX plan: ‸http://a/ ASK { } | http: | <IRI>
PREFIX plan: ‸"http://a/" ASK { } | "http://a/" | <IRI>
BASE ‸a:b ASK { } | a:b | <IRI>
ASK { ?s plan:a/ ‸?o } | ?o | IRI
ASK { ?s plan:a| ‸?o ?p } | ?o | IRI
ASK { ?s (plan:a ‸?o } | ?o | `)`
ASK { ?s !‸?p ?o } | ?p | IRI
ASK { [ ?p ‸] } | ] | 变量
ASK { ( 1 2 ‸} | } | `)`
ASK { ?s ?p "a"^^ ‸} | } | IRI
CONSTRUCT { ?s plan:a‸/plan:b ?o } { } | / | 变量
CONSTRUCT { FILTER(1) } { } | FILTER |
CONSTRUCT ‸?s { } | ?s | `{`
ASK ‸?x { } | ?x | `{`
ASK { ?s ‸A ?o } | A | a
ASK {\\n  ?s ?p ?o .\\n  ?s ?p ‸} | } | 变量
ASK { # }\\n ?s ?p '''a\\nb''' ‸?x } | ?x | `.`
""".strip("\n").splitlines()


def cases() -> dict[str, tuple[str, int, int, str, str]]:
    found = {}
    for written in BROKEN:
        text, piece, expected = (part.strip() for part in written.rsplit(" |", 2))
        text = text.replace("\\n", "\n")
        if "‸" not in text:
            text = text.replace(piece, "‸" + piece)
        at = text.index("‸")
        text = text.replace("‸", "")
        line = text.count("\n", 0, at) + 1
        found[text] = (text, line, at - text.rfind("\n", 0, at), piece, expected)
    return found


@pytest.mark.parametrize("text", VALID)
def test_the_grammar_accepts_what_the_engines_accept(text: str) -> None:
    assert find_complaint(text) is None
    assert find_misfit(text) is None
    check_query(text, lambda graph: graph.startswith(PREFIXES["plan"][:28]), find_complaint)
    declared = "".join(
        f"PREFIX {name}: <{iri}> "
        for name, iri in PREFIXES.items()
        if f"PREFIX {name}:" not in text
    )
    base = re.match(r"BASE \S+ ", text)
    assert parseQuery((base.group() if base else "") + declared + text)


QUERIES = sorted(resources.path("queries").rglob("*.rq"))


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_grammar_accepts_the_canned_queries(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert find_complaint(text) is None
    assert find_misfit(text) is None


@pytest.mark.parametrize(
    ("text", "line", "column", "piece", "expected"), cases().values(), ids=cases()
)
def test_a_broken_query_is_broken_where_a_person_says(
    text: str, line: int, column: int, piece: str, expected: str
) -> None:
    assert find_complaint(text) is not None
    with pytest.raises(QuerySyntaxError) as caught:
        check_query(text, lambda graph: False, find_complaint)
    error = caught.value
    assert (error.line, error.column, error.token) == (line, column, piece)
    assert expected in error.words.zh
    assert f"第{line}行第{column}列" in error.words.zh
    assert len(error.expected) <= 5
    assert "\n" not in error.words.zh + error.words.en


# What the grammar lets pass and the engine does not: line, column, piece, words of the reason.
MEANINGLESS = {
    "prefix": ("ASK { ?s plann:Target 1 }", 1, 10, "plann:Target", "plan:Target"),
    "prefix in capitals": ("ASK {\n ?s a Plan:Target }", 2, 7, "Plan:Target", "plan:Target"),
    "strange prefix": ("ASK { ?s xxyyzz:a 1 }", 1, 10, "xxyyzz:a", "PREFIX xxyyzz:"),
    "empty prefix": ("ASK { ?s :a 1 }", 1, 10, ":a", "PREFIX :"),
    "prefix of a type": ("ASK { ?s ?p '1'^^xds:integer }", 1, 18, "xds:integer", "xsd:integer"),
    "escape": (r"ASK { ?s ?p 'ab\d' }", 1, 16, r"\d", "反斜杠"),
    "escape in a long string": ("ASK { ?s ?p '''a\n\\d''' }", 2, 1, r"\d", "反斜杠"),
    "short escape": (r"ASK { ?s ?p '\u12' }", 1, 14, r"\u", "反斜杠"),
    "capitals": ("ASK { ?s ?p TRUE }", 1, 13, "TRUE", "小写"),
    "relative IRI": ("ASK { <task/1> ?p ?o }", 1, 7, "<task/1>", "BASE"),
    "bad IRI": ("ASK { ?s ?p <http://a:b:c/> }", 1, 13, "<http://a:b:c/>", "IRI"),
    "row": ("ASK { VALUES (?x ?y) { (1 2)\n(1) } }", 2, 1, "", "2个值"),
    "long row": ("ASK { VALUES (?x) { ('1'^^xsd:integer 'a'@en) } }", 1, 21, "", "1个值"),
    "label": ("ASK { _:a ?p 1 . { _:a ?p 2 } }", 1, 20, "_:a", "变量"),
    "bind": ("ASK { ?x ?p 1 BIND(2 AS ?x) }", 1, 25, "?x", "换一个变量名"),
    "group": ("SELECT ?y { ?x ?p ?y } GROUP BY ?x", 1, 1, "", "GROUP BY"),
    "group *": ("SELECT * { ?x ?p ?y } GROUP BY ?x", 1, 1, "", "列出变量"),
    "expression": ("SELECT (COUNT(*) + ?y AS ?n) { ?x ?p ?y }", 1, 1, "", "聚合"),
    "twice": ("SELECT (1 AS ?x) (2 AS ?x) { }", 1, 1, "", "两次"),
    "as": ("SELECT (1 AS ?x) { ?x ?p ?o }", 1, 1, "", "AS"),
    "limit": ("SELECT * { } LIMIT 99999999999999999999", 1, 1, "", "LIMIT"),
    "language": ("ASK { ?s ?p 'a'@abcdefghijklm }", 1, 1, "", "语言标签"),
    "a function": ("PREFIX f: <a:> ASK { FILTER(f:g(1)) }", 1, 29, "f:g", "没有这个函数"),
    "an aggregate in a filter": ("ASK { FILTER(COUNT(?x) > 1) }", 1, 1, "", "查询引擎"),
}


@pytest.mark.parametrize(
    ("text", "line", "column", "piece", "words"), MEANINGLESS.values(), ids=MEANINGLESS
)
def test_what_only_the_engine_refuses_is_said_in_plain_words(
    text: str, line: int, column: int, piece: str, words: str
) -> None:
    assert find_misfit(text) is None
    with pytest.raises(QuerySyntaxError) as caught:
        check_syntax(text, find_complaint)
    error = caught.value
    assert (error.line, error.column, error.token) == (line, column, piece)
    assert words in error.words.zh
    assert not re.search(r"\.\.=|\[_\]|error at|\n", error.words.zh + error.words.en)


SENTENCES = {
    "a token": (
        "SELECT ?x WHERE { ?x ?y }",
        "查询第1行第25列:此处不应有 `}`,应为 `(`、变量、IRI或带前缀的名称、字面值、空白节点",
        (
            "query, line 1, column 25: `}` does not fit here; expected `(`, a variable, an IRI or a"
            " prefixed name, a literal, a blank node"
        ),
    ),
    "the end": (
        "PREFIX a: <http://a/>\n# x",
        "查询第1行第22列:查询不完整,到此中断,应为 SELECT、ASK、CONSTRUCT、DESCRIBE、BASE",
        (
            "query, line 1, column 22: the query ends too early; expected SELECT, ASK, CONSTRUCT,"
            " DESCRIBE, BASE"
        ),
    ),
    "a word": (
        "SELECT ?x\nWHEER { }",
        "查询第2行第1列:`WHEER` 不是SPARQL的词,应为 WHERE",
        "query, line 2, column 1: `WHEER` is no word of SPARQL; expected WHERE",
    ),
    "full width": (
        "ASK { ?s ?p ?o } LIMIT （",
        "查询第1行第24列:`（` 是全角字符,请改用半角 (",
        "query, line 1, column 24: `（` is a full-width character; write (",
    ),
}


@pytest.mark.parametrize(("text", "zh", "en"), SENTENCES.values(), ids=SENTENCES)
def test_the_sentences(text: str, zh: str, en: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        check_query(text, lambda graph: False, find_complaint)
    assert caught.value.words == (zh, en)


def test_the_guard_speaks_before_the_engine() -> None:
    def complain(text: str, prefixes: object) -> str | None:
        raise AssertionError("the engine was asked")

    with pytest.raises(RefusedQueryError):
        check_query("ASK { SERVICE <http://a/> { } }", lambda graph: False, complain)


def test_the_engine_parses_and_does_not_evaluate() -> None:
    rows = " ".join(map(str, range(1000)))
    body = "".join(f"VALUES ?{name} {{ {rows} }} " for name in "abc")
    assert find_complaint(f"ASK {{ {body} FILTER(?a + ?b + ?c < 0) }}") is None
    # Oxigraph refuses to dial this port as soon as it evaluates.
    assert find_complaint("ASK { SERVICE <http://127.0.0.1:9/> { } }") is None


def test_every_word_stands_in_the_grammar_and_the_reverse() -> None:
    names = {terminal.name for terminal in grammar._parser().terminals}
    words = {name for name in names if name not in grammar.MARKS}
    assert words == keywords.KNOWN - keywords.UPDATES


def test_a_query_that_is_none_takes_no_longer_by_the_character() -> None:
    for text in (
        "ASK { VALUES ?x { " + "1 " * 20_000,
        "ASK { ?s ?p '" + "a" * 1_000_000,
        "ASK " * 50_000,
    ):
        with pytest.raises(QuerySyntaxError) as caught:
            check_query(text, lambda graph: False, find_complaint)
        assert len(caught.value.words.zh) < 400


def test_a_query_that_passes_is_named_by_its_form() -> None:
    assert check_query("ASK { }", lambda graph: False, find_complaint).form is Form.ASK
    assert check_read_only("SELECT * { }", lambda graph: False).form is Form.SELECT
