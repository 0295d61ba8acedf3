"""The district's figures beside those that were published, where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jobmatch.queries import figures
from jobmatch.services import seeds
from jobmatch.services.seeding.scales import AS_OF, Scale, loaded_scale

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

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


def usual_day(session: Session, today: date) -> date:
    """Give the day that figures are counted for when nobody names one.

    A demonstration district is drawn for the day of the published figures; a real one is counted
    today.
    """
    return AS_OF if loaded_scale(session) is not None else today


def count_figures(session: Session, as_of: date) -> list[ShownFigure]:
    """Count every figure on *as_of*; published ones stand beside them for their own day alone.

    Published numbers are those of the whole district, so a small demonstration has none beside.
    """
    published = published_numbers(as_of) if _is_whole(session) else {}
    return [
        ShownFigure(figure, published.get(figure.key))
        for figure in figures.count_figures(session, as_of)
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
