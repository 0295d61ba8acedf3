"""Text of cells made even: widths, dashes, spaces and Chinese numerals; no meaning is given yet.

Everything here is total: any text in, a text or None out, and a digit that comes out was
written in the text, as a digit or as a numeral.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DASHES = re.compile(r"[‐‑‒–—―−－﹣﹘ー~～∼〜˜⁓─━-]+")
_OTHER_DIGITS = re.compile(r"[^\D0-9]")
# No cell says more; what hostile files write beyond costs nothing.
LONGEST_TEXT = 8_000
_ENDLESS = re.compile(r"\d{13,}")
_CLAUSE_ENDS = re.compile(r"([,，。;；、\n()（）])")
_SPACES = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3}){1,3})(?![\d,])")
# 一一 is what a phone's keyboard makes of a long dash; one 一 between digits is the same slip.
_TYPED_DASH = re.compile(r"(?<=[\d元块岁kKwW万千百])一+(?=\d)")
_WORD_DASH = re.compile(
    r"(?<=[\d元块岁月天日号kKwW一二两三四五六七八九十百千万])(?:至|到)(?=[¥￥]?\d|[一二两三四五六七八九]?[十百千万])"
)
_TYPED_BELOW = re.compile(r"(?<=[\d岁元])一(?=[下上](?![班午海]))")
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5,
           "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip
_STEPS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_NUMERAL = (
    r"[一二两三四五六七八九]?十[一二三四五六七八九]?"
    r"|[一二两三四五六七八九][百千万][零〇一二两三四五六七八九十百千万]*"
)
_ONE_OF_A_UNIT = re.compile(
    r"一(?=个(?:月|小时|钟头|钟)|天|日(?!三)|小时|钟头|月(?!\d|[一二三]日)|年(?!级|以上)|件|斤|袋|筐)"
)
_IN_TEXT = re.compile(rf"(?<![\d一二两三四五六七八九十百千万第])(?:{_NUMERAL})(?![字号楼栋期])")
_PLAIN_COUNT = re.compile(
    r"(?<![第周星期一二三四五六七八九十])[一二两三四五六七八九](?=[名位](?!校|店))"
)
_MIXED = re.compile(
    r"(?<![\d.])([1-9]\d*)([万千百wWkK])(\d)(?:([千百kK])(?!\d)|(?![\d.:%/k千万百]))"
)
_MIXED_NUMERAL = re.compile(r"(\d+)([万千百])([一二两三四五六七八九])(?![天日月年个小件斤班])")
_NEIGHBOURS = re.compile(
    r"(?<![\d十百千万])([一二两三四五六七八])[-、]?([二三四五六七八九])([百千万])(?![一二三四五六七八九\d])"
)
_MULTIPLIERS = {"百": 100, "千": 1000, "k": 1000, "万": 10000, "w": 10000}


def squeeze(text: str) -> str:
    """Give *text* in NFKC without any white space; digits of every script as 0 to 9."""
    # Twice: a sign that falls apart into a blank and a mark may join the letter before the blank.
    return _normalise(_SPACES.sub("", _normalise(text)))


def tidy(text: str) -> str:
    """Give *text* in NFKC, line ends kept, other runs of white space as one blank, trimmed."""
    lines = _normalise(text).splitlines()
    return "\n".join(line for line in (_SPACES.sub(" ", raw).strip() for raw in lines) if line)


def _normalise(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])
    if plain.isascii():
        return plain
    return _OTHER_DIGITS.sub(lambda found: str(unicodedata.decimal(found[0])), plain)


def flatten(text: str) -> str:
    """Give *text* ready for number patterns.

    NFKC, no white space, every dash (also 至, 到 and a typed 一一 between numbers) as "-",
    thousands separators gone, 一下/一上 after a number as 以下/以上, digits longer than any
    telephone number (identity, bank cards) gone.
    """
    plain = _THOUSANDS.sub(lambda found: found[1].replace(",", ""), squeeze(text))
    plain = _ENDLESS.sub("·", plain)
    plain = _TYPED_DASH.sub("-", plain)
    plain = _DASHES.sub("-", plain)
    plain = _TYPED_BELOW.sub("以", plain)
    return _WORD_DASH.sub("-", plain)


def drop_clauses(plain: str, words: re.Pattern[str]) -> str:
    """Give *plain* without the clauses in which *words* occur (女性优先, 有叉车证优先)."""
    if not words.search(plain):
        return plain
    return "".join("" if words.search(part) else part for part in _CLAUSE_ENDS.split(plain))


def read_numeral(text: str) -> Decimal | None:
    """Read a Chinese numeral (三千五, 二百二, 一万二, 十五, 五十), or give None.

    A last digit without its step belongs to the next smaller one: 三千五 is 3500, 二百二 is 220.
    """
    total = section = 0
    digit: int | None = None
    last_step = 1
    zero_seen = False
    for sign in text:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
            zero_seen = zero_seen or digit == 0
            continue
        step = _STEPS.get(sign)
        if step is None:
            return None
        if step == _STEPS["万"]:
            total, section = (total + section + (digit or 0)) * step, 0
        else:
            section += (1 if digit is None else digit) * step
        digit, last_step, zero_seen = None, step, False
    if digit:
        last_step = max(last_step, 10) if zero_seen else last_step
        section += digit * (1 if zero_seen else max(last_step // 10, 1))
    if not text or (total == 0 and section == 0):
        return None
    return Decimal(total + section)


def write_digits(text: str) -> str:
    """Give *text* with Chinese numerals as digits where they count (五十名, 二百二, 三千五).

    Numerals that are part of a word (三班倒, 五险一金, 万山, 十字绣, 第一) stay as they are, and
    一天, 一个月 become 每天, 每月, so that a numeral before them ends where it should (二百八一天).
    """
    plain = _ONE_OF_A_UNIT.sub("每", text)
    plain = _NEIGHBOURS.sub(_spread, plain)
    plain = _IN_TEXT.sub(_as_digits, plain)
    plain = _PLAIN_COUNT.sub(_as_digits, plain)
    plain = _MIXED_NUMERAL.sub(lambda f: f"{f[1]}{f[2]}{_DIGITS[f[3]]}", plain)
    return _ENDLESS.sub("·", _MIXED.sub(_join_mixed, plain))


def _as_digits(found: re.Match[str]) -> str:
    value = read_numeral(found[0])
    return found[0] if value is None else str(value)


def _spread(found: re.Match[str]) -> str:
    """Write 三四千 and 四到五千 as a range: two neighbouring digits share the step."""
    low, high = _DIGITS[found[1]], _DIGITS[found[2]]
    if high != low + 1:
        return found[0]
    step = _STEPS[found[3]]
    return f"{low * step}-{high * step}"


def _join_mixed(found: re.Match[str]) -> str:
    """Write 4千6 as 4600, 1万2 and 1万2千 as 12000: the tail counts in the next smaller step."""
    step = _MULTIPLIERS[found[2].lower()]
    tail_step = _MULTIPLIERS[found[4].lower()] if found[4] else step // 10
    return format_number(Decimal(found[1]) * step + Decimal(found[3]) * tail_step)


def multiplier(sign: str | None) -> int:
    """Give what k, w, 百, 千, 万 multiply by; 1 for nothing or another sign."""
    return _MULTIPLIERS.get((sign or "").lower(), 1)


def format_number(value: Decimal) -> str:
    """Write *value* without exponent and without trailing zeros (7.50 as 7.5, 4E+3 as 4000)."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def looks_cut(low: Decimal, high: Decimal, *, widest: Decimal = Decimal(3)) -> bool:
    """Tell whether an upper bound below *low* is likelier cut off than swapped.

    "5000~1000" was 10000 and "6000-70" was 7000-odd: with the missing digits the bound lies
    between *low* and *widest* times *low*. "6000-5000" can only be a swap.
    """
    if low <= 0 or high <= 0 or high >= low:
        return False
    grown = high
    while grown < low:
        grown *= 10
    return grown <= low * widest
