"""Certificates and driving licences: which paper a text names, and which paper covers which.

A text becomes keys: "C1驾照" and "驾驶证C1" are both ``drive:C1``; a certificate is its bare
stem, so that 保安证 and 保安员证 are one. Licences cover lower classes: A1 and A2 cover B2, B2
covers C1, C1 covers C2; A1 (coach) and A2 (trailer) do not cover each other.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLASS = re.compile(r"(?<![A-Z0-9])([ABCDEF][1-6]?|[CDEF])(?![A-Z0-9])")
_DRIVING = re.compile(r"驾|车证|本子|^[ABC][1-3]?(?:证|本|照|票)?$")
_COVERS = {
    "A1": ("A3", "B1", "B2", "C1", "C2"),
    "A2": ("B1", "B2", "C1", "C2"),
    "A3": ("C1", "C2"),
    "B1": ("C1", "C2"),
    "B2": ("C1", "C2"),
    "C1": ("C2",),
}
_PLAIN_CLASS = {"A": "A2", "B": "B2", "C": "C1"}
_ENDINGS = re.compile(
    r"(?:职业)?(?:操作|作业|从业|上岗|资格|等级|技能|培训|合格|特种|执业|专业|驾驶)*"
    r"(?:资格证书|资格证|合格证|结业证|证书|证件|执照|证|照|本)$"
)
_HIGH_VOLTAGE = "高压电工"
_SYNONYMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"焊"), "焊工"),
    (re.compile(r"网约车|巡游出租|出租车"), "网约车"),
    (re.compile(r"高处|登高|高空"), "高处"),
    (re.compile(r"架子工|架工|脚手架"), "架子工"),
    (re.compile(r"高压电"), _HIGH_VOLTAGE),
    (re.compile(r"低压电|电工|水电"), "电工"),
    (re.compile(r"叉车|场内专用|厂内机动"), "叉车"),
    (re.compile(r"挖掘机|挖机|勾机|钩机"), "挖掘机"),
    (re.compile(r"装载机|铲车"), "装载机"),
    (re.compile(r"拖拉机|农机|收割机"), "拖拉机"),
    (re.compile(r"锅炉|司炉"), "锅炉"),
    (re.compile(r"塔吊|塔式|起重|吊车|行车"), "起重"),
    (re.compile(r"健康"), "健康"),
    (re.compile(r"保安"), "保安"),
    (re.compile(r"月嫂|母婴"), "母婴护理"),
    (re.compile(r"育婴|育儿"), "育婴"),
    (re.compile(r"保育"), "保育"),
    (re.compile(r"养老护理"), "养老护理"),
    (re.compile(r"护士"), "护士"),
    (re.compile(r"教师|教资"), "教师"),
    (re.compile(r"会计|财会"), "会计"),
    (re.compile(r"厨师|烹调"), "厨师"),
    (re.compile(r"消防|消控|建构筑物"), "消防"),
    (re.compile(r"制冷"), "制冷"),
    (re.compile(r"船员|适任|海员"), "船员"),
    (re.compile(r"从业资格.*货|货运.*从业|道路货物"), "货运从业"),
)
_DRIVE = "drive:"
DRIVING = frozenset(f"{_DRIVE}{letter}" for letter in ("A1", "A2", "A3", "B1", "B2", "C1", "C2"))
"""Licences for cars, lorries and buses."""
DRIVERS = ("4-02-02-01", "4-02-02-02", "4-10-08-02", "6-30-01-00")
"""Occupations that nobody may do without one of DRIVING (road traffic law, article 19)."""
LICENCE = "驾照"
_NOTHING = {"无", "没有", "不限", "无要求", "以上都没有", "/", "-", "—", "否"}


def read_keys(text: str) -> tuple[str, ...]:
    """Give the keys that *text*, one certificate as written, names; () for "无" and the like."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or plain in _NOTHING:
        return ()
    upper = plain.upper()
    classes = tuple(dict.fromkeys(_CLASS.findall(upper)))
    if classes and (_DRIVING.search(upper) or plain.isascii()):
        return tuple(f"drive:{_PLAIN_CLASS.get(item, item)}" for item in classes)
    for pattern, key in _SYNONYMS:
        if pattern.search(plain):
            return (key,)
    if re.fullmatch(r"(?:机动车)?(?:驾驶证|驾照|驾驶执照)", plain):
        return ("drive:C1",)
    stem = _ENDINGS.sub("", plain)
    stem = re.sub(r"[员师工]$", "", stem) if len(stem) > 2 else stem  # noqa: PLR2004 - 电工 stays
    return (stem or plain,)


def cover(keys: Iterable[str]) -> frozenset[str]:
    """Give *keys* and every key that they cover (A1 → B2 → C1)."""
    covered: set[str] = set()
    for key in keys:
        covered.add(key)
        if key.startswith(_DRIVE):
            covered.update(f"drive:{lower}" for lower in _COVERS.get(key[6:], ()))
        if key == _HIGH_VOLTAGE:
            covered.add("电工")
    return frozenset(covered)


def held_keys(certificates: Iterable[str]) -> frozenset[str]:
    """Give every key that somebody with *certificates* (as written) may show."""
    return cover(key for text in certificates for key in read_keys(text))


def lacked_keys(certificates: Iterable[str]) -> frozenset[str]:
    """Give every key that somebody without *certificates* cannot show: these, and what covers them.

    Who has no licence at all may drive nothing.
    """
    lacked: set[str] = set()
    for text in certificates:
        keys = set(DRIVING) if text == LICENCE else set(read_keys(text))
        above = {key for key in (*DRIVING, _HIGH_VOLTAGE) if cover((key,)) & keys}
        lacked |= keys | above
    return frozenset(lacked)


def is_told_exactly(certificate: str, registered: Iterable[str]) -> bool:
    """Tell whether *registered* names the class of a licence that *certificate* leaves open.

    Who says "A照" means the A1 or the A2 that the register holds, not a second licence.
    """
    letter = re.fullmatch(r"([ABC])(?:证|本子?|照|票|驾照|驾驶证)", certificate.upper())
    if letter is None:
        return False
    held = {key for text in registered for key in read_keys(text)}
    return any(key.startswith(f"{_DRIVE}{letter[1]}") for key in held)


def may_hold(
    asked: frozenset[str],
    held: frozenset[str] | None,
    *,
    more: bool,
    lacked: frozenset[str] = frozenset(),
) -> bool:
    """Tell whether somebody may hold one of *asked*: held, or nobody said otherwise.

    Args:
        asked: keys of which one is enough.
        held: keys held or covered; None when nobody asked.
        more: *held* may be incomplete; but who names a driving licence has named the best one.
        lacked: keys that somebody said not to have.
    """
    if held is not None and asked & held:
        return True
    if asked <= lacked:
        return False
    if held is None:
        return True
    drives = any(key.startswith(_DRIVE) for key in held)
    return more and not (drives and all(key.startswith(_DRIVE) for key in asked))
