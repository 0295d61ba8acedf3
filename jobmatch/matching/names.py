"""How names of people sound: keys by which a name is found from what somebody types of it.

A surname is often said otherwise than its first sign elsewhere (单 shàn, 仇 qiú, 查 zhā): they have
a table of their own. A sign of a given name that people say in two ways is found by both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from jobmatch.matching import homophones
from jobmatch.matching.corrections import fold

_SURNAMES = """
单 shan dan; 仇 qiu chou; 查 zha cha; 解 xie jie; 覃 qin tan; 翟 zhai di; 曾 zeng ceng; 区 ou qu;
任 ren; 朴 piao pu; 盖 ge gai; 华 hua; 纪 ji; 宓 mi fu; 冼 xian; 洗 xian xi; 员 yun yuan; 尉 wei yu;
乐 yue le; 繁 po fan; 秘 bi mi; 缪 miao mou; 谌 chen shen; 葛 ge; 折 she zhe; 逄 pang; 黑 he hei;
召 shao zhao; 燕 yan; 晁 chao; 郇 xun huan; 都 du dou; 祭 zhai ji; 种 chong zhong; 重 chong zhong;
瞿 qu; 隗 wei kui; 妫 gui; 佴 nai er; 那 na; 句 gou ju; 芮 rui; 牟 mu mou; 褚 chu zhu; 卜 bu bo;
薄 bo bao; 柏 bai bo; 车 che ju; 石 shi; 万 wan; 沈 shen; 余 yu; 冯 feng; 贾 jia; 么 yao me; 幺 yao;
哈 ha; 盛 sheng cheng; 相 xiang; 宁 ning; 阚 kan; 郗 xi chi; 郄 qie xi; 臧 zang; 藏 zang cang;
仉 zhang; 乜 nie mie; 适 kuo shi; 长 chang zhang; 令 ling; 行 xing hang; 应 ying; 朱 zhu;
强 qiang jiang; 於 yu; 宿 su xiu; 洪 hong; 要 yao; 蕃 bo fan; 莘 shen xin; 眭 sui; 睢 sui;
弥 mi;
万俟 mo,qi wan,si; 尉迟 yu,chi wei,chi; 单于 chan,yu shan,yu; 长孙 zhang,sun chang,sun;
澹台 tan,tai; 令狐 ling,hu; 欧阳 ou,yang; 上官 shang,guan; 司徒 si,tu; 司马 si,ma; 诸葛 zhu,ge;
皇甫 huang,fu; 夏侯 xia,hou; 慕容 mu,rong; 宇文 yu,wen; 端木 duan,mu; 公孙 gong,sun; 东方 dong,fang;
呼延 hu,yan; 赫连 he,lian; 鲜于 xian,yu; 闻人 wen,ren; 轩辕 xuan,yuan; 钟离 zhong,li; 濮阳 pu,yang;
申屠 shen,tu
"""
_GIVEN = """
长 chang zhang; 朝 chao zhao; 乐 le yue; 会 hui; 行 xing hang; 重 chong zhong; 茜 qian xi; 倩 qian;
盛 sheng cheng; 强 qiang; 晟 sheng cheng; 柏 bai bo; 莘 xin shen; 蔚 wei yu; 曾 zeng ceng;
参 can shen; 阿 a e; 和 he; 都 du dou; 石 shi; 觉 jue jiao; 贾 jia gu; 宁 ning; 传 chuan zhuan;
调 tiao diao; 单 dan shan; 葛 ge; 勒 le lei; 大 da; 女 nv; 率 shuai lv; 侗 dong tong; 奇 qi ji;
厦 xia sha; 解 jie xie; 万 wan; 好 hao; 少 shao; 中 zhong; 朴 pu; 区 qu; 洗 xi; 车 che; 折 zhe
"""


def _read(table: str) -> dict[str, tuple[str, ...]]:
    entries = (entry.split() for entry in table.replace("\n", " ").split(";"))
    return {sign: tuple(sounds) for sign, *sounds in entries}


SURNAMES = _read(_SURNAMES)
"""Surnames whose sound the dictionary does not tell for sure, and those of two signs.

