"""From a text to its structure: a tree of units, leaves that tile the text, rebuilt tables."""

from __future__ import annotations

from kg.errors import DocumentError, Words
from kg.parse.structure import ParsedDocument, Table, UnreadTable
from kg.parse.tables import read_table
from kg.parse.tree import TreeBuilder, find_task_section, mark_tasks, with_extents
from kg.profiles import Profile
from kg.text import fold


def parse_document(text: str, *, key: str, name: str, profile: Profile) -> ParsedDocument:
    """Read the structure of a document.

    Args:
        text: As retrieved.
        key: Names the document in IRIs.
        name: Names the file in messages.
        profile: The kind of document.

    Raises:
        DocumentError: No section is known, or two tasks share a number.
    """
    folded = fold(text)
    builder = TreeBuilder(key, text, folded, profile)
    builder.read()
    if not builder.units:
        raise DocumentError(
            name,
            1,
            Words(
                f"没有找到{profile.kind}应有的任何部分",
                f"no section of a {profile.kind} is found in the text",
            ),
            Words(
                "请确认文件是全文,且标题独占一行",
                "check that the file holds the whole document, with headings on lines of their own",
            ),
        )
    annexes = [unit.id for unit in builder.units if unit.id.startswith("annex")]
    read = [read_table(builder, unit) for unit in annexes]
    units = with_extents(builder.units, builder.leaves)
    section = find_task_section(units, profile)
    return ParsedDocument(
        key=key,
        name=name,
        text=text,
        folded=folded,
        profile=profile,
        leaves=tuple(builder.leaves),
        units=tuple(mark_tasks(units, section, name, folded)),
        tables=tuple(table for table in read if isinstance(table, Table)),
        unread=tuple(table for table in read if isinstance(table, UnreadTable)),
        task_section=section,
    )
