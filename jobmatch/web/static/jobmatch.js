// Everything works without this file; it only guards against two slips of the hand.
"use strict";

// Enter inside a Chinese input method picks a word; it must not send the form.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
    event.preventDefault();
  }
});

// A second click on a slow answer must not send the form twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent === "yes") {
    event.preventDefault();
    return;
  }
  if (form.method === "post") {
    form.dataset.sent = "yes";
  }
});

// Coming back by the back button makes the forms of the page usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
  }
});
