// Sends what changed after a moment of quiet, one sending at a time, until a receipt says it is kept.
import { atHour } from "../../../ui/js/clock.js";
import { words } from "../../../ui/js/words.js";
import { changedIn, settle, snapshot } from "./fields.js";

const QUIET = 1500;
const LONGEST_WAIT = 60000;
const MOST_ON_LEAVING = 60000; // bytes; browsers drop a larger request when its page is left
const KEPT = new Set(["stored", "duplicate"]);

export class Saver {
  constructor(form, { onAnswer, since }) {
    this.form = form;
    this.onAnswer = onAnswer;
    this.since = since;
    this.failures = 0;
    this.refused = new Map();
    this.status = document.getElementById("status");
  }

  get waiting() {
    return changedIn(this.form).filter((address) => !this.isRefused(address));
  }

  isRefused(address) {
    const before = this.refused.get(address);
    return before !== undefined && before === JSON.stringify(snapshot(this.form, address).pairs.slice(2));
  }

  // Whether leaving the page now could lose words.
  get isInTrouble() {
    const unsaved = this.waiting.flatMap((address) => snapshot(this.form, address).pairs);
    const isLong = new URLSearchParams(unsaved).toString().length > MOST_ON_LEAVING;
    return this.refused.size > 0 || (unsaved.length > 0 && (this.failures > 0 || isLong));
  }

  soonAgain() {
    if (!this.sending && !this.failures && this.waiting.length) this.tell(words("unsaved"));
    this.soon(this.failures ? this.patience() : QUIET);
  }

  soon(delay = QUIET) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  async send(action) {
    clearTimeout(this.timer);
    if (this.sending) {
      this.queued = action ? [...(this.queued || []), action] : this.queued || [];
      return;
    }
    const taken = this.take(action);
    if (!taken.length) return;
    this.sending = true;
    this.tell(words("saving"));
    try {
      this.receive(await this.post(taken, action), taken);
    } catch (error) {
      this.fail(error);
    } finally {
      this.sending = false;
    }
    this.goOn();
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
    else if (this.waiting.length) this.soon(this.failures ? this.patience() : QUIET);
  }

  patience() {
    return Math.min(LONGEST_WAIT, 2000 * 2 ** this.failures) * (0.75 + Math.random() / 2);
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
    throw Object.assign(new Error(answer.statusText), { status: answer.status });
  }

  addAction(body, action) {
    body.set("do", action);
    const joined = this.form.elements[`${action.split(":")[1]}~joined`];
    if (joined) body.set(joined.name, joined.value);
  }

  receive(answer, taken) {
    const receipts = new Map(answer.receipts.map((receipt) => [receipt.field, receipt]));
    const settled = [];
    for (const each of taken) {
      const receipt = receipts.get(each.address);
      if (!receipt) throw new Error("no receipt");
      if (KEPT.has(receipt.outcome) || receipt.outcome === "same") {
        settle(this.form, each, receipt.id || "");
        settled.push(each.address);
        this.clear(each.address);
      } else {
        this.refuse(each, receipt.reason);
      }
    }
    this.failures = 0;
    if (this.refused.size) this.tell(words("refused"), true);
    else if (this.waiting.length) this.tell(words("unsaved"));
    else this.tell(`${words("saved")} ${atHour(new Date(answer.at))}`);
    this.onAnswer(answer, settled);
  }

  refuse(taken, reason) {
    this.refused.set(taken.address, JSON.stringify(taken.pairs.slice(2)));
    const input = this.form.elements[`${taken.address}~id`];
    const note = document.getElementById(`refusal-${taken.address}`) || document.createElement("p");
    note.id = `refusal-${taken.address}`;
    note.className = "refusal";
    note.setAttribute("role", "alert");
    note.textContent = reason;
    input.after(note);
  }

  clear(address) {
    this.refused.delete(address);
    document.getElementById(`refusal-${address}`)?.remove();
  }

  fail(error) {
    this.failures += 1;
    this.tell(words(error.status && error.status < 500 ? "stale" : "offline"), true);
  }

  leave() {
    const taken = this.take();
    if (taken.length) this.post(taken).then((answer) => this.receive(answer, taken), () => {});
  }

  tell(text, isTrouble = false) {
    this.status.textContent = text;
    this.status.classList.toggle("trouble", isTrouble);
  }
}
