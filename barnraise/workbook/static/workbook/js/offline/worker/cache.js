// The one cache of this version, and what belongs into it.
// ABOUT is the version, the assets and the sentences, handed in by offline/service_worker.py.
export const CACHE = `barnraise-${ABOUT.version}`;
export const PAGE = /^\/w\/[^/]+\/(?:stages\/\d+\/|sheet\/)?$/;
export const ASSET = /^\/assets\/.+\.[0-9a-f]{12}\.\w+$/;

let keepsNothing = false; // a shared device keeps no copies

/** A page said that this device is shared, or asked for copies again. */
export function setShared(forget, keep) {
  keepsNothing = Boolean(forget) || (keepsNothing && !keep);
}

export async function openCache() {
  const cache = await caches.open(CACHE);
  if (keepsNothing) await caches.delete(CACHE); // what is put into it from here on is nowhere
  return cache;
}
