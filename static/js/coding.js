// Reading answers by the keyboard: words are taken with arrows, clicks or the finger; each button of the page that bears
// data-key is pushed by that key while the words have the focus. Forms are sent without leaving the page, and keys typed
// meanwhile wait their turn. Without this script the same forms work with numbers and clicks.
"use strict";

(() => {
  const desk = () => document.getElementById("coding");
  if (!desk()) return;
  const words = () => [...document.querySelectorAll("#cut > li")];
  const live = document.createElement("p");
  live.className = "visually-hidden";
  live.setAttribute("role", "status");
  document.querySelector("main").append(live);
  document.documentElement.classList.add("with-keys");

  let anchor = null; // Where the words taken begin; null takes the whole answer.
  let cursor = null;
  let isSending = false;
  const waiting = [];

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const range = () => (anchor === null ? null : [Math.min(anchor, cursor), Math.max(anchor, cursor)]);

  // What is taken, shown, told to screen readers and written in the form.

  const show = () => {
    const taken = range();
    const cut = document.getElementById("cut");
    cut.classList.toggle("is-whole", !taken);
    words().forEach((word, place) => {
      word.setAttribute("aria-selected", String(!taken || (place >= taken[0] && place <= taken[1])));
      word.classList.toggle("is-cursor", place === cursor);
    });
    if (cursor === null) cut.removeAttribute("aria-activedescendant");
    else cut.setAttribute("aria-activedescendant", `word-${cursor + 1}`);
    document.getElementById("first").value = taken ? taken[0] + 1 : "";
    document.getElementById("last").value = taken ? taken[1] + 1 : "";
  };

  const take = (from, to) => {
    const last = words().length - 1;
    anchor = from === null ? null : Math.max(0, Math.min(last, from));
    cursor = from === null ? null : Math.max(0, Math.min(last, to));
    show();
  };

  const prepare = () => {
    const cut = document.getElementById("cut");
    cut.setAttribute("role", "listbox");
    cut.setAttribute("aria-multiselectable", "true");
    cut.setAttribute("aria-orientation", "horizontal");
    cut.setAttribute("aria-label", cut.dataset.name);
    cut.tabIndex = 0;
    words().forEach((word, place) => {
      word.setAttribute("role", "option");
      word.id = `word-${place + 1}`;
    });
    take(null);
  };

  const moveByWord = (step, isLonger) => {
    const next = cursor === null ? (step > 0 ? 0 : words().length - 1) : cursor + step;
    take(isLonger && anchor !== null ? anchor : next, next);
  };

  // Down takes the next phrase, up the one before; with Shift they add it to what is taken. When nothing is taken, down
  // begins with the first phrase that was not cut out yet.
  const moveByPhrase = (step, isLonger) => {
    const phrases = words().map((word) => Number(word.dataset.phrase));
    const numbers = [...new Set(phrases)].filter(Boolean);
    const cut = new Set(words().map((word, place) => (word.classList.contains("is-coded") ? phrases[place] : 0)));
    const firstFree = Math.max(0, numbers.findIndex((number) => !cut.has(number)));
    const start = step > 0 ? firstFree - 1 : numbers.length;
    const here = anchor === null ? start : numbers.indexOf(phrases[cursor]);
    const phrase = numbers[Math.max(0, Math.min(numbers.length - 1, here + step))];
    const [first, last] = [phrases.indexOf(phrase), phrases.lastIndexOf(phrase)];
    if (isLonger && anchor !== null) take(anchor, step > 0 ? last : first);
    else take(first, last);
  };

  // Sending: the page that comes back takes the place of this one, and the words have the focus again.

  const send = async (form, button) => {
    const values = new FormData(form);
    if (button && button.name) values.append(button.name, button.value);
    isSending = true;
    try {
      const response = await fetch(form.action, { method: "POST", body: values });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("coding");
      if (!fresh) return location.assign(response.url);
      history.replaceState(null, "", response.url);
      desk().replaceWith(fresh);
      document.querySelector(".messages").replaceWith(page.querySelector(".messages"));
      prepare();
      document.getElementById("cut").focus();
      const messages = document.querySelector(".messages").textContent.trim();
      live.textContent = messages || `${document.getElementById("passages").textContent}. ${document.getElementById("coding-left").textContent}`;
    } catch {
      live.textContent = desk().dataset.offline;
      live.classList.remove("visually-hidden");
      waiting.length = 0;
    } finally {
      isSending = false;
    }
    while (waiting.length && !isSending) press(waiting.shift());
  };

  document.addEventListener("submit", (event) => {
    if (!desk().contains(event.target) || event.submitter?.formMethod === "dialog") return;
    event.preventDefault();
    if (!isSending) send(event.target, event.submitter);
  });

  // Keys. Figures are read from where the key is, so that French keyboards need no Shift.

  const nameOf = (event) => {
    const figure = /^(?:Digit|Numpad)([0-9])$/.exec(event.code);
    if (figure) return figure[1];
    return event.ctrlKey && event.key === "z" ? "Backspace" : event.key;
  };

  const press = ({ name, isLonger }) => {
    const moves = {
      ArrowRight: () => moveByWord(1, isLonger),
      ArrowLeft: () => moveByWord(-1, isLonger),
      ArrowDown: () => moveByPhrase(1, isLonger),
      ArrowUp: () => moveByPhrase(-1, isLonger),
      Home: () => take(isLonger && anchor !== null ? anchor : 0, 0),
      End: () => take(isLonger && anchor !== null ? anchor : Infinity, Infinity),
      Escape: () => take(null),
    };
    const button = desk().querySelector(`[data-key="${CSS.escape(name)}"]`);
    if (moves[name]) moves[name]();
    else if (button) button.click();
    else if (/^\p{L}$/u.test(name)) writeTheme(name);
    else return false;
    return true;
  };

  document.addEventListener("keydown", (event) => {
    const isHere = document.activeElement?.id === "cut" || (isSending && document.activeElement === document.body);
    const name = nameOf(event);
    if (!isHere || event.altKey || event.metaKey || (event.ctrlKey && name !== "Backspace")) return;
    if (isSending) waiting.push({ name, isLonger: event.shiftKey });
    if (isSending || press({ name, isLonger: event.shiftKey })) event.preventDefault();
  });

  // The field of themes: its first letters leave the themes that fit, Enter takes the first of them.

  const fitting = () => [...document.querySelectorAll(".themes > li:not([hidden]) > button")];
  const filter = () => {
    const typed = fold(document.getElementById("theme-name").value.trim());
    for (const item of document.querySelectorAll(".themes > li")) {
      const name = fold(item.querySelector("span").textContent);
      item.hidden = !` ${name}`.includes(` ${typed}`);
    }
  };
  const writeTheme = (letter) => {
    const field = document.getElementById("theme-name");
    field.value = letter;
    field.focus();
    filter();
  };
  document.addEventListener("input", (event) => {
    if (event.target.id === "theme-name") filter();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "theme-name" || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter") {
      if (event.target.value.trim()) (fitting()[0] || document.getElementById("theme-new")).click();
    } else {
      event.target.value = "";
      filter();
      document.getElementById("cut").focus();
    }
  });

  // The mouse and the finger: touch a word, then the last one; or draw over the words as one selects a text.

  const placeOf = (node) => words().findIndex((word) => word.contains(node));
  document.addEventListener("click", (event) => {
    const cut = document.getElementById("cut");
    if (!cut.contains(event.target)) return;
    const drawn = getSelection();
    const ends = drawn.isCollapsed ? [] : [placeOf(drawn.anchorNode), placeOf(drawn.focusNode)];
    const place = placeOf(event.target);
    if (ends.length && !ends.includes(-1)) take(Math.min(...ends), Math.max(...ends));
    else if (place < 0) take(null);
    else if (anchor !== null && (event.shiftKey || anchor === cursor) && place !== anchor) take(anchor, place);
    else take(place, place);
    drawn.removeAllRanges();
    cut.focus();
  });

  prepare();
  document.getElementById("cut").focus();
})();
