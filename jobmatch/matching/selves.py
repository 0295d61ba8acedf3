"""How people say who they are: age, schooling, strength, papers.

What is said fills gaps of the register; it never overwrites it (searches.py).
"""

from __future__ import annotations

import re

from jobmatch.domain.kinds import (
    LABOUR_CAPACITY_NAMES,
    SCHOOLING_NAMES,
    LabourCapacity,
    Schooling,
)
from jobmatch.matching.readings import ReadKind, Rule, WishReading

_ILLITERATE = (
    r"不(?:识|认|认得|认识|会写)字|(?:没(?:得|有)?|莫得)(?:读|念)过(?:什么|啥)?书|没上过学|(?:没|莫得)(?:得|有|什么|啥子|啥)*文化|文盲|"
    r"(?:认|识)不(?:得|到|了)(?:几个|什么|啥|好多)*字|字(?:都)?(?:认|识)不(?:得|到|了)|"
    r"小学(?:都)?没(?:有)?(?:毕业|读完|念完)|没(?:有)?(?:读|念)完小学"
)
_STANDING = (
    r"(?:退伍|退役|复员|转业)(?:军人|兵|士兵)?|当过兵|党员|低保户?|特困户?|贫困户|脱贫户|监测户|建档立卡(?:户|贫困户)?|"
    r"(?:易地)?搬迁户?|移民户?|宝妈|孕妇|怀(?:孕|起|了)(?:了|的)?|晕车|单亲|下岗(?:工人|职工)?|在校生|学生|待业青年"
)
_LEVELS: tuple[tuple[re.Pattern[str], Schooling], ...] = (
    (re.compile(_ILLITERATE), Schooling.ILLITERATE),
    (re.compile(r"小学"), Schooling.PRIMARY),
    (re.compile(r"初中"), Schooling.JUNIOR),
    (re.compile(r"高中|中专|技校|职高|中职"), Schooling.SENIOR),
    (re.compile(r"大专|专科"), Schooling.COLLEGE),
    (re.compile(r"本科|大学"), Schooling.BACHELOR),
)
_NO_PAPER = re.compile(r"(?:没得|没有|没|莫得|莫|无|不要|不用|没考|还没)$")
_LACKS = re.compile(r"^(?:但是?|可是|不过|就是|还|也|都|我)*(?:没|莫得|无)")
_LACKED = re.compile(r"(?:没得|没有|没|莫得|无)(?:考|办|拿)?(?:的|了)?$")
_VAGUE = re.compile(r"\d(?:多|几|来)")
_SAID = "[了咯啰喽啦嘞哦喔哟]"
"""Particles that end what somebody says of an age or a paper."""
_WHO = (
    r"(?:我们|我|本人|他|她|老汉(?:儿)?|老头子?|老人家|老伴|老公|老婆|男人|婆娘|媳妇|爱人|儿子|女儿|姑娘|兄弟|弟弟|"
    r"妹妹|哥哥|姐姐|爸爸?|妈妈?|父亲|母亲|爹|娘)"
)
_FAMILY = (
    r"我?(?:老伴|老公|老婆|男人|婆娘|媳妇|爱人|婆婆|公公|老?爸爸?|老?妈妈?|父亲|母亲|爹|娘|爷爷|奶奶|"
    r"老人)"
)
_HAVE = rf"(?:我|也|都|还|全|是)*(?:有|没得|没有|没考|没|莫得){_SAID}*"
_HAVING = rf"(?:(?:我|也|都|还|全|是)*(?:有|没得|没有|没考|没|莫得){_SAID}*(?![一-鿿]))?"
_HEIGHTS = ("高空", "高处", "登高", "外墙", "脚手架", "架子工")
"""Words of postings whose work is done high up."""
_LEARNING = re.compile(r"(?:想考|要考|考个|准备考)$")


