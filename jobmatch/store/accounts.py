"""Accounts, logins and throttles of sign-in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.accounts import Role
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.sealed import Sealed
from jobmatch.store.types import one_of


class Account(WithUuid, Stamped, Base):
    """A login of one person with one role; its areas narrow what it sees."""

    __tablename__ = "account"
    __table_args__ = (one_of("role", Role),)

    name: Mapped[str] = mapped_column(String(60), unique=True)
    """Login name, lower case."""
    display_name: Mapped[str] = mapped_column(String(60))
    role: Mapped[Role]
    password_hash: Mapped[str | None]
    """argon2id; None cannot sign in."""
    totp_secret = Sealed()
    totp_secret_sealed: Mapped[LongText | None]
    second_factor_at: Mapped[datetime | None]
    """Since when sign-in asks for a code; a secret without it is still being set up."""
    second_factor_step: Mapped[int | None]
    """The step of 30 seconds whose code was taken last: no code is good twice."""
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"))
    housekeeper_id: Mapped[int | None] = mapped_column(ForeignKey("housekeeper.id"))
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    password_changed_at: Mapped[datetime | None]

    areas: Mapped[list[AccountArea]] = relationship(
        back_populates="account", cascade="all, delete-orphan"
    )
    logins: Mapped[list[Login]] = relationship(
        back_populates="account", cascade="all, delete-orphan"
    )
    recovery_codes: Mapped[list[RecoveryCode]] = relationship(
        back_populates="account", cascade="all, delete-orphan"
    )


class AccountArea(Base):
    """A community or a building that an account may work on; none means the whole district."""

    __tablename__ = "account_area"
    __table_args__ = (
        UniqueConstraint("account_id", "community_id"),
        UniqueConstraint("account_id", "building_id"),
        CheckConstraint(
            "(community_id IS NULL) <> (building_id IS NULL)", name="community_or_building"
        ),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    community_id: Mapped[int | None] = mapped_column(ForeignKey("settlement_community.id"))
    building_id: Mapped[int | None] = mapped_column(ForeignKey("building.id"))

    account: Mapped[Account] = relationship(back_populates="areas")


class Login(Base):
    """A signed-in browser; the cookie holds the token, the row only its SHA-256."""

    __tablename__ = "login"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    password_at: Mapped[datetime | None]
    """When the password was last typed: reveals ask for it again after 15 minutes."""
    code_at: Mapped[datetime | None]
    """When the second step was passed; None where none was asked for, or not yet given."""
    expires_at: Mapped[datetime] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]
    browser: Mapped[str | None] = mapped_column(String(60))
    """Browser and system in words (Chrome · Windows), for the list of one's own sign-ins."""
    address: Mapped[str | None] = mapped_column(String(45))
    """Network address that it was opened from."""

    account: Mapped[Account] = relationship(back_populates="logins")


class RecoveryCode(Base):
    """A code on paper that stands in once for the code of the phone; the row holds its HMAC."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("account_id", "code_index"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    code_index: Mapped[str] = mapped_column(String(32))
    used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(back_populates="recovery_codes")


class LoginThrottle(Base):
    """Failed sign-ins of one login name or one address; a restart does not clear it."""

    __tablename__ = "login_throttle"

    key_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of "account:<name>", "address:<ip>" or "code:<account id>"."""
    failures: Mapped[int] = mapped_column(default=0)
    window_started_at: Mapped[datetime]
    locked_until: Mapped[datetime | None]
