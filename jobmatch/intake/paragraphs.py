"""Running text: a paragraph or chat message into the employer, its jobs, and what all share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jobmatch.domain import numbers
from jobmatch.intake import blocks, firms


@dataclass(frozen=True, slots=True)
class Job:
    """A posting in running text: title, the text that is its own, and how many it asks for."""

    title: str
    text: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or chat block: employer, its jobs, and what holds for all of them."""

    employer: str | None
    jobs: tuple[Job, ...]
    shared: str


_TITLE_KEY = re.compile(
    r"(?:^|(?<=[\n，,；;。\s]))(?:招聘|招工|需求|用工)?(?:岗位|职位|工种|活路|活儿)"
    r"(?:名称|[一二三四五六七八九十\d]{1,2})?\s*[:：]\s*(?P<title>[^\n，,；;。]+?)(?=\s+\S{2,6}[:：]|[\n，,；;。]|$)"
)
_CALL = (
    r"(?:现|急|诚|大量|长期|特|另|还|因[^，,；;。]{1,8}[，,]|面向社会)*"
    r"(?:招聘|招收(?![银割购费纳发货])|招募|招工(?![程艺匠])|急招|诚聘|急聘|直招|招|聘用?|找|要|需要?|缺)"
)
_NUMERAL = "[一二两三四五六七八九十]"
_COUNTED = re.compile(
    rf"(?:^|(?<=[，,。；;：:、\n\s（(]))(?:[（(]?(?:\d{{1,2}}|[一二三四五六七八九十])[、.．)）](?!\d))?\s*(?:{_CALL})?\s*"
    r"(?P<title>(?:[\u4e00-\u9fff]{2,6}、){0,3}[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff]{0,13}?"
    r"(?:[（(][^（()）]{1,10}[)）])?)\s*[:：]?\s*(?:约|共|(?P<each>各))?"
    rf"(?P<count>\d{{1,4}}(?:-\d{{1,4}})?|{_NUMERAL}|若干|数|多)(?P<unit>[名人个位]|(?<=若干))(?!月|小时|间|一间|/间|以上|钟)"
)
_CALLED = re.compile(
    rf"(?:^|(?<=[，,。；;：:\n\s]))[\u4e00-\u9fff]{{0,5}}?{_CALL}\s*[:：]?\s*(?P<title>[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff/（）()]{{1,11}}?)(?=[，,。；;！!\n\s]|$)"
)
_COUNT_FIRST = re.compile(
    rf"(?:^|(?<=[，,。；;：:、\n\s（(]))(?:[\u4e00-\u9fff]{{0,6}}?{_CALL}\s*[:：]?\s*(?:约|共)?|(?=\d{{1,4}}[名位]))"
    rf"(?P<count>\d{{1,4}}(?:-\d{{1,4}})?|{_NUMERAL}|若干|数|多|几)(?P<unit>[名人个位]|(?<=若干))(?!月|小时|钟|间|以上|一间)"
    r"(?:工?人)?(?:来|去|帮忙|帮)?(?P<title>[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff]{1,11}?(?:[（(][^（()）]{1,10}[)）])?)"
    r"(?=[，,。；;、！!\n\s]|$)"
)
_NO_TITLE = re.compile(
    r"(?:要|找|招聘?|需要?|缺|聘)$|^[要招找需共约各缺聘收另还]$|^(?:岗位|工种|职位|人员|条件|对象|要求|流程|方式|单位|人才)$|年龄|工资|月薪|底薪|经验|男女|宿舍|每|工作|电话|联系|地址|以上|以下|左右|提供|包[吃住]|人数|^[男女]$|限|共|名额|"
    r"满$|住宿|报名|咨询|合计|规模|员工$|现有|公司|企业|啦|吧|信息|启事|公告|简章|们|^[工人]$|工作|合适|以下|如下"
)

_LABELLED = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）()]{3,16}[业部心队社坊园场院校站馆城汇局商房库厨])[：:](?=.*\d)"
)
_OF_ALL = re.compile(r"\n(?:公司|工作|单位)?(?:地址|地点|厂址|福利|待遇|联系|电话|手机|咨询|以上)")
_NO_EMPLOYER = re.compile(r"招|聘|岗|工种|要求|地址|电话|联系|工资|待遇|说明|提示|服务$|须知|部分")


