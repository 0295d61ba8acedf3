from __future__ import annotations

from jobmatch.web import keypads


def test_each_key_adds_its_character() -> None:
    found = keypads.keys("dia", "no")
    assert [(key.character, key.typed) for key in found] == [("n", "dian"), ("o", "diao")]


def test_a_pad_has_every_letter_and_every_digit_once() -> None:
    assert len(set(keypads.LETTERS)) == len(keypads.LETTERS) == 26
    assert sorted(keypads.DIGITS) == list("0123456789")


def test_what_is_typed_stays_short() -> None:
    assert len(keypads.keys("x" * 200, "a")[0].typed) == keypads.MOST


def test_the_last_character_is_rubbed_out() -> None:
    assert keypads.rubbed("dia") == "di"
    assert keypads.rubbed("") == ""


def test_only_what_the_pad_can_write_is_kept() -> None:
    assert keypads.only("Dian-1x 焊", keypads.LETTERS) == "dianx"
    assert keypads.only("12 3a", keypads.DIGITS) == "123"
