"""Certificates and driving licences that a posting asks for or a person holds."""

from __future__ import annotations

import re

from jobmatch.domain import numbers

_LICENCE = re.compile(
    r"(?<![A-Za-z\d员])([ABCDE][123]?)(?:(?:及|或)?以上)?(类|级)?(?:的)?(机动车)?(驾驶执照|驾驶证|驾照|驾车证|本(?!科)|照(?!看|顾|明)|证)(?:(?:及|或)?以上)?"
)
_LICENCE_AFTER = re.compile(r"(驾驶证|驾照)[:：]?(?:要求)?([ABCDE][123])(?:(?:及|或)?以上)?")
_LICENCE_BARE = re.compile(r"(?<![A-Za-z\d])([ABC][123])(?=$|[,，。;；、/\s)及以])")
_ANY_LICENCE = re.compile(r"(?:需要?|要|有|持有?|会开车有?|必须有?)?驾照")
_PAPER = re.compile(
    r"[A-Za-z\d一-龥]{1,14}?(?:证书?(?![明件券据照人监])|资格证书?|合格证|(?<=健康)证明)"
)
_LEAD = re.compile(
    r"^.*?(?:持有?效?|具有|具备|拥有|取得|有效?(?!限空间)|需要?|须|要求?|必须|带(?!电)|办理?|凭|考取|提供|含|均|和|与|及|或者?|的|等|需持|者|会(?!计)|相关)(?=[^证])"
)
_NO_PAPER = re.compile(
    r"身份证|毕业证|居住证|保证|学生证|结婚证|准生证|暂住证|户口|退休证|残疾证|凭证|公证|论证|验证|认证|无证|有证|持证|^证|办证|失业证|扣证|押证|工作证|出入证|考证|签证|证件|见证|查证|从业证$|^相关证|^有效证|退伍证"
)
_NOT_ASKED = re.compile(r"优先|(?:无需|不需要?|不要求?|免).{0,8}证")
_CLAUSES = re.compile(
    r"[,，。;；、/\s+\n()|&]+|(?<=证)(?!书|明|[上]?岗|[ABCDE][123]?(?![\u4e00-\u9fff]证))"
)
_NONE = re.compile(r"^(?:无|不限|没有|以上都没有|暂无|/|-|×|否|无要求)*$")


def read_certificates(text: str) -> tuple[str, ...]:
    """List the certificates a text names, as written, in order, each once (叉车证, C1驾照).

    Wishes (优先), identity papers and 持证上岗 are none.
    """
    plain = numbers.squeeze(text)
    if _NONE.match(plain):
        return ()
    plain = numbers.drop_clauses(plain, _NOT_ASKED)
    found: list[str] = []
    for clause in _CLAUSES.split(plain):
        found += _in_clause(clause)
    return tuple(dict.fromkeys(found))


def _in_clause(clause: str) -> list[str]:
    found = []
    licence = _LICENCE.search(clause) or _LICENCE_AFTER.search(clause)
    if licence is not None:
        found.append(_name_licence(licence))
        clause = clause[: licence.start()] + clause[licence.end() :]
    elif _ANY_LICENCE.fullmatch(clause):
        found.append("驾照")
        return found
    elif _LICENCE_BARE.fullmatch(clause) or re.fullmatch(
        r"(?:需|要|有|持)?[ABC][123](?:(?:及|或)?以上)?", clause
    ):
        found.append(re.sub(r"[^ABC123]", "", clause) + "驾照")
        return found
    for match in _PAPER.finditer(clause):
        name = _strip_lead(match[0])
        if len(name) > 1 and not _NO_PAPER.search(name):
            found.append(name)
    return found


def _name_licence(found: re.Match[str]) -> str:
    if found.re is _LICENCE_AFTER:
        return f"{found[2]}{found[1]}"
    return found[1] + (found[2] or "") + found[4]


def _strip_lead(name: str) -> str:
    previous = None
    while previous != name:
        previous = name
        name = _LEAD.sub("", name)
    return name
