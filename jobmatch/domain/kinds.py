"""Small closed vocabularies that several nouns share, with their Chinese names.

A value that is not known is None, never a member: unknown stays unknown.
"""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """Sex; in a posting's ages ANY means both."""

    MALE = "male"
    FEMALE = "female"
    ANY = "any"


class PayUnit(StrEnum):
    """What one amount of pay is paid for."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    PIECE = "piece"


class Schooling(StrEnum):
    """Schooling, ascending. NONE is only a posting's "no demand", ILLITERATE only a person's."""

    NONE = "none"
    ILLITERATE = "illiterate"
    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"
    COLLEGE = "college"
    BACHELOR = "bachelor"

    @property
    def rank(self) -> int:
        """Order for comparison; NONE and ILLITERATE are 0."""
        return _SCHOOLING_RANK[self]


_SCHOOLING_RANK = {
    Schooling.NONE: 0,
    Schooling.ILLITERATE: 0,
    Schooling.PRIMARY: 1,
    Schooling.JUNIOR: 2,
    Schooling.SENIOR: 3,
    Schooling.COLLEGE: 4,
    Schooling.BACHELOR: 5,
}


class Shift(StrEnum):
    """Working hours of a posting."""

    DAY = "day"
    TWO_SHIFT = "two_shift"
    THREE_SHIFT = "three_shift"
    NIGHT = "night"
    FLEXIBLE = "flexible"


class Insurance(StrEnum):
    """Insurance that a posting promises."""

    FIVE = "five"
    FIVE_AND_FUND = "five_and_fund"
    ACCIDENT = "accident"
    NONE = "none"


class EmployerKind(StrEnum):
    """What an employer is; the first three are also the kinds of postings in incoming sheets."""

    ENTERPRISE = "enterprise"
    WORKSHOP = "workshop"
    PUBLIC_WELFARE = "public_welfare"
    COLLECTIVE = "collective"
    LABOUR_COOPERATIVE = "labour_cooperative"
    PROPERTY_COMPANY = "property_company"


class LabourCapacity(StrEnum):
    """劳动技能 of the national register."""

    ORDINARY = "ordinary"
    SKILLED = "skilled"
    WEAK_OR_HALF = "weak_or_half"
    LOST = "lost"
    NONE = "none"


class PhysicalDemand(StrEnum):
    """How heavy the work is."""

    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"


class WorkRegion(StrEnum):
    """Where a posting lies as seen from the worker's home, nearest first."""

    IN_COMMUNITY = "in_community"
    IN_COUNTY = "in_county"
    IN_CITY = "in_city"
    IN_PROVINCE = "in_province"
    OUT_OF_PROVINCE = "out_of_province"
    ABROAD = "abroad"


class LegalFlag(StrEnum):
    """A demand or condition that the law forbids or restricts (domain knowledge in legality.py)."""

    SEX_LIMIT = "sex_limit"
    MARRIAGE_OR_BIRTH = "marriage_or_birth"
    PATHOGEN_CARRIER = "pathogen_carrier"
    ETHNICITY_OR_RELIGION = "ethnicity_or_religion"
    HEIGHT_OR_LOOKS = "height_or_looks"
    LOCAL_HUKOU = "local_hukou"
    DEPOSIT_OR_FEE = "deposit_or_fee"
    KEEPS_ID_CARD = "keeps_id_card"
    UNDERAGE = "underage"
    BELOW_MINIMUM_WAGE = "below_minimum_wage"


SEX_NAMES = {Sex.MALE: "男", Sex.FEMALE: "女", Sex.ANY: "不限"}
PAY_UNIT_NAMES = {
    PayUnit.HOUR: "小时",
    PayUnit.DAY: "天",
    PayUnit.MONTH: "月",
    PayUnit.YEAR: "年",
    PayUnit.PIECE: "件",
}
SCHOOLING_NAMES = {
    Schooling.NONE: "不限",
    Schooling.ILLITERATE: "文盲或半文盲",
    Schooling.PRIMARY: "小学",
    Schooling.JUNIOR: "初中",
    Schooling.SENIOR: "高中或中专",
    Schooling.COLLEGE: "大专",
    Schooling.BACHELOR: "本科及以上",
}
SHIFT_NAMES = {
    Shift.DAY: "白班",
    Shift.TWO_SHIFT: "两班倒",
    Shift.THREE_SHIFT: "三班倒",
    Shift.NIGHT: "夜班",
    Shift.FLEXIBLE: "时间灵活",
}
INSURANCE_NAMES = {
    Insurance.FIVE: "五险",
    Insurance.FIVE_AND_FUND: "五险一金",
    Insurance.ACCIDENT: "意外险",
    Insurance.NONE: "无",
}
EMPLOYER_KIND_NAMES = {
    EmployerKind.ENTERPRISE: "企业",
    EmployerKind.WORKSHOP: "就业帮扶车间",
    EmployerKind.PUBLIC_WELFARE: "公益性岗位用人单位",
    EmployerKind.COLLECTIVE: "集体经济组织",
    EmployerKind.LABOUR_COOPERATIVE: "劳务合作社",
    EmployerKind.PROPERTY_COMPANY: "物业公司",
}
LABOUR_CAPACITY_NAMES = {
    LabourCapacity.ORDINARY: "普通劳动力",
    LabourCapacity.SKILLED: "技能劳动力",
    LabourCapacity.WEAK_OR_HALF: "弱劳动力或半劳动力",
    LabourCapacity.LOST: "丧失劳动力",
    LabourCapacity.NONE: "无劳动力",
}
PHYSICAL_DEMAND_NAMES = {
    PhysicalDemand.LIGHT: "轻体力",
    PhysicalDemand.MEDIUM: "中等体力",
    PhysicalDemand.HEAVY: "重体力",
}
WORK_REGION_NAMES = {
    WorkRegion.IN_COMMUNITY: "家门口",
    WorkRegion.IN_COUNTY: "县内",
    WorkRegion.IN_CITY: "县外市内",
    WorkRegion.IN_PROVINCE: "市外省内",
    WorkRegion.OUT_OF_PROVINCE: "省外",
    WorkRegion.ABROAD: "境外",
}
LEGAL_FLAG_NAMES = {
    LegalFlag.SEX_LIMIT: "限定或优先性别",
    LegalFlag.MARRIAGE_OR_BIRTH: "限定婚育",
    LegalFlag.PATHOGEN_CARRIER: "排斥传染病病原携带者",
    LegalFlag.ETHNICITY_OR_RELIGION: "限定民族或宗教",
    LegalFlag.HEIGHT_OR_LOOKS: "限定身高相貌",
    LegalFlag.LOCAL_HUKOU: "限定户籍",
    LegalFlag.DEPOSIT_OR_FEE: "收取押金或费用",
    LegalFlag.KEEPS_ID_CARD: "扣押身份证",
    LegalFlag.UNDERAGE: "招用未满16周岁",
    LegalFlag.BELOW_MINIMUM_WAGE: "低于最低工资",
}
