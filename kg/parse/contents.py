"""Tables of contents: the lines before the text that only name what comes.

A table of contents is a run of headings under which nothing stands, up to where the headings begin
again; whether a word stands over it and whether its lines end in page numbers does not matter. A
heading that does end in a page number is a line of one wherever it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.parse.headings import Line
from kg.profiles import Profile


def find_contents(lines: Sequence[Line], profile: Profile) -> frozenset[int]:
    """Return the indices of the lines that belong to a table of contents.

    Args:
        lines: All lines of the text.
        profile: The kind of document; without words for contents, it has none.
    """
    sections = profile.sections
    if "contents" not in sections:
        return frozenset()
    headings = [index for index, line in enumerate(lines) if line.mark]
    marked = {index for index, line in enumerate(lines) if line.mark or line.box}
    found = {index for index in marked if sections["leader"].search(lines[index].content)}
    words = [i for i, line in enumerate(lines) if sections["contents"].match(line.content)]
    before = [index for index in words if not headings or index < headings[0]]
    found.update(before)
    if not headings:
        return frozenset(found)
    first = headings[0]
    again = _begins_again(lines, headings)
    if again is None:
        return frozenset(found)
    inside = [index for index in sorted(marked) if first <= index < again]
    # A part whose first chapter is the first line of the contents stands before that chapter.
    while inside and _is_outer(lines[inside[-1]], lines[first]):
        inside.pop()
    last = inside[-1]
    if any(lines[i].is_prose and i not in marked for i in range(first, last)):
        return frozenset(found)
    found.update(range(before[-1] if before else first, last + 1))
    return frozenset(found)


def _begins_again(lines: Sequence[Line], headings: Sequence[int]) -> int | None:
    """Find where the headings begin again: by number at the outermost level, else by title too."""
    first = lines[headings[0]]
    outermost = min(mark.level for index in headings if (mark := lines[index].mark))
    for index in headings[1:]:
        mark, wanted = lines[index].mark, first.mark
        if (
            mark is None
            or wanted is None
            or (mark.level, mark.number)
            != (
                wanted.level,
                wanted.number,
            )
        ):
            continue
        if mark.level == outermost or lines[index].is_twin(first):
            return index
    return None


def _is_outer(line: Line, first: Line) -> bool:
    return line.mark is not None and first.mark is not None and line.mark.level < first.mark.level