The first sound is the right one, later ones are what people type as well."""
GIVEN = _read(_GIVEN)
"""Signs of given names that are said in more than one way, or mislead when alone."""

_DOTS = str.maketrans(dict.fromkeys("·•‧∙⋅・･.．●∘◦﹒", ""))
_DROPPED = re.compile(r"[^0-9a-z\u3400-\u9fff\ue000-\ufaff\U00020000-\U0003ffff]")
"""What is no letter and no sign of a name; rare signs may stand in the private area."""
_LETTERS = re.compile(r"[a-z]+")
_MOST_WAYS = 6
"""Ways to say one name that are kept; more are noise of rare signs."""
LEADING, INNER, END = "^", "|", "."
"""Signs of a text of keys: before a key from the first sign on, before one from a later sign on,
after each."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What a name is found by; each text holds keys between the signs LEADING, INNER and END.

    Attributes:
        sounds: the signs themselves, syllables, initials and their usual mixes.
        folded: syllables with local confusions (n/l, zh/z …) folded.
    """

    sounds: str
    folded: str


def plain_name(text: str) -> str:
    """Give a name as it is compared: narrow, lower case, no blanks, dots or other marks."""
    narrow = unicodedata.normalize("NFKC", text).translate(_DOTS).lower()
    return _DROPPED.sub("", narrow.replace("ü", "v"))


@lru_cache(maxsize=4096)
def keys_of(name: str) -> Keys:
    """Give the keys of a *name*.

    From the first sign on stand the name, all syllables (yangxiuying), all initials (yxy) and
    their mixes (yangxy, yxiuying); from later signs on syllables and initials (xiuying, xy).
    """
    plain = plain_name(name)
    leading, inner, folded_leading, folded_inner = [plain], [], [], []
    surname = 2 if _is_double(plain) else 1
    for ways in islice(product(*_syllables(plain)), _MOST_WAYS):
        leading += _from_the_first(ways, surname)
        later = [ways[start:] for start in range(1, len(ways))]
        inner += ["".join(each) for each in later]
        inner += [_initials(each) for each in later if len(each) > 1]
        folded_leading += [fold("".join(ways)), fold(_initials(ways))]
        folded_inner += [fold("".join(each)) for each in later]
    return Keys(
        _joined(LEADING, leading) + _joined(INNER, inner),
        _joined(LEADING, folded_leading) + _joined(INNER, folded_inner),
    )


def sound_of(text: str) -> str:
    """Give how a *text* of signs and letters is said as a name, in letters without gaps.

    杨xy gives yangxy, so that what is typed half in signs is found as well.
    """
    return "".join(ways[0] for ways in _syllables(plain_name(text)))


def _syllables(plain: str) -> list[tuple[str, ...]]:
    """Give for each sign of a plain name the ways it is said, the usual one first."""
    if _is_double(plain):
        pairs = [way.split(",") for way in SURNAMES[plain[:2]]]
        found = [tuple(dict.fromkeys(each)) for each in zip(*pairs, strict=True)]
    else:
        found = [SURNAMES.get(sign) or _said(sign) for sign in plain[:1]]
    return found + [GIVEN.get(sign) or _said(sign) for sign in plain[len(found) :]]


def _is_double(plain: str) -> bool:
    """Tell whether a name begins with a surname of two signs, and does not end with it."""
    return len(plain) > 2 and plain[:2] in SURNAMES  # noqa: PLR2004 - the surname and one more sign


@lru_cache(maxsize=16384)
def _said(sign: str) -> tuple[str, ...]:
    said = "".join(homophones.syllables(sign)).replace("ü", "v")
    return (said if _LETTERS.fullmatch(said) else sign,)


def _from_the_first(ways: tuple[str, ...], surname: int) -> list[str]:
    initials = _initials(ways)
    return [
        "".join(ways),
        initials,
        "".join(ways[:surname]) + initials[surname:],
        initials[:1] + "".join(ways[1:]),
    ]


def _initials(ways: tuple[str, ...]) -> str:
    return "".join(way[:1] for way in ways)


def _joined(before: str, keys: list[str]) -> str:
    return "".join(f"{before}{key}{END}" for key in dict.fromkeys(keys) if key)
