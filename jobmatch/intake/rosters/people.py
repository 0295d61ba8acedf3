"""A row of a roster to one person: cells, what the title says, what the identity number proves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from jobmatch.domain import certificates, identity, numbers, phones, schooling
from jobmatch.domain.problems import Flaw, ProblemKind
from jobmatch.intake.grids import column_letters
from jobmatch.intake.problems import Problem
from jobmatch.intake.rosters import values
from jobmatch.intake.rosters.headers import RosterField as F
from jobmatch.intake.rosters.readings import WorkerReading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jobmatch.intake.rosters.layout import Column, Context

FROM_CELL = 1.0
FROM_NUMBER = 0.95
FROM_ADDRESS = 0.85
FROM_TITLE = 0.8
DERIVED = 0.7
SEX_CONFLICT = "性别一栏与身份证号不一致，请核对是哪一个填错了。"
NO_NAME = "这一行有内容却没有姓名，请补填姓名。"
BAD_PHONE = "电话位数不对，手机应为11位，请核对。"


@dataclass(slots=True)
class Draft:
    """A person in the making: fields so far, raw cells, confidence, problems."""

    sheet: str | None
    row: int
    block: int = 0
    file: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)

    def set(self, name: str, value: object, confidence: float) -> None:
        """Take a value unless it says nothing or the field is already told."""
        if value in (None, "", ()) or self.values.get(name) not in (None, ()):
            return
        self.values[name] = value
        self.confidence[name] = confidence

    def report(self, name: str, flaw: Flaw) -> None:
        """Report a defect of the field *name*."""
        number = self.columns.get(name)
        place = (self.file, self.sheet, self.row, column_letters(number) if number else None)
        self.problems.append(Problem(*place, name, flaw.kind, flaw.sentence))

    def name_file(self, file: str) -> None:
        """Take the name of the file, also for what was reported before it was known."""
        self.file = file
        self.problems = [replace(problem, file=file) for problem in self.problems]

    def reading(self) -> WorkerReading:
        """Give the finished reading."""
        return WorkerReading(
            sheet=self.sheet,
            row=self.row,
            cells=self.cells,
            confidence=self.confidence,
            **self.values,
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a person: its column, text (merged ranges filled), and whether it was a number."""

    column: Column
    text: str
    numeric: bool


def read_person(
    sheet: str | None, row: int, cells: Iterable[Cell], context: Context, *, today: date
) -> Draft:
    """Read the person of one row.

    Returns:
        A draft, so that rules over the whole file (duplicates, heads) can still speak.
    """
    draft = Draft(sheet, row)
    told: dict[F, list[Cell]] = {}
    for cell in cells:
        if cell.column.field is not None:
            told.setdefault(cell.column.field, []).append(cell)
    for name, found in told.items():
        if any(cell.text for cell in found):
            draft.cells[name.value] = " | ".join(cell.text for cell in found if cell.text)
        draft.columns[name.value] = found[0].column.number
    _read_identity(draft, told, today)
    _read_particulars(draft, told)
    _read_work(draft, told)
    _read_wishes(draft, told)
    _read_home(draft, told, context)
    settle_employment(draft, told, context)
    return draft


def _text(told: dict[F, list[Cell]], name: F) -> str:
    return next((cell.text for cell in told.get(name, []) if cell.text), "")


def _read_identity(draft: Draft, told: dict[F, list[Cell]], today: date) -> None:
    name = values.read_name(_text(told, F.NAME)) or values.read_name(_text(told, F.HEAD_NAME))
    if F.NAME in told and not _text(told, F.NAME):
        name = None
    draft.set("name", name, FROM_CELL)
    if name is None:
        draft.report("name", Flaw(ProblemKind.MISSING, NO_NAME))
    own = values.read_sex(_text(told, F.SEX))
    draft.set("birth_on", None, FROM_CELL)
    cell = next((cell for cell in told.get(F.ID_NUMBER, []) if cell.text), None)
    born = values.read_birth(_text(told, F.BIRTH_DATE))
    if cell is not None or F.ID_NUMBER in told:
        reading = identity.read_identity(
            cell.text if cell else "", numeric=bool(cell and cell.numeric), today=today
        )
        take_identity(draft, reading, own)
    else:
        draft.set("sex", own, FROM_CELL)
    draft.set("birth_on", born, FROM_CELL)


def take_identity(draft: Draft, reading: identity.ReadIdentity, own: Any) -> None:
    """Take an identity number (or its flaw), with sex and birth date, against the stated sex."""
    if reading.flaw is not None:
        draft.report("id_number", reading.flaw)
        draft.set("sex", own, FROM_CELL)
        return
    draft.set("id_number", reading.number, FROM_CELL)
    draft.set("birth_on", reading.born_on, FROM_NUMBER)
    if own is not None and own is not reading.sex:
        draft.report("sex", Flaw(ProblemKind.CONFLICT, SEX_CONFLICT))
        return
    draft.set("sex", reading.sex, FROM_CELL if own else FROM_NUMBER)


