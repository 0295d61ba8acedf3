"""The vocabulary of headers: roles of columns, names seen for each, rules for names not seen."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a column of a posting table holds."""

    SERIAL = "serial"
    EMPLOYER = "employer"
    TITLE = "title"
    PLACES = "places"
    PLACES_MALE = "places_male"
    PLACES_FEMALE = "places_female"
    PAY = "pay"
    PAY_MIN = "pay_min"
    PAY_MAX = "pay_max"
    PAY_PROBATION = "pay_probation"
    PAY_UNIT = "pay_unit"
    AGES = "ages"
    AGES_MALE = "ages_male"
    AGES_FEMALE = "ages_female"
    AGE_MIN = "age_min"
    AGE_MAX = "age_max"
    SEX = "sex"
    SCHOOLING = "schooling"
    CERTIFICATES = "certificates"
    SHIFT = "shift"
    BOARD = "board"
    LODGING = "lodging"
    BOARDING = "boarding"
    INSURANCE = "insurance"
    WELFARE = "welfare"
    WORKPLACE = "workplace"
    AREA = "area"
    CONTACT = "contact"
    PHONE = "phone"
    DEADLINE = "deadline"
    DEMANDS = "demands"
    DUTIES = "duties"
    REMARK = "remark"
    KIND = "kind"
    ROSTER = "roster"
    IGNORED = "ignored"


ROLE_NAMES: dict[Role, str] = {
    Role.SERIAL: "序号",
    Role.EMPLOYER: "用人单位",
    Role.TITLE: "岗位",
    Role.PLACES: "人数",
    Role.PLACES_MALE: "男性人数",
    Role.PLACES_FEMALE: "女性人数",
    Role.PAY: "工资",
    Role.PAY_MIN: "最低工资",
    Role.PAY_MAX: "最高工资",
    Role.PAY_PROBATION: "试用期工资",
    Role.PAY_UNIT: "工资单位",
    Role.AGES: "年龄",
    Role.AGES_MALE: "男性年龄",
    Role.AGES_FEMALE: "女性年龄",
    Role.AGE_MIN: "最小年龄",
    Role.AGE_MAX: "最大年龄",
    Role.SEX: "性别",
    Role.SCHOOLING: "学历",
    Role.CERTIFICATES: "证书",
    Role.SHIFT: "班次",
    Role.BOARD: "包吃",
    Role.LODGING: "包住",
    Role.BOARDING: "食宿",
    Role.INSURANCE: "保险",
    Role.WELFARE: "福利",
    Role.WORKPLACE: "工作地点",
    Role.AREA: "所属区域",
    Role.CONTACT: "联系人",
    Role.PHONE: "联系电话",
    Role.DEADLINE: "截止日期",
    Role.DEMANDS: "要求",
    Role.DUTIES: "岗位职责",
    Role.REMARK: "备注",
    Role.KIND: "单位类型",
    Role.ROSTER: "人员信息",
    Role.IGNORED: "不读取",
}

