// Sends records to the server in one request, as many as fit.
import { matchReceipts } from "./receipts.js";
import { timedFetch } from "./timed_fetch.js";

export const MAX_KEEPALIVE = 60000; // bytes; browsers drop a larger request when its page is left
const MAX_RECORDS = 200;
const MAX_CHARACTERS = 400000;

/** As many of the records as fit into one request, no entry twice. */
export function nextBatch(records, maxRecords = MAX_RECORDS) {
  const batch = [];
  const ids = new Set();
  let size = 0;
  for (const record of records) {
    size += record.text.length;
    const isFull = batch.length >= maxRecords || (batch.length && size > MAX_CHARACTERS);
    if (ids.has(record.id) || isFull) break;
    ids.add(record.id);
    batch.push(record);
  }
  return batch;
}

/** Starts at once, before anything is awaited: the page may be on its way out. */
export async function upload(address, about, records) {
  const entries = records.map(({ text }) => text);
  const body = new TextEncoder().encode(JSON.stringify({ ...about, entries }));
  const options = {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-Barnraise": "sync",
    },
    keepalive: body.length < MAX_KEEPALIVE,
    redirect: "error",
  };
  const answer = await timedFetch(address, options, readAnswer);
  return { answer, pairs: await matchReceipts(records, answer) };
}

/** The JSON of a good response; anything else is an error. */
export async function readAnswer(response) {
  const isOurs = response.headers.get("Content-Type")?.startsWith("application/json");
  if (response.status < 500 && !isOurs) throw foreignAnswer();
  if (!response.ok) throw await errorOf(response);
  return response.json();
}

// What a Wi-Fi log-in page says to everything is no word of the server.
function foreignAnswer() {
  return Object.assign(new Error("not of this server"), { isForeign: true });
}

/** What went wrong, in the words of the server where it gave some. */
async function errorOf(response) {
  const body = await response.json().catch(() => ({}));
  const wait = Number(response.headers.get("Retry-After")) * 1000 || 0;
  const about = { status: response.status, sentence: body.sentence || "", wait };
  return Object.assign(new Error(response.statusText), about);
}
