// A sheet under way: each change is sealed and put on the phone at once, so that killing the page loses nothing.

import { app } from "./app.js";
import { cleaned } from "./questionnaire.js";
import * as store from "./store.js";
import { seal, unseal } from "./vault.js";

// One tab holds a sheet at a time. Gives what lets it go, or nothing when another tab has it.
function hold(uuid) {
  if (!navigator.locks) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    navigator.locks.request(`animons-sheet-${uuid}`, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(undefined);
      return new Promise((release) => resolve(release));
    });
  });
}

// What is being sent is not opened at that moment.
function whileNothingIsSent(work) {
  return navigator.locks ? navigator.locks.request("animons-send", work) : work();
}

// {uuid, rank, outing, questionnaire, said: {answers, language, day, at}, errors, sentences}
export async function beginDraft({ questionnaire, said }) {
  const uuid = crypto.randomUUID();
  const release = await hold(uuid);
  const row = { uuid, edition: app.phone.edition, version: questionnaire.version, outing: app.outing, state: "draft" };
  const { rank, outing } = await store.addSheet({ ...row, sealed: await seal(app.vault, uuid, said) });
  return new Draft({ uuid, rank, outing, questionnaire, said, release });
}

// "busy" when another tab has it, nothing when it has left meanwhile.
export async function openDraft(uuid) {
  const release = await hold(uuid);
  if (!release) return "busy";
  const reopen = (row) => row.state !== "sent" && { ...row, state: "draft" };
  const row = await whileNothingIsSent(() => store.edit("sheets", uuid, reopen));
  if (!row) return release();
  const questionnaire = await store.get("questionnaires", row.version);
  const said = await unseal(app.key, uuid, row.sealed);
  const { rank, outing, errors, sentences } = row;
  return new Draft({ uuid, rank, outing, questionnaire, said, errors, sentences, release });
}

class Draft {
  #dirty = false;
  #last = Promise.resolve();

  constructor(parts) {
    Object.assign(this, parts);
  }

  get wasRefused() {
    return Boolean(this.errors || this.sentences);
  }

  // One after the other; those asked for meanwhile are one. Rejects when the phone has no room: ask again.
  keep() {
    this.#dirty = true;
    this.#last = this.#last.catch(() => undefined).then(() => this.#dirty && this.#write({}));
    return this.#last;
  }

  // In one step the sheet is finished and only what was asked is left of it.
  async finish() {
    await this.keep();
    const { answers, ...said } = this.said;
    this.said = { ...said, answers: cleaned(this.questionnaire, answers) };
    await this.#write({ state: "ready", errors: undefined, sentences: undefined });
    this.close();
  }

  async #write(changes) {
    this.#dirty = false;
    try {
      const sealed = await seal(app.vault, this.uuid, this.said);
      const { outing } = this;
      await store.edit("sheets", this.uuid, (row) => row.state === "draft" && { ...row, sealed, outing, ...changes });
    } catch (error) {
      this.#dirty = true;
      throw error;
    }
  }

  close() {
    this.release();
  }
}
