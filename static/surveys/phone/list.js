// The queue: every sheet and its state; one that is stuck is opened, corrected, kept in a file or thrown away alone.

import { app } from "./app.js";
import { drawHome, nameOf, notices } from "./home.js";
import { outingName } from "./outings.js";
import { openSheet } from "./interview.js";
import { drawPicto, hole, make, notice, say, show } from "./screen.js";
import { asked, inWords, isEmpty, sayIn } from "./questionnaire.js";
import { drawSlip } from "./slip.js";
import * as store from "./store.js";
import { unseal } from "./vault.js";

const LOOKS = { draft: ["open", "edit"], ready: ["waiting", "clock"], fix: ["error", "alert-circle"], sent: ["settled", "check"] };
const ORDER = ["fix", "draft", "ready", "sent"];

export async function drawList() {
  const sheets = await store.all("sheets");
  const slips = await store.all("slips");
  const words = { empty: !sheets.length, slips: slips.length && say("slips", { n: slips.length }) };
  const root = make("list", words, { home: drawHome });
  hole(root, "notices").append(...(await notices(sheets)));
  for (const slip of slips.filter((one) => one.sentences)) {
    const correct = { text: slip.sentences.join(" "), button: say("see"), go: () => correctSlip(slip) };
    hole(root, "notices").append(notice("error", say("slips-stuck"), correct));
  }
  const before = (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || one.rank - other.rank;
  for (const sheet of sheets.sort(before)) hole(root, "sheets").append(drawRow(sheet));
  show(root);
}

function drawRow(sheet) {
  const [look, picto] = LOOKS[sheet.state];
  const button = sheet.state === "sent" ? "" : say("see");
  const words = { name: nameOf(sheet), where: outingName(sheet.outing), state: say(`state-${sheet.state}`), button };
  const row = make("sheet-row", words, { see: () => drawSheet(sheet) });
  row.firstElementChild.classList.toggle("card-open", sheet.state !== "sent");
  const tag = row.querySelector(".tag");
  tag.classList.add(`tag-${look}`);
  drawPicto(tag.querySelector("svg"), picto);
  row.querySelector("button")?.setAttribute("aria-label", `${button}, ${nameOf(sheet)}`);
  return row;
}

async function drawSheet(sheet, { sure = false } = {}) {
  const said = await unseal(app.key, sheet.uuid, sheet.sealed).catch(() => undefined);
  const questionnaire = await store.get("questionnaires", sheet.version);
  const where = `${outingName(sheet.outing)} · ${say(`state-${sheet.state}`)}`;
  const words = { name: nameOf(sheet), where, sure, readable: said };
  const root = make("sheet", words, {
    list: drawList,
    correct: () => openSheet(sheet.uuid),
    export: () => giveFile(sheet, questionnaire, said),
    drop: () => drawSheet(sheet, { sure: true }),
    really: () => throwAway(sheet),
  });
  const reasons = [...(sheet.sentences ?? []), ...Object.values(sheet.errors ?? {})];
  if (reasons.length) hole(root, "trouble").append(notice("error", say("state-fix"), { text: reasons.join(" ") }));
  const lines = said ? answersOf(questionnaire, said) : [];
  hole(root, "answers").append(...lines.flatMap(([question, answer]) => [line("dt", question), line("dd", answer)]));
  if (!lines.length) hole(root, "answers").remove();
  root.querySelector('[data-act="drop"]').setAttribute("aria-expanded", sure);
  show(root);
  if (sure) document.querySelector('[data-act="really"]').focus();
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function answersOf(questionnaire, { answers, language }) {
  const { languages } = questionnaire;
  const given = asked(questionnaire, answers).filter((question) => !isEmpty(answers[question.key]));
  return given.map((question) => [sayIn(question.texts, language, languages).text, inWords(question, answers[question.key], language, languages)]);
}

// Questions and answers in clear, and the sheet as it would be sent: enough for the centre to key it in.
function giveFile(sheet, questionnaire, said) {
  const content = {
    edition: sheet.edition,
    sheet: { uuid: sheet.uuid, version: sheet.version, outing: sheet.outing, language: said.language, day: said.day, answers: said.answers },
    where: outingName(sheet.outing),
    read: Object.fromEntries(answersOf(questionnaire, said)),
  };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  link.download = `feuille-${sheet.rank}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function correctSlip({ uuid, edition, sealed }) {
  drawSlip({ known: { uuid, edition, said: await unseal(app.key, uuid, sealed) } });
}

async function throwAway(sheet) {
  await store.remove("sheets", sheet.uuid);
  await drawList();
}
