"""How Chinese is said: the only import of pypinyin.

Sound is a fallback for misspelt words and for Latin letters, never the main key: too many
different words sound alike.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """Give the syllables of *text* without tones, in lower case; other signs stay as they are.

    ü is written v, as keyboards do; characters with several readings take the one of the word
    they stand in.
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - loads dictionaries for a fifth of a second

    return tuple(syllable.lower() for syllable in lazy_pinyin(text, v_to_u=False))
