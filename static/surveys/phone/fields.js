// One question on the screen, in the person's language, with what was answered so far.

import { app } from "./app.js";
import { findCautions } from "./cautions.js";
import { LONGEST, isEmpty, sayIn, takesSeveral, takesText } from "./questionnaire.js";
import { drawPicto, hole, make, say } from "./screen.js";

const CAUTION_AFTER = 500;

// Text and direction of what is said to the person, in the language it is really written in.
export function speak(root, sheet, texts) {
  const { questionnaire, said } = sheet;
  for (const place of root.querySelectorAll("[data-spoken]")) {
    const written = texts[place.dataset.put];
    if (!written) continue;
    const { text, language } = sayIn(written, said.language, questionnaire.languages);
    place.textContent = text;
    setLanguage(place, language);
  }
  for (const place of root.querySelectorAll("[data-word]")) sayTo(place, sheet, place.dataset.word);
  return root;
}

// A word of the page said to the person; the page's own where there is none in their language.
export function sayTo(place, sheet, name) {
  const { language, texts } = app.phone.feed?.words?.[sheet.said.language] ?? {};
  place.textContent = texts?.[name] ?? (place.textContent || say(name));
  if (texts?.[name]) setLanguage(place, language);
}

function setLanguage(place, language) {
  place.lang = language;
  place.dir = app.phone.feed?.languages[language]?.direction ?? "ltr";
}

// `changed(question)` is told after each change. The field draws itself anew when a choice opens or closes a line.
export function drawField(question, sheet, changed) {
  const answers = sheet.said.answers;
  const answer = (answers[question.key] ??= {});
  const tell = () => changed(question);
  const redraw = (focusOn) => {
    const fresh = drawField(question, sheet, changed);
    field.replaceWith(fresh);
    fresh.querySelector(focusOn)?.focus();
    tell();
  };
  const field = question.choices.length || question.kind === "scale" ? drawChoices() : drawWords();
  const error = sheet.errors?.[question.key];
  if (error) {
    field.classList.add("has-error");
    field.querySelector("label, legend").after(make("error", { text: error }));
  }
  return field;

  function drawWords() {
    const field = begin("write");
    const control = writeIn(question, answer, tell);
    field.querySelector("label").htmlFor = control.id;
    describe(field, control);
    setLanguage(control, sheet.said.language);
    field.append(...[control, villagesOf(question, control)].filter(Boolean));
    watchFor(control, field);
    return field;
  }

  function drawChoices() {
    const field = begin("choose");
    const list = hole(field, "choices");
    const several = takesSeveral(question);
    for (const one of options(question)) {
      const isChosen = question.kind === "scale" ? answer.number === one.value : answer.choices?.includes(one.value);
      list.append(drawOption(one, several, isChosen));
    }
    if (question.kind === "scale") list.classList.add("phone-scale");
    if (takesText(question, answer)) addLine(field);
    if (!several && !isEmpty(answer)) field.append(speak(make("clear", {}, { clear: () => take({}) }), sheet, {}));
    return field;
  }

  function take(value) {
    for (const part of Object.keys(answer)) delete answer[part];
    Object.assign(answer, value);
    redraw("input");
  }

  function begin(template) {
    const root = make(template, { help: Object.values(question.help_texts).some(Boolean) });
    speak(root, sheet, { text: question.texts, help: question.help_texts });
    return root.firstElementChild;
  }

  function drawOption({ value, texts, text, pictogram }, several, isChosen) {
    const root = make("choice", { text });
    if (texts) speak(root, sheet, { text: texts });
    const [input, svg] = [root.querySelector("input"), root.querySelector("svg")];
    Object.assign(input, { type: several ? "checkbox" : "radio", name: question.key, value, checked: Boolean(isChosen) });
    drawPicto(svg, pictogram);
    input.addEventListener("change", () => choose(value, several, input.checked));
    return root;
  }

  function choose(value, several, isChosen) {
    if (question.kind === "scale") answer.number = value;
    else if (several) answer.choices = [...(answer.choices ?? []).filter((one) => one !== value), ...(isChosen ? [value] : [])];
    else answer.choices = [value];
    redraw(`input[value="${CSS.escape(value)}"]`);
  }

  function addLine(field) {
    const control = writeIn({ ...question, kind: "text" }, answer, tell);
    const label = document.createElement("label");
    label.htmlFor = control.id;
    sayTo(label, sheet, "precise");
    setLanguage(control, sheet.said.language);
    field.append(label, control);
    watchFor(control, field);
  }
}

function options(question) {
  if (question.kind !== "scale") return question.choices.map((choice) => ({ ...choice, value: choice.key }));
  return Array.from({ length: question.scale_max }, (_none, place) => {
    const value = place + 1;
    const end = { 1: question.low_texts, [question.scale_max]: question.high_texts }[value] ?? {};
    if (!Object.values(end).some(Boolean)) return { value, text: String(value) };
    const texts = Object.fromEntries(Object.entries(end).map(([code, text]) => [code, `${value} · ${text}`]));
    return { value, texts };
  });
}

function writeIn(question, answer, tell) {
  const isVillage = question.kind === "village";
  const control = document.createElement(isVillage ? "input" : "textarea");
  Object.assign(control, { id: `q-${question.key}`, value: answer.text ?? "", autocomplete: "off" });
  control.maxLength = LONGEST[question.kind] ?? LONGEST.other;
  control.addEventListener("input", () => {
    answer.text = control.value;
    tell();
  });
  return control;
}

function describe(field, control) {
  const help = field.querySelector(".field-help");
  if (!help) return;
  help.id = `${control.id}-help`;
  control.setAttribute("aria-describedby", help.id);
}

function villagesOf(question, control) {
  const villages = app.phone.feed?.villages ?? [];
  if (question.kind !== "village" || !villages.length) return undefined;
  const list = document.createElement("datalist");
  list.id = `${control.id}-list`;
  list.append(...villages.map((name) => new Option(name)));
  control.setAttribute("list", list.id);
  return list;
}

// A soft caution under the words, a moment after they were written; it never holds anybody back.
function watchFor(control, field) {
  let waiting;
  const look = () => {
    const kinds = findCautions(control.value).map((kind) => say(`kind-${kind}`));
    const text = kinds.length ? say("caution", { kinds: kinds.join(", ") }) : "";
    const shown = field.querySelector(".phone-caution");
    if (shown?.dataset.text === text) return;
    shown?.remove();
    if (!text) return;
    const root = make("caution", { text });
    root.firstElementChild.dataset.text = text;
    control.after(root);
  };
  control.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, CAUTION_AFTER);
  });
  if (control.value) look();
}
