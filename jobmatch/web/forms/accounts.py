"""Forms of accounts: signing in, codes, passwords, and what an account may do and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.validators import (
    EqualTo,
    InputRequired,
    Length,
    Optional,
    Regexp,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from jobmatch.domain.accounts import ROLE_NAMES, Area, Role
from jobmatch.domain.passwords import SHORTEST
from jobmatch.queries.accounts import AccountFilter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobmatch.queries.accounts import Place
    from jobmatch.store.accounts import Account
    from jobmatch.store.housekeepers import Housekeeper

_LONGEST_PASSWORD = 200
_OTHERS_FIRST = (Role.CLERK, Role.HOUSEKEEPER, Role.FAIR_OPERATOR, Role.DIRECTOR)
_ROLES = [*_OTHERS_FIRST, *(role for role in Role if role not in _OTHERS_FIRST)]
_WORKS_AT = {
    Role.HOUSEKEEPER: "社区管家要选“哪位管家”，或勾选社区、楼栋，否则谁也看不到",
    Role.EMPLOYER: "用人单位账号要写单位名称，要和“用人单位”页上的一样",
}


class Credentials(TypedDict):
    """What a person types to sign in."""

    name: str
    password: str


class Rights(TypedDict):
    """What an account may do and where."""

    role: Role
    display_name: str
    area: Area
    housekeeper_id: int | None


def _password(label: str, *, use: str, required: str, hint: str = "") -> PasswordField:
    return PasswordField(
        label,
        description=hint,
        validators=[
            InputRequired(required),
            Length(max=_LONGEST_PASSWORD, message="密码太长，请检查"),
        ],
        render_kw={"autocomplete": use},
    )


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Account name and password."""

    name = StringField(
        "账号",
        validators=[InputRequired("请填写账号"), Length(max=100, message="账号太长，请检查")],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = _password("密码", use="current-password", required="请填写密码")

    def values(self) -> Credentials:
        """Give the keyword arguments of the service."""
        return {"name": (self.name.data or "").strip(), "password": self.password.data or ""}


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Six digits of the phone, or a code on paper."""

    code = StringField(
        "验证码",
        description="手机验证器上的 6 位数字；手机不在身边，填一个备用码。",
        validators=[InputRequired("请填写验证码"), Length(max=40, message="验证码太长，请检查")],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "maxlength": "40"},
    )

    def for_setup(self) -> CodeForm:
        """Ask for the phone's digits alone: there are no paper codes yet."""
        self.code.description = "验证器里“人岗匹配”下面的 6 位数字。"
        return self

    def values(self) -> str:
        """Give the code as typed."""
        return self.code.data or ""


class ConfirmForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The password once more."""

    password = _password("密码", use="current-password", required="请填写密码")


class NewPasswordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The old password, and the new one twice."""

    old = _password("现在的密码", use="current-password", required="请填写现在的密码")
    password = _password(
        "新密码",
        use="new-password",
        required="请填写新密码",
        hint=f"至少 {SHORTEST} 个字符，可以用几个不相干的词连起来，比如三四样东西的名字。",
    )
    again = PasswordField(
        "再输一次新密码",
        validators=[EqualTo("password", message="两次输入的新密码不一样")],
        render_kw={"autocomplete": "new-password"},
    )

    asks_old = True

    def ask_for(self, *, old: bool) -> None:
        """Say whether the old password is asked for as well."""
        self.asks_old = old
        if not old:
            del self.old


class AccountFilterForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Part of a name, the role, in use or closed."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    q = StringField(
        "账号或姓名",
        validators=[Length(max=60, message="写得太长了，请写几个字")],
        render_kw={"maxlength": "60", "autocomplete": "off"},
    )
    role = SelectField(
        "角色",
        default="",
        choices={"": "全部"} | {each.value: ROLE_NAMES[each] for each in _ROLES},
    )
    state = SelectField(
        "状态", default="", choices={"": "全部", "open": "使用中", "closed": "已停用"}
    )

    def values(self) -> AccountFilter:
        """Give what the list is narrowed to."""
        return AccountFilter(
            text=(self.q.data or "").strip(),
            role=Role(self.role.data) if self.role.data else None,
            is_active=self.state.data == "open" if self.state.data else None,
        )

    def address(self) -> dict[str, Any]:
        """Give the parts of the address that reproduce this list."""
        parts = {"q": self.q.data, "role": self.role.data, "state": self.state.data}
        return {name: value for name, value in parts.items() if value}


