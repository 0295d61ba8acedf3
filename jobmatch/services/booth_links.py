"""Links of a booth: an employer books it, or notes talks at it, without an account.

A link carries the booth's row number and a keyed hash over what it is good for, so nothing is
stored and nothing can be guessed. It opens one booth for one purpose: booking until the deadline,
noting on the days of the fair while that is open. New links (booth.link_number) end all older ones.
"""

from __future__ import annotations

import hmac
from enum import StrEnum
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.errors import NotFoundError, RuleBrokenError
from jobmatch.domain.fairs import FairState
from jobmatch.queries import fairs as questions

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.store.fairs import Booth, Fair

_PURPOSE = "fair.booth_link"
_DIGITS = 32
"""Hexadecimal digits of the hash: 128 bits, and still a small QR code."""
_MOST_DIGITS_OF_ID = 9


class LinkGoneError(NotFoundError):
    """The link is none of ours, or a newer one was made."""

    message = "这个链接不能用了，请向招聘会的工作人员要新的链接或二维码。"


class NotTheDayError(RuleBrokenError):
    """Talks are noted by link on the days of the fair alone."""

    message = "这个二维码只在招聘会当天、开场以后能用。"


class LinkKind(StrEnum):
    """What a link is good for."""

    BOOK = "book"
    RECORD = "record"


def token_of(session: Session, *, booth: Booth, kind: LinkKind) -> str:
    """Give what stands in the address of a link to *booth*."""
    return f"{booth.id}-{_sign(session, booth, kind)}"


def booth_of(session: Session, *, token: str, kind: LinkKind) -> Booth:
    """Give the booth that *token* opens for *kind*.

    Raises:
        LinkGoneError: it opens none, or not for this.
    """
    number, _, signature = token.partition("-")
    if not (number.isascii() and number.isdecimal()) or len(number) > _MOST_DIGITS_OF_ID:
        raise LinkGoneError
    booth = questions.booth_of_any_fair(session, booth_id=int(number))
    if booth is None:
        raise LinkGoneError
    wanted = _sign(session, booth, kind)
    if not hmac.compare_digest(wanted.encode(), signature.encode()):
        raise LinkGoneError
    return booth


def check_is_the_day(fair: Fair, on: date) -> None:
    """Raise NotTheDayError unless talks at *fair* may be noted by link on *on*."""
    if fair.state is not FairState.OPEN or not fair.starts_on <= on <= fair.ends_on:
        raise NotTheDayError


def actor_of(booth: Booth) -> Actor:
    """Give who acts by a link: the employer of *booth*, with no account, in its own area."""
    return Actor(
        account_id=None,
        name=f"booth link {booth.id}.{booth.link_number}",
        role=Role.EMPLOYER,
        area=Area(employer_id=booth.employer_id),
    )


def _sign(session: Session, booth: Booth, kind: LinkKind) -> str:
    key = session.info["keys"].derive(_PURPOSE)
    text = f"{kind.value}|{booth.fair_id}|{booth.id}|{booth.link_number}"
    return hmac.digest(key, text.encode(), "sha256").hex()[:_DIGITS]
