"""What lines around a table say for all its rows: employer, kind, place, contact, deadline, offers.

Lines are titles above a table, section lines within it and notes below. The nearer line wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from jobmatch.domain import phones, places
from jobmatch.intake import firms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobmatch.domain.kinds import EmployerKind

_STOP = r"(?=[\s　]{2,}|　|\s(?=[\u4e00-\u9fff]{2,5}[：:])|[，,；;。]|联系|电话|$)"
_WORKPLACE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:工作|上班|用工|公司|厂|企业|单位|上岗|就业)?(?:地点|地址|厂址)[：:]\s*(?P<value>.+?)"
    + _STOP
)
_EMPLOYER = re.compile(
    r"(?:招聘|用工|用人|招工|聘用)(?:单位|企业|公司)[：:]\s*(?P<value>.+?)"
    + _STOP
    + r"|(?:企业|公司|单位|车间)名称[：:]\s*(?P<other>.+?)"
    + _STOP
)
_CONTACT = re.compile(r"(?:联系人|负责人)[：:]\s*(?P<value>.+?)" + _STOP)
_PHONE = re.compile(
    r"(?<!咨询)(?<!报名)(?<!监督)(?<!投诉)(?<!举报)(?:联系电话|联系方式|招工电话|招聘热线|招工热线|电话|手机)[：:]\s*"
    r"(?P<value>[^，；;。]+)"
)
_DEADLINE = re.compile(
    r"(?:报名(?:截止|起止)?(?:时间|日期|期限)|招聘(?:截止|起止)(?:时间|日期)|招聘(?:期限|时限)|截止(?:时间|日期)?|截至|"
    r"有效期限?|有效时间)[至到为：:]*\s*(?P<value>[^，；;。]{4,40})"
)
_SPAN = re.compile(
    r"招聘(?:时间|日期)[：:]\s*(?P<value>[^，；;。]*?\d日?\s*(?:至|到|-|—|~|～)+\s*\d[^，；;。]*)"
)
_OFFERS = re.compile(
    r"(?:待遇|福利|食宿|社保|保险|吃住|班次|上班时间|工作时间|工资待遇|薪资待遇|福利待遇)[：:](?P<value>.+)"
)
_FOR_ALL = re.compile(
    r"(?:以上|上述|所有|全部)(?:岗位|工种|职位|人员|企业)?.{0,6}?(?:均|都|统一|全部|一律)(?P<value>.+)"
)
_FIRM_OFFERS = re.compile(
    r"(?:公司|单位|企业|我厂|本厂|园区)(?=(?:将|会|可)?(?:为|给|均|都|统一|免费|提供|缴纳|购买|包))(?P<value>.+)"
)
_BARE_OFFER = re.compile(
    r"(?:(?:均|都|全部|统一|免费|提供|购买|缴纳|交|买)*(?:不?[包管][吃住食宿]{1,2}|食宿全包|食宿自理|工作餐|午餐|中餐|住宿|五险一?金?|社保|意外险|"
    r"商业险|长?白班|[两三]班倒|单休|双休)[，,、；;。 ]*)+"
)
_DEMANDS = re.compile(r"(?:招聘|基本|报名|应聘|录用)(?:条件|要求)[：:](?P<value>.+)")
_YEAR = re.compile(r"(20\d\d)\s*(?:年|[./-])")
_NOT_HERE = re.compile(
    r"填报|填表|采集|主办|承办|举办|发布|制表|审核|咨询|报名(?:地点|方式|电话)|监督"
)
_CATEGORY = re.compile(
    r"(?:企业|岗位|车间|类|片区|片|专区|部分|区内|区外|县内|县外|省内|省外|工种|用工|招聘|信息)[表]?$"
)
_TITLE_WORDS = re.compile(
    r"20\d\d|岗位|招聘|招工|用工|计划|公告|简章|一览|清单|统计|汇总|登记|需求|信息|通知|附件|启事|表$"
)
_SHORT_LINE = 24
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Caption:
    """What holds for rows that do not say otherwise; None and "" where nothing is said."""

    employer: str | None = None
    kind: EmployerKind | None = None
    workplace: str | None = None
    contact: str | None = None
    phone: str | None = None
    deadline: str | None = None
    offers: str = ""
    demands: str = ""
    year: int | None = None
    heading: str = ""

    def over(self, outer: Caption) -> Caption:
        """Give this caption with what it leaves open taken from *outer*."""
        mine = {one.name: getattr(self, one.name) for one in fields(self)}
        return replace(outer, **{name: value for name, value in mine.items() if value})


def read_line(text: str) -> Caption:
    """Read what one line says; addresses of offices that fill in forms are not workplaces."""
    if _NOT_HERE.search(text[:8]):
        deadline = _first(_DEADLINE, text)
        return Caption(year=_year(text), deadline=deadline, heading=text)
    named = _EMPLOYER.search(text)
    contact = phones.read_contact(_first(_CONTACT, text) or "")
    phone = phones.read_contact(_first(_PHONE, text) or "")
    place = _first(_WORKPLACE, text)
    return Caption(
        employer=(named["value"] or named["other"]) if named else firms.find_firm(text),
        kind=firms.kind_of_words(text),
        workplace=places.clean_workplace(place) if place else None,
        contact=contact.name or (phone.name if phone.phone else None),
        phone=phone.phone or contact.phone,
        deadline=_first(_DEADLINE, text) or _first(_SPAN, text),
        offers=_first(_OFFERS, text)
        or _first(_FOR_ALL, text)
        or _first(_FIRM_OFFERS, text)
        or _bare_offers(text),
        demands=_first(_DEMANDS, text) or "",
        year=_year(text),
        heading=text,
    )


def read_lines(texts: Iterable[str]) -> Caption:
    """Read lines in order; a later one wins, offers and demands add up."""
    caption = Caption()
    for text in texts:
        found = read_line(text)
        joined = replace(
            found,
            offers="；".join(filter(None, (caption.offers, found.offers))),
            demands="；".join(filter(None, (caption.demands, found.demands))),
            heading="　".join(filter(None, (caption.heading, found.heading))),
        )
        caption = joined.over(caption)
    return caption


def read_section(text: str) -> Caption:
    """Read a section line inside a table: it names an employer even when that is no firm."""
    caption = read_line(text)
    if caption.employer or _NOT_HERE.search(text[:8]):
        return caption
    bare = firms.strip_bullet(text)
    name = firms.find_firm(bare, institutions=True)
    labelled = re.match(r"[^:：]{1,8}[:：]\s*(.+)", bare)
    if name is None and labelled:
        name = firms.find_firm(labelled[1], institutions=True)
    head = re.split(r"[\s　（(：:]", bare)[0]
    if name is None and not labelled and _fits_name(head):
        name = head
    return replace(caption, employer=name)


def _fits_name(head: str) -> bool:
    """Tell whether a heading's first word may name an employer: no category, of a name's length."""
    if _CATEGORY.search(head) or _TITLE_WORDS.search(head):
        return False
    return _SHORTEST_NAME <= len(head) <= _SHORT_LINE


def is_detail(text: str) -> bool:
    """Tell whether a line adds details (地址：…) or a note to its section and begins no new one."""
    return bool(re.search(r"[:：]", text)) or len(text) > _SHORT_LINE


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found["value"].strip(" 　。") if found and found["value"] else None


def _bare_offers(text: str) -> str:
    """Give the parts of a line, set off by blanks, that are nothing but offers (包吃住，五险)."""
    parts = (part.strip() for part in re.split(r"\s{2,}|　", text))
    return "，".join(part for part in parts if _BARE_OFFER.fullmatch(part))


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[1]) if found else None
