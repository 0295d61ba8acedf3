"""Several postings in one cell: taken apart, and what speaks of which.

Numbers, names, order and sharing are tried in that order: "1.4000 2.4500" by number, "机长8000，
其余4500-5500" by name, as many parts as titles by order, anything else holds for all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jobmatch.domain import numbers, titles
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BY_ORDER = frozenset(
    {Role.PAY, Role.PLACES, Role.AGES, Role.SEX, Role.SCHOOLING, Role.SHIFT, Role.PAY_PROBATION}
)
_COUNTED_ROLES = frozenset({Role.PAY, Role.PLACES, Role.AGES, Role.PAY_PROBATION})
_VALUE = re.compile(r"\d|[一二三四五六七八九十]|面议|若干|不限")
_NOT_SHARED = frozenset({Role.SERIAL, Role.IGNORED, Role.TITLE})
_WHOLE = frozenset({Role.EMPLOYER, Role.WORKPLACE, Role.CONTACT, Role.PHONE, Role.KIND, Role.AREA})
_SEE_ELSEWHERE = re.compile(
    r"^[（(]?(?:详?见|如|同)(?:岗位|左|右|前|上|下|备注|职位|工种|名称)[\u4e00-\u9fff]{0,4}[)）]?$"
)
_KINDS = tuple(map(re.compile, ("岁", "[证照]", "小学|初中|高中|中专|技校|大专|本科")))
"""What a list of demands may say of one title after the other; a list for all says each once."""
_NUMBERED = re.compile(
    r"(?:^|(?<=[\n；;。\s，,]))[（(]?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})(?:[、.．:：)）](?!\d{1,2}[万千kK]))\s*"
)
_NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)}
_MOST_PARTS = 40
_MAY_BE_SEVERAL = re.compile(r"[\n;；、,，/\\|]|各|和|\d\D+\d|[一二三].*[二三四]")
_SEPARATORS = ("\n", "[;；]", "/", "、", "[,，]")
_HEAD = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{2,8})[:：为]?(?P<rest>\d.*|面议.*|计件.*|底薪.*|月薪.*)$"
)
_COUNT_BEFORE_PAY = re.compile(r"(?:\d{1,4}(?:-\d{1,4})?|若干|数|多)[名人个位]\s*(?=\d)")
_OTHERS = r"(?:其余|其他|其它|另外|剩余)(?:岗位|工种|人员|职位)?(?:均为?|都是?)?"


@lru_cache(maxsize=5_000)
def _split_titles(text: str) -> tuple[titles.TitlePart, ...]:
    return titles.split_titles(text)


def split_draft(draft: Draft) -> list[Draft]:
    """Take *draft* apart into one draft per posting; alone, if its title cell names one."""
    title = draft.text(Role.TITLE)
    if not _MAY_BE_SEVERAL.search(title):
        return [draft]
    parts = _split_titles(title)
    if len(parts) > _MOST_PARTS:
        return [draft]
    if len(parts) < 2:  # noqa: PLR2004 - one title, one posting
        return _split_by_places(draft, title)
    names = [part.title.text or "" for part in parts]
    found = []
    for at, part in enumerate(parts):
        one = _copy_shared(draft, names, at)
        one.add(Role.TITLE, Cell(part.text, draft.column(Role.TITLE)))
        one.add(Role.REMARK, Cell(without_count(part.text), draft.column(Role.TITLE)))
        if part.title.headcount is not None:
            one.cells.pop(Role.PLACES, None)
        found.append(one)
    return found


def _split_by_places(draft: Draft, title: str) -> list[Draft]:
    """Split titles without numbers when places or pay are a list of the same length."""
    for sign in _SEPARATORS:
        names = _pieces(title, sign)
        places = _in_order(draft.text(Role.PLACES), len(names), Role.PLACES)
        if 1 < len(names) <= _MOST_PARTS and (places or _lists_pay(draft, len(names))):
            found = []
            for at, name in enumerate(names):
                one = _copy_shared(draft, [numbers.squeeze(one) for one in names], at)
                one.add(Role.TITLE, Cell(name, draft.column(Role.TITLE)))
                found.append(one)
            return found
    return [draft]


def _lists_pay(draft: Draft, count: int) -> bool:
    """Tell whether the pay is a list of *count* amounts; 计件，2800-5000 is no list of two."""
    return any(
        len(pieces) == count and all(re.search(r"\d{2}", piece) for piece in pieces)
        for pieces in (_pieces(draft.text(Role.PAY), sign) for sign in ("\n", "[;；]", "/", "、"))
    )


def _copy_shared(draft: Draft, names: Sequence[str], at: int) -> Draft:
    """Copy *draft* with each text cut down to what speaks of title number *at*."""
    one = replace(draft, cells={}, confidence=dict(draft.confidence))
    for role, cells in draft.cells.items():
        if role in _NOT_SHARED:
            continue
        for cell in cells:
            text = cell.text if role in _WHOLE else share(cell.text, names, at, role)
            one.add(role, replace(cell, text=text), draft.confidence.get(role, 1.0))
    return one


def share(text: str, names: Sequence[str], at: int, role: Role) -> str:
    """Give the part of *text* that speaks of title number *at* among *names*."""
    if _SEE_ELSEWHERE.match(numbers.squeeze(text)):
        return ""
    listed = _by_number(text)
    if len(listed) > 1:
        return listed.get(at + 1, "")
    named = _by_name(text, names, at, lead=role not in _BY_ORDER)
    if named is not None:
        return named
    if role in _BY_ORDER or role is Role.DEMANDS:
        pieces = _in_order(text, len(names), role)
        if pieces:
            return pieces[at]
    return text


def _in_order(text: str, count: int, role: Role) -> list[str]:
    """Give the parts of *text* when there is one for each title, in their order."""
    pieces = _any_pieces(text, count)
    if role is Role.DEMANDS:
        pieces = _pieces(text, "\n")
        alike = max(sum(bool(kind.search(piece)) for piece in pieces) for kind in _KINDS)
        return pieces if len(pieces) == count and alike > 1 else []
    if role in _COUNTED_ROLES and not all(_VALUE.search(piece) for piece in pieces):
        return []
    return pieces


def _by_number(text: str) -> dict[int, str]:
    """Read a numbered list as number → text; fewer than two numbers are none."""
    marks = list(_NUMBERED.finditer(text))
    found: dict[int, str] = {}
    for mark, end in spans(marks, len(text)):
        number = int(mark["n"]) if mark["n"].isdigit() else _NUMERALS.get(mark["n"][-1], 0)
        found[number] = text[mark.end() : end].strip(" \n；;。，,")
    return found if sorted(found) == list(range(1, len(found) + 1)) else {}


def _by_name(text: str, names: Sequence[str], at: int, *, lead: bool) -> str | None:
    """Read "name value；name value，其余 value"; None when no name stands in *text*.

    With *lead* what stands before the first name holds for all (50岁以下；司机需C1驾照).
    """
    marks = _marks_of_names(text, names)
    if not marks:
        return None if marks is None else _by_short_name(text, names, at)
    plain = numbers.squeeze(text)
    own = _of_marks(plain, marks, names[at])
    if own is None:
        own = _by_short_name(text, names, at) or ""
    before = plain[: marks[0].start()].strip("，,；;。、/(（ ") if lead else ""
    spoken_for = any(name[-2:] in before for name in map(numbers.squeeze, names))
    return own if spoken_for else "，".join(filter(None, (before, own)))


def _marks_of_names(text: str, names: Sequence[str]) -> list[re.Match[str]] | None:
    """Find the titles, and words for all others, where they begin a clause; None without titles."""
    plain = numbers.squeeze(text)
    wanted = [re.escape(numbers.squeeze(name)) for name in names if name]
    if not wanted:
        return None
    ordered = sorted(wanted, key=len, reverse=True)
    pattern = re.compile(
        rf"(?:^|(?<=[，,；;。、/\s（(]))(?P<name>{'|'.join(ordered)}|{_OTHERS})[:：为]?"
    )
    return list(pattern.finditer(plain))


def _of_marks(plain: str, marks: list[re.Match[str]], name: str) -> str | None:
    """Give what stands behind *name*, else behind the word for all others; None for neither."""
    others = None
    for mark, end in spans(marks, len(plain)):
        value = plain[mark.end() : end].strip("，,；;。、/")
        value = re.split(r"[；;。\n](?=[\u4e00-\u9fff]{2,8}[:：为]?\d)", value)[0]
        if mark["name"] == numbers.squeeze(name):
            return value
        if re.fullmatch(_OTHERS, mark["name"]):
            others = value
    return others


def _by_short_name(text: str, names: Sequence[str], at: int) -> str | None:
    """Read "监控员3000" for 消防监控员: a word that is part of one title alone; None if none is."""
    found: dict[str, str] = {}
    for piece in re.split(r"[，,；;。\n]", text):
        head = _HEAD.match(numbers.squeeze(piece))
        if head is None:
            continue
        meant = [name for name in names if head["word"] in numbers.squeeze(name)]
        if len(meant) == 1:
            found.setdefault(meant[0], head["rest"])
    return found.get(names[at], "") if found else None


def spans(marks: list[re.Match[str]], end: int) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each mark with the position where the next one begins."""
    starts = [mark.start() for mark in marks[1:]]
    yield from zip(marks, [*starts, end], strict=False)


def without_count(text: str) -> str:
    """Give *text* without a headcount that runs into a number of pay (2名3500元)."""
    return _COUNT_BEFORE_PAY.sub("，", text)


def _pieces(text: str, sign: str) -> list[str]:
    return [piece.strip() for piece in re.split(sign, text) if piece.strip()]


def _any_pieces(text: str, count: int) -> list[str]:
    for sign in _SEPARATORS:
        pieces = _pieces(text, sign)
        if len(pieces) == count and count > 1:
            return pieces
    return []
