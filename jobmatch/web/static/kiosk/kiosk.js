// The kiosk works without this file. It shows the countdown, asks whether anybody is there, wipes,
// prints, reads aloud with a voice of the machine itself, and keeps the keypad from flickering.
"use strict";

// A page out of the browser's memory may belong to the visit before: ask for it anew.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

const body = document.body;
const byId = (id) => document.getElementById(id);

function countDown() {
  const whole = Number(body.dataset.seconds);
  const warning = Number(body.dataset.warning);
  if (!whole) return;
  const ask = byId("ask");
  let end = 0;
  const restart = () => {
    end = Date.now() + whole * 1000;
    if (ask && ask.open) ask.close();
    show();
  };
  const show = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    if (byId("seconds")) byId("seconds").textContent = left;
    if (byId("ask-seconds")) byId("ask-seconds").textContent = left;
    if (ask && left <= warning && left > 0 && !ask.open) {
      ask.showModal();
      byId("stay").focus();
    }
    if (left === 0) {
      end = Infinity;
      location.replace(body.dataset.leave);
    }
  };
  if (byId("left")) byId("left").hidden = false;
  for (const touch of ["pointerdown", "keydown", "wheel", "scroll"]) {
    // The question is answered by its own buttons: a knock on the glass is no answer.
    addEventListener(touch, () => { if (!ask || !ask.open) restart(); }, { passive: true, capture: true });
  }
  if (ask) {
    byId("stay").addEventListener("click", restart);
    ask.addEventListener("cancel", (event) => { event.preventDefault(); restart(); });
  }
  restart();
  setInterval(show, 500);
}

function wipe() {
  if (!body.dataset.wipe) return;
  try {
    sessionStorage.clear();
    localStorage.clear();
  } catch {
    // Where storage is switched off there is nothing to forget.
  }
  setTimeout(() => location.replace(body.dataset.wipe), 4000);
}

function print() {
  const button = byId("print");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A voice reads signs differently from eyes: thousands, spans and dots are written out for it.
const spoken = (text) => text.replace(/\s+/g, " ").trim()
  .replace(/(\d),(?=\d{3})/g, "$1")
  .replace(/(\d)\s*[–~-]\s*(?=\d)/g, "$1到")
  .replace(/\s*[·｜›✕]\s*/g, "，")
  .replace(/[“”]/g, "")
  .replace(/元\/月/g, "元一个月").replace(/元\/天/g, "元一天").replace(/元\/小时/g, "元一小时")
  .replace(/^，|，$/g, "");

// Only a voice of this machine reads: others would send the words to somebody else.
function readAloud() {
  const button = byId("aloud");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;
  const voice = () => speech.getVoices().find((each) => each.localService && /^(zh|cmn)/i.test(each.lang));
  const offer = () => { button.hidden = !voice(); };
  offer();
  speech.addEventListener("voiceschanged", offer);
  speech.cancel();
  addEventListener("pagehide", () => speech.cancel());
  const name = button.textContent;
  const stop = () => {
    speech.cancel();
    button.textContent = name;
    for (const node of document.querySelectorAll(".k-saying")) node.classList.remove("k-saying");
  };
  button.addEventListener("click", () => {
    if (button.textContent !== name) {
      stop();
      return;
    }
    const nodes = [...document.querySelectorAll("[data-read]")].filter((node) => spoken(node.textContent));
    if (!nodes.length) return;
    button.textContent = "不念了";
    nodes.forEach((node, place) => {
      const said = new SpeechSynthesisUtterance(spoken(node.textContent));
      said.voice = voice();
      said.lang = said.voice.lang;
      said.rate = 0.85;
      said.addEventListener("start", () => node.classList.add("k-saying"));
      said.addEventListener("end", () => {
        node.classList.remove("k-saying");
        if (place === nodes.length - 1) stop();
      });
      speech.speak(said);
    });
  });
}

// A key is a link. Here only the answer is exchanged: the page neither flickers nor scrolls, no key
// goes away under a finger, and a finger that is faster than the answer loses no letter.
function keypad() {
  const pressed = { rub: (typed) => typed.slice(0, -1), clear: () => "" };
  let asking = null;
  document.addEventListener("click", async (event) => {
    const key = event.target.closest("a[data-key]");
    if (!key) return;
    event.preventDefault();
    const pad = document.querySelector("[data-pad]");
    const name = key.dataset.key;
    const press = pressed[name] || ((typed) => (typed + name).slice(0, pad.dataset.most));
    pad.dataset.typed = press(pad.dataset.typed);
    const box = pad.querySelector("input[name=q]");
    if (box) box.value = pad.dataset.typed;
    const address = new URL(key.href);
    address.searchParams.set("typed", pad.dataset.typed);
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(address, { signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-pad]");
      if (!answer.ok || !fresh || new URL(answer.url).pathname !== address.pathname) {
        location.replace(answer.ok ? answer.url : address);
        return;
      }
      pad.dataset.typed = fresh.dataset.typed;
      pad.querySelector("[data-answer]").replaceWith(fresh.querySelector("[data-answer]"));
    } catch (failure) {
      if (failure.name !== "AbortError") location.replace(address);
    }
  });
}

// Digits are gathered here and sent once, when the number is whole.
function digits() {
  const pad = document.querySelector("[data-digits]");
  if (!pad) return;
  const whole = Number(pad.dataset.digits);
  const shown = pad.querySelector("[data-shown]");
  let typed = "";
  pad.addEventListener("click", (event) => {
    const key = event.target.closest("button[name=key]");
    if (!key) return;
    event.preventDefault();
    if (typed.length >= whole) return;
    typed = { rub: typed.slice(0, -1), clear: "" }[key.value] ?? typed + key.value;
    shown.textContent = typed + "–".repeat(whole - typed.length);
    if (typed.length < whole) return;
    pad.elements.typed.value = typed;
    pad.submit();
  });
}

// A card reader writes its number like a fast keyboard and ends with Enter. The number goes straight
// into the body of a form; it is never shown and not kept.
function cardReader() {
  const form = byId("card");
  if (!form) return;
  const box = form.elements.number;
  let read = "";
  let last = 0;
  addEventListener("keydown", (event) => {
    if (event.target === box) return;
    if (event.timeStamp - last > 1000) read = "";
    last = event.timeStamp;
    if (event.key === "Enter" && read.length >= 15) {
      event.preventDefault();
      box.value = read;
      read = "";
      form.submit();
    } else if (/^[0-9Xx]$/.test(event.key)) {
      read += event.key;
    } else if (event.key.length === 1 || event.key === "Enter") {
      read = "";
    }
  });
  addEventListener("pagehide", () => { box.value = ""; });
}

// Enter inside a Chinese input method picks a word; it must not send the form.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
});

countDown();
wipe();
print();
readAloud();
keypad();
digits();
cardReader();
