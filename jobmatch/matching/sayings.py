"""How people say what they want of work: shifts, board, distance, kind of employer, pay.

The order counts: a refusal is read before the wish that it contains (不上夜班 before 夜班).
What people say of themselves stands in selves.py, of their family in circumstances.py, and what
work they refuse in refusals.py.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jobmatch.domain import numbers
from jobmatch.domain.kinds import EmployerKind, WorkRegion
from jobmatch.matching.profiles import DAY_HOURS, MONTH_DAYS
from jobmatch.matching.readings import GAP, ReadKind, Rule, WishReading
from jobmatch.matching.refusals import word_of

if TYPE_CHECKING:
    from collections.abc import Callable

NEAR = frozenset({WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY})
DAILY_HOME = NEAR | {WorkRegion.IN_CITY}
HOME_PROVINCE = DAILY_HOME | {WorkRegion.IN_PROVINCE}
AWAY = frozenset({WorkRegion.IN_PROVINCE, WorkRegion.OUT_OF_PROVINCE})
_LEAST_MONTHLY, _LEAST_DAILY, _LEAST_HOURLY = 600, 50, 8
_MOST = 100_000
_MONEY = re.compile(r"元|块|薪|工资|每天|一天|每小时|挣|拿")
_NO = r"(?:不想|不要|不能|不愿意?|不可以|不得|不会|没法|莫|别|上不了|做不了|熬不了|不)"
_DO = r"(?:再|要|想|能|去|上|做|干|值|熬|倒|进|让我|喊我|叫我|给我|安排)*"
_WISH = r"(?:想|要|还|就|只|能|可以|得|找|个|有|提供|最好|希望)*"
_NIGHTS = r"(?:夜班|晚班|大夜|通宵)"
_SHIFTS = r"(?:两班倒?|二班倒|三班倒?|倒班|轮班|翻班)"


def _set(
    kind: ReadKind, meaning: str, **wishes: object
) -> Callable[[WishReading, re.Match[str]], bool]:
    def apply(reading: WishReading, match: re.Match[str]) -> bool:
        return reading.note(kind, match.group(), meaning, **wishes)

    return apply


def _told(reading: WishReading, match: re.Match[str]) -> bool:
    """Keep what somebody tells of himself and nothing looks at."""
    return reading.note(ReadKind.PERSON, match.group(), match.group())


def _within(
    meaning: str, regions: frozenset[WorkRegion], *, near: bool
) -> Callable[[WishReading, re.Match[str]], bool]:
    def apply(reading: WishReading, match: re.Match[str]) -> bool:
        kept = reading.wishes.regions or regions
        near_home = near or reading.wishes.near_home
        return reading.note(
            ReadKind.LIMIT, match.group(), meaning, regions=kept, near_home=near_home
        )

    return apply


def _kind(kind: EmployerKind, meaning: str) -> Callable[[WishReading, re.Match[str]], bool]:
    def apply(reading: WishReading, match: re.Match[str]) -> bool:
        kinds = reading.wishes.kinds | {kind}
        return reading.note(ReadKind.WISH, match.group(), meaning, kinds=kinds)

    return apply


def _condition(key: str, meaning: str, **wishes: object) -> Callable[..., bool]:
    def apply(reading: WishReading, match: re.Match[str]) -> bool:
        keys = tuple(dict.fromkeys((*reading.wishes.conditions, key)))
        return reading.note(ReadKind.WISH, match.group(), meaning, conditions=keys, **wishes)

    return apply


def _pay(reading: WishReading, match: re.Match[str]) -> bool:
    amount = Decimal(match["amount"]) * numbers.multiplier(match["step"])
    least, factor = _LEAST_MONTHLY, Decimal(1)
    told = _MONEY.search(match.group()) is not None
    if re.search(r"小时|钟头|时薪", match.group()):
        least, factor = _LEAST_HOURLY if told else _MOST, MONTH_DAYS * DAY_HOURS
    elif re.search(r"[天日]", match.group()):
        least, factor = _LEAST_DAILY if told else _MOST, MONTH_DAYS
    if not least <= amount <= _MOST:
        return False
    monthly = (amount * factor).quantize(Decimal(1))
    return reading.note(ReadKind.WISH, match.group(), f"每月不低于{monthly}元", min_pay=monthly)


def _required(reading: WishReading, match: re.Match[str]) -> bool:
    word = (match["must"] or match["phrase"]).strip()
    if not word:
        return False
    required = (*reading.wishes.required, word)
    return reading.note(ReadKind.LIMIT, match.group(), f"必须有“{word}”", required=required)


def _avoided(reading: WishReading, match: re.Match[str]) -> bool:
    word = word_of(match)
    if not word:
        return False
    avoided = (*reading.wishes.avoided, word)
    if re.fullmatch(_NIGHTS, word):
        return _note_nights(reading, match.group(), avoided=avoided)
    if re.fullmatch(_SHIFTS, word):
        meaning = "不要两班倒、三班倒"
        return reading.note(ReadKind.LIMIT, match.group(), meaning, no_shifts=True, avoided=avoided)
    return reading.note(ReadKind.LIMIT, match.group(), f"不要“{word}”", avoided=avoided)


def _note_nights(reading: WishReading, words: str, **wishes: object) -> bool:
    return reading.note(ReadKind.LIMIT, words, "不要夜班和倒班", no_night=True, **wishes)


def _all_but(reading: WishReading, match: re.Match[str]) -> str:
    """Read 除了夜班都行: one thing refused, anything else is welcome."""
    word, said = match["word"], match.group().rstrip("，,")
    if re.search(rf"{_NIGHTS}|夜", word):
        _note_nights(reading, said)
    elif re.search(_SHIFTS, word):
        reading.note(ReadKind.LIMIT, said, "不要两班倒、三班倒", no_shifts=True)
    else:
        avoided = (*reading.wishes.avoided, word)
        reading.refused = (*reading.refused, word)
        reading.note(ReadKind.LIMIT, said, f"不要“{word}”", avoided=avoided)
    return f"{GAP}什么"


_START = r"(?:(?<=[\s，。,;；、])|^)"
OPERATORS: tuple[Rule, ...] = (
    (
        re.compile(rf'{_START}-(?:"(?P<phrase>[^"]+)"|(?P<word>[^\s\d+\-"，。,][^\s+\-"，。,]*))'),
        _avoided,
    ),
    (
        re.compile(rf'{_START}\+(?P<must>[^\s+\-"，。,]+)|(?:{_START}\+)?"(?P<phrase>[^"]+)"'),
        _required,
    ),
)
"""-not, +must and "phrase"; read before anything else, as they are written."""
_LIMITS: tuple[Rule, ...] = (
    (re.compile(r"(?:刚|才|现)?从[^，。,\s]{1,8}?(?:回|辞|出)(?:来|家|职|乡)*了?"), _told),
    (
        re.compile(
            r"白天(?:都|还)?(?:要|得|还要)?(?:在家)?(?:照顾|照看|服侍|带|看|守|忙)[一-鿿]{1,4}"
        ),
        _set(ReadKind.PERSON, "白天家里有事"),
    ),
    (
        re.compile(
            r"除(?:了|开|脱|去)(?P<word>[一-鿿]{1,5}?)(?:以外|之外|外)?"
            r"(?:[，,]|(?=其他|其它|别的|旁的|什么|啥|哪样|样样|我|都))"
            r"(?=(?:(?!还|也|又)[一-鿿]){0,8}都(?:行|可以|得|做|干|要得|能做|愿意))"
        ),
        _all_but,
    ),
    (
        re.compile(
            rf"{_NO}{_DO}(?:{_NIGHTS}|夜)|怕(?:上)?夜班|"
            rf"{_NIGHTS}(?:的)?(?:我|就|都|也|是)*{_NO}(?:上|做|干|行|得|要|去|想|考虑|愿意)*(?![一-鿿])"
        ),
        _set(ReadKind.LIMIT, "不要夜班和倒班", no_night=True),
    ),
    (
        re.compile(
            rf"{_WISH}(?:上|做)*(?:长白班|常白班|正常班|白班|白天(?:上班|的班|做|干)|白天)(?:的)?(?!没|不|要|得|都|还|有空)"
        ),
        _set(ReadKind.LIMIT, "只上白班", no_night=True),
    ),
    (
        re.compile(rf"{_NO}{_DO}{_SHIFTS}"),
        _set(ReadKind.LIMIT, "不要两班倒、三班倒", no_shifts=True),
    ),
    (
        re.compile(
            rf"(?<!只)(?:能|可以|愿意|接受)(?:上|做|干|倒|接受)*(?:{_NIGHTS}|{_SHIFTS})|"
            rf"(?:{_NIGHTS}|{_SHIFTS})(?:也|都)?(?:可以|行|得|能上|无所谓|没关系)"
        ),
        _set(ReadKind.WISH, "夜班倒班都可以", shift_welcome=True),
    ),
    (
        re.compile(
            rf"{_WISH}(?:上|做|是)*{_NIGHTS}(?:的)?|"
            r"(?:我)?(?:只有|就|得|要到|到了)*(?:晚上|夜里|夜间|下班后)(?:才|些)*(?:有空|得空|有时间|空闲|得闲)(?:的)?|"
            r"白天(?:都|也)?(?:没得|没有|没|不得|不)(?:空|时间|闲|有空|行)"
        ),
        _set(ReadKind.WISH, "想上夜班", night_only=True),
    ),
)
_BOARD: tuple[Rule, ...] = (
    (re.compile(rf"{_WISH}夫妻房"), _condition("couple", "要夫妻房", lodging=True)),
    (
        re.compile(rf"{_NO}(?:用|要|需要)*(?:包|管)?(?:住|宿)(?:宿舍|厂|校|家)?"),
        _set(ReadKind.WISH, "不要求包住"),
    ),
    (
        re.compile(
            rf"{_WISH}(?:(?:包|管|供)(?:吃|食)(?:和|又|、)?(?:包|管|供)?(?:住|宿)|吃住(?:都)?(?:包|管|在厂)?|食宿)(?:的)?"
        ),
        _set(ReadKind.WISH, "要包吃包住", board=True, lodging=True),
    ),
    (
        re.compile(rf"{_WISH}(?:包住|管住|住宿|宿舍|住的地方|地方住|包宿|住厂|住得下)(?:的)?"),
        _set(ReadKind.WISH, "要包住", lodging=True),
    ),
    (
        re.compile(
            rf"{_WISH}(?:包吃|管吃|管饭|包饭|包餐|工作餐|管(?:一|两|中)?(?:餐|顿)饭?)(?:的)?"
        ),
        _set(ReadKind.WISH, "要包吃", board=True),
    ),
)
_WILL_DO = r"(?:行|可以|得行|得|成|好|愿意)"
_NOT_AWAY = r"(?:不(?:想|要|愿意?|能|得|打算|会)*|莫|别)(?:再|要|想)*"
_FAR = r"(?:太|很|好|那么|恁个)远(?:的地方|处)?"
_OUTSIDE = r"(?:外地|外省|省外|外面|外头|远处|远方|太?远的?地方|太?远)"
_THERE = r"(?:打工|务工|找活|找工作|上班|做活|做事|做|干|挣钱)*(?:了|的)?"
_DISTANCE: tuple[Rule, ...] = (
    (
        re.compile(
            rf"{_NOT_AWAY}(?:出|离开|去)(?:本|贵州)*省(?:外)?{_THERE}|(?:就|只|想|要|在)*省内{_THERE}"
        ),
        _within("不出省", HOME_PROVINCE, near=False),
    ),
    (
        re.compile(
            rf"{_NOT_AWAY}(?:出|离开)(?:本|铜仁)?市{_THERE}|(?:就|只|想|要|在)*(?:市内|本市){_THERE}"
        ),
        _within("不出市", DAILY_HOME, near=False),
    ),
    (
        re.compile(
            rf"{_NOT_AWAY}(?:去|到|往|跑|在|走)+{_OUTSIDE}{_THERE}|{_NOT_AWAY}外出{_THERE}|"
            rf"(?:去|走|出)不(?:了|得|成|到|起){_OUTSIDE}?(?:门|路)?{_THERE}|"
            r"走不(?:远|开|脱|掉)|离不(?:开|得)(?:家|屋头|屋|人)?|"
            rf"{_NOT_AWAY}出(?:远)?门{_THERE}|"
            rf"(?:离(?:家|屋头|屋))?(?:不(?:要|想|能|可以|得|愿意?)?|莫|别)(?:要|去|离|隔|得|家|屋头)*{_FAR}(?:了|的)?|"
            r"(?:离(?:家|屋头|屋))?(?<![差少走])不远(?:的|处)*(?!万)|"
            rf"(?:{_OUTSIDE}|远)(?:了|的地方|的)?(?:我|就|都|也|是)*(?:不(?:去|要|行|考虑|想去|愿意?去)|去不(?:了|得))(?:了|的)?|"
            r"哪(?:里|儿|点|头)?(?:我)?(?:都|也)不(?:去|想去|得去)"
        ),
        _within("离家近（社区或县内）", NEAR, near=True),
    ),
    (
        re.compile(r"不(?:想|愿意?)?跑长途"),
        _set(ReadKind.LIMIT, "不跑长途", avoided=("长途",)),
    ),
    (
        re.compile(
            r"(?:天天|每天|当天|晚上|每晚)(?:都)?(?:要|能|可以|得|想)*(?:回(?:得)?(?:了|到)?(?:家|屋)|来回)|"
            r"早出晚归|(?:想)?跑(?:本地|市内|本市|短途)"
        ),
        _within("每天能回家（本市以内）", DAILY_HOME, near=True),
    ),
    (
        re.compile(
            r"(?:想|要|就|只|能|找|个|点|得|在|离|隔|到)*(?:"
            r"(?:家|屋|屋头)(?:的)?(?:很)?(?:近|附近|门口|跟前|边上|周围|旁边|门前)|"
            r"(?:安置[点区房]|搬迁[点区])(?:的)?(?:楼下|门口|附近|周围|旁边|里头|里面|里|头)?|近(?:点|一点|些)|附近|就近|门口|楼下|本社区|(?:社区|小区)(?:里头|里面|附近|门口|头|里)|"
            r"本地|当地|本县|本区|县内|县里|县城|区内|区里|"
            r"不(?:想|能|愿意?)?(?:出远门|外出|离家|出去|走远|去远))"
            r"(?:点|一点|些|的|找|做|干|上班|打工)*"
        ),
        _within("离家近（社区或县内）", NEAR, near=True),
    ),
    (
        re.compile(rf"(?:出省|省外|外省|外地|外面|出远门|远(?:一)?点){_THERE}(?:也|都){_WILL_DO}"),
        _set(ReadKind.WISH, "远处也可以"),
    ),
    (
        re.compile(
            r"(?:想|要|还|一起)*(?:出去|外出|出门|去外面|去外头|到外面|出远门|出省|省外|外省|外地)"
            r"(?:打工|务工|找|做|干|上班|挣钱)*"
        ),
        _within("想外出务工", AWAY, near=False),
    ),
)
_KINDS: tuple[Rule, ...] = (
    (
        re.compile(rf"{_WISH}(?:当)?(?:公益性岗位?|公益岗位?|公岗|公益性)(?:的)?"),
        _kind(EmployerKind.PUBLIC_WELFARE, "公益性岗位"),
    ),
    (
        re.compile(r"(?:帮扶|扶贫|社区)(?:的)?车间|微工厂|就业工厂"),
        _kind(EmployerKind.WORKSHOP, "就业帮扶车间"),
    ),
    (
        re.compile(
            r"(?:工资|月薪|薪资|待遇|收入|底薪|每个?月|月|至少|最少|起码|不低于|不少于|得|要|拿|挣|赚|找|搞|能|有|到|"
            r"每天|一天|日薪|日工资|每小时|时薪)*"
            r"(?<![\d.⁄])(?P<amount>\d+(?:\.\d+)?)(?P<step>[万千百kKwW])?(?:块钱|元钱|元|块)?"
            r"(?:/|每|一)?(?:个)?(?:月|天|日|小时|钟头)?(?:以上|起|往上|左右|上下|多)?(?:的|工资|月薪)*"
        ),
        _pay,
    ),
)


_PAID_OFTEN: Rule = (
    re.compile(r"(?:工资|工钱|钱)?(?:要|想|能|得)*(?:[1一每]天|天天)一(?:结|开|发|算)(?:的|账)?"),
    _condition("day_pay", "日结"),
)


def _any_work(reading: WishReading, match: re.Match[str]) -> bool:
    reading.any_work = True
    return reading.note(ReadKind.WORK, match.group(), "什么活都可以，不挑工种")


_ANY_THING = r"(?:什么|啥子|啥|哪样|哪种|随便什么|随便啥|任何|样样|做什么|做啥子?|干什么|干啥子?)"
_JOB = r"(?:活路|活儿|活|事情|事|工作|岗位|工种)"
_OPEN: tuple[Rule, ...] = (
    (
        re.compile(
            rf"(?:我|反正)*{_ANY_THING}{_JOB}?(?:我)?(?:都|也)(?:愿意|想|肯)*(?:能|会|可以|行|得)*(?:干|做|行|得|成)*(?:的)?|"
            rf"只要(?:有|是){_JOB}(?:干|做)?(?:就|都){_WILL_DO}|有{_JOB}(?:干|做)?(?:就|都){_WILL_DO}|"
            rf"不挑(?:{_JOB}|厂)?(?:的)?|随便(?:干|做|找|来)?(?:点|个)?(?:什么|啥子|啥)?{_JOB}?(?:都)?{_WILL_DO}?(?![一-鿿])"
        ),
        _any_work,
    ),
)
ABOUT_WORK: tuple[Rule, ...] = (*_LIMITS, *_BOARD, *_DISTANCE, _PAID_OFTEN, *_KINDS, *_OPEN)
