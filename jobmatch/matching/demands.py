"""How heavy a work is, and whether it is closed to 16- and 17-year-olds.

The occupation gives the ordinary demand (seeds/physical_demands.csv, longest prefix of the code);
words in title and description raise or lower it. Nothing known gives None, which blocks nobody.
Hazards for minors follow the labour ministry's rules of 1994 on under-age workers: dust, heights,
heat, cold, mines, poison, fire, diving, tunnels, loads over 20 kg, drills, boilers, forest guarding
and logging, radiation, line work in a forced beat.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from jobmatch.domain.kinds import PhysicalDemand

DemandTable = Mapping[str, tuple[PhysicalDemand, str]]
"""Prefix of a 2022 occupation code → (demand, hazard for minors or "")."""

_HEAVY = re.compile(
    r"体力活|体力(?:要)?(?:好|强|大)|重体力|力气活|重物|负重|重件|[很较]累|脏累|苦累|力气大|有力气|卖力气|下力|吃苦耐劳的重|扛|抬[^头杆]|搬[^家码运迁]|搬运|搬家|码垛|"
    r"码砖|装卸|卸货|背喷雾|挑担|重活|爬高|高空|高处|搭架|下井|井下|高温|炉前|打钻|凿|挖沟|挖边沟|搬砖|"
    r"(?:[2-9]\d|1\d\d)(?:公斤|kg|千克)|(?:[4-9]\d|[1-9]\d\d)斤|[四五六七八九]十斤|[一两二三]百斤|"
    r"[二三四五六七八九]十(?:多)?公斤",
    re.IGNORECASE,
)
_LIGHT = re.compile(
    r"活路轻|活轻|轻松|轻便|轻活|轻体力|不累|不重|坐着|坐岗|坐班|坐办公室|手脚慢|无障碍|残疾人(?:也|都|工位|可)|"
    r"老人.{0,6}能做|手工细活|在家做|带回家|拿回家|领回家|领料回家|腿脚不方便"
)
_NEGATED = re.compile(
    r"(?:不用|无需|不需|不要|没有|没得|无|不)(?:搬|扛|抬|爬高|重活|体力|下力)[^，。；、]{0,4}"
)

_HAZARDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("粉尘", re.compile(r"粉尘|毛絮|飞絮|灰尘大|打磨|抛光")),
    ("高处作业", re.compile(r"高空|高处|爬高|登高|架子|外架|脚手架|外墙|幕墙")),
    ("高温", re.compile(r"高温|炉前|熔炼|铸造|锻造|出窑|炼钢|冶炼")),
    ("低温", re.compile(r"冷库|冷冻库|低温|冰库")),
    ("矿山井下", re.compile(r"井下|下井|矿井|采矿|采煤|掘进|矿山")),
    (
        "有毒有害",
        re.compile(
            r"有毒|农药|打药|剧毒|电镀|喷漆|喷油|油漆|刷胶|化工|投料|炼汞|汞|铅|苯|酸洗|屠宰"
        ),
    ),
    ("易燃易爆", re.compile(r"易燃|易爆|爆破|烟花|爆竹|炸药|加油站|动火|液化气")),
    (
        "负重超过限度",
        re.compile(
            r"(?:2[1-9]|[3-9]\d|1\d\d)(?:公斤|kg|千克)|(?:4[1-9]|[5-9]\d|[1-9]\d\d)斤|[五六七八九]十斤|百斤|扛|码砖|装卸"
        ),
    ),
    ("凿岩", re.compile(r"凿岩|风镐|打钻|水钻|钻孔桩")),
    ("隧道作业", re.compile(r"隧道|涵洞")),
    ("潜水", re.compile(r"潜水")),
    ("司炉", re.compile(r"锅炉|司炉")),
    ("森林作业", re.compile(r"护林|巡山|伐木|砍树|采伐")),
    ("放射性", re.compile(r"放射|辐射|射线|探伤")),
    ("流水线强制节拍", re.compile(r"流水线|拉线|挡车")),
    ("营业性歌舞娱乐场所", re.compile(r"ktv|酒吧|夜总会|足疗|足浴|按摩|歌舞厅", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Strain:
    """What a posting asks of the body: *demand* (None: not known) and *hazards* for minors."""

    demand: PhysicalDemand | None
    hazards: tuple[str, ...]
    why: str
    """The word or the kind of work that decided, for the reason shown."""


def load_demands(text: str) -> dict[str, tuple[PhysicalDemand, str]]:
    """Read the text of seeds/physical_demands.csv: prefix, demand, minor_hazard."""
    return {
        row["prefix"]: (PhysicalDemand(row["demand"]), row["minor_hazard"])
        for row in csv.DictReader(StringIO(text))
    }


def demand_of_occupation(code: str, table: DemandTable) -> tuple[PhysicalDemand, str] | None:
    """Give (demand, hazard) of the longest prefix of *code* in *table*, or None."""
    parts = code.split("-")
    for size in range(len(parts), 0, -1):
        found = table.get("-".join(parts[:size]))
        if found is not None:
            return found
    return None


def read_strain(text: str, codes: Sequence[str], table: DemandTable) -> Strain:
    """Judge the work described by *text* (title and description) with occupations *codes*.

    The first code gives the ordinary demand and its hazard. Words win over the table: a heavy
    word makes it heavy, else a light word makes it light.
    """
    ordinary = demand_of_occupation(codes[0], table) if codes else None
    plain = _NEGATED.sub("", text)
    hazards = [name for name, pattern in _HAZARDS if pattern.search(plain)]
    if ordinary and ordinary[1] and ordinary[1] not in hazards:
        hazards.append(ordinary[1])
    heavy, light = _HEAVY.search(plain), _LIGHT.search(plain)
    if heavy:
        return Strain(PhysicalDemand.HEAVY, tuple(hazards), heavy.group())
    if light:
        return Strain(PhysicalDemand.LIGHT, tuple(hazards), light.group())
    if ordinary:
        return Strain(ordinary[0], tuple(hazards), "工种")
    return Strain(None, tuple(hazards), "")
