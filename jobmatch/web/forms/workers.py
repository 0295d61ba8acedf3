"""The form that finds workers: one box for whatever is known, and what the list is narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import Length

from jobmatch.domain import lookups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobmatch.store.districts import SettlementCommunity

_EMPLOYED = {"yes": True, "no": False}


class WorkerFilterForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Find workers; what is typed goes by POST, because names and numbers stand in no address."""

    class Meta:
        """The application checks the token of every POST; a GET only looks."""

        csrf = False

    q = StringField(
        "找人",
        description="姓名、拼音或首字母、电话后四位、身份证号、户编号，或住址，都行；可以几样一起写",
        validators=[Length(max=lookups.LONGEST, message="写得太长了，请只写姓名、号码或住址")],
        render_kw={
            "maxlength": str(lookups.LONGEST),
            "autocomplete": "off",
            "placeholder": "比如：张三　zs　5678　3栋2单元501",
        },
    )
    community = SelectField("社区", choices={"": "全部"}, default="")
    employed = SelectField(
        "就业情况", choices={"": "全部", "no": "未就业", "yes": "已就业"}, default=""
    )

    def offer(self, communities: Iterable[SettlementCommunity]) -> None:
        """Offer the communities that the actor may see."""
        named = {str(community.id): community.name for community in communities}
        self.community.choices = {"": "全部"} | named

    @property
    def typed(self) -> str:
        """Give what was typed into the box."""
        return (self.q.data or "").strip()

    def values(self) -> dict[str, Any]:
        """Give what the list is narrowed to beside the box."""
        return {
            "community_id": int(self.community.data) if self.community.data else None,
            "employed": _EMPLOYED.get(self.employed.data or ""),
        }

    def address(self) -> dict[str, str]:
        """Give the parts of the address that reproduce this list, but for the box."""
        parts = {"community": self.community.data, "employed": self.employed.data}
        return {name: value for name, value in parts.items() if value}
