"""Forms of an import: the file, what columns mean, what becomes of rows, why a list leaves."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypedDict

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from jobmatch.domain.imports import Choice, ImportKind
from jobmatch.services.imports.drafts import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jobmatch.queries.batches import RowRead
    from jobmatch.services.imports.drafts import RowPlace

AUTO = "auto"
"""The kind of a file that is told by what stands in it."""
_COLUMN = "column:"
"""A field of the form of columns is named after the path of its column."""
_CHOICE = re.compile(r"(keep|create|skip|update:(\d{1,12}))")


class Upload(TypedDict):
    """What services.imports.read_content() takes; no kind where the file is to tell it."""

    content: bytes
    name: str
    kind: ImportKind | None
    employer: str | None
    sheet: str | None


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A file, and what it holds."""

    file = FileField(
        "选择文件",
        description="Excel（.xlsx、.xls）或 CSV。不用改格式：标题行、合并单元格、多张工作表都行。",
        validators=[FileRequired("请选择要导入的文件")],
    )
    kind = RadioField(
        "这是什么表？",
        choices={
            AUTO: "自动认（一般选这个）",
            ImportKind.POSTINGS.value: "企业招工表（岗位）",
            ImportKind.WORKERS.value: "劳动力花名册（人员）",
        },
        default=AUTO,
        validators=[InputRequired("请选择这是招工表还是花名册")],
    )
    employer = StringField(
        "用人单位（表里没写单位时填）",
        validators=[Length(max=100, message="单位名称太长，请检查")],
        render_kw={"maxlength": "100", "autocomplete": "off"},
    )
    sheet = StringField(
        "只读哪张工作表（不填就全部读）",
        validators=[Length(max=60, message="工作表名称太长，请检查")],
        render_kw={"maxlength": "60", "autocomplete": "off"},
    )

    def values(self) -> Upload:
        """Give the keyword arguments of the reader."""
        sent = self.file.data
        return {
            "content": sent.read(),
            "name": PurePath((sent.filename or "").replace("\\", "/")).name,
            "kind": None if self.kind.data == AUTO else ImportKind(self.kind.data),
            "employer": (self.employer.data or "").strip() or None,
            "sheet": (self.sheet.data or "").strip() or None,
        }


class SenderForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Whose sheet it is, and whether its columns are remembered."""

    sender = StringField(
        "这张表是谁发来的",
        validators=[Length(max=100, message="名称太长，请检查")],
        render_kw={"maxlength": "100", "autocomplete": "off"},
    )
    remember = BooleanField("记住这家的列：下次同一家发来的表，照这次认好的来读")


class BadRowsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Why rows with numbers of people leave the program."""

    REASONS = ("退给填表的单位或社区改", "打印出来逐户核对", "留档备查")
    reason = SelectField(
        "用途", choices=REASONS, validators=[AnyOf(REASONS, message="请选一个用途")]
    )


def corrections_of(sent: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, str]:
    """Give column path → meaning out of what the form sent, where it differs from what is *known*.

    A path that the file does not have is left out.
    """
    found = {
        name.removeprefix(_COLUMN): str(value)
        for name, value in sent.items()
        if name.startswith(_COLUMN) and value
    }
    return {path: role for path, role in found.items() if path in known and known[path] != role}


def decisions_of(
    sent: Mapping[str, Any], rows: Iterable[RowRead]
) -> dict[RowPlace, Decision | None]:
    """Give what was decided on the *rows* that the form showed; None for "as the program sees it".

    A record that stands beside another row, or nowhere, cannot be chosen.
    """
    found: dict[RowPlace, Decision | None] = {}
    for row in rows:
        match = _CHOICE.fullmatch(str(sent.get(f"choice:{row.seq}", "")))
        if match is None:
            continue
        if match[1] == "keep":
            found[row.place] = None
        elif match[2] is None:
            found[row.place] = Decision(Choice(match[1]))
        elif int(match[2]) in {row.subject, *row.twins}:
            found[row.place] = Decision(Choice.UPDATE, int(match[2]))
    return found
