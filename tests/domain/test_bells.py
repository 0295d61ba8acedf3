from __future__ import annotations

import pytest

from jobmatch.domain import bells


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("大厅左边", "大厅左边"),
        ("  2 号  机 ", "2 号 机"),
        (None, bells.SOMEWHERE),
        ("", bells.SOMEWHERE),
        ("13800001234", bells.SOMEWHERE),
        ("一个很长很长很长很长很长的名字", "一个很长很长很长很长很长"),
    ],
)
def test_a_kiosk_is_called_as_its_address_says(text: str | None, place: str) -> None:
    assert bells.place_of(text) == place
