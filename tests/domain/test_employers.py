from __future__ import annotations

import pytest

from jobmatch.domain.employers import (
    COMPLAINT_NAMES,
    CONTACT_REASON_NAMES,
    ComplaintKind,
    ContactReason,
    WordsMissingError,
    check_words,
)


def test_every_kind_and_reason_has_a_name() -> None:
    assert set(COMPLAINT_NAMES) == set(ComplaintKind)
    assert set(CONTACT_REASON_NAMES) == set(ContactReason)


def test_words_that_tell_something_are_kept_without_blanks() -> None:
    assert check_words("  收了200元押金 ") == "收了200元押金"


@pytest.mark.parametrize("words", ["", "   ", "不好", " 差 "])
def test_words_that_tell_nothing_are_refused(words: str) -> None:
    with pytest.raises(WordsMissingError):
        check_words(words)
