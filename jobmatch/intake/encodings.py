"""Bytes of a text table into cells: encoding, separator, and the wrappings that exports leave."""

from __future__ import annotations

import codecs
import csv
import io
import re

from jobmatch.intake.files import DamagedFileError, NotASheetError

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEPARATORS = ",\t;|，"
_SAMPLE_LINES = 30
_LENIENT_SHARE = 0.005
_FEW = 2
_ASCII = 0x7F
_FORMULA_TEXT = re.compile(r'^=\s*"(.*)"$', re.DOTALL)
_EDGES = (
    " \t\r\n\f\v\0\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


def decode(data: bytes) -> str:
    """Give the text of *data*: byte order mark, UTF-8, GB18030, in that order.

    A few broken bytes (a file cut inside a character, one bad cell) are replaced by U+FFFD.

    Raises:
        NotASheetError: zero bytes or control characters: no text.
        DamagedFileError: neither encoding fits.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(encoding, errors="replace"))
    if b"\0" in data:
        raise NotASheetError
    text = data.decode("utf-8", errors="replace")
    # GB18030 text read as UTF-8 breaks at nearly every character; a few breaks are bad cells.
    foreign = sum(ord(letter) > _ASCII for letter in text)
    if text.count("\ufffd") > max(_FEW, foreign * _LENIENT_SHARE * 4):
        text = data.decode("gb18030", errors="replace")
    return _checked(text)


def _checked(text: str) -> str:
    if text.count("\ufffd") > max(_FEW, len(text) * _LENIENT_SHARE):
        raise DamagedFileError
    if len(_CONTROLS.findall(text[:10_000])) * 50 > len(text[:10_000]):
        raise NotASheetError
    return text.lstrip("\ufeff")


def split_table(text: str) -> list[list[str]]:
    """Split *text* into rows of cells; a quoted cell may hold line breaks and stays one row.

    Raises:
        DamagedFileError: a cell without an end.
    """
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = [[clean_cell(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise DamagedFileError from error
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def clean_cell(text: str) -> str:
    """Take off what an export put around a cell: ="…", a leading ', white space at the edges."""
    text = text.strip(_EDGES)
    wrapped = _FORMULA_TEXT.match(text) if text.startswith("=") else None
    if wrapped:
        text = wrapped.group(1).replace('""', '"').strip(_EDGES)
    elif text.startswith("'") and not text.endswith("'"):
        text = text[1:].lstrip(_EDGES)
    return text


def _separator(text: str) -> str:
    """Choose the separator by the number of lines that it splits alike."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0
    for separator in _SEPARATORS:
        counts = [line.count(separator) for line in lines]
        most = max(set(counts), key=counts.count, default=0)
        score = counts.count(most) * 10 + sum(count > 0 for count in counts) if most else 0
        if score > best_score:
            best, best_score = separator, score
    return best
