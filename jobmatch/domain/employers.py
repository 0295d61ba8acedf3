"""What may be held against an employer, and for what its contact may be looked up."""

from __future__ import annotations

from enum import StrEnum

from jobmatch.domain.errors import InputError

FEWEST_LETTERS = 4
"""Of a complaint, and of what came of it: who reads it later must understand it."""


class ComplaintKind(StrEnum):
    """What somebody complains of."""

    OTHER_WORK = "other_work"
    FEES = "fees"
    KEPT_PAPERS = "kept_papers"
    WAGES = "wages"
    UNSAFE = "unsafe"
    OTHER = "other"


COMPLAINT_NAMES = {
    ComplaintKind.OTHER_WORK: "干的活、工资和说的不一样",
    ComplaintKind.FEES: "收费或押金",
    ComplaintKind.KEPT_PAPERS: "扣身份证等证件",
    ComplaintKind.WAGES: "拖欠或克扣工资",
    ComplaintKind.UNSAFE: "不安全",
    ComplaintKind.OTHER: "其他",
}


class ContactReason(StrEnum):
    """For what a clerk looks up the phone of an employer's contact."""

    STILL_OPEN = "still_open"
    RECOMMEND = "recommend"
    CORRECT = "correct"
    COMPLAINT = "complaint"


CONTACT_REASON_NAMES = {
    ContactReason.STILL_OPEN: "问还招不招人",
    ContactReason.RECOMMEND: "推荐人、问结果",
    ContactReason.CORRECT: "请单位改正内容",
    ContactReason.COMPLAINT: "处理投诉",
}


class WordsMissingError(InputError):
    """A complaint or its outcome says next to nothing."""

    message = "请写清楚发生了什么、怎么处理的，至少几个字。"


def check_words(words: str) -> str:
    """Give *words* without blanks around; WordsMissingError when they tell nothing."""
    told = words.strip()
    if len(told) < FEWEST_LETTERS:
        raise WordsMissingError
    return told
