// Looks for bells without a reload; without this file the page reloads itself.
"use strict";

const EVERY_MS = 10000;
// A login ends when nobody works at the desk: who touches the page goes on looking.
const LONGEST_MS = 30 * 60 * 1000;
const name = document.title;
let touched = Date.now();
for (const touch of ["pointerdown", "keydown", "pointermove"]) {
  addEventListener(touch, () => { touched = Date.now(); }, { passive: true });
}

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.redirected) {
      location.reload();
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["[data-bells-waiting]", "[data-bells]"]) {
      const [shown, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (shown && fresh && shown.innerHTML !== fresh.innerHTML) shown.replaceWith(fresh);
    }
    const count = document.querySelectorAll(".jm-bell").length;
    document.title = count ? `（${count}）有人叫 · ${name}` : name;
  } catch {
    // The server is away for a moment: the next look tells.
  }
}

setInterval(() => { if (Date.now() - touched < LONGEST_MS) look(); }, EVERY_MS);
