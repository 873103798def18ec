// One page's copy: made from an answer, kept up to date, and dropped when it may not be read.
import { openCache, PAGE } from "./cache.js";
import { forgetOutbox } from "./removal.js";

const FRESH = /<!--fresh-->[^]*?<!--\/fresh-->/g;

/** A copy's answer. The keeper's fresh link stands between two marks and is never part of it. */
function copyOf(html, response) {
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  return new Response(html.replace(FRESH, ""), { headers });
}

/** The page must know that it is a copy. */
export async function markedCopy(copy) {
  return copyOf((await copy.text()).replace("<html", '<html data-kept=""'), copy);
}

/** The last good copy stays; one that may no longer be read goes. */
export async function remember(path, response) {
  if (!PAGE.test(path)) return;
  const cache = await openCache();
  const isPage = (response.headers.get("Content-Type") || "").startsWith("text/html");
  if (response.ok && !response.redirected && isPage) {
    await cache.put(path, copyOf(await response.text(), response));
  } else if (response.status === 410) {
    await Promise.all([forgetWorkbook(cache, path), forgetOutbox(path)]);
  } else if (response.status === 403 || response.status === 404) {
    await cache.delete(path);
  }
}

export async function fetchCopy(path) {
  try {
    await remember(path, await fetch(path, { credentials: "same-origin" }));
  } catch {
    // The next visit keeps it.
  }
}

/** The page says how it looks by now; only a copy that is there already is renewed. */
export async function renewCopy(cache, path, html) {
  const copy = await cache.match(path);
  if (copy) await cache.put(path, copyOf(html, copy));
}

/** Drops every copy of the workbook that this path belongs to. */
export async function forgetWorkbook(cache, path) {
  const slug = path.split("/")[2];
  for (const request of await cache.keys()) {
    if (new URL(request.url).pathname.startsWith(`/w/${slug}/`)) await cache.delete(request);
  }
}
