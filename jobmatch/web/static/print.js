// The button that prints; without this file the browser's own menu does.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A page that was opened to be printed asks for paper once, when it stands there whole.
if (document.querySelector("[data-print-now]")) {
  addEventListener("load", () => window.print(), { once: true });
}
