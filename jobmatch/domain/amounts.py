"""Amounts of money in a text, each with its unit and the part of pay that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from jobmatch.domain import numbers
from jobmatch.domain.kinds import PayUnit

if TYPE_CHECKING:
    from collections.abc import Iterator


class Part(StrEnum):
    """Which part of pay an amount is."""

    PLAIN = "plain"
    TOTAL = "total"
    FORMAL = "formal"
    TRIAL = "trial"
    VARIANT = "variant"
    BASE = "base"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount or range in yuan per *unit* (None: not said). *cut*: the upper end looks cut."""

    low: Decimal | None
    high: Decimal | None
    unit: PayUnit | None
    part: Part
    label: str = ""
    approximate: bool = False
    cut: bool = False


_PIECES = (
    "件|个(?!月|小时|钟)|斤|公斤|千克|kg|吨|袋|颗|筐|双|只|条|箱|朵|套|打|米|平方米?|平米|平|方|亩|车|桶|单|趟|次|张|片|包|盒|捆|根|棵|株"
    "|对|顶|把|串|付|副|台|本|瓶|幅|票|份|户|间|栋|针|课时|节|公里"
)
_UNIT_WORDS = (
    r"(?P<month>个?月|month|mth|mo(?!n)|m(?![a-z]))|(?P<day>天|日|day|d(?![a-z])|工(?!资|作|龄|服|价))"
    rf"|(?P<hour>个?小时|个?钟头?|时|h(?:ou)?rs?|h(?![a-z]))|(?P<year>年|year|yr)|(?P<piece>{_PIECES})"
)
_UNIT = rf"(?:(?:/|每|·|一)(?:人(?:/|每|·)?)?(?:{_UNIT_WORDS}))"
_UNIT2 = _UNIT.replace("(?P<", "(?P<low_")
_CURRENCY = r"(?:元整?|块钱?|圆|rmb|¥|￥)?"
_NUMBER = r"\d+(?:\.\d+)?"
_MULT = r"[万千百wk]?"
_AMOUNT = re.compile(
    rf"(?P<floor>≥|>=?|不低于|不少于|不下于|最低|至少|起步)?(?P<ceiling>≤|<=?|不超过|最高|封顶|高达)?[¥￥]?"
    rf"(?<![\d.])(?P<cut_low>(?<![\d元kw万千百天月年时日])-)?(?P<low>{_NUMBER})(?P<low_mult>{_MULT}){_CURRENCY}{_UNIT2}?"
    rf"(?:-[¥￥]?(?P<high>{_NUMBER})(?P<high_mult>{_MULT})(?P<second>{_CURRENCY})|(?P<dangling>-)(?![\d面]))?"
    rf"(?P<around>左右|上下)?(?P<above>起步?|以上|及以上|\+(?=$|[,，。;；/)）元]))?{_CURRENCY}{_UNIT}?"
    rf"(?P<around2>左右|上下)?(?P<above2>起步?|以上|及以上|\+(?=$|[,，。;；)）]))?(?P<below>以[内下])?",
    re.IGNORECASE,
)
_NOT_MONEY = re.compile(
    r"[·*x×+]?\d+薪|\d+(?:\.\d+)?(?:个|-)?小?时(?:工作)?(?:制|/天|每天|一天)|(?:每[天日]|日|工作)\d+(?:-\d+)?个?小时|\d+天(?:/|每)(?:月|周)|月休\d+天|休息?\d+天"
    r"|满\d+(?:个月|天|年)|(?:\d{1,2}-)?\d{1,2}个月|[×*x]\d+(?:天|个?月)?|(?<![/每\d.])\d{1,2}天|\d{1,2}(?:个?小时|天)(?=\d{3})|(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}[日号])?|\d+(?:-\d+)?周?岁|\d+%|第\d+|\d+(?:号|日)(?:前|左右|发)|每月\d+(?:-\d+)?[号日]|\d{1,2}[:：]\d{2}(?:-\d{1,2}[:：]\d{2})?|\d+[倍级楼栋层]|c[123]证?|b[12]证?|a[123]证?",
    re.IGNORECASE,
)
_UNIT_BEFORE: tuple[tuple[re.Pattern[str], PayUnit], ...] = (
    (re.compile(r"每个?小时|时薪|小时工资|小时工|每时|时价"), PayUnit.HOUR),
    (re.compile(r"每[天日]|日薪|日工资|日结|包天|日均|按天|天工资|日收入|日工|工价"), PayUnit.DAY),
    (re.compile(r"年薪|年收入|每年|年终?收|一年"), PayUnit.YEAR),
    (
        re.compile(
            r"每个?月|月薪|月工资|月收入|月均|月入|月结|月综合|月保底|月底薪|底薪|保底|基本工资"
        ),
        PayUnit.MONTH,
    ),
)
_PIECE_BEFORE = re.compile(rf"每(?:{_PIECES})|单价")
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        Part.EXTRA,
        re.compile(
            r"全勤奖?|奖金?|补贴?|补助|津贴|工龄|加班费?|押金|保证金|餐补|房补|话补|车补|夜班费|绩效|报销|罚|扣|服装费|体检费|中介费|水电费?|分红|红包|介绍费|返费|社保费|高温费"
        ),
    ),
    (Part.TRIAL, re.compile(r"试用期?|实习期?|学徒期|见习期?|培训期?|试岗")),
    (Part.FORMAL, re.compile(r"转正|正式|出师|期满|上岗后|定岗|独立上岗")),
    (
        Part.VARIANT,
        re.compile(
            r"生手|新手|学徒|熟手|熟练工?|技工|大工|小工|两班[倒制]?|三班[倒制]?|二班[倒制]?|白班|夜班|长白班|常白班|初级|中级|高级|普工|男工?|女工?|小篮|大篮"
        ),
    ),
    (
        Part.BASE,
        re.compile(
            r"(?:无责|责任|保障|月)?底薪|保底|基本(?:工资|薪资|工薪)|基础(?:工资|薪资)|底工资|固定(?:工资|薪资)|无责"
        ),
    ),
    (
        Part.TOTAL,
        re.compile(
            r"=|综合|到手|月入|收入|月均|日均|平均|能拿|可拿|可达|可挣|能挣|能做|做到|达到?|总|实发|税后|实得|挣|能有|约合|拿"
        ),
    ),
)
_PLUS_SHARE = re.compile(r"[+加](?:业绩|销售|高)?(?:提成|计件|绩效|抽成|佣金)(?!工资\d|\d)")
_COMMISSION = re.compile(r"提成|抽成|佣金")
_SKILL = re.compile(r"(?P<word>生手|新手|熟手|熟练工?)[^,，;；。]{0,6}$")
_SIGN = "[1-9一二两三四五六七八九]"
_COINS = re.compile(rf"(?<![\d.])(?P<yuan>{_SIGN})块(?P<tenth>{_SIGN})(?:毛|角)?(?![\d天日月个小])")
_TENTHS = re.compile(rf"(?<![\d.-])(?P<tenth>{_SIGN})(?:毛|角)钱?(?!度|落)")
_LONGEST = 10
_SMALL = Decimal(300)


