"""Set-up with the standard library alone: a bare Debian 12 with python3 becomes a working checkout.

A checkout gets `.venv` with the pinned dependencies, stamped with a hash of setup.cfg and
constraints.txt, so that a second start costs a file comparison. An installed wheel needs none.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "jobmatch-stamp.json"
LOG = VENV / "setup.log"
OLDEST_PYTHON = (3, 11)
WHEELS_VARIABLE = "JOBMATCH_WHEELS"
"""Folder with wheels for a machine without any network (see README)."""

_NO_NETWORK = re.compile(
    r"name resolution|Network is unreachable|NewConnectionError|ConnectTimeout|ConnectionError"
    r"|Max retries|No route to host|Connection refused|Could not fetch URL|Failed to establish",
)
_TOLD = re.compile(r"E: |error: (?!subprocess-exited)", re.IGNORECASE)
"""A line in which apt or pip says what is wrong, rather than where."""
_DISK_FULL = re.compile(r"No space left on device|Errno 28")


class SetUpError(Exception):
    """Set-up cannot go on; str() is the one line that says why and what to do."""


def in_checkout() -> bool:
    """Tell whether this package lies in a checkout (an installed wheel needs no set-up)."""
    return (ROOT / "setup.cfg").is_file() and (ROOT / "constraints.txt").is_file()


def prepare(arguments: Sequence[str]) -> None:
    """Make the checkout ready for *arguments* and continue inside its `.venv`.

    Returns at once when everything stands and this process already is the venv's Python; else it
    installs what is missing and replaces the process. Prints one line and exits 1 when it cannot.
    """
    if not in_checkout():
        return
    try:
        _check_python()
        extras = {"test"} if _command(arguments) == "test" else set()
        ensure_venv(extras)
    except SetUpError as error:
        say(str(error))
        raise SystemExit(1) from None
    if Path(sys.prefix).resolve() != VENV.resolve():
        python = str(VENV / "bin" / "python")
        os.execv(python, [python, "-m", "jobmatch", *arguments])  # noqa: S606 - our own venv


def say(line: str) -> None:
    """Print one line of progress at once, to standard error."""
    print(line, file=sys.stderr, flush=True)


def _command(arguments: Sequence[str]) -> str | None:
    return next((word for word in arguments if not word.startswith("-")), None)


def _check_python() -> None:
    if sys.version_info[:2] < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetUpError(f"需要 Python 3.11 或更新的版本，这里是 {found}。")


def _wanted_hash() -> str:
    digest = hashlib.sha256()
    for name in ("setup.cfg", "constraints.txt", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    digest.update(f"{sys.version_info[:2]}".encode())
    return digest.hexdigest()


def _stamp_extras(wanted: str) -> set[str] | None:
    """Give the extras that are installed for *wanted*, or None when the venv does not match it."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if stamp.get("hash") != wanted or not (VENV / "bin" / "python").exists():
        return None
    return set(stamp.get("extras", []))


