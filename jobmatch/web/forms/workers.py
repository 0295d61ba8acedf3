"""Forms that find workers: by words in the address, by a whole number never in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from jobmatch.queries.workers import WorkerFilter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobmatch.store.districts import SettlementCommunity

_EMPLOYED = {"yes": True, "no": False}


class WorkerFilterForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Narrow the list of workers."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    q = StringField(
        "姓名、户编号，或证件、电话后 4 位",
        validators=[
            Length(max=40, message="写得太长了，请只写姓名或后 4 位"),
            # A whole number would stand in the address, the history and the logs.
            Regexp(r"^(?!.*\d{11})", message="完整的证件号或电话请填到下面“按完整号码查”里"),
        ],
        render_kw={"maxlength": "40", "autocomplete": "off"},
    )
    community = SelectField("社区", choices={"": "全部"}, default="")
    employed = SelectField(
        "就业情况", choices={"": "全部", "no": "未就业", "yes": "已就业"}, default=""
    )

    def offer(self, communities: Iterable[SettlementCommunity]) -> None:
        """Offer the communities that the actor may see."""
        named = {str(community.id): community.name for community in communities}
        self.community.choices = {"": "全部"} | named

    def values(self) -> WorkerFilter:
        """Give what the list is narrowed to."""
        return WorkerFilter(
            text=(self.q.data or "").strip(),
            community_id=int(self.community.data) if self.community.data else None,
            employed=_EMPLOYED.get(self.employed.data or ""),
        )

    def address(self) -> dict[str, Any]:
        """Give the parts of the address that reproduce this list."""
        parts = {"q": self.q.data, "community": self.community.data, "employed": self.employed.data}
        return {name: value for name, value in parts.items() if value}


class Number(TypedDict):
    """A whole ID number or phone."""

    typed: str


class NumberForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Find one person by a whole ID number or phone; sent in the body, never in the address."""

    typed = StringField(
        "身份证号或手机号",
        validators=[
            InputRequired("请填写完整的身份证号或手机号"),
            Length(min=11, max=30, message="号码不完整：身份证号 18 位，手机号 11 位"),
        ],
        render_kw={"autocomplete": "off", "maxlength": "30", "inputmode": "text"},
    )

    def values(self) -> Number:
        """Give the keyword arguments of the query."""
        return {"typed": (self.typed.data or "").strip()}
