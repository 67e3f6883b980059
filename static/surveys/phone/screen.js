// Screens: a template of the page is cloned, its words are put in, its buttons are given what they do.

const screen = document.getElementById("screen");
const words = document.getElementById("words").content;

// A sentence of the page, with {n} and the like filled.
export function say(name, values = {}) {
  const text = words.getElementById(`w-${name}`)?.textContent ?? "";
  return text.replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
}

// A clone of the template `name`. `put`: words by place; `acts`: what buttons do. What is marked data-if goes when its
// word is missing.
export function make(name, put = {}, acts = {}) {
  const root = document.getElementById(`t-${name}`).content.cloneNode(true);
  for (const place of root.querySelectorAll("[data-if]")) if (!put[place.dataset.if]) place.remove();
  for (const place of root.querySelectorAll("[data-put]")) place.textContent = put[place.dataset.put] ?? "";
  for (const button of root.querySelectorAll("[data-act]")) {
    const act = acts[button.dataset.act];
    if (act) button.addEventListener("click", act);
  }
  return root;
}

export const hole = (root, name) => root.querySelector(`[data-hole="${name}"]`);

// Put the screen up, and the focus on its title, so that it is read out.
export function show(root) {
  screen.replaceChildren(root);
  const title = screen.querySelector("h1");
  title.tabIndex = -1;
  title.focus();
  window.scrollTo(0, 0);
  return screen;
}

export function announce(sentence) {
  document.getElementById("said").textContent = sentence;
}

export function drawPicto(svg, name) {
  if (name) svg.querySelector("use").setAttribute("href", `${document.body.dataset.sprite}#${name}`);
  else svg.remove();
}

// kind: settled, waiting or error.
export function notice(kind, title, { text = "", button = "", go } = {}) {
  const root = make("notice", { title, text, button }, { go });
  const box = root.firstElementChild;
  if (kind !== "settled") box.classList.add(`notice-${kind}`);
  drawPicto(box.querySelector("svg"), { settled: "check", waiting: "clock", error: "alert-circle" }[kind]);
  return root;
}

// A list to choose from: [value, words] pairs.
export function fillSelect(select, pairs, chosen) {
  select.replaceChildren(...pairs.map(([value, text]) => new Option(text, value, false, value === chosen)));
}

export function setPressed(root, act, isPressed) {
  for (const button of root.querySelectorAll(`[data-act="${act}"]`)) button.setAttribute("aria-pressed", isPressed);
}
