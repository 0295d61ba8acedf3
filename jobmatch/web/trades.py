"""The picture tiles of the kiosk: work to press instead of typing, with what each finds."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, cast

from flask import current_app

from jobmatch import clock
from jobmatch.services import matching

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

    from jobmatch.services.indexes import Index

_KEY = "jobmatch.counts"
_MOST_COUNTS = 512


@dataclass(frozen=True, slots=True)
class Trade:
    """A tile: what stands on it, which picture, what it asks for."""

    name: str
    picture: str
    text: str


TRADES = (
    Trade("缝纫做衣服", "sewing", "缝纫"),
    Trade("打扫卫生", "cleaning", "保洁"),
    Trade("看门保安", "guarding", "保安"),
    Trade("餐馆服务员", "serving", "服务员"),
    Trade("炒菜做饭", "cooking", "厨师"),
    Trade("进厂普工", "factory", "车间普工"),
    Trade("打包装箱", "packing", "包装"),
    Trade("搬货装卸", "carrying", "搬运"),
    Trade("开车", "driving", "司机"),
    Trade("开叉车", "forklift", "叉车"),
    Trade("电焊", "welding", "电焊"),
    Trade("电工", "electrics", "电工"),
    Trade("木工", "carpentry", "木工"),
    Trade("工地盖房", "building", "建筑工"),
    Trade("种地种菜", "growing", "种植"),
    Trade("养鸡养猪", "keeping", "养殖"),
    Trade("照顾老人病人", "caring", "护工"),
    Trade("卖东西", "selling", "销售"),
)


@dataclass(frozen=True, slots=True)
class Tile:
    """A trade and how many open postings fit it today."""

    trade: Trade
    count: int


class Counts:
    """How many postings fit a question, kept for the index that counted them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._index: Index | None = None
        self._counts: OrderedDict[str, int] = OrderedDict()

    def of(self, session: Session, index: Index, text: str) -> int:
        """Give how many postings of *index* fit *text*."""
        with self._lock:
            if self._index is not index:
                self._index, self._counts = index, OrderedDict()
            counts = self._counts
        if text not in counts:
            found = matching.match_text(session, text=text, today=clock.today(), top=1, index=index)
            counts[text] = found.answer.count
            if len(counts) > _MOST_COUNTS:
                counts.popitem(last=False)
        return counts[text]


def install(app: Flask) -> None:
    """Give *app* an empty count."""
    app.extensions[_KEY] = Counts()


def count(session: Session, index: Index, text: str) -> int:
    """Give how many open postings fit *text*; asked again, it costs nothing."""
    return cast("Counts", current_app.extensions[_KEY]).of(session, index, text)


def tiles(session: Session, index: Index) -> list[Tile]:
    """Give the tiles with something behind them, the fullest first; the others are left out."""
    every = [Tile(trade, count(session, index, trade.text)) for trade in TRADES]
    return sorted((tile for tile in every if tile.count), key=lambda tile: -tile.count)
