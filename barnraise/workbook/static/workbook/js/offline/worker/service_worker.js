// Lets a page that was open before be opened again without a connection. It answers GET only.
const ABOUT = JSON.parse("{{ about|escapejs }}");
const CACHE = `barnraise-${ABOUT.version}`;
const PAGE = /^\/w\/[^/]+\/(?:stages\/\d+\/|sheet\/)?$/;
const ASSET = /^\/assets\/.+\.[0-9a-f]{12}\.\w+$/;
const FRESH = /<!--fresh-->[^]*?<!--\/fresh-->/g;
const PATIENCE = 8000; // then a kept copy is better than a line that does not answer
let forgets = false; // a shared device keeps no copies

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(heed(event.data || {})));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (ASSET.test(pathname)) event.respondWith(asset(request));
  else if (request.mode === "navigate" && pathname.startsWith("/w/")) event.respondWith(page(event, pathname));
});

async function opened() {
  const cache = await caches.open(CACHE);
  if (forgets) await caches.delete(CACHE); // what is put into it from here on is nowhere
  return cache;
}

async function install() {
  const cache = await opened();
  await cache.addAll(ABOUT.assets);
  await self.skipWaiting();
}

// Pages of an older version are fetched anew before their copies go.
async function activate() {
  for (const name of await caches.keys()) {
    if (name === CACHE) continue;
    const requests = await (await caches.open(name)).keys();
    const paths = requests.map((each) => new URL(each.url).pathname).filter((path) => PAGE.test(path));
    await Promise.all(paths.map((path) => fetchInto(path)));
    await caches.delete(name);
  }
  await self.clients.claim();
}

async function asset(request) {
  const there = await caches.match(request.url);
  if (there) return there;
  const answer = await fetch(request);
  if (answer.ok) await (await opened()).put(request.url, answer.clone());
  return answer;
}

async function page(event, path) {
  const asked = fetch(event.request);
  const copy = await (await opened()).match(path);
  try {
    const answer = await (copy ? Promise.race([asked, late()]) : asked);
    event.waitUntil(remember(path, answer.clone()));
    return answer;
  } catch {
    asked.catch(() => {});
    return copy ? marked(copy) : sentence();
  }
}

function late() {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
}

// The last good copy stays; one that may no longer be read goes.
async function remember(path, answer) {
  if (!PAGE.test(path)) return;
  const cache = await opened();
  const isPage = (answer.headers.get("Content-Type") || "").startsWith("text/html");
  if (answer.ok && !answer.redirected && isPage) await cache.put(path, dressed(await answer.text(), answer));
  else if (answer.status === 410) await Promise.all([forgetWorkbook(cache, path), forgetWords(path)]);
  else if (answer.status === 403 || answer.status === 404) await cache.delete(path);
}

async function forgetWorkbook(cache, path) {
  const slug = path.split("/")[2];
  for (const each of await cache.keys()) {
    if (new URL(each.url).pathname.startsWith(`/w/${slug}/`)) await cache.delete(each);
  }
}

// The outbox is the pages' own; where there is none, none is made.
function forgetWords(path) {
  return new Promise((resolve) => {
    const asked = indexedDB.open("barnraise");
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = resolve;
    asked.onsuccess = () => {
      const database = asked.result;
      const transaction = database.transaction("entries", "readwrite");
      transaction.oncomplete = transaction.onabort = () => resolve(database.close());
      const there = transaction.objectStore("entries").index("slug").getAllKeys(path.split("/")[2]);
      there.onsuccess = () => there.result.forEach((key) => transaction.objectStore("entries").delete(key));
    };
  });
}

// Copies from before something was removed for good go, all of that workbook. Whether a page that
// says this epoch may still put itself among the copies.
async function isOf(epoch, path, cache) {
  if (typeof epoch !== "string") return true;
  const there = await cache.match(epochPath(path));
  return !there || (await there.text()) === epoch;
}

async function begin(epoch, path, cache) {
  if (typeof epoch !== "string" || !path || ((await cache.match(epochPath(path))) && (await isOf(epoch, path, cache)))) return;
  await forgetWorkbook(cache, path);
  await cache.put(epochPath(path), new Response(epoch));
}

function epochPath(path) {
  return `/w/${path.split("/")[2]}/epoch`;
}

async function fetchInto(path) {
  try {
    await remember(path, await fetch(path, { credentials: "same-origin" }));
  } catch {
    // The next visit keeps it.
  }
}

// A page asks to have itself and its neighbors kept, or says how it looks by now.
async function heed({ keep, path, html, forget, epoch }) {
  forgets = Boolean(forget) || (forgets && !keep);
  const cache = await opened();
  if (Array.isArray(keep)) await begin(epoch, keep[0], cache);
  for (const each of Array.isArray(keep) ? new Set(keep) : []) {
    if (PAGE.test(each) && !(await cache.match(each))) await fetchInto(each);
  }
  const before = path && PAGE.test(path) ? await cache.match(path) : undefined;
  if (before && typeof html === "string" && (await isOf(epoch, path, cache))) await cache.put(path, dressed(html, before));
}

// The keeper's fresh link stands between two marks and is never part of a copy.
function dressed(html, like) {
  const headers = new Headers(like.headers);
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  return new Response(html.replace(FRESH, ""), { headers });
}

// The page must know that it is a copy.
async function marked(copy) {
  return dressed((await copy.text()).replace("<html", '<html data-kept=""'), copy);
}

function sentence() {
  const language = self.navigator.language.startsWith("es") ? "es" : "en";
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Barnraise</title><h1>Barnraise</h1><p>${ABOUT.offline[language]}</p></html>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" };
  return new Response(html, { status: 503, headers });
}
