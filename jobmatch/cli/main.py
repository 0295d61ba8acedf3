"""The command line: one lazy table of commands, and the one place that turns errors into lines."""

from __future__ import annotations

import errno
import sys
from importlib import import_module
from typing import NamedTuple

import click

from jobmatch import __version__
from jobmatch.cli import calls
from jobmatch.domain.errors import InputError, JobmatchError


class Entry(NamedTuple):
    """Where a command stands, and its line in the overview (shown without importing it)."""

    target: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "demo": Entry("demo:demo", "建立演示区、完成首次匹配并打开网页"),
    "test": Entry("testing:test", "运行全部测试（需要源码）"),
    "serve": Entry("serve:serve", "打开网页服务"),
    "import": Entry("imports:imports", "导入岗位表、花名册，查看与撤销导入"),
    "match": Entry("matching:match", "人找岗、岗找人、按一句话找岗"),
    "allocate": Entry("allocate:allocate", "统筹安排：人和岗位一起算，不超空缺，说明原因"),
    "occupations": Entry("occupations:occupations", "查职业"),
    "figures": Entry("figures:figures", "从数据逐条数出来的区县数字"),
    "report": Entry("report:report", "报告：各类人进入推荐名单和就业的情况"),
    "accounts": Entry("accounts:accounts", "账号"),
    "db": Entry("db:db", "数据库升级与检查"),
    "backup": Entry("backup:backup", "备份"),
    "restore": Entry("backup:restore", "从备份恢复或演练恢复"),
    "jobs": Entry("jobs:jobs", "后台任务：查看、立即执行、重新排队"),
    "keys": Entry("keys:keys", "密钥"),
    "audit": Entry("audit:audit", "审计记录"),
    "evaluate": Entry("evaluate:evaluate", "在案例上运行，写出可评分的结果"),
    "bench": Entry("bench:bench", "性能与准确率基准"),
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in table order."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give the command *cmd_name*, or None when there is none of that name."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.target.partition(":")
        command = getattr(import_module(f"jobmatch.cli.{module}"), attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - a wrong table line is our mistake
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview from the table, so that --help imports nothing."""
        del ctx
        with formatter.section("命令"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="jobmatch")
def program() -> None:
    """jobmatch：为易地扶贫搬迁群众找岗位。"""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 refused, 2 unusable input or call."""
    calls.speak_chinese()
    try:
        code = program.main(args=arguments, prog_name="jobmatch", standalone_mode=False)
    except click.exceptions.Abort:
        _fail("已取消。", 130)
    except click.exceptions.NoArgsIsHelpError as error:
        _fail(error.message, error.exit_code)
    except click.ClickException as error:
        _fail("\n".join(calls.lines_of(error)), error.exit_code)
    except JobmatchError as error:
        _fail(str(error), 2 if isinstance(error, InputError) else 1)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _fail("磁盘已满，没有写入；请腾出空间后再试。", 1)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _fail(line: str, code: int) -> None:
    click.echo(line, err=True)
    sys.exit(code)
