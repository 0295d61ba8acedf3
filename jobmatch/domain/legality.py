"""Wording of postings that the law forbids or restricts: what, how grave, by which law.

Flags queue a posting for a look; a file is never refused for them, and a limit on sex is never
applied by a search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jobmatch.domain import numbers, wages
from jobmatch.domain.kinds import EmployerKind, LegalFlag, PayUnit, Sex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from jobmatch.domain.ages import Ages
    from jobmatch.domain.minimum_wages import MinimumWage
    from jobmatch.domain.wages import Pay

LEAST_AGE = 16


class Severity(StrEnum):
    """What a flag means for publishing: BLOCK stops it, WARN asks for a look, INFO tells."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """How grave a flag is, the law's short name, and what the clerk tells the employer."""

    severity: Severity
    law: str
    advice: str


RULES: dict[LegalFlag, Rule] = {
    LegalFlag.SEX_LIMIT: Rule(
        Severity.WARN,
        "妇女权益保障法第四十三条、就业促进法第二十七条",
        "除国家规定不适合妇女的岗位外，请删去性别限定或优先。",
    ),
    LegalFlag.MARRIAGE_OR_BIRTH: Rule(
        Severity.BLOCK, "妇女权益保障法第四十三条", "不得询问或限定婚姻、生育情况，请删去。"
    ),
    LegalFlag.PATHOGEN_CARRIER: Rule(
        Severity.BLOCK, "就业促进法第三十条", "不得以传染病病原携带为由拒绝录用，请删去乙肝等要求。"
    ),
    LegalFlag.ETHNICITY_OR_RELIGION: Rule(
        Severity.BLOCK, "就业促进法第二十八条、劳动法第十二条", "不得限定民族或宗教信仰，请删去。"
    ),
    LegalFlag.HEIGHT_OR_LOOKS: Rule(
        Severity.WARN, "就业促进法第三条", "身高、相貌与工作无关的，请删去。"
    ),
    LegalFlag.LOCAL_HUKOU: Rule(
        Severity.WARN, "就业促进法第三条、第三十一条", "不得限定户籍，请删去。"
    ),
    LegalFlag.DEPOSIT_OR_FEE: Rule(
        Severity.WARN, "劳动合同法第九条", "不得收取押金、保证金、服装费、体检费等，请删去。"
    ),
    LegalFlag.KEEPS_ID_CARD: Rule(
        Severity.WARN, "劳动合同法第九条", "不得扣押身份证等证件，请删去。"
    ),
    LegalFlag.UNDERAGE: Rule(
        Severity.BLOCK, "劳动法第十五条", "不得招用未满16周岁的人，请改正年龄。"
    ),
    LegalFlag.BELOW_MINIMUM_WAGE: Rule(
        Severity.WARN, "劳动法第四十八条", "低于当地最低工资标准，请核实底薪。"
    ),
}

