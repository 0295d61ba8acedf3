"""Cells of a roster to values: yes and no, capacity, birth dates, income, lists, where people live.

All functions are total and invent nothing: what is not understood is None or stays as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from jobmatch.domain import dates, numbers
from jobmatch.domain.kinds import LabourCapacity, Sex

_TEXTS = 4_096
"""Distinct texts that a reader remembers; registers repeat theirs. Names and numbers of people are
read by functions that remember nothing."""
_NOTHING = re.compile(
    r"^[(（\[【]?(?:跳过|空|未填写?|未作答|未选择?|未提供|不详|未知|无|没有?|暂无|以上都没有|以上均无|都没有|均无|什么都没有"
    r"|null|none|nan|n/?a|#n/a|[-/\\—–_、.。…×]*)[)）\]】]?$",
    re.IGNORECASE,
)
_YES = re.compile(r"^(?:是|有|对|√|✓|✔|☑|y|yes|true|1|愿意?|想|需要|要|会|能)", re.IGNORECASE)
_NO = re.compile(
    r"^(?:否|无|没|不(?!限|详|确定|清楚|知道|一定)|未|×|✗|✘|n$|no|false|0$|暂不|暂时不|暂无)",
    re.IGNORECASE,
)
_AT_HOME = re.compile(
    r"未就业|未务工|未上班|未外出|失业|待业|无业|不在岗?|没有?(?:就业|上班|工作|务工|活)|无工作|赋闲|待岗|离岗|下岗|在家(?!.{0,4}(?:务工|加工|做))|在屋头"
)
_OPEN_STATE = re.compile(r"务农|种地|上学|读书|在校|学生|退休|养老|丧失|无劳动|参军|服役|服刑")
_AT_WORK = re.compile(
    r"就业|务工|上班|在岗|在职|有工作|工作中|打工|在业|从业|创业|个体|零工|公益|临时|经商|做生意|自营|合同工|在厂|^在$|^工作$|车间"
)
_WILL_NO = re.compile(
    r"不愿|不想|不打算|不考虑|无意|没有?(?:意愿|打算|想法)|无(?:就业)?意愿|拒绝|暂不|暂时不|不外出|不需要|不找"
)
_WILL_OPEN = re.compile(r"看情况|不一定|不确定|视情况|再说|考虑中|待定|不清楚|不知道")
_WILL_YES = re.compile(r"愿|想|有意|强烈|迫切|打算|计划|需要|急")
_CAPACITIES: tuple[tuple[re.Pattern[str], LabourCapacity], ...] = (
    (re.compile(r"部分丧失|弱|半劳|轻度|较弱"), LabourCapacity.WEAK_OR_HALF),
    (re.compile(r"丧失"), LabourCapacity.LOST),
    (re.compile(r"无劳|没有?劳|不具备|^无$|^否$|^没有$"), LabourCapacity.NONE),
    (re.compile(r"技能|技术"), LabourCapacity.SKILLED),
    (re.compile(r"普通|全劳|正常|一般|有劳|具备|壮劳|整劳|强|^有$|^是$"), LabourCapacity.ORDINARY),
)
_PACKED_BIRTH = re.compile(r"(?<!\d)((?:19|20)\d{2})([01]\d)([0-3]\d)(?!\d)")
_LONGEST_NAME = 20  # transcribed names of minorities run long
_SPLIT = re.compile(r"[、,，;；|┋/\n\r\t+＋&]+|(?<=[一-龥])\.(?=[一-龥])")
_AND = re.compile(r"(?<=[证照])[和与及](?=.{1,12}[证照])")
_OTHER = re.compile(r"其[他它](?:[(（:：\[【〖「]+|请注明|请填写)*([^)）\]】〗」]*)[)）\]】〗」]*")
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}[)、.)]|[①-⑳⓪•·*-])\s*(?=[^\d])")
_AMOUNT = re.compile(r"(?<![\d.])(\d{1,6}(?:\.\d{1,4})?)(?![\d.])([千万kKwW]?)")
_TWICE = re.compile(r"[千kK]\s*\d+\s*[千kK]|[万wW]\s*\d+\s*[万wW]")
_NOT_MONTHLY = re.compile(r"年|\d月\d|天|日|小时|时薪|/h|每斤|一件|每件|计件")
_BUILDING = re.compile(
    r"([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])\s*(?:[#＃]\s*)?(栋|幢|号楼|座|号栋)|(?<!\d)([A-Za-z]?\d{1,3})[#＃](?:楼)?"
)
_UNIT = re.compile(r"(\d{1,2}|[一二三四五六七八九十])单元")
_ROOM = re.compile(r"(?:单元|栋|幢|号楼|座|[-－])\s*(\d{1,2}[-－]\d{1,2}|\d{3,4})(?:室|号|房)?$")
_AREA = r"(?:特别行政区|自治区|自治州|自治县|地区|街道|新区|开发区|园区|[省市区县州盟旗镇乡])"
_COMMUNITY = re.compile(r"([一-龥A-Za-z0-9]{2,10}?)(社区|安置点|安置区|安置小区|小区)")
_LEADING_AREAS = re.compile(rf"^(?:[一-龥]{{1,8}}?{_AREA})+(?=[一-龥]{{2}})")
_GENERIC = re.compile(
    r"(?:^|^.*?)(?:搬迁|安置|扶贫|集中|全体?|本|各|该|所在|城市|城镇|城区|街道|新建|示范|智慧|和谐|管理|我们|单位|关于|做好|居民|几个|哪个|多个|两个|三个|[0-9]+个?|的|在|住|从|到|由|：|:)$"
)
_LAST_WORDS = re.compile(
    r"^.*(?:单位|社区名称|关于|做好|开展|填报|搬迁户|群众|的|在|住|位于|来自|属于)"
)
_FIRM = re.compile(
    r"(?:公司|集团|厂|企业|合作社|车间|酒店|宾馆|饭店|超市|商场|学校|幼儿园|医院|银行|工地|项目部|经营部|服务部|门店|店|馆|中心|农场|基地|园|委员会|居委会|村委会|社区|物业|养殖场|工作室|事务所|局|所|站|队|矿|坊|行|部)$"
)
_PLACE = re.compile(
    r"^(?:[一-龥]{2,9}?(?:省|市|区|县|州|自治区|自治县|镇|乡|街道))+$|^(?:本地|县内|县外市内|市外省内|省内|省外|境外|国外|外省)$"
)
_CITIES = (
    "广州 深圳 东莞 佛山 珠海 中山 惠州 杭州 宁波 温州 绍兴 义乌 苏州 昆山 "
    "福州 厦门 泉州 长沙 武汉 成都 昆明 贵阳 遵义 铜仁"
)
_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
    "广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 内蒙古 香港 澳门 台湾"
)
_SHORT_PLACES = frozenset(f"{_PROVINCES} {_CITIES}".split())


@lru_cache(maxsize=_TEXTS)
def is_nothing(text: str) -> bool:
    """Tell whether a cell says nothing: empty, a dash, 无, (跳过), 以上都没有."""
    return bool(_NOTHING.match(numbers.squeeze(text)))


@lru_cache(maxsize=_TEXTS)
def is_blank(text: str) -> bool:
    """Tell whether a cell was left out: like is_nothing, but 无 and 没有 are answers."""
    plain = numbers.squeeze(text)
    return is_nothing(plain) and not re.search(r"无|没", plain.replace("暂无", ""))


def read_name(text: str) -> str | None:
    """Read a person's name: inner spaces and remarks in brackets gone, None for digits or marks."""
    if is_nothing(text):
        return None
    plain = re.sub(r"[(（\[【].*$", "", numbers.squeeze(text)).strip("*#、.。:：")
    if re.search(r"[\d:：,，。;；]", plain) or len(plain) > _LONGEST_NAME:
        return None
    return plain if re.search(r"[一-龥A-Za-z㐀-䶿]", plain) else None


