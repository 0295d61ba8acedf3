"""Names of employers in running text, and what kind of employer a name tells of."""

from __future__ import annotations

import re

from jobmatch.domain.kinds import EmployerKind

_WORKSHOP = r"(?:就业帮扶车间|就业扶贫车间|帮扶车间|扶贫车间|就业车间|社区工厂|微工厂)"
_COMPANY = r"(?:有限责任公司|股份有限公司|有限公司|分公司|总公司|公司|集团|实业)"
_TRADES = (
    r"(?:厂|合作社|酒店|宾馆|饭店|酒楼|餐厅|餐馆|饭馆|农家乐|农庄|山庄|民宿|超市|商场|商店|商行|经营部|门市部?|"
    r"服务部|营业部|工作室|加油站|药房|药店|诊所|驾校|养殖场|农场|茶场|林场|果园|苗圃|砖厂|砂石场|搅拌站|"
    r"会所|影楼|网吧|面馆|菜馆|家常菜|饭庄|茶楼|客栈|公寓|养生馆|健身房|烧烤店|小吃店|火锅店|奶茶店|理发店|美容院|洗车场|修理厂|家政|幼儿园|托育园|"
    r"(?<![网门书饭])店)"
)
_INSTITUTIONS = (
    r"(?:医院|卫生院|卫生室|学校|小学|中学|大学|学院|养老院|敬老院|福利院|居民委员会|村民委员会|居委会|村委会|"
    r"人民政府|街道办事处|办事处|服务中心|管理局|管理站|林业站|水务站|图书馆|档案馆|文化站|景区|支行|银行)"
)
_PUBLIC_BODY = re.compile(
    r"(?:居民委员会|村民委员会|居委会|村委会|人民政府|办事处|综合服务中心|群众服务中心|管理局|管理站|"
    r"工作站|林业站|水务站|社区|街道)$"
)
_NAME = r"[\u4e00-\u9fffA-Za-z0-9·&（）()\-]"
_AFTER = r"(?=$|\W|招|急|诚|高薪|直招|现|因|20\d\d|需|岗位|用工|地址|电话|联系)"
_AT_START = re.compile(
    rf"^(?P<name>{_NAME}{{2,28}}?(?:{_COMPANY}|{_WORKSHOP}|{_TRADES}|{_INSTITUTIONS})){_AFTER}"
)
_STRONG_AT_START = re.compile(
    rf"^(?P<name>{_NAME}{{2,28}}?(?:{_COMPANY}|{_WORKSHOP}|{_TRADES})){_AFTER}"
)
_BEFORE_CALL = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{2,12}(?:物流|快递|食品|服饰|制衣|电子|建材|装饰|汽修|纺织|家具|印刷|包装|物业|餐饮|烧烤|"
    r"劳务|保安|保洁|搬家|装修|五金|塑胶|鞋业|玩具|茶业|酒业|米业|矿业|化工|科技))\s*[：:]?\s*(?:现|急|诚|高薪|大量|长期)*[招聘]"
)
_ENTERPRISE = re.compile(
    rf"(?:{_COMPANY}|{_TRADES}|汽贸|商贸|药业|酒业|茶业|矿业|置业|传媒|科技|物流|快递|食品|电子|服饰|制衣|家具|家私|"
    r"建材|装饰|物业|保安|烘焙|母婴护理中心|护理中心|家政(?:服务)?中心|月子中心|搬家|培训学校|培训中心|健身中心|分拨中心)(?:[（(].*[)）])?$"
)
_IS_WORKSHOP = re.compile(_WORKSHOP)
_GENERIC = re.compile(
    r"^(?:20\d\d年?)?(?:[\u4e00-\u9fff]*(?:省|市|区|县|镇|乡|街道|社区|园|年|各|家|重点|部分|辖区|全区|全县|本地|外地))?"
    rf"(?:{_WORKSHOP}|企业|公司|工厂|厂|店|酒店|超市|合作社|家政|学校|医院)$"
)
_BULLETS = re.compile(
    r"^(?:[\s\W_]*(?:[一二三四五六七八九十]{1,3}|\d{1,3})[、.．:：)）](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|[【\[（(]\d{1,3}[】\]）)]|第[一二三四五六七八九十\d]{1,3}[、.家]|[①-⑳]|[^\w\u4e00-\u9fff（(【\[]+"
    r"|[【\[](?:急?招|招聘|招工|急聘|诚聘|高薪|热招|转发|直招)[^】\]]{0,4}[】\]]|(?:急招|招聘|招工|急聘|诚聘)[:：])+"
)

_FRAMED = re.compile(
    rf"[【\[《「『“](?P<name>{_NAME}{{2,28}}(?:{_COMPANY}|{_WORKSHOP}|{_TRADES}|{_INSTITUTIONS}))[】\]》」』”][:：]?\s*(?P<rest>.*)",
    re.DOTALL,
)


def strip_bullet(text: str) -> str:
    """Take numbering, signs and calls like 【急招】 off the front, and 【】 off a firm's name."""
    bare = _BULLETS.sub("", text.strip(), count=1).strip()
    framed = _FRAMED.match(bare)
    return f"{framed['name']} {framed['rest']}".strip() if framed else bare


def find_firm(text: str, *, institutions: bool = False) -> str | None:
    """Give the employer's name that begins *text* (numbering and signs apart), or None.

    Generic words (重点企业, 万山区就业帮扶车间) are no name. With *institutions* also hospitals,
    schools, committees.
    """
    bare = strip_bullet(text)
    found = (_AT_START if institutions else _STRONG_AT_START).match(bare)
    found = found or _BEFORE_CALL.match(bare)
    if found is None:
        return None
    name = found["name"].strip()
    if _GENERIC.match(name) or re.match(r"招|急聘|诚聘", name):
        return None
    return name


def looks_like_firm(text: str) -> bool:
    """Tell whether the whole *text* is a firm's name rather than a title."""
    bare = re.sub(r"\s+", "", text)
    strong = re.compile(rf"^{_NAME}{{3,}}{_COMPANY}(?:[（(].*[)）])?$")
    return bool(strong.match(bare))


def kind_of_name(name: str | None) -> EmployerKind | None:
    """Tell the kind of employer from its *name*: a workshop, a named firm, else unknown."""
    if not name:
        return None
    bare = re.sub(r"\s+", "", name)
    if _IS_WORKSHOP.search(bare):
        return EmployerKind.WORKSHOP
    return EmployerKind.ENTERPRISE if _ENTERPRISE.search(bare) else None


def is_public_body(name: str | None) -> bool:
    """Tell whether *name* is a committee, a street office or a station of the authorities."""
    return bool(name) and _PUBLIC_BODY.search(re.sub(r"\s+", "", name or "")) is not None


def kind_of_words(text: str) -> EmployerKind | None:
    """Tell the kind from the words of a title, header, section line or type column.

    Words of two kinds together tell none.
    """
    kinds = {
        kind
        for kind, pattern in (
            (EmployerKind.PUBLIC_WELFARE, r"公益性?岗|公岗|公益性就业|护林员选聘"),
            (EmployerKind.WORKSHOP, r"帮扶车间|扶贫车间|就业车间|微工厂|社区工厂"),
            (EmployerKind.ENTERPRISE, r"企业|公司|工厂"),
        )
        if re.search(pattern, text)
    }
    return kinds.pop() if len(kinds) == 1 else None
