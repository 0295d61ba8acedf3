"""What a file is before any parser sees it: kind, size, zip directory; each refusal one sentence.

The limits are those of the house for files from outside: a zip directory of at most 200 entries
that unpacks to at most 100 MiB at a ratio of at most 200, no encryption, no macros, no paths that
climb out. What passes here is still read in a child process (workbooks.py).
"""

from __future__ import annotations

import struct
import zipfile
from enum import StrEnum
from pathlib import Path, PurePath

from jobmatch.domain.errors import InputError

MAX_BYTES = 100_000_000
MAX_TEXT_BYTES = 30_000_000
MAX_ENTRIES = 200
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FLOOR = 1024 * 1024  # a small file may compress as well as it likes
_ZIP = b"PK\x03\x04"
_ZIP_EMPTY = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAM, _OLE_STORAGE = 2, 1
_SPACE = 0x20
_NAME_BYTES = 64  # of a directory entry in an OLE file


class FileKind(StrEnum):
    """Formats that can be read."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


class FileMissingError(InputError):
    """There is no such file, or it cannot be opened."""

    message = "找不到这个文件，或者没有权限打开它，请检查路径。"


class FileTooLargeError(InputError):
    """The file, or what it unpacks to, is beyond the limits."""

    message = "文件太大（上限 100 MB），请删去图片和多余的工作表，或分成几个文件再导入。"


class ZipBombError(InputError):
    """The packed content is out of proportion to the file."""

    message = "这个文件解压后大得不正常，可能是恶意文件，没有打开。请用原始表格另存一份再导入。"


class EncryptedFileError(InputError):
    """A password stands before the content."""

    message = "这个文件设了打开密码，请先去掉密码再导入。"


class MacroFileError(InputError):
    """The file carries macros."""

    message = "这个文件带有宏，为了安全不能导入，请另存为不带宏的 .xlsx 再试。"


class DamagedFileError(InputError):
    """The file cannot be read to its end."""

    message = "这个文件已损坏或不完整，打不开。请在表格软件里打开后另存一份，或请对方重新发送。"


class WrongExtensionError(InputError):
    """Name and content disagree."""

    def __init__(self, shown: str, real: FileKind) -> None:
        """Take the extension *shown* by the name and the *real* kind."""
        name = f"扩展名是 {shown}" if shown else "没有扩展名"
        super().__init__(
            f"这个文件{name}，内容却是 {real.value} 格式，请把扩展名改成 .{real.value} 再导入。"
        )


class NotASheetError(InputError):
    """The file is no sheet that can be read."""

    def __init__(self, what: str = "") -> None:
        """Take what the file is in Chinese, if that is known."""
        said = f"这是{what}，不是" if what else "这个文件不是"
        super().__init__(f"{said}可以导入的表格，请另存为 .xlsx、.xls 或 .csv 再导入。")


_OTHER_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", " PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "文字文档"),
    (b"MZ", "程序文件"),
    (b"\x7fELF", "程序文件"),
    (b"SQLite format", "数据库文件"),
)
_OTHER_EXTENSIONS = {
    ".doc": " Word 文档",
    ".docx": " Word 文档",
    ".wps": " WPS 文字文档",
    ".et": " WPS 表格文件",
    ".ods": " ODS 表格",
    ".xlsb": "二进制工作簿",
    ".pdf": " PDF 文件",
    ".ppt": "演示文稿",
    ".pptx": "演示文稿",
    ".jpg": "图片",
    ".jpeg": "图片",
    ".png": "图片",
    ".zip": "压缩包",
    ".rar": "压缩包",
    ".7z": "压缩包",
    ".txt": "文本文件",
}
_MACRO_EXTENSIONS = frozenset({".xlsm", ".xltm", ".xlam", ".docm"})


def check_file(path: Path, *, name: str | None = None) -> FileKind:
    """Tell what the file at *path* is, or raise the refusal that fits.

    Args:
        path: the file as it lies on the disk.
        name: the name under which it was sent, when *path* has another (uploads).

    Raises:
        InputError: a subclass of this module, with one Chinese sentence for the clerk.
    """
    extension = PurePath(name or path.name).suffix.lower()
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise FileMissingError from error
    if size >= MAX_BYTES:
        raise FileTooLargeError
    if extension in _MACRO_EXTENSIONS:
        raise MacroFileError
    kind = _kind(path, head, extension)
    if kind is FileKind.CSV and size > MAX_TEXT_BYTES:
        raise FileTooLargeError
    if extension != f".{kind.value}":
        raise _named_wrong(extension, kind)
    return kind


def _kind(path: Path, head: bytes, extension: str) -> FileKind:
    if head.startswith((_ZIP, _ZIP_EMPTY)):
        check_zip(path)
        return FileKind.XLSX
    if head.startswith(_OLE):
        check_ole(path)
        return FileKind.XLS
    for magic, what in _OTHER_MAGIC:
        if head.startswith(magic):
            raise NotASheetError(what)
    if extension in {".xlsx", ".xls"}:
        raise _no_workbook(head)
    if _looks_binary(head):
        raise NotASheetError(_OTHER_EXTENSIONS.get(extension, ""))
    return FileKind.CSV


def _named_wrong(extension: str, kind: FileKind) -> InputError:
    if kind is FileKind.CSV:
        return NotASheetError(_OTHER_EXTENSIONS.get(extension, ""))
    return WrongExtensionError(extension, kind)


def _no_workbook(head: bytes) -> InputError:
    """Say what stands in a file that is called a workbook and is none."""
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not head.strip(b"\0 \r\n\t"):
        return DamagedFileError()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")):
        return NotASheetError("网页格式的文件")
    if _looks_binary(head):
        return DamagedFileError()
    return NotASheetError("文本文件")


def _looks_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(byte < _SPACE and byte not in b"\t\r\n\f\x1a\x1b" for byte in head)
    return controls * 50 > len(head)


def check_zip(path: Path) -> None:
    """Read the zip directory at *path* alone and raise unless it is a harmless workbook.

    Raises:
        InputError: damaged, bomb, encrypted, macros or another format in a zip.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
        raise DamagedFileError from error
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    _check_sizes(entries, path.stat().st_size)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise EncryptedFileError
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise DamagedFileError
    if any(name.endswith(("vbaproject.bin", ".bas")) or "/macrosheets/" in name for name in names):
        raise MacroFileError
    _check_workbook(names)


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise ZipBombError
    if unpacked > _RATIO_FLOOR and unpacked > MAX_RATIO * packed:
        raise ZipBombError


