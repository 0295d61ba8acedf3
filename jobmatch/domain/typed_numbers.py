"""Numbers of people as they are typed: in groups, with any marks between, wide or in Chinese.

domain/masks.py meets numbers as programs write them; here are those that people write, so more is
hidden than names a person.
"""

from __future__ import annotations

import re
import unicodedata

MASK = "*"
_FEWEST_IN_ONE, _FEWEST_IN_GROUPS = 6, 7
"""Digits from which a number without gaps, and one in groups, may name a person."""
_LONGEST_OTHER, _LONGEST_IDENTITY = 10, 18
"""More digits than this without a gap are no amount, no day and no age."""
_CHINESE = str.maketrans("零〇○一幺壹二两贰三叁四肆五伍六陆七柒八捌九玖", "00011122233445566778899")
_DIGIT = r"[0-9零〇○一幺壹二两贰三叁四肆五伍六陆七柒八捌九玖]"
# The long vowel and the stroke are letters that keyboards offer for a dash, as is the numeral one.
_MARK = r"[\W_ー丨]"
_RUN = re.compile(rf"{_DIGIT}(?:{_MARK}*{_DIGIT})*(?:{_MARK}*[Xx](?![A-Za-z]))?")
_ONE_AS_DASH = re.compile(r"(?<=[0-9])一+(?=[0-9])")
_GROUP = re.compile(r"[0-9]+")
_PAY = re.compile(r"[1-9]\d?\d00 ?[-~—–―ー一]{1,2} ?[1-9]\d?\d00", re.ASCII)
"""From so much to so much a month, in round hundreds: no telephone is written so."""
_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_OF_A_PERSON = re.compile(
    r"1[3-9]\d{9}|0[1-9]\d{8,10}"
    rf"|[1-9]\d{{5}}(?:19|20)\d\d{_MONTH_DAY}\d{{3}}[\dX]|[1-9]\d{{5}}\d\d{_MONTH_DAY}\d{{3}}",
    re.ASCII,
)
"""Mobile telephone, one of a house with its area, identity of 18 and of 15 digits."""


def plain(text: str) -> str:
    """Give *text* without signs that nobody sees, in narrow signs, with one blank for each gap."""
    seen = "".join(
        _narrow(sign)
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign) != "Cf"
    )
    return " ".join(seen.split())


def hide(text: str) -> str:
    """Give the plain *text* with every number that may name a person masked, nothing of it left.

    Six digits in one, or seven in groups whatever marks are between; a month's pay stays.
    """
    return _RUN.sub(_hidden, plain(text))


def names_a_person(text: str) -> bool:
    """Tell whether *text* holds what looks like a telephone or an identity number."""
    for run in _RUN.finditer(plain(text)):
        written = _ONE_AS_DASH.sub("-", run[0]).translate(_CHINESE).upper()
        groups = _GROUP.findall(written)
        if written.endswith("X"):
            groups[-1] += "X"
        if any(len(group) > _LONGEST_OTHER for group in groups) or _is_joined(groups):
            return True
    return False


def _narrow(sign: str) -> str:
    digit = unicodedata.digit(sign, None)
    return sign if digit is None else str(digit)


def _hidden(found: re.Match[str]) -> str:
    number = found[0]
    digits = len(re.findall(_DIGIT, number))
    if _PAY.fullmatch(number) or digits < _FEWEST_IN_ONE:
        return number
    in_one = re.fullmatch(rf"{_DIGIT}+[Xx]?", number) is not None
    return MASK if in_one or digits >= _FEWEST_IN_GROUPS else number


def _is_joined(groups: list[str]) -> bool:
    """Tell whether some *groups* in a row make a number of a person together."""
    for start in range(len(groups)):
        joined = ""
        for group in groups[start:]:
            joined += group
            if len(joined) > _LONGEST_IDENTITY:
                break
            if _OF_A_PERSON.fullmatch(joined):
                return True
    return False
