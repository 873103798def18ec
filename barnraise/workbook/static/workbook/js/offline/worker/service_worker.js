// Lets a page that was open before be opened again without a connection. It answers GET only.
import { ASSET, CACHE, openCache, PAGE, setShared } from "./cache.js";
import { beginEpoch, isCurrent } from "./epoch.js";
import { fetchCopy, markedCopy, remember, renewCopy } from "./page_copy.js";

const PAGE_TIMEOUT = 8000; // then a kept copy is better than a line that does not answer
const NOTHING_ELSE = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const HEAD = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
  + "<title>Barnraise</title>";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(receive(event.data || {})));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = request.mode === "navigate" && pathname.startsWith("/w/");
  if (ASSET.test(pathname)) event.respondWith(asset(request));
  else if (isPage) event.respondWith(page(event, pathname));
});

async function install() {
  const cache = await openCache();
  await cache.addAll(ABOUT.assets);
  await self.skipWaiting();
}

/** Pages of an older version are fetched anew before their copies go. */
async function activate() {
  for (const name of await caches.keys()) {
    if (name === CACHE) continue;
    const requests = await (await caches.open(name)).keys();
    const paths = requests.map(({ url }) => new URL(url).pathname);
    await Promise.all(paths.filter((path) => PAGE.test(path)).map((path) => fetchCopy(path)));
    await caches.delete(name);
  }
  await self.clients.claim();
}

async function asset(request) {
  const cached = await caches.match(request.url);
  if (cached) return cached;
  const response = await fetch(request);
  if (response.ok) await (await openCache()).put(request.url, response.clone());
  return response;
}

async function page(event, path) {
  const fetching = fetch(event.request);
  const copy = await (await openCache()).match(path);
  try {
    const response = await (copy ? Promise.race([fetching, timeout()]) : fetching);
    event.waitUntil(remember(path, response.clone()));
    return response;
  } catch {
    fetching.catch(() => {});
    return copy ? markedCopy(copy) : offlinePage();
  }
}

function timeout() {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("late")), PAGE_TIMEOUT);
  });
}

/** A page asks to have itself and its neighbors kept, or says how it looks by now. */
async function receive({ keep, path, html, forget, epoch }) {
  setShared(forget, keep);
  const cache = await openCache();
  const paths = Array.isArray(keep) ? keep : [];
  if (paths.length) await beginEpoch(epoch, paths[0], cache);
  for (const wanted of new Set(paths)) {
    if (PAGE.test(wanted) && !(await cache.match(wanted))) await fetchCopy(wanted);
  }
  if (!path || !PAGE.test(path) || typeof html !== "string") return;
  if (await isCurrent(epoch, path, cache)) await renewCopy(cache, path, html);
}

function offlinePage() {
  const language = self.navigator.language.startsWith("es") ? "es" : "en";
  const sentence = `<h1>Barnraise</h1><p>${ABOUT.offline[language]}</p>`;
  const html = `<!doctype html><html lang="${language}">${HEAD}${sentence}</html>`;
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": NOTHING_ELSE,
  };
  return new Response(html, { status: 503, headers });
}