_TRAITS = r"(?:户籍|户口|身高|个子|体重|婚否|婚育|婚姻(?:状况)?|民族|形象|相貌|外貌|宗教(?:信仰)?)"
_FEES = r"(?:押金|保证金|费用|报名费|中介费|服装费|体检费|介绍费|培训费)"
_DENIED = re.compile(
    rf"(?:不|无需?|免|未|拒绝|严禁|禁止|没有)(?:得|会|再|用|必|需|须|要)?(?:收取?|交纳?|缴纳?|支付|出)?"
    rf"(?:任何|一切|其[他它])?(?:的)?{_FEES}(?:[、和或]{_FEES})*"
    r"|免费(?:体检|培训|办证|办理|提供)[^,，。;；]*|免(?:收)?(?:体检|服装|培训|中介|报名)费"
    r"|(?:费用?|车费|体检费?|路费)(?:由|全)?(?:公司|单位|企业|厂家?|政府|我司|厂方)(?:全额)?(?:承担|出|报销|负责|支付)"
    r"|(?:报销|补贴|承担|返还)(?:来回)?(?:体检费|车费|路费)"
    rf"|{_TRAITS}(?:[、/和或,，]{_TRAITS})*(?:[:：]|要求)*(?:不限|均可|无要求|不作?要求)|不限{_TRAITS}(?:[、/和或]{_TRAITS})*"
    r"|(?:已婚[、/或]?未婚|未婚[、/或]?已婚)(?:均可|不限|都可|皆可)?"
    r"|(?:不得?|严禁|禁止|绝不)(?:会)?(?:扣押?|押|压|收取|收存|收缴|招用?|使用|雇用)(?:任何|员工|求职者)?的?(?:身份证|证件|工资|童工)(?:件|原件)?"
)
_WORDING: tuple[tuple[LegalFlag, re.Pattern[str]], ...] = (
    (
        LegalFlag.SEX_LIMIT,
        re.compile(
            r"[男女](?:性|士|生|工|的|孩|同志)?(?:者)?(?:优先|为佳|最好|优先考虑)|优先(?:考虑|录用)?[男女](?!女)|(?:仅限|只限|只招|只要|限|不要|不招|谢绝)[男女](?!女)"
        ),
    ),
    (
        LegalFlag.MARRIAGE_OR_BIRTH,
        re.compile(
            r"已婚|未婚|已育|未育|生育|怀孕|孕期|备孕|婚育|无孩|有孩|二胎|婚否|单身(?!宿舍|公寓|房)|离异|孕妇(?!装)|不得(?:结婚|怀孕|生育)|结婚"
        ),
    ),
    (
        LegalFlag.PATHOGEN_CARRIER,
        re.compile(
            r"乙肝|大三阳|小三阳|肝炎|两对半|乙型|HBV|传染病?|艾滋|肝功能?(?:正常|检查|合格)|澳抗|病原",
            re.IGNORECASE,
        ),
    ),
    (
        LegalFlag.ETHNICITY_OR_RELIGION,
        re.compile(
            r"汉族|汉人|(?:限|不要|不招|谢绝|除|非|拒绝)[一-龥]{0,4}(?:族(?!乡|镇|自治|村)|少数民族|民族(?!路|中学|小学|大道|乡))|(?:回|维吾尔|藏|苗|侗|土家|彝|新疆|西藏)[族人](?:勿扰|除外|不要|不招|优先|谢绝)|少数民族(?:者|人)?(?:勿扰|除外|不要|不招|谢绝)|宗教|信教|信仰|信佛|基督"
        ),
    ),
    (
        LegalFlag.HEIGHT_OR_LOOKS,
        re.compile(
            r"身高|个子|净高|体重(?!秤|器)|形象(?!岗|墙|店|设计|顾问)|五官|仪表(?:端|堂|好|整)|端庄|外形|体型|相貌|容貌|外貌|长相|气质|颜值|纹身|身材|漂亮|帅气|貌美|(?:1[5-8]\d)(?:cm|厘米|公分)|1\.[5-8]\d?米(?:以上)?|1米[5-8]|(?:男|女)1[5-8]\d以上|视力.{0,4}1\.0|色[盲弱]",
            re.IGNORECASE,
        ),
    ),
    (
        LegalFlag.LOCAL_HUKOU,
        re.compile(
            r"户口(?!簿|本)|户籍(?!地址|所在地[:：])|本地人|当地人|外地(?:人|户)?(?:勿扰|不要|除外|不招)|(?:限|仅限|只招|只要)(?:本地|本县|本市|本区|本省|当地|本镇|本村|本社区)|[一-龥]{2}人(?:勿扰|除外)|本地(?:优先|者优先)"
        ),
    ),
    (
        LegalFlag.KEEPS_ID_CARD,
        re.compile(
            r"(?:扣押?|押|收|收缴|收取|收存|代为?保管|保管|统一保管|统一收|抵押|上交|上缴|暂存|暂扣|留存)[^,，。;；]{0,6}(?:身份证|证件|毕业证|原件)|(?:身份证(?!复印|号)|证件|毕业证)[^,，。;；]{0,8}(?:扣|押|保管|上交|上缴|收存|代管|抵押|暂存|统一收|交公司|交厂|留公司|收走)"
        ),
    ),
)
_FEE = re.compile(
    r"押金|保证金|风险金|抵押金|服装费|工服费|工装费|体检费|体检自费|体检自理|自费(?:体检|办)|报名费|名额费|中介费|介绍费|培训费|管理费(?!用|核算|会计)|资料费|建档费|办证费|代办费|服务费|入职费|会员费|材料费|入会费|车费自理|路费自理|被褥费|床上用品(?:费|自费|\d)|工服\d+元|工衣\d+元|(?:工服|工装|服装|工衣|制服)[^,，。;；]{0,6}(?:自付|自费|自理|自购|\d+元)|(?:未满|不满|不足)[^,，。;；]{0,10}(?:扣|不退|不结|不发|不给)|(?:离职|辞职|自离)[^,，。;；]{0,6}扣|扣(?:工资|\d+元|一天|三天)|(?:交(?!通)|缴|(?<!月)收(?!入|银)|收取|交纳|预交|先交|需交)[^,，。;；不]{0,8}\d+(?:元|块)|[押压](?:一|半|两|1|2|十五)?(?:个月|月|周|天)的?工资|[押压]工资|费用自理|集资|入股"
)
_INSURANCE_OR_LIVING = re.compile(
    r"(?:水电|住宿|食宿|伙食|餐|管理|物业)费?(?:水|电|网)*费?用?(?:自理|自付|平摊)|缴?社保|交五险|公积金|物业管理费"
)
_EXTRA_FEES = re.compile(r"提供.{0,4}(?:服装|工服)|服务费提成|收.{0,2}(?:银|费员)")