class _Checkboxes(SelectMultipleField):  # type: ignore[misc]  # WTForms has no types
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: FlaskForm) -> None:
        """Refuse what is not on the list, in words."""
        del form
        if set(self.data or ()) - set(self.choices):
            raise ValidationError("请从列表里选")


class AccountForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What an account may do, and where; nothing else of an account can be sent in."""

    display_name = StringField(
        "姓名",
        description="显示在页面右上角和办理记录里。",
        validators=[InputRequired("请填写姓名"), Length(max=60, message="姓名太长，请检查")],
        render_kw={"maxlength": "60", "autocomplete": "off"},
    )
    role = SelectField("角色", choices={each.value: ROLE_NAMES[each] for each in _ROLES})
    communities = _Checkboxes("只管这些社区", coerce=int)
    buildings = _Checkboxes("只管这些楼栋", coerce=int)
    housekeeper = SelectField("哪位管家（社区管家账号才选）", coerce=int)
    employer = StringField(
        "单位名称（用人单位账号才填）",
        validators=[Optional(), Length(max=100, message="单位名称太长，请检查")],
        render_kw={"list": "employers", "autocomplete": "off"},
    )

    def offer(
        self,
        *,
        places: Sequence[Place],
        housekeepers: Sequence[Housekeeper],
        employers: Mapping[str, int],
    ) -> None:
        """Say what there is to choose from."""
        self.places, self.employers = places, employers
        self.communities.choices = {each.community.id: each.community.name for each in places}
        self.buildings.choices = {
            building.id: building.name for each in places for building in each.buildings
        }
        self.housekeeper.choices = {0: "不选"} | {
            row.id: f"{row.community.name if row.community else ''} {row.name}".strip()
            for row in housekeepers
        }
        if self.housekeeper.data is None:
            self.housekeeper.data = 0

    def show(self, account: Account, *, employer: str) -> None:
        """Fill in what *account* has now."""
        self.display_name.data = account.display_name
        self.role.data = account.role.value
        self.communities.data = [row.community_id for row in account.areas if row.community_id]
        self.buildings.data = [row.building_id for row in account.areas if row.building_id]
        self.housekeeper.data = account.housekeeper_id or 0
        self.employer.data = employer

    def validate(self, **extra: Any) -> bool:
        """Check the fields, and that role and area belong together."""
        if not super().validate(**extra):
            return False
        role, employer = Role(self.role.data), (self.employer.data or "").strip()
        places = bool(self.housekeeper.data or self.communities.data or self.buildings.data)
        if role is Role.EMPLOYER and employer not in self.employers:
            self.employer.errors = [_WORKS_AT[role]]
        elif role is not Role.EMPLOYER and employer:
            self.employer.errors = ["只有用人单位的账号才填单位，请清空"]
        elif role is Role.HOUSEKEEPER and not places:
            self.housekeeper.errors = [_WORKS_AT[role]]
        elif role is not Role.HOUSEKEEPER and self.housekeeper.data:
            self.housekeeper.errors = ["只有社区管家的账号才选管家，请选“不选”"]
        return not self.errors

    def values(self) -> Rights:
        """Give the keyword arguments of the service."""
        area = Area(
            community_ids=frozenset(self.communities.data or ()),
            building_ids=frozenset(self.buildings.data or ()),
            employer_id=self.employers.get((self.employer.data or "").strip()),
        )
        return {
            "role": Role(self.role.data),
            "display_name": (self.display_name.data or "").strip(),
            "area": area,
            "housekeeper_id": self.housekeeper.data or None,
        }


class NewAccountForm(AccountForm):
    """The same, with the name to sign in with."""

    name = StringField(
        "账号",
        description="登录时填的名字，用拼音或工号，比如 zhangsan；不分大小写，建好后不能改。",
        validators=[
            InputRequired("请填写账号"),
            Length(max=60, message="账号最多 60 个字符"),
            Regexp(r"^\s*\S+\s*$", message="账号里不能有空格"),
        ],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
