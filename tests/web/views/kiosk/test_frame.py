"""A visit, its end and what is left of it: nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from jobmatch.domain.errors import NotFoundError
from jobmatch.web import visits
from jobmatch.web.views.kiosk import entrance
from tests.web import browsers
from tests.web.kiosks import FIRST, Visitor, begin, link, see

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver


def test_the_large_type_is_carried_along(client: FlaskClient) -> None:
    page = see(client, "/kiosk/", large="1")
    assert 'class="k-large"' in page
    page = see(client, link(page, r'href="(/kiosk/[^"]+/subsidies\?large=1)"'))
    assert 'class="k-large"' in page
    assert ">普通字<" in page


@pytest.mark.usefixtures("offered")
def test_after_the_end_old_addresses_show_nothing(client: FlaskClient) -> None:
    visit = begin(client)
    old = f"{visit}/postings?q=%E7%94%B5%E7%84%8A"
    assert client.get(old).status_code == 200
    bye = client.get("/kiosk/goodbye")
    assert '"cache", "cookies", "storage"' in bye.headers["Clear-Site-Data"]
    assert client.get_cookie("jobmatch") is None
    for address in (old, f"{visit}/trades", f"{visit}/words?typed=dian"):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (303, "/kiosk/")
    begin(client)
    assert client.get(old).location == "/kiosk/"


def test_without_javascript_a_visit_ends_as_well(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/trades")
    assert f'content="{visits.SECONDS};url=/kiosk/goodbye"' in page


def test_what_goes_wrong_is_told_in_the_kiosk_too(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = begin(client)

    def fail(*_: object) -> None:
        raise NotFoundError

    monkeypatch.setattr(entrance, "render_template", fail)
    answer = client.get(f"{visit}/subsidies")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert "请回到开头再试" in page
    assert "登录" not in page


VOICE = """
window.said = [];
class Said extends EventTarget { constructor(text) { super(); this.text = text; } }
window.SpeechSynthesisUtterance = Said;
const speech = new EventTarget();
speech.getVoices = () => [
  {lang: "zh-CN", localService: false, name: "far"},
  {lang: "zh-CN", localService: true, name: "near"}];
speech.cancel = () => { window.said.push("cancel"); };
speech.speak = (said) => {
  window.said.push(said.voice.name + ":" + said.text);
  said.dispatchEvent(new Event("start"));
};
Object.defineProperty(window, "speechSynthesis", {value: speech});
"""
"""A voice of this machine and one of somebody else's, which keep what they are given."""


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
def test_a_voice_of_this_machine_reads_what_matters_in_speech(
    browser: webdriver.Chrome, address: str
) -> None:
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": VOICE})
    visitor = Visitor(browser, address)
    visitor.come()
    visitor.tap(".k-choice")
    visitor.wait_for("电焊")
    visitor.tap(".k-tile", 1)
    visitor.wait_for("看详细")
    visitor.tap("#aloud")
    said = browser.execute_script("return window.said")
    told = [each.removeprefix("near:") for each in said if each != "cancel"]
    assert len(told) < len(said)
    assert told[0] == "找电焊：有 2 个岗位"
    for words in ("年龄 18到50 岁", "每月 4000到6000 元", "管吃管住，城东工业园（县内），华锦机械"):
        assert words in told
    assert not [each for each in said if each.startswith("far:")]
    visitor.tap("#aloud")
    assert browser.execute_script("return window.said").count("cancel") == said.count("cancel") + 1


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("visitor", [(1080, 1920)], indirect=True)
def test_the_wipe_leaves_nothing_behind(visitor: Visitor) -> None:
    browser = visitor.browser
    visitor.come()
    for heading, selector in (
        ("打扫卫生", ".k-choice"),
        ("有 5 个", ".k-tile"),
        ("打印", ".k-card"),
    ):
        visitor.tap(selector)
        visitor.wait_for(heading)
    seen = browser.current_url
    browser.execute_script("localStorage.setItem('a', 'b'); sessionStorage.setItem('a', 'b')")
    assert browser.get_cookies()
    visitor.tap(".k-leave")
    browsers.wait_for_heading(browser, "您看的内容已经清空")
    assert browser.get_cookies() == []
    assert browser.execute_script("return [localStorage.length, sessionStorage.length]") == [0, 0]
    visitor.tap(".k-main-button")
    browsers.wait_for_heading(browser, FIRST)
    cached = """
    const done = arguments[arguments.length - 1];
    fetch(arguments[0], {cache: "only-if-cached", mode: "same-origin"})
      .then((answer) => done(answer.status), () => done("nothing"));
    """
    # Chromium answers 504 where its cache holds nothing.
    assert browser.execute_async_script(cached, seen) in {"nothing", 504}
    for _ in range(4):
        browser.back()
        browsers.wait_for_text(
            browser, "清空" if "goodbye" in browser.current_url else "想办什么事"
        )
        shown = browser.execute_script("return document.body.innerText")
        assert "保洁" not in shown
        assert "打扫卫生" not in shown
    browser.get(seen)
    browsers.wait_for_heading(browser, FIRST)


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("visitor", [(1366, 768)], indirect=True)
def test_an_idle_screen_asks_and_then_wipes(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "SECONDS", 6)
    monkeypatch.setattr(visits, "WARNING_SECONDS", 5)
    browser = visitor.browser
    visitor.come()
    visitor.tap(".k-choice")
    visitor.wait_for("秒后清空")
    visitor.wait_for("还在吗？")
    visitor.tap("#stay")
    assert not browser.execute_script("return document.getElementById('ask').open")
    assert "/trades" in browser.current_url
    visitor.wait_for("还在吗？")
    WebDriverWait(browser, browsers.PATIENCE_SECONDS).until(
        lambda _: "goodbye" in browser.current_url or browser.current_url.endswith("/kiosk/")
    )
    assert browser.get_cookies() == [] or browser.current_url.endswith("/kiosk/")