def _age(reading: WishReading, match: re.Match[str]) -> bool:
    """Read 55岁; 五十几岁 may be any of ten years, so that no limit of age is applied to it."""
    if _VAGUE.search(match.group()):
        reading.age = None
        return reading.note(ReadKind.PERSON, match.group(), f"{match['age']}多岁")
    reading.age = int(match["age"])
    return reading.note(ReadKind.PERSON, match.group(), f"{reading.age}岁")


def _age_beside(reading: WishReading, match: re.Match[str]) -> bool | str:
    """Read 年纪大了，58: that somebody calls himself old stays to be read as a wish."""
    _age(reading, match)
    return match["told"] if "大" in match["told"] or "小" in match["told"] else True


def _schooling(reading: WishReading, match: re.Match[str]) -> bool:
    words = match.group()
    level = next(found for pattern, found in _LEVELS if pattern.search(words))
    reading.schooling = level
    return reading.note(ReadKind.PERSON, words, f"文化程度：{SCHOOLING_NAMES[level]}")


def _weak(reading: WishReading, match: re.Match[str]) -> bool:
    reading.capacity = LabourCapacity.WEAK_OR_HALF
    keys = tuple(dict.fromkeys((*reading.wishes.conditions, "light")))
    meaning = f"{LABOUR_CAPACITY_NAMES[reading.capacity]}，找轻一点的活"
    return reading.note(ReadKind.PERSON, match.group(), meaning, conditions=keys)


def _cares(reading: WishReading, match: re.Match[str]) -> bool:
    keys = tuple(dict.fromkeys((*reading.wishes.conditions, "child_care")))
    meaning = "家里有人要照顾，找离家近、能顾家的活"
    return reading.note(ReadKind.PERSON, match.group(), meaning, conditions=keys, near_home=True)


def _no_heights(reading: WishReading, match: re.Match[str]) -> bool:
    avoided = tuple(dict.fromkeys((*reading.wishes.avoided, *_HEIGHTS)))
    return reading.note(ReadKind.LIMIT, match.group(), "不做高处的活", avoided=avoided)


def _dizzy(reading: WishReading, match: re.Match[str]) -> bool:
    """Read 高血压: an illness is heard and never weighed; people say what it forbids."""
    meaning = "不影响找岗位；做不了重活、高处的活，请说一声“不做重活”“不爬高”"
    return reading.note(ReadKind.PERSON, match.group(), meaning)


def _hardy(reading: WishReading, match: re.Match[str]) -> bool:
    return reading.note(ReadKind.PERSON, match.group(), "身体好")


def _driving(reading: WishReading, match: re.Match[str]) -> bool:
    return _hold(reading, match, "驾照")


def _no_papers(reading: WishReading, match: re.Match[str]) -> bool:
    reading.certificates = reading.certificates or ()
    return reading.note(ReadKind.PAPER, match.group(), "没有证书")


def _some_papers(reading: WishReading, match: re.Match[str]) -> bool:
    return reading.note(ReadKind.PAPER, match.group(), "有证，以登记的证书为准")


def _licence(reading: WishReading, match: re.Match[str]) -> bool:
    return _hold(reading, match, f"{match['class'].upper()}驾照")


def _hold(reading: WishReading, match: re.Match[str], name: str) -> bool:
    before = match.string[: match.start()]
    held = reading.certificates or ()
    lacking = _NO_PAPER.search(before) or _LEARNING.search(before)
    if lacking or _LACKS.search(match.group()) or _LACKED.search(match.group()):
        reading.lacked = (*reading.lacked, name)
        said = f"{lacking.group() if lacking else ''}{match.group()}"
        return reading.note(ReadKind.PAPER, said, f"没有{name}")
    reading.certificates = (*held, name)
    return reading.note(ReadKind.PAPER, match.group(), f"有{name}")


def _not_yet(reading: WishReading, match: re.Match[str]) -> bool:
    reading.age = int(match["age"]) - 1
    return reading.note(ReadKind.PERSON, match.group(), f"不满{match['age']}岁")


