// Contact details: the second, separate act. Sealed at once under a number of its own; the sheet's is put inside only
// when the person said the third yes.

import { app, keepInStep } from "./app.js";
import { speak } from "./fields.js";
import { drawHome } from "./home.js";
import { announce, make, say, show } from "./screen.js";
import * as store from "./store.js";
import { seal } from "./vault.js";

const TEXTS = ["name", "phone", "email"];
// Where to go for what is missing.
const FIRST = { "slip-name": "name", "slip-reach": "phone", "slip-agree": "agrees_to_contact", "slip-age": "is_adult_or_accompanied" };
const YESES = ["agrees_to_contact", "agrees_to_news", "is_adult_or_accompanied"];

// `sheet`: questions and language of the words said before; `after`: the sheet just given; `known`: a slip to correct,
// as {uuid, said}.
export function drawSlip({ sheet, after, known }, wrong = "", typed = known?.said ?? {}) {
  const error = wrong && say(wrong);
  const root = make("slip", { error }, { home: drawHome });
  if (sheet) speak(root, sheet, { intro: sheet.questionnaire.contact_intro });
  const form = root.querySelector("form");
  for (const name of TEXTS) form.elements[name].value = typed[name] ?? "";
  for (const name of YESES) form.elements[name].checked = typed[name] ?? false;
  form.elements.linked.checked = typed.linked ?? Boolean(typed.sheet);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = read(form);
    const missing = whatIsMissing(values) ?? (await keep(values, { sheet, after, known }));
    if (missing) return drawSlip({ sheet, after, known }, missing, values);
    await drawHome();
    announce(say("slip-kept"));
    return keepInStep();
  });
  show(root);
  if (error) form.elements[FIRST[wrong]]?.focus();
}

function read(form) {
  const texts = TEXTS.map((name) => [name, form.elements[name].value.trim()]);
  const yeses = [...YESES, "linked"].map((name) => [name, form.elements[name].checked]);
  return Object.fromEntries([...texts, ...yeses]);
}

function whatIsMissing({ name, phone, email, agrees_to_contact, agrees_to_news, is_adult_or_accompanied }) {
  if (!name) return "slip-name";
  if (!phone && !email) return "slip-reach";
  if (!agrees_to_contact && !agrees_to_news) return "slip-agree";
  return is_adult_or_accompanied ? undefined : "slip-age";
}

async function keep({ linked, ...values }, { sheet, after, known }) {
  const uuid = known?.uuid ?? crypto.randomUUID();
  // That of the yeses on the page, the same on the web: not the number of the questions, which would point at the sheet.
  const wording = known?.said.wording ?? document.body.dataset.wording;
  const said = { ...values, wording, ...(linked && { sheet: after ?? known.said.sheet }) };
  try {
    await store.put("slips", { uuid, edition: known?.edition ?? app.phone.edition, sealed: await seal(app.vault, uuid, said) });
  } catch {
    return "not-kept";
  }
  return undefined;
}