def _check_workbook(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    for part, what in (
        ("word/", " Word 文档"),
        ("ppt/", "演示文稿"),
        ("xl/workbook.bin", "二进制工作簿"),
        ("content.xml", " ODS 文档"),
    ):
        if any(name.startswith(part) for name in names):
            raise NotASheetError(what)
    raise NotASheetError("压缩包") if "[content_types].xml" not in names else DamagedFileError


def check_ole(path: Path) -> None:
    """Look at the directory names of the OLE file at *path* and raise unless it is a workbook.

    Raises:
        InputError: encrypted, macros, another OLE document, damaged.
    """
    data = path.read_bytes()
    if _has_entry(data, "EncryptedPackage", _OLE_STREAM):
        raise EncryptedFileError
    if _has_entry(data, "_VBA_PROJECT_CUR", _OLE_STORAGE):
        raise MacroFileError
    if _has_entry(data, "WordDocument", _OLE_STREAM):
        raise NotASheetError(" Word 文档")
    if _has_entry(data, "PowerPoint Document", _OLE_STREAM):
        raise NotASheetError("演示文稿")
    if not any(_has_entry(data, name, _OLE_STREAM) for name in ("Workbook", "Book", "WORKBOOK")):
        raise DamagedFileError


def _has_entry(data: bytes, name: str, kind: int) -> bool:
    """Tell whether an OLE directory entry *name* of *kind* stands in *data*.

    An entry is its name in UTF-16, zero-padded to 64 bytes, the length in bytes with the closing
    zero, then the kind: 67 bytes that no cell text can equal by chance.
    """
    encoded = name.encode("utf-16-le")
    pattern = encoded.ljust(_NAME_BYTES, b"\0") + struct.pack("<HB", len(encoded) + 2, kind)
    return pattern in data
