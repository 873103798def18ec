// What the outbox holds: one record for one field's words as they are sent.
//
// `text` is the very JSON that travels. The key names the entry and the page that wrote it, so
// that two pages never write over each other. Records of earlier versions wait on people's
// devices: their shape, the receipt included, stays.
const ACKNOWLEDGED = new Set(["kept", "again"]); // these words stood on the server once
const TO_SEND = new Set(["waiting", "again"]);

export function newRecord({ id, field, text, slug, tab }) {
  return { key: `${id}/${tab}`, id, field, text, slug, tab, state: "waiting", at: Date.now() };
}

export function isAcknowledged({ state }) {
  return ACKNOWLEDGED.has(state);
}

/** What is too long waits on the device alone, until somebody makes it fit. */
export function isToSend({ state, isTooLong }) {
  return TO_SEND.has(state) && !isTooLong;
}

/** The record with what its receipt says; refused words may begin anew from others. */
export function receipted(record, receipt, epoch) {
  const state = receipt.isKept ? "kept" : "refused";
  const text = receipt.instead ? rebased(record.text, receipt.instead) : record.text;
  return { ...record, text, state, receipt, epoch, at: Date.now() };
}

/** Words that a page could only note, as an entry of their own beside a rival's. */
export function renamed(record, id) {
  const text = JSON.stringify({ ...JSON.parse(record.text), id });
  return { ...record, id, text, key: `${id}/${record.tab}` };
}

// The same words, begun from what the server says stands in place of removed ones.
function rebased(text, instead) {
  return JSON.stringify({ ...JSON.parse(text), sees: instead.split(" ") });
}

/** Those of the records that no other tab goes on with, and the others, each with its rival. */
export function splitByRival(records, stored) {
  const free = [];
  const rivaled = [];
  for (const record of records) {
    const rival = stored.find((other) => isRival(record, other));
    if (rival) rivaled.push([record, rival]);
    else free.push(record);
  }
  return { free, rivaled };
}

/** Those of noted records that the stored ones do not know: they are newer than any there. */
export function unseenAmong(noted, stored) {
  const byKey = new Map(stored.map((record) => [record.key, record]));
  return noted.filter(({ key, text, at }) => {
    const other = byKey.get(key);
    const isOlder = other?.state === "waiting" && other.at > at;
    return !isOlder && other?.text !== text;
  });
}

// Two open tabs went on from the same unsent words, each in its own way. (A page that the back
// button brought again took nothing over: the server sees to that.)
function isRival(mine, other) {
  if (other.id !== mine.id || other.tab === mine.tab) return false;
  return (mine.took !== undefined || other.took !== undefined) && mine.took !== other.text;
}
