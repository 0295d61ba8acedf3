"""Column types: instants in UTC, pay in yuan kept as integers, enums by value."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import JSON, BigInteger, CheckConstraint, DateTime
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from enum import StrEnum

    from sqlalchemy.engine import Dialect

YUAN_SCALE = 10_000
"""Parts of a yuan that the database counts in: piece rates go below a fen."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant. SQLite keeps it as naive UTC text, PostgreSQL as timestamptz.

    A naive value is refused: nobody could tell later which zone was meant.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into what the database keeps."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back, aware, in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Yuan(TypeDecorator[Decimal]):
    """Pay in yuan: Decimal in Python, integer ten-thousandths of a yuan in the database.

    Never a float, so 0.035 yuan a piece stays 0.035. More than four places are refused.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        """Turn yuan into ten-thousandths; ValueError for what they cannot hold exactly."""
        del dialect
        if value is None:
            return None
        scaled = Decimal(value) * YUAN_SCALE
        whole = int(scaled)
        if whole != scaled:
            raise ValueError("pay has more than four places after the point")
        return whole

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Turn ten-thousandths back into yuan, without trailing zeros (4200, 0.035)."""
        del dialect
        if value is None:
            return None
        yuan = Decimal(value) / YUAN_SCALE
        whole = yuan.to_integral_value()
        return whole if yuan == whole else yuan


def json_type() -> JSON:
    """Give the type of a JSON column; Python's None is SQL's NULL, not the word null."""
    return JSON(none_as_null=True)


def one_of(column: str, members: type[StrEnum]) -> CheckConstraint:
    """Give the CHECK that *column* holds a value of *members*, named <column>_known."""
    listed = ", ".join(f"'{member.value}'" for member in members)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
