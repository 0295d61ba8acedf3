"""How large a demonstration district is: the published numbers, or a small one for trials."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.store.districts import District

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

AS_OF = date(2023, 6, 30)
"""The day that the published figures describe, and the day the district is drawn for."""


class Scale(StrEnum):
    """The scales that can be asked for."""

    SMALL = "small"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers that the generators must meet exactly.

    Attributes:
        households: relocated households.
        workers: people of the labour force (pupils, lost and no capacity are not among them).
        employed: workers with an employment on AS_OF; every household has one of them.
        housekeepers: 社区管家 with at least one building each, over all buildings.
        grid_workers: 网格员, likewise.
        cleared, watched: monitored households and their people, risk gone or measures running.
        emptied: households whose last employment ends after AS_OF.
        posting_rows: rows of enterprises; a few wait for review or are paused or expired.
        places: places that those rows state in all.
        fairs: fairs held until AS_OF.
        placed: workers placed at them.
        share: every table of employers is thinned to 1 in *thin*; its numbers to 1 in *share*.
        thin_*: see above, one step per table of employers.
    """

    households: int
    workers: int
    employed: int
    housekeepers: int
    grid_workers: int
    cleared: tuple[int, int]
    watched: tuple[int, int]
    emptied: int
    posting_rows: int
    places: int
    fairs: int
    placed: int
    share: int = 1
    thin_enterprises: int = 1
    thin_workshops: int = 1
    thin_collectives: int = 1
    thin_property: int = 1
    thin_welfare: int = 1


SIZES = {
    Scale.DISTRICT: Size(
        households=10_819,
        workers=26_799,
        employed=25_378,
        housekeepers=130,
        grid_workers=42,
        cleared=(100, 442),
        watched=(119, 500),
        emptied=40,
        posting_rows=2_520,
        places=16_600,
        fairs=5,
        placed=257,
    ),
    Scale.SMALL: Size(
        households=260,
        workers=644,
        employed=608,
        housekeepers=10,
        grid_workers=9,
        cleared=(3, 13),
        watched=(4, 17),
        emptied=2,
        posting_rows=204,
        places=1_290,
        fairs=2,
        placed=12,
        share=10,
        thin_enterprises=12,
        thin_workshops=5,
        thin_collectives=4,
        thin_property=3,
        thin_welfare=4,
    ),
}
NAMES = {Scale.DISTRICT: "万山区（演示数据）", Scale.SMALL: "小型演示区（演示数据）"}


def loaded_scale(session: Session) -> Scale | None:
    """Give the scale of the demonstration district in the database, None when there is none."""
    name = session.scalar(select(District.name).order_by(District.id).limit(1))
    return next((scale for scale, known in NAMES.items() if known == name), None)