@lru_cache(maxsize=_TEXTS)
def is_plain_will(text: str) -> bool:
    """Tell whether a cell for wishes only says yes or no (愿意, 不愿意, 有意愿)."""
    plain = numbers.squeeze(text)
    return bool(
        re.fullmatch(
            r"(?:不|非常|很|暂不|有|无|没有?)*(?:愿意|意愿|想找工作|想就业|就业意愿)(?:就业)?",
            plain,
        )
    )


@lru_cache(maxsize=_TEXTS)
def read_sex(text: str) -> Sex | None:
    """Read a person's sex; None unless exactly one is named."""
    plain = numbers.squeeze(text).upper()
    man = bool(re.search(r"男|^M(?:ALE)?$|^先生$", plain))
    woman = bool(re.search(r"女|^F(?:EMALE)?$", plain))
    if man == woman:
        return None
    return Sex.MALE if man else Sex.FEMALE


@lru_cache(maxsize=_TEXTS)
def read_yes_no(text: str) -> bool | None:
    """Read a plain yes or no."""
    plain = numbers.squeeze(text)
    if _NO.match(plain):
        return False
    return True if _YES.match(plain) else None


@lru_cache(maxsize=_TEXTS)
def read_employed(text: str) -> bool | None:
    """Read an employment state; farming, school and retirement leave it open."""
    plain = numbers.squeeze(text)
    if is_blank(plain) or not plain:
        return None
    if _AT_HOME.search(plain):
        return False
    if _OPEN_STATE.search(plain):
        return None
    if re.match(r"^(?:否|无|没|未|不)", plain):
        return False
    return True if _AT_WORK.search(plain) else read_yes_no(plain)


