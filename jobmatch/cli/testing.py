"""`jobmatch test`: run the whole suite of the checkout, bringing what it needs."""

from __future__ import annotations

import os
import subprocess
import sys

import click

from jobmatch import bootstrap
from jobmatch.domain.errors import RuleBrokenError

NO_BROWSER_VARIABLE = "JOBMATCH_TEST_NO_BROWSER"
"""Carries the reason why browser tests cannot run to the test session, which lists it."""


@click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.pass_context
def test(context: click.Context) -> None:
    """运行全部测试；后面可以跟 pytest 的参数，例如 tests/domain -k wages。"""
    if not bootstrap.in_checkout():
        raise RuleBrokenError("测试只随源码提供：请在源码文件夹里运行 python3 -m jobmatch test。")
    environment = dict(os.environ)
    reason = bootstrap.ensure_browser()
    if reason is not None:
        environment[NO_BROWSER_VARIABLE] = reason
    command = [sys.executable, "-m", "pytest", *_parallel(context.args), *context.args]
    done = subprocess.run(command, cwd=bootstrap.ROOT, env=environment, check=False)  # noqa: S603 - our own Python
    sys.exit(done.returncode)


def _parallel(arguments: list[str]) -> list[str]:
    """Give two workers for a whole run; a chosen part runs in one process, easier to follow."""
    chosen = any(word.startswith(("-n", "--numprocesses", "-k", "--pdb")) for word in arguments)
    paths = any(word.startswith("tests/") for word in arguments)
    if chosen or paths:
        return []
    return ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadgroup"]
