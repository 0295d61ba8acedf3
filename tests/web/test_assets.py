from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.web import assets

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient


def test_the_chinese_font_is_served_and_kept_for_a_year(client: FlaskClient) -> None:
    with client.get("/fonts/noto-sans-sc-1.otf") as font:
        assert font.status_code == 200
        assert font.mimetype == "font/otf"
        assert "max-age=31536000" in font.headers["Cache-Control"]
        assert font.data[:4] == b"OTTO"


def test_the_style_sheet_names_the_font_as_it_is_served(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        served = app.url_for("assets.font")
    with client.get("/static/jobmatch.css") as style:
        assert f"..{served}" in style.get_data(as_text=True)


def test_an_address_changes_with_the_content(app: Flask) -> None:
    with app.test_request_context():
        assert assets.asset_url("jobmatch.css").startswith("/static/jobmatch.css?v=")
        assert assets.bootstrap_url("css/bootstrap.min.css").startswith("/bootstrap/static/")
    assert assets.version("jobmatch.css") != assets.version("jobmatch.js")


def test_bootstrap_comes_from_here(client: FlaskClient) -> None:
    with client.get("/bootstrap/static/css/bootstrap.min.css") as style:
        assert style.status_code == 200
