// The service worker: gives the page and its files without network. It never touches sheets, which are in another
// store. `KEPT` is written before this by the server: what to keep, and its version. A new version waits until the
// page is closed, so that a page never mixes old and new files.
/* global KEPT */

const PREFIX = "animons-phone-";
const CACHE = PREFIX + KEPT.version;
const PAGE = new URL("./", self.location).pathname;

// All or nothing: `addAll` fails when one file is missing, and the version in use stays. A page of log-in is no page.
async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.files.map((url) => new Request(url, { cache: "no-cache", redirect: "error" })));
  const page = await fetch(new Request(PAGE, { cache: "no-cache", redirect: "error" }));
  if (!page.ok || !(await page.clone().text()).includes("data-worker=")) throw new Error("not our page");
  await cache.put(PAGE, page);
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request, key) {
  const cache = await caches.open(CACHE);
  return (await cache.match(key, { ignoreVary: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname === PAGE && request.mode === "navigate") event.respondWith(answer(request, PAGE));
  else if (KEPT.files.includes(pathname)) event.respondWith(answer(request, pathname));
});