def find_flags(
    texts: Iterable[str],
    *,
    sex: Sex | None = None,
    ages: Ages | None = None,
    pay: Pay | None = None,
    minimum: MinimumWage | None = None,
    kind: EmployerKind | None = None,
) -> tuple[LegalFlag, ...]:
    """Find what a posting says that the law forbids, in alphabetical order of the flags' values.

    Args:
        texts: every cell of the posting that may hold wording (title, demands, remarks, pay).
        sex: the sex demanded, as read from its column or the text.
        ages: the ages demanded.
        pay: the pay; its base is compared where one is named.
        minimum: the minimum wage at the place of work on the day, None where none is known.
        kind: public-welfare postings are not compared with the minimum wage.
    """
    flags: set[LegalFlag] = set()
    for text in texts:
        flags |= find_wording(text)
    if sex in (Sex.MALE, Sex.FEMALE):
        flags.add(LegalFlag.SEX_LIMIT)
    if ages is not None and any(one.min is not None and one.min < LEAST_AGE for one in ages.ranges):
        flags.add(LegalFlag.UNDERAGE)
    if pay is not None and kind is not EmployerKind.PUBLIC_WELFARE and is_below(pay, minimum):
        flags.add(LegalFlag.BELOW_MINIMUM_WAGE)
    return tuple(sorted(flags, key=lambda flag: flag.value))


def find_wording(text: str) -> set[LegalFlag]:
    """Find the flags that the words of one text raise; "不收任何费用" raises none."""
    plain = _DENIED.sub("·", numbers.flatten(text))
    flags = {flag for flag, pattern in _WORDING if pattern.search(plain)}
    if _FEE.search(_EXTRA_FEES.sub("·", _INSURANCE_OR_LIVING.sub("·", plain))):
        flags.add(LegalFlag.DEPOSIT_OR_FEE)
    if re.search(r"童工|学生工.{0,6}1[0-5]岁", plain):
        flags.add(LegalFlag.UNDERAGE)
    return flags


def is_below(pay: Pay, minimum: MinimumWage | None) -> bool:
    """Tell whether full-time *pay* lies below *minimum*: its base where one is named.

    面议, piece prices and places without a figure are never compared. Hourly pay is compared with
    the hourly figure, daily and yearly pay as a month's sum.
    """
    if minimum is None or pay.unit in (None, PayUnit.PIECE):
        return False
    if pay.unit is PayUnit.HOUR:
        return pay.min_yuan is not None and pay.min_yuan < minimum.hour_yuan
    month = _comparable(pay)
    return month is not None and month < minimum.month_yuan


def _comparable(pay: Pay) -> Decimal | None:
    if pay.base_yuan is not None and pay.unit is PayUnit.MONTH:
        return pay.base_yuan
    low, high = wages.per_month(pay)
    return low if low is not None else high
