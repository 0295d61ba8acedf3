"""Regions in texts, workplaces, and distance classes."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given

from jobmatch.domain.kinds import WorkRegion
from jobmatch.domain.places import Region, Regions, clean_workplace, work_region
from jobmatch.resources import folder
from tests.domain.cell_texts import cell_texts

WANSHAN = "520603"


@pytest.fixture(scope="module")
def regions() -> Regions:
    with (folder("seeds") / "regions.csv").open(encoding="utf-8", newline="") as rows:
        return Regions.from_rows(csv.DictReader(rows))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("丹都街道旺家产业园3号厂房", "520603004"),
        ("万山区高楼坪乡", "520603200"),
        ("高楼坪侗族乡各村组", "520603200"),
        ("大坪乡", "520603205"),
        ("铜仁/玉屏", "520622"),
        ("松桃县经济开发区", "520628"),
        ("浙江省绍兴市柯桥区", "330603"),
        ("杭州西湖区", "330106"),
        ("北京朝阳", "110105"),
        ("惠州市大亚湾", "4413"),
        ("碧江区、万山区各门店", "520602"),
    ],
)
def test_the_smallest_region_named(regions: Regions, text: str, code: str) -> None:
    found = regions.find(text, near=WANSHAN)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "城区", "旺家社区15栋", "中山路12号", "鼓楼区", "见前"])
def test_what_names_no_single_region(regions: Regions, text: str) -> None:
    assert regions.find(text, near=WANSHAN) is None


def test_a_firm_named_after_its_place_tells_where(regions: Regions) -> None:
    found = regions.locate("石排镇", employer="东莞市某某玩具制品有限公司")
    assert found is not None
    assert found.name == "东莞市"
    assert regions.locate("旺家社区", employer="某某东莞小吃店") is None
    assert regions.locate(None) is None


def test_lineage_goes_up(regions: Regions) -> None:
    chain = [one.name for one in regions.lineage(regions["520603004"])]
    assert chain == ["丹都街道", "万山区", "铜仁市", "贵州省"]
    assert regions.get("999999") is None


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("520603004", WorkRegion.IN_COUNTY),
        ("520603", WorkRegion.IN_COUNTY),
        ("520602", WorkRegion.IN_CITY),
        ("5206", WorkRegion.IN_CITY),
        ("520103", WorkRegion.IN_PROVINCE),
        ("441900", WorkRegion.OUT_OF_PROVINCE),
    ],
)
def test_distance_from_home(regions: Regions, code: str, answer: WorkRegion) -> None:
    assert work_region(regions, home=WANSHAN, place=regions[code]) is answer


def test_unknown_stays_unknown(regions: Regions) -> None:
    assert work_region(regions, home=WANSHAN, place=None) is None
    assert work_region(regions, home="000000", place=regions[WANSHAN]) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("地址：万山经开区。", "万山经开区"),
        ("厂址：东莞市长安镇", "东莞市长安镇"),
        (" 仁山街道 ", "仁山街道"),
        ("见岗位栏", None),
        ("/", None),
        ("", None),
    ],
)
def test_workplaces(text: str, place: str | None) -> None:
    assert clean_workplace(text) == place


@given(cell_texts)
def test_any_text(text: str) -> None:
    table = Regions(
        [Region("52", "贵州省", "province", ""), Region("5206", "铜仁市", "city", "52")]
    )
    found = table.find(text)
    assert (found is None) or found.name[:2] in text
    clean_workplace(text)
