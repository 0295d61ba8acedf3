from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.errors import InputError
from jobmatch.intake import encodings
from jobmatch.intake.files import DamagedFileError, NotASheetError

TEXT = "岗位,人数\n普工,3\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_encodings_with_and_without_mark(encoding: str) -> None:
    assert encodings.decode(TEXT.encode(encoding)) == TEXT


def test_the_mark_of_gb18030_is_no_text() -> None:
    assert encodings.decode(b"\x84\x31\x95\x33" + TEXT.encode("gb18030")) == TEXT


def test_a_file_cut_inside_a_character_is_still_read() -> None:
    cut = ("岗位,人数\n" * 200 + "普").encode()[:-1]
    assert encodings.decode(cut).startswith("岗位,人数")


def test_noise_is_refused() -> None:
    with pytest.raises(NotASheetError):
        encodings.decode(b"a\0b")
    with pytest.raises((DamagedFileError, NotASheetError)):
        encodings.decode(bytes([0xFF, 0xC0, 0x80, 0xF5]) * 50)


def test_cells_lose_what_exports_wrap_around_them() -> None:
    rows = encodings.split_table('电话,编号,名称\n"=""0856-0001012""",\'00123,13800001001\t\n')
    assert rows[1] == ["0856-0001012", "00123", "13800001001"]


def test_a_quoted_line_break_stays_in_its_row_and_blank_lines_count() -> None:
    rows = encodings.split_table('岗位,备注\n\n普工,"包吃住\n五险"\n\n')
    assert rows == [["岗位", "备注"], [], ["普工", "包吃住\n五险"]]


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_the_separator_is_found(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in (["岗位", "人数"], ["普工", "3"], ["电工", "2"]))
    assert encodings.split_table(text)[2] == ["电工", "2"]


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_sentence(data: bytes) -> None:
    rows: list[list[str]] = []
    with suppress(InputError):
        rows = encodings.split_table(encodings.decode(data))
    assert all(cell == cell.strip() for row in rows for cell in row)


@given(st.text(max_size=60))
def test_a_clean_cell_stays_clean(text: str) -> None:
    once = encodings.clean_cell(text)
    assert once == once.strip()
    assert set(once) <= set(text)
