// The screen of the figures of an outing.

import { app, keepInStep } from "./app.js";
import { dropFigures, keepFigures, waitingFigures } from "./figures.js";
import { drawHome, leaveHome } from "./home.js";
import { findOuting, outingName } from "./outings.js";
import { announce, make, say, show } from "./screen.js";

const NAMES = ["met", "refused"];
const MOST = 2000;

const isFigure = (text) => /^\d{1,4}$/.test(text) && Number(text) <= MOST;

export async function drawTold(outing, wrong = "", typed = undefined) {
  leaveHome();
  const { edition } = app.phone;
  const known = (await waitingFigures()).find((one) => one.edition === edition && one.outing === outing);
  const told = findOuting(outing)?.told ?? null;
  const error = wrong || known?.sentences?.join(" ") || "";
  const home = () => drawHome();
  const drop = async () => {
    await dropFigures(known);
    await drawHome();
  };
  const root = make("told", { name: outingName(outing), error, known }, { home, drop });
  const form = root.querySelector("form");
  const before = known ? [known.met, known.refused] : told;
  NAMES.forEach((name, place) => (form.elements[name].value = typed?.[place] ?? before?.[place] ?? ""));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const texts = NAMES.map((name) => form.elements[name].value.trim());
    if (!texts.every(isFigure)) return drawTold(outing, say("figures-missing"), texts);
    const [met, refused] = texts.map(Number);
    try {
      await keepFigures({ edition, outing, met, refused, over: told });
    } catch {
      return drawTold(outing, say("not-kept"), texts);
    }
    await drawHome();
    announce(say("figures-kept"));
    return keepInStep();
  });
  show(root);
  const first = NAMES.find((name) => !isFigure(form.elements[name].value.trim()));
  if (wrong) form.elements[first ?? NAMES[0]].focus();
}
