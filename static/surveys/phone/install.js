// The page that gives the token: put it in the store of the phone, bring in the service worker, then open the page.

import { keepPhone } from "./store.js";

const page = document.getElementById("installing");

try {
  const { token, edition, name, next, worker } = page.dataset;
  await keepPhone({ edition, token, name });
  await navigator.serviceWorker.register(worker);
  await navigator.serviceWorker.ready;
  location.replace(next);
} catch {
  page.hidden = true;
  document.getElementById("failed").hidden = false;
}
