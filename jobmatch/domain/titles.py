"""Titles of postings: cleaned, and several in one cell taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobmatch.domain import headcounts, numbers, sexes
from jobmatch.domain.headcounts import Headcount
from jobmatch.domain.kinds import Sex

_ADVERT = re.compile(
    r"^(?:[【\[](?:急招|招聘|诚聘|直招|急聘)[】\]])?(?:高薪|大量|长期|紧急|现|直接|特|公司|工厂|厂家|因扩大生产,?)*(?:急招聘|招聘|急招|诚聘|急聘|直招|招募|招收|聘用|急需|招工|招|聘)(?!商|投|生(?!手)|标|待|租)[:：]?"
)
_ADVERT_ANYWHERE = re.compile(
    r"[!！]+|[【\[](?:急招|急聘|招聘|诚聘|直招|热招|高薪)[】\]]|急招|急聘|高薪(?=$|[,，])|待遇优厚|欢迎.*$|🔥|❗|⭐|★|☆|◆|●"
)
_COUNT = re.compile(
    r"[(\[]?(?:各|共|招|需|约)?(?P<count>\d+(?:-\d+)?|若干|数|多|几)(?P<unit>[名人位个员])(?:左右|以上)?[)\]]?"
)
_PAREN = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_DROP_IN_PAREN = re.compile(
    r"^(?:[男女]|男女不限|女性|男性|限[男女]性?|包.*|管.*|急.*|急招.*|五险.*|双休|单休|月休.*|长白班|白班|夜班|两班倒?|三班倒?|常白班|高薪|新|可.*|需.*|要.*|会.*|有.*|无.*|不.*|\d.*[元岁kK万千]|月?薪.*|工资.*|底薪.*|计件|待遇.*|提供.*|免费.*|日结|包食宿|缺工|急需|长期|\d+|若干|数|[^,，]*[,，].*|\d+[-至]\d+.*|年龄.*|男女.*|兼职可|欢迎.*|优先.*|.*优先)$"
)
_TAIL_FACTS = re.compile(
    r"(?:[,，。;；+·|]|/(?=\d|月|包|五险|双休)|-(?=\d|月薪|包|五险)).*$|(?:月入|月薪|工资|底薪|薪资|日薪|年薪|包吃住|包吃|包住|五险|双休|待遇|\d+[kK千万元]|\d{3,}).*$"
)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\n;；。,，\s]))\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．](?!\d))\s*"
)
_SEX = {"男": Sex.MALE, "女": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class Title:
    """A cleaned title; what else stood in the cell: *sex*, *headcount*, and the *remainder*."""

    text: str | None
    sex: Sex | None = None
    headcount: Headcount | None = None
    remainder: str = ""


@dataclass(frozen=True, slots=True)
class TitlePart:
    """One posting of a cell that holds several: its title and the text that speaks of it alone."""

    title: Title
    text: str


def clean_title(text: str) -> Title:
    """Clean a title: advertising, headcount, sex, pay and welfare go; qualifiers stay.

    普 工 → 普工; 招聘保洁员5名 → 保洁员 with 5; 收银员(女) → female; 电焊工（二保焊） stays whole.
    """
    plain = numbers.squeeze(text)
    shown = _ADVERT_ANYWHERE.sub("", numbers.flatten(text))
    shown = re.sub(r"^(?:\d{1,2}[、.](?!\d)|[·*#-]+)", "", shown)
    shown = _ADVERT.sub("", shown)
    headcount, shown = _take_count(numbers.write_digits(shown) if _has_count(shown) else shown)
    sexes_found: list[Sex] = []
    left: list[str] = []

    def settle(found: re.Match[str]) -> str:
        inner = found[1]
        if not _DROP_IN_PAREN.match(inner):
            return f"（{inner}）"
        sex = sexes.read_sex_demand(inner)
        if sex is not None and inner[:1] in "男女限":
            sexes_found.append(sex)
        left.append(inner)
        return ""

    shown = _PAREN.sub(settle, shown)
    tail = _TAIL_FACTS.search(_masked(shown))
    if tail is not None and tail.start() > 0:
        left.append(shown[tail.start() :].lstrip(",，。;；+·|/-"))
        shown = shown[: tail.start()]
    cleaned = shown.strip("-/、,，:：;；。.·")
    sex = None
    if sexes_found:
        sex = sexes_found[0] if len(set(sexes_found)) == 1 else Sex.ANY
    if not cleaned and not plain:
        return Title(None)
    return Title(cleaned or None, sex, headcount, "，".join(part for part in left if part))


def _masked(shown: str) -> str:
    """Hide kept parentheses, so that a comma or number in them does not end the title."""
    return re.sub(r"（[^）]*）", lambda found: "〓" * len(found[0]), shown)


def _has_count(shown: str) -> bool:
    return bool(re.search(r"[一二两三四五六七八九十百]+[名人位]", shown))


def _take_count(shown: str) -> tuple[Headcount | None, str]:
    """Take the headcount out of a title (保洁员5名, 质检员（2人）)."""
    found = _COUNT.search(shown)
    if found is None or (found.start() == 0 and found["unit"] in "人个员"):
        return None, shown
    return headcounts.read_headcount(found["count"] + found["unit"]), shown[
        : found.start()
    ] + shown[found.end() :]


def split_titles(text: str) -> tuple[TitlePart, ...]:
    """Take a cell with several postings apart; one part, if it holds one.

    Numbered lists split at their numbers; else parts split at line ends, ；、，/ when at least two
    parts carry a headcount of their own. "各2名" at the end holds for every title before it.
    Alternatives without headcounts (包装/质检) are one posting.
    """
    listed = [
        part.strip() for part in _NUMBERED.split(numbers.tidy(text)) if part.strip(" ;；。,，、")
    ]
    if len(listed) > 1:
        return tuple(_part(part) for part in listed)
    each = re.search(r"各(?P<count>\d+|[一二两三四五六七八九十]+)[名人位个]", numbers.squeeze(text))
    if each is not None:
        names = re.split(r"[、,，/;；和及]", numbers.squeeze(text)[: each.start()])
        return tuple(_part(f"{name}{each['count']}名") for name in names if name)
    return _by_headcounts(text)


def _by_headcounts(text: str) -> tuple[TitlePart, ...]:
    for sign in (r"\n", r"[;；]", r"[、]", r"/", r"[,，]"):
        pieces = [piece for piece in _split_outside(numbers.tidy(text), sign) if piece.strip()]
        counted = [
            bool(_COUNT.search(numbers.write_digits(numbers.flatten(piece)))) for piece in pieces
        ]
        if len(pieces) > 1 and sum(counted) > 1 and counted[0]:
            return tuple(_part(piece) for piece in _glue(pieces, counted))
    return (_part(text),) if text.strip() else ()


def _glue(pieces: list[str], counted: list[bool]) -> list[str]:
    """Join pieces without a headcount to the one before them: they speak of it."""
    glued: list[str] = []
    for piece, has_count in zip(pieces, counted, strict=True):
        if has_count or not glued:
            glued.append(piece)
        else:
            glued[-1] += "，" + piece
    return glued


def _split_outside(text: str, sign: str) -> Iterator[str]:
    """Split at *sign* where no parenthesis is open."""
    depth, piece = 0, ""
    for letter in text:
        depth += letter in "(（"
        depth -= letter in ")）" and depth > 0
        if depth == 0 and re.fullmatch(sign, letter):
            yield piece
            piece = ""
        else:
            piece += letter
    yield piece


def _part(text: str) -> TitlePart:
    return TitlePart(clean_title(text), text.strip(" ;；。,，、\n"))