def ensure_venv(extras: set[str]) -> None:
    """Make `.venv` hold the pinned dependencies with *extras*; free when it already does.

    Raises SetUpError with the one line that says what is wrong.
    """
    wanted = _wanted_hash()
    installed = _stamp_extras(wanted)
    if installed is not None and extras <= installed:
        return
    try:
        VENV.mkdir(exist_ok=True)
        with _alone():
            installed = _stamp_extras(wanted)
            if installed is None or not extras <= installed:
                _install(extras | (installed or set()), wanted)
    except PermissionError as error:
        raise SetUpError(f"没有写入权限：{error.filename}。请换一个可写的文件夹。") from error
    except OSError as error:
        if error.errno == 28:  # noqa: PLR2004 - ENOSPC, named in the sentence
            raise SetUpError("磁盘已满，装不下依赖（约需 700 MB）；请腾出空间后再试。") from error
        raise


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the venv's lock, so that two commands started together install once."""
    with (VENV / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install(extras: set[str], wanted: str) -> None:
    started = time.monotonic()
    say("jobmatch 第一次在这里运行，或依赖有变化：正在准备运行环境（只需一次，约一两分钟）。")
    _make_venv()
    target = f".[{','.join(sorted(extras))}]" if extras else "."
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off"]
    wheels = os.environ.get(WHEELS_VARIABLE)
    if wheels:
        command += ["--no-index", "--find-links", wheels]
    _run_pip([*command, "-c", "constraints.txt", "-e", target])
    STAMP.write_text(json.dumps({"hash": wanted, "extras": sorted(extras)}), encoding="utf-8")
    say(f"运行环境已就绪，用时 {time.monotonic() - started:.0f} 秒。")


def _make_venv() -> None:
    """Make the venv, unless one of this Python version with a working pip stands already."""
    version = "import pip, sys; print(*sys.version_info[:2])"
    python = VENV / "bin" / "python"
    if python.exists():
        answer = subprocess.run(
            [python, "-c", version], capture_output=True, text=True, check=False
        )
        if answer.stdout.split() == [str(part) for part in sys.version_info[:2]]:
            return
    say("[1/2] 建立 .venv …")
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    if subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        _install_venv_package()
    _empty_venv()
    base = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run(
        [base, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        raise SetUpError(_reason(made.stdout + made.stderr, "建立 .venv 没有成功"))


def _empty_venv() -> None:
    """Remove what a broken or older venv left, but for the lock that this process holds."""
    for entry in VENV.iterdir():
        if entry.name == "setup.lock":
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _install_venv_package() -> None:
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise SetUpError(f"缺少 python3-venv，请先运行：sudo apt install {version}")
    say(f"      缺少 {version}，正在用 apt 安装 …")
    apt_install([version])


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian *packages* as root; raise SetUpError with the reason when apt cannot."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    text = ""
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", *words], env=environment, capture_output=True, text=True, check=False
        )
        text += done.stdout + done.stderr
        if done.returncode != 0 and words[0] == "install":
            raise SetUpError(_reason(text, f"apt 安装 {'、'.join(packages)} 没有成功"))


def _run_pip(command: Sequence[str]) -> None:
    """Run pip, show which package it is at, and turn a failure into one line."""
    say("[2/2] 安装依赖 …")
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    lines: list[str] = []
    seen = 0
    with (
        LOG.open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as pip,
    ):
        for line in pip.stdout or ():
            log.write(line)
            lines.append(line)
            if line.startswith("Collecting "):
                seen += 1
                if seen % 20 == 0:
                    say(f"      已找到 {seen} 个组件 …")
            elif line.startswith("Installing collected packages"):
                say(f"      共 {seen} 个组件，正在安装 …")
    if pip.returncode != 0:
        raise SetUpError(_reason("".join(lines), "安装依赖没有成功"))


def _reason(text: str, what: str) -> str:
    """Give one line that says why *what* happened, read from the tool's own *text*."""
    if _DISK_FULL.search(text):
        return f"{what}：磁盘已满，请腾出约 1 GB 空间后再试。"
    if _NO_NETWORK.search(text):
        return (
            f"{what}：连不上软件源。请检查网络；没有网络的电脑请按 README 准备离线安装包，"
            f"并设置 {WHEELS_VARIABLE}。"
        )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if _TOLD.match(line)] or lines or ["没有更多信息"]
    last = told[-1]
    return f"{what}：{last[:200]}（详见 {LOG.relative_to(ROOT)}）"


def ensure_browser() -> str | None:
    """Bring Chromium and its driver for the browser tests where this runs as root on Debian.

    Returns None when both stand, else the one-line reason why the browser tests cannot run here.
    """
    names = {"chromium": "chromium", "chromedriver": "chromium-driver"}
    missing = [package for binary, package in names.items() if shutil.which(binary) is None]
    if not missing:
        return None
    if shutil.which("apt-get") is None:
        return "没有 Chromium，这台电脑也没有 apt。"
    if os.geteuid() != 0:
        return f"没有 Chromium，请先运行：sudo apt install {' '.join(missing)}"
    say(f"正在用 apt 安装浏览器测试需要的 {'、'.join(missing)} …")
    try:
        apt_install(missing)
    except SetUpError as error:
        return str(error)
    return None
