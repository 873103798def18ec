// Sends what waits in the outbox, of this page and of others, and tells what became of it.
import { withSendLock } from "./send_lock.js";
import { nextBatch, upload } from "./upload.js";

export class OutboxSender {
  #address;
  #drafts;
  #maxRecords; // less after the server said that it was too much

  constructor(address, drafts) {
    this.#address = address;
    this.#drafts = drafts;
  }

  get #outbox() {
    return this.#drafts.outbox;
  }

  /** Sends all that waits, as the only sender of this browser; `then` still holds the lock. */
  sendAll(about, then) {
    const { lockName, tab } = this.#outbox;
    return withSendLock(lockName, tab, async () => {
      const { answer, outcomes } = await this.#sendWaiting(about);
      for (const record of await this.#outbox.all()) {
        const isOver = record.receipt && record.state !== "waiting";
        if (isOver && !outcomes.has(record.key)) outcomes.set(record.key, record);
      }
      if (answer) await this.#outbox.sendAgainAfter(answer.epoch);
      await then(answer, outcomes);
    });
  }

  async #sendWaiting(about) {
    const outcomes = new Map(); // key: the record with its receipt
    let lastAnswer;
    let waiting = await this.#outbox.waiting();
    while (waiting.length) {
      const { answer, pairs, records } = await this.#sendBatch(about, waiting);
      for (const [record, receipt] of pairs) outcomes.set(record.key, { ...record, receipt });
      waiting = waiting.filter((record) => !records.includes(record));
      lastAnswer = answer;
    }
    return { answer: lastAnswer, outcomes };
  }

  async #sendBatch(about, waiting) {
    const records = nextBatch(waiting, this.#maxRecords);
    try {
      const sent = await upload(this.#address, about, records);
      await this.#settle(sent);
      return { ...sent, records };
    } catch (error) {
      if (error.status !== 413 || records.length < 2) throw error;
      this.#maxRecords = Math.ceil(records.length / 2);
      return this.#sendBatch(about, waiting);
    }
  }

  // What cannot be noted here is sent once more some time, and is a duplicate then.
  #settle({ answer, pairs }) {
    return this.#outbox.settle(pairs, answer.epoch).catch(() => {});
  }

  /** The page is going: sends without waiting for a turn, and stores it in case that fails. */
  async sendOnLeave(about, snapshots, tooLong) {
    const records = snapshots.map((snapshot) => this.#drafts.recordOf(snapshot));
    const uploading = upload(this.#address, about, nextBatch(records));
    this.#drafts.store([...snapshots, ...tooLong]);
    const sent = await uploading;
    await this.#settle(sent);
    const outcomes = new Map(
      sent.pairs.map(([{ key, text }, receipt]) => [key, { text, receipt }]),
    );
    return { answer: sent.answer, outcomes };
  }

  /** The receipts of these snapshots by address, also those that another tab brought home. */
  receiptsFor(snapshots, outcomes) {
    const receipts = new Map();
    for (const snapshot of snapshots) {
      const { id, key, text } = this.#drafts.recordOf(snapshot);
      const own = outcomes.get(key);
      const isTaken = (record) => record.id === id && record.took === text;
      const outcome = own?.text === text ? own : Array.from(outcomes.values()).find(isTaken);
      if (outcome) receipts.set(snapshot.address, outcome.receipt);
    }
    return receipts;
  }
}
