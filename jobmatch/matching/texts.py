"""What is left of a posting title or a spoken phrase when the advertising is taken off.

Everything that compares texts compares them cleaned, learned rows and queries alike: a learned
row whose cleaned text equals the cleaned query is that query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobmatch.matching.tokens import fold

_BRACKETS = re.compile(r"[(\[{<【「《〈](?P<inside>[^()\[\]{}<>【】「」《》〈〉]*)[)\]}>】」》〉]?")
_HIRING = re.compile(
    r".{0,24}?(?:诚聘|招聘|急聘|高薪聘|聘请|直招|急招|招募|招收|招)(?!商|标|生|投|采|聘|牌|待|募|工)(?P<rest>.{2,})"
)
_NUMBERS = re.compile(
    r"(?:月薪|年薪|底薪|时薪|日薪|综合|薪资|工资|均薪|保底|无责)?"
    r"\d+(?:\.\d+)?\s*(?:[-~至到—]+\s*\d+(?:\.\d+)?)?\s*"
    r"(?:万|千|百|元|块|k|w|￥|¥|人|名|位|个|岁|小时|h|天|日|月|年|号|%|\+|薪|起|以上|左右|/)*"
)
_SEPARATORS = re.compile(
    r"[\s,，。、;；:：|·•*★☆!！?？~～=_+\-—–…\"'“”‘’\\#()\[\]{}<>【】「」《》〈〉]+"
)
_WORDISH = re.compile(r"[一-鿿㐀-䶿a-z0-9]")


@dataclass(frozen=True, slots=True)
class Noise:
    """Words that tell nothing about the occupation: advertising, welfare, shift, place words."""

    words: tuple[str, ...] = ()

    def pattern(self) -> re.Pattern[str] | None:
        """Give one pattern over all words, longest first, or None when there are none."""
        if not self.words:
            return None
        longest_first = sorted(
            {fold(word) for word in self.words} - {""}, key=lambda w: (-len(w), w)
        )
        return re.compile("|".join(map(re.escape, longest_first)))


class Cleaner:
    """Cleans texts with one table of noise words, compiled once."""

    def __init__(self, noise: Noise | None = None) -> None:
        self._pattern = (noise or Noise()).pattern()

    def clean(self, text: str) -> str:
        """Give the cleaned *text*, never empty when *text* holds a letter or a character.

        Each step is undone when it would leave fewer than two characters: "（保安）" is a title
        that stands in brackets, not a remark.
        """
        folded = fold(text)
        for step in (self._drop_brackets, self._drop_firm, self._drop_numbers, self._drop_noise):
            changed = step(folded)
            if changed != folded and len(_WORDISH.findall(changed)) >= min(
                2, len(_WORDISH.findall(folded))
            ):
                folded = changed
        return squeeze(folded)

    def _drop_brackets(self, text: str) -> str:
        return _BRACKETS.sub(" ", text)

    def _drop_firm(self, text: str) -> str:
        found = _HIRING.fullmatch(text)
        return found["rest"] if found else text

    def _drop_numbers(self, text: str) -> str:
        return _NUMBERS.sub(" ", text)

    def _drop_noise(self, text: str) -> str:
        return self._pattern.sub(" ", text) if self._pattern else text


def squeeze(text: str) -> str:
    """Give *text* folded, without blanks and marks between its characters."""
    return "".join(_SEPARATORS.sub("", fold(text)).split())
