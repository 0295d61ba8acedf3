"""Which field of which profile a fact comes from, so that every sentence can be traced.

A field is named by its path, "worker.skills" or "posting.pay_min"; changing it changes what is
said. What was read out of words (an occupation, a shift) is traced to the text that says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.kinds import WorkRegion
from jobmatch.matching.demands import read_strain
from jobmatch.matching.facts import fan_out, is_shift_disputed, read_shift_words
from jobmatch.matching.terms import terms_of

if TYPE_CHECKING:
    from jobmatch.matching.conditions import Condition
    from jobmatch.matching.facts import Knowledge, PostingFacts
    from jobmatch.matching.profiles import PostingProfile, Want, WorkerProfile

Fields = tuple[str, ...]

TITLE, DESCRIPTION, EMPLOYER = "posting.title", "posting.description", "posting.employer"
WANTS = "worker.wishes.wants"
REGISTERED = "登记的职业"
"""The phrase of the want that stands for occupations confirmed by a clerk (facts.py)."""

FIELD_NAMES = {
    "worker.age": "本人年龄",
    "worker.sex": "本人性别",
    "worker.capacity": "劳动能力",
    "worker.schooling": "文化程度",
    "worker.skills": "登记的技能",
    "worker.certificates": "登记的证书",
    "worker.lacked": "说过没有的证书",
    "worker.worked": "做过的工作",
    "worker.occupations": "登记的职业",
    "worker.target_groups": "人员类别",
    "worker.community": "所住社区",
    WANTS: "想做的活",
    "worker.wishes.avoided": "不想做的活",
    "worker.wishes.conditions": "对活的要求",
    "worker.wishes.min_pay": "想要的工资",
    "worker.wishes.no_night": "不上夜班",
    "worker.wishes.no_shifts": "不倒班",
    "worker.wishes.night_only": "只上夜班",
    "worker.wishes.lodging": "要包住",
    "worker.wishes.board": "要包吃",
    "worker.wishes.regions": "愿意去的地区",
    "worker.wishes.near_home": "想离家近",
    "worker.wishes.places": "想去的地方",
    "worker.wishes.kinds": "想去的单位类型",
    "worker.wishes.required": "必须写有的词",
    TITLE: "岗位名称",
    DESCRIPTION: "岗位说明",
    EMPLOYER: "单位名称",
    "posting.kind": "单位类型",
    "posting.occupations": "核定的职业",
    "posting.pay_min": "最低工资",
    "posting.pay_max": "最高工资",
    "posting.pay_unit": "工资怎么算",
    "posting.ages": "招聘年龄",
    "posting.sex_demand": "性别要求",
    "posting.schooling": "学历要求",
    "posting.certificates": "证书要求",
    "posting.shift": "班次",
    "posting.board": "包吃",
    "posting.lodging": "包住",
    "posting.workplace": "工作地点",
    "posting.region": "工作地区",
    "posting.community": "所在社区",
    "posting.demand": "体力等级",
    "posting.groups": "招收人员类别",
    "posting.fresh_on": "发布日期",
    "posting.legal_flags": "法律提示",
}
"""Path of a field → its name in Chinese."""


def of_want(want: Want, worker: WorkerProfile) -> str:
    """Give the field of *worker* that *want* comes from."""
    if want.asked or want in worker.wishes.wants:
        return WANTS
    if want.phrase == REGISTERED:
        return "worker.occupations"
    return "worker.skills" if want.phrase in worker.skills else "worker.worked"


def of_occupation(code: str, posting: PostingFacts, knowledge: Knowledge) -> str:
    """Give the field of *posting* that says its occupation *code*."""
    profile = posting.profile
    if code in profile.occupations:
        return "posting.occupations"
    if not profile.occupations and code in dict(knowledge.read(profile.title)):
        return TITLE
    words = knowledge.segment(profile.title)
    in_title = any(code == read for word in words for read, _ in fan_out(knowledge.read(word)))
    return TITLE if in_title else DESCRIPTION


def of_words(words: str, profile: PostingProfile) -> str:
    """Give the field of *profile* that holds *words*, or most of their terms; the title first."""
    texts = {
        TITLE: profile.title.lower(),
        DESCRIPTION: profile.description.lower(),
        EMPLOYER: (profile.employer or "").lower(),
    }
    for field, text in texts.items():
        if words.lower() in text:
            return field
    terms = terms_of(words)
    return max(texts, key=lambda field: sum(term in texts[field] for term in terms))


def of_shift(posting: PostingFacts) -> str:
    """Give the field of *posting* that tells its shift."""
    if posting.profile.shift is not None and not is_shift_disputed(posting.profile):
        return "posting.shift"
    return TITLE if read_shift_words(posting.profile.title) else DESCRIPTION


def of_strain(posting: PostingFacts, knowledge: Knowledge, *, hazards: bool = False) -> str:
    """Give the field of *posting* that tells how heavy it is, or its *hazards*."""
    profile = posting.profile
    if profile.demand is not None and not hazards:
        return "posting.demand"
    for field, text in ((TITLE, profile.title), (DESCRIPTION, profile.description)):
        by_words = read_strain(text, (), knowledge.demands)
        if by_words.hazards if hazards else by_words.demand is not None:
            return field
    if not posting.occupations:
        return TITLE
    return of_occupation(posting.occupations[0][0], posting, knowledge)


def of_region(posting: PostingProfile, worker: WorkerProfile) -> Fields:
    """Give the fields that tell where *posting* lies as *worker* sees it."""
    if posting.region is not WorkRegion.IN_COMMUNITY or posting.community is None:
        return ("posting.region",)
    if worker.community is None:
        return ("posting.region", "worker.community")
    return ("posting.region", "posting.community", "worker.community")


def of_pay(posting: PostingProfile) -> Fields:
    """Give the fields that tell the pay."""
    known = tuple(
        field
        for field, value in (
            ("posting.pay_min", posting.pay_min),
            ("posting.pay_max", posting.pay_max),
        )
        if value is not None
    )
    return (*known, "posting.pay_unit") if known else ("posting.pay_min", "posting.pay_max")


def of_condition(condition: Condition, posting: PostingFacts, knowledge: Knowledge) -> str:
    """Give the field of *posting* that offers *condition*."""
    profile = posting.profile
    for field, text in (
        (TITLE, profile.title),
        (DESCRIPTION, profile.description),
        (EMPLOYER, profile.employer or ""),
    ):
        if condition.offered.search(text):
            return field
    if by_rule := _field_of_rule(condition.rule, posting, knowledge):
        return by_rule
    if not posting.occupations:
        return TITLE
    return of_occupation(posting.occupations[0][0], posting, knowledge)


def _field_of_rule(rule: str, posting: PostingFacts, knowledge: Knowledge) -> str | None:
    """Give the typed field that the *rule* of a condition looks at; None where it says nothing."""
    if rule == "flexible" and posting.shift is not None:
        return of_shift(posting)
    if rule == "light":
        return of_strain(posting, knowledge)
    if rule == "senior" and posting.profile.ages:
        return "posting.ages"
    return "posting.pay_unit" if rule == "day_pay" else None


def of_papers(posting: PostingFacts) -> str:
    """Give the field that asks for papers: what is written, or the title of work that needs one."""
    return "posting.certificates" if posting.profile.certificates else TITLE


def of_groups(posting: PostingProfile) -> str:
    """Give the field that tells who may fill a public-welfare posting."""
    return "posting.groups" if posting.groups else "posting.kind"
