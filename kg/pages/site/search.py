"""What the search of a plan's pages knows: a script that holds labels and addresses, no markup."""

from __future__ import annotations

from kg.pages.initials import list_initials
from kg.pages.site.environment import encode_data
from kg.pages.site.links import Links
from kg.pages.site.plan import Plan

# A label may be of any length; to find and to show it, its beginning is enough.
_LONGEST = 200
# Where a row has its label.
_LABEL = 3


def write_index(plan: Plan) -> bytes:
    """Write the search index of a plan.

    A row is: class in both languages, number, label, value, address, local name.
    """
    links = Links(plan)
    rows = [
        [
            node.class_name.zh,
            node.class_name.en,
            node.number,
            node.title[:_LONGEST],
            node.value[:_LONGEST],
            links.node(node.iri),
            node.local,
        ]
        for node in plan.nodes.values()
        if node.label
    ]
    index = {"rows": rows, "initials": list_initials(row[_LABEL] for row in rows)}
    return f'"use strict";\nwindow.kgIndex = {encode_data(index)};\n'.encode()
