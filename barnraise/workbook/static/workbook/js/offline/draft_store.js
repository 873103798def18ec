// Keeps what is written on this page in the outbox, before it is sent and until it is acknowledged.
import { addressesIn, freshId } from "../fields.js";
import { DraftJournal, forgetJournals } from "./draft_journal.js";
import { Outbox } from "./outbox.js";
import { isAcknowledged } from "./records.js";
import { restoreDraft } from "./restore_drafts.js";
import { isShared } from "./shared_device.js";

export class DraftStore {
  works = true; // whether this device can keep words
  held = 0; // how many entries wait on it, of this page and others, when last counted
  outbox;
  #journal;
  #form;
  #adopted = new Map(); // id: the record of an earlier page that was put back into a field

  constructor(form) {
    const slug = new URL(form.action).pathname.split("/")[2];
    this.#form = form;
    this.outbox = new Outbox(slug, freshId());
    this.#journal = new DraftJournal(slug, this.outbox.tab);
  }

  /** Has what fields say on the device at once; one without a snapshot says nothing new. */
  note(fields) {
    const record = (snapshot) => snapshot && this.recordOf(snapshot);
    this.#journal.note(fields.map(([address, snapshot]) => [address, record(snapshot)]));
  }

  /** Whether all that was noted outlives this page. */
  get isSafe() {
    return this.#journal.isSafe;
  }

  /** Looks through what earlier pages left. */
  async open(epoch = "") {
    this.outbox.keepsNothing = isShared();
    this.#journal.note([]); // a device that is shared now keeps no note
    try {
      await this.#journal.handOver((records) => this.outbox.takeIn(records));
      await this.outbox.forgetOld();
      await this.outbox.sendAgainAfter(epoch);
    } catch {
      this.works = false;
    }
    await this.count();
  }

  async count() {
    const waiting = await this.outbox.waiting().catch(() => []);
    this.held = waiting.length;
  }

  recordOf({ address, pairs: [[, id], [, sees], ...attributes], isTooLong }) {
    const start = address.length + 1;
    const value = Object.fromEntries(
      attributes.map(([name, content]) => [name.slice(start), content]),
    );
    const seen = sees.split(" ").filter(Boolean);
    const text = JSON.stringify({ id, field: address, sees: seen, value });
    const earlier = this.#adopted.get(id);
    if (earlier?.text === text) return earlier;
    return { ...this.outbox.record(id, address, text), took: earlier?.text, isTooLong };
  }

  /** Whether the words are on this device's disk. */
  async store(snapshots) {
    this.outbox.keepsNothing = isShared();
    const { mark } = this.#journal;
    try {
      const rivaled = await this.#put(snapshots);
      const apart = rivaled.filter(([mine, rival]) => rival.took !== mine.text);
      const ids = new Set(apart.map(([mine]) => mine.id));
      const torn = snapshots.filter(({ id }) => ids.has(id));
      if (torn.length) await this.#put(torn.filter((snapshot) => this.#rename(snapshot)));
      this.works = true;
      this.#journal.dropUntil(mark);
    } catch {
      this.works = false;
    }
    return this.works;
  }

  #put(snapshots) {
    const fields = new Set(addressesIn(this.#form));
    const records = snapshots.map((snapshot) => this.recordOf(snapshot));
    return this.outbox.put(records, fields, [...this.#adopted.values()]);
  }

  // Another tab goes on under this id with other words: these become an entry of their own.
  #rename(snapshot) {
    const input = this.#form.elements[`${snapshot.address}~id`];
    if (input?.value !== snapshot.id) return false;
    this.#adopted.delete(snapshot.id);
    snapshot.id = snapshot.pairs[0][1] = input.value = freshId();
    return true;
  }

  /** The receipts of a form that was posted count for the outbox too. */
  settlePosted(snapshots, receipts, epoch) {
    const pairs = snapshots.map((snapshot) => [
      this.recordOf(snapshot),
      receipts.get(snapshot.address),
    ]);
    this.#journal.drop(pairs.map(([record]) => record));
    return this.outbox.settle(pairs, epoch).catch(() => {});
  }

  /** Puts unacknowledged words of earlier pages back into this page's fields. */
  async restore() {
    const left = (await this.outbox.all()).filter((record) => !isAcknowledged(record));
    const restored = left.filter(
      (record) => record.tab !== this.outbox.tab && restoreDraft(this.#form, record),
    );
    for (const record of restored) this.#adopted.set(record.id, record);
    return restored;
  }

  /** Takes all words that wait from this device. */
  async forget() {
    forgetJournals();
    await this.outbox.clear().catch(() => {});
  }

  /** Whether these words came from an earlier page; from here on they are this page's own. */
  release(id) {
    return this.#adopted.delete(id);
  }
}
