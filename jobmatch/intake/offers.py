"""What a draft offers beside pay: shift, board, lodging, insurance."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from jobmatch.domain import boarding, insurances, shifts
from jobmatch.domain.kinds import Insurance, Shift
from jobmatch.intake.column_names import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobmatch.domain.boarding import Boarding
    from jobmatch.domain.remarks import Remark
    from jobmatch.intake.readers import Reader

T = TypeVar("T", bound=object)

_EITHER = re.compile(
    r"(?:两|二|2)班.*(?:三|3)班|(?:三|3)班.*(?:两|二|2)班"
    r"|班[倒制]?[:：为]?\s*\d{3}.*班[倒制]?[:：为]?\s*\d{3}",  # each shift with its own pay
    re.DOTALL,
)
_NOTHING = re.compile(r"^\s*(?:无|没有|不提供|否|×|✗|[nN]o?)\s*$")


@lru_cache(maxsize=5_000)
def _mark(text: str) -> bool | None:
    return boarding.read_mark(text)


@lru_cache(maxsize=5_000)
def _boarding(text: str) -> Boarding:
    return boarding.read_boarding(text)


@lru_cache(maxsize=5_000)
def _shift(text: str) -> Shift | None:
    return shifts.read_shift(text)


@lru_cache(maxsize=5_000)
def _shift_of_title(text: str) -> Shift | None:
    return shifts.read_shift(text, in_sentence=True)


@lru_cache(maxsize=5_000)
def _insurance(text: str, meaning: Insurance) -> Insurance | None:
    return insurances.read_insurance(text, mark_means=meaning)


def read_shift(reader: Reader) -> None:
    """Set shift: of its column, of other texts, of the title (夜班保安)."""
    text = reader.own(Role.SHIFT)
    own = _shift(text) if text else None
    if own is not None:
        reader.set("shift", own, Role.SHIFT)
        return
    for found, source in reader.facts.all("shift", lambda remark: remark.shift):
        if not _EITHER.search(source.text):
            reader.set_from("shift", found, source)
            return
    named = _shift_of_title(reader.facts.title.text or "")
    if named in (Shift.NIGHT, Shift.TWO_SHIFT, Shift.THREE_SHIFT):
        reader.set("shift", named, Role.TITLE)


def read_boarding(reader: Reader) -> None:
    """Set board and lodging, each from its column, the column of both, then other texts."""
    _read_one(reader, "board", Role.BOARD, lambda both: both.board)
    _read_one(reader, "lodging", Role.LODGING, lambda both: both.lodging)


def _read_one(
    reader: Reader, name: str, role: Role, take: Callable[[Boarding], bool | None]
) -> None:
    own, from_role = _own(reader, role, take)
    others = [
        (found, source)
        for found, source in reader.facts.all("boarding", lambda remark: take(remark.boarding))
        if source.role is not from_role
    ]
    if own is not None:
        if any(found is not own for found, source in others if source.role in _SAYS):
            word = "包吃" if name == "board" else "包住"
            reader.refuse_conflict(name, from_role, f"{word}一栏与文字说明相反，请核实。")
            return
        reader.set(name, own, from_role)
    elif others:
        reader.set_from(name, *others[0])


_SAYS = (Role.DEMANDS, Role.REMARK)


def _own(
    reader: Reader, role: Role, take: Callable[[Boarding], bool | None]
) -> tuple[bool | None, Role]:
    text = reader.own(role)
    if text:
        mark = _mark(text)
        said = mark if mark is not None else take(_boarding(text))
        return said, role
    both = reader.own(Role.BOARDING)
    if both:
        mark = _mark(both)
        return (mark if mark is not None else take(_boarding(both))), Role.BOARDING
    for cell in reader.told(Role.WELFARE):
        if re.search(r"食宿|吃住", cell.header) and _NOTHING.match(cell.text):
            return False, Role.WELFARE
    return None, role


def read_insurance(reader: Reader) -> None:
    """Set insurance; a tick stands for what the header names."""
    for cell in reader.told(Role.INSURANCE):
        own = _insurance(cell.text, _meaning(cell.header))
        if own is not None:
            reader.set("insurance", own, Role.INSURANCE)
            return
    for cell in reader.told(Role.WELFARE):
        if re.search(r"保险|社保|五险", cell.header) and _NOTHING.match(cell.text):
            reader.set("insurance", Insurance.NONE, Role.WELFARE)
            return
    for found, source in reader.facts.all("insurance", _insurance_of):
        reader.set_from("insurance", found, source)
        return


def _insurance_of(remark: Remark) -> Insurance | None:
    return remark.insurance


def _meaning(header: str) -> Insurance:
    if re.search(r"金", header):
        return Insurance.FIVE_AND_FUND
    return Insurance.ACCIDENT if re.search(r"意外|商业", header) else Insurance.FIVE
