"""Households (户): relations to the head and the rules that a list of members must keep.

The code list 与户主关系 is that of the national register; systems number it differently, so labels
are compared, never numbers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import Sex

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

HEAD = "户主"
SPOUSE = "配偶"
_LABELS = (
    "户主 配偶 之子 之女 之儿媳 之女婿 之孙子 之孙女 之外孙子 之外孙女 之父 之母 之岳父 之岳母 "
    "之公公 之婆婆 之祖父 之祖母 之外祖父 之外祖母 之兄弟姐妹 之曾孙子 之曾孙女 之侄儿 之侄女 "
    "之兄弟媳妇 之叔伯 其他"
)
RELATIONS: tuple[str, ...] = tuple(_LABELS.split())
# Words that registers and housekeepers write for a label of the list.
_WORDS_OF_RELATION = {
    "户主": "本人 户主本人 主",
    "配偶": "妻 妻子 老婆 爱人 夫 丈夫 夫妻 老公 之妻 之夫",
    "之子": "儿子 长子 次子 三子 四子 独生子 养子 继子",
    "之女": "女儿 长女 次女 三女 四女 独生女 养女 继女",
    "之儿媳": "媳妇 儿媳妇",
    "之孙子": "孙",
    "之外孙子": "外孙",
    "之父": "父亲 爸爸 老父",
    "之母": "母亲 妈妈 老母",
    "之祖父": "爷爷",
    "之祖母": "奶奶",
    "之外祖父": "外公",
    "之外祖母": "外婆",
    "之兄弟姐妹": "兄弟 哥哥 弟弟 姐姐 妹妹 姐妹 兄 弟 姐 妹 之兄 之弟 之姐 之妹",
    "之侄儿": "侄子 侄",
}
_LABEL_OF_WORD = {
    word: label for label, words in _WORDS_OF_RELATION.items() for word in words.split()
}
_MEN = "之子 之女婿 之孙子 之外孙子 之父 之岳父 之公公 之祖父 之外祖父 之曾孙子 之侄儿 之叔伯"
_WOMEN = "之女 之儿媳 之孙女 之外孙女 之母 之岳母 之婆婆 之祖母 之外祖母 之曾孙女 之侄女 之兄弟媳妇"
_SEX_OF_RELATION = dict.fromkeys(_MEN.split(), Sex.MALE) | dict.fromkeys(_WOMEN.split(), Sex.FEMALE)


class HouseholdDoubt(StrEnum):
    """What looks wrong in a household; a doubt is shown to the clerk and changes nothing."""

    NO_HEAD = "no_head"
    TWO_SPOUSES = "two_spouses"
    SPOUSE_OF_SAME_SEX = "spouse_of_same_sex"
    UNKNOWN_RELATION = "unknown_relation"
    RELATION_AGAINST_SEX = "relation_against_sex"


DOUBT_SENTENCES: dict[HouseholdDoubt, str] = {
    HouseholdDoubt.NO_HEAD: "这一户没有户主，请核对与户主关系。",
    HouseholdDoubt.TWO_SPOUSES: "这一户有不止一个配偶，请核对。",
    HouseholdDoubt.SPOUSE_OF_SAME_SEX: "配偶与户主性别相同，请核对。",
    HouseholdDoubt.UNKNOWN_RELATION: "与户主关系不在全国系统的名单里，请核对。",
    HouseholdDoubt.RELATION_AGAINST_SEX: "与户主关系和性别对不上，请核对。",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One member as the rules see it; *relation* as written, None when not said."""

    relation: str | None
    sex: Sex | None = None


def read_relation(text: str) -> str | None:
    """Give the label of the national list that *text* means, None when it is none of them."""
    word = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if word in RELATIONS:
        return word
    if "之" + word in RELATIONS:
        return "之" + word
    return _LABEL_OF_WORD.get(word)


def is_head(relation: str | None) -> bool:
    """Tell whether *relation* says that the person is the head."""
    return relation is not None and read_relation(relation) == HEAD


def second_heads(members: Iterable[tuple[Hashable | None, str | None]]) -> tuple[int, ...]:
    """Give the places of members who are the second or a later head of their household.

    Args:
        members: (household, relation) in the order of the sheet; without a household (None) there
            is no rule.
    """
    led: set[Hashable] = set()
    later = []
    for place, (household, relation) in enumerate(members):
        if household is None or not is_head(relation):
            continue
        if household in led:
            later.append(place)
        led.add(household)
    return tuple(later)


def doubts(members: Sequence[Member]) -> tuple[tuple[int, HouseholdDoubt], ...]:
    """Give (place, doubt) for the members of one household; NO_HEAD stands at the first place.

    Not asked when no member has a relation: such a list says nothing about households.
    """
    relations = [read_relation(member.relation) if member.relation else None for member in members]
    if not any(member.relation for member in members):
        return ()
    found = [
        (place, doubt)
        for place, member in enumerate(members)
        for doubt in _member_doubts(member, relations[place])
    ]
    if HEAD not in relations:
        found.append((0, HouseholdDoubt.NO_HEAD))
    return tuple(sorted(found + _spouse_doubts(members, relations)))


def _member_doubts(member: Member, relation: str | None) -> list[HouseholdDoubt]:
    if member.relation and relation is None:
        return [HouseholdDoubt.UNKNOWN_RELATION]
    told = _SEX_OF_RELATION.get(relation or "")
    if told and member.sex and told is not member.sex:
        return [HouseholdDoubt.RELATION_AGAINST_SEX]
    return []


def _spouse_doubts(
    members: Sequence[Member], relations: Sequence[str | None]
) -> list[tuple[int, HouseholdDoubt]]:
    heads = [members[place] for place, relation in enumerate(relations) if relation == HEAD]
    spouses = [place for place, relation in enumerate(relations) if relation == SPOUSE]
    found = [(place, HouseholdDoubt.TWO_SPOUSES) for place in spouses[1:]]
    if len(heads) == 1 and heads[0].sex:
        found += [
            (place, HouseholdDoubt.SPOUSE_OF_SAME_SEX)
            for place in spouses
            if members[place].sex is heads[0].sex
        ]
    return found
