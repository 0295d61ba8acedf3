"""Who offers a draft's work and where: title, employer, kind, workplace, contact, deadline."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jobmatch.domain import dates, numbers, phones, places
from jobmatch.domain.kinds import EmployerKind
from jobmatch.domain.problems import Flaw, ProblemKind
from jobmatch.intake import captions, firms
from jobmatch.intake.captions import Caption
from jobmatch.intake.column_names import Role

if TYPE_CHECKING:
    from jobmatch.intake.readers import Reader

_NO_TITLE = Flaw(ProblemKind.MISSING, "没有岗位名称，请补上；这一行别的内容已经读入。")
_FIRM_AS_TITLE = Flaw(ProblemKind.INVALID, "岗位名称里写的是单位名称，请改成岗位。")
_NAMED_PHONE = re.compile(
    r"(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})[ （(]*(?P<name>[\u4e00-\u9fff]{2,4})[)）]?(?=$|[\n，,。；;])"
)
_NO_NAME = re.compile(r"同号|联系|免费|包|电话|手机|热线|微信|方式|号码|地址|报名|咨询|面试|工资")
_KEYED_LINE = re.compile(r"[:：]|^\s*[(（]")


@lru_cache(maxsize=5_000)
def _contact(text: str) -> phones.Contact:
    return phones.read_contact(text) if text else phones.Contact()


@lru_cache(maxsize=5_000)
def _workplace(text: str) -> str | None:
    return places.clean_workplace(text)


@lru_cache(maxsize=5_000)
def _date(text: str, year: int) -> dates.ReadDate:
    return dates.read_date(text, year=year)


def read_title(reader: Reader) -> None:
    """Set title; an empty one, or a firm's name in its place, is a problem."""
    title = reader.facts.title.text
    if not title:
        reader.refuse("title", _NO_TITLE, Role.TITLE)
    elif firms.looks_like_firm(title):
        reader.refuse("title", _FIRM_AS_TITLE, Role.TITLE)
    else:
        reader.set("title", title, Role.TITLE)


def read_employer(reader: Reader) -> Caption:
    """Set employer; give what else stands in its cell (地址, 电话)."""
    text = reader.own(Role.EMPLOYER)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = [line for line in lines if not _KEYED_LINE.search(line)]
    beside = [line for line in lines if _KEYED_LINE.search(line)]
    if text:
        name = "".join(named) or text
        reader.set("employer", re.sub(r"^\d{1,3}[、.．]\s*(?!\d)", "", name).strip(), Role.EMPLOYER)
    elif reader.draft.caption.employer or reader.employer:
        reader.set_caption("employer", reader.draft.caption.employer or reader.employer)
    return captions.read_lines(beside) if named and beside else Caption()


def read_kind(reader: Reader) -> EmployerKind | None:
    """Set kind: of the row's own words, of the lines around, of the employer's name."""
    caption = reader.draft.caption.kind
    employer = reader.values.get("employer")
    by_name = firms.kind_of_name(employer)
    told = firms.kind_of_words(reader.own(Role.KIND)) or _of_title(reader)
    if told is None and caption in (EmployerKind.PUBLIC_WELFARE, EmployerKind.WORKSHOP):
        told = caption
    kind = told or by_name or (caption if employer else None)
    if kind is not None:
        reader.set("kind", kind, Role.KIND if reader.own(Role.KIND) else Role.EMPLOYER)
    return kind


def _of_title(reader: Reader) -> EmployerKind | None:
    found = firms.kind_of_words(reader.own(Role.TITLE))
    return found if found is EmployerKind.PUBLIC_WELFARE else None


def read_workplace(reader: Reader, beside: Caption) -> None:
    """Set workplace: of its column, of a text, of a line around."""
    text = reader.own(Role.WORKPLACE)
    own = _workplace(text) if text else None
    if own is not None:
        reader.set("workplace", own, Role.WORKPLACE)
        return
    for found, source in reader.facts.all("workplace", lambda remark: remark.workplace):
        cleaned = places.clean_workplace(found)
        if cleaned is not None:
            reader.set_from("workplace", cleaned, source)
            return
    around = beside.workplace or reader.draft.caption.workplace
    if around:
        reader.set_caption("workplace", around)


def region_texts(reader: Reader) -> tuple[str, ...]:
    """Give the texts that tell where the work is, the surest first."""
    told = (reader.values.get("workplace"), reader.values.get("employer"), reader.own(Role.AREA))
    return tuple(text for text in (*told, reader.draft.caption.heading) if text)


def read_contact(reader: Reader, beside: Caption) -> None:
    """Set contact and phone: of their columns, where a name and a number may share a cell."""
    person = reader.own(Role.CONTACT)
    number = reader.own(Role.PHONE)
    in_person, in_number = _contact(person), _contact(number)
    has_number = in_person.phone is not None
    name = (in_person.name if has_number else numbers.tidy(person)) or in_number.name
    if name:
        reader.set("contact", name, Role.CONTACT if person else Role.PHONE)
    flaw = in_number.flaw if in_number.phone is None else None
    if in_number.phone or in_person.phone:
        role = Role.PHONE if in_number.phone else Role.CONTACT
        reader.set("phone", in_number.phone or in_person.phone, role)
    elif flaw is not None or in_person.flaw is not None:
        role = Role.PHONE if flaw is not None else Role.CONTACT
        reader.refuse("phone", flaw or in_person.flaw or _NO_TITLE, role)
    _contact_from_text(reader, beside)


def _contact_from_text(reader: Reader, beside: Caption) -> None:
    for found, source in reader.facts.all("contact", lambda remark: remark.contact):
        if found.name and not _NO_NAME.search(found.name) and "contact" not in reader.values:
            reader.set_from("contact", found.name, source)
        if "phone" in reader.values or "phone" in reader.refused:
            continue
        if found.phone:
            reader.set_from("phone", found.phone, source)
        elif found.flaw is not None:
            reader.refuse("phone", found.flaw, source.role)
    _name_beside_phone(reader)
    _contact_from_lines(reader, beside)


def _name_beside_phone(reader: Reader) -> None:
    """Take the short word that ends a line behind a telephone number (13900000003 吴工头)."""
    if "contact" in reader.values or "phone" not in reader.values:
        return
    for source in reader.facts.sources:
        found = _NAMED_PHONE.search(source.text) if "contact" in source.allowed else None
        if found and not _NO_NAME.search(found["name"]):
            reader.set_from("contact", found["name"], source)
            return


def _contact_from_lines(reader: Reader, beside: Caption) -> None:
    for caption in (beside, reader.draft.caption):
        missing = {"contact", "phone"} - set(reader.values) - reader.refused
        if caption.contact and "contact" in missing:
            reader.set_caption("contact", caption.contact)
        if caption.phone and "phone" in missing:
            reader.set_caption("phone", caption.phone)


def read_deadline(reader: Reader) -> None:
    """Set deadline: of its column, of a text, of a line around."""
    text = reader.own(Role.DEADLINE)
    if text:
        own = _date(text, reader.year)
        if own.flaw is not None:
            reader.refuse("deadline", own.flaw, Role.DEADLINE)
        elif own.value is not None:
            reader.set("deadline", own.value, Role.DEADLINE)
        return
    for found, source in reader.facts.all("deadline", lambda remark: remark.deadline.value):
        reader.set_from("deadline", found, source)
        return
    around = reader.draft.caption.deadline
    if around:
        value = _date(around, reader.year).value
        if value is not None:
            reader.set_caption("deadline", value)
