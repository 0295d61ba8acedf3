"""Employers of every kind, from the tables; what they offer is made in offers.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import EmployerKind, WorkRegion
from jobmatch.services.seeding import tables
from jobmatch.services.seeds import HOME_COUNTY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.services.seeding.identities import Identities
    from jobmatch.services.seeding.offers import Offer
    from jobmatch.services.seeding.scales import Size
    from jobmatch.services.seeds import Row

CITY = HOME_COUNTY[:4]
PROVINCE = HOME_COUNTY[:2]
INDUSTRIES = {
    "electronics": "电子制造",
    "garments": "服装加工",
    "shoes_bags": "鞋业箱包",
    "metal_plastics": "五金塑胶",
    "furniture": "家具木业",
    "food": "食品加工",
    "farming": "农业种养",
    "chemical": "化工",
    "building_materials": "建材",
    "construction": "建筑施工",
    "transport": "交通运输",
    "express": "电商快递",
    "catering": "餐饮",
    "hotel": "酒店文旅",
    "retail": "批发零售",
    "care": "家政养老",
    "property": "物业安保",
    "data_it": "信息服务",
    "crafts": "手工艺",
    "auto": "汽车服务",
    "new_energy": "新能源",
    "packaging": "包装印刷",
    "textiles": "纺织",
    "welfare": "公益服务",
}


@dataclass(slots=True)
class Firm:
    """One employer; *places* are stated for all kinds but enterprises, *taken* are at most held.

    *community* and *park* are names; *people* is the membership of a collective.
    """

    name: str
    kind: EmployerKind
    trade: str
    region_code: str
    workplace: str
    size: str = "small"
    community: str | None = None
    park: str | None = None
    places: int = 0
    taken: int = 0
    people: int = 0
    is_rural: bool = False
    contact: str = ""
    phone: str = ""
    id: int = 0
    offers: list[Offer] = field(default_factory=list)

    @property
    def work_region(self) -> WorkRegion:
        """Give where it lies as seen from the district."""
        return region_of(self.region_code)


def region_of(code: str) -> WorkRegion:
    """Give the distance class of a region code as seen from the district."""
    if code.startswith(HOME_COUNTY):
        return WorkRegion.IN_COUNTY
    if code.startswith(CITY):
        return WorkRegion.IN_CITY
    return WorkRegion.IN_PROVINCE if code.startswith(PROVINCE) else WorkRegion.OUT_OF_PROVINCE


def make_firms(size: Size, identities: Identities) -> list[Firm]:
    """Make all employers at *size*, enterprises first, each with a contact and a phone."""
    rng = tables.chance("firms")
    firms = [
        *_enterprises(size),
        *_workshops(size),
        *_collectives(size),
        *_property_companies(size),
        *_welfare_units(size),
    ]
    for firm in firms:
        title = rng.choice(("经理", "主管", "女士", "先生", "厂长", "人事", "老师"))
        if firm.kind is EmployerKind.PUBLIC_WELFARE:
            title = rng.choice(("主任", "同志"))
        firm.contact = identities.surname() + title
        firm.phone = identities.phone()
    return firms


def _thin(name: str, step: int) -> Sequence[Row]:
    return tables.rows(name)[::step]


def _part(number: str, size: Size) -> int:
    return max(int(number) // size.share, 1)


def _enterprises(size: Size) -> list[Firm]:
    return [
        Firm(
            row["name"],
            EmployerKind.ENTERPRISE,
            row["trade"],
            row["region_code"],
            row["workplace"],
            row["size"],
        )
        for row in _thin("enterprises", size.thin_enterprises)
    ]


def _workshops(size: Size) -> list[Firm]:
    parks = {row["name"]: row for row in tables.rows("parks")}
    return [
        Firm(
            row["name"],
            EmployerKind.WORKSHOP,
            row["trade"],
            parks[row["park"]]["region_code"],
            parks[row["park"]]["workplace"],
            park=row["park"],
            places=_part(row["places"], size),
            taken=_part(row["taken"], size),
        )
        for row in _thin("workshops", size.thin_workshops)
    ]


def _collectives(size: Size) -> list[Firm]:
    codes = _codes_of_communities()
    return [
        Firm(
            row["name"],
            EmployerKind.COLLECTIVE,
            row["trade"],
            codes[row["community"]],
            row["community"],
            community=row["community"],
            people=_part(row["people"], size),
        )
        for row in _thin("collectives", size.thin_collectives)
    ]


def _property_companies(size: Size) -> list[Firm]:
    codes = _codes_of_communities()
    return [
        Firm(
            row["name"],
            EmployerKind.PROPERTY_COMPANY,
            "property",
            codes[row["community"]],
            row["community"],
            community=row["community"],
            places=_part(row["places"], size),
            taken=_part(row["taken"], size),
        )
        for row in _thin("property_companies", size.thin_property)
    ]


def _welfare_units(size: Size) -> list[Firm]:
    return [
        Firm(
            row["name"],
            EmployerKind.PUBLIC_WELFARE,
            "welfare",
            row["region_code"],
            row["community"] or row["name"].replace("综合服务中心", ""),
            community=row["community"] or None,
            places=_part(row["places"], size),
            taken=_part(row["taken"], size),
            is_rural=row["rural"] == "1",
        )
        for row in _thin("welfare_units", size.thin_welfare)
    ]


def _codes_of_communities() -> dict[str, str]:
    return {row["name"]: row["region_code"] for row in tables.rows("communities")}
