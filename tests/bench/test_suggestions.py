from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.bench import suggestions
from tests.bench.conftest import PLAN

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_typed_is_chinese_pinyin_and_initials() -> None:
    typed = list(suggestions.typed(["缝纫工", "保洁员"], 40))
    assert typed == list(suggestions.typed(["缝纫工", "保洁员"], 40))
    plain = {text for text in typed if not text.startswith(("不上夜班", "包吃住"))}
    assert plain < set(typed)
    assert any(text.isascii() for text in plain)
    assert any(text in "缝纫工保洁员" for text in plain)
    assert any(text in ("frg", "bjy") for text in plain)


@pytest.mark.slow
def test_suggestions_are_timed_and_found(bench_folder: Path) -> None:
    found = suggestions.measure_suggestions(bench_folder, PLAN)
    assert found["typed"] == 20
    assert found["answered"] > 10
    middle, late = found["ms"]
    assert 0 < middle <= late
