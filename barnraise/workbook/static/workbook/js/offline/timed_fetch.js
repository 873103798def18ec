// A request that ends in time, also where a connection died without a word.
const REQUEST_TIMEOUT = 30000;

/** Fetches and reads the response with `read`; the time is over for both together. */
export async function timedFetch(address, options, read) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), REQUEST_TIMEOUT);
  try {
    return await read(await fetch(address, { ...options, signal: control.signal }));
  } finally {
    clearTimeout(timer);
  }
}
