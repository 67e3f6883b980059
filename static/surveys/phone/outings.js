// Which outing one is at: those of today, one's own, those of these days; the others stay folded behind « Toutes les
// sorties ». The day is the phone's: when its clock is far off, nothing is near, and all are shown.

import { app } from "./app.js";
import { today } from "./questionnaire.js";
import { say } from "./screen.js";

const NEAR = 7 * 24 * 3600 * 1000;
const FEW = 6;
const ALL = "all";

const known = () => app.phone.feed?.outings ?? [];
const isNear = (outing) => Math.abs(Date.parse(outing.day) - Date.parse(today())) <= NEAR;

export const findOuting = (pk) => known().find((outing) => outing.pk === pk);
export const outingName = (pk) => findOuting(pk)?.name ?? say("no-outing");

// [the word for the heap, its outings]; an outing is in the first heap that takes it.
function heaps(chosen) {
  const found = [["outings-today", (one) => one.day === today()], ["outings-mine", (one) => one.mine && isNear(one)]];
  found.push(["outings-near", (one) => isNear(one) || String(one.pk) === chosen], ["outings-other", () => true]);
  const heaped = found.map(([word]) => [word, []]);
  for (const outing of known()) heaped[found.findIndex(([, takes]) => takes(outing))][1].push(outing);
  return heaped.filter(([, outings]) => outings.length);
}

function fill(select, chosen, isWhole) {
  const option = (value, text) => new Option(text, value, false, value === chosen);
  const all = heaps(chosen);
  const isShort = isWhole || known().length <= FEW || !known().some(isNear);
  const shown = isShort ? all : all.filter(([word]) => word !== "outings-other");
  const groups = shown.map(([word, outings]) => {
    const group = Object.assign(document.createElement("optgroup"), { label: say(word) });
    group.append(...outings.map((outing) => option(String(outing.pk), outing.name)));
    return group;
  });
  const more = shown.length < all.length ? [option(ALL, say("outings-all"))] : [];
  select.replaceChildren(option("", say("no-outing")), ...groups, ...more);
}

// `choose` is given the key of the outing, or null.
export function offerOutings(select, pk, choose) {
  let chosen = String(pk ?? "");
  fill(select, chosen, false);
  select.addEventListener("change", () => {
    if (select.value === ALL) return fill(select, chosen, true);
    chosen = select.value;
    return choose(chosen ? Number(chosen) : null);
  });
}
