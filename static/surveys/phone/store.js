// What stays on the phone, in IndexedDB. Answers and contact details are only ever put here sealed (vault.js).
//
// phones          by edition: {edition, token, name, feed?, refused?}
// questionnaires  by version, kept as long as a sheet may need them
// sheets          by uuid: {uuid, edition, version, outing, rank, state, sealed, errors?, sentences?}
//                 state: draft, ready (to send), fix (to correct), sent (nothing left but the count)
// slips           by uuid: {uuid, edition, sealed, sentences?}; nothing says which sheet they came after
// settings        by name

const NAME = "animons-phone";
const STORES = { phones: "edition", questionnaires: "version", sheets: "uuid", slips: "uuid", settings: "name" };

// Browsers made up the room they say is left, so as not to tell phones apart. So some is set aside while there is any: a
// thousand sheets' worth. The day it must be given up, the phone is nearly full, and all can still be written.
const RESERVE = "reserve";
const RESERVED = 2_000_000;
// Once it was given up, room is found again only when there is plenty: the warning does not come and go.
const WANTED = "wanted";

let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) asked.result.createObjectStore(name, { keyPath });
    };
    asked.onsuccess = () => {
      // A newer page may need another shape: let go, and open again when next needed.
      asked.result.onversionchange = asked.result.onclose = () => {
        asked.result.close();
        opening = undefined;
      };
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  return opening;
}

// When the phone has no room left, what was set aside for that moment goes, and the change is tried once more.
async function change(names, work) {
  try {
    return await attempt(names, work);
  } catch (error) {
    if (error?.name !== "QuotaExceededError" || !(await hasReserve())) throw error;
    await attempt(["settings"], (_done, settings) => settings.delete(RESERVE));
    return attempt(names, work);
  }
}

// Everything `work(store, …)` asks for happens, or nothing does; "strict" waits until it is on the disk.
async function attempt(names, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, "readwrite", { durability: "strict" });
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error ?? new DOMException("stopped", "AbortError"));
    work((value) => (result = value), ...names.map((name) => transaction.objectStore(name)));
  });
}

async function read(name, ask) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const asked = ask(database.transaction(name).objectStore(name));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

export const all = (name) => read(name, (store) => store.getAll());
export const get = (name, key) => read(name, (store) => store.get(key));
export const put = (name, row) => change([name], (_done, store) => store.put(row));
export const remove = (name, key) => change([name], (_done, store) => store.delete(key));

export async function setting(name) {
  return (await get("settings", name))?.value;
}

export const settingsNamed = (prefix) => read("settings", (store) => store.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)));

// Change a setting only as it is now; undefined takes it away.
export function editSetting(name, edit) {
  return change(["settings"], (_done, store) => {
    store.get(name).onsuccess = (event) => {
      if (!event.target.result) return;
      const value = edit(event.target.result.value);
      if (value === undefined) store.delete(name);
      else store.put({ name, value });
    };
  });
}

export const keepSetting = (name, value) => put("settings", { name, value });

// A phone installed again has a new token; what it knows stays.
export function keepPhone({ edition, token, name }) {
  return change(["phones", "settings"], (_done, phones, settings) => {
    phones.get(edition).onsuccess = (event) => {
      const { refused, ...known } = event.target.result ?? {};
      phones.put({ ...known, edition, token, name });
      settings.put({ name: "edition", value: edition });
    };
  });
}

// Change a row only as it is now: `edit(row)` gives the new row, or undefined to leave all as it is.
export function edit(name, key, edit) {
  return change([name], (done, store) => {
    store.get(key).onsuccess = (event) => {
      const row = event.target.result && edit(event.target.result);
      if (row) store.put(row);
      done(row);
    };
  });
}

// The next sheet of an outing has the next number, even with two tabs.
export function addSheet(sheet) {
  return change(["sheets"], (done, store) => {
    store.getAll().onsuccess = (event) => {
      const ranks = event.target.result.filter((one) => one.outing === sheet.outing).map((one) => one.rank);
      const row = { ...sheet, rank: Math.max(0, ...ranks) + 1 };
      store.add(row);
      done(row);
    };
  });
}

// Confirmed by the server: its words and its number go, a mark for the count stays, together.
export function markSent(uuid) {
  return change(["sheets"], (_done, store) => {
    store.get(uuid).onsuccess = (event) => {
      const sheet = event.target.result;
      if (sheet?.state !== "ready") return;
      const { edition, outing, rank } = sheet;
      store.delete(uuid);
      store.put({ uuid: crypto.randomUUID(), edition, outing, rank, state: "sent" });
    };
  });
}

const hasReserve = () => read("settings", (settings) => settings.getKey(RESERVE));

// Whether what is set aside is no longer there, and finds no room.
export async function isNearlyFull() {
  if (await hasReserve()) return false;
  const value = new Uint8Array((await setting(WANTED)) ?? RESERVED);
  for (let at = 0; at < value.length; at += 50_000) crypto.getRandomValues(value.subarray(at, at + 50_000));
  try {
    await attempt(["settings"], (_done, settings) => {
      settings.put({ name: RESERVE, value });
      settings.put({ name: WANTED, value: 2 * RESERVED });
    });
    return false;
  } catch {
    return true;
  }
}

// Asks the browser not to clear this by itself.
export const askToStay = () => navigator.storage?.persist?.();