def prepare(text: str) -> str:
    """Give *text* ready for find_amounts: even dashes, numerals as digits, no other numbers."""
    plain = numbers.write_digits(_spell_coins(numbers.flatten(text).lower()))
    plain = re.sub(r"(?<=\d)\.0(?!\d)", "", plain)
    plain = re.sub(r"\((?=[^)]*$)", ",", plain)
    plain = re.sub(r"(?<![\d.])1(?:个)?(小时|天|月)(?=[¥￥]?\d)", r"每\1", plain)
    plain = re.sub(r"(?<![\d.])(\d{3,5})[/、](\d{3,5})(?![\d.])", _as_range, plain)
    plain = re.sub(r"[2二](?=班)", "两", plain).replace("3班", "三班")
    return _NOT_MONEY.sub("·", plain)


def _spell_coins(plain: str) -> str:
    """Write 一块二 as 1.2元, 5毛 as 0.5元: prices of piece work are told so."""
    plain = _COINS.sub(lambda found: f"{_value(found['yuan'])}.{_value(found['tenth'])}元", plain)
    return _TENTHS.sub(lambda found: f"0.{_value(found['tenth'])}元", plain)


def _value(sign: str) -> str:
    return sign if sign.isdigit() else str(numbers.read_numeral(sign))


def _as_range(found: re.Match[str]) -> str:
    """Read two pays side by side (3500/4000) as a range when they ascend."""
    return f"{found[1]}-{found[2]}" if int(found[1]) < int(found[2]) else found[0]


