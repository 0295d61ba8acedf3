"""The one table: class of failure → status; every failure becomes a page in kind Chinese.

A page says what happened and what to do next, never an identifier, a path or a stack. Failures
nobody foresaw are logged by class and place only: their messages may quote personal data.
"""

from __future__ import annotations

import secrets
import traceback
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import current_app, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from jobmatch.domain import errors

if TYPE_CHECKING:
    from flask import Flask

STATUSES: tuple[tuple[type[errors.JobmatchError], HTTPStatus], ...] = (
    (errors.NotFoundError, HTTPStatus.NOT_FOUND),
    (errors.ForbiddenError, HTTPStatus.FORBIDDEN),
    (errors.InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (errors.ConflictError, HTTPStatus.CONFLICT),
    (errors.RuleBrokenError, HTTPStatus.CONFLICT),
    (errors.JobmatchError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
"""First fitting line wins, so a class stands before its base."""


@dataclass(frozen=True, slots=True)
class Words:
    """What an error page says: a heading and the next step."""

    heading: str
    advice: str


WORDS = {
    400: Words("页面停得太久，请再提交一次", "为了安全，请返回上一页、刷新后重新提交。"),
    403: Words("您的账号不能做这一步", "如果工作需要，请找系统管理员开通权限。"),
    404: Words("没有找到这一页", "网址可能写错了，也可能这条记录已删除，或不在您的管辖范围内。"),
    405: Words("这个网址不能这样打开", "请从首页或上一页的按钮进入。"),
    409: Words("这一步现在做不了", "请看下面的原因，返回上一页后再试。"),
    413: Words("文件太大", "一次最多上传 64 MB。请删去图片和多余的工作表后再试。"),
    422: Words("内容有问题，需要改", "请按下面的说明修改后再试。"),
    429: Words("操作太频繁，请稍等", "请等一分钟后再试。"),
    500: Words("系统出了问题，没有保存", "请稍后再试；还不行，请把下面的编号告诉系统管理员。"),
}

_NEAREST = {4: 400, 5: 500}


def status_of(error: errors.JobmatchError) -> HTTPStatus:
    """Give the status that answers *error*."""
    return next(status for kind, status in STATUSES if isinstance(error, kind))


def install(app: Flask) -> None:
    """Answer every failure of *app* with a page."""
    app.register_error_handler(errors.JobmatchError, _known)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def page(
    status: int, *, reason: str | None = None, reference: str | None = None
) -> tuple[str, int]:
    """Render the page of *status*; *reason* is a Chinese sentence of ours, never foreign text."""
    words = WORDS.get(status) or WORDS[_NEAREST[status // 100]]
    return (
        render_template("errors/show.html", words=words, reason=reason, reference=reference),
        status,
    )


def _known(error: errors.JobmatchError) -> tuple[str, int]:
    return page(status_of(error), reason=str(error))


def _stale_form(_: CSRFError) -> tuple[str, int]:
    return page(HTTPStatus.BAD_REQUEST)


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if code < HTTPStatus.BAD_REQUEST:
        return error
    return page(code)


def _unforeseen(error: Exception) -> tuple[str, int]:
    reference = secrets.token_hex(4)
    places = "".join(traceback.format_tb(error.__traceback__))
    current_app.logger.error("failure %s: %s\n%s", reference, type(error).__qualname__, places)
    return page(HTTPStatus.INTERNAL_SERVER_ERROR, reference=reference)
