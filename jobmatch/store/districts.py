"""Places of the district: sites, communities (two different things) and buildings."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.store.base import Base


class District(Base):
    """A county or city district (万山区)."""

    __tablename__ = "district"

    code: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str]

    sites: Mapped[list[ResettlementSite]] = relationship(back_populates="district")
    communities: Mapped[list[SettlementCommunity]] = relationship(back_populates="district")


class ResettlementSite(Base):
    """安置点: a building project that households were moved to."""

    __tablename__ = "resettlement_site"
    __table_args__ = (UniqueConstraint("district_id", "name"),)

    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    name: Mapped[str]
    region_code: Mapped[str | None] = mapped_column(String(12))
    address: Mapped[str | None]

    district: Mapped[District] = relationship(back_populates="sites")


class SettlementCommunity(Base):
    """安置社区: an administrative community; it may cover several sites and the reverse."""

    __tablename__ = "settlement_community"
    __table_args__ = (UniqueConstraint("district_id", "name"),)

    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    name: Mapped[str]
    region_code: Mapped[str | None] = mapped_column(String(12))

    district: Mapped[District] = relationship(back_populates="communities")
    buildings: Mapped[list[Building]] = relationship(back_populates="community")


class Building(Base):
    """楼栋 of a community, standing on a site."""

    __tablename__ = "building"
    __table_args__ = (UniqueConstraint("community_id", "name"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("settlement_community.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("resettlement_site.id"), index=True)
    name: Mapped[str]
    units: Mapped[int | None]

    community: Mapped[SettlementCommunity] = relationship(back_populates="buildings")
    site: Mapped[ResettlementSite | None] = relationship()
