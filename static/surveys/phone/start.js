// Opens the page: the rest is loaded only on a phone where the questionnaire was installed.

const STORE = "animons-phone";

async function isInstalled() {
  if (!indexedDB.databases) return true;
  return (await indexedDB.databases()).some((database) => database.name === STORE);
}

if (await isInstalled()) {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `${document.body.dataset.static}phone.css`;
  document.head.append(style);
  const { open } = await import("./app.js");
  await open();
}
