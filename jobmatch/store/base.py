"""The declarative base: named constraints, column types by annotation, row identity."""

from __future__ import annotations

import os
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import BigInteger, Date, Enum, Integer, LargeBinary, MetaData, String, Text, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from jobmatch.store.types import UtcDateTime, Yuan, json_type

NAMES = {
    "ix": "ix_%(table_name)s_on_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name: pages map it to a field, migrations can drop it."""

LongText = Annotated[str, "long"]
"""Text without a length (descriptions, notes)."""

Fen = Annotated[int, "fen"]
"""Money: signed integer fen."""


def new_uuid() -> str:
    """Give a random row name: 128 bits as 32 hexadecimal digits (twice as fast as uuid4)."""
    return os.urandom(16).hex()


def _enum_values(members: type[StrEnum]) -> list[str]:
    return [member.value for member in members]


class Base(DeclarativeBase):
    """Base of every table: an integer key, constraint names, types by annotation."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: String(200),
        LongText: Text(),
        int: Integer(),
        Fen: BigInteger(),
        bytes: LargeBinary(),
        date: Date(),
        datetime: UtcDateTime(),
        Decimal: Yuan(),
        StrEnum: Enum(StrEnum, native_enum=False, length=32, values_callable=_enum_values),
        dict[str, Any]: json_type(),
        dict[str, str]: json_type(),
        dict[str, float]: json_type(),
        list[str]: json_type(),
        list[int]: json_type(),
    }

    id: Mapped[int] = mapped_column(primary_key=True)


class WithUuid:
    """A row with a random name of its own: for addresses, and bound into its sealed values."""

    uuid: Mapped[str] = mapped_column(String(32), default=new_uuid, unique=True)


class Stamped:
    """A row that knows when it was made and changed (by the database's clock, UTC)."""

    created_at: Mapped[datetime] = mapped_column(UtcDateTime(), server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(
        UtcDateTime(), server_default=func.now(), onupdate=func.now()
    )
