"""How fast the pages answer under load: a server in a process of its own, asked as people ask.

The server and who asks it share one machine, so the figures are those of both together.
"""

from __future__ import annotations

import os
import platform
import random
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from jobmatch import clock
from jobmatch.bench import loads
from jobmatch.bench.figures import MatchFigure
from jobmatch.domain.accounts import SYSTEM, Role
from jobmatch.services import accounts
from jobmatch.services.seeding import district
from jobmatch.store import crypto, engine, migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jobmatch.services.seeding.scales import Scale

HOST = "127.0.0.1"
SEED = 1
NAME, PASSWORD = "bench", "load-of-a-scratch-district"
START_SECONDS = 180
ASKED = (
    *("缝纫", "保洁", "保安", "服务员", "厨师", "普工", "包装", "搬运", "司机", "叉车", "电焊"),
    *("电工", "木工", "建筑工", "种植", "养殖", "护工", "销售", "车工", "打包", "收银", "月嫂"),
    *("会电焊，不上夜班", "想在家附近，保洁", "进厂，管吃住", "没有经验也行", "坐着的活"),
    *("fengren", "baojie", "dh", "缝韧工", "轻松一点的活", "三千以上，包住", "在万山的活"),
)
"""What people ask for: trades, sentences, pinyin, a wrong sign."""
WISHES = ("", "，管住", "，管吃", "，不上夜班", "，家附近", "，没有经验", "，管吃住，不上夜班")
TYPED = ("fengrengong", "baojie", "dianhan", "putonggongren", "chache", "hugong", "bz", "fwy")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One load: what is asked for, how often a second, and the bound of its 95th percentile."""

    key: str
    name: str
    paths: tuple[str, ...]
    rate: float
    most_ms: float


def prepare(folder: Path, scale: Scale) -> None:
    """Fill *folder* with a demonstration district of today and an account to ask with."""
    crypto.save_ring(crypto.new_ring(), folder / "keys.json")
    keys = crypto.load_ring(folder / "keys.json")
    store = engine.open_store(f"sqlite:///{folder / 'jobmatch.db'}", keys)
    try:
        migrate.upgrade(store.write_engine)
        with store.writes.begin() as session:
            district.load_district(session, scale=scale, as_of=clock.today())
            accounts.add_account(
                session,
                actor=SYSTEM,
                name=NAME,
                role=Role.CLERK,
                password=PASSWORD,
                area=accounts.WHOLE_DISTRICT,
            )
    finally:
        store.close()


def measure_web(
    folder: Path, *, seconds: float, rate: float, progress: Callable[[str], None]
) -> tuple[list[MatchFigure], dict[str, Any]]:
    """Serve the district in *folder* and put one load after another on it.

    Args:
        folder: what prepare() has filled.
        seconds: how long each load takes.
        rate: searches a second; the other pages are asked for less often.
        progress: called with a short Chinese line before each load.

    Returns:
        The figures in the order in which they are printed, and what stands behind them.
    """
    machine = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
    }
    details: dict[str, Any] = {"load_before": os.getloadavg(), "machine": machine}
    progress("打开服务")
    with serving(folder) as port:
        visitor, clerk = Asker(port), Asker(port)
        visit = visitor.begin_visit()
        clerk.sign_in()
        for asker, scenario in scenarios(visitor, clerk, visit, rate):
            progress(scenario.name)
            rng = random.Random(SEED)  # noqa: S311 - a fixed sequence, no secret
            wanted = max(1, int(seconds * scenario.rate))
            paths = [rng.choice(scenario.paths) for _ in range(wanted)]
            load = loads.put(HOST, port, paths, rate=scenario.rate, headers=asker.headers)
            details[scenario.key] = {"asked_rate": scenario.rate, **asdict(load)}
            details[scenario.key]["most_ms"] = scenario.most_ms
            details[scenario.key]["name"] = scenario.name
    details["load_after"] = os.getloadavg()
    return list(figures_of(details)), details


def scenarios(
    visitor: Asker, clerk: Asker, visit: str, rate: float
) -> Iterator[tuple[Asker, Scenario]]:
    """Yield who asks for what; the texts vary, so that no answer is a kept one."""
    texts = [f"{text}{wish}" for text in ASKED for wish in WISHES]
    searches = tuple(f"{visit}/postings?q={quote(text)}" for text in texts)
    yield visitor, Scenario("kiosk_search", "自助机找岗位", searches, rate, 100)
    typed = [word[:end] for word in TYPED for end in range(1, len(word) + 1)]
    spelt = tuple(f"{visit}/words?typed={word}" for word in typed)
    yield visitor, Scenario("kiosk_typeahead", "自助机拼音键盘", spelt, rate / 2, 50)
    shown = visitor.links(searches[0], r'"([^"]+/postings/[0-9a-f]{32})[?"]')
    pages = (f"{visit}/trades", f"{visit}/number", f"{visit}/subsidies", *shown)
    slips = tuple(f"{each}/slip" for each in shown)
    yield visitor, Scenario("kiosk_pages", "自助机别的页面", (*pages, *slips), rate / 2, 100)
    office = tuple(f"/search/?q={quote(text)}" for text in texts)
    yield clerk, Scenario("office_search", "经办人找岗位", office, rate / 5, 300)
    words = [*typed, *(text[:end] for text in ASKED for end in range(1, len(text) + 1))]
    asked = tuple(f"/search/suggestions?q={quote(word)}" for word in words)
    yield clerk, Scenario("office_typeahead", "经办人边输入边提示", asked, rate / 2, 50)


def figures_of(details: dict[str, Any]) -> Iterator[MatchFigure]:
    """Give the figures that *details* holds, with their bounds."""
    for key, load in details.items():
        if isinstance(load, dict) and "p95" in load:
            name, rate = load["name"], load["asked_rate"]
            said = f"{name}，每秒 {rate:g} 次，95% 不超过"
            yield MatchFigure(f"{key}_p95", said, load["p95"], "毫秒", most=load["most_ms"])
            yield MatchFigure(f"{key}_errors", f"{name}，没有答好的", load["errors"], "次", most=0)


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Serve the home *folder* in a process of its own; give its port once it answers."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "jobmatch", "serve", "--host", HOST, "--port", str(port)]
    with (folder / "serve.log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 - fixed words of our own
            command,
            stdout=log,
            stderr=log,
            env=os.environ | {"JOBMATCH_HOME": str(folder)},
        )
        try:
            _wait(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the first page and the first search are answered: then all is warm."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            Asker(port).begin_visit()
        except (OSError, HTTPException):
            time.sleep(0.5)
        else:
            return
    raise RuntimeError("the server did not start")


class Asker:
    """Somebody with a cookie who asks one page after another."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.headers: dict[str, str] = {}

    def get(self, path: str) -> str:
        """Give the page at *path*."""
        return self._ask("GET", path)

    def begin_visit(self) -> str:
        """Begin a visit to the kiosk; give the part of the addresses that is its own."""
        found = re.search(r'"(/kiosk/[^/"]+)/trades', self.get("/kiosk/"))
        if found is None:
            raise HTTPException
        self.get(f"{found[1]}/trades")
        return found[1]

    def sign_in(self) -> None:
        """Sign in with the account of the scratch district."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get("/sign-in"))
        if token is None:
            raise HTTPException
        fields = {"csrf_token": token[1], "name": NAME, "password": PASSWORD}
        self._ask("POST", "/sign-in", urlencode(fields))

    def links(self, path: str, pattern: str) -> list[str]:
        """Give the addresses on the page at *path* that *pattern* finds."""
        return list(dict.fromkeys(re.findall(pattern, self.get(path))))

    def _ask(self, method: str, path: str, body: str | None = None) -> str:
        connection = HTTPConnection(HOST, self._port, timeout=START_SECONDS)
        headers = dict(self.headers)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            cookie = answer.getheader("Set-Cookie")
            if cookie:
                self.headers = {"Cookie": cookie.partition(";")[0]}
            return answer.read().decode()
        finally:
            connection.close()
