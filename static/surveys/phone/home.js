// The outing: where one is, how many sheets, those under way, and the way to the next one.

import { app, enter, isSunny, keepInStep, turnSun } from "./app.js";
import { waitingFigures } from "./figures.js";
import { openSheet, startSheet } from "./interview.js";
import { drawList } from "./list.js";
import { findOuting, offerOutings, outingName } from "./outings.js";
import { today } from "./questionnaire.js";
import { hole, make, notice, say, setPressed, show } from "./screen.js";
import * as store from "./store.js";
import { drawTold } from "./told.js";

export const nameOf = (sheet) => say("sheet", { n: sheet.rank });

export const count = (sheets, state) => sheets.filter((sheet) => sheet.state === state).length;

// What the screen showed when it was drawn; nothing once it is left.
let shown;
export const leaveHome = () => (shown = undefined);

const lookOf = (sheets, figures) =>
  JSON.stringify([sheets.map(({ uuid, state }) => [uuid, state]), figures, app.trouble, app.phone.feed?.outings]);

// That of the phone, or of the centre when it was last heard: one of the two clocks may be behind.
const lastDay = () => [today(), app.phone.feed?.today ?? ""].sort()[1];

export async function drawHome() {
  const sheets = await store.all("sheets");
  const here = sheets.filter((sheet) => sheet.outing === app.outing);
  const drafts = sheets.filter((sheet) => sheet.state === "draft");
  const outing = findOuting(app.outing);
  const words = {
    edition: app.phone.name,
    note: outing?.note,
    tells: outing && outing.tells !== false && outing.day <= lastDay(),
    counts: say("counts", { draft: count(here, "draft"), ready: count(here, "ready") + count(here, "fix"), sent: count(here, "sent") }),
    drafts: drafts.length,
    installable: app.adding,
  };
  const root = make("home", words, {
    sun: turnSun,
    start: startSheet,
    list: leaveFor(drawList),
    tell: () => drawTold(app.outing),
    whole: turnWhole,
    add: () => app.adding.prompt(),
    lock: leaveFor(enter),
  });
  offerOutings(hole(root, "outings"), app.outing, chooseOuting);
  for (const sheet of drafts) hole(root, "drafts").append(drawDraft(sheet));
  setPressed(root, "sun", isSunny());
  setPressed(root, "whole", app.whole);
  // Noted before the notices are made: what changes meanwhile is seen, and drawn.
  shown = lookOf(sheets, await waitingFigures());
  hole(root, "notices").append(...(await notices(sheets)));
  show(root);
}

const leaveFor = (draw) => () => {
  leaveHome();
  return draw();
};

function drawDraft(sheet) {
  const words = { name: nameOf(sheet), where: outingName(sheet.outing), button: `${say("go-on")}` };
  const row = make("draft", words, { open: () => openSheet(sheet.uuid) });
  row.querySelector("button").setAttribute("aria-label", `${say("go-on")}, ${nameOf(sheet)}`);
  return row;
}

async function chooseOuting(outing) {
  app.outing = outing;
  await store.keepSetting("outing", app.outing);
  await drawHome();
  document.getElementById("outing").focus();
}

async function turnWhole() {
  app.whole = !app.whole;
  await store.keepSetting("whole", app.whole);
  setPressed(document, "whole", app.whole);
}

// What waits, and what is in the way; each says what happens next.
export async function notices(sheets) {
  const found = [];
  const [waiting, toFix] = [count(sheets, "ready"), count(sheets, "fix")];
  const { trouble } = app;
  const send = waiting ? { button: say("send"), go: sendNow } : {};
  const text = [waiting && say("ready", { n: waiting }), trouble && say(`${trouble.kind}-text`)].filter(Boolean).join(". ");
  if (trouble?.kind === "refused") found.push(notice("error", say("refused"), { text: trouble.sentence }));
  else if (trouble) found.push(notice("waiting", say(trouble.kind), { text, ...send }));
  else if (waiting) found.push(notice("waiting", say("ready", { n: waiting }), send));
  const figures = await waitingFigures();
  const toSend = figures.filter((one) => !one.sentences).length;
  if (toSend) found.push(notice("waiting", say("figures-ready", { n: toSend }), waiting || trouble ? {} : { button: say("send"), go: sendNow }));
  for (const { edition, outing, sentences } of figures) {
    if (!sentences || edition !== app.phone.edition) continue;
    const more = { text: sentences.join(" "), button: say("see"), go: () => drawTold(outing) };
    found.push(notice("error", say("figures-stuck", { name: outingName(outing) }), more));
  }
  if (toFix) found.push(notice("error", say("fix", { n: toFix }), { text: say("fix-text") }));
  if (await store.isNearlyFull()) found.push(notice("error", say("full"), { text: say("full-text") }));
  return found;
}

async function sendNow(event) {
  const button = event.target;
  button.disabled = true;
  button.textContent = say("sending");
  await keepInStep();
  Object.assign(button, { disabled: false, textContent: say("send") });
}

// Drawn anew when something changed; whoever is in the middle of choosing stays where they are.
document.addEventListener("in-step", async () => {
  const sheets = await store.all("sheets");
  if (!shown || shown === lookOf(sheets, await waitingFigures())) return;
  const { id, dataset } = document.activeElement;
  const here = id ? `#${id}` : `[data-act="${dataset.act}"]`;
  await drawHome();
  document.querySelector(`#screen ${here}`)?.focus();
});
