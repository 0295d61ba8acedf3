"""Reads the raw cells of demonstration postings by the very code that reads incoming sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobmatch.domain.kinds import EmployerKind
from jobmatch.domain.postings import PostingState
from jobmatch.intake import readings
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft
from jobmatch.services.imports import posting_columns
from jobmatch.services.imports.incoming import posting_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobmatch.intake.problems import Problem
    from jobmatch.intake.readings import PostingReading
    from jobmatch.services.seeding.firms import Firm
    from jobmatch.services.seeding.offers import Offer

SHEET = "演示岗位表"
_FIRST_ROW = 2
_ROLES = {
    "岗位名称": Role.TITLE,
    "招聘人数": Role.PLACES,
    "岗位职责": Role.DUTIES,
    "性别": Role.SEX,
    "年龄": Role.AGES,
    "学历": Role.SCHOOLING,
    "技能证书": Role.CERTIFICATES,
    "薪资待遇": Role.PAY,
    "工作班次": Role.SHIFT,
    "食宿": Role.BOARDING,
    "社会保险": Role.INSURANCE,
    "工作地点": Role.WORKPLACE,
    "联系人": Role.CONTACT,
    "联系电话": Role.PHONE,
    "备注": Role.REMARK,
}
_SHEET_TITLES = {
    EmployerKind.PUBLIC_WELFARE: "公益性岗位",
    EmployerKind.WORKSHOP: "就业帮扶车间",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read, and what was wrong with it."""

    reading: PostingReading
    problems: tuple[Problem, ...]

    @property
    def is_blocked(self) -> bool:
        """Tell whether a demand must be struck out before anybody sees the posting."""
        return posting_columns.is_blocked(self.reading)

    def columns(self) -> dict[str, Any]:
        """Give the columns of the posting table, those of pay per month and raw cells included."""
        told = {
            **posting_columns.columns_of(self.reading),
            **posting_columns.told_beside(self.reading),
        }
        # The phone has a sealed column of its own; its raw cell would stand beside it in the open.
        told["cells"] = {
            name: text for name, text in told["cells"].items() if text and name != "phone"
        }
        return told

    def parts(self) -> dict[str, list[dict[str, Any]]]:
        """Give the rows of ages, certificates, pay variants and flags, by relationship."""
        return posting_columns.parts_of(self.reading)


def read_offers(firms: Iterable[Firm]) -> None:
    """Read every offer; one with a demand that the law forbids waits for review."""
    for firm in firms:
        for number, offer in enumerate(firm.offers, start=_FIRST_ROW):
            offer.row = read(firm, offer, number)
            if offer.row.is_blocked:
                offer.state = PostingState.IN_REVIEW


def read(firm: Firm, offer: Offer, number: int) -> Row:
    """Read the cells of *offer*, which stands in row *number* of its firm's sheet."""
    draft = Draft(SHEET, number)
    for column, (header, text) in enumerate(offer.cells.items(), start=1):
        draft.add(_ROLES[header], Cell(text, column, header))
    if firm.kind in _SHEET_TITLES:
        # Such sheets say so above the table; without it their pay would be judged as a wage.
        draft.add(Role.KIND, Cell(_SHEET_TITLES[firm.kind], 1, SHEET))
    reading, problems = readings.read_draft(
        draft, file=SHEET, today=offer.published_on, tables=posting_tables(), employer=firm.name
    )
    return Row(reading, tuple(problems))
