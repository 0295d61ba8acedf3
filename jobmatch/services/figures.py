"""The district's figures beside those that were published, where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.figures import FIRST
from jobmatch.queries import figure_lists, figures
from jobmatch.services import seeds
from jobmatch.services.seeding.scales import AS_OF, Scale, loaded_scale

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.queries.figure_lists import CommunityRow, FairRow
    from jobmatch.queries.figures import Figure


@dataclass(frozen=True, slots=True)
class Published:
    """A published number; *at_least* when the publication says "以上"."""

    value: float
    at_least: bool

    def agrees(self, counted: float) -> bool:
        """Tell whether a counted number agrees with it."""
        return counted >= self.value if self.at_least else counted == self.value


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A counted figure, and the published one of the same day, if there is one."""

    figure: Figure
    published: Published | None


@dataclass(frozen=True, slots=True)
class Board:
    """The director's first page: every figure of a day, how it splits, and when it was counted."""

    day: date
    counted_at: datetime
    shown: tuple[ShownFigure, ...]
    communities: tuple[CommunityRow, ...]
    fairs: tuple[FairRow, ...]

    @property
    def first(self) -> list[ShownFigure]:
        """Give the eight figures of the first page."""
        by_key = {one.figure.key: one for one in self.shown}
        return [by_key[key] for key in FIRST]

    def starting(self, start: str) -> list[Figure]:
        """Give the figures whose keys start with *start* (a split), the largest first."""
        found = [one.figure for one in self.shown if one.figure.key.startswith(start)]
        return sorted(found, key=lambda figure: -figure.value)


def count_board(session: Session, day: date, *, area: Area) -> Board:
    """Count everything that the first page of who answers for *area* shows."""
    return Board(
        day=day,
        counted_at=clock.now(),
        shown=tuple(count_figures(session, day, area=area)),
        communities=tuple(figure_lists.by_community(session, day, area=area)),
        fairs=tuple(figure_lists.by_fair(session, day, area=area)),
    )


def usual_day(session: Session, today: date) -> date:
    """Give the day that figures are counted for when nobody names one.

    A demonstration district is drawn for the day of the published figures; a real one is counted
    today.
    """
    return AS_OF if loaded_scale(session) is not None else today


def count_figures(session: Session, as_of: date, *, area: Area | None = None) -> list[ShownFigure]:
    """Count every figure on *as_of*; published ones stand beside them for their own day alone.

    Published numbers are those of the whole district, so neither a small demonstration nor a
    part of the district has any beside.
    """
    is_whole = (area is None or area.is_whole_district) and _is_whole(session)
    published = published_numbers(as_of) if is_whole else {}
    return [
        ShownFigure(figure, published.get(figure.key))
        for figure in figures.count_figures(session, as_of, area=area)
    ]


def published_numbers(as_of: date) -> dict[str, Published]:
    """Give the numbers published for *as_of* by the key of the figure."""
    return {
        row["key"]: Published(float(row["value"]), row["at_least"] == "1")
        for row in seeds.rows("demo/published.csv")
        if date.fromisoformat(row["as_of"]) == as_of
    }


def _is_whole(session: Session) -> bool:
    return loaded_scale(session) is Scale.DISTRICT
