"""Two people found to be one: what speaks for it, what forbids it, which fields may be taken."""

from __future__ import annotations

from enum import StrEnum

from jobmatch.domain.errors import RuleBrokenError


class Likeness(StrEnum):
    """Why two people may be one."""

    PHONE = "phone"
    BIRTH = "birth"
    HOUSEHOLD = "household"


LIKENESS_NAMES = {
    Likeness.PHONE: "同名，电话一样",
    Likeness.BIRTH: "同名，出生日期一样",
    Likeness.HOUSEHOLD: "同名，在同一户",
}


class MergeField(StrEnum):
    """What may be taken from the one who goes; the rest stays as it is with who is kept."""

    NAME = "name"
    IDENTITY = "identity"
    PHONE = "phone"
    BIRTH = "birth"
    HOME = "home"
    WORK = "work"
    BODY = "body"
    WILL = "will"
    WISH = "wish"


MERGE_FIELD_NAMES = {
    MergeField.NAME: "姓名",
    MergeField.IDENTITY: "身份证号、残疾证",
    MergeField.PHONE: "电话、银行卡",
    MergeField.BIRTH: "性别、出生日期",
    MergeField.HOME: "住址和户",
    MergeField.WORK: "就业情况",
    MergeField.BODY: "劳动能力、健康、学历",
    MergeField.WILL: "就业意愿",
    MergeField.WISH: "想要的工作",
}
PERSON_COLUMNS: dict[MergeField, tuple[str, ...]] = {
    MergeField.NAME: ("name",),
    MergeField.IDENTITY: ("id_number", "person_no", "disability_certificate"),
    MergeField.PHONE: ("phone", "bank_card"),
    MergeField.BIRTH: ("sex", "birth_on"),
    MergeField.HOME: ("household_id", "is_head", "relation_to_head"),
}
WORKER_COLUMNS: dict[MergeField, tuple[str, ...]] = {
    MergeField.WORK: ("is_employed", "employed_as_of"),
    MergeField.BODY: ("labour_capacity", "health", "schooling", "schooling_raw"),
    MergeField.WILL: ("willing_to_work", "cannot_leave_home"),
}
"""Columns that are taken together."""
WHOLE_GROUPS = frozenset({MergeField.HOME, MergeField.WORK})
"""Gaps of these are filled only where nothing of the group is known: no half of a statement."""


class SamePersonError(RuleBrokenError):
    """Both addresses name one record."""

    message = "这是同一条登记，不用合并。请选另一个人。"


class TwoIdentitiesError(RuleBrokenError):
    """Two valid ID numbers are two people, or one of them was typed wrong."""

    message = "两个人的身份证号不一样，不能合并。如果有一个登记错了，请先改正号码。"


class TwoPlacementsError(RuleBrokenError):
    """Both hold a live placement; one of them has to end first."""

    message = "两个人都有正在进行的安置，不能合并。请先结束其中一个。"


def check_can_merge(*, same: bool, identities: set[str], live_placements: int) -> None:
    """Raise unless two records may become one.

    Args:
        same: both are one record already.
        identities: the different ID numbers that both have together.
        live_placements: of both together.
    """
    if same:
        raise SamePersonError
    if len(identities) > 1:
        raise TwoIdentitiesError
    if live_placements > 1:
        raise TwoPlacementsError
