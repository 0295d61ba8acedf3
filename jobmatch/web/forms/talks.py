"""The forms at a booth: whose talk it was, and what it came to."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional

from jobmatch.domain.recommendations import REASON_NAMES, OutcomeReason
from jobmatch.domain.talks import REASONS_OF, TalkOutcome
from jobmatch.services.talks import Said

_HIGHEST = 99_999
_WHICH = "请看求职者匹配单最上面的大号码"


class LookForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Whose talk it was; a GET form, it only looks."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    number = IntegerField(
        "求职者的签到号",
        validators=[
            InputRequired(f"请填写签到号，{_WHICH}"),
            NumberRange(min=1, max=_HIGHEST, message=f"签到号不对，{_WHICH}"),
        ],
        description=_WHICH,
        render_kw={"inputmode": "numeric", "autocomplete": "off", "autofocus": True},
    )

    def values(self) -> int:
        """Give the check-in number."""
        return int(self.number.data)


def _whys(outcome: TalkOutcome) -> dict[str, str]:
    return {"": "选一个原因"} | {why.value: REASON_NAMES[why] for why in REASONS_OF[outcome]}


class TalkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What the talk came to: the button that was pressed is the outcome."""

    number = IntegerField(validators=[InputRequired(), NumberRange(min=1, max=_HIGHEST)])
    posting = IntegerField(validators=[InputRequired("请选谈的是哪个岗位")])
    outcome = StringField(validators=[InputRequired()])
    why_refused = SelectField(
        "单位没要的原因", choices=_whys(TalkOutcome.REFUSED), validators=[Optional()]
    )
    why_declined = SelectField(
        "本人不愿意的原因", choices=_whys(TalkOutcome.DECLINED), validators=[Optional()]
    )

    def values(self) -> tuple[int, Said] | None:
        """Give the check-in number and what was said; None for a button that is none of ours."""
        if self.outcome.data not in set(TalkOutcome):
            return None
        outcome = TalkOutcome(self.outcome.data)
        why = {
            TalkOutcome.REFUSED: self.why_refused.data,
            TalkOutcome.DECLINED: self.why_declined.data,
        }.get(outcome)
        reason = OutcomeReason(why) if why else None
        return int(self.number.data), Said(int(self.posting.data), outcome, reason)
