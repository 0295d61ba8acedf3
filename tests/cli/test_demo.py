from __future__ import annotations

import http.cookiejar
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from jobmatch.cli import demo
from jobmatch.cli.serve import PortTakenError
from jobmatch.services import demonstrations
from tests.house import source

if TYPE_CHECKING:
    from pathlib import Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
def test_a_loaded_home_is_matched_once_and_used_again(small_home: Path) -> None:
    words = ["--no-serve", "--scale", "small"]
    first = CliRunner().invoke(demo.demo, words, catch_exceptions=False)
    assert first.exit_code == 0
    assert str(small_home) in first.output
    assert "演示区已经在数据文件夹里" in first.output
    assert "首次匹配" in first.output
    assert all(each.name in first.output for each in demonstrations.ACCOUNTS)
    second = CliRunner().invoke(demo.demo, words, catch_exceptions=False)
    assert second.exit_code == 0
    assert "首次匹配" not in second.output


def test_another_scale_does_not_overwrite(small_home: Path) -> None:
    result = CliRunner().invoke(demo.demo, ["--no-serve", "--scale", "district"])
    assert result.exit_code != 0
    assert "空库" in str(result.exception)


def test_a_taken_port_is_told_before_the_loading(small_home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(demo.demo, ["--scale", "small", "--port", str(port)])
    assert isinstance(result.exception, PortTakenError)
    assert "准备数据库" not in result.output


@pytest.mark.slow
def test_the_served_demonstration_lets_a_clerk_sign_in(small_home: Path, tmp_path: Path) -> None:
    port = _free_port()
    words = [sys.executable, "-m", "jobmatch", "demo", "--scale", "small", "--port", str(port)]
    log = tmp_path / "demo.log"
    with (
        log.open("w") as out,
        subprocess.Popen(words, cwd=source.ROOT, stdout=out, stderr=out) as served,
    ):
        try:
            page = _sign_in(f"http://127.0.0.1:{port}", log)
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(timeout=30)
    assert "演示数据" in page
    assert "退出" in page


def _sign_in(address: str, log: Path) -> str:
    """Sign in as the first demonstration account, as a browser would; give the next page."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    target, form = _when_up(opener, f"{address}/", log)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    assert token is not None
    name = demonstrations.ACCOUNTS[0].name
    values = {"csrf_token": token[1], "name": name, "password": demonstrations.PASSWORD}
    with opener.open(target, urllib.parse.urlencode(values).encode(), timeout=30) as answer:
        text: str = answer.read().decode()
    return text


def _when_up(opener: urllib.request.OpenerDirector, address: str, log: Path) -> tuple[str, str]:
    """Give address and text of the first page once it is served; the log when it never is."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            with opener.open(address, timeout=10) as answer:
                return answer.geturl(), answer.read().decode()
        except OSError:
            time.sleep(0.2)
    pytest.fail(log.read_text())
