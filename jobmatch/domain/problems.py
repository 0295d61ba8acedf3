"""Kinds of defects in incoming data, and the flaw that a parser reports instead of guessing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """What is wrong with a cell, row or file."""

    TRUNCATED = "truncated"
    INVALID = "invalid"
    CONFLICT = "conflict"
    MISSING = "missing"
    DUPLICATE = "duplicate"


PROBLEM_NAMES: dict[ProblemKind, str] = {
    ProblemKind.TRUNCATED: "内容被截断",
    ProblemKind.INVALID: "内容不合格",
    ProblemKind.CONFLICT: "前后矛盾",
    ProblemKind.MISSING: "缺少内容",
    ProblemKind.DUPLICATE: "重复",
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a text gave no value: the *kind*, and a Chinese *sentence* that says what to write."""

    kind: ProblemKind
    sentence: str
