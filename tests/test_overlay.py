"""A user's own words and forms: what they change, how they travel, what an error says."""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from kg import lexicon
from kg.check import overlays, reread, validate_store
from kg.check.readings.facts import Fact
from kg.check.readings.mentions import read_mentions
from kg.check.readings.tokens import clause_of
from kg.cli import run
from kg.errors import LexiconError, OwnFileError, ProfileError
from kg.extract.numbers import find_numbers
from kg.graph.builder import term
from kg.lexicon import WordFile
from kg.namespaces import DEFAULT_BASE
from kg.pipeline import Build, build_document, build_graph
from kg.profiles.overlay import Overlay, laid_over, profiles_in_use
from kg.store import Store
from tests.cases import frame
from tests.cases.answer import source_of
from tests.conftest import HERE, INVENTED, Report

DOCS = HERE.parent / "docs"
COLUMNS = ("indicator", "comparator", "value", "unit", "year")

SHOPS = """
[classifier.shops]
reads = "thing"
forms = ["爿"]
examples = ["36爿"]
counterexamples = ["36家"]
"""
CAPPED = """
[bound-before.at-most]
forms = ["打顶"]
examples = ["打顶120万元"]
"""


# The guide


@dataclass(frozen=True)
class Addition:
    """A worked addition of the guide.

    Attributes:
        text: What stands in the report.
        own: The user's file.
        command: The call that reads it.
        before: The targets that are read without the file.
        after: Those that are read with it.
    """

    title: str
    text: str
    own: str
    command: str
    before: list[tuple[str, ...]]
    after: list[tuple[str, ...]]


def additions(name: str) -> Iterator[Addition]:
    guide = (DOCS / name).read_text(encoding="utf-8")
    for section in re.split(r"^### ", guide, flags=re.MULTILINE)[1:]:
        blocks = dict(re.findall(r"^```(text|toml|sh)\n(.*?)^```", section, re.M | re.S))
        tables = re.findall(r"^\|(?:---\|)+\n((?:\|.*\n)*)", section, re.MULTILINE)
        before, after = (
            [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows.splitlines()]
            for rows in tables[:2]
        )
        title = section.partition("\n")[0]
        yield Addition(title, blocks["text"], blocks["toml"], blocks["sh"], before, after)


ADDITIONS = [(name, found) for name in ("lexicon.md", "lexicon.zh.md") for found in additions(name)]


def targets(graph: Path, capfd: pytest.CaptureFixture[str]) -> list[tuple[str, ...]]:
    capfd.readouterr()
    assert run(["-q", "--store", str(graph), "query", "targets", "-f", "csv"]) == 0
    rows = csv.DictReader(io.StringIO(capfd.readouterr().out))
    return [tuple(row[name] for name in COLUMNS) for row in rows]


