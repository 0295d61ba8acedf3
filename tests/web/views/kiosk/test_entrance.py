from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.kiosks import begin, see

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_subsidies_are_told_honestly(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/subsidies")
    assert "还不能显示金额" in page
    assert "身份证" in page
