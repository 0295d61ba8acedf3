"""Insurance that a posting promises."""

from __future__ import annotations

import re

from jobmatch.domain import boarding, numbers
from jobmatch.domain.kinds import Insurance

_NONE = re.compile(
    r"(?:无|没有?|不(?:交|买|缴|购买|缴纳|提供|含|办)?)(?:社保|五险(?:一金)?|保险|社会保险|三险)|(?:社保|保险|五险)(?:自理|自行缴纳|[:：]?无|自己交)"
)
_FUND = re.compile(
    r"[五六七5]险[一二两1]金|社保(?:和|、|\+|及)?(?:住房)?公积金|[五5]险(?:和|、|\+|及)?(?:住房)?公积金|五险壹金"
)
_FIVE = re.compile(r"[五六5]险|社保|社会保险|城镇职工保险|职工(?:养老|医疗)?保险|五保(?!户)")
_ACCIDENT = re.compile(
    r"意外(?:伤害)?(?:保?险|伤害)|商业(?:意外)?(?:保?险)|雇主(?:责任)?险|人身(?:意外)?险|团体险|团意险"
)


def read_insurance(text: str, *, mark_means: Insurance | None = None) -> Insurance | None:
    """Read the insurance; *mark_means* is what a tick stands for in this column (五险: FIVE).

    转正后缴 and 满一个月后缴 change nothing in the kind. Without a word about insurance: None.
    """
    plain = numbers.squeeze(text)
    mark = boarding.read_mark(plain) if mark_means is not None else None
    if mark is not None:
        return mark_means if mark else Insurance.NONE
    refused = bool(_NONE.search(plain))
    plain = _NONE.sub("·", plain)
    five = _FIVE.search(plain)
    if _FUND.search(plain) or (five and "公积金" in plain):
        return Insurance.FIVE_AND_FUND
    if five:
        return Insurance.FIVE
    if _ACCIDENT.search(plain):
        return Insurance.ACCIDENT
    return Insurance.NONE if refused else None
