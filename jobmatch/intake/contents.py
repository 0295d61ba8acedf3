"""What a column holds by its content: where names are silent, ambiguous or wrong, cells decide."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jobmatch.intake import firms
from jobmatch.intake.column_names import Role
from jobmatch.intake.columns import Guess
from jobmatch.intake.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.intake.grids import Grid

_SAMPLE = 60
_LONGEST_SAMPLE = 120
_MOST = 0.6
_BLANK = re.compile(r"^[\s/\\\-—无]*$")
_PAY = re.compile(
    r"\d+(?:\.\d+)?\s*(?:元|块|[kK千万])|面议|计件|底薪|保底|月薪|日结|^\D{0,4}\d{4,5}(?:\s*[-~～—–至到]+\s*\d{4,5})?\D{0,4}$"
)
_UNIT = re.compile(r"^(?:万|千)?元?[/每]?(?:人)?[/每]?(?:月|天|日|小时|时|年|件)$|^元$")
_WELFARE = re.compile(r"[包管提供][吃住餐食]|食宿|五险|社保|保险|双休|住宿|工作餐|午餐|中餐")
_TITLE = re.compile(
    r"^[^，。,\d]{1,8}(?:工|员|师|师傅|司机|学徒|保安|保洁|厨师|经理|主管|助理|文员|会计|客服)$"
)
_PATTERNS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.PHONE, re.compile(r"(?<!\d)1[3-9]\d[\d\s-]{8,10}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}")),
    (Role.DEADLINE, re.compile(r"^20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?$")),
    (Role.SEX, re.compile(r"^(?:男|女|不限|男女不限|男女均可|均可|M|F|M/F)$")),
    (
        Role.AGES,
        re.compile(
            r"^\d{2}\s*[-~～—–至到]+\s*\d{2}(?:周?岁)?$|^\d{2}周?岁?(?:以下|以上|及以下|内)|周?岁"
        ),
    ),
    (
        Role.SCHOOLING,
        re.compile(
            r"^(?:小学|初中|高中|中专|大专|本科|不限|学历不限)(?:及?以上|文化|学历)?(?:[/或、].*)?$"
        ),
    ),
    (Role.SHIFT, re.compile(r"白班|[两三二]班|倒班|夜班|晚班|^\d{1,2}[:：]\d\d")),
    (Role.PAY, _PAY),
    (Role.INSURANCE, re.compile(r"^(?:五险(?:一金)?|社保|意外险|商业险|有|无)$")),
    (Role.BOARDING, re.compile(r"^(?:不?包(?:吃住|食宿|吃|住)|食宿自理)")),
    (Role.PLACES, re.compile(r"^\d{1,3}\s*[-~—]?\s*\d{0,3}\s*[人名个]?$|^若干[人名]?$")),
    (Role.TITLE, _TITLE),
)


def samples(grid: Grid, table: Table, index: int) -> list[str]:
    """Give the first filled texts of column *index* in the body of *table*."""
    found = []
    for row in table.body:
        text = grid.text(row, index)
        if text and not _BLANK.match(text):
            found.append(text[:_LONGEST_SAMPLE])
        if len(found) >= _SAMPLE:
            break
    return found


def share(texts: Sequence[str], pattern: re.Pattern[str]) -> float:
    """Give the share of *texts* in which *pattern* is found; 0 for none."""
    return sum(bool(pattern.search(text)) for text in texts) / len(texts) if texts else 0.0


def settle(grid: Grid, table: Table) -> Table:
    """Give *table* with the guesses of its columns settled by content and by their neighbours."""
    settled: dict[int, Column] = {}
    for column in table.columns:
        texts = samples(grid, table, column.index)
        settled[column.index] = replace(column, guess=_by_content(column, texts, table))
    _settle_areas(settled)
    _settle_doubles(settled)
    bands = tuple(tuple(settled[one.index] for one in band) for band in table.bands)
    return replace(table, bands=bands)


def _by_content(column: Column, texts: list[str], table: Table) -> Guess:
    role = column.role
    roles = table.roles
    if not texts:
        return column.guess
    if role is Role.IGNORED and not column.guess.confidence:
        return _unknown(texts, roles)
    return _by_pay(role, texts, roles) or _by_firms(column.guess, texts, roles)


def _by_pay(role: Role, texts: list[str], roles: frozenset[Role]) -> Guess | None:
    if role in (Role.EMPLOYER, Role.IGNORED, Role.PAY) and share(texts, _UNIT) > _MOST:
        return Guess(Role.PAY_UNIT, 0.9)
    if role is Role.PAY and share(texts, _PAY) < 1 - _MOST and share(texts, _WELFARE) > 1 - _MOST:
        return Guess(Role.WELFARE, 0.8)
    offers = (Role.WELFARE, Role.BOARDING)
    if role in offers and Role.PAY not in roles and share(texts, _PAY) > _MOST:
        return Guess(Role.PAY, 0.8)
    return None


_DAY = re.compile(r"^(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?$|^[4-6]\d{4}$")


def _by_firms(guess: Guess, texts: list[str], roles: frozenset[Role]) -> Guess:
    if guess.role is Role.SHIFT and share(texts, _DAY) > _MOST:
        return Guess(Role.IGNORED, 0.8)
    if guess.role is Role.KIND:
        return _kind_or_title(texts, roles, guess)
    if guess.role is Role.SERIAL and Role.EMPLOYER not in roles and _firms(texts) > _MOST:
        return Guess(Role.EMPLOYER, 0.7)
    return guess


def _kind_or_title(texts: list[str], roles: frozenset[Role], guess: Guess) -> Guess:
    if any(firms.kind_of_words(text) for text in texts):
        return guess
    return Guess(Role.TITLE, 0.6) if Role.TITLE not in roles else Guess(Role.IGNORED, 0.6)


def _firms(texts: list[str]) -> float:
    return sum(firms.looks_like_firm(text) for text in texts) / len(texts)


def _unknown(texts: list[str], roles: frozenset[Role]) -> Guess:
    """Guess a column whose name says nothing; what fits nothing is text with offers at most."""
    if Role.EMPLOYER not in roles and _firms(texts) > _MOST:
        return Guess(Role.EMPLOYER, 0.7)
    for role, pattern in _PATTERNS:
        if role not in roles and share(texts, pattern) > _MOST:
            return Guess(role, 0.6)
    return Guess(Role.DUTIES, 0.3)


_LEAST_ROWS = 2
_LEAST_COLUMNS = 3
_SOME = 0.3


def guess_table(grid: Grid) -> Table | None:
    """Guess the columns of a sheet without a header by content alone; None when none come out."""
    body = [row for row in range(1, grid.height + 1) if _filled(grid, row) >= _LEAST_COLUMNS]
    if len(body) < _LEAST_ROWS:
        return None
    table = Table((0, 0), (), body=body)
    found: dict[int, Guess] = {}
    for index in range(1, grid.width + 1):
        texts = samples(grid, table, index)
        taken = frozenset(guess.role for guess in found.values())
        found[index] = _unknown(texts, taken) if texts else Guess(Role.IGNORED, 0.0)
    if not _find_title(grid, table, found):
        return None
    told = {guess.role for guess in found.values()} - {Role.IGNORED, Role.DUTIES, Role.TITLE}
    if len(told) < _LEAST_ROWS:
        return None
    band = tuple(Column(index, (), guess) for index, guess in found.items())
    return Table((0, 0), (band,), body=body)


def _find_title(grid: Grid, table: Table, found: dict[int, Guess]) -> bool:
    """Take the column that looks most like titles, if none was sure; False when none does."""
    if any(guess.role is Role.TITLE for guess in found.values()):
        return True
    shares = {
        index: share(samples(grid, table, index), _TITLE)
        for index, guess in found.items()
        if guess.role is Role.DUTIES
    }
    best = max(shares, key=lambda index: shares[index], default=None)
    if best is None or shares[best] < _SOME:
        return False
    found[best] = Guess(Role.TITLE, 0.5)
    return True


def _filled(grid: Grid, row: int) -> int:
    return sum(bool(text) for text in grid.rows[row - 1])


def _settle_areas(settled: dict[int, Column]) -> None:
    """An area right of the employer says where its work is; left of it, whose list it is."""
    columns = [settled[index] for index in sorted(settled)]
    roles = {column.role for column in columns}
    employer = next((one.index for one in columns if one.role is Role.EMPLOYER), None)
    if Role.WORKPLACE in roles or employer is None:
        return
    for column in columns:
        if column.role is Role.AREA and column.index > employer:
            settled[column.index] = replace(column, guess=Guess(Role.WORKPLACE, 0.6))
            return


_SINGLE = frozenset(
    {Role.TITLE, Role.EMPLOYER, Role.PLACES, Role.WORKPLACE, Role.DEADLINE, Role.KIND}
)


def _settle_doubles(settled: dict[int, Column]) -> None:
    """Of two columns for one thing the surer is kept, in a two-up layout each band's own."""
    names: dict[Role, list[Column]] = {}
    for index in sorted(settled):
        names.setdefault(settled[index].role, []).append(settled[index])
    for role, columns in names.items():
        if role not in _SINGLE or len(columns) < 2:  # noqa: PLR2004 - a double takes two
            continue
        if len({column.levels for column in columns}) == 1:
            continue
        best = max(columns, key=lambda one: one.guess.confidence)
        for column in columns:
            if column.levels != best.levels:
                settled[column.index] = replace(column, guess=Guess(Role.DUTIES, 0.3))
