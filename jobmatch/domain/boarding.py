"""Board and lodging that a posting promises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobmatch.domain import numbers

_YES = re.compile(r"^(?:√|✓|✔|☑|是|有|y|yes|包|提供|可|管|含|免费|1|对|o|○|●)$", re.IGNORECASE)
_NO = re.compile(
    r"^(?:×|✗|✘|✕|x|否|无|没有?|n|no|不包|不提供|不管|不含|自理|不|0|没得|不可)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Boarding:
    """True, False, or None where the text does not say."""

    board: bool | None = None
    lodging: bool | None = None


def read_mark(text: str) -> bool | None:
    """Read a tick or a word that stands for one: √ 有 是 Y 包 are true, × 无 否 N 不包 false."""
    plain = numbers.squeeze(text)
    if _YES.match(plain):
        return True
    return False if _NO.match(plain) else None


_NOT_FREE = r"(?:自|不|未|刷卡|收费|付费|无补)"
_STAY = rf"住(?!(?:宿|房)?(?:费用?)?[:：]?{_NOT_FREE})"
_EAT = rf"吃(?!(?:饭|喝)?(?:费用?)?[:：]?{_NOT_FREE})"
_BOTH_NO = re.compile(
    r"(?:不(?:包|管|提供|含|负责)|无|没有|未提供)(?:吃住|食宿|吃、?(?:不包|不管)?住|住吃|吃和住|住宿和?、?(?:伙食|吃饭))"
    r"|(?:食宿|吃住|(?<![包管供])吃、住)(?:全?自理|[:：]?无|不包|不管|自行解决|自己解决|自费)|(?:自行|自己)解决(?:食宿|吃住)"
)
_BOTH_YES = re.compile(
    rf"(?<![不无没未])(?:包|管|供|免费|提供|含|有|全包)(?:吃住|食宿|吃、?(?:包|管)?{_STAY}|住吃|吃和住|宿食|伙食住宿|食、?宿|吃喝住|住宿吃饭|住、?{_EAT})"
    rf"|(?<![不无没未])(?:包|管|提供免?费?)(?:住|宿|住宿)?[、和/及+]?(?:包|管)?(?:吃|食|餐)(?=[、和/及]?{_STAY}|宿)"
    r"|(?:食宿|吃住)(?:全包|免费|[:：]?有|都包|全免|均包|皆包|[:：]?提供|[:：]?包)"
    rf"|(?<![不无没未])(?:包|管)住[、和/及,，]?(?:包|管)?{_EAT}|(?<![不无没未])(?:包|管)吃[、和/及,，]?(?:包|管)?{_STAY}|住家"
)
_MEAL = (
    r"(?:[早中午晚]{1,2}[餐饭]|工作餐|员工餐|[一二两三四1-4][餐顿]饭?|餐|饭|伙食"
    r"|吃|三餐|用餐|就餐|午饭|中饭|饮食|饭菜|膳食|膳|夜宵|宵夜|食(?!品|堂|宿|材))"
)
_BOARD_NO = re.compile(
    rf"(?:不|无|没有?)(?:包|管|提供|含)?(?:免费)?{_MEAL}(?!素|厅|饮)"
    rf"|(?:{_MEAL}|食堂|餐费|伙食费|吃饭|吃喝)(?:费?用?)(?:[:：]?无|自理|自费|自行解决|自己解决|自付|AA)|自带[午中晚]?[餐饭]|(?:^|[,，;；、。])吃[:：]?(?:不包|不管|无|×)"
)
_BOARD_YES = re.compile(
    rf"(?:包|管|供|提供|免费|含|有|另包|还包)(?:免费的?)?(?:一顿|两顿|三顿|一日|每天)?(?:的|[一二两三四1-4]顿)?{_MEAL}(?!厅|补|贴|饮|具|馆|吧|费自)"
    rf"|(?:一[日天]|每[日天])(?:管|包)?[两三23](?:餐|顿饭)|(?:[早中午晚]上?|中午|一日)(?:包|管|供|提供)(?:免费)?(?:一餐|餐|饭|吃)"
    rf"|(?:免费)?(?:工作餐|员工餐|三餐|午餐|中餐|晚餐|早餐|伙食|食堂)(?:全?免费|全包|[:：]?有)|免费食堂"
    rf"|(?:^|[,，;；、。:：])(?:工作餐|[中午晚]餐|免费[中午晚]餐|[一二两三]餐)(?=$|[,，;；、。])"
    r"|(?:^|[,，;；、。])(?:吃|餐)[:：]?(?:包|管|免费|有|√)"
)
_LODGING_NO = re.compile(
    r"(?:不|无|没有?|未)(?:包|管|提供|含|安排)?(?:免费)?(?:住宿|宿舍|住(?!家|院|户|房公)|宿(?!管))"
    r"|(?:住宿|住房|住处|住|宿)(?:费用?)?(?:[:：]?无|自理|自费|自行解决|自己解决|自租)|(?:^|[,，;；、。])住[:：]?(?:不包|无|×)"
)
_LODGING_YES = re.compile(
    r"(?:包|管|供|提供|免费|含|有|可|安排|带|解决)(?:免费的?|员工|集体|职工|单身|夫妻)?(?:提供)?(?:住宿|宿舍|住房|住(?!院|户|址)|宿(?!管))"
    r"|夫妻房|宿舍[一二两三四六八\d单双]人间|[一二两三四六八\d]人间|空调房|(?:住宿|宿舍)(?:[:：]?有|免费|每月|\d|条件)|(?<![无没])(?<!没有)(?<!不提供)宿舍(?!管理|保洁|阿姨|楼|押金|员|卫生|维修|自)"
)


def read_boarding(text: str, *, in_column: bool = False) -> Boarding:
    """Read board and lodging from a cell or a sentence; 餐补 and a deposit tell neither.

    *in_column*: the cell stands in a column of board and lodging, so 无 or × denies both.
    """
    plain = numbers.flatten(text)
    mark = read_mark(plain) if in_column else None
    if mark is not None:
        return Boarding(mark, mark)
    board: bool | None = None
    lodging: bool | None = None
    if _BOTH_NO.search(plain):
        board = lodging = False
        plain = _BOTH_NO.sub("·", plain)
    elif _BOTH_YES.search(plain):
        board = lodging = True
        plain = _BOTH_YES.sub("·", plain)
    board = _decide(plain, _BOARD_NO, _BOARD_YES, board)
    lodging = _decide(plain, _LODGING_NO, _LODGING_YES, lodging)
    return Boarding(board, lodging)


def _decide(
    plain: str,
    negative: re.Pattern[str],
    positive: re.Pattern[str],
    known: bool | None,  # noqa: FBT001 - three-valued
) -> bool | None:
    """Take the negative first: 不包住 holds 包住; what is already known stands."""
    if known is not None:
        return known
    if positive.search(negative.sub("·", plain)):
        return True
    return False if negative.search(plain) else None
