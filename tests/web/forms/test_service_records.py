"""The forms of the services: a day left out is today; an address reproduces the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.domain.service_records import ServiceKind
from jobmatch.services.service_records import Want
from jobmatch.store.districts import SettlementCommunity
from jobmatch.web.forms.service_records import NeedFilterForm, ServiceRecordForm

if TYPE_CHECKING:
    from flask import Flask

TODAY = date(2026, 3, 16)


def test_a_day_left_out_is_today(app: Flask) -> None:
    for on, day in (("", TODAY), ("2026-03-10", date(2026, 3, 10))):
        sent = {"kind": "training", "on": on, "note": "电工班"}
        with app.test_request_context(method="POST", data=sent):
            form = ServiceRecordForm()
            assert form.validate_on_submit()
            given = {"kind": ServiceKind.TRAINING, "on": day, "note": "电工班"}
            assert form.values(TODAY) == given


def test_a_kind_that_is_none_is_refused(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"kind": "money"}):
        assert not ServiceRecordForm().validate_on_submit()


def test_the_list_is_narrowed_to_communities_that_are_offered(app: Flask) -> None:
    with app.test_request_context():
        form = NeedFilterForm(MultiDict({"want": "zero", "community": "7"}))
        form.offer([SettlementCommunity(id=7, name="旺家社区")])
        assert form.validate()
        assert form.values() == (Want.ZERO, 7)
        assert form.address() == {"want": "zero", "community": "7"}
        other = NeedFilterForm(MultiDict({"want": "zero", "community": "8"}))
        other.offer([SettlementCommunity(id=7, name="旺家社区")])
        assert not other.validate()