@pytest.mark.parametrize(
    "addition",
    [found for _, found in ADDITIONS],
    ids=[f"{name}-{found.title}" for name, found in ADDITIONS],
)
def test_a_worked_addition_of_the_guide_does_what_it_says(
    addition: Addition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(addition.command)
    report, own = next(Path(w) for w in words if w.endswith(".txt")), Path(words[4])
    is_table = addition.text.count("\n") > 1
    report.write_text(
        frame() + addition.text if is_table else frame(addition.text.strip()), encoding="utf-8"
    )
    own.write_text(addition.own, encoding="utf-8")
    assert run(["build", str(report), "-o", "plain.trig"]) == 0
    assert targets(Path("plain.trig"), capfd) == addition.before
    assert run(words[1:]) == 0
    graph = Path(words[words.index("-o") + 1])
    assert targets(graph, capfd) == addition.after
    # No file is there any more: the graph holds the words.
    own.unlink()
    assert run(["--store", str(graph), "explain", "task/1"]) == 0
    capfd.readouterr()


@pytest.mark.parametrize("addition", list(additions("lexicon.md")), ids=lambda found: found.title)
def test_a_worked_addition_is_valid(addition: Addition) -> None:
    is_table = addition.text.count("\n") > 1
    own = (WordFile("own.toml", addition.own),)
    overlay = Overlay(profiles=own) if is_table else Overlay(own)
    text = frame() + addition.text if is_table else frame(addition.text.strip())
    with laid_over(overlay):
        build = build_document(source_of(text))
    assert validate_store(Store.of(build_graph([build]))).problems == ()


def test_the_guides_show_the_same_additions() -> None:
    one, other = (list(additions(name)) for name in ("lexicon.md", "lexicon.zh.md"))
    assert len(one) == 3
    for english, chinese in zip(one, other, strict=True):
        assert (english.text, english.own, english.after) == (
            chinese.text,
            chinese.own,
            chinese.after,
        )


# What travels


def built(key: str, text: str, *words: str) -> Build:
    own = Overlay(tuple(WordFile(f"/some/where/{key}-{n}.toml", w) for n, w in enumerate(words)))
    with laid_over(own):
        return build_document(source_of(frame(text), key))


def words_known(monkeypatch: pytest.MonkeyPatch, store: Store) -> Mapping[str, set[str]]:
    """Validate a store; return which own words the second reading of each document knew."""
    known: dict[str, set[str]] = {}
    plain = reread._read_again

    def read(fact: Fact) -> tuple[int, list[tuple[str, str]]]:
        key = fact.node.removeprefix(DEFAULT_BASE).partition("/")[0]
        classes = {"爿": "classifier", "打顶": "bound-before"}
        known.setdefault(key, set()).update(
            word for word, name in classes.items() if lexicon.words(name).whole(word)
        )
        return plain(fact)

    monkeypatch.setattr(reread, "_read_again", read)
    validate_store(store)
    return known


def test_each_document_is_checked_with_the_words_that_it_was_read_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "到2030年，百年老店达到36家。"
    builds = [built("a", text, SHOPS), built("b", text, SHOPS, CAPPED), built("c", text)]
    known = words_known(monkeypatch, Store.of(build_graph(builds)))
    assert known == {"a": {"爿"}, "b": {"爿", "打顶"}, "c": set()}
    assert lexicon.words("classifier").whole("爿") is None


def test_a_graph_with_an_overlay_holds_its_text_and_not_its_folder() -> None:
    build = built("a", "到2030年，培育百年老店36爿。", SHOPS)
    store = Store.of(build_graph([build]))
    [overlay] = overlays.read_overlays(store).values()
    assert [(file.name, file.text) for file in overlay.lexicons] == [("a-0.toml", SHOPS)]
    assert not overlays.check_overlays(store)
    assert not any("/some/where" in str(quad) for quad in build.quads)


def test_an_overlay_that_was_changed_in_the_graph_is_found() -> None:
    quads = build_graph([built("a", "到2030年，培育百年老店36爿。", SHOPS)])
    changed = [
        Quad(quad.subject, quad.predicate, Literal(SHOPS + "# x"), quad.graph_name)
        if quad.predicate == term("prov:value")
        else quad
        for quad in quads
    ]
    [problem] = overlays.check_overlays(Store.of(changed))
    assert problem.node.endswith("/a/overlay/lexicon/1")


def test_a_graph_without_an_overlay_says_nothing_of_one(hangzhou: Report) -> None:
    assert not any("overlay" in str(quad.subject) for quad in hangzhou.build.quads)


def test_demo_takes_own_words(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "words.toml"
    own.write_text(SHOPS, encoding="utf-8")
    assert run(["demo", "-o", str(tmp_path / "demo"), "--lexicon", str(own)]) == 0
    assert "爿" in (tmp_path / "demo" / "graph.trig").read_text(encoding="utf-8")
    capfd.readouterr()


# What is laid over what


def forms(text: str, kind: str = "report") -> Mapping[str, re.Pattern[str]]:
    with laid_over(Overlay(profiles=(WordFile("forms.toml", text),))):
        profile = next(profile for profile in profiles_in_use() if profile.key == kind)
        table = next(table for table in profile.tables if table.key == "indicators")
        return {**table.headers, "announce": profile.column_verbs, **profile.sections}


def test_a_list_is_added_and_a_pattern_replaces() -> None:
    added = forms('[tables.indicators.headers]\nname = ["监测项目"]')["name"]
    assert added.fullmatch("监测项目")
    assert added.fullmatch("指标名称")
    replaced = forms("[tables.indicators.headers]\nname = '监测项目'")["name"]
    assert replaced.fullmatch("监测项目")
    assert not replaced.fullmatch("指标名称")


def test_a_heading_stands_before_those_of_its_kind() -> None:
    text = "[[headings]]\nkind = '条'\npattern = '^甲(?P<number>{N})'"
    ours = {profile.key: profile.headings for profile in profiles_in_use()}
    with laid_over(Overlay(profiles=(WordFile("forms.toml", text),))):
        laid = {profile.key: profile.headings for profile in profiles_in_use()}
    for key, headings in laid.items():
        place = next(i for i, form in enumerate(headings) if form.pattern.match("甲1"))
        kinds = [form.kind for form in ours[key]]
        assert place == (kinds.index("条") if "条" in kinds else len(kinds))
        assert [form for form in headings if not form.pattern.match("甲1")] == list(ours[key])


def test_a_file_may_be_for_one_kind() -> None:
    text = 'kind = "报告"\n[sections]\nheadline = ["甲乙"]'
    assert forms(text)["headline"].search("甲乙")
    assert not forms(text, "report")["review"].search("甲乙")
    with laid_over(Overlay(profiles=(WordFile("forms.toml", text),))):
        others = [profile for profile in profiles_in_use() if profile.key != "report"]
    assert not any(profile.sections["headline"].search("甲乙") for profile in others)


def test_a_new_word_is_in_all_that_is_composed_of_it() -> None:
    own = WordFile("words.toml", '[more.more]\nforms = ["盖过"]\nexamples = ["盖过5%"]')
    with laid_over(Overlay((own,))):
        found = lexicon.words("bound-before").at("不得盖过5%", 0)
        assert found is not None
        assert (found.reads, found.end) == ("<=", 4)
    assert lexicon.words("bound-before").at("不得盖过5%", 0) is None


def test_a_later_file_lies_over_an_earlier_one() -> None:
    files = (WordFile("a.toml", SHOPS), WordFile("b.toml", '[classifier.shops]\nforms = ["铺"]'))
    with laid_over(Overlay(files)):
        assert lexicon.words("classifier").whole("爿")
        assert lexicon.words("classifier").whole("铺")


# Errors: the file, the line it should name, and words of the message

LEXICON_ERRORS = {
    "no TOML": ('[bound-before.at-most]\nforms = ["打顶"]\nreads = \n', 3, "not TOML"),
    "unfinished": ('[bound-before.at-most]\nforms = ["打顶"', 2, "not TOML"),
    "class": ('# ours\n[bond-before.at-most]\nforms = ["打顶"]', 2, "did you mean bound-before"),
    "closed": ('[digit.1]\nforms = ["幺"]\nexamples = ["幺个"]', 1, "takes no additions"),
    "no table": ("bound-before = 3", 1, "is no table"),
    "key": ('[bound-before.at-most]\nform = ["打顶"]', 2, "did you mean forms"),
    "no forms": ('[bound-before.at-most]\nzh = "至多"', 1, "no forms"),
    "forms": ('[bound-before.at-most]\nforms = "打顶"', 2, "not a list"),
    "pattern": (
        '[bound-before.at-most]\nforms = [\n  "打顶",\n  "(打",\n]', 4, "no regular expression",
    ),
    "empty": ('[bound-before.at-most]\nforms = ["(?:打顶)?"]', 2, "matches nothing"),
    "composed": ('[bound-before.at-most]\nforms = ["{denal}过"]', 2, "did you mean denial"),
    "reads": ('[bound-before.cap]\nreads = "leq"\nforms = ["打顶"]', 2, "one of"),
    "other reads": ('[bound-before.at-most]\nreads = ">="\nforms = ["打顶"]', 2, "reads '<='"),
    "name": ('[bound-before."打顶"]\nreads = "<="\nforms = ["打顶"]', 1, "lower-case"),
    "example": (
        '[bound-before.at-most]\nforms = ["打顶"]\nexamples = [\n  "打顶5%",\n  "触顶5%",\n]',
        5, "'触顶5%' does not hold it",
    ),
    "value of an example": (
        '[bound-before.at-most]\nforms = ["打顶"]\nexamples = [{ text = "打顶5%", reads = ">" }]',
        3, "reads '<=', not '>'",
    ),
    "counterexample": (
        '[bound-before.at-most]\nforms = ["打顶"]\ncounterexamples = ["打顶5%"]', 3, "all the same",
    ),
    "examples": ('[bound-before.at-most]\nforms = ["打顶"]\nexamples = [5]', 3, "an example is"),
}  # fmt: skip

PROFILE_ERRORS = {
    "no TOML": ("[tables.indicators.headers]\nname = [监测项目]", 2, "not TOML"),
    "kind": ('key = "raport"', 1, "did you mean report"),
    "table": ('[tables.indicator.headers]\nname = ["甲"]', 1, "did you mean indicators"),
    "key": ('[tables.indicators.headers]\n\nnames = ["甲"]', 3, "did you mean name"),
    "table of another kind": ('key = "plan"\n[adoption.words]\nset = ["甲"]', 2, "unknown table"),
    "pattern": ('[sections]\nheadline = [\n "甲",\n "(乙",\n]', 4, "no regular expression"),
    "type": ("[sections]\nheadline = 3", 2, "neither a pattern nor a list"),
    "group": ("[counts]\ntask = '{N}项任务'", 2, "(?P<count>"),
    "group twice": ("[counts]\ntask = ['(?P<count>{N})件任务']", 2, "replaces ours"),
    "order": ('[document]\ntitle = "^甲$"', 2, "list in brackets"),
    "single": ('[columns]\nword = ["专页"]', 2, "single pattern"),
    "heading": ("[[headings]]\nkind = '条'\n[[headings]]\nkind = '款'", 3, "no pattern"),
    "kind of heading": (
        "[[headings]]\nkind = '款'\npattern = '^款(?P<number>{N})'", 2, "kind of heading",
    ),
    "level": ("[adoption.levels]\n'专页' = '页'", 2, "kind of citation"),
}  # fmt: skip


@pytest.mark.parametrize("name", LEXICON_ERRORS)
def test_an_error_in_a_file_of_words_names_its_line(name: str) -> None:
    text, line, said = LEXICON_ERRORS[name]
    with pytest.raises(LexiconError) as error, laid_over(Overlay((WordFile("w.toml", text),))):
        pass
    _check(error.value, "w.toml", line, said)


@pytest.mark.parametrize("name", PROFILE_ERRORS)
def test_an_error_in_a_file_of_forms_names_its_line(name: str) -> None:
    text, line, said = PROFILE_ERRORS[name]
    own = Overlay(profiles=(WordFile("f.toml", text),))
    with pytest.raises(ProfileError) as error, laid_over(own):
        pass
    _check(error.value, "f.toml", line, said)


def _check(error: OwnFileError, name: str, line: int, said: str) -> None:
    assert error.exit_status == 2
    assert (error.name, error.line) == (name, line), error
    assert said in error.words.en, error.words.en
    assert error.words.en.startswith(f"{name}, line {line}: ")
    assert error.words.zh.startswith(f"{name}，第{line}行：")


@pytest.mark.parametrize("option", ["--lexicon", "--profile"])
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_written(
    option: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    missing, latin, graph = (tmp_path / name for name in ("no.toml", "latin.toml", "g.trig"))
    latin.write_bytes("# \n# é".encode("latin-1"))
    for path, said in ((missing, "no.toml："), (latin, "latin.toml，第2行：")):
        assert run(["build", str(INVENTED), option, str(path), "-o", str(graph)]) == 2
        [line] = capfd.readouterr().err.splitlines()
        assert said in line
    assert not graph.exists()


def test_one_text_under_two_lexicons_in_one_process_is_read_twice() -> None:
    """What is kept of a reading is kept with the words it was read with."""
    text = frame("到2030年，培育百年老店三十六爿。")
    own = Overlay((WordFile("own.toml", SHOPS),))
    read = []
    for _ in range(2):
        read.append(build_document(source_of(text)).facts.targets)
        with laid_over(own):
            build = build_document(source_of(text))
            assert validate_store(Store.of(build_graph([build]))).problems == ()
            read.append(build.facts.targets)
    assert [[str(target.value) for target in targets] for targets in read] == [[], ["36"]] * 2


def test_what_is_kept_of_a_text_is_kept_by_the_words_in_use() -> None:
    said = "老店打顶36爿,十五爿新开"

    def read() -> tuple[object, ...]:
        return (
            [number.span for number in find_numbers(said)],
            [(mention.value, mention.unit) for mention in read_mentions(said)],
            clause_of(said).read(2, 4),
            [match.group() for match in lexicon.pattern("bound-before").finditer(said)],
        )

    own = Overlay((WordFile("a.toml", SHOPS), WordFile("b.toml", CAPPED)))
    plain = read()
    with laid_over(own):
        richer = read()
    assert read() == plain
    with laid_over(own):
        assert read() == richer
    for kept, ours in zip(richer, plain, strict=True):
        assert kept != ours
