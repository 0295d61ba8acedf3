"""How people say what work they refuse, and what they cannot do: 煮饭不要, 不会开车, 绣不得花.

What somebody refuses or cannot do is a limit, never a wish. What is named again without a denial
is wanted all the same: 不会电焊，想学电焊.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.matching.readings import GAP, ReadKind, Rule, WishReading

if TYPE_CHECKING:
    from collections.abc import Callable

_ANYTHING = r"(?:什么|啥子|啥|哪样|样样|这些|那些|这个|那个)"
_AND = r"(?:[、和跟]|还有|以及)"
_WORD = rf"[一-鿿]{{1,6}}?(?:{_AND}[一-鿿]{{1,6}}?)*"
_PARTICLES = r"(?:了|的|那|这|之|些|种|类|活|路|工作|岗位|班)*"
_NEXT = r"(?=[^一-鿿、]|$|[也又还]?(?:不[要想愿做干去进当搞会是]|莫)|只|就|但)"
"""A refusal ends at a mark, or where the next one begins: 不要保洁不要环卫."""


def word_of(match: re.Match[str]) -> str:
    """Give the word that a refusal names, in whichever of its groups it stands."""
    return next((word.strip() for word in match.groupdict().values() if word), "")


def refused(reading: WishReading, match: re.Match[str]) -> bool:
    """Keep a work refused in plain words: by this word and, where it is known, by its kind."""
    words = [each for each in re.split(_AND, word_of(match)) if each]
    reading.refused = (*reading.refused, *words)
    avoided = (*reading.wishes.avoided, *words)
    meaning = f"不要“{'、'.join(words)}”"
    return bool(words) and reading.note(ReadKind.LIMIT, match.group(), meaning, avoided=avoided)


def _cannot(reading: WishReading, match: re.Match[str]) -> bool:
    word = match["verb"] + match["object"]
    avoided = (*reading.wishes.avoided, word)
    reading.refused = (*reading.refused, word)
    return reading.note(ReadKind.LIMIT, match.group(), f"做不了“{word}”", avoided=avoided)


def _denied(how: str) -> Callable[[WishReading, re.Match[str]], bool]:
    def apply(reading: WishReading, match: re.Match[str]) -> bool:
        word = word_of(match)
        if word in match.string[: match.start()] or word in match.string[match.end() :]:
            return reading.note(ReadKind.PERSON, match.group(), f"现在{how}“{word}”")
        avoided = (*reading.wishes.avoided, word)
        reading.refused = (*reading.refused, word)
        meaning = f"{how}“{word}”，这样的活不推荐"
        return reading.note(ReadKind.LIMIT, match.group(), meaning, avoided=avoided)

    return apply


def _untaught(reading: WishReading, match: re.Match[str]) -> bool:
    reading.any_work = reading.any_work or not match["but"]
    return reading.note(ReadKind.PERSON, match.group(), "没有手艺")


LEARNING: Rule = (
    re.compile(
        r"(?:我|还|现在)*不(?:太)?(?:会|懂)(?P<word>[一-鿿]{1,5}?)[，,。 ]*(?:我|但是|但|不过|就)*"
        r"(?P<learn>(?:想|肯|愿意|可以|能)学)(?=(?:下|哈|一下)?(?:[，,。 ]|$))"
    ),
    lambda _, match: f"{GAP}{match['word']}{GAP}{match['learn']}",
)
"""不会电焊，想学: whoever wants to learn a work asks for it; read before the conditions."""
UNTAUGHT: Rule = (
    re.compile(
        r"(?:我|反正)*(?:什么|啥子|啥|哪样|样样|(?P<but>其他|其它|别的|另外)(?:的)?)"
        r"(?:活路|活|手艺|技术)?(?:我)?(?:都|也)不(?:会|懂|晓得)(?:做|干|搞)?(?:的|了)?(?![一-鿿])"
    ),
    _untaught,
)
CANNOT: Rule = (
    re.compile(
        r"(?P<verb>[绣缝开做打踩扛搬搞种养喂煮炒扫洗焊刷砌贴爬带守看写算])不(?:得|了|动|来)"
        r"(?!了|的|到|多|重|远|久|夜)(?P<object>[一-鿿]{1,3}?)(?:了|的)*(?![一-鿿])"
    ),
    _cannot,
)
"""绣不得花: what somebody can do no more."""
TIRED: Rule = (
    re.compile(r"(?P<word>[一-鿿]{1,4}?)[一-鿿]?(?:够|厌|怕|腻|伤|烦)了"),
    refused,
)
"""端盘子端够了: whoever had enough of a work refuses it."""
AFTERWARDS: Rule = (
    re.compile(
        rf"(?<![一-鿿])(?!{_ANYTHING}|我?不|没|社保|保险|五险|包|宿舍|证|经验|文化|学历|可|愿|招|收)"
        rf"(?:我|像)?(?P<word>{_WORD})(?:的|活路|活|上|里头|里|头|那种|这种|这些|那些)*"
        r"(?:我|就|都|也|是|坚决|倒|反正)*(?<![要做干去想搞会是能])"
        r"(?:不(?:要|做|干|去|搞|考虑|想(?:要|做|干|去|搞)?|愿意?(?:做|干|去)?)|莫要|莫喊我)"
        r"(?:了|的|哈|嘛|哦)*(?![一-鿿])"
    ),
    refused,
)
"""煮饭不要: the refusal stands after the work. 要不要 asks."""
DENIED: tuple[Rule, ...] = (
    (
        re.compile(
            r"(?:我|本人|也|都|又|还|根本|完全|确实)*(?<!会)不(?:太)?(?:会|懂得?|晓得)"
            r"(?!计较|嫌|怕|挑|累|太|很|有|是|让|再|走|来|去|迟到|乱|偷|耽误|影响|吧|了|的|得|不)"
            rf"(?P<word>{_WORD})(?:了|的|啊|哦|嘛)*{_NEXT}"
        ),
        _denied("不会"),
    ),
    (
        re.compile(
            r"(?:我|本人|也|又|并)*(?<!是)(?<!要)(?<!还)不是(?:个|搞|做|学|干|当)?"
            r"(?!太|很|那么|不|没|我|要|想|说|只|这|那|一|本地|外地|因为|为了|的)"
            rf"(?P<word>{_WORD})(?:的|了|啊|哦|嘛)*{_NEXT}"
        ),
        _denied("不是"),
    ),
)
"""不会做饭, 我不是电工: what somebody cannot do, or is not, is never asked for."""
REFUSED: Rule = (
    re.compile(
        r"(?<![要做干去想搞])(?:不想|不要|不愿意?|不做|不干|不去|不进|不跑|不当|不搞|莫|别)"
        r"(?:再|做|干|去|进|找|要|跑|搞|当|让我|喊我|叫我|给我)*(?!求|紧|多|怕|挑|限|错|了|的|成|得|好)"
        rf"(?:(?P<word>{_WORD}){_PARTICLES}{_NEXT}|"
        r"(?P<phrase>[一-鿿]{1,4}))|"
        r"(?<![一-鿿])不(?P<bare>[端洗扫煮炒搬扛挑喂焊缝绣踩杀抬守][一-鿿]{1,3})(?:了|的)*(?![一-鿿])"
    ),
    refused,
)
"""Read last: what is still refused after every other saying is a kind of work."""
