"""The sex that a posting asks for. It is read and shown; no search ever applies it."""

from __future__ import annotations

import re

from jobmatch.domain import numbers
from jobmatch.domain.kinds import Sex

_ANY_CELL = re.compile(
    r"^(?:不限|均可|都可以?|男女|男女不限|男/女|男、女|m/f|f/m|any|both|无要求|不限男女|男女均可|不限性别|无限制|无)$",
    re.IGNORECASE,
)
_MALE_CELL = re.compile(
    r"^(?:限|仅限|只限|只要|只招)?(?:男|男性|男士|男工|男生|男的|m|male|1)$", re.IGNORECASE
)
_FEMALE_CELL = re.compile(
    r"^(?:限|仅限|只限|只要|只招)?(?:女|女性|女士|女工|女生|女的|f|female|2)$", re.IGNORECASE
)
_PREFERRED = re.compile(r"优先")
_ANY = re.compile(
    r"男女(?:不限|均可|都可|皆可|都行|都要|老少|兼收|各|[/、]?\d)|不限男女|不分男女|性别(?:[:：]|要求)*(?:不限|均可|无要求)|不限性别|无性别要求|男、女|男或女|男/女|男女(?=$|[,，。;；\n])"
)
_LIMIT = r"(?:仅限|只限|限招?|只招|只要|仅招|要求|招收?|要|需|须|为)"
_MALE = re.compile(
    rf"{_LIMIT}(?:为)?男|(?:^|[,，。;；、\n(:：\d人名个])男(?:性|士|工|生|的)?(?=$|[,，。;；、\n)]|\d|年龄)|男(?:性|士|工|生)(?!化妆|朋友|装|理发|发|宿舍|鞋|服)|[未已]婚男"
)
_FEMALE = re.compile(
    rf"{_LIMIT}(?:为)?女|(?:^|[,，。;；、\n(:：\d人名个])女(?:性|士|工|生|的)?(?=$|[,，。;；、\n)]|\d|年龄)|女(?:性|工|生)(?!用品|装|朋友|士|宿舍|鞋|服|美容)|[未已]婚女|性别[:：]?女"
)


def read_sex_demand(text: str, *, in_sentence: bool = False) -> Sex | None:
    """Read the sex demanded: a cell (男, M/F, 不限) or a sentence (限男性, 女，18-50岁).

    女性优先 is no demand (legality flags it). Both sexes named apart means ANY.
    """
    plain = numbers.flatten(text)
    if not in_sentence:
        for pattern, sex in (
            (_ANY_CELL, Sex.ANY),
            (_MALE_CELL, Sex.MALE),
            (_FEMALE_CELL, Sex.FEMALE),
        ):
            if pattern.match(plain):
                return sex
    plain = numbers.drop_clauses(plain, _PREFERRED)
    if _ANY.search(plain):
        return Sex.ANY
    male, female = bool(_MALE.search(plain)), bool(_FEMALE.search(plain))
    if male and female:
        return Sex.ANY
    if male:
        return Sex.MALE
    return Sex.FEMALE if female else None
