// Send what is finished. A sheet leaves the phone only when the server named it as kept; anything else, and it stays.

import { Trouble, fetchFeed, sendSheets, sendSlip } from "./api.js";
import { sendFiguresOf } from "./figures.js";
import { today } from "./questionnaire.js";
import { say } from "./screen.js";
import * as store from "./store.js";
import { unseal } from "./vault.js";

const AT_ONCE = 10;
const MOST_FAILURES = 3;

// One tab sends at a time; without Web Locks two may, and the server still keeps one of each.
export async function sendAll(privateKey) {
  if (!navigator.locks) return sendEach(privateKey);
  return navigator.locks.request("animons-send", { ifAvailable: true }, (lock) => lock && sendEach(privateKey));
}

// Throws Trouble when the way is closed; sheets that are refused one by one are marked and left behind.
async function sendEach(privateKey) {
  let trouble;
  for (const phone of await store.all("phones")) {
    try {
      await sendSheetsOf(phone, privateKey);
      await sendSlipsOf(phone, privateKey);
      await sendFiguresOf(phone);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      trouble = error;
      if (error.kind !== "refused") break;
      await store.edit("phones", phone.edition, (row) => ({ ...row, refused: error.sentence }));
    }
  }
  if (trouble) throw trouble;
}

const isReady = (phone) => (sheet) => sheet.edition === phone.edition && sheet.state === "ready";

// In the order of their numbers, drawn at random: not that of the interviews.
async function sendSheetsOf(phone, privateKey) {
  const waiting = [];
  for (const sheet of (await store.all("sheets")).filter(isReady(phone))) {
    const parcel = await parcelOf(sheet, privateKey).catch(() => undefined);
    if (parcel) waiting.push(parcel);
    else await noteSheet({ uuid: sheet.uuid, sentences: [say("unreadable")] });
  }
  const failures = { streak: 0 };
  while (waiting.length) await sendSome(phone, waiting.splice(0, AT_ONCE), failures);
  if (failures.last) throw failures.last;
}

// One sheet the server stumbles on never holds back the others: a batch that fails is sent by halves.
async function sendSome(phone, parcels, failures) {
  try {
    const { results } = await sendSheets(phone.token, today(), parcels);
    const sent = new Set(parcels.map((parcel) => parcel.uuid));
    if (!Array.isArray(results) || !results.length) throw new Trouble("portal");
    for (const result of results) if (sent.has(result.uuid)) await noteSheet(result);
    failures.streak = 0;
  } catch (error) {
    if (error.kind !== "failed") throw error;
    if (parcels.length > 1) {
      const half = Math.ceil(parcels.length / 2);
      await sendSome(phone, parcels.slice(0, half), failures);
      await sendSome(phone, parcels.slice(half), failures);
    } else if (error.isOurs) await noteSheet({ uuid: parcels[0].uuid, sentences: [error.sentence] });
    else if (++failures.streak >= MOST_FAILURES) throw error;
    else failures.last = error;
  }
}

async function parcelOf(sheet, privateKey) {
  const { answers, language, day } = await unseal(privateKey, sheet.uuid, sheet.sealed);
  return { uuid: sheet.uuid, version: sheet.version, outing: sheet.outing, language, day, answers };
}

function noteSheet({ uuid, state, errors = {}, sentences = [] }) {
  if (state === "kept") return store.markSent(uuid);
  return store.edit("sheets", uuid, (row) => row.state === "ready" && { ...row, state: "fix", errors, sentences });
}

// Each in a request of its own, in an order drawn anew, after the sheets; one that a person agreed to link waits for it.
async function sendSlipsOf(phone, privateKey) {
  const here = new Set((await store.all("sheets")).map((sheet) => sheet.uuid));
  for (const slip of shuffled((await store.all("slips")).filter((one) => one.edition === phone.edition))) {
    const said = await unseal(privateKey, slip.uuid, slip.sealed).catch(() => undefined);
    if (!said) continue;
    if (said.sheet && here.has(said.sheet)) continue;
    const { results } = await sendSlip(phone.token, { ...said, uuid: slip.uuid });
    const result = results?.find((one) => one.uuid === slip.uuid);
    if (!result) throw new Trouble("portal");
    if (result.state === "kept") await store.remove("slips", slip.uuid);
    else await store.edit("slips", slip.uuid, (row) => ({ ...row, sentences: result.sentences }));
  }
}

function shuffled(rows) {
  const drawn = crypto.getRandomValues(new Uint32Array(rows.length));
  return rows.map((row, place) => [drawn[place], row]).sort(([one], [other]) => one - other).map(([, row]) => row);
}

// The questions as they are today. Those of older sheets stay.
export async function refresh(edition) {
  const phone = await store.get("phones", edition);
  const { questionnaire, ...feed } = await fetchFeed(phone.token);
  if (questionnaire) await store.put("questionnaires", questionnaire);
  const version = questionnaire?.version ?? phone.feed?.version;
  return store.edit("phones", edition, ({ refused, ...row }) => ({ ...row, feed: { ...feed, version } }));
}
