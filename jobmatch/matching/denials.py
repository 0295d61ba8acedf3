"""What must not be looked for: work that is refused, and driving without a licence.

A refusal names words; here it is found out which occupations they mean, beside the work that is
asked for by name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.matching import licences
from jobmatch.matching.facts import SURE_SCORE, Knowledge, fan_out
from jobmatch.matching.readings import Read, ReadKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.matching.profiles import Want, Wishes
    from jobmatch.matching.vocabulary import SearchWords

MOST_REFUSED = 12
"""A word for more occupations than this is refused as a word only."""
FEW_REFUSED = 3
"""What is done (煮饭) is refused by up to so many names in several fields; a name is not (车工)."""
_PLACE_TAIL = re.compile(
    r"(?<=[一-鿿])(?:上|头|里头?|里面)$|^(?:建筑|大|小|什么|任何)(?=工地|厂|工厂)"
)
_NAME = re.compile(r"[工员师人匠]$")
OPEN_LEVEL = re.compile(
    r"^(?:做|打|当|找|干)?(?:小工|普工|杂工|零工|临工|工人|散工|下力|力工|苦力|杂活)$"
)
"""Words that name a level, not a trade."""


def lawful(wants: list[Want], lacked: Sequence[str]) -> tuple[list[Want], list[Read]]:
    """Leave out driving for somebody without any licence: can is not may (会开车但没有驾照)."""
    if not licences.lacked_keys(lacked) >= licences.DRIVING:
        return wants, []
    driving = [want for want in wants if _is_driving(want)]
    told = [
        Read(ReadKind.LIMIT, want.phrase, f"没有{licences.LICENCE}，开车的活不能做，先看别的活")
        for want in driving
    ]
    return [want for want in wants if want not in driving], told


def _is_driving(want: Want) -> bool:
    return bool(want.occupations) and all(
        code.startswith(licences.DRIVERS) for code, _ in want.occupations
    )


def refused_kinds(
    refused: Sequence[str], wants: Sequence[Want], knowledge: Knowledge, words: SearchWords
) -> list[str]:
    """Give what the *refused* words mean: occupations, and words of which one is made up.

    Work that is asked for by name stays open, whatever place is refused: 不想进厂，会踩缝纫机.
    """
    asked = {code for want in wants for code, _ in want.occupations}
    found: list[str] = []
    for word in refused:
        for piece in _pieces(word, knowledge, words):
            codes = _refused_work(piece, knowledge)
            found += [piece] if piece != word else []
            found += [code for code in codes if not any(a.startswith(code) for a in asked)]
    return found


def _pieces(word: str, knowledge: Knowledge, words: SearchWords) -> list[str]:
    """Give the known words that make up a refused *word* without rest (保洁环卫), else the word."""
    word = _PLACE_TAIL.sub("", word) or word
    if word in words.known or word in knowledge.workplaces.refused:
        return [word]
    pieces = words.segment(word)
    return pieces if len("".join(pieces)) == len(word) else [word]


def _refused_work(word: str, knowledge: Knowledge) -> list[str]:
    """Give the occupations that who refuses *word* refuses; none where the word leaves it open."""
    if OPEN_LEVEL.search(word):
        return []
    if word in knowledge.workplaces.refused:
        return list(knowledge.workplaces.refused[word])
    hits = knowledge.read(word)
    if not hits or hits[0][1] < SURE_SCORE:
        return []
    codes = [code for code, _ in fan_out(hits)]
    one_field = len({code[:4] for code in codes}) == 1
    most = MOST_REFUSED if one_field else 0 if _NAME.search(word) else FEW_REFUSED
    return codes if len(codes) <= most else []


def contradictions(asked: Wishes, wants: Sequence[Want]) -> list[Read]:
    """Name the words that are asked for and refused at once: +厨师 -厨师."""
    said = (*asked.required, *(want.phrase for want in wants))
    both = [word for word in dict.fromkeys(said) if word in asked.avoided]
    return [Read(ReadKind.LIMIT, word, f"又要又不要“{word}”，请只留一样") for word in both]
