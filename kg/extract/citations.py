"""Citations: which units of the outline an adoption text names.

The grammar, sentence by sentence. A *level word* (章节, 小节, 专栏) ends a list of names; the list
begins at its anchor to the left: a verb of setting, a word such as 其中, the naming of a part, the
level word before, or the beginning of the clause. What follows a verb of contents (包括, 提出)
are contents, until a new verb of setting or a new part. The part named last governs the names; a
part that governs none is cited itself, and so is a part in which contents are said to stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from kg.extract.clauses import clause_starts
from kg.extract.levels import LevelWord, find_level_words
from kg.extract.names import read_tally, split_names
from kg.extract.parts import PartMention, part_mentions
from kg.lexicon import words
from kg.model import CitationKind
from kg.parse.structure import ParsedDocument
from kg.text import Span, bare_name, depths, trim

_AT = ("", "在", "于")
_MARK = re.compile("[,。;:\n]")
# How far before a list a word may stand that says that each part has its own name.
_REACH = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A citation before it gets its number.

    Attributes:
        name: Its place; ``None`` for a unit cited by number alone.
        place: From the name (or the part, in the same clause) to the level word.
        mention: Index of the part's mention in the adoption text; ``None`` without a part.
        unit_number: The number of a unit cited by number, such as 2 of 第二章.
    """

    kind: CitationKind
    name: Span | None
    place: Span
    mention: int | None
    unit_number: int | None = None


@dataclass(slots=True)
class AdoptionCitations:
    """What was read from one adoption text."""

    mentions: list[PartMention] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    unnumbered: list[tuple[Span, Span]] = field(default_factory=list)


