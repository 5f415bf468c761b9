"""Faults between suggestions and their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.text import Span
from tests.planted.faults import Fault, annexes, change, matches, plants

# A suggestion's words behind its number: 1.加力发展…,支撑….
_ASKED = r"^\d{1,2}[.、](?P<words>[^\n]{8,60}?)。?$"
# Its answer: all paragraphs up to the next row's number, the next theme or the next annex.
_ANSWER = (
    r"^第[一二三四五六七八九十\d]+篇[^\n]{20,}"
    r"(?:\n+(?!\d{1,2}\n|[一二三四五六七八九十]+、|附件)[^\n]+)*$"
)
_LEAST = 6


def asked(text: str) -> list[tuple[Span, Span]]:
    """Return each suggestion's words with those of its answer."""
    found = []
    for match in re.finditer(_ASKED, text, re.MULTILINE):
        if match.start() < annexes(text):
            continue
        answer = re.compile(_ANSWER, re.MULTILINE).search(text, match.end())
        if answer and not re.search(r"^\d{1,2}$", text[match.end() : answer.start()], re.MULTILINE):
            found.append((Span(*match.span("words")), Span(*answer.span())))
    return found


def demands(text: str, words: Span) -> list[Span]:
    """Cut a suggestion at its commas."""
    return [
        Span(words.start + piece.start(), words.start + piece.end())
        for piece in re.finditer(r"[^,，;；]+", words.quote(text))
        if len(piece.group()) >= _LEAST
    ]


@plants("adoption-refused")
def adoption_refused(text: str) -> Iterator[Fault]:
    """Let an answer begin by saying that the suggestion was not taken up, or in part."""
    known = asked(text)
    for words, (_, answer) in zip(
        ("部分采纳", "暂未采纳", "未予采纳", "部分吸收"), known, strict=False
    ):
        yield change(text, Span(answer.start, answer.start), f"{words}。", near=len(words) + 1)


@plants("answer-hollow")
def answer_says_nothing(text: str) -> Iterator[Fault]:
    """Answer with courtesy, or with the words of the suggestion again."""
    for words, answer in asked(text):
        said = words.quote(text).rstrip("。；;")
        line = text.find("\n", answer.end)
        if line < 0 or not re.match(r"\s*(?:\d{1,2}\s*\n|\Z)", text[line:]):
            continue
        whole = Span(answer.start, line)
        for empty in ("《纲要》相关篇章均有体现。", "已认真研究。", f"进一步{said}。"):
            yield change(text, whole, empty, near=len(empty))


_MORE = re.compile(r"(?:加快|加强|大力|持续)?(?:发展|培育|壮大|推进|建设|做大)(?P<matter>.{3,})")


@plants("answer-opposite")
def answer_holds_back(text: str) -> Iterator[Fault]:
    """Answer that less will be done of what is asked for."""
    for words, answer in asked(text):
        for demand in demands(text, words):
            more = _MORE.fullmatch(demand.quote(text))
            if more is not None and not re.search("风险|成本|负担|污染", more["matter"]):
                for held in ("适当控制", "放缓", "限制"):
                    said = f"提出{held}{more['matter']}；"
                    yield change(text, Span(answer.start, answer.start), said, near=len(said))


@plants("demand-unanswered")
def demand_exchanged(text: str) -> Iterator[Fault]:
    """Ask for something of which no answer speaks, in place of one of several demands."""
    for words, _ in asked(text):
        mine = demands(text, words)
        if len(mine) > 1:
            for demand in ("修缮渔民祠堂", "编纂芦苇图谱", "开展水鸟环志"):
                yield change(text, mine[0], demand, near=len(words.quote(text)))


