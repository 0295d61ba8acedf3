"""The keypads of the kiosk: large keys that are links, so that they work without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase, digits

LETTERS, DIGITS = ascii_lowercase, f"{digits[1:]}0"
MOST = 30
"""Characters that are kept of what is typed."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its character and what is typed once it was pressed."""

    character: str
    typed: str


def keys(typed: str, characters: str) -> list[Key]:
    """Give a key for each of *characters*, each with what is typed once it was pressed."""
    return [Key(each, f"{typed}{each}"[:MOST]) for each in characters]


def only(typed: str, characters: str) -> str:
    """Give of *typed* what a keypad of *characters* can have written, in small letters."""
    return "".join(each for each in typed.lower() if each in characters)


def rubbed(typed: str) -> str:
    """Give *typed* without its last character."""
    return typed[:-1]
