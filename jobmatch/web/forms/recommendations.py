"""Forms of recommendations: what the list is narrowed to, and what came of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from jobmatch import clock
from jobmatch.domain.recommendations import (
    MACHINE,
    REASON_NAMES,
    REASONS_OF,
    RESULTS,
    OutcomeReason,
    RecommendationState,
)
from jobmatch.queries.recommendations import STAGE_NAMES, RecommendationFilter, Stage

if TYPE_CHECKING:
    from datetime import date

NEEDS_WHY = {
    "decline": RecommendationState.DECLINED,
    "refuse": RecommendationState.REFUSED,
}
"""Results that need a why, and the side that says it."""
WHYS = {
    "": "——没成才选——",
    **{
        why.value: f"{side}：{REASON_NAMES[why]}"
        for state, side in (
            (RecommendationState.REFUSED, "单位"),
            (RecommendationState.DECLINED, "本人"),
        )
        for why in REASONS_OF[state]
        if why is not OutcomeReason.OTHER
    },
    OutcomeReason.OTHER.value: "其他（请写在说明里）",
}
"""Whys as one choice: which side said no stands before each."""


class RecommendationFilterForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Narrow the list of recommendations."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    q = StringField(
        "姓名、岗位或单位",
        validators=[Length(max=40, message="写得太长了，请写几个字")],
        render_kw={"maxlength": "40", "autocomplete": "off"},
    )
    stage = SelectField(
        "进展",
        default=Stage.WAITING.value,
        choices={stage.value: name for stage, name in STAGE_NAMES.items()},
    )

    def values(self) -> RecommendationFilter:
        """Give what the list is narrowed to."""
        return RecommendationFilter(
            stage=Stage(self.stage.data or Stage.WAITING), text=(self.q.data or "").strip()
        )

    def address(self) -> dict[str, Any]:
        """Give the parts of the address that reproduce this list."""
        parts = {"q": self.q.data, "stage": self.stage.data}
        return {name: value for name, value in parts.items() if value}


class Result(TypedDict):
    """What services.recommendations.note_result() takes beside the recommendation."""

    action: str
    on: date | None
    why: OutcomeReason | None
    words: str


class ResultForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What came of a recommendation, why, and on which day."""

    action = RadioField(
        "结果",
        choices={action: MACHINE.action_names[action] for action in RESULTS},
        validators=[InputRequired("请选一个结果")],
    )
    why = SelectField("没成的原因", default="", choices=WHYS)
    words = StringField(
        "说明",
        validators=[Length(max=200, message="写得太长了，请挑要紧的写")],
        render_kw={"maxlength": "200", "autocomplete": "off"},
    )
    on = DateField("哪一天", validators=[Optional()])

    def validate_why(self, field: SelectField) -> None:
        """Check that a no has the why of the side that said it."""
        side = NEEDS_WHY.get(self.action.data or "")
        if side is None:
            return
        allowed = {why.value for why in REASONS_OF[side]}
        if field.data not in allowed:
            names = "、".join(REASON_NAMES[why] for why in REASONS_OF[side])
            raise ValidationError(f"请选没成的原因：{names}")

    def validate_on(self, field: DateField) -> None:
        """Check that it has happened."""
        if field.data is not None and field.data > clock.today():
            raise ValidationError("日期不能在今天以后")

    def values(self) -> Result:
        """Give the keyword arguments of the use case."""
        asked = self.action.data in NEEDS_WHY
        return {
            "action": self.action.data,
            "on": self.on.data,
            "why": OutcomeReason(self.why.data) if asked else None,
            "words": self.words.data or "",
        }
