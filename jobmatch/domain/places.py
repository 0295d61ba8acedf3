"""Places: regions of the country in a text, and where work lies as seen from home."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.domain import numbers
from jobmatch.domain.kinds import WorkRegion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LEVELS = {"province": 0, "city": 1, "county": 2, "township": 3}
_PEOPLES = re.compile(
    r"(?:侗|苗|土家|仡佬|布依|水|彝|回|壮|瑶|藏|满|蒙古|羌|白|傣|哈萨克|维吾尔|柯尔克孜|锡伯|朝鲜|黎|畲|毛南|仫佬|各|哈尼|傈僳|佤|拉祜|纳西|景颇|土|东乡|保安|撒拉|裕固|塔吉克|独龙|怒|普米|阿昌|布朗|德昂|基诺|达斡尔|鄂温克|鄂伦春)族|维吾尔(?=自治区)"
)
_TAIL = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|省|市|区|县|旗|街道|镇|乡|新区|地区|盟)$"
)
_NOT_A_REGION = re.compile(
    r"(?:东|西|南|北|中)?(?:路|街(?!道)|大道|巷|广场|公园|小区|花园|家园|村|社区|大厦|中学|小学|医院|酒店|大桥|山庄)"
)
_LABELS = re.compile(
    r"^(?:工作|上岗|单位|公司|厂|企业|用工|务工)?(?:地址|地点|厂址|地区|所在地|住址)[:：在]*"
)
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Region:
    """One region: *code* as GB/T 2260 writes it, *level* province, city, county or township."""

    code: str
    name: str
    level: str
    parent: str


class Regions:
    """The table of regions, and how to find one in a text."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_code = {region.code: region for region in regions}
        self._by_name: dict[str, list[Region]] = {}
        for region in self._by_code.values():
            for name in _names(region):
                self._by_name.setdefault(name, []).append(region)
        self._longest = max(map(len, self._by_name), default=0)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> Regions:
        """Build the table from rows with code, name, level and parent (seeds/regions.csv)."""
        return cls(Region(row["code"], row["name"], row["level"], row["parent"]) for row in rows)

    def __getitem__(self, code: str) -> Region:
        return self._by_code[code]

    def get(self, code: str) -> Region | None:
        """Give the region of *code*, or None."""
        return self._by_code.get(code)

    def lineage(self, region: Region) -> tuple[Region, ...]:
        """Give *region* and everything above it, smallest first."""
        chain = [region]
        while chain[-1].parent in self._by_code:
            chain.append(self._by_code[chain[-1].parent])
        return tuple(chain)

    def find(self, text: str, *, near: str | None = None) -> Region | None:
        """Give the smallest region a text names, or None.

        Names that several regions share are settled by the larger region named beside them, then
        by *near* (a code: the one that shares most of its lineage), else they tell nothing.
        """
        named = list(self._mentions(numbers.squeeze(text)))
        best: Region | None = None
        for candidates in named:
            beside = [one for group in named if group is not candidates for one in group]
            region = self._settle(candidates, beside, near)
            if region is None:
                continue
            if best is None or _LEVELS[region.level] > _LEVELS[best.level]:
                best = region
        return best

    def locate(
        self, workplace: str | None, *, employer: str | None = None, near: str | None = None
    ) -> Region | None:
        """Give where a posting lies: by its workplace, else by the region its firm is named after.

        A workplace that names no region (石排镇) lies where the firm (东莞市…) says it is.
        """
        found = self.find(workplace, near=near) if workplace else None
        if found is not None or not employer:
            return found
        plain = numbers.squeeze(employer)
        first = next(self._mentions(plain), None)
        named = [one.name for one in first or () if plain.startswith(tuple(_names(one)))]
        return self.find(plain, near=near) if named else None

    def _mentions(self, plain: str) -> Iterator[list[Region]]:
        """Yield the candidates of every name found, longest names first at each position."""
        start = 0
        while start < len(plain):
            for size in range(min(self._longest, len(plain) - start), _SHORTEST - 1, -1):
                name = plain[start : start + size]
                candidates = self._by_name.get(name)
                if candidates and not (
                    _NOT_A_REGION.match(plain, start + size) and not _TAIL.search(name)
                ):
                    yield candidates
                    start += size
                    break
            else:
                start += 1

    def _settle(
        self, candidates: list[Region], beside: list[Region], near: str | None
    ) -> Region | None:
        if len(candidates) == 1:
            return candidates[0]
        context = {one.code for one in beside}
        fitting = [
            one
            for one in candidates
            if any(above.code in context for above in self.lineage(one)[1:])
        ]
        return _topmost(fitting) or self._nearest(candidates, near) or _topmost(candidates)

    def _nearest(self, candidates: list[Region], near: str | None) -> Region | None:
        """Give the candidate that shares most of its lineage with *near*, if one alone does."""
        home = self._by_code.get(near) if near else None
        if home is None:
            return None
        line = {one.code for one in self.lineage(home)}
        shared = [sum(above.code in line for above in self.lineage(one)) for one in candidates]
        if not max(shared) or shared.count(max(shared)) > 1:
            return None
        return candidates[shared.index(max(shared))]


def _topmost(candidates: list[Region]) -> Region | None:
    """Give the largest of *candidates* when alone on its level (东莞市 as city)."""
    if not candidates:
        return None
    top = min(_LEVELS[one.level] for one in candidates)
    same = [one for one in candidates if _LEVELS[one.level] == top]
    return same[0] if len(same) == 1 else None


def _names(region: Region) -> set[str]:
    """Give the ways a region is written: 高楼坪侗族乡, 高楼坪乡, 东莞市, 东莞, 万山区, 万山."""
    names = {region.name}
    plain = _PEOPLES.sub("", region.name)
    names.add(plain)
    short = _TAIL.sub("", plain)
    if region.level != "township" and len(short) >= _SHORTEST:
        names.add(short)
    if region.level == "county" and plain.endswith("自治县"):
        names.add(short + "县")
    return {name for name in names if len(name) >= _SHORTEST}


def clean_workplace(text: str) -> str | None:
    """Give a workplace as written without its label (地址：, 厂址：); None for nothing."""
    plain = _LABELS.sub("", numbers.tidy(text)).strip(" 。;；,，")
    return None if plain in ("", "/", "-", "无", "见岗位栏", "见前", "同上") else plain


def work_region(regions: Regions, *, home: str, place: Region | None) -> WorkRegion | None:
    """Tell where *place* lies as seen from the county *home* (a code); None when unknown.

    In-community cannot be told from regions; who knows the community decides it.
    """
    if place is None:
        return None
    here = regions.get(home)
    if here is None:
        return None
    levels_home = {one.level: one.code for one in regions.lineage(here)}
    levels_place = {one.level: one.code for one in regions.lineage(place)}
    for level, answer in (
        ("county", WorkRegion.IN_COUNTY),
        ("city", WorkRegion.IN_CITY),
        ("province", WorkRegion.IN_PROVINCE),
    ):
        if level in levels_place and levels_place.get(level) == levels_home.get(level):
            return answer
    return WorkRegion.OUT_OF_PROVINCE
