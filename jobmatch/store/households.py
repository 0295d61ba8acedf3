"""Households (户) and the monitoring cases they may have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.monitoring import (
    LIVE_STATES,
    MonitoredKind,
    MonitoringChannel,
    MonitoringState,
)
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.districts import Building, SettlementCommunity
    from jobmatch.store.people import Person

_LIVE_CASE = text("state IN ({})".format(", ".join(f"'{state}'" for state in LIVE_STATES)))


class Household(WithUuid, Stamped, Base):
    """A relocated household; what is not known stays None."""

    __tablename__ = "household"

    household_no: Mapped[str | None] = mapped_column(String(40), unique=True)
    community_id: Mapped[int | None] = mapped_column(
        ForeignKey("settlement_community.id"), index=True
    )
    site_id: Mapped[int | None] = mapped_column(ForeignKey("resettlement_site.id"), index=True)
    building_id: Mapped[int | None] = mapped_column(ForeignKey("building.id"), index=True)
    unit: Mapped[str | None] = mapped_column(String(20))
    room_no: Mapped[str | None] = mapped_column(String(20))
    kind_raw: Mapped[str | None] = mapped_column(String(40))
    """户类型 as the register writes it (脱贫户, 一般农户 …)."""
    is_formerly_poor: Mapped[bool | None]
    relocated_year: Mapped[int | None]
    origin_place: Mapped[str | None]
    left_on: Mapped[date | None]
    """Since when the household no longer lives in the district."""

    community: Mapped[SettlementCommunity | None] = relationship()
    building: Mapped[Building | None] = relationship()
    people: Mapped[list[Person]] = relationship(back_populates="household")
    monitoring_cases: Mapped[list[MonitoringCase]] = relationship(back_populates="household")


class MonitoringCase(Stamped, Base):
    """One spell of monitoring; a household has at most one live case."""

    __tablename__ = "monitoring_case"
    __table_args__ = (
        one_of("state", MonitoringState),
        CheckConstraint(
            "(state = 'cleared') = (cleared_on IS NOT NULL)", name="cleared_has_its_day"
        ),
        Index(
            "uq_monitoring_case_one_live_per_household",
            "household_id",
            unique=True,
            sqlite_where=_LIVE_CASE,
            postgresql_where=_LIVE_CASE,
        ),
    )

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    kind: Mapped[MonitoredKind | None]
    channel: Mapped[MonitoringChannel | None]
    state: Mapped[MonitoringState] = mapped_column(default=MonitoringState.REPORTED)
    reported_on: Mapped[date | None]
    verified_on: Mapped[date | None]
    watched_on: Mapped[date | None]
    cleared_on: Mapped[date | None]
    reason: Mapped[LongText | None]
    version: Mapped[int] = mapped_column(default=1)

    household: Mapped[Household] = relationship(back_populates="monitoring_cases")
    measures: Mapped[list[MonitoringMeasure]] = relationship(
        back_populates="case", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class MonitoringMeasure(Base):
    """A measure of help (产业帮扶, 就业帮扶 …) for a monitored household."""

    __tablename__ = "monitoring_measure"

    case_id: Mapped[int] = mapped_column(ForeignKey("monitoring_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    started_on: Mapped[date | None]
    note: Mapped[LongText | None]

    case: Mapped[MonitoringCase] = relationship(back_populates="measures")
