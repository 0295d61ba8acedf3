"""Forms about workers: one box that finds them, quick edits of what they can, hold and want."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from jobmatch.domain import lookups, skills
from jobmatch.domain.errors import InputError
from jobmatch.domain.kinds import WORK_REGION_NAMES, WorkRegion
from jobmatch.services.workers import Edit, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jobmatch.store.districts import SettlementCommunity
    from jobmatch.store.workers import Worker

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


_WILLING = {"": None, "yes": True, "no": False}
_WILLING_CHOICES = {"": "没问过", "yes": "愿意就业", "no": "暂时不愿意"}
_MOST_PAY = 100_000
_LONGEST_WISH = 300


class SkillForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Add what somebody can do, in one line."""

    skills = StringField(
        "加一样会做的活",
        validators=[
            InputRequired("请写会做什么，比如“电焊 5年”"),
            Length(max=200, message="写得太长，请分几次加"),
        ],
        render_kw={"maxlength": "200", "autocomplete": "off", "placeholder": "比如：电焊 5年"},
    )

    def values(self) -> dict[str, Any]:
        """Give the keyword arguments of the use case."""
        return {"skills": skills.read_skills(self.skills.data or "")}


class WorkerEditForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What somebody can do, holds and wants, on one page."""

    version = HiddenField(validators=[InputRequired("页面停得太久，请重新打开再改")])
    skills = TextAreaField(
        "会做什么",
        description="一行写一样，知道做了几年就写在后面，比如：电焊 5年",
        render_kw={"rows": "5"},
    )
    certificates = TextAreaField(
        "证书、驾照",
        description="一行写一个，有期限的写在后面，比如：健康证 2027-3-1",
        render_kw={"rows": "3"},
    )
    text = TextAreaField(
        "想做什么、有什么要求",
        description="照本人的话写，比如：想在家门口做缝纫，不上夜班，要管吃",
        validators=[Length(max=_LONGEST_WISH, message=f"请写短一些，最多 {_LONGEST_WISH} 个字")],
        render_kw={"rows": "3", "maxlength": str(_LONGEST_WISH)},
    )
    month_pay_min = IntegerField(
        "一个月至少要多少钱（元）",
        validators=[
            Optional(),
            NumberRange(min=0, max=_MOST_PAY, message="工资请写数字，比如 3500"),
        ],
        render_kw={"inputmode": "numeric"},
    )
    regions = SelectMultipleField(
        "愿意去哪里做",
        choices={each.value: WORK_REGION_NAMES[each] for each in WorkRegion},
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    near_home = BooleanField("想在家附近")
    no_night = BooleanField("不上夜班")
    day_shift_only = BooleanField("只上白班")
    wants_board = BooleanField("要管吃")
    wants_lodging = BooleanField("要管住")
    willing = SelectField("愿不愿意就业", choices=_WILLING_CHOICES, default="")
    cannot_leave_home = BooleanField("家里离不开（要照顾老人、小孩或病人）")

    @classmethod
    def of(cls, worker: Worker) -> WorkerEditForm:
        """Give the form filled with what is known of *worker*."""
        wish = worker.wish
        willing = {value: name for name, value in _WILLING.items()}
        form = cls(formdata=None)
        form.version.data = str(worker.version)
        form.skills.data = "\n".join(
            skills.SaidSkill(each.name, each.years).line for each in worker.skills
        )
        form.certificates.data = "\n".join(
            skills.SaidCertificate(each.name, each.valid_until).line for each in worker.certificates
        )
        form.willing.data = willing[worker.willing_to_work]
        form.cannot_leave_home.data = bool(worker.cannot_leave_home)
        if wish is not None:
            form.text.data = wish.text or "，".join(wish.words)
            form.month_pay_min.data = (
                None if wish.month_pay_min is None else int(wish.month_pay_min)
            )
            form.regions.data = list(wish.regions or ())
            for flag in _FLAGS:
                getattr(form, flag).data = bool(getattr(wish, flag))
        return form

    def validate_skills(self, field: TextAreaField) -> None:
        """Let the reader say what is wrong with the list."""
        _check_read(skills.read_skills, field)

    def validate_certificates(self, field: TextAreaField) -> None:
        """Let the reader say what is wrong with the list."""
        _check_read(skills.read_certificates, field)

    def validate_version(self, field: HiddenField) -> None:
        """Refuse what no form of ours holds."""
        if not (field.data or "").isdecimal():
            raise ValidationError("页面停得太久，请重新打开再改")

    def values(self) -> dict[str, Any]:
        """Give the keyword arguments of the use case."""
        pay = self.month_pay_min.data
        wanted = Wanted(
            text=" ".join((self.text.data or "").split()),
            month_pay_min=None if pay is None else Decimal(pay),
            regions=tuple(self.regions.data or ()),
            **{flag: bool(getattr(self, flag).data) for flag in _FLAGS},
        )
        edit = Edit(
            skills=skills.read_skills(self.skills.data or ""),
            certificates=skills.read_certificates(self.certificates.data or ""),
            wanted=wanted,
            willing_to_work=_WILLING[self.willing.data or ""],
            cannot_leave_home=bool(self.cannot_leave_home.data),
        )
        return {"version": int(self.version.data), "edit": edit}


_FLAGS = ("near_home", "no_night", "day_shift_only", "wants_board", "wants_lodging")


def _check_read(read: Callable[[str], object], field: TextAreaField) -> None:
    try:
        read(field.data or "")
    except InputError as error:
        raise ValidationError(str(error)) from error