@lru_cache(maxsize=_TEXTS)
def read_willing(text: str) -> bool | None:
    """Read whether somebody wants to work; 看情况 stays open."""
    plain = numbers.squeeze(text)
    if is_blank(plain) or _WILL_OPEN.search(plain):
        return None
    if _WILL_NO.search(plain):
        return False
    if _WILL_YES.search(plain):
        return True
    return read_yes_no(plain)


@lru_cache(maxsize=_TEXTS)
def read_capacity(text: str) -> LabourCapacity | None:
    """Read 劳动技能/劳动能力 by its label, never by a number."""
    plain = numbers.squeeze(text)
    return next((capacity for pattern, capacity in _CAPACITIES if pattern.search(plain)), None)


def read_birth(text: str) -> date | None:
    """Read a birth date; a month without a day is no date."""
    plain = numbers.flatten(text)
    packed = _PACKED_BIRTH.search(plain)
    if packed:
        try:
            return date(*map(int, packed.groups()))
        except ValueError:
            return None
    if not re.search(r"\d{4}\D\d{1,2}\D\d{1,2}|^\d{5}(?:\.\d+)?$", plain):
        return None
    return dates.read_date(plain).value


@lru_cache(maxsize=_TEXTS)
def read_income(text: str) -> Decimal | None:
    """Read yuan a month: the lower number of a range; a pay by year, day or hour is not one."""
    plain = numbers.write_digits(numbers.flatten(text))
    if _NOT_MONTHLY.search(plain) or _TWICE.search(text):
        return None
    # A space, not nothing: 3月5000 must not become 35000.
    plain = re.sub(r"每?个?月", " ", plain).strip()
    if is_nothing(plain):
        return None
    amounts = [Decimal(n) * numbers.multiplier(sign) for n, sign in _AMOUNT.findall(plain)]
    first = next((_whole(amount) for amount in amounts if amount > 0), None)
    spread = re.search(r"\d(?:\.\d+)?-\d+(?:\.\d+)?([千万kKwW])", plain)
    if first is not None and spread and first < 100:  # noqa: PLR2004 - "3-4千": the step stands once
        return first * numbers.multiplier(spread[1])
    return first


def _whole(amount: Decimal) -> Decimal:
    return Decimal(int(amount)) if amount == int(amount) else amount


def read_count(text: str) -> int | None:
    """Read a whole number of months; None when the cell holds none."""
    found = re.search(r"\d{1,3}", numbers.squeeze(text))
    return int(found[0]) if found else None


