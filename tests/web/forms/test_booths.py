from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.store.postings import Posting
from jobmatch.web.forms.booths import NumberForm, PostingsForm

if TYPE_CHECKING:
    from flask import Flask


def test_a_number_is_asked_for(app: Flask) -> None:
    with app.test_request_context():
        form = NumberForm(MultiDict({"number": " A3 "}))
        assert form.validate()
        assert form.values() == {"number": "A3"}
        assert not NumberForm(MultiDict({})).validate()


def test_only_postings_on_offer_are_chosen(app: Flask) -> None:
    with app.test_request_context():
        for chosen, fits in (("1", True), ("3", False)):
            form = PostingsForm(MultiDict({"shown": chosen}))
            form.offer([Posting(id=1, title="平车工"), Posting(id=2)])
            assert form.validate() is fits
        form = PostingsForm(MultiDict([("shown", "1"), ("shown", "2")]))
        form.offer([Posting(id=1), Posting(id=2)])
        assert form.values() == [1, 2]
