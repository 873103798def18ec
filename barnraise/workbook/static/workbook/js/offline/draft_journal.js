// The last words typed on this page, in localStorage: there at once, until the outbox has them.
//
// IndexedDB takes a moment to write, and a page that is left or loaded again has none.
import { isShared } from "./shared_device.js";

const PREFIX = "barnraise-draft/";

function keysOf(slug) {
  const start = slug ? `${PREFIX}${slug}/` : PREFIX;
  return Object.keys(localStorage).filter((key) => key.startsWith(start));
}

function recordsIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return []; // no page of ours wrote that
  }
}

/** Takes what pages noted from this device: of one workbook, or of all. */
export function forgetJournals(slug) {
  try {
    for (const key of keysOf(slug)) localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

export class DraftJournal {
  #slug;
  #key;
  #notes = new Map(); // address: [its record, when it was noted, counted from 1]
  #count = 0;
  #isWritten = true;

  constructor(slug, tab) {
    this.#slug = slug;
    this.#key = `${PREFIX}${slug}/${tab}`;
  }

  /** What stands in these fields by now; those without a record say what the server knows. */
  note(records) {
    this.#count += 1;
    for (const [address, record] of records) {
      if (record) this.#notes.set(address, [record, this.#count]);
      else this.#notes.delete(address);
    }
    this.#write();
  }

  /** How far the notes go now; `dropUntil` drops them when the outbox has all of these. */
  get mark() {
    return this.#count;
  }

  dropUntil(mark) {
    for (const [address, [, count]] of this.#notes) {
      if (count <= mark) this.#notes.delete(address);
    }
    this.#write();
  }

  /** These very words arrived. */
  drop(records) {
    const texts = new Set(records.map(({ text }) => text));
    for (const [address, [{ text }]] of this.#notes) {
      if (texts.has(text)) this.#notes.delete(address);
    }
    this.#write();
  }

  /** Whether the device has every note; a shared one keeps none. */
  get isSafe() {
    return this.#notes.size === 0 || this.#isWritten;
  }

  #write() {
    const records = Array.from(this.#notes.values(), ([record]) => record);
    this.#isWritten = !isShared();
    try {
      if (records.length && this.#isWritten) {
        localStorage.setItem(this.#key, JSON.stringify(records));
      } else localStorage.removeItem(this.#key);
    } catch {
      this.#isWritten = false;
    }
  }

  /** Hands over what other pages of the workbook noted; their notes go once it is taken. */
  async handOver(take) {
    const journals = this.#others();
    const records = journals.flatMap(([, text]) => recordsIn(text));
    if (records.length) await take(records);
    for (const [key, text] of journals) {
      if (localStorage.getItem(key) === text) localStorage.removeItem(key);
    }
  }

  #others() {
    try {
      const keys = keysOf(this.#slug).filter((key) => key !== this.#key);
      return keys.map((key) => [key, localStorage.getItem(key) || "[]"]);
    } catch {
      return [];
    }
  }
}