ABOUT_SELF: tuple[Rule, ...] = (
    (
        re.compile(r"(?:都|还|我)*(?:没|不|未)(?:有)?(?:满|到)(?P<age>1[6-8])(?:周)?(?:岁)?"),
        _not_yet,
    ),
    (
        re.compile(
            rf"(?:今年|{_WHO}|年纪|年龄|满|都|快|将近|差不多|刚)*(?<![\d.])(?P<age>1[4-9]|[2-7]\d)"
            rf"(?:多|几|来)?(?:个)?(?:周)?(?:岁|出头|(?:多|几)?{_SAID}(?![\d一-鿿])|(?:多|几)?了(?!\d)|"
            rf"(?=还(?:想|能|要|可以)))(?:多|出头|左右|上下|{_SAID}|的人)*"
        ),
        _age,
    ),
    (
        re.compile(
            rf"{_WHO}(?:今年|都|已经|才|刚|满|有)*(?<![\d.])(?P<age>1[4-9]|[2-7]\d)(?![\d.一-鿿/%-])"
        ),
        _age,
    ),
    (
        re.compile(r"(?:刚|才|已经|都)*满(?:了)?(?P<age>1[4-9]|[2-7]\d)(?:了)?(?![\d一-鿿.元])"),
        _age,
    ),
    (
        re.compile(
            r"(?P<told>(?:年纪|岁数|今年)(?:有|是|都|已经|大了?|不小了?)*[，,]?)"
            r"(?P<age>1[4-9]|[2-7]\d)(?![\d元块岁.个人])"
        ),
        _age_beside,
    ),
    (re.compile(rf"{_ILLITERATE}"), _schooling),
    (
        re.compile(
            r"(?:(?:读|念|上)(?:了|过|完|到|的)+)?(?:小学|初中|高中|中专|中职|技校|职高|大专|专科|本科|大学)"
            r"(?:毕业|文化|学历|程度|生)+(?:的)?|(?:读|念|上)(?:了|过|完|到|的)+(?:是)?"
            r"(?:小学|初中|高中|中专|中职|技校|职高|大专|专科|本科|大学)(?:毕业|文化)*"
        ),
        _schooling,
    ),
    (
        re.compile(
            r"(?:我|身体|身板|身子骨?|人|还|也|都|蛮|很|挺|倒)*(?:硬朗|健旺|硬扎|结实|健康|康健|好得很|没(?:得|有)?(?:病|毛病))"
            rf"(?:得很|着呢|着嘞|的很|着)*(?:的|{_SAID})*(?![一-鿿])"
        ),
        _hardy,
    ),
    (
        re.compile(
            r"(?<![一-鿿])(?:我|是|只有|就)*(?:小学|初中|高中|中专|中职|技校|职高|大专|专科|本科)(?![一-鿿])"
        ),
        _schooling,
    ),
    (re.compile(r"(?:弱|半)劳动力|半劳力|弱劳力"), _weak),
    (
        re.compile(
            rf"{_FAMILY}(?:都|还|又|也|一直|常年)*(?:瘫|卧床|起不(?:了|来)床|下不(?:了|得)床|走不(?:了|动|得)|动不(?:了|得)|"
            r"病(?:在床|重|倒)|生活不能自理|要人(?:照顾|服侍|守|管)|离不(?:得|开)人)(?:痪|倒)?(?:了|起|得)?(?:在(?:床|屋|家)(?:上|里|头)*)?"
        ),
        _cares,
    ),
    (
        re.compile(
            r"(?:不(?:能|敢|得|可以|想|要)*|怕|莫|别)(?:再)?(?:爬|登|上|站)(?:得|了)?高(?!中|职|速|铁|三|考)(?:处|空)?|恐高|爬不(?:得|了)高|怕高"
        ),
        _no_heights,
    ),
    (
        re.compile(
            rf"(?:我|本人|他|她|有|患|得了|得)*(?:点)?(?:高血压|血压(?:有点|有些|太|比较)?高|癫痫|羊癫疯|(?:经常|老是|爱|容易)(?:头晕|头昏|发晕))(?:病)?{_SAID}?"
        ),
        _dizzy,
    ),
    (
        re.compile(
            rf"(?:我|以前|曾经|刚)*(?:坐过牢|蹲过(?:牢|监)|(?:劳改|刑满)(?:释放)?(?:人员)?|有(?:案底|前科)|犯过(?:事|法|错))(?:的|出来|{_SAID})*"
        ),
        lambda reading, match: reading.note(ReadKind.PERSON, match.group(), "不影响找岗位"),
    ),
    (
        re.compile(
            rf"(?<![一-鿿])(?:我|我们|屋头|家里|本人)*(?:是|家是)*(?:个|名)?(?P<name>{_STANDING})(?![一-鿿])"
        ),
        lambda reading, match: reading.note(ReadKind.PERSON, match.group(), match["name"]),
    ),
    (
        re.compile(
            r"(?<![一-鿿没])(?:我|自己|自家|屋头|家里|本人)*有(?:个|辆|台|部|张)?"
            r"(?P<name>面包车|小货车|小车|货车|电动车|电瓶车|摩托车?|三轮车?|自行车|车)(?:的)?(?![一-鿿])"
        ),
        lambda reading, match: reading.note(
            ReadKind.PERSON, match.group(), f"自己有{match['name']}"
        ),
    ),
    (
        re.compile(
            r"(?:有|持|考了|拿了|带|凭|是)*(?:个|本)?(?:驾照|驾驶证|驾驶执照)?(?<![A-Za-z0-9])"
            r"(?P<class>[ABCabc][1-3]|[ABCabc](?=的?(?:证|照|本|票|驾)))(?![A-Za-z0-9])"
            r"(?:的)?(?:驾照|驾驶证|证|照|本子|本|票)?"
        ),
        _licence,
    ),
    (
        re.compile(
            rf"(?:但是?|可是|不过|就是|我)*(?:没得|莫得|没|无|有|持|考了|拿了|带|凭)*(?:个|本)?(?:驾照|驾驶证|驾驶执照|驾驶本)"
            rf"(?:(?:我|也|都|还|是)*(?:有|没得|没有|没考|没|莫得|无){_SAID}*)?(?!的?(?:培训|考试|学校))"
        ),
        _driving,
    ),
    (
        re.compile(r"(?:有|持|考了|拿了)?(?P<name>残疾|身份|户口|毕业|结婚|居住)证(?!券)"),
        lambda reading, match: reading.note(ReadKind.PERSON, match.group(), f"有{match['name']}证"),
    ),
    (
        re.compile(
            r"(?:都|还|但是?)*(?:没得|没有|没|莫得|无)(?:什么|啥子|啥|任何|得|考|拿|过|到)*证(?:书|件)?(?:的)?|"
            r"(?:什么|啥子|啥|任何|一样)证(?:书|件)?(?:都|也)(?:没得|没有|没考|没)(?:的)?"
        ),
        _no_papers,
    ),
    (
        re.compile(r"(?<![一-鿿])(?:有证|证(?:书|件)?(?:都|也)?(?:有|齐全?|全))(?:了|的)?"),
        _some_papers,
    ),
    (
        re.compile(
            rf"(?:没得|莫得|没|无|有|持|考了|拿了|带|凭)+(?:个|本)?(?P<name>(?:(?!有)[一-鿿]){{2,7}}?)(?:资格)?证(?:书)?{_HAVING}(?!券|件)|"
            r"(?:(?<![一-鿿])|(?<=[和跟考我]))(?!没|有|想|考|要|不|无|都|还|我|他|她|莫)"
            rf"(?P<bare>(?:(?!有|没)[一-鿿]){{2,5}}?)证(?:书)?(?:{_HAVING}(?![一-鿿])|{_HAVE})"
        ),
        lambda reading, match: _hold(reading, match, f"{match['name'] or match['bare']}证"),
    ),
)
