"""Closed vocabularies of the labour-force side of people."""

from __future__ import annotations

from enum import StrEnum


class TargetGroup(StrEnum):
    """Statuses that open a programme or a public-welfare posting; never inputs of a score."""

    RELOCATED = "relocated"
    FORMERLY_POOR = "formerly_poor"
    RURAL_LOW_INCOME = "rural_low_income"
    SUBSISTENCE_ALLOWANCE = "subsistence_allowance"
    EXTREME_HARDSHIP = "extreme_hardship"
    HARD_TO_EMPLOY = "hard_to_employ"
    OLDER_UNEMPLOYED = "older_unemployed"
    OLDER_WORKER = "older_worker"
    ZERO_EMPLOYMENT = "zero_employment"
    DISABLED = "disabled"
    RETURNED_MIGRANT = "returned_migrant"
    VETERAN = "veteran"
    GRADUATE = "graduate"
    SCHOOL_LEAVER = "school_leaver"


class EmploymentChannel(StrEnum):
    """How somebody is employed (就业渠道)."""

    ENTERPRISE = "enterprise"
    WORKSHOP = "workshop"
    PUBLIC_WELFARE = "public_welfare"
    LABOUR_EXPORT = "labour_export"
    COLLECTIVE = "collective"
    FLEXIBLE = "flexible"
    SELF_EMPLOYED = "self_employed"
    FARMING = "farming"
    PUBLIC_SERVICE = "public_service"


class CareKind(StrEnum):
    """Whom somebody must look after."""

    ELDER = "elder"
    CHILD = "child"
    SICK = "sick"
    DISABLED = "disabled"


class Source(StrEnum):
    """Where a statement about a person comes from."""

    IMPORT = "import"
    OPERATOR = "operator"
    SELF = "self"
    DEMO = "demo"


class HousekeeperKind(StrEnum):
    """Who looks after buildings: 社区管家, 网格员, 楼长."""

    HOUSEKEEPER = "housekeeper"
    GRID_WORKER = "grid_worker"
    BUILDING_HEAD = "building_head"


TARGET_GROUP_NAMES = {
    TargetGroup.RELOCATED: "易地搬迁人口",
    TargetGroup.FORMERLY_POOR: "脱贫人口",
    TargetGroup.RURAL_LOW_INCOME: "农村低收入人口",
    TargetGroup.SUBSISTENCE_ALLOWANCE: "低保",
    TargetGroup.EXTREME_HARDSHIP: "特困供养",
    TargetGroup.HARD_TO_EMPLOY: "就业困难人员",
    TargetGroup.OLDER_UNEMPLOYED: "4050人员",
    TargetGroup.OLDER_WORKER: "大龄劳动力",
    TargetGroup.ZERO_EMPLOYMENT: "零就业家庭成员",
    TargetGroup.DISABLED: "残疾人",
    TargetGroup.RETURNED_MIGRANT: "返乡农民工",
    TargetGroup.VETERAN: "退役军人",
    TargetGroup.GRADUATE: "高校毕业生",
    TargetGroup.SCHOOL_LEAVER: "两后生",
}
EMPLOYMENT_CHANNEL_NAMES = {
    EmploymentChannel.ENTERPRISE: "企业务工",
    EmploymentChannel.WORKSHOP: "就业帮扶车间",
    EmploymentChannel.PUBLIC_WELFARE: "公益性岗位",
    EmploymentChannel.LABOUR_EXPORT: "外出务工",
    EmploymentChannel.COLLECTIVE: "集体经济组织",
    EmploymentChannel.FLEXIBLE: "灵活就业",
    EmploymentChannel.SELF_EMPLOYED: "自主创业",
    EmploymentChannel.FARMING: "务农",
    EmploymentChannel.PUBLIC_SERVICE: "机关事业单位",
}
CARE_KIND_NAMES = {
    CareKind.ELDER: "照顾老人",
    CareKind.CHILD: "照顾小孩",
    CareKind.SICK: "照顾病人",
    CareKind.DISABLED: "照顾残疾家人",
}
