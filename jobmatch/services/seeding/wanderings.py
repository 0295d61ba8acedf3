"""Work that people found for themselves, at home and far away, and what they did earlier."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import LabourCapacity, Sex, WorkRegion
from jobmatch.domain.workers import EmploymentChannel
from jobmatch.services.seeding import tables
from jobmatch.services.seeding.careers import Labourer, Spell
from jobmatch.services.seeding.scales import AS_OF
from jobmatch.services.seeding.tables import Weighted, happens

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from jobmatch.services.seeds import Row

_NEAR = (WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY)
_FAR_SHARE = 0.86
_SCHOOL_ENDS = 17
_GOES_FAR_UNTIL = 58
_NEAR_CHANNELS = Weighted(
    [
        (EmploymentChannel.FLEXIBLE, 0.46),
        (EmploymentChannel.ENTERPRISE, 0.2),
        (EmploymentChannel.SELF_EMPLOYED, 0.14),
        (EmploymentChannel.FARMING, 0.18),
        (EmploymentChannel.PUBLIC_SERVICE, 0.02),
    ]
)
_FARM_WORK = ("种菜", "采茶", "种香菇", "喂猪")
_OWN_BUSINESS = ("摆摊卖小吃", "理发", "面包车司机", "汽车修理")
_PUBLIC_WORK = ("保安", "保洁员", "厨房帮工", "会计")
_PUBLIC_HOUSES = ("小学", "幼儿园", "卫生服务站", "便民服务中心")
_REASONS = (
    "企业订单减少",
    "合同到期",
    "回家照顾老人",
    "回家带小孩",
    "身体不适",
    "工资低",
    "换了工作",
)


class Wanderings:
    """Draws kinds of work, places and employers for one person after another."""

    def __init__(self, rng: random.Random) -> None:
        """Take the generator."""
        self._rng = rng
        self._places = Weighted(
            ((row["place"], WorkRegion(row["region"])), int(row["weight"]))
            for row in tables.rows("destinations")
        )
        kinds = tables.rows("kinds_of_work")
        self._by_name = {row["work"]: row for row in kinds}
        self._kinds = {
            (sex, far): Weighted(
                (row, int(row["weight"]))
                for row in kinds
                if row["sex"] in {"any", sex.value} and row["reach"] != ("near" if far else "away")
            )
            for sex in (Sex.MALE, Sex.FEMALE)
            for far in (True, False)
        }
        parts = tables.rows("elsewhere_firms")
        self._first = next(row["words"] for row in parts if row["part"] == "first")
        self._second = next(row["words"] for row in parts if row["part"] == "second")

    def find_work(self, force: Sequence[Labourer]) -> None:
        """Give every employed worker without work one, and all of them their past."""
        for labourer in force:
            if labourer.employed and not labourer.spells:
                start = AS_OF - timedelta(days=self._days(40, 1500))
                labourer.spells.append(self._spell(labourer, start))
            if labourer.spells:
                first = max(labourer.spells[0].started_on, _of_age(labourer))
                labourer.spells[0].started_on = first
            self._remember(labourer)
            if labourer.emptied_on is not None:
                labourer.spells[-1].ended_on = labourer.emptied_on
                labourer.spells[-1].end_reason = "企业停工，全家返乡"

    def _days(self, least: int, most: int) -> int:
        return int(self._rng.triangular(least, most, least))

    def _spell(self, labourer: Labourer, start: date) -> Spell:
        rng, member = self._rng, labourer.member
        home_bound = member.capacity is LabourCapacity.WEAK_OR_HALF or member.age > _GOES_FAR_UNTIL
        far = not home_bound and happens(rng, _FAR_SHARE)
        row = self._kinds[member.sex, far].pick(rng)
        # Spells are made from the latest back, so the latest kind of work stands first.
        if far:
            labourer.works.append(row["work"])
            place, region = self._places.pick(rng)
            return self._away(row, place, region, start)
        channel = _NEAR_CHANNELS.pick(rng)
        row = self._near_row(row, channel)
        labourer.works.append(row["work"])
        return self._at_home(row, channel, labourer.community, start)

    def _near_row(self, row: Row, channel: EmploymentChannel) -> Row:
        if channel is EmploymentChannel.FARMING:
            return self._by_name[self._rng.choice(_FARM_WORK)]
        if channel is EmploymentChannel.SELF_EMPLOYED:
            return self._by_name[self._rng.choice(_OWN_BUSINESS)]
        if channel is EmploymentChannel.PUBLIC_SERVICE:
            return self._by_name[self._rng.choice(_PUBLIC_WORK)]
        return row

    def _away(self, row: Row, place: str, region: WorkRegion, start: date) -> Spell:
        firm = place[-3:].rstrip("市县") + self._firm(row)
        pay = self._income(row, 1.0 if region is not WorkRegion.IN_CITY else 0.82)
        return Spell(
            title=row["work"],
            channel=EmploymentChannel.LABOUR_EXPORT,
            region=region,
            workplace=place,
            income=pay,
            started_on=start,
            employer_name=firm,
        )

    def _at_home(self, row: Row, channel: EmploymentChannel, community: str, start: date) -> Spell:
        rng = self._rng
        return Spell(
            title=row["work"],
            channel=channel,
            region=rng.choice(_NEAR),
            workplace=community if happens(rng, 0.5) else "万山区",
            income=self._income(row, 0.75),
            started_on=start,
            employer_name=self._near_firm(row, channel, community),
        )

    def _near_firm(self, row: Row, channel: EmploymentChannel, community: str) -> str | None:
        if channel is EmploymentChannel.ENTERPRISE:
            return f"万山区{self._firm(row)}"
        if channel is EmploymentChannel.PUBLIC_SERVICE:
            return community + self._rng.choice(_PUBLIC_HOUSES)
        return None

    def _firm(self, row: Row) -> str:
        """Give an invented firm of a kind that has such work."""
        pick = self._rng.choice
        return pick(self._first) + pick(self._second) + pick(row["houses"].split("|"))

    def _income(self, row: Row, factor: float) -> int:
        low, high = int(row["pay_low"]), int(row["pay_high"])
        return max(round(self._rng.uniform(low, high) * factor / 100) * 100, 1500)

    def _remember(self, labourer: Labourer) -> None:
        """Put up to two earlier spells before the present one, none before school ended."""
        rng = self._rng
        of_age = _of_age(labourer)
        until = labourer.spells[0].started_on if labourer.spells else AS_OF
        until -= timedelta(days=self._days(10, 420))
        for _ in range(rng.choice((0, 0, 1, 1, 2)) if labourer.employed else rng.choice((0, 1, 2))):
            start = until - timedelta(days=self._days(80, 1100))
            if start < of_age:
                return
            spell = self._spell(labourer, start)
            spell.ended_on, spell.end_reason = until, rng.choice(_REASONS)
            labourer.spells.insert(0, spell)
            until = start - timedelta(days=self._days(5, 300))


def _of_age(labourer: Labourer) -> date:
    """Give the day before which nobody of this demonstration works (17 years old)."""
    first = labourer.member.born_on.replace(day=1)
    return first.replace(year=first.year + _SCHOOL_ENDS)
