"""How people say what they have done: 干过, 会一点, 熟手, 做了几年, 带过徒弟.

What is said of experience is echoed and taken out; the work that it speaks of stays to be read:
"开了10年车" leaves 开车, "有3年缝纫经验" leaves 缝纫. It names work, so it never proves a paper
and never becomes a limit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.matching.readings import GAP, ReadKind, Rule, WishReading

if TYPE_CHECKING:
    from collections.abc import Callable

_VERBS = (
    "干做搞弄当打开种养喂带踩烧烤煮炒蒸切卖送修装焊刷刮贴砌扎绑支搭拉搬扛挑挖扫洗擦看守管教学绣编织"
    "剪裁缝烫熨包拣分采摘割栽杀跑车磨"
)
_PLAIN_VERBS = "干做搞弄当"
_DENIED = r"(?<!没)(?<!没有)(?<!没得)(?<!从来没)(?<!未)(?<!不)"
_SPAN = (
    r"(?:(?:\d{1,2}|[二三四五六七八九十]{1,3}|几|好几|一|两|半|多|好多|很多|大半)(?:多|几|来|把)?"
    r"(?:年|个?月|辈子)(?:多|半)?)"
)
_SOME = r"(?:一?点点?|一?些|一二)(?:儿|个)?"


def _spent(reading: WishReading, match: re.Match[str]) -> str:
    """Read 做了几年: the verb stays with what follows it."""
    reading.note(ReadKind.EXPERIENCE, match.group(), f"做过{match['span']}")
    if not match["next"]:
        return GAP
    return "" if match["verb"] in _PLAIN_VERBS else match["verb"]


def _practised(reading: WishReading, match: re.Match[str]) -> str:
    """Read 三年缝纫经验: what the experience is in stays."""
    what = match["what"] or match["of"] or ""
    span = match["span"] or ""
    reading.note(ReadKind.EXPERIENCE, match.group(), f"有{span}经验")
    return what or GAP


def _done(reading: WishReading, match: re.Match[str]) -> str:
    """Read 干过, 喂过猪: the verb stays when it tells something."""
    reading.note(ReadKind.EXPERIENCE, match.group(), "以前做过")
    return "" if match["verb"] in _PLAIN_VERBS else match["verb"]


def _told(meaning: str, left: str) -> Callable[[WishReading, re.Match[str]], str]:
    def apply(reading: WishReading, match: re.Match[str]) -> str:
        reading.note(ReadKind.EXPERIENCE, match.group(), meaning)
        return left

    return apply


EXPERIENCE: tuple[Rule, ...] = (
    (
        re.compile(
            r"(?:能|会|可以)?带(?:过|得了)?(?:几个|好多|[一二两三四五六七八九十\d]+个|个)?徒弟(?:的)?"
        ),
        _told("熟手，带过徒弟", ""),
    ),
    (
        re.compile(
            rf"(?:有|具有)?(?P<span>{_SPAN})(?:以上)?的?(?P<what>[一-鿿]{{0,8}}?)(?:工作|从业|相关)*(?:的)?经验(?:的)?|"
            r"(?<!没)有(?P<of>[一-鿿]{0,8}?)(?:工作|从业|相关)*(?:的)?经验(?:的)?"
        ),
        _practised,
    ),
    (
        re.compile(
            rf"{_DENIED}(?P<verb>[{_VERBS}])(?:了|过|起|有|满|得有)+(?P<span>{_SPAN})(?:了|的|之久)*"
            r"(?=(?P<next>[一-鿿]?))"
        ),
        _spent,
    ),
    (
        re.compile(
            r"(?:以前|原来|曾经)*带(?:过|大)(?:了)?(?:[一二两三四五六七八九十几\d]+|好几|好多)?个?"
            r"(?:[细小幺]?娃+儿?|崽+|孩子|小孩子?|学生)(?=(?:[，,。;； ]|$))"
        ),
        _told("以前带过孩子", "带娃"),
    ),
    (
        re.compile(
            rf"(?:以前|原来|从前|早先|曾经|曾|一直|也|都)*{_DENIED}(?P<verb>[{_VERBS}])过"
            rf"(?:{_SOME}|几天|几次|几回)?(?=[一-鿿])(?!去|来|年|节|敏|称|磅|程)"
        ),
        _done,
    ),
    (
        re.compile(
            rf"{_DENIED}(?:以前|原来|从前|早先|曾经|都|也)*(?:干过|做过|搞过|弄过|当过)(?:的)?"
        ),
        _told("以前做过", GAP),
    ),
    (
        re.compile(
            r"(?:我是|是个?|是)?(?:熟手|老手|熟练工人?|老把式|手艺(?:好|熟|老练)|技术(?:好|过硬|熟练))(?:的)?(?!优先)"
        ),
        _told("熟手", ""),
    ),
    (re.compile(rf"{_DENIED}(?:会|懂|晓得|学过){_SOME}(?:的)?"), _told("会一点", "会")),
)
"""The order counts: a span before the bare 过, a longer saying before the shorter."""
