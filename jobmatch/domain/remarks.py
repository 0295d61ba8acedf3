"""Every fact of a free sentence or paragraph: a remark cell, a chat message, a pasted notice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jobmatch.domain import (
    ages,
    boarding,
    certificates,
    dates,
    headcounts,
    insurances,
    numbers,
    phones,
    schooling,
    sexes,
    shifts,
    titles,
    wages,
)
from jobmatch.domain.dates import ReadDate
from jobmatch.domain.phones import Contact
from jobmatch.domain.wages import Pay

if TYPE_CHECKING:
    from jobmatch.domain.ages import Ages
    from jobmatch.domain.boarding import Boarding
    from jobmatch.domain.headcounts import Headcount
    from jobmatch.domain.kinds import Insurance, PayUnit, Schooling, Sex, Shift


@dataclass(frozen=True, slots=True)
class Remark:
    """What a sentence says of a posting; None (or an empty value) where it says nothing."""

    pay: Pay
    ages: Ages
    headcount: Headcount | None
    sex: Sex | None
    schooling: Schooling | None
    certificates: tuple[str, ...]
    shift: Shift | None
    boarding: Boarding
    insurance: Insurance | None
    workplace: str | None
    contact: Contact
    deadline: ReadDate


_COUNT = re.compile(
    r"(?:招聘?|需要?|要|急招|现招|人数[:：]?|^|(?<=[,，;；。、\n一-龥(]))(?P<count>\d{1,4}(?:-\d{1,4})?|若干|数)(?P<unit>[名人位]|个(?!月|小时|钟|班|[一-龥]{0,3}[餐]))(?!以上工作|间|/)"
)
_WISH = re.compile("优先")
_COUNT_LABEL = re.compile(
    r"(?:人数|名额|招聘人数|数量)[:：]?(?P<count>(?=\d|若干|不限|数|约|[一二两三四五六七八九十])[^,，。;；\n]{1,8})"
)
_COUNT_FIRST = re.compile(r"^(?P<count>\d{1,3}|若干)(?=[,，;；、。(])")
_CLAUSE_ENDS = re.compile(r"[,，。;；\n()]|、(?!\d{3})|(?<!\d)、")
_LABELS = re.compile(
    r"(?:人数|名额|年龄|薪|资|待遇|电话|手机|招聘|需要|地址|地点|每天|一天|每月|一个月|每小时|[满:：+＋])$"
)
_MONEY_CLAUSE = re.compile(
    r"元|块|薪|工资|工价|工钱|待遇[:：]|/月|/天|/小?时|每个?[天月日]|每个?小时|面议|计件|\d[kw千万](?!山)|收入|月入|年入|[能可]拿|均薪|到手|综合|保底|提成|日均|月均|试用期|转正|生手|熟手"
    r"|(?:[男女]工?|白班|夜班|[大小]工)\d{3}|^(?!20[12]\d$)\d{4,5}(?:-\d{4,5})?(?:以上|左右|起)?$",
    re.IGNORECASE,
)
_NOT_PAY = re.compile(
    r"押金|保证金|服装费|体检|中介费|餐补|房补|补贴|车费|电费|水费|扣|罚|奖金|红包|(?:住宿|伙食)(?:费|每月)|年龄|周?岁|电话|交通补助"
)
_WORKPLACE = re.compile(
    r"(?:(?:工作|上班|上岗|厂|公司|单位|用工|务工)?(?:地址|地点|厂址|工作地)|📍|🏠|工地(?=[在位:：]))(?:[:：是在]|位于)*(?P<place>[^,，。;；\n]{2,40})"
)
_DEADLINE = re.compile(
    r"(?:截止|截至|有效期|报名时间|有效)(?:日期|时间|至|到|于)?[:：为]*(?P<day>[^,，。;；\n]{4,24})|(?P<before>\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?)(?:前|之前|截止|止)"
)
_PERSON = re.compile(
    r"(?:联系人|联系|负责人|(?:找|咨询)(?=[一-龥]{1,4}\s*[:：]?\s*[01]\d{6}))[:：]?\s*(?P<name>[一-龥]{1,3}(?:先生|女士|小姐|经理|主任|厂长|老板|师傅|站长|科长|校长|店长|队长|老师|主管|管家|工|总|姐|哥|嫂|叔|婶|大姐|老板娘|会计|书记|部长|组长|同志|生)?)(?=\d|\s|[,，。;；、:：\n(]|$|电话|手机)"
)
_TITLED = re.compile(
    r"(?![系找人是打到话询和请或])(?P<name>[一-龥]{1,2}(?:先生|女士|小姐|经理|主任|厂长|老板|师傅|站长|科长|校长|店长|队长|老师|主管|管家|总|姐|哥|嫂|部长|大姐)|人事部|招聘办|人力资源部|办公室|人力部)(?=\s*[:：]?\s*[(☎]?\s*[01]\d{2,})"
    r"|(?<=\d)\s*[(]?(?P<after>[一-龥]{1,2}(?:先生|女士|小姐|经理|主任|厂长|老板|师傅|站长|科长|校长|店长|队长|老师|主管|管家|总|姐|哥|嫂|部长|大姐))"
)
_SIGNS = re.compile(r"[,，。;；、:：()（）]")
_AFTER_PLACE = re.compile(r"[、\s(（]*(?:☎|\d{7}|电话|联系|热线|手机|工资|月薪|包吃|招聘|有意).*$")
_DASHES = frozenset("-－—–~～至到+＋")
_PHONE = re.compile(
    r"(?<![\d.])(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4})(?!\d)"
)


def read_remark(text: str, *, unit: PayUnit | None = None) -> Remark:
    """Read every fact of *text*; *unit* is the pay unit where the text names none."""
    shown = "\n".join(titles.split_numbered(numbers.tidy(text)))
    lines = _part_words(_PHONE.sub("☎", shown)).splitlines()
    plain = numbers.write_digits(numbers.flatten("；".join(lines)))
    return Remark(
        pay=_read_pay(plain, unit),
        ages=ages.read_ages(plain, in_sentence=True),
        headcount=_read_count(plain),
        sex=sexes.read_sex_demand(plain, in_sentence=True),
        schooling=schooling.read_schooling(plain, in_sentence=True),
        certificates=certificates.read_certificates(plain),
        shift=shifts.read_shift(numbers.drop_clauses(plain, _WISH), in_sentence=True),
        boarding=boarding.read_boarding(plain),
        insurance=insurances.read_insurance(plain),
        workplace=_read_workplace(shown),
        contact=_read_contact(shown),
        deadline=_read_deadline(plain),
    )


def _part_words(shown: str) -> str:
    """Put a sign where a blank parts two statements (2人 高中学历 5000元), not inside one.

    普 工, 2 人, 18 - 45 and 月薪 5000 stay whole: one sign alone, a dash, a number before its
    unit and a label before its number belong together.
    """
    return "\n".join(_part_line(line.split(" ")) for line in shown.splitlines())


def _part_line(words: list[str]) -> str:
    line = words[0]
    for before, word in pairwise(words):
        touching = _SIGNS.split(before)[-1], _SIGNS.split(word)[0]
        one_sign = min(map(len, touching)) <= 1
        dashed = before[-1:] in _DASHES or word[:1] in _DASHES
        counted = before[-1:].isdigit() and not word[:1].isdigit()
        labelled = bool(_LABELS.search(before))
        line += word if one_sign or dashed or counted or labelled else f"；{word}"
    return line


def _read_pay(plain: str, unit: PayUnit | None) -> Pay:
    """Read pay from the clauses that speak of money."""
    clauses = _CLAUSE_ENDS.split(plain)
    told = [
        clause for clause in clauses if _MONEY_CLAUSE.search(clause) and not _NOT_PAY.search(clause)
    ]
    return wages.read_pay(",".join(told), unit=unit) if told else Pay()


def _read_count(plain: str) -> Headcount | None:
    for pattern in (_COUNT_LABEL, _COUNT, _COUNT_FIRST):
        found = pattern.search(plain)
        if found is not None:
            return headcounts.read_headcount(found["count"] + found.groupdict().get("unit", ""))
    return None


def _read_workplace(shown: str) -> str | None:
    found = _WORKPLACE.search(shown)
    return (_AFTER_PLACE.sub("", found["place"]).strip() or None) if found else None


def _read_contact(shown: str) -> Contact:
    joined = shown.replace("\n", "，")
    number = _PHONE.search(joined)
    person = _TITLED.search(joined) or _PERSON.search(joined)
    name = None
    if person is not None:
        name = person["name"] or person.groupdict().get("after")
    phone = phones.read_phone(number[0]) if number else phones.Phone()
    return Contact(name, phone.number, phone.flaw)


def _read_deadline(plain: str) -> ReadDate:
    found = _DEADLINE.search(plain)
    if found is None:
        return ReadDate()
    return dates.read_date(found["day"] or found["before"])
