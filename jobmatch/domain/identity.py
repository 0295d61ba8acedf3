"""Identity numbers (居民身份证号): own check of ISO 7064, sex, birth date, age; masks.

The number's region part is never checked: tables of regions are dated (520603 exists since 2011,
people born before carry it after moving), so a region is no proof of a wrong number. No sentence of
this module contains a number or any part of one: sentences go to screens, logs and job rows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from jobmatch.domain.kinds import Sex
from jobmatch.domain.problems import Flaw, ProblemKind

LENGTH = 18
_OLD_LENGTH = 15
_DISABILITY_LENGTHS = (20, 22)
_FIRST_YEAR = 1900
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_ROW = "10X98765432"
_NOT_SAID = frozenset(
    {"", "无", "暂无", "没有", "未提供", "不详", "未知", "/", "\\", "-", "--", "—", "——", "空"}
)
_FORMULA = re.compile(r"^=?[\"'“”‘’`]*(.*?)[\"'“”‘’`]*$", re.DOTALL)
_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?E\+?\d{1,2}$")
_INSIDE = re.compile(r"(?<![0-9X])(?:\d{17}[0-9X]|\d{15})(?![0-9X])")
_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
# Letters and signs that people type for the final X.
_CROSSES = str.maketrans({"Х": "X", "х": "X", "Χ": "X", "χ": "X", "×": "X", "✕": "X", "╳": "X"})


@dataclass(frozen=True, slots=True)
class ReadIdentity:
    """An identity number as read: 18 characters with upper-case X, or None and the flaw."""

    number: str | None
    flaw: Flaw | None = None

    @property
    def sex(self) -> Sex | None:
        """Give the sex that the number tells."""
        return sex_of(self.number) if self.number else None

    @property
    def born_on(self) -> date | None:
        """Give the birth date that the number tells."""
        return birth_of(self.number) if self.number else None


def check_character(first17: str) -> str:
    """Give the check character of 17 digits (ISO 7064 mod 11-2, GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECK_ROW[total % 11]


def is_valid(number: str) -> bool:
    """Tell whether *number* is 17 digits, a check character that fits, and a real birth date."""
    return bool(re.fullmatch(r"[0-9]{17}[0-9X]", number)) and _is_sound(number)


def birth_of(number: str) -> date | None:
    """Give the birth date inside an 18-character number; None when it names no day."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= _FIRST_YEAR else None


def sex_of(number: str) -> Sex:
    """Give the sex inside an 18-character number: the 17th digit is odd for men."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def age_on(born_on: date, day: date) -> int:
    """Give the completed years of life on *day* (周岁); negative before birth."""
    before = (day.month, day.day) < (born_on.month, born_on.day)
    return day.year - born_on.year - before


def lengthen(old: str) -> str:
    """Give the 18 characters of a 15-digit number of the first generation (century 19)."""
    first17 = old[:6] + "19" + old[6:]
    return first17 + check_character(first17)


def read_identity(text: str, *, numeric: bool = False, today: date | None = None) -> ReadIdentity:
    """Read an identity number from a cell.

    Args:
        text: the cell as written; full-width digits, spaces, ``="…"``, a leading quote, a small x
            and words around the number are seen through.
        numeric: the cell held a number, not text: a spreadsheet keeps 15 digits only, so a long
            number in it is already damaged and refused whatever its last digits are.
        today: when given, a birth date after it is refused.

    Returns:
        The number, or the reason why there is none. Nothing is ever repaired by guessing.
    """
    cleaned = _clean(text)
    if cleaned in _NOT_SAID:
        return ReadIdentity(None, Flaw(ProblemKind.MISSING, "没有填身份证号，请补填18位号码。"))
    broken = _damage(cleaned, numeric=numeric)
    if broken:
        return ReadIdentity(None, Flaw(ProblemKind.INVALID, broken))
    found = _INSIDE.findall(cleaned)
    if len(found) != 1:
        return ReadIdentity(None, Flaw(ProblemKind.INVALID, _length_sentence(cleaned, len(found))))
    return _judge(found[0], today)


def mask_identity(number: str) -> str:
    """Give *number* with only its region and last four to be seen (522201********1234)."""
    return f"{number[:6]}********{number[-4:]}" if len(number) >= _OLD_LENGTH else "*" * len(number)


def last_four(number: str) -> str:
    """Give the last four characters, the part that screens show."""
    return number[-4:]


def mask_phone(phone: str) -> str:
    """Give *phone* with its middle hidden (138****5678); short ones keep the last two."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) >= 11:  # noqa: PLR2004 - length of a mobile number
        return f"{digits[:3]}****{digits[-4:]}"
    return "*" * max(len(digits) - 2, 0) + digits[-2:]


def mask_name(name: str) -> str:
    """Give *name* with its middle hidden (张*芳, 张*)."""
    if len(name) <= 1:
        return name
    return name[0] + "*" if len(name) == 2 else name[0] + "*" * (len(name) - 2) + name[-1]  # noqa: PLR2004 - two characters


def mask_card(card: str) -> str:
    """Give a bank card with nothing to be seen."""
    return "*" * len(card)


def _clean(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_CROSSES).upper()
    folded = _SPACES.sub("", folded)
    match = _FORMULA.match(folded)
    bare = match.group(1) if match else folded
    # Dashes only group the digits (522228-19940718-9485); a lone dash still means "not said".
    return re.sub(r"(?<=\d)[-‐-―－·.](?=\d{3,}|\d{0,3}X)", "", bare) if "E+" not in bare else bare


def _damage(cleaned: str, *, numeric: bool) -> str | None:
    """Give the sentence for a number that a program or a hand has spoilt."""
    if _SCIENTIFIC.match(cleaned):
        return "身份证号被表格软件变成了科学计数，后面的数字已经丢失，请按文本重新填写。"
    if numeric and len(re.sub(r"\D", "", cleaned)) > _OLD_LENGTH:
        return "身份证号存成了数字，后三位已被表格软件抹成0，请把该列设为文本后重新填写。"
    if re.search(r"\d[*#?＊]+", cleaned):
        return "身份证号被遮盖，认不出完整号码，请填写完整的18位号码。"
    return None


def _length_sentence(cleaned: str, found: int) -> str:
    if found > 1:
        return "一格里有不止一个身份证号，请每人一行分别填写。"
    runs = re.findall(r"[0-9X]*[0-9][0-9X]*", cleaned)
    longest = max((len(run) for run in runs), default=0)
    if longest in _DISABILITY_LENGTHS:
        return f"这里填的像是{longest}位的残疾人证号，请填18位身份证号。"
    if longest:
        return f"身份证号应为18位，现在是{longest}位，请核对。"
    return "这里填的不是身份证号，请填18位号码。"


def _judge(number: str, today: date | None) -> ReadIdentity:
    if len(number) == _OLD_LENGTH:
        number = lengthen(number)
    born = birth_of(number)
    if born is None or (today is not None and born > today):
        return ReadIdentity(
            None, Flaw(ProblemKind.INVALID, "身份证号里的出生日期不存在，请对照证件核对。")
        )
    if not _is_sound(number):
        ending = "，末尾000像是被表格软件抹掉的" if number.endswith("000") else ""
        sentence = f"身份证号的校验码对不上{ending}，请对照证件核对。"
        return ReadIdentity(None, Flaw(ProblemKind.INVALID, sentence))
    return ReadIdentity(number)


def _is_sound(number: str) -> bool:
    return check_character(number[:17]) == number[17] and birth_of(number) is not None
