"""The picture tiles of the kiosk: work to press instead of typing, with what each finds."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, cast

from flask import current_app

from jobmatch import clock
from jobmatch.services import matching

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from flask import Flask

    from jobmatch.matching.answers import Match
    from jobmatch.services.indexes import Index
    from jobmatch.services.matching import Finding

_KEY = "jobmatch.questions"
_MOST_QUESTIONS = 512
MOST = 60
"""Postings of one question that are looked through: fifteen screens are more than anybody turns."""


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


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked lately, with the screens of it that were shown."""

    finding: Finding
    screens: dict[tuple[int, ...], tuple[Match, ...]] = field(default_factory=dict)


class Questions:
    """What was asked of an index lately: a question asked again is not answered again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._index: Index | None = None
        self._today: date | None = None
        self._found: OrderedDict[str, Asked] = OrderedDict()

    def ask(self, index: Index, text: str, *, today: date) -> Asked:
        """Give what *text* finds among the postings of *index*."""
        with self._lock:
            if self._index is not index or self._today != today:
                self._index, self._today, self._found = index, today, OrderedDict()
            kept = self._found
            found = kept.get(text)
        if found is None:
            found = Asked(matching.find_for_text(text=text, today=today, most=MOST, index=index))
            with self._lock:
                kept[text] = found
                if len(kept) > _MOST_QUESTIONS:
                    kept.popitem(last=False)
        return found


def install(app: Flask) -> None:
    """Give *app* an empty memory."""
    app.extensions[_KEY] = Questions()


def ask(index: Index, text: str) -> Finding:
    """Give what *text* finds today; asked again, it costs nothing."""
    return _asked(index, text).finding


def explained(index: Index, text: str, rows: Sequence[int]) -> tuple[Match, ...]:
    """Explain the *rows* of one screen of *text*; shown again, it costs nothing."""
    asked, key = _asked(index, text), tuple(rows)
    if key not in asked.screens:
        found = asked.finding.found
        shown = matching.explained(found, key, index=index, today=clock.today())
        asked.screens[key] = shown
    return asked.screens[key]


def _asked(index: Index, text: str) -> Asked:
    questions = cast("Questions", current_app.extensions[_KEY])
    return questions.ask(index, text, today=clock.today())


def count(index: Index, text: str) -> int:
    """Give how many open postings fit *text*."""
    return ask(index, text).found.answer.count


def tiles(index: Index) -> list[Tile]:
    """Give the tiles with something behind them, the fullest first; the others are left out."""
    every = [Tile(trade, count(index, trade.text)) for trade in TRADES]
    return sorted((tile for tile in every if tile.count), key=lambda tile: -tile.count)
