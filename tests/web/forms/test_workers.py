from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.domain.skills import SaidCertificate, SaidSkill
from jobmatch.services.workers import Edit, Wanted
from jobmatch.store.districts import SettlementCommunity
from jobmatch.store.workers import Worker, WorkerCertificate, WorkerSkill, WorkerWish
from jobmatch.web.forms.workers import SkillForm, WorkerEditForm, WorkerFilterForm

if TYPE_CHECKING:
    from flask import Flask


def test_an_empty_form_narrows_nothing(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict())
        assert form.validate()
        assert (form.typed, form.values()) == ("", {"community_id": None, "employed": None})
        assert form.address() == {}


def test_what_is_chosen_narrows_and_what_is_typed_stands_in_no_address(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict({"q": " 杨 ", "community": "3", "employed": "no"}))
        form.offer([SettlementCommunity(id=3, name="旺家社区")])
        assert form.validate()
        assert form.typed == "杨"
        assert form.values() == {"community_id": 3, "employed": False}
        assert form.address() == {"community": "3", "employed": "no"}


def test_a_community_of_somebody_else_is_refused(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict({"community": "4"}))
        form.offer([SettlementCommunity(id=3, name="旺家社区")])
        assert not form.validate()


def test_a_whole_page_is_no_name(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict({"q": "杨" * 61}))
        assert not form.validate()
        assert "太长" in form.q.errors[0]


def test_a_form_shows_what_is_known_and_gives_it_back(app: Flask) -> None:
    worker = Worker(version=4, willing_to_work=True, cannot_leave_home=None)
    worker.skills = [WorkerSkill(name="电焊", years=Decimal(5)), WorkerSkill(name="缝纫")]
    worker.certificates = [WorkerCertificate(name="健康证", valid_until=date(2027, 3, 1))]
    worker.wish = WorkerWish(words=["不上夜班"], no_night=True, month_pay_min=Decimal(3000))
    with app.test_request_context():
        form = WorkerEditForm.of(worker)
        assert form.skills.data == "电焊 5年\n缝纫"
        assert form.certificates.data == "健康证 2027-03-01"
        assert form.text.data == "不上夜班"
        given = form.values()
    assert given["version"] == 4
    assert given["edit"] == Edit(
        skills=(SaidSkill("电焊", Decimal(5)), SaidSkill("缝纫")),
        certificates=(SaidCertificate("健康证", date(2027, 3, 1)),),
        wanted=Wanted("不上夜班", Decimal(3000), no_night=True),
        willing_to_work=True,
        cannot_leave_home=False,
    )


def test_lists_that_cannot_be_read_are_said_so(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        said = {"version": "1", "skills": "长" * 70, "certificates": "健康证 2027-2-30"}
        form = WorkerEditForm(MultiDict(said))
        assert not form.validate()
        assert set(form.errors) == {"skills", "certificates"}
        assert not WorkerEditForm(MultiDict({"version": "x"})).validate()
        assert not SkillForm(MultiDict({"skills": ""})).validate()
        assert SkillForm(MultiDict({"skills": "电焊 5年"})).values() == {
            "skills": (SaidSkill("电焊", Decimal(5)),)
        }
