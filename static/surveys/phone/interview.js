// One interview: two sentences of consent, the questions one by one or on one page, thanks.

import { app, isSunny, keepInStep, turnSun } from "./app.js";
import { beginDraft, openDraft } from "./draft.js";
import { drawField, sayTo, speak } from "./fields.js";
import { drawHome, leaveHome, nameOf } from "./home.js";
import { offerOutings } from "./outings.js";
import { announce, fillSelect, hole, make, notice, say, setPressed, show } from "./screen.js";
import { asked, isEmpty, today } from "./questionnaire.js";
import { drawSlip } from "./slip.js";
import * as store from "./store.js";

export async function startSheet() {
  const questionnaire = await store.get("questionnaires", app.phone.feed?.version ?? 0);
  if (!questionnaire) return hole(document, "notices").prepend(notice("waiting", say("missing")));
  leaveHome();
  const said = { answers: {}, language: app.language ?? questionnaire.languages[0], day: today(), at: 0 };
  return drawConsent({ questionnaire, said });
}

// Nothing is written before the person agrees.
function drawConsent(sheet) {
  const root = make("consent", { name: app.phone.name }, {
    next: async () => {
      const draft = await beginDraft(sheet).catch(() => undefined);
      if (draft) return drawQuestions(draft);
      return hole(document.getElementById("screen"), "trouble").replaceChildren(notice("error", say("full"), { text: say("full-text") }));
    },
    drop: drawHome,
  });
  addBar(root, sheet, () => drawConsent(sheet));
  show(speak(root, sheet, { intro: sheet.questionnaire.intro }));
}

export async function openSheet(uuid) {
  leaveHome();
  const sheet = await openDraft(uuid);
  if (sheet === "busy") {
    await drawHome();
    hole(document, "notices").prepend(notice("error", say("not-open")));
  } else if (sheet) drawQuestions(sheet);
  else await drawHome();
}

// Language and sun; the language changes in the middle, answers stay.
function addBar(root, sheet, redraw) {
  const bar = make("bar", {}, { sun: turnSun });
  setPressed(bar, "sun", isSunny());
  const select = hole(bar, "languages");
  const named = app.phone.feed?.languages ?? {};
  fillSelect(select, sheet.questionnaire.languages.map((code) => [code, named[code]?.name ?? code]), sheet.said.language);
  select.addEventListener("change", async () => {
    app.language = sheet.said.language = select.value;
    await redraw();
    document.getElementById("language").focus();
  });
  hole(root, "bar").append(bar);
}

function drawQuestions(sheet) {
  const questions = asked(sheet.questionnaire, sheet.said.answers);
  const all = app.whole || sheet.wasRefused;
  const at = (sheet.said.at = Math.min(sheet.said.at, questions.length - 1));
  const isLast = all || isLastNow(sheet);
  const words = {
    where: `${nameOf(sheet)} · ${all ? say("all-questions") : say("question", { n: at + 1, all: questions.length })}`,
    forward: sheet.wasRefused && say("finish-corrected"),
    can_go_back: !all && at > 0,
    fixing: sheet.wasRefused,
  };
  const go = (step) => {
    sheet.said.at = at + step;
    keep(sheet);
    drawQuestions(sheet);
  };
  const root = make("ask", words, { back: () => go(-1), aside: () => putAside(sheet) });
  addBar(root, sheet, () => {
    keep(sheet);
    drawQuestions(sheet);
  });
  speak(root, sheet, {});
  if (sheet.wasRefused) addOuting(root, sheet);
  else sayForward(root, sheet, isLast);
  const place = hole(root, "questions");
  fillQuestions(place, sheet, all ? questions : [questions[at]], all);
  root.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (hopesFor(sheet, all ? questions : [questions[at]])) return;
    if (all || isLastNow(sheet)) finish(sheet);
    else go(1);
  });
  show(root);
  sheet.hoped = new Set();
}

// An answer on this screen may have opened questions after it, or closed them.
function isLastNow({ questionnaire, said }) {
  return said.at >= asked(questionnaire, said.answers).length - 1;
}

function fillQuestions(place, sheet, questions, all) {
  const fields = new Map();
  const changed = () => {
    keep(sheet);
    if (all) settle();
    else if (!sheet.wasRefused) sayForward(document.getElementById("screen"), sheet, isLastNow(sheet));
  };
  // Questions come and go with the answers they hang on; those that stay are not touched.
  const settle = () => {
    const now = asked(sheet.questionnaire, sheet.said.answers);
    const keys = new Set(now.map((question) => question.key));
    for (const [key, field] of fields) if (!keys.has(key)) fields.delete(key) && field.remove();
    let before;
    for (const question of now) {
      if (!fields.has(question.key)) {
        const field = wrap(question);
        fields.set(question.key, field);
        if (before) before.after(field);
        else place.prepend(field);
      }
      before = fields.get(question.key);
    }
  };
  const wrap = (question) => {
    const box = document.createElement("div");
    box.append(drawField(question, sheet, changed));
    return box;
  };
  for (const question of questions) fields.set(question.key, wrap(question));
  place.append(...fields.values());
}

function sayForward(root, sheet, isLast) {
  const button = root.querySelector('[data-put="forward"]');
  button.textContent = "";
  sayTo(button, sheet, isLast ? "finish" : "next");
}

// An answer that is hoped for is asked for once, and never forced.
function hopesFor(sheet, questions) {
  const missing = questions.filter((one) => one.is_required && isEmpty(sheet.said.answers[one.key]) && !sheet.hoped.has(one.key));
  if (!missing.length) return false;
  for (const question of missing) sheet.hoped.add(question.key);
  hole(document.getElementById("screen"), "trouble").replaceChildren(notice("waiting", say("wanted")));
  announce(say("wanted"));
  return true;
}

function addOuting(root, sheet) {
  const select = root.querySelector("#outing");
  offerOutings(select, sheet.outing, (outing) => {
    sheet.outing = outing;
    keep(sheet);
  });
  const text = sheet.sentences?.join(" ");
  if (text) hole(root, "trouble").append(notice("error", say("state-fix"), { text }));
}

// Told at once when the phone has no room: what is on the screen is not lost while it stays open.
async function keep(sheet) {
  try {
    await sheet.keep();
    document.querySelector("#screen [data-not-kept]")?.remove();
  } catch {
    sayNotKept();
  }
}

function sayNotKept() {
  const place = hole(document.getElementById("screen"), "trouble");
  if (!place || place.querySelector("[data-not-kept]")) return;
  place.append(notice("error", say("not-kept"), { text: say("not-kept-text") }));
  place.lastElementChild.dataset.notKept = "";
  announce(say("not-kept"));
}

async function putAside(sheet) {
  try {
    await sheet.keep();
  } catch {
    return sayNotKept();
  }
  sheet.close();
  return drawHome();
}

async function finish(sheet) {
  try {
    await sheet.finish();
  } catch {
    return sayNotKept();
  }
  drawThanks(sheet);
  return keepInStep();
}

function drawThanks({ uuid, rank, questionnaire, said: { language } }) {
  const sheet = { questionnaire, said: { language } };
  const root = make("thanks", { done: say("finished", { name: nameOf({ rank }) }) }, {
    start: startSheet,
    home: drawHome,
    slip: () => drawSlip({ sheet, after: uuid }),
  });
  show(speak(root, sheet, { thanks: questionnaire.thanks, contact: questionnaire.contact_intro }));
  app.language = undefined;
}
