"""Lines that may be headings: the mark that they begin with, and whether a title follows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.numerals import read_counting
from kg.profiles import HeadingForm, Profile
from kg.text import Span, lines, normalise_name, trim

# A title is no sentence. A longer line, or one with a stop inside, is a paragraph.
LONGEST_TITLE = 60
# A title in one line with its paragraph ends at the first stop, if that comes this soon.
_SOON, _VERY_SOON = 40, 25
# Lines of a table or a list of contents are short; a longer one is prose.
_LONGEST_CELL = 45
_GAP = re.compile(r"[\s:.、|—-]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line begins with that makes it a heading, or the title of a box.

    Attributes:
        level: Place of its form among the headings of the profile; boxes come after all.
        number: ``None`` where none is printed.
        length: Code points of the mark itself.
    """

    level: int
    form: HeadingForm
    number: int | None
    length: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text.

    Attributes:
        span: With the white space that follows.
        words: Without it.
        content: The words, folded.
        mark: ``None`` where the line is no heading.
        box: Mark of a box's title; ``None`` where it is none.
    """

    span: Span
    words: Span
    content: str
    mark: Mark | None
    box: Mark | None

    @property
    def title(self) -> str:
        """What stands behind the mark."""
        mark = self.mark or self.box
        return self.content[mark.length :] if mark else ""

    @property
    def is_prose(self) -> bool:
        """Whether it is too long for a cell, or ends a sentence."""
        return len(self.content) > _LONGEST_CELL or any(stop in self.content for stop in "。;")

    def is_twin(self, other: Line) -> bool:
        """Say whether two headings have the same mark and the same title, page number aside."""
        if self.mark is None or other.mark is None or self.mark.level != other.mark.level:
            return False
        titles = [re.sub(r"[\s.…·‥⋯]*\d*$", "", line.title) for line in (self, other)]
        return self.mark.number == other.mark.number and (
            normalise_name(titles[0]) == normalise_name(titles[1])
        )


def read_lines(folded: str, profile: Profile) -> list[Line]:
    """Cut a text into lines, with the marks that they begin with."""
    boxes = profile.boxes.titles if profile.boxes else ()
    found = []
    for span in lines(folded):
        words = trim(folded, span)
        content = words.quote(folded)
        box = read_mark(content, boxes, profile, len(profile.headings))
        mark = None if box else read_mark(content, profile.headings, profile, 0)
        found.append(Line(span, words, content, mark, box))
    return found


def read_mark(
    content: str, forms: Iterable[HeadingForm], profile: Profile, first_level: int
) -> Mark | None:
    """Read the mark at the beginning of a line; ``None`` where a sentence stands there."""
    for level, form in enumerate(forms, first_level):
        match = form.pattern.match(content)
        if match is None:
            continue
        number = read_counting(match["number"]) if match["number"] else None
        if match["number"] and number is None:
            return None
        if profile.boxes is not None and not _is_title(content[match.end() :], form, profile):
            return None
        length = match.end()
        if form.is_named or level >= len(profile.headings):
            gap = _GAP.match(content, length)
            length = gap.end() if gap else length
        return Mark(level, form, number, length)
    return None


def _is_title(rest: str, form: HeadingForm, profile: Profile) -> bool:
    """Say whether what stands behind a mark is a title and not the rest of a sentence."""
    if profile.sections["cited"].match(rest):
        return False
    words = rest.strip()
    stop = words.find("。")
    is_unnamed = not form.is_named and form in profile.headings
    if is_unnamed:
        return 0 < len(words[:stop] if stop >= 0 else words) <= LONGEST_TITLE
    is_apart = rest[:1].isspace() or rest[:1] == ":" or not rest
    if not is_apart and profile.sections["cited_closely"].match(rest):
        return False
    if stop < 0:
        return len(words) <= LONGEST_TITLE and ";" not in words
    if stop == len(words) - 1:
        return is_apart and "," not in words and ";" not in words
    if is_apart:
        return stop <= _SOON
    return stop <= _VERY_SOON and "," not in words[:stop]


def title_length(rest: str, form: HeadingForm) -> int:
    """Return how much of the words behind a mark is the title.

    A heading in the same line as its paragraph ends at the first stop; where that is far off and
    the mark does not name its unit, at the first colon.
    """
    stop = rest.find("。")
    if not form.is_named and (stop < 0 or stop > _SOON):
        colon = rest.find(":")
        if 0 < colon <= _SOON and colon < len(rest) - 1:
            return colon
    return len(rest) if stop < 0 else stop
