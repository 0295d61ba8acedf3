from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.kinds import PhysicalDemand
from jobmatch.matching import demands
from jobmatch.services import seeds
from tests import matchmaking

LIGHT, MEDIUM, HEAVY = PhysicalDemand.LIGHT, PhysicalDemand.MEDIUM, PhysicalDemand.HEAVY
TABLE = {"6": (MEDIUM, ""), "6-29": (HEAVY, "高处作业"), "6-29-04": (MEDIUM, "")}


@pytest.mark.parametrize(
    ("code", "demand"),
    [("6-29-01-01", HEAVY), ("6-29-04-01", MEDIUM), ("6-05-01-03", MEDIUM)],
)
def test_the_longest_prefix_decides(code: str, demand: PhysicalDemand) -> None:
    found = demands.demand_of_occupation(code, TABLE)
    assert found is not None
    assert found[0] is demand


def test_every_occupation_of_production_and_service_has_a_demand() -> None:
    table = matchmaking.knowledge().demands
    without = [
        each.code
        for each in seeds.occupations()
        if each.level == 4
        and each.code[0] in "3456"
        and demands.demand_of_occupation(each.code, table) is None
    ]
    assert without == []


@pytest.mark.parametrize(
    ("text", "codes", "demand"),
    [
        ("普工，搬料，25公斤一袋", ("6-05-01-03",), HEAVY),
        ("普工，一袋五十斤", (), HEAVY),
        ("普工，坐着做，活路轻", ("6-29-01-01",), LIGHT),
        ("普工，坐着做，有时要扛货", (), HEAVY),
        ("保洁，不用搬重物，轻松", (), LIGHT),
        ("仓管，要搬重物", (), HEAVY),
        ("砌砖师傅", ("6-29-01-01",), HEAVY),
        ("什么活都没写", (), None),
    ],
)
def test_words_raise_and_lower_what_the_occupation_says(
    text: str, codes: tuple[str, ...], demand: PhysicalDemand | None
) -> None:
    assert demands.read_strain(text, codes, TABLE).demand is demand


@pytest.mark.parametrize(
    ("text", "hazard"),
    [
        ("护林员，巡山防火", "森林作业"),
        ("打磨工，粉尘大", "粉尘"),
        ("锅炉工", "司炉"),
        ("流水线插件", "流水线强制节拍"),
        ("井下采矿", "矿山井下"),
        ("KTV服务员", "营业性歌舞娱乐场所"),
    ],
)
def test_hazards_for_minors_are_named(text: str, hazard: str) -> None:
    assert hazard in demands.read_strain(text, (), {}).hazards


def test_harmless_work_has_no_hazard() -> None:
    assert demands.read_strain("美发助理，洗头、吹头，学剪发", (), {}).hazards == ()


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    strain = demands.read_strain(text, (), {})
    assert strain.demand is None or strain.why in text.replace("\n", "\n")
