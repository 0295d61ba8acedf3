"""Numbers of people, however they are typed; amounts, ages and days stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import typed_numbers

CHINESE = "零一二三四五六七八九"
MARKS = " _,，/|·.…()-—–―－‐‑−**#~～+:;、。'\u200b\u2060\ufeff\u00ad\u3000\t\ufe0f\u20e3ー"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("会电焊，3000-5000", "会电焊,3000-5000"),
        ("3000～5000元", "3000~5000元"),
        ("3000一5000", "3000一5000"),
        ("月薪 4000 以上  包住", "月薪 4000 以上 包住"),
        ("25-45岁", "25-45岁"),
        ("三十五岁，一天两百", "三十五岁,一天两百"),
        ("2026年3月", "2026年3月"),
        ("保洁 13800001234", "保洁 *"),
        ("保洁１３８０００００１２３４", "保洁*"),
        ("138_0000_1234 找活", "* 找活"),
        ("138,0000,1234", "*"),
        ("138/0000/1234", "*"),
        ("138—0000—1234", "*"),
        ("138一0000一1234", "*"),
        ("138*0000*1234", "*"),
        ("138\u200b0000\u200b1234", "*"),
        ("1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣", "*\ufe0f\u20e3"),
        ("一三八零零零零一二三四 找活", "* 找活"),
        ("壹叁捌 零零零零 壹贰叁肆", "*"),
        ("138 一二三四 5678", "*"),
        ("٠١٣٨٠٠٠٠١٢٣٤", "*"),
        ("0856-5221234", "*"),
        ("522-1234", "*"),
        ("工号12345 想做保洁", "工号12345 想做保洁"),
        ("99000019850504123X 想做饭", "* 想做饭"),
        ("990000 19850504 123 X", "*"),
    ],
)
def test_numbers_of_people_are_hidden(typed: str, kept: str) -> None:
    assert typed_numbers.hide(typed) == kept


@given(st.data())
def test_no_digit_of_a_number_in_groups_is_left(data: st.DataObject) -> None:
    # Not in round hundreds, as pay is.
    number = str(10 * data.draw(st.integers(10**5, 10**17)) + data.draw(st.integers(1, 9)))
    written = [data.draw(st.sampled_from((sign, CHINESE[int(sign)]))) for sign in number]
    gaps = data.draw(
        st.lists(st.text(MARKS, max_size=2), min_size=len(number), max_size=len(number))
    )
    typed = "".join(part for pair in zip(written, gaps, strict=True) for part in pair)
    around = st.text("焊工想 ,，", max_size=6)
    text = f"{data.draw(around)}{typed}{data.draw(around)}"
    hidden = typed_numbers.hide(text)
    assert not [sign for sign in hidden if sign.isdigit() or sign in CHINESE]
    assert typed_numbers.hide(hidden) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "13800001234",
        "找活 138 0000 1234 谢谢",
        "１３８—００００—１２３４",
        "138一0000一1234",
        "一三八零零零零一二三四",
        "138\u200b0000\u200b1234",
        "52岁 13800001234",
        "52 13800001234",
        "0856-5221234",
        "99000019850504123X",
        "990000 19850504 123x",
        "990000850504123",
        "6222000012345678901",
    ],
)
def test_a_telephone_or_identity_number_is_noticed(text: str) -> None:
    assert typed_numbers.names_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "会电焊，3000-5000",
        "18-35 3000-5000",
        "18-45岁，3000—5000，8小时，26天",
        "10000一15000",
        "2026-03-15以后",
        "三班倒，一天二百五",
        "CNC 4轴 X1",
        "",
    ],
)
def test_pay_ages_and_days_are_no_numbers_of_people(text: str) -> None:
    assert not typed_numbers.names_a_person(text)
