"""Housekeepers (社区管家), grid workers, and the buildings they cover."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.workers import HousekeeperKind
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.sealed import Sealed, plain_digits

if TYPE_CHECKING:
    from jobmatch.store.districts import Building, SettlementCommunity


class Housekeeper(WithUuid, Stamped, Base):
    """Somebody who looks after buildings of a community."""

    __tablename__ = "housekeeper"

    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[HousekeeperKind] = mapped_column(default=HousekeeperKind.HOUSEKEEPER)
    community_id: Mapped[int | None] = mapped_column(
        ForeignKey("settlement_community.id"), index=True
    )
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]
    phone = Sealed(normalise=plain_digits, searchable=True)
    phone_sealed: Mapped[LongText | None]
    phone_index: Mapped[str | None] = mapped_column(String(32), index=True)
    phone_last4: Mapped[str | None] = mapped_column(String(4))

    community: Mapped[SettlementCommunity | None] = relationship()
    buildings: Mapped[list[HousekeeperBuilding]] = relationship(
        back_populates="housekeeper", cascade="all, delete-orphan"
    )


class HousekeeperBuilding(Base):
    """A building that a housekeeper covers."""

    __tablename__ = "housekeeper_building"
    __table_args__ = (UniqueConstraint("housekeeper_id", "building_id"),)

    housekeeper_id: Mapped[int] = mapped_column(ForeignKey("housekeeper.id"))
    building_id: Mapped[int] = mapped_column(ForeignKey("building.id"), index=True)

    housekeeper: Mapped[Housekeeper] = relationship(back_populates="buildings")
    building: Mapped[Building] = relationship()
