from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.services import matching
from jobmatch.web import assets, trades
from tests.factories import make_posting

if TYPE_CHECKING:
    import pytest
    from flask import Flask
    from sqlalchemy.orm import Session


def test_each_trade_has_its_picture_and_no_two_are_the_same() -> None:
    for trade in trades.TRADES:
        assert (assets.STATIC / "kiosk" / f"{trade.picture}.svg").is_file()
    for field in ("name", "picture", "text"):
        assert len({getattr(trade, field) for trade in trades.TRADES}) == len(trades.TRADES)


def test_pictures_are_plain_shapes() -> None:
    for picture in (assets.STATIC / "kiosk").glob("*.svg"):
        drawn = picture.read_text(encoding="utf-8")
        assert "script" not in drawn
        assert "style=" not in drawn
        assert "href" not in drawn


def test_the_fullest_tile_comes_first_and_empty_ones_are_left_out(
    app: Flask, session: Session
) -> None:
    for title in ("电焊工", "氩弧焊工", "保洁员"):
        make_posting(session, title=title, vacancies=2)
    session.flush()
    index = matching.open_index(session, today=clock.today())
    with app.app_context():
        found = [(tile.trade.text, tile.count) for tile in trades.tiles(index)]
    assert found == [("电焊", 2), ("保洁", 1)]


def test_a_question_is_counted_once_an_index(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_posting(session, title="电焊工", vacancies=2)
    session.flush()
    index = matching.open_index(session, today=clock.today())
    with app.app_context():
        assert trades.count(index, "电焊") == 1
        monkeypatch.setattr(matching, "find_for_text", None)
        assert trades.count(index, "电焊") == 1


def test_a_screen_is_explained_once_an_index(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_posting(session, title="电焊工", vacancies=2)
    session.flush()
    index = matching.open_index(session, today=clock.today())
    with app.app_context():
        rows = trades.ask(index, "电焊").found.rows
        (match,) = trades.explained(index, "电焊", rows)
        assert match.fits
        monkeypatch.setattr(matching, "explained", None)
        assert trades.explained(index, "电焊", rows) == (match,)