def find_amounts(plain: str) -> Iterator[Amount]:
    """Yield the amounts of a prepared text in order."""
    end = 0
    for found in _AMOUNT.finditer(plain):
        before, after = plain[end : found.start()], plain[found.end() : found.end() + 8]
        end = found.end()
        if _is_money(found):
            yield _read(found, before, after)


def _is_money(found: re.Match[str]) -> bool:
    """Leave out zeros, which stand for nothing in exports, and what is longer than any pay."""
    digits = [found["low"], found["high"] or ""]
    return bool(Decimal(found["low"]) or found["high"]) and max(map(len, digits)) <= _LONGEST


def _read(found: re.Match[str], before: str, after: str) -> Amount:
    low, high = _scale(found)
    unit = _unit_of(found, before)
    part, label = _part_of(before, after, low, unit)
    if label[:1] in ("+", "加") and high is not None:
        part, label = Part.PLAIN, ""
    lowest: Decimal | None = low
    above = bool(found["floor"] or found["above"] or found["above2"])
    ceiling = bool(found["ceiling"] or found["below"])
    cut = bool(found["dangling"] or found["cut_low"])
    if cut:
        high = Decimal(-1)
    elif high is not None:
        cut = numbers.looks_cut(low, high)
    elif not above and not ceiling:
        high = low
    elif ceiling:
        lowest, high = None, low
    return Amount(
        lowest,
        high,
        unit,
        part,
        label,
        approximate=bool(found["around"] or found["around2"]),
        cut=cut,
    )


def _scale(found: re.Match[str]) -> tuple[Decimal, Decimal | None]:
    """Apply 万, 千, k: in 5.5-7千 the step stands once and holds for both."""
    low, low_step = Decimal(found["low"]), numbers.multiplier(found["low_mult"])
    if found["high"] is None:
        return low * low_step, None
    high, high_step = Decimal(found["high"]), numbers.multiplier(found["high_mult"])
    if low_step == 1 and high_step > 1 and low <= high:
        low_step = high_step
    elif high_step == 1 and low_step > 1 and high < low_step:
        high_step = low_step
    return low * low_step, high * high_step


def _unit_of(found: re.Match[str], before: str) -> PayUnit | None:
    for prefix in ("", "low_"):
        for name in PayUnit:
            if found[prefix + name.value]:
                return PayUnit.HOUR if found[prefix + name.value] in ("课时", "节") else name
    clause = re.split(r"[,，;；。\n]", before)[-1]
    if _PIECE_BEFORE.search(clause):
        return PayUnit.PIECE
    places = [
        (match.end(), unit) for pattern, unit in _UNIT_BEFORE for match in pattern.finditer(clause)
    ]
    return max(places)[1] if places else None


def _part_of(before: str, after: str, yuan: Decimal, unit: PayUnit | None) -> tuple[Part, str]:
    """Tell the part by the nearest word before the amount, else by the one right behind it."""
    clause = re.sub(r"\([^)]*\)", "", before)
    nearest: tuple[int, Part, str] | None = None
    for part, pattern in _PARTS:
        for match in pattern.finditer(clause):
            if nearest is None or match.end() > nearest[0]:
                nearest = (match.end(), part, match[0])
    commission = _COMMISSION.search(clause)
    if commission and (yuan < _SMALL or unit is PayUnit.PIECE):
        return Part.EXTRA, commission[0]
    if nearest is not None:
        if commission and nearest[1] is Part.BASE and commission.end() > nearest[0]:
            return Part.TOTAL, commission[0]
        skill = _SKILL.search(clause) if nearest[1] is Part.TOTAL else None
        return (Part.VARIANT, skill["word"]) if skill else (nearest[1], nearest[2])
    behind = re.match(
        r"\(?(?:元|/月)*的?(全勤|餐补|房补|奖|补贴|补助|提成|押金|工龄|(?:底薪|保底|试用|转正)(?=[期后]?(?:$|[),，;；+])))",
        after,
    )
    if behind is None:
        plus = _PLUS_SHARE.match(after) if unit is not PayUnit.HOUR else None
        return (Part.BASE, plus[0]) if plus else (Part.PLAIN, "")
    return _BEHIND.get(behind[1], Part.EXTRA), behind[1]


_BEHIND = {
    "底薪": Part.BASE,
    "保底": Part.BASE,
    "试用": Part.TRIAL,
    "转正": Part.FORMAL,
}
