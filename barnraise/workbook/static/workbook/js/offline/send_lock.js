// One sender at a time across the tabs of a browser: Web Locks, or a lease kept beside the outbox.
import { resultOf, transact } from "./database.js";

const LEASE_TIME = 40000; // longer than a request may take
const LEASE_PAUSE = 500;

/** Does the work as the only sender of this browser, and answers what the work answers. */
export async function withSendLock(name, holder, work) {
  if (navigator.locks) return withWebLock(name, work);
  while (!(await takeLease(name, holder))) {
    await new Promise((resolve) => setTimeout(resolve, LEASE_PAUSE));
  }
  try {
    return await work();
  } finally {
    await releaseLease(name);
  }
}

// A tab that sleeps must not keep the others from sending: sent twice is kept once.
async function withWebLock(name, work) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), LEASE_TIME);
  let isMine = false;
  const begin = () => {
    isMine = true;
    clearTimeout(timer);
    return work();
  };
  try {
    return await navigator.locks.request(name, { signal: control.signal }, begin);
  } catch (error) {
    if (isMine) throw error;
    return work();
  }
}

function takeLease(name, holder) {
  return transact("leases", "readwrite", async (store) => {
    const lease = await resultOf(store.get(name));
    const left = lease ? lease.until - Date.now() : 0;
    const isFree = !lease || lease.holder === holder || left <= 0 || left > LEASE_TIME;
    if (isFree) store.put({ name, holder, until: Date.now() + LEASE_TIME });
    return isFree;
  });
}

async function releaseLease(name) {
  await transact("leases", "readwrite", (store) => store.delete(name)).catch(() => {});
}
