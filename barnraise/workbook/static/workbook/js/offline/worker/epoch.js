// Copies from before something was removed for good go, all of that workbook.
import { forgetWorkbook } from "./page_copy.js";

function epochPath(path) {
  return `/w/${path.split("/")[2]}/epoch`;
}

/** Whether a page that says this epoch may still put itself among the copies. */
export async function isCurrent(epoch, path, cache) {
  if (typeof epoch !== "string") return true;
  const response = await cache.match(epochPath(path));
  return !response || (await response.text()) === epoch;
}

export async function beginEpoch(epoch, path, cache) {
  if (typeof epoch !== "string" || !path) return;
  const isKnown = await cache.match(epochPath(path));
  if (isKnown && (await isCurrent(epoch, path, cache))) return;
  await forgetWorkbook(cache, path);
  await cache.put(epochPath(path), new Response(epoch));
}
