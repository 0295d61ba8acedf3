// Suggests words below a search box while somebody types. Without this file the box works as it is.
"use strict";

const WAIT_MILLISECONDS = 120;
// What may be a number of a person is not sent: it would stay in the address and in logs.
const LONG_NUMBER = /\d(?:[^\p{L}\d]*\d){6,}/u;
const OF_A_PERSON =
  /(?:^|\D)(?:1[3-9]\d[^\p{L}\d]*\d{4}[^\p{L}\d]*\d{4}|\d{6}[^\p{L}\d]*(?:\d{8}[^\p{L}\d]*\d{3}[\dXx]|\d{9})|\d{11,})(?!\d)/u;
const NO_NUMBERS = "这里不用写电话号码、身份证号。请去掉号码，只写会什么、想做什么。";
const NAMES = { place: "地点", wish: "要求" };

function suggestBelow(box) {
  const list = document.createElement("ul");
  list.id = `${box.id}-suggestions`;
  list.className = "jm-suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "您可能想找");
  list.hidden = true;
  box.after(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  let timer = 0;
  let asking = null;
  let chosen = -1;

  const close = () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const mark = (place) => {
    const lines = [...list.children];
    chosen = (place + lines.length + 1) % (lines.length + 1);
    if (chosen === lines.length) chosen = -1; // back in the box
    lines.forEach((line, at) => line.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) {
      box.removeAttribute("aria-activedescendant");
    } else {
      box.setAttribute("aria-activedescendant", lines[chosen].id);
      lines[chosen].scrollIntoView({ block: "nearest" });
    }
  };

  const take = (line) => {
    box.value = line.dataset.text;
    close();
    box.form.requestSubmit();
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map((each, at) => {
        const line = document.createElement("li");
        line.id = `${list.id}-${at}`;
        line.setAttribute("role", "option");
        line.setAttribute("aria-selected", "false");
        line.dataset.text = each.text;
        const word = document.createElement("span");
        word.textContent = each.value;
        const count = document.createElement("small");
        const kind = NAMES[each.type] ? `${NAMES[each.type]}，` : "";
        count.textContent = each.occurrences ? `${kind}${each.occurrences} 个岗位` : "现在没有岗位";
        line.append(word, count);
        return line;
      })
    );
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = suggestions.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    const text = box.value;
    if (!text.trim() || LONG_NUMBER.test(text.normalize("NFKC"))) {
      close();
      return;
    }
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const address = `${box.dataset.suggestions}?${new URLSearchParams({ q: text })}`;
      const answer = await fetch(address, { signal: asking.signal, redirect: "error" });
      if (!answer.ok || document.activeElement !== box) return;
      show((await answer.json()).suggestions);
    } catch {
      // Nobody misses a suggestion: the question itself can still be sent.
    }
  };

  const soon = (event) => {
    box.setCustomValidity("");
    if (event.isComposing) return; // letters of an unfinished word of the input method
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MILLISECONDS);
  };

  box.form.addEventListener("submit", (event) => {
    if (!OF_A_PERSON.test(box.value.normalize("NFKC"))) return;
    event.preventDefault();
    box.setCustomValidity(NO_NUMBERS);
    box.reportValidity();
  });
  box.addEventListener("input", soon);
  box.addEventListener("compositionend", soon);
  box.addEventListener("blur", () => setTimeout(close, 150));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the box focused
  list.addEventListener("click", (event) => {
    const line = event.target.closest("li");
    if (line) take(line);
  });
}

for (const box of document.querySelectorAll("input[data-suggestions]")) {
  suggestBelow(box);
}
