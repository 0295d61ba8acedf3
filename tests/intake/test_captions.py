from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.kinds import EmployerKind
from jobmatch.intake import captions
from jobmatch.intake.captions import Caption


def test_a_section_line_with_details() -> None:
    found = captions.read_section("铜仁方舟门业有限公司　地址：大龙经济开发区　电话：0856-0018001")
    assert found.employer == "铜仁方舟门业有限公司"
    assert found.workplace == "大龙经济开发区"
    assert found.phone == "0856-0018001"


def test_deadlines_of_notices_and_titles() -> None:
    assert (
        captions.read_line("一、报名时间：2026年3月9日至2026年3月20日。").deadline
        == "2026年3月9日至2026年3月20日"
    )
    assert captions.read_line("招工表（有效期至2026年5月31日）").deadline is not None
    assert captions.read_line("举办时间：2026年3月14日").deadline is None
    assert captions.read_line("填报时间：2026年2月10日").year == 2026


def test_the_office_that_fills_in_is_no_employer() -> None:
    found = captions.read_line("填报单位（盖章）：某某就业服务有限公司　电话：0856-1234567")
    assert (found.employer, found.phone, found.workplace) == (None, None, None)
    assert captions.read_line("咨询电话：0856-0000366").phone is None


def test_a_section_may_be_a_public_body_but_no_category() -> None:
    assert captions.read_section("二、大龙镇敬老院").employer == "大龙镇敬老院"
    assert captions.read_section("旺家社区居民委员会").employer == "旺家社区居民委员会"
    assert captions.read_section("一、区内企业").employer is None
    assert captions.read_section("B区：贵州丁有限公司").employer == "贵州丁有限公司"


def test_lines_add_up_and_the_later_wins() -> None:
    found = captions.read_lines(
        ["2025年公益性岗位公告", "待遇：缴纳五险", "以上岗位均提供食宿", "2026年3月"]
    )
    assert found.year == 2026
    assert found.kind is EmployerKind.PUBLIC_WELFARE
    assert "五险" in found.offers
    assert "食宿" in found.offers


def test_the_nearer_caption_wins() -> None:
    outer = Caption(employer="甲厂", workplace="某园", year=2025)
    inner = Caption(employer="乙厂")
    assert inner.over(outer) == Caption(employer="乙厂", workplace="某园", year=2025)


@given(st.text(max_size=80))
def test_any_line_gives_a_caption(text: str) -> None:
    found = captions.read_section(text)
    assert found.phone is None or any(letter.isdigit() for letter in text)


def test_bare_offers_set_off_by_blanks() -> None:
    line = "甲食品有限公司  地址：关中坝街道   电话：0856-0011401   包吃住，五险"
    assert captions.read_section(line).offers == "包吃住，五险"
    assert captions.read_line("2026年社保局招聘会　岗位表").offers == ""
