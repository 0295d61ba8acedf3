"""How rows of an import are shown: what a clerk checks, in words, numbers of people masked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobmatch.domain import identity, kinds
from jobmatch.domain.imports import ImportKind
from jobmatch.domain.legality import RULES, Rule
from jobmatch.intake.column_names import ROLE_NAMES
from jobmatch.intake.problems import FIELD_NAMES as POSTING_FIELDS
from jobmatch.intake.rosters.headers import FIELD_NAMES as ROSTER_FIELDS
from jobmatch.services.imports.effects import OUTCOME_NAMES, Outcome
from jobmatch.web.filters import hide_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flask import Flask

    from jobmatch.domain.kinds import LegalFlag
    from jobmatch.queries.batches import RowRead
    from jobmatch.services.imports.drafts import Draft

NOT_SAID = "没写"
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: where it stands, what becomes of it, its cells in the order of the headings."""

    row: int | None
    outcome: str
    outcome_name: str
    cells: tuple[str, ...]
    remark: str
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of a preview."""

    headings: tuple[str, ...]
    rows: tuple[ShownRow, ...]


def table_of(kind: ImportKind, rows: Sequence[RowRead]) -> Table:
    """Give the preview table of *rows*."""
    columns = _COLUMNS[kind]
    shown = tuple(
        ShownRow(
            row=row.row,
            outcome=row.outcome,
            outcome_name=OUTCOME_NAMES[Outcome(row.outcome)] if row.outcome else "",
            cells=tuple(tell(row.values) for tell in columns.values()),
            remark=_remark(row),
            seq=row.seq,
        )
        for row in rows
    )
    return Table(tuple(columns), shown)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing compared: its name, what the file says, what is on file."""

    name: str
    ours: str
    theirs: str

    @property
    def differs(self) -> bool:
        """Tell whether both say something, and not the same."""
        return self.ours != self.theirs and NOT_SAID not in (self.ours, self.theirs)


@dataclass(frozen=True, slots=True)
class Beside:
    """A record on file beside a row: its number, its address, line by line."""

    record_id: int
    uuid: str | None
    lines: tuple[Line, ...]
    is_met: bool
    """The row means this record; else it only looks like it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and the records beside it, and what is decided on it so far."""

    row: ShownRow
    title: str
    lines: tuple[Line, ...]
    besides: tuple[Beside, ...]
    chosen: str
    may_create: bool


def pair_of(kind: ImportKind, row: RowRead, values: Mapping[int, Values], draft: Draft) -> Pair:
    """Give *row* beside the records of *values* that it meets or looks like."""
    columns = _COLUMNS[kind]
    (shown,) = table_of(kind, [row]).rows
    ids = dict.fromkeys(one for one in (row.subject, *row.twins) if one in values)
    besides = tuple(
        Beside(
            record_id=record_id,
            uuid=values[record_id].get("uuid"),
            lines=tuple(
                Line(name, tell(row.values), tell(values[record_id]))
                for name, tell in columns.items()
            ),
            is_met=record_id == row.subject,
        )
        for record_id in ids
        if record_id is not None
    )
    decision = draft.decisions.get(row.place)
    chosen = "keep" if decision is None else decision.choice.value
    if decision is not None and decision.subject_id is not None:
        chosen = f"update:{decision.subject_id}"
    # An ID number belongs to one person: who has it cannot be somebody new.
    same_number = kind is ImportKind.WORKERS and row.subject and row.values.get("id_number")
    return Pair(
        row=shown,
        title=shown.cells[0],
        lines=tuple(Line(name, tell(row.values), "") for name, tell in columns.items()),
        besides=besides,
        chosen=chosen,
        may_create=not same_number,
    )


def roles_of(kind: ImportKind) -> dict[str, str]:
    """Give what a column of such a sheet may be: value and Chinese name."""
    names: Mapping[Any, str] = ROLE_NAMES if kind is ImportKind.POSTINGS else ROSTER_FIELDS
    return {str(role.value): name for role, name in names.items()}


