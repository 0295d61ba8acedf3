"""Which column of a roster is what: header names, as labels or as questions, to fields.

A header is cleaned first (question number, 您的, brackets, question mark), then the first rule
that fits decides. Rules stand from the special to the general; a field of None means "known, and
nothing of ours". The order carries knowledge: 劳动技能 is a capacity, not a skill; 求职意向 is a
wish, 是否愿意就业 a will.
"""

from __future__ import annotations

import re
from enum import StrEnum

from jobmatch.domain import numbers


class RosterField(StrEnum):
    """What a column of a roster can hold; named as in WorkerReading where that has it."""

    NAME = "name"
    ID_NUMBER = "id_number"
    SEX = "sex"
    BIRTH_DATE = "birth_on"
    HOUSEHOLD_NO = "household_no"
    RELATION = "relation_to_head"
    PHONE = "phone"
    HOUSEHOLD_PHONE = "household_phone"
    SCHOOLING = "schooling"
    HEALTH = "health"
    DISABLED = "disabled"
    CAPACITY = "labour_capacity"
    SKILLS = "skills"
    SKILLS_AND_PAPERS = "skills_and_certificates"
    CERTIFICATES = "certificates"
    EMPLOYED = "employed"
    EMPLOYER = "employer"
    WORKPLACE = "workplace"
    WHEREABOUTS = "whereabouts"
    INCOME = "monthly_income"
    MONTHS = "months_worked"
    WELFARE_POSTING = "welfare_posting"
    WILLING = "willing_to_work"
    WISHES = "wishes"
    COMMUNITY = "community"
    BUILDING = "building"
    UNIT = "unit"
    ROOM = "room_no"
    ADDRESS = "address"
    HEAD_NAME = "head_name"
    IGNORED = "ignored"


FIELD_NAMES: dict[RosterField, str] = {
    RosterField.NAME: "姓名",
    RosterField.ID_NUMBER: "身份证号",
    RosterField.SEX: "性别",
    RosterField.BIRTH_DATE: "出生日期",
    RosterField.HOUSEHOLD_NO: "户编号",
    RosterField.RELATION: "与户主关系",
    RosterField.PHONE: "联系电话",
    RosterField.HOUSEHOLD_PHONE: "户联系电话",
    RosterField.SCHOOLING: "文化程度",
    RosterField.HEALTH: "健康状况",
    RosterField.DISABLED: "是否残疾",
    RosterField.CAPACITY: "劳动能力",
    RosterField.SKILLS: "技能",
    RosterField.SKILLS_AND_PAPERS: "技能与证书",
    RosterField.CERTIFICATES: "证书",
    RosterField.EMPLOYED: "是否就业",
    RosterField.EMPLOYER: "务工单位",
    RosterField.WORKPLACE: "务工地点",
    RosterField.WHEREABOUTS: "在哪里务工",
    RosterField.INCOME: "月收入",
    RosterField.MONTHS: "务工月数",
    RosterField.WELFARE_POSTING: "公益性岗位",
    RosterField.WILLING: "就业意愿",
    RosterField.WISHES: "求职意向",
    RosterField.COMMUNITY: "社区",
    RosterField.BUILDING: "楼栋",
    RosterField.UNIT: "单元",
    RosterField.ROOM: "房号",
    RosterField.ADDRESS: "住址",
    RosterField.HEAD_NAME: "户主",
    RosterField.IGNORED: "不读取",
}

