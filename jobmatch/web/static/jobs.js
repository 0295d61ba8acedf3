// Shows how far a background job is without a reload; without this file the page reloads itself.
"use strict";

const EVERY_MS = 2000;
// A login ends when nobody works at the desk; a page that looks for ever would keep it open.
const LONGEST_MS = 10 * 60 * 1000;

for (const shown of document.querySelectorAll("[data-job]")) {
  const began = Date.now();
  const look = async () => {
    try {
      const answer = await fetch(shown.dataset.job, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-job]");
      // Signed out, or another state with other buttons: the whole page is due.
      if (answer.redirected || (found && found.dataset.state !== shown.dataset.state)) {
        window.location.reload();
        return;
      }
      if (found && found.innerHTML !== shown.innerHTML) {
        shown.replaceChildren(...found.childNodes);
      }
    } catch {
      // The server is away for a moment: the next look tells.
    }
    if (Date.now() - began < LONGEST_MS) {
      window.setTimeout(look, EVERY_MS);
    }
  };
  window.setTimeout(look, EVERY_MS);
}