NAMES_BY_ROLE: dict[Role, str] = {
    Role.SERIAL: ("序号 序 编号 no 岗位编号 岗位代码 职位编号 展位 展位号 摊位号 项目"),
    Role.EMPLOYER: (
        "企业名称 企业 公司 公司名称 单位名称 用人单位 用工单位 用工企业 用人企业 "
        "招聘单位 招聘企业 招工单位 用工主体 车间名称 单位 厂名 店名 雇主 东家 哪家要人 "
        "company employer 用人单位名称 需求单位 招工企业 用工方 企业单位名称 老板"
    ),
    Role.TITLE: (
        "岗位 岗位名称 职位 职位名称 工种 招聘岗位 招聘工种 招聘职位 招工岗位 需求工种 "
        "需求岗位 用工岗位 活路 position job 工作岗位 岗位工种 缺工岗位 缺工工种 职务 "
        "招聘岗位及人数 岗位及人数 岗位名称及人数"
    ),
    Role.PLACES: (
        "人数 招聘人数 需求人数 岗位数 岗位人数 缺工数 缺工人数 用工人数 招几个 要几个 "
        "需求数 数量 开发数量 名额 招聘名额 qty headcount 需求数量 招工人数 用工数 "
        "岗位数量 需要人数 招聘数量 拟招人数 计划数"
    ),
    Role.PAY: (
        "工资 薪资 月薪 薪酬 薪资待遇 工资待遇 月工资 薪酬待遇 工资标准 月收入 工钱 "
        "综合工资 工价 salary wage 补贴标准 岗位补贴 报酬 薪资范围 薪水 每月工资 日工资 "
        "时薪 工资报酬 综合月薪 待遇"
    ),
    Role.AGES: ("年龄 年龄段 年龄要求 年龄范围 age 年纪"),
    Role.SEX: ("性别 男女 性别要求 sex gender 男女要求"),
    Role.SCHOOLING: ("学历 文化 文化程度 学历要求 最低学历 edu education 受教育程度"),
    Role.CERTIFICATES: ("证书 证件 资格证书 技能证书 持证要求 cert certificate 驾照"),
    Role.SHIFT: (
        "时间 班次 班制 上班时间 工作时间 工作班次 上班形式 shift 工时 工作制 作息时间 白天夜晚"
    ),
    Role.BOARD: ("包吃 管吃 吃 包餐 meals 用餐 工作餐"),
    Role.LODGING: ("包住 管住 住 住宿 dorm 宿舍"),
    Role.BOARDING: ("食宿 吃住 包吃住 食宿情况 是否包吃住 食宿条件"),
    Role.INSURANCE: ("保险 社保 五险 社会保险 insurance 五险一金 参保"),
    Role.WELFARE: ("福利 福利待遇 待遇说明 食宿及保险 其他待遇 福利保障"),
    Role.WORKPLACE: (
        "地方 去处 在哪 在哪里 哪里 "
        "工作地点 工作地址 地址 工作地 上班地点 厂址 工作地区 单位地址 公司地址 "
        "上岗地点 上岗地址 用工地点 在哪点 location 地点"
    ),
    Role.AREA: ("街道 乡镇 镇街 街道乡镇 区县 县区 园区 社区 所属街道 片区"),
    Role.CONTACT: ("联系人 负责人 联络人 contact 对接人"),
    Role.PHONE: (
        "电话 联系电话 手机 手机号 联系方式 招工电话 tel phone 手机座机 座机 "
        "联系人及电话 负责人及电话 咨询电话 联系人电话"
    ),
    Role.DEADLINE: (
        "截止日期 截止时间 截止 有效期 有效期至 招聘截止 报名截止 deadline 招聘期限 截止日"
    ),
    Role.DEMANDS: (
        "要求 任职要求 岗位要求 招聘条件 招聘要求 条件 任职条件 入职须知 技能要求 "
        "其他要求 用工要求 应聘条件"
    ),
    Role.DUTIES: ("岗位职责 工作内容 职责 工作职责 主要职责"),
    Role.REMARK: (
        "备注 说明 职位描述 岗位描述 其他 remark 备注说明 岗位说明 具体情况 详细情况 具体内容 内容"
    ),
    Role.ROSTER: (
        "姓名 身份证号 身份证号码 户主姓名 与户主关系 民族 出生日期 务工企业名称 "
        "从事工种 务工地点 公民身份号码 健康状况 劳动技能"
    ),
}
"""Names as columns.plain_name gives them, by white space."""

