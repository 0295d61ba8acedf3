from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.errors import InputError
from jobmatch.intake import files
from jobmatch.intake.files import FileKind
from tests.intake.sheets import make_xlsx

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_x", "."), content)
    return path


def _ole(path: Path, *entries: tuple[str, int]) -> Path:
    data = OLE.ljust(512, b"\0")
    for name, kind in entries:
        encoded = name.encode("utf-16-le")
        data += encoded.ljust(64, b"\0") + struct.pack("<HB", len(encoded) + 2, kind)
    path.write_bytes(data)
    return path


def test_a_workbook_and_a_text_table_are_told_apart(tmp_path: Path) -> None:
    book = make_xlsx(tmp_path / "a.xlsx", [["岗位"]])
    text = tmp_path / "b.csv"
    text.write_text("岗位,人数\n普工,3\n", encoding="gb18030")
    old = _ole(tmp_path / "c.xls", ("Workbook", 2))
    assert files.check_file(book) is FileKind.XLSX
    assert files.check_file(text) is FileKind.CSV
    assert files.check_file(old) is FileKind.XLS


def test_an_upload_is_judged_by_the_name_it_was_sent_under(tmp_path: Path) -> None:
    book = make_xlsx(tmp_path / "a.xlsx", [["岗位"]])
    stored = book.rename(tmp_path / "4f1c")
    assert files.check_file(stored, name="岗位表.XLSX") is FileKind.XLSX
    with pytest.raises(files.WrongExtensionError, match="没有扩展名"):
        files.check_file(stored)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(files.FileMissingError):
        files.check_file(tmp_path / "没有.xlsx")


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    big = tmp_path / "big.xlsx"
    with big.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(files.FileTooLargeError):
        files.check_file(big)


def test_a_long_text_table_is_refused(tmp_path: Path) -> None:
    big = tmp_path / "big.csv"
    big.write_bytes(b"a,b\n" * (files.MAX_TEXT_BYTES // 4 + 1))
    with pytest.raises(files.FileTooLargeError):
        files.check_file(big)


def test_bombs_are_told_from_the_directory_alone(tmp_path: Path) -> None:
    ratio = _zip(tmp_path / "a.xlsx", xl__workbook_xxml=b"<x/>", xl__big_xxml=b"0" * 60_000_000)
    many = _zip(tmp_path / "b.xlsx", **{f"xl__p{number}": b"" for number in range(201)})
    for path in (ratio, many):
        with pytest.raises(files.ZipBombError):
            files.check_file(path)


def test_macros_by_name_or_by_content(tmp_path: Path) -> None:
    inside = _zip(tmp_path / "a.xlsx", xl__workbook_xxml=b"<x/>", xl__vbaProject_xbin=b"1")
    named = make_xlsx(tmp_path / "b.xlsx", [["岗位"]]).rename(tmp_path / "b.xlsm")
    old = _ole(tmp_path / "c.xls", ("Workbook", 2), ("_VBA_PROJECT_CUR", 1))
    for path in (inside, named, old):
        with pytest.raises(files.MacroFileError):
            files.check_file(path)


def test_passwords(tmp_path: Path) -> None:
    modern = _ole(tmp_path / "a.xlsx", ("EncryptedPackage", 2))
    with pytest.raises(files.EncryptedFileError):
        files.check_file(modern)
    flagged = make_xlsx(tmp_path / "b.xlsx", [["岗位"]])
    data = bytearray(flagged.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    flagged.write_bytes(data)
    with pytest.raises(files.EncryptedFileError):
        files.check_file(flagged)


def test_damaged_files(tmp_path: Path) -> None:
    whole = make_xlsx(tmp_path / "a.xlsx", [["岗位"]]).read_bytes()
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(whole[: len(whole) // 2])
    zeros = tmp_path / "zeros.xls"
    zeros.write_bytes(b"\0" * 2000)
    hollow = _ole(tmp_path / "hollow.xls")
    climbing = _zip(tmp_path / "up.xlsx", xl__workbook_xxml=b"<x/>", **{"..__evil": b"1"})
    for path in (cut, zeros, hollow, climbing):
        with pytest.raises(files.DamagedFileError):
            files.check_file(path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "图片"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        ("a.xlsx", "岗位,人数\n普工,3\n".encode(), "文本"),
        ("a.txt", "岗位,人数\n普工,3\n".encode(), "文本"),
        ("a.csv", bytes(range(32)) * 40, "不是"),
    ],
)
def test_what_is_no_sheet_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(files.NotASheetError, match=said):
        files.check_file(path)


def test_other_documents_in_a_zip_or_ole_file(tmp_path: Path) -> None:
    word = _zip(tmp_path / "a.xlsx", word__document_xxml=b"<x/>")
    old_word = _ole(tmp_path / "b.xls", ("WordDocument", 2))
    packed = _zip(tmp_path / "c.xlsx", 照片_xjpg=b"1")
    for path in (word, old_word, packed):
        with pytest.raises(files.NotASheetError):
            files.check_file(path)


def test_a_workbook_under_the_name_of_another_format(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", [["岗位"]]).rename(tmp_path / "a.xls")
    with pytest.raises(files.WrongExtensionError, match="xlsx"):
        files.check_file(path)


def test_every_refusal_is_one_chinese_line() -> None:
    errors = [
        files.FileMissingError(),
        files.FileTooLargeError(),
        files.ZipBombError(),
        files.EncryptedFileError(),
        files.MacroFileError(),
        files.DamagedFileError(),
        files.WrongExtensionError(".xls", FileKind.XLSX),
        files.NotASheetError("图片"),
    ]
    for error in errors:
        assert isinstance(error, InputError)
        assert "\n" not in str(error)
        assert str(error).endswith("。")
