// Ties the fields of a page to the outbox: what is written goes in, what waits there is sent.
import { addressesIn, freshId } from "../fields.js";
import { ACKNOWLEDGED, Outbox } from "./outbox.js";
import { putBack } from "./restore_drafts.js";
import { isShared } from "./shared_device.js";
import { alone } from "./send_lock.js";
import { batch, upload } from "./upload.js";

const MOST_PATIENCE = 3000; // milliseconds for the disk; then the page saves without it

function inTime(promise) {
  const late = (_resolve, reject) => setTimeout(() => reject(new Error("late")), MOST_PATIENCE);
  return Promise.race([promise, new Promise(late)]);
}

export class Keeper {
  constructor(form) {
    this.form = form;
    this.address = new URL("../sync/", form.action).href;
    this.outbox = new Outbox(new URL(this.address).pathname.split("/")[2], freshId());
    this.adopted = new Map(); // id: the record of an earlier page that was put back into a field
    this.works = true;
  }

  recordOf(taken) {
    const [[, id], [, sees], ...pairs] = taken.pairs;
    const start = taken.address.length + 1;
    const value = Object.fromEntries(pairs.map(([name, content]) => [name.slice(start), content]));
    const seen = sees.split(" ").filter(Boolean);
    const text = JSON.stringify({ id, field: taken.address, sees: seen, value });
    const before = this.adopted.get(id);
    if (before?.text === text) return before;
    return { ...this.outbox.record(id, taken.address, text), took: before?.text };
  }

  // Whether the words are on this device's disk.
  async keep(taken) {
    this.outbox.forgets = isShared();
    try {
      const lost = await this.put(taken);
      const apart = lost.filter(([mine, rival]) => rival.took !== mine.text).map(([mine]) => mine.id);
      if (apart.length) await this.put(taken.filter((each) => apart.includes(each.id) && this.rename(each)));
      this.works = true;
    } catch {
      this.works = false;
    }
    return this.works;
  }

  put(taken) {
    const fields = new Set(addressesIn(this.form));
    const records = taken.map((each) => this.recordOf(each));
    return inTime(this.outbox.put(records, fields, [...this.adopted.values()]));
  }

  // Another tab goes on under this id with other words: these become an entry of their own.
  rename(taken) {
    const input = this.form.elements[`${taken.address}~id`];
    if (input?.value !== taken.id) return false;
    this.adopted.delete(taken.id);
    taken.id = taken.pairs[0][1] = input.value = freshId();
    return true;
  }

  // How many entries wait on this device, of this page and others.
  async count() {
    const waiting = await inTime(this.outbox.waiting()).catch(() => []);
    return waiting.length;
  }

  async start(epoch = "") {
    this.outbox.forgets = isShared();
    try {
      await inTime(this.outbox.forgetOld());
      await inTime(this.outbox.again(epoch));
    } catch {
      this.works = false;
    }
    return this.count();
  }

  // Sends all that waits, as the only sender of this browser; `then` still has the turn.
  sync(about, then) {
    return alone(this.outbox, async () => {
      const became = new Map();
      let answer;
      let waiting = await this.outbox.waiting();
      while (waiting.length) {
        const { said, pairs, records } = await this.sent(about, waiting);
        for (const [record, receipt] of pairs) became.set(record.key, { ...record, receipt });
        waiting = waiting.filter((each) => !records.includes(each));
        answer = said;
      }
      for (const each of await this.outbox.all()) {
        if (each.receipt && each.state !== "waiting" && !became.has(each.key)) became.set(each.key, each);
      }
      if (answer) await this.outbox.again(answer.epoch);
      await then(answer, became);
    });
  }

  async sent(about, waiting) {
    const records = batch(waiting, this.most);
    try {
      return { ...(await this.uploaded(about, records)), records };
    } catch (error) {
      if (error.status !== 413 || records.length < 2) throw error;
      this.most = Math.ceil(records.length / 2);
      return this.sent(about, waiting);
    }
  }

  // What cannot be noted here is sent once more some time, and is a duplicate then.
  async uploaded(about, records) {
    const { said, pairs } = await upload(this.address, about, records);
    await this.outbox.settle(pairs, said.epoch).catch(() => {});
    return { said, pairs };
  }

  // The page is going: send without waiting for a turn, and keep it in case that fails.
  async hurry(about, taken) {
    const records = taken.map((each) => this.recordOf(each));
    const sent = upload(this.address, about, batch(records));
    this.keep(taken);
    const { said, pairs } = await sent;
    await this.outbox.settle(pairs, said.epoch).catch(() => {});
    const became = pairs.map(([record, receipt]) => [record.key, { text: record.text, receipt }]);
    return { answer: said, became: new Map(became) };
  }

  // The receipts of a form that was posted count for the outbox too.
  settleForm(taken, receipts, epoch) {
    const pairs = taken.map((each) => [this.recordOf(each), receipts.get(each.address)]);
    return this.outbox.settle(pairs, epoch).catch(() => {});
  }

  receiptsFor(taken, became) {
    const found = new Map();
    for (const each of taken) {
      const record = this.recordOf(each);
      const what = became.get(record.key);
      const isOver = (other) => other.id === record.id && other.took === record.text;
      const said = what?.text === record.text ? what : Array.from(became.values()).find(isOver);
      if (said) found.set(each.address, said.receipt);
    }
    return found;
  }

  // Puts unacknowledged words of earlier pages back into this page's fields.
  async restore() {
    const left = (await this.outbox.all()).filter((each) => !ACKNOWLEDGED.has(each.state));
    const back = left.filter((each) => each.tab !== this.outbox.tab && putBack(this.form, each));
    for (const each of back) this.adopted.set(each.id, each);
    return back;
  }
}
