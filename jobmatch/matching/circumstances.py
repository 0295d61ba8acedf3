"""How people tell of home and family: who is where, whom they look after, when they are needed.

Such words name work (煮饭, 带孙子, 工地) that nobody asks for: they are told as facts of the
person, and taken out before the wish is read. Work is wanted where somebody says so: 会带娃.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jobmatch.matching.readings import ReadKind, Rule, WishReading
from jobmatch.matching.sayings import DAILY_HOME

if TYPE_CHECKING:
    from collections.abc import Callable

_GRANDCHILD = r"(?:小|外)*孙+(?:子|女|娃|崽|儿)*"
_CHILD = rf"(?:[细小幺]*(?:娃+儿?|崽+|孩子|小孩子?|学生)|{_GRANDCHILD})"
_OLD = r"(?:老人家?|老的|公婆|公公|婆婆|父母|爸妈?|妈妈?|爹|娘|奶奶|爷爷|外公|外婆|老伴|病人)"
_SPOUSE = r"(?:男人|老公|丈夫|婆娘|媳妇|老婆|妻子|爱人|堂客|老伴|对象)"
_RELATIVE = (
    rf"(?:{_SPOUSE}|儿子|女儿|姑娘|崽|爹|妈|爸|老汉|兄弟|哥哥?|弟弟?|姐姐?|妹妹?|家里人|屋头人)"
)
_HOME = r"(?:家|屋头|屋里|屋)"
_WHEN = r"(?:晚上|夜里|中午|下午|傍晚|早上|每天|天天|到点|下班|放学)"
_MUST = r"(?:都|还|也|就|必须|一定)*(?:要|得|需要)(?:赶)?"
_CHORE = (
    rf"(?:(?:煮|做|弄|烧)(?:晚|中|早|午)?饭|喂(?:猪|鸡|鸭|牛|牲口)|(?:带|看|接|守|照顾|照看|管|顾){_CHILD}|"
    rf"(?:照顾|服侍|照看|守|看){_OLD})"
)
_REST = r"[一-鿿]{0,5}(?![一-鿿])"
_LEAVE = r"(?:和|跟|同)"


def _told(meaning: str, *keys: str, **wishes: Any) -> Callable[[WishReading, re.Match[str]], bool]:
    """Make a rule that notes *meaning*, conditions of these *keys*, and *wishes*."""

    def apply(reading: WishReading, match: re.Match[str]) -> bool:
        asked = tuple(dict.fromkeys((*reading.wishes.conditions, *keys)))
        return reading.note(ReadKind.PERSON, match.group(), meaning, conditions=asked, **wishes)

    return apply


def _home_daily(reading: WishReading, match: re.Match[str]) -> bool:
    """Read 晚上要回家煮饭: who is needed at home each day works within reach of it."""
    keys = ("child_care",) if re.search(_CHILD, match.group()) else ()
    conditions = tuple(dict.fromkeys((*reading.wishes.conditions, *keys)))
    regions = reading.wishes.regions or DAILY_HOME
    meaning = "家里有事，每天要回家"
    return reading.note(
        ReadKind.PERSON,
        match.group(),
        meaning,
        conditions=conditions,
        regions=regions,
        near_home=True,
    )


CIRCUMSTANCES: tuple[Rule, ...] = (
    (
        re.compile(
            rf"(?:我)?{_WHEN}*{_MUST}回(?:{_HOME}|去)(?:里|头|去|来)*(?:给[一-鿿]{{1,4}}?)?{_CHORE}{_REST}"
        ),
        _home_daily,
    ),
    (
        re.compile(
            rf"(?:我)?{_WHEN}*{_MUST}给(?:{_CHILD}|{_OLD}|{_RELATIVE}|{_HOME}(?:里|头)?(?:人)?)"
            rf"(?:煮|做|弄|烧|洗|喂|送){_REST}"
        ),
        _home_daily,
    ),
    (
        re.compile(
            rf"(?:我|在|{_HOME}(?:里|头)?|要|得|还|天天|每天|平时)*(?:带|看|守|照顾|照看)(?:个|着|起|到|倒)?(?:{_CHILD}|{_OLD})(?:的)?[，,]?"
            r"(?:我|就|都|又|所以)*(?:走不(?:开|脱|远)|离不(?:开|得)|脱不开身?|出不(?:去|了门)|没(?:得)?法(?:出去|出门)?|没(?:得|有)?(?:空|时间))(?:人|身)?(?:了|的)?"
        ),
        _told("家里要照顾人，走不远", "child_care", near_home=True),
    ),
    (
        re.compile(
            rf"(?:能|可以|准|让|许|想|要|得)+(?:我)?(?:带|背|领|引)(?:着|起|到|倒)?(?:个)?{_CHILD}"
            r"(?:一起|一路|去|来)*(?:上班|做活|干活|做工|打工|做事|做|干)(?:的)?"
        ),
        _told("能带着孩子上班", "child_care"),
    ),
    (
        re.compile(
            rf"(?:我|在|{_HOME}(?:里|头)?|要|得|还|天天|每天|平时)*(?:带|看|守|引|领|照看|照顾|接送)(?:个|着|起|到|倒)?{_GRANDCHILD}(?:的时候|上学|读书)?(?![一-鿿]?(?:的活|的工作))"
        ),
        _told("家里带孙辈", "child_care"),
    ),
    (
        re.compile(
            rf"(?:我)?(?:的)?{_RELATIVE}(?:也|都|还|现在|一直|是)*在(?!家|屋)[一-鿿]{{1,8}}?"
            r"(?:上班|打工|做工|做活|干活|做事|务工|做|干)*(?:的|了)?(?![一-鿿])"
        ),
        _told("家里人在外面做事"),
    ),
    (
        re.compile(
            rf"(?:我|也|就|还|想|要|能|得)*{_LEAVE}(?:他|她|{_SPOUSE})(?:们)?(?:在)?(?:一起|一路|一块儿?|一道|一处)"
            r"(?:去|做|干|上班|打工|做活|找|住)*(?:活|事)?(?:的)?"
        ),
        _told("想和家里人一起", "couple"),
    ),
    (
        re.compile(
            r"(?:计件|计时|按件|拿件|小时工|临时工?|短期|全职)(?:的|工资|制|活)*(?:也|都)"
            r"(?:行|可以|要得|得行|得|没事|愿意|无所谓)"
        ),
        _told("计件或临时也可以"),
    ),
)
"""Read before the work: the longer saying first."""
