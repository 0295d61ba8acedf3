"""Why a match is a match, in plain Chinese, from the very parts that made the score.

Every sentence names facts of the two profiles and the fields that they stand in. What speaks for
a match, what is missing and what nobody knows are lists of their own; plain facts (pay, place,
shift, day) stand apart, because nobody asked for them. Limits that break are told in barriers.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import (
    EMPLOYER_KIND_NAMES,
    SCHOOLING_NAMES,
    SHIFT_NAMES,
    WORK_REGION_NAMES,
    PayUnit,
)
from jobmatch.matching import origins
from jobmatch.matching.classification import neighbour_degree
from jobmatch.matching.conditions import PLAIN
from jobmatch.matching.licences import read_keys
from jobmatch.matching.phrasing import amount_text, day_text, pay_text
from jobmatch.matching.profiles import ANY_WORK, monthly_pay
from jobmatch.matching.scoring import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jobmatch.matching.barriers import Pair
    from jobmatch.matching.origins import Fields
    from jobmatch.matching.profiles import Want, Wishes

FIT_FROM = 0.45
"""What is asked for counts as found from this value on; siblings of an occupation stay below."""
NAMED_FROM, BY_TRADE_FROM, GOOD_FROM = 0.3, 0.56, 0.8
"""From which degree on an occupation is part of the work, makes it fit alone, makes it fit well."""
MOST_PHRASES = 3
_PEOPLE = re.compile(r"(?:工|员|师|嫂|司机|厨|人|长)$")
_PLACES_OF_WORK = re.compile(r"^进|厂$|车间$|工地$|店$|超市$")
_SAID_VERBS = re.compile(r"^(?:我|本人)?(?:想[做找干]|会做|[做干学当]过|[会想能](?![计议员所展]))+")
Told = tuple["Side", str, "Fields"]


class Side(StrEnum):
    """Which list a sentence stands in."""

    MATCHED = "matched"
    MISSING = "missing"
    UNKNOWN = "unknown"
    FACT = "fact"
    """Neither asked for nor refused: what anybody should know of a posting."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence about one part of the score, with the part's value 0 to 1.

    *fields* are paths into the two profiles (origins.py): changing one changes the sentence.
    """

    part: Part
    value: float
    side: Side
    sentence: str
    fields: Fields = ()


def find_reasons(pair: Pair, values: Mapping[Part, float]) -> tuple[Reason, ...]:
    """Give the sentences of all parts that have something to say, in the order of Part."""
    return tuple(
        Reason(part, values[part], side, sentence, fields)
        for part, tell in _TELLERS.items()
        for side, sentence, fields in tell(pair, values[part])
    )


def decisive(pair: Pair) -> list[tuple[Want, float]]:
    """Give the wants that decide whether the work fits, each with how far it is met.

    These are the wants asked for; where nobody asked, those that skills and earlier work give.
    """
    every = list(zip(pair.worker.wants, pair.met, strict=True))
    return [each for each in every if each[0].asked] or every


def work_fits(pair: Pair) -> bool:
    """Tell whether the work is what is asked for; True where no kind of work is."""
    wants = decisive(pair)
    if not wants or max(met for _, met in wants) >= FIT_FROM:
        return True
    return not wants[0][0].asked and asks_otherwise(pair.worker.profile.wishes)


def asks_otherwise(wishes: Wishes) -> bool:
    """Tell whether conditions or a kind of employer are asked for: then skills decide nothing."""
    return bool(wishes.conditions or wishes.kinds)


def _work(pair: Pair, value: float) -> Iterator[Told]:
    del value  # of all wants together; what is told is the one that decides
    wants = decisive(pair)
    if not wants:
        return
    if not work_fits(pair):
        yield _other_work(pair, [want for want, _ in wants])
        return
    best = max(wants, key=lambda each: each[0].weight * each[1])
    if best[1] < FIT_FROM:  # a weaker wish is met, a stronger one is not
        best = max(wants, key=lambda each: each[1])
    if best[1] < FIT_FROM:
        return
    yield _right_work(pair, best[0])
    behind = [
        want
        for want, met in zip(pair.worker.wants, pair.met, strict=True)
        if not want.asked and met >= FIT_FROM and want.phrase != best[0].phrase and best[0].asked
    ]
    if behind:
        field = origins.of_want(behind[0], pair.worker.profile)
        fields = (field, *_why(pair, behind[0])[1])
        yield Side.MATCHED, f"{_whose(behind[0], field)}，用得上", fields


def _other_work(pair: Pair, wants: list[Want]) -> Told:
    phrases = list(dict.fromkeys(_bare(want.phrase) for want in wants))[:MOST_PHRASES]
    fields = dict.fromkeys(origins.of_want(want, pair.worker.profile) for want in wants)
    had = "想找的" if wants[0].asked else "会的和做过的"
    more = "等" if len(wants) > MOST_PHRASES else ""
    title = pair.posting.profile.title
    sentence = f"“{title}”和{had}“{'、'.join(phrases)}”{more}不太对口"
    return Side.MISSING, sentence, (*fields, origins.TITLE)


def _right_work(pair: Pair, want: Want) -> Told:
    field = origins.of_want(want, pair.worker.profile)
    why, fields = _why(pair, want)
    return Side.MATCHED, f"{_whose(want, field)}，{why}", (field, *fields)


def _why(pair: Pair, want: Want) -> tuple[str, Fields]:
    """Say why the work of the posting is what *want* names: by trade, paper, level or letters."""
    code, degree = _best_occupation(pair, want)
    if degree >= BY_TRADE_FROM:
        return _right_trade(pair, want, code, close="正对口" if degree >= GOOD_FROM else "相近")
    if want.papers and any(want.papers & keys for keys in pair.posting.certificates):
        return "这份活正要这个证", ("posting.certificates",)
    if want.open_level and not pair.posting.skilled:
        return "这份活不用手艺，可以做", (origins.TITLE,)
    if degree >= NAMED_FROM:
        field = origins.of_occupation(code, pair.posting, pair.knowledge)
        told = f"里也提到{pair.knowledge.names.get(code, '这类')}的活"
    else:
        field, told = origins.of_words(want.phrase, pair.posting.profile), "里写的相近"
    return f"{origins.FIELD_NAMES[field]}{told}", (field,)


def _right_trade(pair: Pair, want: Want, code: str, *, close: str) -> tuple[str, Fields]:
    """Say that the trade *code* of the posting is what *want* names, and how *close*."""
    field = origins.of_occupation(code, pair.posting, pair.knowledge)
    title, phrase = pair.posting.profile.title, _bare(want.phrase)
    name = pair.knowledge.names.get(code, title)
    both = tuple(dict.fromkeys((field, origins.TITLE)))
    if phrase in title:
        return close, both
    if phrase in name or name in title:
        return f"{name}{close}", both
    if len(want.occupations) > MOST_PHRASES:
        return f"{name}{'也算这类活' if want.asked or _is_odd(phrase) else '的活用得上'}", (field,)
    return f"这份活归在{name}一类，{close}", (field,)


def _best_occupation(pair: Pair, want: Want) -> tuple[str, float]:
    found = [
        (weight * degree * neighbour_degree(code, other), other)
        for code, weight in want.occupations
        for other, degree in pair.posting.occupations
    ]
    degree, code = max(found, key=lambda each: each[0], default=(0.0, ""))
    return code, degree


def _whose(want: Want, field: str) -> str:
    """Say whose the want is and what it is: 想找“种菜”的活, 会“缝纫”, 做过“保洁员”."""
    phrase = _bare(want.phrase)
    if field == origins.WANTS:
        told = "什么活都愿意做" if phrase == ANY_WORK else f"想找“{phrase}”的活"
        return f"有{phrase}" if want.papers else told
    if field == "worker.occupations":
        return "登记的职业"
    if field == "worker.worked":
        return f"做过“{phrase}”"
    return f"能干“{phrase}”的活" if _is_odd(phrase) else f"会“{phrase}”"


def _is_odd(phrase: str) -> bool:
    """Tell whether nobody says 会 before *phrase*: it names people (缝纫工) or a place (进厂)."""
    return any(pattern.search(phrase) for pattern in (_PEOPLE, _PLACES_OF_WORK))


def _bare(phrase: str) -> str:
    """Give *phrase* without the verbs that the sentence brings itself: 想做种菜 → 种菜."""
    return _SAID_VERBS.sub("", phrase) or phrase


def _entry(pair: Pair, value: float) -> Iterator[Told]:
    del pair
    if value < 1:
        fields = ("worker.skills", "worker.worked", origins.WANTS, origins.TITLE)
        yield Side.MISSING, "这份活要有技术，还不知道会什么", fields


def _conditions(pair: Pair, value: float) -> Iterator[Told]:
    del value
    asked = pair.worker.profile.wishes.conditions
    field = "worker.wishes.conditions"
    pairs = zip(pair.knowledge.conditions, pair.posting.offers, strict=True)
    found = [(each, degree >= FIT_FROM) for each, degree in pairs if each.key in asked]
    met = [each for each, offered in found if offered]
    if met:
        told = (origins.of_condition(each, pair.posting, pair.knowledge) for each in met)
        names = "、".join(each.name for each in met)
        yield Side.MATCHED, f"合要求：{names}", tuple(dict.fromkeys((field, *told)))
    unmet = [each.name for each, offered in found if not offered and each.key != PLAIN]
    if unmet:
        fields = (field, origins.TITLE, origins.DESCRIPTION)
        yield Side.MISSING, f"没有写：{'、'.join(unmet)}", fields


def _kind(pair: Pair, value: float) -> Iterator[Told]:
    kinds = pair.worker.profile.wishes.kinds
    if not kinds:
        return
    wanted = "或".join(EMPLOYER_KIND_NAMES[kind] for kind in sorted(kinds))
    fields = ("worker.wishes.kinds", "posting.kind")
    if value >= 1:
        yield Side.MATCHED, f"单位类型合要求（{wanted}）", fields
    else:
        yield Side.MISSING, f"单位类型不是{wanted}", fields


def _place(pair: Pair, value: float) -> Iterator[Told]:
    if not pair.worker.profile.wishes.places:
        return
    where = pair.posting.profile.workplace
    fields = ("worker.wishes.places", "posting.workplace")
    if value >= 1:
        yield Side.MATCHED, f"在想去的地方（{where}）", fields
    elif where:
        yield Side.MISSING, f"工作地点在{where}，不是想去的地方", fields
    else:
        yield Side.UNKNOWN, "工作地点没有写明，不知是不是想去的地方", fields


def _pay_asked(pair: Pair, value: float) -> Iterator[Told]:
    asked, profile = pair.worker.profile.wishes.min_pay, pair.posting.profile
    if asked is None:
        return
    pay, wanted = pay_text(profile), f"每月{amount_text(asked)}元"
    fields = ("worker.wishes.min_pay", *origins.of_pay(profile))
    if monthly_pay(profile) == (None, None):
        told = "工资没有写明" if profile.pay_min is None and profile.pay_max is None else pay
        yield Side.UNKNOWN, f"{told}，不知有没有{wanted}", fields
    elif value >= 1:
        yield Side.MATCHED, f"{pay}{_by_month(pair)}，够{wanted}", fields
    elif value >= FIT_FROM:
        yield Side.MATCHED, f"{pay}{_by_month(pair)}，做得好能到{wanted}", fields
    else:
        short = "写明的不到" if profile.pay_max is None else "不到"
        yield Side.MISSING, f"{pay}{_by_month(pair)}，{short}{wanted}", fields


def _by_month(pair: Pair) -> str:
    """Say what pay by the hour or day comes to in a month of full work."""
    profile = pair.posting.profile
    if profile.pay_unit not in (PayUnit.HOUR, PayUnit.DAY):
        return ""
    known = [round(amount) for amount in monthly_pay(profile) if amount is not None]
    return f"（满勤一个月约{'-'.join(str(amount) for amount in dict.fromkeys(known))}元）"


def _offer(asked: str, name: str) -> Callable[[Pair, float], Iterator[Told]]:
    """Tell of board or lodging, whose wish and offer have one name."""

    def tell(pair: Pair, value: float) -> Iterator[Told]:
        del value
        if not getattr(pair.worker.profile.wishes, asked):
            return
        fields = (f"worker.wishes.{asked}", f"posting.{asked}")
        told: bool | None = getattr(pair.posting.profile, asked)
        if told is None:
            yield Side.UNKNOWN, f"没有写{name}不{name}", fields
        else:
            yield (Side.MATCHED, name, fields) if told else (Side.MISSING, f"不{name}", fields)

    return tell


def _near(pair: Pair, value: float) -> Iterator[Told]:
    if not pair.worker.profile.wishes.near_home or pair.region is None:
        return
    where = WORK_REGION_NAMES[pair.region]
    fields = (
        "worker.wishes.near_home",
        *origins.of_region(pair.posting.profile, pair.worker.profile),
    )
    if value >= GOOD_FROM:
        yield Side.MATCHED, f"在{where}，离家近", fields
    else:
        yield Side.MISSING, f"在{where}，离家远", fields


def _distance(pair: Pair, value: float) -> Iterator[Told]:
    del value
    if pair.region is None:
        yield Side.UNKNOWN, "工作地点没有写明", ("posting.region",)
    elif not pair.worker.profile.wishes.near_home:
        fields = origins.of_region(pair.posting.profile, pair.worker.profile)
        yield Side.FACT, f"在{WORK_REGION_NAMES[pair.region]}", fields


def _night(pair: Pair, value: float) -> Iterator[Told]:
    if not pair.worker.profile.wishes.night_only:
        return
    fields = ("worker.wishes.night_only", origins.of_shift(pair.posting))
    if pair.posting.shift is None:
        yield Side.UNKNOWN, "班次没有写明，不知是不是夜班", fields
    elif value >= 1:
        yield Side.MATCHED, "是夜班", fields
    else:
        yield Side.MISSING, "不是专门的夜班", fields


def _schooling(pair: Pair, value: float) -> Iterator[Told]:
    asked, has = pair.posting.profile.schooling, pair.worker.profile.schooling
    if asked is None or asked.rank == 0:
        return
    fields = ("worker.schooling", "posting.schooling")
    if has is None:
        yield Side.UNKNOWN, f"要求{SCHOOLING_NAMES[asked]}，文化程度没有登记", fields
    elif value >= 1:
        yield Side.MATCHED, f"文化程度够（要求{SCHOOLING_NAMES[asked]}）", fields
    else:
        told = f"要求{SCHOOLING_NAMES[asked]}，登记是{SCHOOLING_NAMES[has]}"
        yield Side.MISSING, told, fields


def _shift(pair: Pair, value: float) -> Iterator[Told]:
    del value
    if pair.posting.shift is not None:
        yield Side.FACT, SHIFT_NAMES[pair.posting.shift], (origins.of_shift(pair.posting),)


def _papers(pair: Pair, value: float) -> Iterator[Told]:
    held = pair.worker.held or frozenset()
    shown = [t for t in pair.posting.profile.certificates if held & frozenset(read_keys(t))]
    if value >= 1 and shown:
        fields = ("worker.certificates", "posting.certificates")
        yield Side.MATCHED, f"证书用得上（要求{'、'.join(shown)}）", fields


def _pay(pair: Pair, value: float) -> Iterator[Told]:
    del value
    profile = pair.posting.profile
    if profile.pay_min is None and profile.pay_max is None:
        if pair.worker.profile.wishes.min_pay is None:
            yield Side.UNKNOWN, "工资面议，不知有多少", origins.of_pay(profile)
    elif pair.worker.profile.wishes.min_pay is None:
        yield Side.FACT, pay_text(profile), origins.of_pay(profile)


def _freshness(pair: Pair, value: float) -> Iterator[Told]:
    del value
    day = pair.posting.profile.fresh_on
    if day is not None:
        yield Side.FACT, f"{day_text(day)}发布", ("posting.fresh_on",)


_TELLERS: dict[Part, Callable[[Pair, float], Iterator[Told]]] = {
    Part.WORK: _work,
    Part.ENTRY: _entry,
    Part.CONDITIONS: _conditions,
    Part.KIND: _kind,
    Part.PLACE: _place,
    Part.PAY_ASKED: _pay_asked,
    Part.BOARD: _offer("board", "包吃"),
    Part.LODGING: _offer("lodging", "包住"),
    Part.NEAR: _near,
    Part.NIGHT: _night,
    Part.SCHOOLING: _schooling,
    Part.PAPERS: _papers,
    Part.PAY: _pay,
    Part.DISTANCE: _distance,
    Part.SHIFT: _shift,
    Part.FRESHNESS: _freshness,
}
