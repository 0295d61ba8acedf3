"""Forms of an import: the file and what it holds; what columns really mean."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypedDict

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from jobmatch.domain.imports import ImportKind

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

_COLUMN = "column:"
"""A field of the correction form is named after the path of its column."""


class Upload(TypedDict):
    """What services.imports.read_content() takes."""

    content: bytes
    name: str
    kind: ImportKind
    employer: str | None
    sheet: str | None


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A file, and what it holds."""

    kind = RadioField(
        "这是什么表？",
        choices={
            ImportKind.POSTINGS.value: "企业招工表（岗位）",
            ImportKind.WORKERS.value: "劳动力花名册（人员）",
        },
        validators=[InputRequired("请选择这是招工表还是花名册")],
    )
    file = FileField(
        "选择文件",
        description="Excel（.xlsx、.xls）或 CSV。不用改格式：标题行、合并单元格、多张工作表都行。",
        validators=[FileRequired("请选择要导入的文件")],
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
            "kind": ImportKind(self.kind.data),
            "employer": (self.employer.data or "").strip() or None,
            "sheet": (self.sheet.data or "").strip() or None,
        }


def corrections_of(sent: MultiDict[str, Any]) -> dict[str, str]:
    """Give column path → meaning out of what the correction form sent."""
    return {
        name.removeprefix(_COLUMN): value
        for name, value in sent.items()
        if name.startswith(_COLUMN) and value
    }
