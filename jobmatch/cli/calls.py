"""What was wrong with a call, and how a command is called, in plain Chinese.

click says both in English. Errors are told by their class and their parameter, never by click's
own sentences, which change; what our commands say themselves is Chinese already and stays.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CHINESE = re.compile(r"[一-鿿]")
_EXTRA = re.compile(r"^Got unexpected extra.*?\((?P<words>.*)\)$", re.DOTALL)
_QUOTED = re.compile(r"'(?P<word>[^']*)'")
_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
_PHRASES = {
    "Show this message and exit.": "显示这段说明",
    "Show the version and exit.": "显示版本",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 …",
    "[required]": "[必填]",
    "[default: ": "[不写就是 ",
}
_TYPES = {
    "INTEGER": "整数",
    "FLOAT": "数字",
    "TEXT": "文字",
    "PATH": "文件",
    "FILE": "文件",
    "DIRECTORY": "文件夹",
    "BOOLEAN": "是或否",
    "INTEGER RANGE": "整数",
}
_PLACEHOLDER = re.compile("|".join(sorted(map(re.escape, _TYPES), key=len, reverse=True)))


class Formatter(click.HelpFormatter):
    """Writes the help of a command with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, _translated(args), prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names and what they mean."""
        told = [(_PLACEHOLDER.sub(_type_of, name), _translated(text)) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)


def speak_chinese() -> None:
    """Let every command write its help in Chinese."""
    click.Context.formatter_class = Formatter


def lines_of(error: click.ClickException) -> Iterator[str]:
    """Yield the lines that tell *error*: what is wrong, how it is called, where more stands."""
    yield sentence_of(error)
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        yield context.get_usage()
        yield f"详细说明：{context.command_path} --help"


def sentence_of(error: click.ClickException) -> str:
    """Say in one sentence what is wrong with the call."""
    if isinstance(error, click.NoSuchOption):
        return _no_option(error)
    if isinstance(error, click.MissingParameter):
        return _missing(error)
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.BadOptionUsage):
        return f"选项“{error.option_name}”的写法不对：有的选项后面要写内容，有的不能写。"
    if isinstance(error, click.FileError):
        return f"打不开文件“{error.ui_filename}”。"
    return error.message if _says_itself(error.message) else _usage(error)


def _no_option(error: click.NoSuchOption) -> str:
    meant = _meant(error.possibilities)
    dash = "" if error.option_name.startswith("--") else "要找的话以“-”开头时，前面加 -- 和空格。"
    return f"没有“{error.option_name}”这个选项。{meant or dash}"


def _missing(error: click.MissingParameter) -> str:
    if error.param is None:
        return "少写了一样东西。"
    kind = "参数" if isinstance(error.param, click.Argument) else "选项"
    return f"少写了{kind}“{_name_of(error.param)}”。"


def _bad_value(error: click.BadParameter) -> str:
    if error.param is None:
        return error.message if _CHINESE.search(error.message) else "写的内容用不了。"
    name, written = _name_of(error.param), _QUOTED.search(error.message)
    if _says_itself(error.message):
        return f"“{name}”：{error.message}"
    wanted = _wanted(error.param.type)
    given = f"，写的是“{written['word']}”" if written and written["word"] else ""
    return f"“{name}”要写{wanted}{given}。"


def _says_itself(message: str) -> bool:
    """Tell whether a sentence of our own is Chinese outside of what it quotes."""
    return _CHINESE.search(_QUOTED.sub("", message)) is not None


def _wanted(kind: Any) -> str:
    if isinstance(kind, click.Choice):
        return f"下面的一个：{'、'.join(str(choice) for choice in kind.choices)}"
    if isinstance(kind, click.IntRange):
        low, high = kind.min, kind.max
        if high is None:
            return f"{low} 或更大的整数"
        return f"{high} 或更小的整数" if low is None else f"{low} 到 {high} 的整数"
    if isinstance(kind, click.DateTime):
        return "日期，像 2023-06-30 这样"
    if isinstance(kind, click.Path):
        return "一个有的文件夹" if not kind.file_okay else "一个有的文件"
    return _TYPES.get(str(kind.name).upper(), "别的内容")


def _usage(error: click.ClickException) -> str:
    """Tell what click has no class for, or had none in its older versions."""
    command = getattr(error, "command_name", None)
    if command is None and "No such command" in error.message:
        quoted = _QUOTED.search(error.message)
        command = quoted["word"] if quoted else ""
    if command is not None:
        return f"没有“{command}”这个命令。{_meant(_near_commands(error, command))}"
    if "Missing command" in error.message:
        return "少写了要做什么（命令）。"
    extra = _EXTRA.search(error.message)
    if extra is not None:
        return f"多写了：{extra['words']}。一句话里有空格时，两头加引号。"
    return "这样写用不了。"


def _near_commands(error: click.ClickException, written: str) -> list[str]:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None or not isinstance(context.command, click.Group):
        return []
    return get_close_matches(written, context.command.list_commands(context))


def _name_of(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Argument):
        return parameter.make_metavar(click.Context(click.Command("")))
    return max(parameter.opts, key=len, default=parameter.name or "")


def _meant(possibilities: Iterable[str] | None) -> str:
    found = list(possibilities or ())
    return f"是不是要写：{'、'.join(found)}？" if found else ""


def _translated(text: str) -> str:
    for english, chinese in _PHRASES.items():
        text = text.replace(english, chinese)
    return text


def _type_of(match: re.Match[str]) -> str:
    return _TYPES[match.group()]
