// Stores what changes on this device and sends it soon, again and again until it is acknowledged.
import { changedIn, snapshotOf } from "../fields.js";
import { DraftStore } from "../offline/draft_store.js";
import { renewIds } from "../offline/restore_drafts.js";
import { MAX_KEEPALIVE } from "../offline/upload.js";
import { Delivery } from "./delivery.js";
import { SaveTimer } from "./save_timer.js";
import { StatusLine } from "./status_line.js";
import { UnsentFields } from "./unsent_fields.js";

const FIRST_TRY = 2000; // then earlier words are shown, whether they could be sent or not
const FLUSH_PAUSE = 100;

function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}

/**
 * Fires `answer` with {answer, settled} when the server told news, `settled` when words are kept,
 * and `stale` when words of an earlier page are, so that newer ones may stand in their fields.
 */
export class Saver extends EventTarget {
  #form;
  #drafts;
  #unsent;
  #delivery;
  #status = new StatusLine();
  #timer = new SaveTimer();
  #isSending = false;
  #actions = []; // buttons that were pressed while something was being sent
  #error;

  constructor(form, shown) {
    super();
    this.#form = form;
    this.#drafts = new DraftStore(form);
    this.#unsent = new UnsentFields(form);
    this.#delivery = new Delivery(form, shown, this.#unsent, this.#drafts);
    this.#delivery.addEventListener("accepted", ({ detail }) => this.#accept(detail));
    this.#timer.addEventListener("store", () => this.#store());
    this.#timer.addEventListener("send", () => this.send());
  }

  /** What an earlier page could not send is sent now, or stands in its fields again. */
  async start() {
    const isCopy = "kept" in document.documentElement.dataset;
    if (isCopy) renewIds(this.#form);
    this.#status.show(isCopy ? "copy" : "");
    await this.#drafts.open(isCopy ? "" : this.#form.dataset.epoch);
    if (this.#drafts.held) await Promise.race([this.send(), pause(FIRST_TRY)]);
    for (const { field, receipt, state } of await this.#drafts.restore().catch(() => [])) {
      if (state !== "refused") continue;
      this.#unsent.refusals.add(snapshotOf(this.#form, field), receipt.reason);
    }
    if (this.#unsent.isTroubled) this.#status.show("refused");
    if (this.hasUnsent) this.#goOn();
  }

  /** Another epoch: what this device remembers is sent again, to hear what became of it. */
  async compare(epoch) {
    await this.#drafts.open(epoch);
    if (this.#drafts.held) this.#timer.sendSoon();
  }

  /** The device is shared now, or no longer: what it keeps changes. */
  reopen() {
    this.#drafts.open();
  }

  get hasUnsent() {
    return !this.#unsent.isEmpty;
  }

  /** Whether leaving the page now could lose words. */
  get isInTrouble() {
    if (this.#unsent.isTroubled || !this.#drafts.isSafe) return true;
    const pairs = this.#unsent.snapshots().flatMap((snapshot) => snapshot.pairs);
    const isLong = new URLSearchParams(pairs).toString().length > MAX_KEEPALIVE;
    return pairs.length > 0 && (this.#timer.isFailing || isLong);
  }

  /** Something was written in this field: the device has it before the next key. */
  note(address) {
    this.#drafts.note([[address, this.#unsent.snapshotOf(address)]]);
  }

  /** The page may go: the device has all that is unsent, whatever the browser does next. */
  noteAll() {
    const snapshots = [...this.#unsent.snapshots(), ...this.#unsent.tooLong];
    this.#drafts.note(snapshots.map((snapshot) => [snapshot.address, snapshot]));
  }

  /** Something was typed. */
  saveSoon() {
    const isCalm = !this.#isSending && !this.#timer.isFailing;
    if (isCalm && this.hasUnsent) this.#status.show("unsaved");
    this.#timer.restart();
  }

  sendSoon() {
    this.#timer.sendSoon();
  }

  async #store() {
    const { tooLong } = this.#unsent;
    await this.#drafts.store([...this.#unsent.snapshots(), ...tooLong]);
    if (tooLong.length && !this.#isSending) this.#status.show("refused");
    if (this.#timer.isFailing && !this.#isSending) await this.#showTrouble();
  }

  /** Sends what waits, or what a button asks for. */
  async send(action) {
    this.#timer.cancelSend();
    if (this.#isSending) {
      if (action) this.#actions.push(action);
      return;
    }
    const snapshots = this.#unsent.snapshots(action);
    if (!snapshots.length && !this.#drafts.held) return;
    this.#isSending = true;
    this.#status.show("saving");
    try {
      const isStored = await this.#delivery.deliver(snapshots, action);
      if (!isStored) this.#sendFormsOnly(snapshots);
    } catch (error) {
      await this.#fail(error);
    } finally {
      this.#isSending = false;
    }
    this.#goOn();
  }

  #sendFormsOnly(snapshots) {
    this.#drafts.held = 0;
    if (!snapshots.length) this.#status.show("unkept");
  }

  #goOn() {
    const action = this.#actions.shift();
    if (action) this.send(action);
    else if (this.hasUnsent || this.#drafts.held) this.#timer.sendLater();
  }

  #accept({ answer, settled, isEarlier }) {
    this.#timer.noteSuccess();
    if (this.#unsent.isTroubled) this.#status.show("refused");
    else if (this.hasUnsent) this.#status.show("unsaved");
    else this.#status.showSaved(answer?.at);
    if (answer) this.#fire("answer", { answer, settled });
    if (settled.length) setTimeout(() => this.#fire("settled")); // another tab may have sent them
    if (isEarlier) this.#fire("stale");
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  async #fail(error) {
    this.#error = error;
    this.#timer.noteFailure(error);
    await this.#showTrouble();
  }

  async #showTrouble() {
    await this.#drafts.count();
    this.#status.showTrouble(this.#error, this.#drafts.held, this.#drafts.works);
  }

  /** The page is going. */
  leave() {
    this.noteAll();
    const snapshots = this.#unsent.snapshots();
    if (snapshots.length) this.#delivery.leave(snapshots);
  }

  /** Sends what can be sent; answers how much could not. */
  async flush() {
    await this.send();
    while (this.#isSending) await pause(FLUSH_PAUSE);
    const unsent = await this.#drafts.outbox.countUnsentAnywhere().catch(() => 0);
    return Math.max(unsent, changedIn(this.#form).length);
  }

  /** Takes what waits from this device. */
  async forget() {
    this.#timer.stop();
    await this.#drafts.forget();
  }
}
