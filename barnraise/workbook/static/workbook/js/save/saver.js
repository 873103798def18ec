// Keeps what changes on this device and sends it after a moment of quiet, until it is acknowledged.
import { atHour } from "../../../ui/js/clock.js";
import { words } from "../../../ui/js/words.js";
import { takeOut } from "../erasure/erased_words.js";
import { changedIn, isChanged, settle, snapshot } from "../fields.js";
import { Keeper } from "../offline/draft_store.js";
import { Refusals } from "./refusals.js";
import { freshen } from "../offline/restore_drafts.js";
import { troubleWith } from "./status_text.js";
import { failure, MOST_ON_LEAVING, understood } from "../offline/upload.js";

const QUIET = 1500;
const AT_ONCE = 400; // the longest that words stand on the page alone
const LONGEST_WAIT = 60000;
const FIRST_TRY = 2000; // then earlier words are shown, whether they could be sent or not

function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}

export class Saver {
  constructor(form, { onAnswer, onSettled, onStale, since }) {
    this.form = form;
    this.onAnswer = onAnswer;
    this.onSettled = onSettled;
    this.onStale = onStale;
    this.since = since;
    this.failures = 0;
    this.held = 0;
    this.refused = new Refusals(form);
    this.keeper = new Keeper(form);
    this.status = document.getElementById("status");
  }

  // What an earlier page could not send is sent now, or stands in its fields again.
  async start() {
    const isCopy = "kept" in document.documentElement.dataset;
    if (isCopy) freshen(this.form);
    this.tell(isCopy ? words("copy") : "");
    this.held = await this.keeper.start(isCopy ? "" : this.form.dataset.epoch);
    if (this.held) await Promise.race([this.send(), pause(FIRST_TRY)]);
    for (const each of await this.keeper.restore().catch(() => [])) {
      if (each.state === "refused") this.refused.add(snapshot(this.form, each.field), each.receipt.reason);
    }
    if (this.refused.size) this.tell(words("refused"), true);
    if (this.waiting.length) this.goOn();
  }

  // Another epoch: what this device remembers is sent once more, to hear what became of it.
  async compare(epoch) {
    this.held = await this.keeper.start(epoch);
    if (this.held) this.soon();
  }

  get waiting() {
    return changedIn(this.form).filter((address) => !this.refused.has(address));
  }

  // Whether leaving the page now could lose words.
  get isInTrouble() {
    const unsaved = this.waiting.flatMap((address) => snapshot(this.form, address).pairs);
    const isLong = new URLSearchParams(unsaved).toString().length > MOST_ON_LEAVING;
    return this.refused.size > 0 || (unsaved.length > 0 && (this.failures > 0 || isLong));
  }

  soonAgain() {
    if (!this.sending && !this.failures && this.waiting.length) this.tell(words("unsaved"));
    this.keeping ??= setTimeout(() => this.keep(), AT_ONCE);
    this.soon(this.failures ? this.patience() : QUIET);
  }

  soon(delay = QUIET) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  async keep() {
    this.keeping = undefined;
    await this.keeper.keep(this.take());
    if (this.failures && !this.sending) await this.tellTrouble();
  }

  async send(action) {
    clearTimeout(this.timer);
    if (this.sending) {
      this.queued = action ? [...(this.queued || []), action] : this.queued || [];
      return;
    }
    const taken = this.take(action);
    if (!taken.length && !this.held) return;
    this.sending = true;
    this.tell(words("saving"));
    try {
      const isKept = await this.keeper.keep(taken.filter((each) => isChanged(this.form, each.address)));
      if (isKept && !action) await this.sync(taken);
      else if (taken.length) await this.sendForm(taken, action);
      else this.tell(words("unkept"), true);
      if (!isKept) this.held = 0;
    } catch (error) {
      await this.fail(error);
    } finally {
      this.sending = false;
    }
    this.goOn();
  }

  sync(taken) {
    return this.keeper.sync(this.about(), async (answer, became) => {
      this.accept(taken, this.keeper.receiptsFor(taken, became), answer);
      await this.keeper.keep(this.take()); // newer words, under their new ids
      this.held = await this.keeper.count();
    });
  }

  about() {
    return { page: this.form.elements.page.value, since: this.since() };
  }

