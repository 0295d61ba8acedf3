"""One class per failure; messages are plain Chinese that a clerk can act on."""

from __future__ import annotations


class JobmatchError(Exception):
    """Base of all failures that a user can understand; str() is a Chinese sentence."""

    message = "操作没有完成，请重试；仍不行请找管理员。"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)


class NotFoundError(JobmatchError):
    """The thing asked for does not exist, or this actor may not know that it does."""

    message = "没有找到这条记录，可能已被删除或不在您的管辖范围内。"


class RuleBrokenError(JobmatchError):
    """A rule of the domain says no; nothing was changed."""

    message = "这一步不符合规定，没有保存。"


class ForbiddenError(JobmatchError):
    """The actor lacks the right."""

    message = "您的账号没有这项权限。"


class InputError(JobmatchError):
    """What came in cannot be used; the sentence names what and the nearest right thing."""

    message = "输入的内容有问题，请检查后再试。"


class ConflictError(JobmatchError):
    """Somebody else changed the same thing first, or the same request is under way."""

    message = "别人刚改过这条记录，请刷新后再试。"