def field_name(field: str) -> str:
    """Give the Chinese name of a field in which a problem stands."""
    names = {**{role.value: name for role, name in ROSTER_FIELDS.items()}, **POSTING_FIELDS}
    return names.get(field, field)


def rule_of(flag: LegalFlag) -> Rule:
    """Give the law and the advice of a legal flag."""
    return RULES[flag]


def install(app: Flask) -> None:
    """Give the templates of *app* these words."""
    app.jinja_env.filters.update(field_name=field_name, rule=rule_of)


def _remark(row: RowRead) -> str:
    changes = [f"{each['name']}：{each['old']} → {each['new']}" for each in row.differences]
    return hide_numbers("；".join(([row.reason] if row.reason else []) + changes))


def _text(key: str) -> Callable[[Values], str]:
    def tell(values: Values) -> str:
        return str(values.get(key) or NOT_SAID)

    return tell


def _span(low: Any, high: Any) -> str:
    if low is None and high is None:
        return ""
    if high is None:
        return f"{low} 以上"
    if low is None:
        return f"{high} 以下"
    return f"{low}" if low == high else f"{low}–{high}"


def _places(values: Values) -> str:
    told = _span(values.get("headcount_min"), values.get("headcount_max"))
    return told or ("若干" if values.get("headcount_open") else NOT_SAID)


def _pay(values: Values) -> str:
    told = _span(values.get("pay_min"), values.get("pay_max"))
    if not told:
        return "面议" if values.get("pay_negotiable") else NOT_SAID
    unit = kinds.PAY_UNIT_NAMES[kinds.PayUnit(values.get("pay_unit") or "month")]
    return f"{told} 元/{unit}{'（底薪）' if values.get('pay_base_only') else ''}"


def _ages(values: Values) -> str:
    told = []
    for age in values.get("ages") or ():
        sex = kinds.Sex(age["sex"])
        name = "" if sex is kinds.Sex.ANY else f"{kinds.SEX_NAMES[sex]} "
        told.append(f"{name}{_span(age['min'], age['max'])}")
    return "，".join(told) or NOT_SAID


def _named(key: str, members: Any, names: Mapping[Any, str]) -> Callable[[Values], str]:
    def tell(values: Values) -> str:
        value = values.get(key)
        return names[members(value)] if value else NOT_SAID

    return tell


def _flags(values: Values) -> str:
    flags = values.get("legal_flags") or ()
    return "、".join(kinds.LEGAL_FLAG_NAMES[kinds.LegalFlag(flag)] for flag in flags)


def _identity(values: Values) -> str:
    number = values.get("id_number")
    return f"尾号 {identity.last_four(number)}" if number else NOT_SAID


def _home(values: Values) -> str:
    parts = [values.get("community"), values.get("building")]
    return " ".join(part for part in parts if part) or NOT_SAID


def _skills(values: Values) -> str:
    return "、".join([*(values.get("skills") or ()), *(values.get("certificates") or ())])


def _employed(values: Values) -> str:
    value = values.get("employed")
    return NOT_SAID if value is None else "已就业" if value else "未就业"


_COLUMNS: dict[ImportKind, dict[str, Callable[[Values], str]]] = {
    ImportKind.POSTINGS: {
        "岗位": _text("title"),
        "单位": _text("employer"),
        "人数": _places,
        "工资": _pay,
        "年龄": _ages,
        "学历": _named("education", kinds.Schooling, kinds.SCHOOLING_NAMES),
        "地点": _text("workplace"),
        "法律提示": _flags,
    },
    ImportKind.WORKERS: {
        "姓名": _text("name"),
        "身份证": _identity,
        "性别": _named("sex", kinds.Sex, kinds.SEX_NAMES),
        "与户主关系": _text("relation_to_head"),
        "住址": _home,
        "学历": _named("education", kinds.Schooling, kinds.SCHOOLING_NAMES),
        "就业": _employed,
        "技能证书": _skills,
    },
}