class CitationReader:
    """Reads the sentences of one adoption text, carrying the part in force."""

    def __init__(self, parsed: ParsedDocument) -> None:
        self._parsed = parsed
        self._folded = parsed.folded
        self._form = parsed.profile.adoption
        self._part: int | None = None
        # Of the sentence that is read: how deep in quotation marks each character stands, where its
        # clauses begin, and where the words of a list end.
        self._depths: list[int] = []
        self._starts: list[int] = []
        self._ends: dict[str, list[int]] = {}
        # Of each part that is named: where that begins, and the first mark behind it.
        self._named: list[int] = []
        self._marks: list[int] = []
        self._result = AdoptionCitations()

    def read(self, passages: tuple[Span, ...]) -> AdoptionCitations:
        """Read all sentences."""
        for sentence in passages:
            self._read_sentence(sentence)
        return self._result

    def _read_sentence(self, sentence: Span) -> None:
        self._depths = depths(sentence.quote(self._folded))
        first = len(self._result.mentions)
        self._starts = [sentence.start, *clause_starts(self._folded, sentence)]
        self._ends = {
            words: self._outside(sentence, words, sentence.start, sentence.end)
            for words in ("contents", "set", "within")
        }
        mentions = part_mentions(self._parsed, sentence)
        self._result.mentions += mentions
        self._named += [mention.span.start for mention in mentions]
        self._marks += [self._mark_behind(mention.end) for mention in mentions]
        indices = list(range(first, first + len(mentions)))
        levels = find_level_words(self._parsed, sentence)
        lists = [
            (names, level, anchor)
            for level, anchor in zip(levels, self._anchors(sentence, levels), strict=True)
            if anchor is not None and (names := self._names(level, anchor)) is not None
        ]
        governing = self._govern(sentence, indices, lists)
        found: list[Found] = []
        for (names, level, _), parts in zip(lists, governing, strict=True):
            unnamed: list[Span | None] = [None]
            for name, index in zip(names or unnamed, parts, strict=True):
                found.append(
                    Found(
                        kind=level.kind,
                        name=name,
                        place=self._place(name, level, index),
                        mention=index,
                        unit_number=level.number,
                    )
                )
        found += self._contents(indices)
        named = self._unnumbered(sentence)
        found += named
        used = {item.mention for item in found}
        joint = self._jointly_named(sentence, indices, lists)
        for index in indices:
            if index not in used and index not in joint:
                mention = self._result.mentions[index]
                place = Span(mention.span.start, max(mention.end, mention.span.end))
                found.append(Found(CitationKind.PART, mention.title, place, index))
        self._result.found += sorted(found, key=lambda item: (self._start(item), item.place))
        if indices:
            self._part = indices[-1]

    def _start(self, item: Found) -> int:
        return item.name.start if item.name is not None else item.place.start

    # The lists that level words end

    def _anchors(self, sentence: Span, levels: list[LevelWord]) -> list[int | None]:
        """Find where the list of each level word begins; ``None`` where it is a content's name.

        Within its clause that is behind the first verb of setting (what follows it is the name,
        whatever words it holds), else behind the last part or a word such as 其中, else behind the
        level word before, else where the clause begins.
        """
        anchors: list[int | None] = []
        before = sentence.start
        is_content = False
        for level in levels:
            clause = self._starts[bisect_right(self._starts, level.span.start) - 1]
            same_clause = before > clause
            opening = max(before, clause)
            setting = self._outside(sentence, "set", opening, level.span.start)
            within = self._outside(sentence, "within", opening, level.span.start)
            named = slice(
                bisect_left(self._named, opening), bisect_left(self._named, level.span.start)
            )
            within += [
                mention.end
                for mention in self._result.mentions[named]
                if mention.end <= level.span.start
            ]
            contents = self._outside(sentence, "contents", opening, level.span.start)
            is_units = level.is_before and self._folded[level.span.start - 1] != "》"
            if is_units and not setting:
                # A unit that is named by its number is cited, whatever was told before it.
                anchor, is_content = max([opening, *within]), False
            elif setting or within:
                anchor = min(setting) if setting else max(within)
                is_content = False
            elif contents:
                anchor, is_content = max(contents), True
            else:
                anchor = opening
                is_content = is_content if same_clause else self._contents_at(sentence, clause)
            anchors.append(None if is_content else anchor)
            before = level.span.end
        return anchors

    def _outside(self, sentence: Span, words: str, start: int, end: int) -> list[int]:
        """Return where words of a list end between two places, outside quotation marks."""
        return [
            match.end()
            for match in self._form.words[words].finditer(self._folded, start, end)
            if self._is_outside(sentence, match.start())
        ]

    def _contents_at(self, sentence: Span, position: int) -> bool:
        """Say whether a verb of contents still governs the clause that begins at ``position``."""
        ending = self._end_before("set", position)
        mention = bisect_left(self._named, position) - 1
        if mention >= 0 and self._named[mention] >= sentence.start:
            ending = max(ending, self._result.mentions[mention].end)
        return self._end_before("contents", position) > ending

    def _end_before(self, words: str, position: int) -> int:
        """Return where the last word of a list before a place ends; -1 where none does."""
        index = bisect_right(self._ends[words], position) - 1
        return self._ends[words][index] if index >= 0 else -1

    def _is_outside(self, sentence: Span, position: int) -> bool:
        return self._depths[position - sentence.start] == 0

    def _names(self, level: LevelWord, anchor: int) -> list[Span] | None:
        """Read the names that a level word ends; an empty list for a unit cited by number alone.

        ``None`` when there is neither name nor number (各设置一个小节).
        """
        if level.is_before:
            return [bare_name(self._folded, level.name)] if level.name else []
        listing = trim(
            self._folded, Span(anchor, level.span.start), ",、" + words("listing-edge").characters
        )
        joint = self._form.words["joint"].match(listing.quote(self._folded))
        if joint and anchor > 0 and joint.end() < listing.end - listing.start:
            listing = Span(listing.start + joint.end(), listing.end)
        tally = read_tally(self._folded, listing)
        listing = trim(self._folded, Span(listing.start, tally.span.start), "、,")
        plain = bare_name(self._folded, listing).quote(self._folded)
        if not plain or self._form.words["vague"].fullmatch(plain):
            return None
        together = self._together(anchor)
        return split_names(
            self._folded,
            listing,
            count=tally.count or together,
            more=tally.more,
            openers=self._form.words["carrying_out"],
        )

    def _together(self, anchor: int) -> int | None:
        """Count the parts before 分别: so many names follow, unless each has its level word."""
        for match in self._form.words["together"].finditer(
            self._folded, max(0, anchor - _REACH), anchor
        ):
            run = self._run_before(match.start())
            return len(run) or None
        return None

    def _run_before(self, position: int) -> list[int]:
        """Find the parts named side by side just before a place: 第二篇和第四篇."""
        run: list[int] = []
        for index in range(len(self._result.mentions) - 1, -1, -1):
            mention = self._result.mentions[index]
            if mention.end > position:
                continue
            between = self._folded[mention.end : position]
            if self._form.words["joint"].sub("", between).strip() and mention.end != position:
                break
            run.insert(0, index)
            position = mention.begin
        return run

    def _run_behind(self, position: int, indices: list[int]) -> list[int]:
        """Find the parts named side by side behind a place: 分别在第二篇、第五篇设置…."""
        run: list[int] = []
        for index in indices:
            mention = self._result.mentions[index]
            between = self._folded[position : mention.begin]
            if mention.begin < position or self._form.words["joint"].sub("", between) not in _AT:
                continue
            run.append(index)
            position = mention.end
        return run

    # Which part governs

    def _govern(
        self,
        sentence: Span,
        indices: list[int],
        lists: list[tuple[list[Span], LevelWord, int]],
    ) -> list[list[int | None]]:
        """Name for each name of each list the mention that governs it."""
        governing: list[list[int | None]] = []
        for names, level, _ in lists:
            start = names[0].start if names else level.span.start
            before = bisect_left(self._named, start) - 1
            part = before if indices and before >= indices[0] else self._part
            governing.append([part] * max(1, len(names)))
        run = self._jointly_named(sentence, indices, lists)
        if run:
            flat = [
                (which, place)
                for which, parts in enumerate(governing)
                for place, part in enumerate(parts)
                if part == run[-1]
            ]
            for (which, place), part in zip(flat, run, strict=False):
                governing[which][place] = part
        return governing

    def _jointly_named(
        self,
        sentence: Span,
        indices: list[int],
        lists: list[tuple[list[Span], LevelWord, int]],
    ) -> list[int]:
        """Return the parts of 第二篇和第四篇分别设置… when there is a name for each."""
        for match in self._form.words["together"].finditer(
            self._folded, sentence.start, sentence.end
        ):
            before = [index for index in self._run_before(match.start()) if index in indices]
            run = before or self._run_behind(match.end(), indices)
            names = sum(
                max(1, len(names)) for names, level, _ in lists if level.span.start > match.start()
            )
            if len(run) > 1 and names >= len(run):
                return run
        return []

    def _place(self, name: Span | None, level: LevelWord, index: int | None) -> Span:
        """Stretch a citation to its part, when that stands in the same clause."""
        start = min(name.start, level.span.start) if name is not None else level.span.start
        if name is not None and level.number is None and self._folded[start - 1] in "“‘《":
            start -= self._folded[name.end : name.end + 1] in ("”", "’", "》")
        if index is not None:
            mention = self._result.mentions[index]
            if mention.end <= start <= self._marks[index]:
                start = mention.span.start
        return Span(start, level.span.end)

    # Parts cited themselves

    def _contents(self, indices: list[int]) -> list[Found]:
        """Find 第五篇包含…相关内容: contents said to stand directly in a part."""
        found = []
        for index in indices:
            mention = self._result.mentions[index]
            verb = self._form.words["contents"].match(self._folded, mention.end)
            if verb is None:
                continue
            limit = self._sentence_end(mention.end)
            following = bisect_right(self._named, mention.end)
            limit = min([limit, *self._named[following : following + 1]])
            setting = self._form.words["set"].search(self._folded, verb.end(), limit)
            if setting:
                limit = setting.start()
            end = self._form.words["content_end"].search(self._folded, verb.end(), limit)
            name = trim(self._folded, Span(verb.end(), end.start() if end else limit), ",、等")
            if name.start < name.end:
                place = Span(mention.span.start, end.end() if end else name.end)
                found.append(Found(CitationKind.CONTENT, name, place, index))
        return found

    def _mark_behind(self, position: int) -> int:
        match = _MARK.search(self._folded, position)
        return match.start() if match else len(self._folded)

    def _sentence_end(self, position: int) -> int:
        match = re.compile("[。;!?\n]").search(self._folded, position)
        return match.start() if match else len(self._folded)

    def _unnumbered(self, sentence: Span) -> list[Found]:
        """Find a part named without a number: 在建设历史文化名城篇章中体现."""
        found = []
        before = sentence.start
        for match in self._form.words["unnumbered"].finditer(
            self._folded, sentence.start, sentence.end
        ):
            word = match.group()
            is_quoted = self._folded[match.start() - 1] in "”》"
            mention = bisect_left(self._named, match.end()) - 1
            is_numbered = mention >= 0 and match.end() <= self._result.mentions[mention].end
            if (len(word) == 1 and not is_quoted) or is_numbered:
                continue
            start = max(
                before,
                self._starts[bisect_right(self._starts, match.start()) - 1],
                self._end_before("within", match.start()),
                self._end_before("set", match.start()),
            )
            name = bare_name(self._folded, Span(start, match.start()))
            joint = self._form.words["joint"].match(name.quote(self._folded))
            if joint and before == start:
                name = Span(name.start + joint.end(), name.end)
            before = match.end()
            if name.start >= name.end or self._form.words["vague"].fullmatch(
                name.quote(self._folded)
            ):
                continue
            place = Span(start, match.end())
            self._result.unnumbered.append((name, place))
            found.append(Found(CitationKind.PART, name, place, None))
        return found