def read_block(text: str) -> Block:
    """Read a paragraph: the employer that begins it, the jobs it names, what holds for all."""
    employer, rest = _split_employer(firms.strip_bullet(text))
    plain = numbers.write_digits(numbers.tidy(rest))
    keyed = list(_TITLE_KEY.finditer(plain))
    if keyed:
        return _by_keys(employer, plain, keyed)
    marks = [one for one in _COUNTED.finditer(plain) if _is_title(one["title"])]
    told = [mark.span() for mark in marks]
    marks += [
        one
        for one in _COUNT_FIRST.finditer(plain)
        if _is_title(one["title"]) and all(one.end() <= a or one.start() >= b for a, b in told)
    ]
    marks.sort(key=lambda one: one.start())
    if not marks and re.search(r"\d|面议|计件", plain):
        marks = [one for one in _CALLED.finditer(plain) if _is_title(one["title"])]
    if not marks:
        return Block(employer, (), plain)
    if len(marks) == 1:
        return Block(employer, tuple(_jobs(marks[0], plain)), "")
    return _several(employer, plain, marks)


def _by_keys(employer: str | None, plain: str, keyed: list[re.Match[str]]) -> Block:
    """Read titles given by key; lines of address and telephone behind the last are of all."""
    if len(keyed) == 1:
        return Block(employer, (Job(keyed[0]["title"].strip(), plain),), "")
    shared = [plain[: keyed[0].start()]]
    jobs = []
    for mark, end in blocks.spans(keyed, len(plain)):
        own = plain[mark.start() : end]
        found = _OF_ALL.search(own) if end == len(plain) else None
        if found is not None:
            shared.append(own[found.start() :])
            own = own[: found.start()]
        jobs.append(Job(mark["title"].strip(), own))
    return Block(employer, tuple(jobs), "\n".join(filter(None, (one.strip() for one in shared))))


def calls(text: str) -> bool:
    """Tell whether *text* calls for people, though it may give no detail yet."""
    plain = numbers.write_digits(numbers.tidy(text))
    patterns = (_COUNTED, _COUNT_FIRST, _CALLED)
    found = (one for pattern in patterns for one in pattern.finditer(plain))
    return any(_is_title(one["title"]) for one in found)


def _split_employer(bare: str) -> tuple[str | None, str]:
    """Split the employer's name off the front; a label before a job may be a name too."""
    employer = firms.find_firm(bare, institutions=True)
    if employer is not None:
        return employer, bare[len(employer) :].lstrip(" ：:，,。！!❗🔥直")
    labelled = _LABELLED.match(bare)
    if labelled and not _NO_EMPLOYER.search(labelled["name"]):
        return labelled["name"], bare[labelled.end() :]
    return None, bare


def _jobs(mark: re.Match[str], text: str) -> list[Job]:
    """Make the jobs of one mark: "针车工、成型工各20名" are two."""
    title = _plain_title(mark["title"])
    names = re.split(r"[、和及]", title) if mark.groupdict().get("each") else [title]
    return [Job(name, text, _count(mark)) for name in names if name]


def _is_title(text: str) -> bool:
    return not _NO_TITLE.search(_plain_title(text))


def _plain_title(title: str) -> str:
    """Give a title without the call before it (本人工地需要木工 → 木工)."""
    bare = re.sub(
        r"^.*(?:需要|急需|招聘|急招|诚聘|招收(?![银割购费纳发货])|招(?![待商投标生]))", "", title
    )
    return bare if len(bare) > 1 else title


def _count(mark: re.Match[str]) -> str:
    parts = mark.groupdict()
    return (parts.get("count") or "") + (parts.get("unit") or "")


def _several(employer: str | None, plain: str, marks: list[re.Match[str]]) -> Block:
    jobs: list[Job] = []
    shared = [plain[: marks[0].start()]]
    for mark, end in blocks.spans(marks, len(plain)):
        whole = plain[mark.start("title") : end]
        own, _, after = _cut(whole)
        jobs += _jobs(mark, own)
        shared.append(after)
    jobs = _lend(jobs)
    bare = [len(job.text) - len(job.title) for job in jobs]
    longest = 6  # a count and its unit, no detail
    if max(bare[:-1]) <= longest < bare[-1]:
        head = re.match(r".*?[名人个位]", jobs[-1].text)
        cut = head.end() if head else 0
        shared.append(jobs[-1].text[cut:])
        jobs[-1] = replace(jobs[-1], text=jobs[-1].text[:cut])
    return Block(
        employer, tuple(jobs), "，".join(filter(None, (one.strip(" ，,；;。") for one in shared)))
    )


def _lend(jobs: list[Job]) -> list[Job]:
    """Give jobs strung together by 、 the details that follow the last of them."""
    lent: list[Job] = []
    details = ""
    for job in reversed(jobs):
        if re.search(r"[、及和/]\s*$", job.text):
            lent.append(replace(job, text=job.text + details))
            continue
        head = re.match(r".*?[名人个位]", job.text)
        details = job.text[head.end() :] if head else ""
        lent.append(job)
    return lent[::-1]


def _cut(whole: str) -> tuple[str, str, str]:
    """Cut a job's text where its own part ends: at the end of a sentence or item."""
    found = re.search(r"[。；;\n]", whole)
    return (
        (whole, "", "")
        if found is None
        else (whole[: found.start()], found[0], whole[found.end() :])
    )
