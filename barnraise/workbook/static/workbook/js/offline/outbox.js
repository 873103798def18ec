// What this device said and the server has not acknowledged yet, kept in IndexedDB.
import { freshId } from "../fields.js";
import { resultOf, transact } from "./database.js";
import {
  isAcknowledged,
  isToSend,
  newRecord,
  receipted,
  renamed,
  splitByRival,
  unseenAmong,
} from "./records.js";

const MAX_AGE = 7 * 24 * 3600 * 1000; // acknowledged words stay a week, for a restored server

export class Outbox {
  keepsNothing = false; // a shared device keeps nothing once it is sent
  #slug;

  constructor(slug, tab) {
    this.#slug = slug;
    this.tab = tab;
  }

  get lockName() {
    return `barnraise-${this.#slug}`;
  }

  #ofWorkbook(store) {
    return resultOf(store.index("slug").getAll(this.#slug));
  }

  #change(work) {
    return transact("entries", "readwrite", work);
  }

  record(id, field, text) {
    return newRecord({ id, field, text, slug: this.#slug, tab: this.tab });
  }

  /**
   * What this page has to say now, instead of what it had to say before in its `fields`.
   * `replaced` are records of earlier pages whose words were put back here and may have been
   * changed since. Answers which records were not put, each with the rival under the same id.
   */
  put(records, fields, replaced) {
    const keys = new Set(records.map(({ key }) => key));
    const isReplaced = ({ key, text }) =>
      replaced.some((other) => other.key === key && other.text === text);
    const isSpent = (record) =>
      (record.tab === this.tab && record.state === "waiting") || isReplaced(record);
    return this.#change(async (store) => {
      const stored = await this.#ofWorkbook(store);
      for (const record of stored) {
        const isHere = fields.has(record.field) && !keys.has(record.key);
        if (isHere && !isAcknowledged(record) && isSpent(record)) store.delete(record.key);
      }
      const texts = new Map(stored.map(({ key, text }) => [key, text]));
      const fresh = records.filter(({ key, text }) => texts.get(key) !== text);
      const { free, rivaled } = splitByRival(fresh, stored);
      for (const record of free) store.put(record);
      return rivaled;
    });
  }

  /** What earlier pages could only note before they were left. */
  takeIn(noted) {
    return this.#change(async (store) => {
      const stored = await this.#ofWorkbook(store);
      const { free, rivaled } = splitByRival(unseenAmong(noted, stored), stored);
      const apart = rivaled.map(([record]) => renamed(record, freshId()));
      for (const record of [...free, ...apart]) {
        const begun = stored.find(({ id, text }) => id === record.id && text === record.took);
        if (begun && !isAcknowledged(begun)) store.delete(begun.key);
        store.put(record);
      }
    });
  }

  all() {
    return transact("entries", "readonly", (store) => this.#ofWorkbook(store));
  }

  /** What is to be sent, the oldest first. */
  async waiting() {
    const records = (await this.all()).filter(isToSend);
    return records.sort((first, second) => first.at - second.at);
  }

  /** Those of other workbooks too: leaving a shared device erases them all. */
  async countUnsentAnywhere() {
    const records = await transact("entries", "readonly", (store) => resultOf(store.getAll()));
    return records.filter(({ state }) => state === "waiting").length;
  }

  /** A receipt counts for the words that were sent, not for newer ones under the same key. */
  settle(pairs, epoch = "") {
    return this.#change(async (store) => {
      for (const [sent, receipt] of pairs) {
        const record = await resultOf(store.get(sent.key));
        if (!record || record.text !== sent.text) continue;
        const isSpent = receipt.isErased || (receipt.isKept && this.keepsNothing);
        if (isSpent) store.delete(sent.key);
        else store.put(receipted(record, receipt, epoch));
      }
    });
  }

  /**
   * Another epoch: the server was restored, and may lack what it had acknowledged; or something
   * was removed for good, and the answer tells which of these words go from here too.
   */
  sendAgainAfter(epoch) {
    return this.#change(async (store) => {
      for (const record of await this.#ofWorkbook(store)) {
        const isOther = record.epoch && epoch && record.epoch !== epoch;
        if (record.state === "kept" && isOther) store.put({ ...record, state: "again" });
      }
    });
  }

  forgetOld() {
    return this.#change(async (store) => {
      for (const record of await this.#ofWorkbook(store)) {
        const isOld = this.keepsNothing || Date.now() - record.at > MAX_AGE;
        if (record.state === "kept" && isOld) store.delete(record.key);
      }
    });
  }

  clear() {
    return this.#change((store) => store.clear());
  }
}
