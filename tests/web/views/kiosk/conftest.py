"""Fixtures of the kiosk: postings on offer, and a screen of the usual sizes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.domain.kinds import PayUnit, Shift, WorkRegion
from jobmatch.domain.postings import PostingState
from jobmatch.store.postings import PostingAge
from tests.factories import make_employer, make_posting
from tests.web import browsers
from tests.web.kiosks import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jobmatch.store.engine import Store
    from jobmatch.store.postings import Posting

MONTH: dict[str, Any] = {"pay_unit": PayUnit.MONTH, "shift": Shift.DAY, "vacancies": 3}
LONG_AGO = date(2020, 1, 1)
SCREENS = [(1080, 1920), (1366, 768)]
"""Width and height; a test of behaviour alone takes one of them."""


@pytest.fixture
def offered(store: Store) -> dict[str, Posting]:
    """Put nine postings of three trades on offer, five of them in one trade."""
    with store.writes.begin() as session:
        firm = make_employer(session, name="华锦机械")
        fields: dict[str, Any] = {
            "employer": firm,
            "month_pay_min": Decimal(4000),
            "month_pay_max": Decimal(6000),
            "pay_min": Decimal(4000),
            "pay_max": Decimal(6000),
            "workplace": "城东工业园",
            "work_region": WorkRegion.IN_COUNTY,
            "cells": {"pay": "4000-6000，问138 0000 1234"},
            **MONTH,
        }
        made = {
            "welder": make_posting(session, title="电焊工", board=True, lodging=True, **fields),
            "far": make_posting(
                session,
                title="氩弧焊工",
                **fields | {"work_region": WorkRegion.OUT_OF_PROVINCE},
            ),
            "closed": make_posting(session, title="电焊工", state=PostingState.CLOSED, **MONTH),
            "past": make_posting(session, title="电焊工", deadline_on=LONG_AGO, **MONTH),
        }
        made["welder"].ages.append(PostingAge(seq=1, min_age=18, max_age=50))
        for number in range(5):
            made[f"cleaner{number}"] = make_posting(session, title="保洁员", **fields)
        make_posting(session, title="缝纫工", **fields)
    return made


@pytest.fixture(params=SCREENS, ids=["upright", "wide"])
def visitor(request: pytest.FixtureRequest, tmp_path: Path, address: str) -> Iterator[Visitor]:
    """Stand before a screen of the usual sizes."""
    width, height = request.param
    opened = browsers.open_browser(tmp_path / "profile", width=width, height=height)
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        yield Visitor(opened, address)
    finally:
        opened.quit()