  take(action) {
    const addresses = this.waiting;
    const named = action?.split(":")[1];
    if (named && this.form.elements[`${named}~id`] && !addresses.includes(named)) addresses.push(named);
    return addresses.map((address) => snapshot(this.form, address));
  }

  goOn() {
    const [action, ...rest] = this.queued || [];
    this.queued = rest.length ? rest : undefined;
    if (action) this.send(action);
    else if (this.waiting.length || this.held) this.soon(this.failures ? this.patience() : QUIET);
  }

  patience() {
    const later = Math.min(LONGEST_WAIT, 2000 * 2 ** this.failures) * (0.75 + Math.random() / 2);
    return Math.max(later, (this.error?.wait || 0) * (1 + Math.random() / 4)); // not all at once
  }

  async post(taken, action) {
    const body = new URLSearchParams(taken.flatMap((each) => each.pairs));
    for (const name of ["csrfmiddlewaretoken", "page"]) body.set(name, this.form.elements[name].value);
    body.set("since", this.since());
    if (action) this.addAction(body, action);
    const headers = { Accept: "application/json" };
    const keepalive = body.toString().length < MOST_ON_LEAVING;
    const answer = await fetch(this.form.action, { method: "POST", body, headers, keepalive });
    if (answer.ok) return answer.json();
    throw await failure(answer);
  }

  addAction(body, action) {
    body.set("do", action);
    const joined = this.form.elements[`${action.split(":")[1]}~joined`];
    if (joined) body.set(joined.name, joined.value);
  }

  async sendForm(taken, action) {
    const answer = await this.post(taken, action);
    const receipts = new Map();
    for (const each of answer.receipts) receipts.set(each.field, understood(each, each.id));
    if (!taken.every((each) => receipts.has(each.address))) throw new Error("no receipt");
    await this.keeper.settleForm(taken, receipts, answer.epoch);
    this.accept(taken, receipts, answer);
  }

  accept(taken, receipts, answer) {
    const settled = [];
    for (const each of taken) {
      const receipt = receipts.get(each.address);
      if (receipt?.isKept) {
        settle(this.form, each, receipt.id || "");
        settled.push(each.address);
        this.refused.clear(each.address);
      } else if (receipt?.isErased) {
        takeOut(this.form, each, receipt.reason);
        this.refused.clear(each.address);
      } else if (receipt) {
        this.refused.add(each, receipt.reason);
        const sees = this.form.elements[`${each.address}~sees`];
        if (receipt.instead && sees) sees.value = receipt.instead;
      }
    }
    this.failures = 0;
    this.error = undefined;
    if (this.refused.size) this.tell(words("refused"), true);
    else if (this.waiting.length) this.tell(words("unsaved"));
    else this.tell(`${words("saved")} ${atHour(new Date(answer?.at || Date.now()))}`);
    if (answer) this.onAnswer(answer, settled);
    if (settled.length) setTimeout(() => this.onSettled()); // another tab may have sent them
    const wasEarlier = taken.filter((each) => receipts.has(each.address) && this.keeper.adopted.delete(each.id));
    if (wasEarlier.length) this.onStale();
  }

  async fail(error) {
    this.failures += 1;
    this.error = error;
    await this.tellTrouble();
  }

  async tellTrouble() {
    this.held = await this.keeper.count();
    this.tell(troubleWith(this.error, this.held, this.keeper.works), true);
  }

  leave() {
    const taken = this.take();
    if (!taken.length) return;
    if (this.keeper.works) this.hurry(taken).catch(() => {});
    else this.sendForm(taken).catch(() => {});
  }

  async hurry(taken) {
    const { answer, became } = await this.keeper.hurry(this.about(), taken);
    this.accept(taken, this.keeper.receiptsFor(taken, became), answer);
  }

  share() {
    this.keeper.start();
  }

  // Sends what can be sent; answers how much could not.
  async flush() {
    await this.send();
    while (this.sending) await pause(100);
    const unsent = await this.keeper.outbox.unsentAnywhere().catch(() => 0);
    return Math.max(unsent, changedIn(this.form).length);
  }

  async forget() {
    clearTimeout(this.timer);
    clearTimeout(this.keeping);
    await this.keeper.outbox.clear().catch(() => {});
  }

  tell(text, isTrouble = false) {
    this.status.textContent = text;
    this.status.classList.toggle("trouble", isTrouble);
  }
}