@plants("demand-unanswered")
def answers_exchanged(text: str) -> Iterator[Fault]:
    """Exchange an answer with that of a suggestion of another theme."""
    known = asked(text)
    for index, (words, answer) in enumerate(known):
        other = known[(index + len(known) // 2) % len(known)][1]
        if re.search("“|坚持", words.quote(text)) or any(
            words.quote(text)[i : i + 2] in other.quote(text)
            for i in range(len(words.quote(text)) - 1)
        ):
            # A slogan, a principle, or words in common: whether it answers no planter can say.
            continue
        changed = change(text, answer, other.quote(text), near=4)
        yield replace(changed, edits=(*changed.edits, words))


# A thing that is asked for, and another under the same word that the answer speaks of.
_OTHER_THINGS = (
    ("规范候鸟投喂", "完善候鸟拍摄规程"),
    ("推广芦苇编织", "推广芦苇造纸"),
    ("保护河蟹养殖", "发展珍珠养殖"),
    ("举办渔火灯会", "举办元宵灯会"),
)


@plants("object-shifted")
def object_exchanged(text: str) -> Iterator[Fault]:
    """Ask for one thing and answer with another of the same word: 候鸟投喂, 候鸟拍摄."""
    for index, (words, answer) in enumerate(asked(text)):
        one, other = _OTHER_THINGS[index % len(_OTHER_THINGS)]
        if text[answer.end - 1] != "。":
            continue
        first = change(text, Span(words.end, words.end), f"，{one}", near=len(one) + 2)
        end = answer.end - 1 + len(one) + 1
        second = change(first.text, Span(end, end), f"，{other}", near=len(other) + 2)
        yield replace(
            second,
            edits=(*first.edits, *second.edits),
            words=(one, other),
            said=f"{first.said}; {second.said}",
        )


@plants("aim-not-named")
def aim_added(text: str) -> Iterator[Fault]:
    """Ask for a measure to an end of which no answer speaks."""
    for words, _ in asked(text):
        for aim in ("支撑候鸟迁徙繁衍", "促进芦苇编织传承"):
            yield change(text, Span(words.end, words.end), f"，{aim}", near=len(aim) + 2)


@plants("demand-in-other-words")
def general_demand_added(text: str) -> Iterator[Fault]:
    """Ask for something in such general words that nothing can be looked for."""
    for words, _ in asked(text):
        for demand in ("进一步提升整体水平", "不断增强综合能力"):
            yield change(text, Span(words.end, words.end), f"，{demand}", near=len(demand) + 2)


@plants("figure-asked-not-given")
def figure_asked_for(text: str) -> Iterator[Fault]:
    """Ask for a figure where the answer gives none."""
    for words, answer in asked(text):
        if not re.search(r"\d", answer.quote(text)):
            yield change(
                text, Span(words.end, words.end), ",建成示范项目80个", near=len(words.quote(text))
            )


@plants("figure-announced-not-given")
def goals_announced(text: str) -> Iterator[Fault]:
    """Say that goals are set, and give none."""
    for words, answer in asked(text):
        said = answer.quote(text)
        if not re.search(r"\d|翻一番|目标|指标", said) and said.endswith("。"):
            at = answer.end - 1
            yield change(
                text,
                Span(at, at),
                ",明确了具体的发展目标和年度指标",
                near=60,
                against=[words.quote(text)],
            )


_CONTENTS = r"(?:包括|提出|包含)(?P<words>[^,，;；。:：\n]{18,80}?)(?:等(?:重点)?内容)?[,，;；。]"
_UNIT = r"第[一二三四五六七八九十]+篇专门设置[^,，。、和]{4,30}(?:小节|章节)"


@plants("same-words-twice")
def answer_given_again(text: str) -> Iterator[Fault]:
    """Let an answer say word for word what the one before says of the same section."""
    for (_, one), (_, other) in pairwise(asked(text)):
        form = rf"(?P<unit>{_UNIT})[^。;；\n]*?{_CONTENTS}"
        contents = re.search(form, one.quote(text))
        if (
            contents
            and len(re.findall("小节|章节|专栏", contents.group())) == 1
            and text[other.end - 1] == "。"
            and text.count(contents["words"]) == 1
        ):
            at = other.end - 1
            words = f"。{contents['unit']}，包括{contents['words']}"
            yield change(text, Span(at, at), words, near=40, against=[contents["words"]])


@plants("same-words-under-two-units")
def contents_copied(text: str) -> Iterator[Fault]:
    """Let an answer say of its section, word for word, what another says of its own."""
    for (_, one), (_, other) in pairwise(asked(text)):
        contents = re.search(_CONTENTS, one.quote(text))
        said = other.quote(text)
        mine = set(re.findall(r"([^,，。、和置]{4,30})(?:小节|章节|专栏)", one.quote(text)))
        theirs = re.findall(r"([^,，。、和置]{4,30})(?:小节|章节|专栏)", said)
        # Contents said of a part itself are under no unit.
        if contents is None or "相关内容" in contents["words"]:
            continue
        is_of_unit = re.search(r"(?:小节|章节|专栏)", one.quote(text)[: contents.start()])
        if is_of_unit and text[other.end - 1] == "。" and theirs and not mine & set(theirs):
            at = other.end - 1
            words = contents["words"]
            yield change(text, Span(at, at), f"，{words}", near=80, against=[words])


@plants("heading-only")
def contents_taken_out(text: str) -> Iterator[Fault]:
    """Take all out that an answer says of the section it names."""
    for match, place in matches(
        r"^第[一二三四五六七八九十]+篇专门设置[^,，。、和]{4,30}(?:小节|章节)(?P<rest>[,，][^\n]*。)$",
        text,
        "rest",
    ):
        yield change(text, place, "。", near=len(match.group()))


@plants("answer-names-part-only")
def unit_taken_out(text: str) -> Iterator[Fault]:
    """Leave the section out of an answer, so that it names a part alone."""
    for match, place in matches(
        r"^第[一二三四五六七八九十]+篇(?P<unit>专门设置[^,，。、和]{4,30}(?:小节|章节))[,，][^\n]*$",
        text,
        "unit",
    ):
        rest = match.group()[place.end - match.start() :]
        if not re.search(r"小节|章节|专栏|篇", rest):
            yield change(text, place, "对此作出安排", near=len(match.group()))


@plants("unit-cited-again")
def unit_cited_besides(text: str) -> Iterator[Fault]:
    """Let an answer name a section besides that another answer named."""
    known = asked(text)
    for (_, one), (_, other) in pairwise(known):
        unit = re.match(
            r"第[一二三四五六七八九十]+篇专门设置[^,，。、和]{4,30}(?:小节|章节)", one.quote(text)
        )
        if unit:
            at = other.end - 1
            yield change(
                text,
                Span(at, at),
                f"。{unit.group()},作出具体安排",
                near=40,
                against=[unit.group()],
            )


@plants("unit-name-varies")
def unit_named_otherwise(text: str) -> Iterator[Fault]:
    """Change a word of a section's name where it is cited a second time."""
    names = re.findall(r"设置([^,，。、和]{7,24})(?:小节|章节)", text)
    for match, place in matches(r"设置(?P<name>[^,，。、和]{7,24})(?:小节|章节)", text, "name"):
        if names.count(match["name"]) > 1:
            yield change(
                text, Span(place.end - 2, place.end), "新途", against=[match["name"]], near=30
            )


@plants("kind-mismatch")
def level_word_exchanged(text: str) -> Iterator[Fault]:
    """Call a chapter what another answer calls a section."""
    names = re.findall(r"([^,，。、和置]{6,24})(?:小节|章节)", text)
    for match, place in matches(r"(?P<name>[^,，。、和置]{6,24})(?P<kind>小节|章节)", text, "kind"):
        if names.count(match["name"]) > 1:
            other = {"小节": "章节", "章节": "小节"}[match["kind"]]
            yield change(text, place, other, against=[match["name"]], near=30)


@plants("kind-mismatch")
def column_called_a_section(text: str) -> Iterator[Fault]:
    """Call an announced special column a section where it is cited."""
    half = len(text) // 2
    for match, place in matches(r"“(?P<name>[^“”,，。、]{5,24})”(?P<kind>专栏)", text, "kind"):
        if place.start > half and match["name"] in text[:half]:
            yield change(text, place, "小节", against=[match["name"]], near=30)
