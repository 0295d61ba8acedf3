"""Forms of a send list: what the employer wrote back, and a result for each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from jobmatch.domain.recommendations import REASONS_OF, RESULTS, OutcomeReason
from jobmatch.web.forms.recommendations import NEEDS_WHY, Result

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.datastructures import MultiDict

    from jobmatch.domain.list_answers import ListAnswer
    from jobmatch.store.recommendations import Recommendation

ACTION, WHY, WORDS = "action:", "why:", "words:"
"""A line's fields are named after its recommendation."""


class AnswerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What the employer wrote back, as it came."""

    text = TextAreaField(
        "单位回的话",
        description="比如“1录用，2没来，3年龄大了不要”。系统按编号读，读好先给您看，不会直接保存。",
        validators=[
            InputRequired("请把单位回的话贴进来"),
            Length(max=4000, message="太长了，请分几次贴"),
        ],
        render_kw={"rows": "3", "maxlength": "4000", "autocomplete": "off"},
    )

    def values(self) -> str:
        """Give the text."""
        return str(self.text.data or "")


def filled(lines: Iterable[Recommendation], answers: Iterable[ListAnswer]) -> dict[str, str]:
    """Give field → value of the result form out of what was read."""
    uuids = {line.list_number: line.uuid for line in lines if line.is_live}
    given: dict[str, str] = {}
    for answer in answers:
        uuid = uuids.get(answer.number)
        if uuid is None:
            continue
        given[ACTION + uuid] = answer.action
        given[WHY + uuid] = answer.why.value if answer.why else ""
        given[WORDS + uuid] = answer.words if answer.why is OutcomeReason.OTHER else ""
    return given


def results_of(
    lines: Iterable[Recommendation], sent: MultiDict[str, str]
) -> tuple[dict[str, Result], dict[str, str]]:
    """Read the result form: (uuid → result, uuid → what is wrong with the line)."""
    results: dict[str, Result] = {}
    wrong: dict[str, str] = {}
    for line in lines:
        action = sent.get(ACTION + line.uuid, "")
        if action not in RESULTS or not line.is_live:
            continue
        side = NEEDS_WHY.get(action)
        why = sent.get(WHY + line.uuid, "")
        if side is not None and why not in {each.value for each in REASONS_OF[side]}:
            wrong[line.uuid] = f"{line.list_number} 号：请选没成的原因，单位的和本人的不要选反"
            continue
        results[line.uuid] = {
            "action": action,
            "on": None,
            "why": OutcomeReason(why) if side is not None else None,
            "words": sent.get(WORDS + line.uuid, "")[:200],
        }
    return results, wrong
