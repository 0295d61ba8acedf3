"""Minimum wages by region and day; the figures are seeds/wages.csv, never code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jobmatch.domain.places import Region, Regions


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """The least pay in one region, yuan per month (full time) and per hour, from a day on."""

    region_code: str
    month_yuan: Decimal
    hour_yuan: Decimal
    valid_from: date
    valid_until: date | None
    source: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the figure holds on *day*."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class MinimumWages:
    """The table, looked up from a region upwards."""

    def __init__(self, rows: Iterable[MinimumWage]) -> None:
        self._by_code: dict[str, list[MinimumWage]] = {}
        for row in rows:
            self._by_code.setdefault(row.region_code, []).append(row)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> MinimumWages:
        """Build the table from the rows of seeds/wages.csv."""
        return cls(
            MinimumWage(
                row["region_code"],
                Decimal(row["month_yuan"]),
                Decimal(row["hour_yuan"]),
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
                row.get("source", ""),
            )
            for row in rows
        )

    def find(self, regions: Regions, place: Region | None, day: date) -> MinimumWage | None:
        """Give the figure of the smallest region around *place* that has one on *day*, or None."""
        if place is None:
            return None
        for region in regions.lineage(place):
            for row in self._by_code.get(region.code, ()):
                if row.holds_on(day):
                    return row
        return None
