"""Postings in running text, one line below the other: pasted lists, notices, chat messages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jobmatch.intake import blocks, captions, firms, paragraphs, tables
from jobmatch.intake.captions import Caption
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import LONGEST_TEXT, Cell, Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobmatch.intake.grids import Grid
    from jobmatch.intake.paragraphs import Block

_NOISE = re.compile(
    r"^\s*(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{0,2}:?\d{0,2}|.{1,16}\s+\d{1,2}:\d{2}(?::\d{2})?\s*$|@|"
    r"\[[^\]]{1,6}\]\s*$|(?:收到|好的|谢谢|多谢|辛苦|了解|知道了|转发|请问|大家好|\+1|OK|ok)|[—\-=*_～~]{3,}$|以上为|撤回)"
)
_NOISE_WORDS = re.compile(r"聊天记录|加入了群|撤回了|拍了拍")
_FOOTER = re.compile(
    r"^(?:有意(?:者|向)|以上|请(?:有|各|大|需)|详情|报名(?:地点|方式|电话|时间)|咨询|注[:：]|备注[:：]?(?=.{12})|温馨提示|说明|填报|监督)"
)
_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+)"
)
LONGEST_PASTE = 20_000
_STYLES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s*\d{1,3}[、.．)）](?!\d)",
        r"\s*[（(]\d{1,3}[)）]",
        r"\s*[①-⑳]",
        r"\s*[【\[]\d{1,3}[】\]]",
        r"\s*[【\[]?(?:急招|招聘|诚聘|急聘)",
    )
)
_PHONE = re.compile(r"1[3-9]\d[\d\s-]{8,10}|0\d{2,3}-?\d{7,8}")


@dataclass
class _Piece:
    """Lines that belong together."""

    row: int
    caption: Caption
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def draft_lines(grid: Grid) -> list[Draft]:
    """Make drafts of a sheet of running text; [] when none of it speaks of a posting."""
    pieces, headings = _cut(grid)
    told = [(piece, paragraphs.read_block(piece.text)) for piece in pieces]
    notice = _of_one_employer(told, headings)
    drafts = []
    for piece, block in told:
        for job in block.jobs:
            draft = Draft(grid.sheet, piece.row, caption=piece.caption.over(notice))
            draft.add(Role.EMPLOYER, Cell(block.employer or "", 1))
            draft.add(Role.TITLE, Cell(job.title, 1))
            draft.add(Role.PLACES, Cell(job.count, 1))
            draft.add(Role.REMARK, Cell(blocks.without_count(job.text), 1))
            draft.add(Role.WELFARE, Cell(block.shared, 1))
            drafts.append(draft)
    return drafts


def _of_one_employer(told: list[tuple[_Piece, Block]], headings: list[str]) -> Caption:
    """Give what holds for every job of a notice by one employer; nothing where several speak."""
    named = [(piece, block) for piece, block in told if block.employer]
    jobs = [block for _, block in told if block.jobs]
    if len(named) != 1 or named[0][1].jobs or not jobs or named[0] != told[0]:
        return Caption()
    lines = captions.read_lines([*named[0][0].lines, *headings])
    return replace(lines, employer=named[0][1].employer)


def _cut(grid: Grid) -> tuple[list[_Piece], list[str]]:
    """Cut the sheet into pieces, each one paragraph or one run of chat lines, and its headings."""
    headings: list[str] = []
    pieces: list[_Piece] = []
    heading = Caption()
    open_piece: _Piece | None = None
    for row, text in _lines(grid):
        kind = _kind_of_line(text, open_piece)
        if kind == "heading":
            heading = captions.read_line(text).over(Caption(year=heading.year))
            headings.append(text)
        if kind in ("noise", "heading"):
            open_piece = None
        elif kind == "start":
            open_piece = _Piece(row, _only_context(heading), [text])
            pieces.append(open_piece)
        elif open_piece is not None and sum(map(len, open_piece.lines)) < LONGEST_TEXT:
            open_piece.lines.append(text)
    return pieces, headings


def _lines(grid: Grid) -> Iterator[tuple[int, str]]:
    """Yield (row, line) of the sheet; a whole list may be pasted into one cell."""
    for row in range(1, grid.height + 1):
        text = "，".join(text for _, text in tables.own_cells(grid, row))
        for line in text[:LONGEST_PASTE].splitlines():
            if line.strip():
                yield row, line.strip()[:LONGEST_TEXT]


def _only_context(heading: Caption) -> Caption:
    """Give what a heading says of the postings below; a name in it is not their employer."""
    return Caption(kind=heading.kind, year=heading.year, deadline=heading.deadline)


def _kind_of_line(text: str, piece: _Piece | None) -> str:
    """Tell whether a line is noise, a heading, the start of a piece, or more of the open one."""
    if _NOISE.match(text) or _NOISE_WORDS.search(text) or _FOOTER.match(text):
        return "noise"
    bare = firms.strip_bullet(text)
    if firms.find_firm(bare) and not (piece and _is_address(text)):
        return "start"
    jobs = paragraphs.calls(bare) or bool(paragraphs.read_block(bare).jobs)
    if not jobs and (_HEADING.match(text) or piece is None):
        return "heading"
    again = piece is None or _numbered_alike(piece, text) or _is_complete(piece)
    return "start" if jobs and again else "more"


def _is_address(text: str) -> bool:
    return bool(re.match(r"\s*(?:📍|🏠|地址|地点|厂址|公司地址|工作地点|面试)", text))


def _numbered_alike(piece: _Piece, text: str) -> bool:
    """Tell whether *text* is numbered as the first line of the open piece is, so stands beside it.

    Numbers below a firm's line of another style count its postings.
    """
    return any(style.match(text) and style.match(piece.lines[0]) for style in _STYLES)


def _is_complete(piece: _Piece) -> bool:
    """Tell whether the open piece is told to its end: a job, and the telephone number."""
    return bool(_PHONE.search(piece.text) and paragraphs.read_block(piece.text).jobs)
