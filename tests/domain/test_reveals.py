"""Reveals: every field and reason has its words; the cap of a day holds."""

from __future__ import annotations

import pytest

from jobmatch.domain import reveals


def test_fields_and_reasons_have_words() -> None:
    assert set(reveals.REVEAL_FIELD_NAMES) == set(reveals.RevealField)
    assert set(reveals.REVEAL_REASON_NAMES) == set(reveals.RevealReason)


def test_a_day_has_a_cap() -> None:
    reveals.check_may_reveal(today=reveals.MOST_A_DAY - 1)
    with pytest.raises(reveals.TooManyRevealsError, match="50"):
        reveals.check_may_reveal(today=reveals.MOST_A_DAY)
