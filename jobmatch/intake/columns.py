"""Which column is what: by remembered guesses, names of headers (exact, by rule, fuzzy), content.

A header is a path of levels, top first: ("福利待遇", "包吃"). Names are compared without white
space, punctuation and width differences; what stands in brackets (units, hints) is looked at apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from jobmatch.intake.column_names import CHILDREN, NAMES_BY_ROLE, RULES, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_NAMES: dict[str, Role] = {
    name: role for role, names in NAMES_BY_ROLE.items() for name in names.split()
}
_COMPILED = tuple((re.compile(pattern), role) for pattern, role in RULES)
_BRACKETS = re.compile(r"[（(\[【〔{][^（()）\[\]【】〔〕{}]*[)）\]】〕}]")
_NOISE = re.compile(r"[^0-9a-z\u4e00-\u9fff/]")
_ENGLISH = re.compile(r"[a-z]+")
_FUZZY_FLOOR = 75.0
_FUZZY_LENGTH = 3
_LONGEST_HEADER = 24


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for, and how sure that is (0 to 1)."""

    role: Role
    confidence: float


UNKNOWN = Guess(Role.IGNORED, 0.0)


def plain_name(text: str) -> str:
    """Give a header's name bare: NFKC, lower case, no white space, brackets or punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"\s+", "", plain)
    bare = _NOISE.sub("", _BRACKETS.sub("", plain))
    return bare or _NOISE.sub("", plain)


@lru_cache(maxsize=4096)
def guess_name(text: str) -> Guess:
    """Tell what a column with the header *text* holds; UNKNOWN when the name says nothing."""
    name = plain_name(text)
    if not name or len(name) > _LONGEST_HEADER:
        return UNKNOWN
    chinese = _ENGLISH.sub("", name)
    for form in (name, chinese, *_ENGLISH.findall(name)):
        if form.strip("/") in _NAMES:
            return Guess(_NAMES[form.strip("/")], 1.0)
    for pattern, role in _COMPILED:
        if pattern.search(name):
            return Guess(role, 0.9)
    return _guess_fuzzy(chinese)


def _guess_fuzzy(name: str) -> Guess:
    if len(name) < _FUZZY_LENGTH:
        return UNKNOWN
    found = process.extractOne(name, list(_NAMES), scorer=fuzz.ratio, score_cutoff=_FUZZY_FLOOR)
    return UNKNOWN if found is None else Guess(_NAMES[found[0]], 0.8 * found[1] / 100)


def guess_path(levels: Sequence[str], remembered: Mapping[str, str] | None = None) -> Guess:
    """Tell what a column with header *levels* (top first) holds.

    Args:
        levels: the names above the column; repeats and empty ones are ignored.
        remembered: full header path (path_name) to role, as confirmed for this sender before.
    """
    names = [name for name in dict.fromkeys(levels) if name.strip()]
    known = (remembered or {}).get(path_name(levels))
    if known in set(Role):
        return Guess(Role(str(known)), 1.0)
    if not names:
        return UNKNOWN
    leaf = guess_name(names[-1])
    if len(names) == 1:
        return leaf
    parent = guess_path(names[:-1])
    special = _guess_child(plain_name(names[-1]), parent.role)
    if special is not None:
        return Guess(special, 0.95)
    if leaf.confidence:
        return leaf
    return Guess(parent.role, parent.confidence * 0.8)


def path_name(levels: Sequence[str]) -> str:
    """Give the one name under which a guess for *levels* is remembered."""
    names = dict.fromkeys(plain_name(name) for name in levels if name.strip())
    return ">".join(names)


def _guess_child(name: str, parent: Role) -> Role | None:
    for parents, pattern, role in CHILDREN:
        if parent in parents and re.search(pattern, name):
            return role
    return None