RULES: tuple[tuple[str, Role], ...] = (
    (r"身份证|公民身份|户主|民族|出生|关系$|政治面貌|就业状态|务工|就业意愿|求职意向", Role.ROSTER),
    (r"^(序号?|编号|no|id|行号)$|(编号|代码|编码|信用代码)$|展位|摊位", Role.SERIAL),
    (
        r"出勤|填报|填表|采集|发布|登记|更新|行业|(企业|单位|公司)(规模|简介)|经营|产业|注册",
        Role.IGNORED,
    ),
    (
        r"法人|用工形式|(聘用|协议|服务|安置|合同)期|合同|浏览|链接|邮箱|mail|微信|qq|传真|邮编|用工(日期|时间)|用人(日期|时间)",
        Role.IGNORED,
    ),
    (
        r"(企业|职工|员工|现有|在岗|已招|到岗|在职|报名|意向|其中).*(人数|数量)|^其中",
        Role.IGNORED,
    ),
    (r"(面试|报名|集合|招聘会)(时间|地点|地址)|企业数|状态$", Role.IGNORED),
    (r"(岗位|主体|招聘|企业|单位|公司)(性质|类型|属性|类别)|类别$", Role.KIND),
    (r"试用|实习", Role.PAY_PROBATION),
    (r"转正|正式", Role.PAY),
    (r"(工资|薪资|薪酬|计薪|待遇|计酬|报酬)(单位|周期|计量)|计量单位", Role.PAY_UNIT),
    (r"(最低|最小|起始).*年龄|年龄.*(下限|最小|最低|起)|minage|agemin", Role.AGE_MIN),
    (r"(最高|最大|截止).*年龄|年龄.*(上限|最大|最高|止)|maxage|agemax", Role.AGE_MAX),
    (r"(最低|最小).*(工资|薪)|(工资|薪.*)(下限|最低)|minsalary|salarymin", Role.PAY_MIN),
    (r"(最高|最大).*(工资|薪)|(工资|薪.*)(上限|最高)|maxsalary|salarymax", Role.PAY_MAX),
    (r"^年龄(条件|要求|限制|范围|段)$", Role.AGES),
    (r"(?=.*年龄)(?=.*(性别|学历|对象|条件|技能|文化))", Role.DEMANDS),
    (r"(?=.*性别)(?=.*(学历|条件|技能|文化))", Role.DEMANDS),
    (r"年龄|年纪|岁|^age", Role.AGES),
    (r"性别|男女|^sex|gender", Role.SEX),
    (r"学历|文化|教育程度|^edu", Role.SCHOOLING),
    (r"证书|证件|资质|资格证|持证|驾照|^cert|技能证", Role.CERTIFICATES),
    (
        r"(?=.*(食宿|吃住))(?=.*(保险|社保|福利))|福利|待遇说明|其[他它]待遇|生活(待遇|条件|保障|安排)",
        Role.WELFARE,
    ),
    (r"吃住|食宿|膳宿|包吃包住|住吃", Role.BOARDING),
    (r"包吃|管吃|用餐|就餐|工作餐|伙食|午餐|中餐|meal|包餐|吃饭|^餐", Role.BOARD),
    (r"包住|管住|住宿|宿舍|dorm|lodging", Role.LODGING),
    (r"五险|社保|保险|参保|insur|公积金", Role.INSURANCE),
    (r"截[止至]|有效期|到期|deadline|招聘期限|失效", Role.DEADLINE),
    (
        r"班次|班制|上班(时间|形式|时段)|工作(时间|班|制)|工时|^shift|作息|白天|倒班|时段|上下班",
        Role.SHIFT,
    ),
    (r"联系|电话|手机|座机|热线|^tel|phone|mobile", Role.PHONE),
    (r"负责人|联络|contact|对接人|招聘专员", Role.CONTACT),
    (r"经验|工龄", Role.DEMANDS),
    (
        r"地点|地址|地区|(?<!所属)区域|城市|所在地|在哪|厂址|位置|location|address|工作地|上班地|(用工|上工|干活|做工)地|哪里",
        Role.WORKPLACE,
    ),
    (r"(岗位|工种|职位).*(人数|数量)", Role.TITLE),
    (r"职责|工作内容|主要工作|干些啥", Role.DUTIES),
    (r"要求|条件|须知|对象|资格|技能|能力", Role.DEMANDS),
    (
        r"描述|备注|说明|其[他它]|补充|详情|(?:具体|详细|基本)(?:情况|内容|信息)|remark|note|memo",
        Role.REMARK,
    ),
    (
        r"(缺|招|用|需).*(工种|岗位|职位)|(招聘|招工|用工|用人)(信息|内容|需求|情况|明细)$",
        Role.TITLE,
    ),
    (
        r"(计划|拟)(用|招|聘|录)|人员需求|(招聘|招工|用工)规模|缺员|^需求$|人数|名额|几[个人名]|缺工|缺口|(用工|需求|招工|缺员)(数|量)|数量|岗位数|^qty|headcount|多少人",
        Role.PLACES,
    ),
    (r"待遇|工资|薪|收入|工价|酬|补贴|工钱|salary|wage|^pay|单价|多少钱|元/", Role.PAY),
    (r"(街道|乡镇|镇街|区县|县区|园区|社区|片区|乡|镇)$|^所属|所属(区|街|乡|镇)", Role.AREA),
    (r"岗位|职位|工种|活路|职务|position|jobtitle|^job|干[啥什]|做[啥什]|做什么", Role.TITLE),
    (
        r"企业|公司|单位|用人|用工|雇主|东家|厂|车间|老板|哪家|谁家|商家|company|employer|firm|主体|店名",
        Role.EMPLOYER,
    ),
)
"""Patterns over plain names; the first that is found decides, so the special stand first."""

CHILDREN: tuple[tuple[tuple[Role, ...], str, Role], ...] = (
    ((Role.PHONE, Role.CONTACT), r"^(姓名|人|联系人|称呼|名字|联络人)$", Role.CONTACT),
    ((Role.PHONE, Role.CONTACT), r"电话|手机|号码|方式", Role.PHONE),
    ((Role.AGES, Role.DEMANDS), r"^男", Role.AGES_MALE),
    ((Role.AGES, Role.DEMANDS), r"^女", Role.AGES_FEMALE),
    ((Role.AGES,), r"下限|最[小低]|起|从", Role.AGE_MIN),
    ((Role.AGES,), r"上限|最[大高]|止|到", Role.AGE_MAX),
    ((Role.PLACES,), r"^男", Role.PLACES_MALE),
    ((Role.PLACES,), r"^女", Role.PLACES_FEMALE),
    ((Role.PLACES,), r"合计|总|小计|不限", Role.PLACES),
    ((Role.PAY,), r"试用|实习|学徒", Role.PAY_PROBATION),
    ((Role.PAY,), r"下限|最[小低]", Role.PAY_MIN),
    ((Role.PAY,), r"上限|最[大高]", Role.PAY_MAX),
    ((Role.PAY,), r"单位", Role.PAY_UNIT),
    ((Role.BOARDING, Role.WELFARE, Role.PAY), r"^(包|管|提供)?(吃|餐|伙食|三餐|午餐)", Role.BOARD),
    ((Role.BOARDING, Role.WELFARE, Role.PAY), r"^(包|管|提供)?(住|宿)", Role.LODGING),
    ((Role.EMPLOYER,), r"^(名称|全称)$", Role.EMPLOYER),
    ((Role.TITLE,), r"^(名称|工种)$", Role.TITLE),
)
"""(roles a parent may have, pattern over the child's plain name, role of the child)."""
