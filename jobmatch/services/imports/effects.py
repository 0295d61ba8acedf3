"""What writing one row of a file did, told in words for preview and history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jobmatch.domain import identity, kinds

if TYPE_CHECKING:
    from jobmatch.store.base import Base
    from jobmatch.store.imports import ImportRow

_NAMES: dict[type[StrEnum], dict[Any, str]] = {
    kinds.Sex: kinds.SEX_NAMES,
    kinds.PayUnit: kinds.PAY_UNIT_NAMES,
    kinds.Schooling: kinds.SCHOOLING_NAMES,
    kinds.Shift: kinds.SHIFT_NAMES,
    kinds.Insurance: kinds.INSURANCE_NAMES,
    kinds.EmployerKind: kinds.EMPLOYER_KIND_NAMES,
    kinds.LabourCapacity: kinds.LABOUR_CAPACITY_NAMES,
    kinds.LegalFlag: kinds.LEGAL_FLAG_NAMES,
}
NOT_SAID = "（空）"
CHOSEN = "您选了跳过这一行。"
GONE = "您选的那条记录已经不在了，或另一行已经用了它，这一行没有导入。"


class Outcome(StrEnum):
    """What becomes of one row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


OUTCOME_NAMES = {
    Outcome.CREATED: "新增",
    Outcome.UPDATED: "更新",
    Outcome.UNCHANGED: "无变化",
    Outcome.SKIPPED: "未导入",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a file changes: Chinese name, old and new value as shown, masked."""

    name: str
    old: str
    new: str


@dataclass(slots=True)
class Effect:
    """What one row did: the outcome, the differences of an update, why it was left out."""

    row: ImportRow
    outcome: Outcome = Outcome.UNCHANGED
    differences: list[Difference] = field(default_factory=list)
    reason: str | None = None
    subject_id: int | None = None
    """The record that the row was found to mean; None for one that is new or left out."""
    twins: tuple[int, ...] = ()
    """Records that look like the same as a row that would be new: a person decides."""

    def put(self, target: Base, column: str, value: Any, name: str) -> bool:
        """Write *value* into a column unless it says nothing or stands there; note the difference.

        Returns whether the column was changed. A row that is new has no differences.
        """
        old = getattr(target, column)
        if value is None or old == value:
            return False
        setattr(target, column, value)
        if self.outcome is not Outcome.CREATED:
            self.note(name, show(old, column), show(value, column))
        return True

    def note(self, name: str, old: str, new: str) -> None:
        """Note a difference in words."""
        if self.outcome is Outcome.CREATED:
            return
        self.outcome = Outcome.UPDATED
        self.differences.append(Difference(name, old, new))

    def skip(self, reason: str) -> None:
        """Leave the row out and say why."""
        self.outcome = Outcome.SKIPPED
        self.reason = reason


def show(value: Any, column: str = "") -> str:
    """Give a value as a clerk reads it; ID numbers and phones are masked."""
    if value is None or value in ("", [], ()):
        return NOT_SAID
    if isinstance(value, list | tuple):
        return "、".join(show(one) for one in value)
    return _show_plain(value) or _show_text(str(value), column)


def _show_plain(value: Any) -> str | None:
    """Give a value that is no text in words; None for a text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, StrEnum):
        return str(_NAMES.get(type(value), {}).get(value, value.value))
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else None


def _show_text(text: str, column: str) -> str:
    if column == "id_number":
        return f"尾号{identity.last_four(text)}"
    if column in {"phone", "contact_phone"}:
        return identity.mask_phone(text)
    return text


def clip(text: str | None, length: int) -> str | None:
    """Cut a text to what its column holds; None for an empty one."""
    return text[:length] if text else None
