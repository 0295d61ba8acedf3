"""What the district's figures are called and how each is counted (口径), in the order shown."""

from __future__ import annotations

from dataclasses import dataclass

from jobmatch.domain.kinds import WORK_REGION_NAMES
from jobmatch.domain.workers import EMPLOYMENT_CHANNEL_NAMES


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure means: key, Chinese name, unit, and one sentence of how it is counted."""

    key: str
    name: str
    unit: str
    basis: str


_PLACES = (
    "发布过的岗位写明的招聘人数之和（写范围的取下限，写“若干”的不计）；一条岗位多次参会只算一次。"
)
_ON_DUTY = "当日在这类单位有有效就业记录的劳动力。"
_BY_REGION = "已就业的劳动力，按当日主要就业记录的地点分。"
_BY_CHANNEL = "已就业的劳动力，按当日主要就业记录的渠道分。"

FIRST = (
    "workers",
    "employed",
    "employment_rate",
    "unemployed",
    "zero_employment_households",
    "enterprise_places",
    "placed_at_fairs",
    "watched_households",
)
"""The eight figures of the director's first page, in the order in which they are read."""
DISTRICT_WIDE = frozenset(
    {
        *("enterprises", "enterprise_postings", "enterprise_titles", "enterprise_places"),
        *("public_welfare_places", "parks", "workshops", "workshop_places", "collectives"),
        *("property_places", "fairs", "fair_employers"),
    }
)
"""Figures of employers and fairs: they belong to no community, so no area narrows them."""

MEANINGS: tuple[Meaning, ...] = (
    Meaning("sites", "安置点", "个", "登记的安置点，一点一行。"),
    Meaning(
        "communities", "安置社区", "个", "登记的安置社区；一个社区可以管几个安置点，两者不混算。"
    ),
    Meaning("buildings", "楼栋", "栋", "登记的楼栋。"),
    Meaning("housekeepers", "社区管家", "人", "当日在任、至少负责一栋楼的社区管家。"),
    Meaning("covered_buildings", "有管家的楼栋", "栋", "当日至少有一名在任社区管家负责的楼栋。"),
    Meaning("grid_workers", "网格员", "人", "当日在任、至少负责一栋楼的网格员；与社区管家分开数。"),
    Meaning("households", "搬迁户", "户", "登记在册、当日未迁出的搬迁户。"),
    Meaning("people", "搬迁人口", "人", "在册搬迁户中未迁出、未去世的人。"),
    Meaning(
        "workers", "搬迁劳动力", "人", "登记为劳动力的人；在校生、丧失劳动力和无劳动力的人不算。"
    ),
    Meaning(
        "employed",
        "已就业",
        "人",
        "劳动力中当日有一条有效就业记录的人，一人几份工作只算一次；只说“已就业”而无明细的也算。",
    ),
    Meaning("unemployed", "未就业", "人", "劳动力减去已就业。"),
    Meaning("employment_rate", "就业率", "%", "已就业除以劳动力，保留一位小数。"),
    Meaning(
        "zero_employment_households", "零就业家庭", "户", "有劳动力、但当日没有一人就业的在册户。"
    ),
    *(
        Meaning(f"employed_{region.value}", f"就业地点：{name}", "人", _BY_REGION)
        for region, name in WORK_REGION_NAMES.items()
    ),
    *(
        Meaning(f"channel_{channel.value}", f"就业渠道：{name}", "人", _BY_CHANNEL)
        for channel, name in EMPLOYMENT_CHANNEL_NAMES.items()
    ),
    Meaning(
        "enterprises",
        "招聘企业",
        "家",
        "当日或之前发布过岗位、未注销的企业；车间、公益性岗位单位、合作社和物业公司另算。",
    ),
    Meaning("enterprise_postings", "企业岗位条数", "条", "企业发布过的岗位，一个工种一条。"),
    Meaning("enterprise_titles", "企业岗位名称", "种", "企业岗位整理后的不同名称。"),
    Meaning("enterprise_places", "企业岗位数", "个", _PLACES),
    Meaning("public_welfare_places", "公益性岗位", "个", _PLACES),
    Meaning("public_welfare_on_duty", "公益性岗位在岗", "人", _ON_DUTY),
    Meaning("parks", "产业园区", "个", "有就业帮扶车间的园区。"),
    Meaning("workshops", "就业帮扶车间", "家", "登记为就业帮扶车间、未注销的单位。"),
    Meaning("workshop_places", "车间岗位数", "个", _PLACES),
    Meaning("workshop_taken", "车间在岗", "人", _ON_DUTY),
    Meaning("collectives", "集体经济组织", "个", "登记、未注销的集体经济组织。"),
    Meaning(
        "collective_people",
        "集体经济组织带动",
        "人",
        "当日在集体经济组织里的劳动力，一人在几个组织只算一次。",
    ),
    Meaning("property_places", "物业公司岗位", "个", _PLACES),
    Meaning("fairs", "招聘会", "场", "当日或之前举办完的招聘会。"),
    Meaning("fair_employers", "参会单位", "家", "在这些招聘会上有展位的单位，只算一次。"),
    Meaning(
        "placed_at_fairs",
        "招聘会安置上岗",
        "人",
        "经招聘会推荐、当日或之前已实际上岗的劳动力；达成意向不算安置。",
    ),
    Meaning("monitored_households", "防返贫监测户数", "户", "当日或之前核实纳入监测的户。"),
    Meaning("monitored_people", "防返贫监测人数", "人", "当日或之前核实纳入监测的户的家庭成员。"),
    Meaning("cleared_households", "风险已消除户数", "户", "监测户中当日或之前风险已消除的户。"),
    Meaning(
        "cleared_people", "风险已消除人数", "人", "监测户中当日或之前风险已消除的户的家庭成员。"
    ),
    Meaning(
        "watched_households", "落实帮扶措施户数", "户", "监测户中已落实帮扶、当日风险未消除的户。"
    ),
    Meaning(
        "watched_people",
        "落实帮扶措施人数",
        "人",
        "监测户中已落实帮扶、当日风险未消除的户的家庭成员。",
    ),
)
