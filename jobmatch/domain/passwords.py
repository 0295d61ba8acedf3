"""What makes a password acceptable: long enough, not a known or guessable one.

Length does the work (at least 12 characters, any of them); there is no rule about kinds of
characters and no forced change, which only breed "Abc123456789!". What is refused is what people
try first: digits alone, keyboard runs, few different characters, the account's own name.
"""

from __future__ import annotations

import unicodedata

from jobmatch.domain.errors import InputError

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 5
_RUN = 6
_RUNS = (
    "01234567890123456789",
    "09876543210987654321",
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn",
    "qazwsxedcrfvtgb",
)
_KNOWN = (
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "woaini",
    "wanshan",
    "tongren",
    "jobmatch",
    "iloveyou",
    "letmein",
    "welcome",
    "admin",
    "administrator",
)


class WeakPasswordError(InputError):
    """The password would be guessed; the sentence says what to change."""


def check_password(password: str, *, name: str) -> None:
    """Raise WeakPasswordError unless *password* may protect the account *name*."""
    reason = weakness(password, name=name)
    if reason is not None:
        raise WeakPasswordError(reason)


def weakness(password: str, *, name: str) -> str | None:
    """Give the Chinese reason why *password* is refused for *name*, or None."""
    if len(password) < SHORTEST:
        return f"密码至少要 {SHORTEST} 个字符，可以用几个词连起来。"
    if len(password) > LONGEST:
        return f"密码最多 {LONGEST} 个字符。"
    plain = unicodedata.normalize("NFKC", password).casefold()
    if plain.isdecimal():
        return "密码不能只有数字，请加上几个字母或词。"
    if len(set(plain)) < FEWEST_DIFFERENT:
        return "密码里重复的字符太多，请换一个。"
    rest = _without_known(plain, unicodedata.normalize("NFKC", name).casefold())
    if len(rest) < SHORTEST // 2:
        return "密码太常见或包含账号名，别人容易猜到，请换一个。"
    return None


def _without_known(plain: str, name: str) -> str:
    """Take known words, the account name and keyboard runs out of *plain*: what is left counts."""
    for word in sorted({*_KNOWN, name}, key=len, reverse=True):
        if len(word) > 1:
            plain = plain.replace(word, "")
    kept = []
    position = 0
    while position < len(plain):
        length = _run_at(plain, position)
        if length < _RUN:
            kept.append(plain[position])
            length = 1
        position += length
    return "".join(kept)


def _run_at(plain: str, start: int) -> int:
    """Give how many characters from *start* follow one of the keyboard runs."""
    best = 1
    for length in range(_RUN, len(plain) - start + 1):
        piece = plain[start : start + length]
        if not any(piece in run for run in _RUNS):
            break
        best = length
    return best
