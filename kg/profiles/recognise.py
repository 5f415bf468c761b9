"""Which kind of document a text is: by its title, by the lines before it, by what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.errors import KindError, UnknownNameError, Words
from kg.profiles import Profile
from kg.profiles.overlay import profiles_in_use
from kg.text import lines, trim

# How many lines a title is looked for in, how long a line of it is, how many it is broken over.
_FRONT = 40
_LONGEST = 80
MOST_LINES = 3
# How often a sign of a kind has to be met where no title names it.
_ENOUGH = 2


def profile_of(kind: str) -> Profile:
    """Return the profile of a kind that a person names, by its key or by its Chinese name.

    Raises:
        UnknownNameError: There is no such kind.
    """
    for profile in profiles_in_use():
        if kind in (profile.key, profile.kind):
            return profile
    names = [f"{profile.key}({profile.kind})" for profile in profiles_in_use()]
    raise UnknownNameError(Words("文件种类", "kind of document"), kind, names)


def find_profile(folded: str, name: str) -> Profile:
    """Find the kind of a document.

    A line that is a title decides; else the first line that holds a word of a kind; else what the
    text holds.

    Args:
        folded: The text, folded.
        name: The file as the caller named it.

    Raises:
        KindError: Nothing says which kind it is.
    """
    profiles = profiles_in_use()
    front = _front(folded, profiles)
    for words in joined(front):
        for profile in profiles:
            if any(title.search(words) for title in profile.titles):
                return profile
    for words in front:
        for profile in profiles:
            if profile.recognise.search(words):
                return profile
    counts = {profile.key: len(profile.signs.findall(folded)) for profile in profiles}
    best = max(profiles, key=lambda profile: counts[profile.key])
    if counts[best.key] >= _ENOUGH:
        return best
    raise KindError(name, [Words(profile.kind, profile.key) for profile in profiles])


def _front(folded: str, profiles: Iterable[Profile]) -> list[str]:
    """Collect the short lines before the first heading, without those that a web page adds."""
    forms = [form for profile in profiles for form in profile.headings]
    front = []
    for span, _ in zip(lines(folded), range(_FRONT), strict=False):
        words = trim(folded, span).quote(folded)
        if any(form.pattern.match(words) for form in forms):
            break
        is_furniture = any(profile.sections["furniture"].search(words) for profile in profiles)
        if len(words) <= _LONGEST and not is_furniture:
            front.append(words)
    return front


def joined(front: Sequence[str]) -> Iterator[str]:
    """Yield the lines before a text, then two in one, then three: a title may be broken."""
    for size in range(1, MOST_LINES + 1):
        for index in range(len(front) - size + 1):
            yield "".join(front[index : index + size])
