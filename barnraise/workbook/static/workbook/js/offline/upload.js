// Sends records and reads the receipts: only a receipt that names the very words counts.
const LONGEST = 30000; // milliseconds one request may take
export const MOST_ON_LEAVING = 60000; // bytes; browsers drop a larger request when its page is left
const MOST_AT_ONCE = 200;
const LARGEST = 400000; // characters in one request
const GOOD = new Set(["stored", "duplicate", "same"]);
const OTHER = new Set(["conflict", "refused", "erased"]);

// As many of the records as fit into one request, no entry twice.
export function batch(records, most = MOST_AT_ONCE) {
  const taken = [];
  const ids = new Set();
  let size = 0;
  for (const each of records) {
    size += each.text.length;
    if (ids.has(each.id) || taken.length >= most || (taken.length && size > LARGEST)) break;
    ids.add(each.id);
    taken.push(each);
  }
  return taken;
}

// Starts at once, before anything is awaited: the page may be on its way out.
export async function upload(address, about, records) {
  const body = new TextEncoder().encode(
    JSON.stringify({ ...about, entries: records.map((each) => each.text) }),
  );
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), LONGEST);
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Barnraise": "sync" },
      keepalive: body.length < MOST_ON_LEAVING,
      redirect: "error",
      signal: control.signal,
    });
    if (!answer.ok) throw await failure(answer);
    const said = await answer.json();
    return { said, pairs: await matched(records, said) };
  } finally {
    clearTimeout(timer);
  }
}

// What went wrong, in the words of the server where it gave some.
export async function failure(answer) {
  const said = await answer.json().catch(() => ({}));
  const wait = Number(answer.headers.get("Retry-After")) * 1000 || 0;
  const about = { status: answer.status, sentence: said.sentence || "", wait };
  return Object.assign(new Error(answer.statusText), about);
}

async function matched(records, said) {
  const receipts = Array.isArray(said?.receipts) ? said.receipts : [];
  if (said?.count !== records.length || receipts.length !== records.length) throw new Error("no receipt");
  const pairs = [];
  for (const record of records) {
    const digest = await digestOf(record.text);
    const isOf = (each) => each.id === record.id && (!digest || each.digest === digest);
    const receipt = receipts.find(isOf);
    if (!GOOD.has(receipt?.outcome) && !OTHER.has(receipt?.outcome)) throw new Error("no receipt");
    pairs.push([record, understood(receipt, receipt.kept_as)]);
  }
  return pairs;
}

// What a receipt means here: kept, removed for good, or neither and why.
export function understood({ outcome, reason, instead }, id) {
  const became = { isKept: GOOD.has(outcome), isErased: outcome === "erased" };
  return { ...became, id: id || "", reason: reason || "", instead: instead || "" };
}

// Browsers give no digest over plain http beyond this computer: then the id alone must do.
async function digestOf(text) {
  if (!globalThis.crypto?.subtle) return "";
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
