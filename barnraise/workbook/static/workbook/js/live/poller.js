// Asks now and then whether something is new: often while the page is in use, never when hidden.
// When very many look at once, the server wishes for a slower rhythm (workbook/rhythm.py).
import { Writing } from "./typing.js";

const IN_USE = 2000;
const IDLE = 15000;
const ASLEEP = 60000;

export class Watcher {
  constructor(form, { onAnswer, onGone, since }) {
    this.form = form;
    this.onAnswer = onAnswer;
    this.onGone = onGone;
    this.since = since;
    this.writing = new Writing(form);
    this.used = Date.now();
    this.wish = IN_USE;
    for (const sign of ["pointerdown", "keydown", "scroll", "focus"]) {
      window.addEventListener(sign, () => this.wake(), { passive: true });
    }
    document.addEventListener("visibilitychange", () => this.plan(document.hidden ? undefined : 0));
    this.plan(IN_USE);
  }

  wake() {
    const idle = Date.now() - this.used > IDLE;
    this.used = Date.now();
    if (idle) this.plan(0);
  }

  rhythm() {
    const quiet = Date.now() - this.used;
    const rhythm = quiet < 120000 ? IN_USE : quiet < 1800000 ? IDLE : ASLEEP;
    return this.wish > rhythm ? this.wish * (0.8 + Math.random() * 0.4) : rhythm;
  }

  plan(delay) {
    clearTimeout(this.timer);
    if (delay === undefined || document.hidden) return;
    this.timer = setTimeout(() => this.ask(), delay);
  }

  async ask() {
    clearTimeout(this.timer);
    try {
      await this.look(this.since());
    } catch {
      // No connection: the next look may find one.
    }
    this.plan(this.rhythm());
  }

  async look(since) {
    const { mark, headers } = this.writing;
    const query = new URLSearchParams({ since, page: this.form.elements.page.value });
    if (mark) query.set("writing", mark);
    const answer = await fetch(`${this.form.dataset.changes}?${query}`, {
      headers: { Accept: "application/json", ...headers },
    });
    this.wish = Number(answer.headers.get("X-Look-Again")) || IN_USE;
    if (answer.status === 204) this.writing.heard();
    if (answer.status === 410) this.onGone();
    if (answer.status !== 200) return;
    const said = await answer.json();
    this.writing.heard(said.writing);
    this.onAnswer(said, [], since);
  }
}
