// The interviewer's page: what is open, the code, the sun, and sending by itself when it can.

import { useCautions } from "./cautions.js";
import { drawHome } from "./home.js";
import { askCode, chooseCode } from "./lock.js";
import { setPressed } from "./screen.js";
import { refresh, sendAll } from "./sending.js";
import * as store from "./store.js";

const TRY_AGAIN_EVERY = 30_000;
const LOCK_AFTER = 10 * 60_000;

// What the page knows while it is open. `key` reads what is sealed; it is nowhere else.
export const app = { phone: undefined, vault: undefined, key: undefined, outing: null, whole: false, trouble: undefined };

export async function open() {
  const edition = await store.setting("edition");
  app.phone = edition && (await store.get("phones", edition));
  if (!app.phone) return;
  app.outing = (await store.setting("outing")) ?? null;
  app.whole = (await store.setting("whole")) ?? false;
  app.vault = await store.setting("vault");
  setSun((await store.setting("sun")) ?? false);
  useCautions(app.phone.feed?.cautions);
  keepUp();
  document.documentElement.dataset.ready = "";
  await enter();
}

// The code first: sheets under way cannot be read without it either.
export async function enter() {
  app.key = undefined;
  const opened = app.vault ? await askCode(app.vault) : await chooseCode();
  Object.assign(app, opened);
  await drawHome();
  await keepInStep();
}

// Questions and sheets, both ways, as far as the network lets them. `trouble` says how far.
export async function keepInStep() {
  if (!app.key || app.isSending) return;
  app.isSending = true;
  try {
    await sendAll(app.key);
    app.phone = await refresh(app.phone.edition);
    useCautions(app.phone.feed.cautions);
    app.trouble = undefined;
  } catch (error) {
    if (!error.kind) throw error;
    app.trouble = error;
  } finally {
    app.isSending = false;
    document.dispatchEvent(new Event("in-step"));
  }
}

function keepUp() {
  navigator.serviceWorker?.register(document.body.dataset.worker).catch(() => undefined);
  window.addEventListener("online", keepInStep);
  setInterval(keepInStep, TRY_AGAIN_EVERY);
  let hiddenAt;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenAt = Date.now();
    else if (app.key && Date.now() - hiddenAt > LOCK_AFTER) location.reload();
  });
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    app.adding = event;
  });
}

function setSun(isSunny) {
  document.documentElement.classList.toggle("sun", isSunny);
  setPressed(document, "sun", isSunny);
}

export async function turnSun() {
  const isSunny = !document.documentElement.classList.contains("sun");
  setSun(isSunny);
  await store.keepSetting("sun", isSunny);
}

export const isSunny = () => document.documentElement.classList.contains("sun");
