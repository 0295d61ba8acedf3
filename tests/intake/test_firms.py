from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.kinds import EmployerKind
from jobmatch.intake import firms


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1、铜仁金禾食品有限公司：普工20名", "铜仁金禾食品有限公司"),
        ("🔥🔥【急招】铜仁鑫茂箱包厂🔥🔥", "铜仁鑫茂箱包厂"),
        ("【2】碧江区好又多超市", "碧江区好又多超市"),
        ("【碧江区好又多生鲜超市】急招‼️", "碧江区好又多生鲜超市"),
        ("【急招】【甲乙电子厂】普工20人", "甲乙电子厂"),
        ("（三）东莞市凯旭鸿电子厂直招❗", "东莞市凯旭鸿电子厂"),
        ("贵州万仁汽车有限公司2026年招聘简章", "贵州万仁汽车有限公司"),
        ("旺家巧手苗绣就业帮扶车间招工", "旺家巧手苗绣就业帮扶车间"),
        ("铜仁宏发物流 招装卸工8人", "铜仁宏发物流"),
        ("万山区重点企业用工清单", None),
        ("万山区就业帮扶车间招工表", None),
        ("2026年各社区帮扶车间用工", None),
        ("招聘信息", None),
        ("", None),
    ],
)
def test_the_name_that_begins_a_line(text: str, name: str | None) -> None:
    assert firms.find_firm(text) == name


def test_institutions_on_request() -> None:
    assert firms.find_firm("万山区人民医院：护工2名") is None
    assert firms.find_firm("万山区人民医院：护工2名", institutions=True) == "万山区人民医院"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("铜仁某某食品厂", EmployerKind.ENTERPRISE),
        ("芙瑶湖酒店", EmployerKind.ENTERPRISE),
        ("诚信家政服务中心", EmployerKind.ENTERPRISE),
        ("区就业服务中心", None),
        ("观山社区袜业就业帮扶车间", EmployerKind.WORKSHOP),
        ("王老板", None),
        ("旺家社区居民委员会", None),
        (None, None),
    ],
)
def test_kind_by_name(name: str | None, kind: EmployerKind | None) -> None:
    assert firms.kind_of_name(name) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026年乡村公益性岗位开发表", EmployerKind.PUBLIC_WELFARE),
        ("就业帮扶车间用工登记卡", EmployerKind.WORKSHOP),
        ("重点企业缺工表", EmployerKind.ENTERPRISE),
        ("企业、帮扶车间用工表", None),
        ("零工市场登记", None),
    ],
)
def test_kind_by_words(text: str, kind: EmployerKind | None) -> None:
    assert firms.kind_of_words(text) is kind


def test_a_firm_in_the_place_of_a_title() -> None:
    assert firms.looks_like_firm("贵州鼎盛钢构有限公司")
    assert not firms.looks_like_firm("公司保洁")


@given(st.text(max_size=80))
def test_a_name_found_stands_in_the_text(text: str) -> None:
    name = firms.find_firm(text, institutions=True)
    assert name is None or name in text