F = RosterField
_CODE = r"(?:编号|号码|卡号|帐号|账号|代码|年度)"
_WANT = r"(?:愿意|愿不愿|意愿|想不想|打算|计划|是否求职|要不要)"
_WORK = r"(?:务工|就业|工作|上班)"
_ASK = r"(?:是否|是不是|有没有|在不在|有无|目前|现在|当前)"
_RULES: tuple[tuple[str, RosterField | None], ...] = (
    # Other people's particulars and papers of other kinds.
    (r"户主.*(?:身份|证件|证号|电话|手机|联系)", None),
    (r"(?:配偶|监护人|法人|法定代表人|联系人|紧急|子女)", None),
    (r"管家|网格员|楼长|填报|填表|审核|登记|录入|调查|帮扶|负责|经办|包保|驻村|培训机构", None),
    (rf"(?:残疾证|证书|银行|社保|营业|统一社会信用).*{_CODE}", None),
    (r"(?:证件|证书)(?:类型|种类|类别)$|^(?:开户|银行)|备注|说明$|序号", None),
    (r"人口?编号|人口数|人数|户内人口|(?<!户)(?<!庭)(?<!籍)编号$", None),
    # Who.
    (r"(?:身份证|公民身份|身份号|证件号|^证号$|^身份证件?$|居民证)", F.ID_NUMBER),
    (r"^户主(?:姓名|名字)?$", F.HEAD_NAME),
    (r"关系", F.RELATION),
    (r"户(?:主)?(?:编号|号|编码|籍号|籍编号|代码|标识)|家庭(?:编号|编码|号)|^户$", F.HOUSEHOLD_NO),
    (r"户.*(?:电话|手机|联系方式)", F.HOUSEHOLD_PHONE),
    (r"(?:企业|单位|公司|厂|社区|家属).*(?:电话|手机|联系方式)", None),
    (r"(?:电话|手机|联系方式|联系号码|移动号)", F.PHONE),
    (r"姓名|名字|^成员$|^家庭成员$|^劳动力$|^人员$|^名单$", F.NAME),
    (r"性别", F.SEX),
    (r"出生|生日", F.BIRTH_DATE),
    (r"年龄|民族|政治面貌|婚姻", None),
    (r"住.*社区|社区$|安置点", F.COMMUNITY),
    # Schooling, health, capacity.
    (r"在校|失学|辍学|就读|毕业(?:院校|学校|时间|年)|所学|专业$", None),
    (r"文化|学历|教育程度|最高学位", F.SCHOOLING),
    (r"劳动(?:技能|能力|力类型|力类别|力状况|力情况|力性质)|^劳力", F.CAPACITY),
    (r"残疾(?:类别|类型|等级|状况|情况)?$|是否.*残疾|^残疾", F.DISABLED),
    (r"(?:是否|有无).*(?:医疗|养老|保险|低保|救助|特困|健康扶贫|普通话|国外|脱贫|监测)", None),
    (r"健康|身体|患病|病史", F.HEALTH),
    # Will and wishes, before the words of work that they contain.
    (rf"{_WANT}.*(?:工种|岗位|行业|地点|地区|区域|地$|待遇|薪|工资|要求|培训)", F.WISHES),
    (r"培训(?:意愿|需求|意向)", None),
    (rf"{_WANT}(?!.*(?:什么|哪))", F.WILLING),
    (r"意向|期望|希望|想(?:找|做|干|要|去|从事)|要求|需求|找什么|诉求", F.WISHES),
    (r"求职(?:方向|工种|岗位)", F.WISHES),
    # Papers and skills.
    (r"技能等级|技术等级|考核|成绩|培训(?:时间|日期|地点|天数|类型|次数)|开班", None),
    (r"(?:技能|特长|专长).*证|证.*(?:技能|特长|专长)", F.SKILLS_AND_PAPERS),
    (r"证书|证照|资格|驾照|驾驶证|持证|有(?:哪些|什么|何)证|^证$|获证", F.CERTIFICATES),
    (r"技能|特长|擅长|专长|手艺|技术|有何能力|^工种$|培训(?:工种|项目|内容|专业)", F.SKILLS),
    (r"会(?:做|干|些)?(?:什么|啥|哪些|的活)|能(?:做|干)(?:什么|啥)", F.SKILLS),
    # Work.
    (r"原因|渠道|行业|产业|从事", None),
    (rf"(?:开始|结束|外出|返乡|失业|离岗|上岗|合同|{_WORK})(?:时间|日期|年月)(?!.*月\)?$)", None),
    (r"公益.*(?:月数|月)|公益性?岗位?(?:类型|名称|岗位)?$", F.WELFARE_POSTING),
    (r"(?:务工|工作|就业).*(?:月数|时间.*月|\(月\))|月数$", F.MONTHS),
    (r"(?:人均|家庭|户).*(?:收入|纯收入)|年收入|期望.*薪", None),
    (r"收入|工资|月薪|薪资|薪酬|挣(?:多少|的钱)?|报酬", F.INCOME),
    (r"(?:在|去)(?:哪里?|什么地方|何处)|去向|上班的地方|务工情况$", F.WHEREABOUTS),
    (r"(?:单位|企业|公司)(?:及|和|、|与|/).*(?:地址|地点|所在地)", F.WHEREABOUTS),
    (r"(?:地址|地点|所在地)(?:及|和|、|与|/).*(?:单位|企业|公司)", F.WHEREABOUTS),
    (rf"(?:{_WORK}|从业|用工).*(?:所在地|地点|地址|区域|地区|地方|地$)", F.WORKPLACE),
    (r"(?:填报|主管|所属)(?:单位|部门)", None),
    (r"(?:企业|单位|公司|工厂|用人|雇主|用工方)(?:名称|全称)?$", F.EMPLOYER),
    (rf"{_WORK}的?(?:企业|单位|公司|厂)", F.EMPLOYER),
    (rf"{_ASK}.*(?:{_WORK}|在岗|有活)|^在岗", F.EMPLOYED),
    (rf"(?:{_WORK}|从业|上岗|在岗)(?:状况|状态|情况|与否|否|形式)?$", F.EMPLOYED),
    # Where they live.
    (r"户籍|籍贯|迁出|原住|老家", None),
    (r"住址|地址|居住地|住在哪里?$|住所|家庭位置", F.ADDRESS),
    (r"社区|安置点|小区|^村|村居|村\(社区\)|行政村", F.COMMUNITY),
    (r"楼栋|栋号|楼号|几栋|^栋|幢|楼房号?$|^楼$", F.BUILDING),
    (r"^单元", F.UNIT),
    (r"房号|房间|门牌|室号|^室$", F.ROOM),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), field) for pattern, field in _RULES)
