from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.kinds import WorkRegion
from jobmatch.matching.readings import WishReading
from jobmatch.matching.wishes import read_wishes
from jobmatch.services import indexes
from tests import matchmaking

NUMERALS = "〇零一二两三四五六七八九十百千万0123456789"


def read(text: str) -> WishReading:
    words = indexes.load_words()
    return read_wishes(text, words.knowledge.conditions, words.places)


def test_a_whole_sentence_leaves_the_work() -> None:
    reading = read("会电焊，C1，想在家附近，不上夜班")
    assert reading.wishes.no_night
    assert reading.wishes.near_home
    assert reading.certificates == ("C1驾照",)
    assert re.sub(r"[，,\s]+", "", reading.rest) == "会电焊"


def test_a_numbered_list_of_wishes() -> None:
    reading = read("1离家近 2能顾到娃娃 3一个月两千五")
    assert reading.wishes.near_home
    assert reading.wishes.conditions == ("child_care",)
    assert reading.wishes.min_pay == 2500


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("谢桥街道上班", "520603001"),
        ("东莞电子厂", "4419"),
        ("想去贵阳", "5201"),
        ("去新疆摘棉花", "65"),
        ("去浙江", "33"),
    ],
)
def test_places_are_asked_for(text: str, code: str) -> None:
    assert read(text).wishes.places == (code,)


def test_the_home_county_is_near() -> None:
    reading = read("想在万山进厂")
    assert reading.wishes.places == ()
    assert reading.wishes.regions == {WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY}


def test_the_home_city_is_as_near_as_the_county() -> None:
    wishes = read("想在铜仁本地").wishes
    assert WorkRegion.IN_CITY in wishes.regions
    assert not wishes.near_home


@pytest.mark.parametrize("text", ["想做保安", "普工", "平安物业", "礼仪"])
def test_plain_words_are_no_far_county(text: str) -> None:
    assert read(text).wishes.places == ()


@pytest.mark.parametrize("text", ["¼W", "½k", "工资¾千"])
def test_a_fraction_sign_is_no_whole_number(text: str) -> None:
    assert read(text).wishes.min_pay is None


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_invented_limit(text: str) -> None:
    reading = read(text)
    pieces = "".join((reading.reads and [each.words for each in reading.reads]) or [])
    if not any(sign in NUMERALS or sign.isdigit() for sign in text):
        assert reading.age is None
        assert reading.wishes.min_pay is None
    if not pieces:
        assert reading.wishes == WishReading(rest="").wishes


@given(
    st.lists(
        st.sampled_from(list("不上夜班想要包吃住家门口证C1岁五千0123，工资有没得厂")), max_size=25
    )
)
def test_pieces_of_sayings_in_any_order_are_read(signs: list[str]) -> None:
    text = "".join(signs)
    reading = read(text)
    assert reading.age is None or 14 <= reading.age < 80
    assert reading.wishes.min_pay is None or reading.wishes.min_pay >= 600
    assert matchmaking.knowledge() is not None


@pytest.mark.parametrize(
    "text", ["130 0000 8888", "电话130-0000-8888", "13000008888", "0856 3520000", "130 000 08888"]
)
def test_a_telephone_number_is_no_pay_and_is_not_repeated(text: str) -> None:
    reading = read(f"{text}，保洁")
    assert reading.wishes.min_pay is None
    assert not any("0000" in each.words for each in reading.reads)
    assert reading.rest.strip("，,") == "保洁"


def test_a_polite_question_denies_nothing() -> None:
    reading = read("能不能找个近点的")
    assert reading.wishes.near_home
    assert reading.rest.strip("，") == ""
