"""A paragraph about one person: who, how to reach, what they can do, have and want.

The text is cut into clauses; each clause is given to the first reader that knows it. What nobody
knows stays unread: a paragraph never gives a value that it does not say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.domain import certificates, identity, numbers, phones, schooling
from jobmatch.intake.rosters import people, values
from jobmatch.intake.rosters.people import FROM_CELL, FROM_TITLE, Draft

if TYPE_CHECKING:
    from datetime import date

    from jobmatch.intake.rosters.layout import Context

FROM_PROSE = 0.7
_KIND_OF_PLACE = 3
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?:\d[ -]?){14,17}[\dXx](?![0-9A-Za-z])|(?<![\d.])\d\.\d+[Ee]\+?\d{2}"
)
_PHONE = re.compile(r"(?<!\d)1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")
_NUMBER_LABEL = re.compile(
    r"(?:居民)?(?:身份证|证件|公民身份)(?:号码?)?(?:是|为)?[:：]?\s*|证号[:：]?"
)
_PHONE_LABEL = re.compile(r"(?:本人|联系)?(?:电话|手机|联系方式|号码)(?:号码?)?(?:是|为)?[:：]?\s*")
_SERIAL = re.compile(
    r"^\s*(?:[（(]?\d{1,3}[)）、.．:：]|[①-⑳]|[（(]?[一二三四五六七八九十]{1,3}[)）、.．])\s*"
)
_CLAUSES = re.compile(r"[,，。;；\s!！]+|(?<=[）)])(?=.)")
_HOME = re.compile(
    r"^(?:家?住|住在)?.{0,12}?(?:[A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})(?:栋|幢|号楼)[\d\-一二三四五六七八九十单元号室房]*(?:的|住户)?"
)
_GLUED_HOME = re.compile(
    r"^[^,，。（(\s]{0,12}?\d(?:栋|幢|号楼|单元|室)"
    r"(?=(?![一二三四五六七八九十两][^,，（(]*[栋楼元层号室])[一-龥]{2,4}[,，（(])"
)
_NAME = re.compile(r"^(?:姓名[:：]?)?([一-龥㐀-䶿]{2,4}(?:·[一-龥]{1,8})*)")
_SEX_CLAUSE = re.compile(r"^性?别?[:：]?([男女])(?:性|士)?$")
_KNOWS = re.compile(
    r"^(?:他|她|本人|自己|平时|以前|之前|原来|曾经?|还|也|都|样样|在.{1,12}?(?=[做干当]过))*"
    r"(?:会做|会干|会点|会一点|会些?|能做|能干|擅长|学过|学会|懂得?|干过|做过|当过|从事过"
    r"|有(?:过)?(?=.+(?:经验|手艺)))"
)
_DONE = re.compile(r"^(?:以前|之前|原来|曾经?)*([开修种养带卖搬教跑喂砌刷装焊])过(?=.)")
_KNOWS_AFTER = re.compile(r"(?:都|样样|全)?(?:会|能干|会做|在行|拿手|熟练)(?:一点|一些|的)?$")
_HAS = re.compile(r"^(?:还|也)?(?:现?持有?|有|考了|考过|考取了?|办了|取得了?|拿了|拿到)+")
_WORKS = re.compile(
    r"^(?:他|她|本人|现在|目前|现|正|一直|如今|人|今年|还|就)*在(.{2,30}?)(?:上班|务工|打工|工作|干活|做工|就业|做事)(?:的|了)?$"
)
_WORKS_AS = re.compile(
    r"^(?:他|她|本人|现在|目前|现|正|一直|还)*在(.{2,30}?)(?:做|当|干|搞|打扫|看|守)(.{1,8})$"
)
_PAID = re.compile(
    r"^(?:现在|目前)?(?:每个?月|一个月|月收入|月工资|月薪|工资|收入|挣|能?拿)+(?:是|有|大概|大约|约|差不多|挣|拿)*([\d.]+[千万kw]?\d*|[一二三四五六七八九两][千百万][一二三四五六七八九零]?百?)(?:元|块钱?|多|左右)*(?:/月|每月|一个月)?$",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"^(?:现在|目前|就|只|还|也|都|最好|特别|很|如果|要是)*(?:想要?|希望|要求|要|愿意|打算|盼|求|考虑|能)(?:能够?|去|在|找|做|干|当|学|搞|到|进|有|得)?(?:个|份|一个|一份|点)?"
)
_WANTS_NOT = re.compile(r"^(?:不要|不想|不上|不能|不愿|不去|不做|不倒|不加|拒绝)")
_ENOUGH = re.compile(r"(?:就|都)(?:去|行|可以|干|来|好|做|愿意)$|即可$|优先$")
_WISH_TAIL = re.compile(
    r"(?:的(?:活路?|工作|事|岗位|厂|地方)|(?<=.)(?:的|干|上班|找|打工|务工|工作|就业)"
    r"|(?<=[^家回])做)$"
)
_WISH_SHAPE = re.compile(
    r"以上$|^包|^管[吃住]|离家|就近|附近|夜班|轻松|日结|时间|一起|^工资|^月薪|^待遇|双休|长白班|坐着|接送?"
)
_ILL = re.compile(
    r"(长期慢性病|慢性病|患?大病|残疾(?:人)?|高血压|糖尿病|腰椎|肢体残疾|视力残疾|听力残疾|智力残疾|精神残疾|多重残疾)"
)
_HEALTHY = re.compile(r"^身体(?:健康|很?好|还?不错|没问题)$|^健康$")
_SCHOOLED = re.compile(
    r"(?:文盲|小学|初中|高中|中专|中技|技校|职高|大专|专科|本科|大学)(?:毕业生?|文化|学历|程度|没毕业|未毕业|肄业)*$"
)
_NO_WORK = re.compile(
    r"^(?:现在|目前|一直|暂时|现)?(?:没有?(?:工作|活干?|事做|班上|上班|就业)|失业|待业|未就业|无业|闲着"
    r"|在家(?:待业|闲着|带娃|没事)?)"
)


def is_story(text: str, *, prose_only: bool) -> bool:
    """Tell whether a line tells of a person: a number like an ID; in pure prose also a phone.

    *prose_only* says that the line is one of prose on a sheet without a table.
    """
    if re.match(r"^\W*(?:管家|网格员|楼长|负责人|联系人|填报人?|填表人?|审核人?|咨询)", text):
        return False
    if _NUMBER.search(text):
        return True
    return prose_only and bool(_PHONE.search(text)) and bool(_NAME.search(_without_place(text)))


def split_stories(text: str) -> list[str]:
    """Split a cell that holds several people, one a line."""
    lines = [line for line in text.splitlines() if line.strip()]
    people_in = sum(bool(_NUMBER.search(line)) for line in lines)
    return lines if people_in > 1 else [text]


def read_story(sheet: str | None, row: int, text: str, context: Context, *, today: date) -> Draft:
    """Read the person that a paragraph tells of."""
    draft = Draft(sheet, row)
    draft.cells["story"] = text
    rest = _take_numbers(draft, _SERIAL.sub("", numbers.tidy(text)), today)
    home = values.read_home(_home_part(rest))
    rest = _without_place(rest)
    found = _NAME.match(rest)
    if found:
        draft.set("name", found[1], FROM_CELL)
        rest = rest[found.end() :]
    wishes: list[str] = []
    for clause in _CLAUSES.split(rest):
        _read_clause(draft, clause.strip(" 、()（）:：."), wishes)
    draft.set("wishes", tuple(dict.fromkeys(wishes)), FROM_PROSE)
    if wishes:
        draft.set("willing_to_work", value=True, confidence=FROM_PROSE)
    draft.set("willing_to_work", context.willing, FROM_TITLE)
    draft.set("employed", context.employed, FROM_TITLE)
    for name in ("community", "building", "unit", "room_no"):
        draft.set(name, getattr(home, name), FROM_PROSE)
        draft.set(name, getattr(context, name), FROM_TITLE)
    return draft


def _take_numbers(draft: Draft, text: str, today: date) -> str:
    """Take identity number and phone out of the text; give the rest."""
    number = _NUMBER.search(text)
    stated = re.search(r"(?:^|[，,、（( ])([男女])(?:性)?(?=[，,、）) 。;；]|$)", text)
    own = values.read_sex(stated[1]) if stated else None
    if number or _NUMBER_LABEL.search(text):
        reading = identity.read_identity(number.group(0) if number else "", today=today)
        people.take_identity(draft, reading, own)
        text = text.replace(number.group(0), "") if number else text
    else:
        draft.set("sex", own, FROM_CELL)
    phone = _PHONE.search(text)
    if phone:
        draft.set("phone", phones.read_phone(phone.group(0)).number, FROM_CELL)
        text = text.replace(phone.group(0), "")
    else:
        labelled = re.search(_PHONE_LABEL.pattern + r"(\d[\d -]{4,})", text)
        people.read_phone(draft, labelled[1] if labelled else "")
        text = text.replace(labelled[1], "") if labelled else text
    return _PHONE_LABEL.sub("", _NUMBER_LABEL.sub("", text))


def _home_part(text: str) -> str:
    """Give the part that says where the person lives: the first clause with a building."""
    for clause in _CLAUSES.split(text):
        found = _HOME.match(clause.strip())
        if found:
            return found.group(0)
        if re.match(r"^(?:家?住|住在)", clause.strip()):
            return clause
    return ""


def _without_place(text: str) -> str:
    """Give the text without the building that stands before the name (1栋的刘某某)."""
    text = _SERIAL.sub("", text)
    found = re.match(
        r"^[^,，。（(\s]{0,12}?(?:栋|幢|号楼|单元|社区|号|室)\d{0,4}(?:的|住户|居民|[:：,，、]|\s)+(?=[一-龥]{2,4})",
        text,
    )
    # 5栋张三，…: the name stands right behind the building.
    found = found or _GLUED_HOME.match(text)
    return text[found.end() :] if found else text


def _read_clause(draft: Draft, clause: str, wishes: list[str]) -> None:
    if not clause or _SEX_CLAUSE.match(clause):
        return
    for reader in (_read_state, _read_papers, _read_work, _read_pay, _read_skills):
        if reader(draft, clause, wishes):
            return
    _read_wish(draft, clause, wishes)


def _read_state(draft: Draft, clause: str, wishes: list[str]) -> bool:
    """Take health, schooling and "no work" from a clause."""
    ill = _ILL.search(clause)
    if ill:
        draft.set("health", ill[1], FROM_PROSE)
        return True
    if _HEALTHY.match(clause):
        draft.set("health", "健康", FROM_PROSE)
        return True
    if _SCHOOLED.search(clause) and not (_WANTS.match(clause) or wishes):
        draft.set("schooling", schooling.read_attained_schooling(clause), FROM_PROSE)
        return True
    if _NO_WORK.match(clause):
        draft.set("employed", value=False, confidence=FROM_PROSE)
        return True
    if re.search(r"劳动力$|劳动能力$", clause):
        draft.set("labour_capacity", values.read_capacity(clause), FROM_PROSE)
        return True
    return False


def _read_papers(draft: Draft, clause: str, wishes: list[str]) -> bool:
    """Take the certificates that somebody has."""
    del wishes
    if not re.search(r"[证照本]$", clause) or re.match(r"^(?:没有?|无|想|要|希望|还没)", clause):
        return False
    bare = _HAS.sub("", clause)
    words = [word for part in values.split_list(bare) for word in re.split(r"[和与及](?=.)", part)]
    papers = tuple(
        _HAS.sub("", word)
        for word in words
        if certificates.read_certificates(word) or word.endswith("证")
    )
    if not papers:
        return False
    _add(draft, "certificates", papers)
    return True


def _read_work(draft: Draft, clause: str, wishes: list[str]) -> bool:
    """Take where somebody works now."""
    del wishes
    found = _WORKS.match(clause) or _WORKS_AS.match(clause)
    if not found or re.match(r"^(?:家|屋头|村里|社区里)", found[1]):
        return False
    place, firm = values.split_whereabouts(found[1])
    draft.set("workplace", place, FROM_PROSE)
    # 在社区, 在工地: a kind of place is no employer's name.
    draft.set("employer", firm if firm and len(firm) > _KIND_OF_PLACE else None, FROM_PROSE)
    draft.set("employed", value=True, confidence=FROM_PROSE)
    return True


def _read_pay(draft: Draft, clause: str, wishes: list[str]) -> bool:
    """Take what somebody earns now; after a wish it would be what they ask for."""
    found = _PAID.match(numbers.squeeze(clause))
    if not found or wishes:
        return False
    draft.set("monthly_income", values.read_income(found[1]), FROM_PROSE)
    return True


def _read_skills(draft: Draft, clause: str, wishes: list[str]) -> bool:
    """Take what somebody can do: 会缝纫、会绣花 · 砌砖、粉墙都会 · 学过数控."""
    del wishes
    if _KNOWS.match(clause) or _DONE.match(clause):
        words = [_skill_of(word) for word in values.split_list(clause)]
    elif _KNOWS_AFTER.search(clause) and not _WANTS.match(clause):
        words = list(values.split_list(_KNOWS_AFTER.sub("", clause)))
    else:
        return False
    words = [re.sub(r"(?:经验|手艺|技术)$|的(?:经验|手艺)$", "", word) for word in words]
    skills = [word for word in words if word and not certificates.read_certificates(word)]
    _add(draft, "skills", tuple(skills))
    _add(
        draft, "certificates", tuple(word for word in words if certificates.read_certificates(word))
    )
    return True


def _skill_of(word: str) -> str:
    """Take off how a skill is said (会, 学过); its own verb stays (会做饭 → 做饭)."""
    bare = _KNOWS.sub("", _DONE.sub(r"\1", word))
    if len(bare) == 1 and (verb := re.search(r"[会能](.{2,})$", word)):
        return verb[1]
    return bare


def _add(draft: Draft, name: str, words: tuple[str, ...]) -> None:
    if words:
        draft.values[name] = tuple(dict.fromkeys((*draft.values.get(name, ()), *words)))
        draft.confidence[name] = FROM_PROSE


def _read_wish(draft: Draft, clause: str, wishes: list[str]) -> None:
    """Take a wish; a clause after a first wish is one too."""
    if re.search(r"^什么(?:活|工作)?都(?:愿意|可以|行|能|肯|干)", clause):
        draft.set("willing_to_work", value=True, confidence=FROM_PROSE)
        return
    if re.match(
        r"^(?:目前|现在|暂时)?(?:不想|不愿意?|不打算|没有?打算|暂不|暂时不)(?:再|想|外出|出去|出门)*(?:找?工作|就业|上班|务工|打工|找事做?|做事|干活)?$",
        clause,
    ):
        draft.set("willing_to_work", value=False, confidence=FROM_PROSE)
        return
    for word in values.split_list(clause):
        if _WANTS_NOT.match(word):
            wishes.append(_ENOUGH.sub("", word))
            continue
        started = _WANTS.match(word)
        ended = _ENOUGH.search(word)
        if not (started or ended or wishes or _WISH_SHAPE.search(word)):
            continue
        bare = _wish_of(word)
        if bare and not re.fullmatch(r"(?:找?工作|活路?|事做?|上班|就业|打工)", bare):
            wishes.append(bare)
        elif started:
            draft.set("willing_to_work", value=True, confidence=FROM_PROSE)


def _wish_of(word: str) -> str:
    """Take off how a wish is said: 想找送货的 → 送货, 日结的活都可以 → 日结."""
    started = _WANTS.match(word)
    bare = _WANTS.sub("", word) if started else word
    bare = _ENOUGH.sub("", bare) or bare
    short = _WISH_TAIL.sub("", bare) if started else re.sub(r"的(?:活路?|工作)$", "", bare)
    return short if len(short) > 1 else bare