@lru_cache(maxsize=_TEXTS)
def split_list(text: str) -> tuple[str, ...]:
    """Split a cell into its words as written; 其他〖编背篼〗 gives what stands inside."""
    if is_nothing(text):
        return ()
    pieces = _SPLIT.split(numbers.tidy(text))
    if len(pieces) == 1 and re.fullmatch(r"(?:[一-龥]{2,}[ ])+[一-龥]{2,}", pieces[0]):
        pieces = pieces[0].split(" ")
    words = [word for piece in pieces for word in _AND.split(piece)]
    cleaned = (_clean_word(word) for word in words)
    return tuple(dict.fromkeys(word for word in cleaned if word and not is_nothing(word)))


def _clean_word(word: str) -> str:
    word = numbers.squeeze(word).strip("。.:：\"'“”")
    other = _OTHER.fullmatch(word)
    if other:
        word = other.group(1)
    word = _NUMBERING.sub("", word)
    return re.sub(r"(?<=..)等(?:等)?$", "", word)


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives, as far as a text says."""

    community: str | None = None
    building: str | None = None
    unit: str | None = None
    room_no: str | None = None


@lru_cache(maxsize=_TEXTS)
def read_home(text: str) -> Home:
    """Read community, building, unit and room from an address or a title."""
    plain = numbers.squeeze(text)
    building = _BUILDING.search(plain)
    unit = _UNIT.search(plain)
    room = _ROOM.search(plain)
    return Home(
        community=find_community(plain),
        building=_building_name(building) if building else None,
        unit=unit.group(0) if unit else None,
        room_no=room.group(1) if room else None,
    )


def find_community(text: str) -> str | None:
    """Find the name of a settlement community (旺家社区) in an address, title or line."""
    for found in _COMMUNITY.finditer(numbers.squeeze(text)):
        name = _LEADING_AREAS.sub("", _LAST_WORDS.sub("", found[1]))
        if len(name) >= 2 and not _GENERIC.search(name):  # noqa: PLR2004 - a name has two characters
            return name + found[2]
    return None


@lru_cache(maxsize=_TEXTS)
def read_community(text: str) -> str | None:
    """Read a community cell: the name found in it, or the cell as written."""
    if is_nothing(text):
        return None
    plain = numbers.squeeze(text)
    return find_community(plain) or plain


@lru_cache(maxsize=_TEXTS)
def read_building(text: str) -> str | None:
    """Read a building cell: 3栋 also from "3", "3#", "旺家社区3栋2单元"."""
    if is_nothing(text):
        return None
    plain = numbers.squeeze(text)
    if re.fullmatch(r"[A-Za-z]?\d{1,3}(?:\.0)?", plain):
        return plain.removesuffix(".0") + "栋"
    found = _BUILDING.search(plain)
    return _building_name(found) if found else plain


def _building_name(found: re.Match[str]) -> str:
    if found[3]:
        return found[3] + "栋"
    return found[1] + ("栋" if found[2] == "号栋" else found[2])


@lru_cache(maxsize=_TEXTS)
def split_whereabouts(text: str) -> tuple[str | None, str | None]:
    """Split "浙江省温州市　某某公司" into (work place, employer); either may be missing."""
    plain = numbers.tidy(text).replace("\n", " ")
    if is_nothing(plain):
        return None, None
    parts = [part for part in re.split(r"[ ,，;；/|]+", plain) if part]
    if len(parts) == 1:
        parts = _split_run(parts[0])
    places = [part for part in parts if is_place(part)]
    firms = [part for part in parts if part not in places]
    return ("".join(places) or None), (" ".join(firms) or None)


def _split_run(text: str) -> list[str]:
    """Split "广东省东莞市某某厂" where the area stops, unless the firm's name starts with it."""
    found = re.match(
        r"^((?:[一-龥]{2,8}?(?:省|自治区))(?:[一-龥]{2,8}?(?:市|州|区|县))*)(.{3,})$", text
    )
    if found and _FIRM.search(found[2]) and not is_place(text):
        return [found[1], found[2]]
    return [text]


def is_place(text: str) -> bool:
    """Tell whether a text names an area and no firm."""
    if text in _SHORT_PLACES:
        return True
    return bool(_PLACE.match(text)) and not is_firm(text)


def is_firm(text: str) -> bool:
    """Tell whether a text ends like the name of an employer."""
    return bool(_FIRM.search(text)) and not re.search(r"(?:[省市县区]|街道|社区)$", text)
