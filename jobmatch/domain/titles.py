"""Titles of postings: cleaned, and several in one cell taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.domain import headcounts, numbers, sexes
from jobmatch.domain.kinds import Sex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jobmatch.domain.headcounts import Headcount

_CIRCLED = {0x2460 + index: f"\n{index + 1}、" for index in range(20)}
_MARKS = re.compile(
    r"[!！❗🔥⭐★☆◆●■▲✅👉👍📣]+|[【\[](?:急招|急聘|招聘|诚聘|直招|热招|高薪|急)[】\]]"
)
_TRADE = r"(?:专员|主管|经理|助理|顾问|专家|实习生)"
_ADVERT = re.compile(
    rf"^(?:高薪|大量|长期|紧急|现|直接|特|公司|工厂|厂家|急|本店|我司|本公司|因扩大生产,?)*(?!招[聘募]{_TRADE})"
    r"(?:急招聘|招聘|急招|诚聘|急聘|直招|招募|招收|聘用|急需|招工|招|聘)[:：]?(?!商|投|生|标|待|租|岗|会|推广)"
)
_NAMED_ADVERT = re.compile(
    r"^[一-龥A-Za-z.]{2,16}(?:招聘|急招|诚聘|招募|直招)(?!专员|主管|经理|助理|顾问|专家|文员|老师|部|会|岗|人事|行政|实习|推广)(?=[一-龥A-Za-z]{2,})"
)
_ADVERT_WORDS = re.compile(r"急招|急聘|高薪(?!酬)|待遇优厚|欢迎.*$")
_COUNT = re.compile(
    r"(?:各|共|招|需|约|要)?(?P<count>\d+(?:-\d+)?|若干|数|多|几)(?P<unit>[名人位个员](?![事民防工体])|(?<=若干))(?:左右|以上)?"
)
_PAREN = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_PARTS = re.compile(r"[、,，;；+。]")
_FACT = re.compile(
    r"[男女]|男女(?:不限|均可|都可|皆可)|不限男女|限[男女].*|[男女](?:性|士|工)?(?:优先)?"
    r"|包(?!装|边|馅|材|缝|袋|子|皮|头|饺|厢|布|覆|车|塑|胶).*|管(?:吃|住|饭|餐|[一两二三]餐|食).*|提供.*|免费.*|[五六]险.*|社保.*|[双单]休.*|月休.*|[做上].休.*|周末.*|有?(?:高)?提成.*"
    r"|(?:长|常)?白班|夜班|[早中晚]班|早晚班|[两二三]班倒?制?|倒班|轮班|轮休|日班|全职|朝九晚.*"
    r"|急.*|高薪.*|新|热招.*|诚聘.*|直招.*|.*优先|欢迎.*|零基础.*|小白.*|带薪.*|接受.*|待遇.*|福利.*|缺工.*"
    r"|(?:月|日|年|时)薪.*|工资.*|薪资.*|底薪.*|保底.*|月入.*|计件.*|[日周月]结|综合.*|\d[\d.,-]*(?:元|块|k|K|千|万|w)?(?:[-/]\d*[\d.]*(?:元|块|k|K|千|万|w))?(?:[元块/左以起月天小时每].*)?|\d+-\d+"
    r"|年龄.*|\d{2}周?岁?(?:-\d{2})?(?:周?岁|以[下上内]).*|\d{2}-\d{2}(?:周?岁)?.*"
    r"|可.*|需.*|要(?!素).*|须.*|会(?!计|议|展|员|所|务).*|有(?!色|机|限|线).*|无(?!尘|人机|损|纺|菌|线|纸|影|水|极).*|不(?!锈|干胶|粘|良).*|持.*|懂.*|熟练.*|能(?!源|耗|量).*|形象.*|身高.*|学历.*|初中.*|高中.*|中专.*|大专.*|.*经验.*|.*即可|"
    r"\d+[人名个位]|若干[人名个]?|数[人名]|[A-Z]{0,3}\d{4,}|长期|招满.*"
)
_TAIL_FACTS = re.compile(
    r"(?:月入|月薪|工资|(?:无责)?底薪|保底(?=\d)|薪资|日薪|年薪|时薪|综合|包吃住|包吃|包住|包食宿|[五六]险|(?:周末)?[双单]休|待遇|男女不限|男女均可|不限男女|(?<=[一-龥])\d+(?:\.\d)?(?:-\d+(?:\.\d)?)?(?:[kK千万元]|(?<=\d{3}))).*$"
)
_LEADING_SEX = re.compile(
    r"^(?P<sex>[男女])性?(?!装|鞋|工$|士|生|包|袜|裤|裙|子|科|款|童|宝|王|神|主|团|模|星|友|孩|浴|宾|更)(?=..)"
)
_NUMBERS = "一二三四五六七八九十"
_LISTED = re.compile(
    rf"[(（]?(?P<n>\d{{1,2}}|[{_NUMBERS}]{{1,2}})(?:[)）]|[、.．](?!\d))\s*"
    r"|^(?P<m>\d{1,2})[.、．](?=\d)(?!\d+(?:-\d+(?:\.\d+)?)?[万千kKwW])",
    re.MULTILINE,
)
_LONGEST = 300
_SIGNS = (r"\n", r"[;；]", r"、", r"/", r"[,，]", r"\s")
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
    left: list[str] = []
    shown = _join_words(_MARKS.sub("", numbers.tidy(text[:_LONGEST])), left)
    shown = re.sub(r"^(?:\d{1,2}[、.](?!\d)|[·*#-]+)", "", numbers.flatten(shown))
    shown = _NAMED_ADVERT.sub("", _ADVERT.sub("", shown))
    shown = _ADVERT_WORDS.sub("", shown)
    shown = _PAREN.sub(lambda found: _settle_paren(found[1], left), shown)
    shown = _cut_parts(shown, left)
    count, shown = _take_count(shown)
    tail = _TAIL_FACTS.search(_masked(shown))
    if tail is not None and tail.start() > 0:
        left.append(shown[tail.start() :])
        shown = shown[: tail.start()]
    leading = _LEADING_SEX.match(shown)
    if leading is not None:
        left.append(leading["sex"])
        shown = shown[leading.end() :]
    cleaned = shown.strip("-/、,，:：;；。.·+")
    if count is None:
        count = next((one for one in map(_count_of, left) if one is not None), None)
    return Title(cleaned or None, _sex_of(left), count, "，".join(part for part in left if part))


def _join_words(tidy: str, left: list[str]) -> str:
    """Join 普 工 and 搬 运 工; words after a blank that are facts go to *left*."""
    words = tidy.split()
    if all(len(word) == 1 for word in words) or len(words) < 2:  # noqa: PLR2004 - one word
        return "".join(words)
    kept = [words[0]]
    for word in words[1:]:
        if _is_fact(numbers.flatten(word)):
            left.append(numbers.flatten(word))
        else:
            kept.append(word)
    return "".join(kept)


def _is_fact(part: str) -> bool:
    return bool(part) and all(_FACT.fullmatch(one) for one in _PARTS.split(part) if one)


def _settle_paren(inner: str, left: list[str]) -> str:
    """Keep a qualifier in its parentheses, put facts to *left*."""
    if inner and not _is_fact(inner):
        return f"（{inner}）"
    left.append(inner)
    return ""


def _cut_parts(shown: str, left: list[str]) -> str:
    """Cut off everything from the first fact behind a sign on; alternatives stay as written."""
    masked = _masked(shown)
    for sign in re.finditer(r"[,，;；+。|·]|-(?=[^\d])|/(?=\d|月|包|[五双])|、", masked):
        rest = shown[sign.end() :]
        first = re.split(r"[,，;；+。|、]", rest)[0]
        if sign.start() and first and _is_fact(first):
            left.append(rest)
            return shown[: sign.start()]
    return shown


def _masked(shown: str) -> str:
    """Hide kept parentheses, so that a comma or number in them does not end the title."""
    return re.sub(r"（[^）]*）", lambda found: "〓" * len(found[0]), shown)


def _take_count(shown: str) -> tuple[Headcount | None, str]:
    """Take the headcount out of a title (保洁员5名, 五十名装配工)."""
    counted = numbers.write_digits(shown)
    found = _COUNT.search(_masked(counted))
    if found is None:
        return None, shown
    count = headcounts.read_headcount(found["count"] + found["unit"])
    return count, counted[: found.start()] + counted[found.end() :]


def _count_of(part: str) -> Headcount | None:
    found = _COUNT.match(numbers.write_digits(part))
    return headcounts.read_headcount(found["count"] + found["unit"]) if found else None


def _sex_of(left: Iterable[str]) -> Sex | None:
    found = {
        sex
        for part in left
        for sex in [sexes.read_sex_demand(part, in_sentence=True)]
        if sex is not None and part[:1] in "男女限不"
    }
    if not found:
        return None
    return found.pop() if len(found) == 1 else Sex.ANY


def split_titles(text: str) -> tuple[TitlePart, ...]:
    """Take a cell with several postings apart; one part, if it holds one.

    Numbered lists split at their numbers; else parts split at line ends, ；、，/ when at least two
    parts carry a headcount of their own. "各2名" at the end holds for every title before it.
    Alternatives without headcounts (包装/质检) are one posting.
    """
    shown = text.translate(_CIRCLED)
    listed = split_numbered(shown)
    if len(listed) > 1:
        return tuple(_part(part) for part in listed)
    plain = numbers.squeeze(shown)
    each = re.search(r"各(?P<count>\d+|[一二两三四五六七八九十]+)[名人位个]", plain)
    if each is not None:
        names = re.split(r"[、,，/;；和及]", plain[: each.start()])
        return tuple(_part(f"{name}{each['count']}名") for name in names if name)
    return _by_headcounts(shown)


def split_numbered(text: str) -> tuple[str, ...]:
    """Split a list at its running numbers (1.…2.…, 一、…二、…, (1)…); the whole, if it is none."""
    shown = numbers.tidy(text.translate(_CIRCLED))
    marks: list[re.Match[str]] = []
    for found in _LISTED.finditer(shown):
        if _ordinal(found["n"] or found["m"]) == len(marks) + 1:
            marks.append(found)
    if len(marks) < 2 or shown[: marks[0].start()].strip():  # noqa: PLR2004 - a list has two items
        return (text.strip(),) if text.strip() else ()
    ends = [mark.start() for mark in marks[1:]] + [len(shown)]
    items = (shown[mark.end() : end] for mark, end in zip(marks, ends, strict=True))
    return tuple(item.strip(" ;；。,，、\n") for item in items)


def _ordinal(sign: str) -> int:
    if sign.isdigit():
        return int(sign)
    value = numbers.read_numeral(sign) or _NUMBERS.find(sign) + 1
    return int(value)


def _by_headcounts(text: str) -> tuple[TitlePart, ...]:
    for sign in _SIGNS:
        pieces = [piece for piece in split_outside(numbers.tidy(text), sign) if piece.strip()]
        counted = [_is_counted(piece) for piece in pieces]
        if len(pieces) > 1 and sum(counted) > 1 and counted[0]:
            return tuple(_part(piece) for piece in _glue(pieces, counted))
    return (_part(text),) if text.strip() else ()


def _is_counted(piece: str) -> bool:
    return bool(_COUNT.search(numbers.write_digits(numbers.flatten(piece))))


def _glue(pieces: list[str], counted: list[bool]) -> list[str]:
    """Join pieces without a headcount to the one before them: they speak of it."""
    glued: list[str] = []
    for piece, has_count in zip(pieces, counted, strict=True):
        if has_count or not glued:
            glued.append(piece)
        else:
            glued[-1] += "，" + piece
    return glued


def split_outside(text: str, sign: str) -> Iterator[str]:
    """Split at the pattern *sign* (of one letter) where no parenthesis is open."""
    depth, piece = 0, ""
    for letter in text:
        if letter in "(（":
            depth += 1
        elif letter in ")）":
            depth = max(0, depth - 1)
        if depth == 0 and re.fullmatch(sign, letter):
            yield piece
            piece = ""
        else:
            piece += letter
    yield piece


def _part(text: str) -> TitlePart:
    return TitlePart(clean_title(text), text.strip(" ;；。,，、\n"))
