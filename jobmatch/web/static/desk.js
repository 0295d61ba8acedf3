// The desk works without this file. It tells whether the server can be reached, and keeps a form
// from being sent into the void: nothing is checked in before the server has said so.
"use strict";

const badge = document.getElementById("reach");
const SECONDS = 10;
let reachable = true;

function show(now) {
  reachable = now;
  badge.hidden = false;
  badge.textContent = now ? badge.dataset.well : badge.dataset.lost;
  badge.classList.toggle("jm-flash-good", now);
  badge.classList.toggle("jm-flash-bad", !now);
}

async function look() {
  try {
    const answer = await fetch(badge.dataset.ask, { cache: "no-store" });
    show(answer.ok);
  } catch {
    show(false);
  }
}

if (badge) {
  look();
  setInterval(look, SECONDS * 1000);
  addEventListener("offline", () => show(false));
  addEventListener("online", look);
  document.addEventListener("submit", (event) => {
    if (!reachable && event.target.method === "post") {
      event.preventDefault();
      event.stopImmediatePropagation();
      badge.scrollIntoView({ behavior: "instant", block: "center" });
      look();
    }
  }, { capture: true });
}
