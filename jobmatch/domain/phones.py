"""Telephone numbers and the contact cell they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobmatch.domain import numbers
from jobmatch.domain.problems import Flaw, ProblemKind

_SCIENTIFIC = Flaw(
    ProblemKind.INVALID, "电话被表格软件变成了科学计数法，请把该列设为“文本”后重填。"
)
_WRONG_LENGTH = Flaw(ProblemKind.INVALID, "电话位数不对，手机应为11位，座机应为“区号-号码”。")

_E_NOTATION = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
_FLOAT_TAIL = re.compile(r"(?<=\d{7})\.0+(?!\d)")
_GAPS = re.compile(r"(?<=\d)[ \t\u3000-]+(?=\d)")
_WHOLE = re.compile(r"(?<![\d.])(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}[ -]?\d{7,8})(?!\d)")
_MASKED = re.compile(r"\d{2,}\*{2,}\d*")
_RUN = re.compile(r"\+?\d[\d \t\-()]*\d|\d")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})$|(1\d{10})$")
_LANDLINE = re.compile(r"(0\d{2,3})-?(\d{7,8})$")
_SERVICE = re.compile(r"([48]00)-?(\d{3,4})-?(\d{3,4})$")
_LOCAL = re.compile(r"[2-8]\d{6,7}$")
_LABELS = re.compile(
    r"转\d*|联系人|联系电话|联系方式|咨询电话|招工热线|招聘热线|报名电话|电话(?:号码)?|手机(?:号码?)?|座机|热线|联系|微信(?:同号)?|同号|Tel|请?拨?打|号码|☎|📞|📱|[:：,，;；、/()（）。]",
    re.IGNORECASE,
)
_NOBODY = frozenset({"无", "转", "不详", "-", "暂无", "同上"})
_LONGEST = 400
_NAME_SHAPE = re.compile(r"^[A-Za-z.\s]*[一-龥]{1,8}[A-Za-z]*$|^[A-Za-z][A-Za-z .]{0,20}$")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as digits, '-' kept for landlines; None with a flaw where it cannot be one."""

    number: str | None = None
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask for, and the number."""

    name: str | None = None
    phone: str | None = None
    flaw: Flaw | None = None


def read_phone(text: str) -> Phone:
    """Read the first telephone number of a cell; broken ones (1.38E+10, ten digits) are a flaw."""
    plain = _prepare(text)
    if _E_NOTATION.search(plain):
        return Phone(flaw=_SCIENTIFIC)
    wrong = bool(_MASKED.search(plain))
    for run in (*_WHOLE.finditer(plain), *_RUN.finditer(plain)):
        number = _as_number(run[0])
        if number is not None:
            return Phone(number)
        wrong = wrong or len(re.sub(r"\D", "", run[0])) >= 5  # noqa: PLR2004 - shorter ones are house numbers
    bare = re.sub(r"\D", "", plain)
    return Phone(flaw=_WRONG_LENGTH if wrong or (bare and bare == plain.strip()) else None)


def read_contact(text: str) -> Contact:
    """Read a cell that holds a name, a number or both, in either order (王站长13800004001)."""
    phone = read_phone(text)
    plain = _E_NOTATION.sub(" ", _prepare(text))
    rest = re.sub(r"\s+", " ", _LABELS.sub(" ", _RUN.sub(" ", plain))).strip(" -+")
    words = [word for word in rest.split(" ") if word and word not in _NOBODY]
    chinese = all("\u4e00" <= sign <= "\u9fff" for word in words for sign in word)
    name: str | None = ("" if chinese else " ").join(words) or None
    if name is not None and not _NAME_SHAPE.match(name):
        name = next((word for word in words if _NAME_SHAPE.match(word)), None)
    return Contact(name, phone.number, phone.flaw)


def _prepare(text: str) -> str:
    plain = numbers.tidy(text[:_LONGEST]).replace('="', "").replace('"', "").replace("'", "")
    plain = re.sub(r"[‐‑‒–—―−~～]+|(?<=\d)一+(?=\d)", "-", plain)
    return _FLOAT_TAIL.sub("", plain)


def _as_number(run: str) -> str | None:
    digits = re.sub(r"[^\d+]", "", run)
    mobile = _MOBILE.match(digits)
    if mobile is not None:
        return mobile[1] or mobile[2]
    joined = re.sub(r"[()\s]", "", run).replace("--", "-")
    for pattern in (_LANDLINE, _SERVICE):
        found = pattern.match(re.sub(r"(?<=\d{4})\s|(?<=\d{3})\s", "", joined))
        if found is not None:
            return "-".join(found.groups()) if "-" in run or "(" in run else "".join(found.groups())
    return joined if _LOCAL.match(joined) and "-" not in joined else None
