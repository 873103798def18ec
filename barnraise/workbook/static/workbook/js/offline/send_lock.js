// One sender at a time across the tabs of a browser: Web Locks, or a lease kept beside the outbox.
const LEASE = 40000; // longer than a request may take
const LOOK_AGAIN = 500;

export async function alone(outbox, work) {
  const name = `barnraise-${outbox.slug}`;
  if (navigator.locks) return locked(name, work);
  while (!(await lease(outbox, name))) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
  try {
    return await work();
  } finally {
    await release(outbox, name);
  }
}

// A tab that sleeps must not keep the others from sending: sent twice is kept once.
async function locked(name, work) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), LEASE);
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

function lease(outbox, name) {
  return outbox.within("readwrite", (store) => taken(store, outbox.tab, name), "leases");
}

function taken(store, holder, name) {
  return new Promise((resolve, reject) => {
    const asked = store.get(name);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const there = asked.result;
      const left = there ? there.until - Date.now() : 0;
      const isFree = !there || there.holder === holder || left <= 0 || left > LEASE;
      if (isFree) store.put({ name, holder, until: Date.now() + LEASE });
      resolve(isFree);
    };
  });
}

async function release(outbox, name) {
  await outbox.within("readwrite", async (store) => store.delete(name), "leases").catch(() => {});
}