def _read_particulars(draft: Draft, told: dict[F, list[Cell]]) -> None:
    draft.set("household_no", _bare(_text(told, F.HOUSEHOLD_NO)), FROM_CELL)
    draft.set("relation_to_head", _bare(_text(told, F.RELATION)), FROM_CELL)
    read_phone(draft, _text(told, F.PHONE))
    if F.PHONE not in told:
        draft.set("phone", phones.read_phone(_text(told, F.HOUSEHOLD_PHONE)).number, DERIVED)
    draft.set("schooling", schooling.read_attained_schooling(_text(told, F.SCHOOLING)), FROM_CELL)
    health = _text(told, F.HEALTH)
    draft.set("health", None if values.is_nothing(health) else numbers.tidy(health), FROM_CELL)
    if F.HEALTH not in told and values.read_yes_no(_text(told, F.DISABLED)):
        draft.set("health", "残疾", DERIVED)
    draft.set("labour_capacity", values.read_capacity(_text(told, F.CAPACITY)), FROM_CELL)


def _bare(text: str) -> str | None:
    return None if values.is_nothing(text) else numbers.squeeze(text)


def read_phone(draft: Draft, text: str) -> None:
    """Take a phone number; digits that are none are reported, an empty cell is not."""
    if values.is_nothing(text):
        return
    phone = phones.read_phone(text)
    draft.set("phone", phone.number, FROM_CELL)
    if phone.number is None:
        draft.report("phone", phone.flaw or Flaw(ProblemKind.INVALID, BAD_PHONE))


def _read_work(draft: Draft, told: dict[F, list[Cell]]) -> None:
    employer = _text(told, F.EMPLOYER)
    if not values.is_nothing(employer) and values.read_employed(employer) is not False:
        draft.set("employer", numbers.tidy(employer), FROM_CELL)
    workplace = _text(told, F.WORKPLACE)
    place, firm = values.split_whereabouts(workplace)
    if place and firm:
        draft.set("workplace", place, FROM_CELL)
        draft.set("employer", firm, FROM_ADDRESS)
    elif not values.is_nothing(workplace) and not _is_state(workplace):
        draft.set("workplace", numbers.tidy(workplace), FROM_CELL)
    where = _text(told, F.WHEREABOUTS)
    if not values.is_nothing(where) and not _is_state(where):
        place, firm = values.split_whereabouts(where)
        draft.set("workplace", place, FROM_ADDRESS)
        draft.set("employer", firm, FROM_ADDRESS)
    draft.set("monthly_income", values.read_income(_text(told, F.INCOME)), FROM_CELL)


def _is_state(text: str) -> bool:
    """Tell whether a cell that should name a place names a state instead (在家, 待业)."""
    return values.read_employed(text) is False or len(numbers.squeeze(text)) < 2  # noqa: PLR2004 - no place has one character


def _read_wishes(draft: Draft, told: dict[F, list[Cell]]) -> None:
    skills = _words(told, F.SKILLS)
    papers = _words(told, F.CERTIFICATES)
    for word in _words(told, F.SKILLS_AND_PAPERS):
        (papers if certificates.read_certificates(word) else skills).append(word)
    draft.set("skills", tuple(dict.fromkeys(skills)), FROM_CELL)
    draft.set("certificates", tuple(dict.fromkeys(papers)), FROM_CELL)
    wishes: list[str] = []
    for cell in told.get(F.WILLING, []):
        answer = values.read_willing(cell.text)
        draft.set("willing_to_work", answer, FROM_CELL)
        if answer is None and not values.is_nothing(cell.text):
            wishes += values.split_list(cell.text)
    for cell in told.get(F.WISHES, []):
        if values.is_plain_will(cell.text):
            draft.set("willing_to_work", values.read_willing(cell.text), FROM_CELL)
        else:
            wishes += values.split_list(cell.text)
    draft.set("wishes", tuple(dict.fromkeys(wishes)), FROM_CELL)


def _words(told: dict[F, list[Cell]], name: F) -> list[str]:
    return [word for cell in told.get(name, []) for word in values.split_list(cell.text)]


def _read_home(draft: Draft, told: dict[F, list[Cell]], context: Context) -> None:
    home = values.read_home(_text(told, F.ADDRESS) or "")
    draft.set("community", values.read_community(_text(told, F.COMMUNITY)), FROM_CELL)
    draft.set("building", values.read_building(_text(told, F.BUILDING)), FROM_CELL)
    draft.set("unit", _bare(_text(told, F.UNIT)), FROM_CELL)
    draft.set("room_no", _bare(_text(told, F.ROOM)), FROM_CELL)
    for name in ("community", "building", "unit", "room_no"):
        draft.set(name, getattr(home, name), FROM_ADDRESS)
        draft.set(name, getattr(context, name), FROM_TITLE)
    draft.set("household_no", context.household_no, FROM_TITLE)


def settle_employment(draft: Draft, told: dict[F, list[Cell]], context: Context) -> None:
    """Decide whether the person works.

    An explicit yes or no counts first, then what the "where do you work" cell says, then the title
    of the sheet, then a firm, months of work or a welfare posting.
    """
    for cell in told.get(F.EMPLOYED, []):
        draft.set("employed", values.read_employed(cell.text), FROM_CELL)
    for name in (F.WHEREABOUTS, F.EMPLOYER, F.WORKPLACE):
        if values.read_employed(_text(told, name)) is False:
            draft.set("employed", value=False, confidence=FROM_ADDRESS)
    draft.set("employed", context.employed, FROM_TITLE)
    months = values.read_count(_text(told, F.MONTHS)) or 0
    welfare = any(
        not values.is_nothing(cell.text) and values.read_yes_no(cell.text) is not False
        for cell in told.get(F.WELFARE_POSTING, [])
    )
    if draft.values.get("employer") or months > 0 or welfare:
        draft.set("employed", value=True, confidence=DERIVED)
    draft.set("willing_to_work", context.willing, FROM_TITLE)