_QUESTION_NUMBER = re.compile(r"^[（(]?\d{1,2}[)）.、．:：]+\s*|^[Qq]\d{1,2}[.、:：]?")
_POLITE = re.compile(
    r"您的|您|你的|你|请问|请填写|请选择|请输入|本人的?"
    r"|成员(?=联系|电话|手机|身份|证件)|劳动力(?=姓名|身份|电话)"
)
_BRACKETS = re.compile(r"[（(【\[][^（()）】\]]*[)）】\]]")
_KEPT_BRACKETS = re.compile(r"[(（](?:月|个月|社区|月数)[)）]")
_MAX_LABEL = 40


def clean_header(text: str) -> str:
    """Give a header's words alone: no question number, politeness, bracketed hints or marks."""
    plain = numbers.squeeze(text)
    plain = _QUESTION_NUMBER.sub("", plain)
    kept = "".join(_KEPT_BRACKETS.findall(plain))
    plain = _BRACKETS.sub("", plain) + kept
    plain = _POLITE.sub("", plain)
    return plain.strip("*：:？?。;；、,，-—_ ")


def field_of(text: str) -> RosterField | None:
    """Give the field that a header means, None when it means none of ours."""
    return known_as(text)[1]


def known_as(text: str) -> tuple[bool, RosterField | None]:
    """Tell whether a header is a known one, and the field that it means (None: none of ours)."""
    label = clean_header(text)
    if not label or len(label) > _MAX_LABEL:
        return False, None
    for pattern, field in _COMPILED:
        if pattern.search(label):
            return True, field
    return False, None
