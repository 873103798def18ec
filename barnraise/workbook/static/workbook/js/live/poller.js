// Asks now and then whether something is new: often while the page is in use, never when hidden.
// When very many look at once, the server asks for longer pauses (live/poll_interval.py).
import { timedFetch } from "../offline/timed_fetch.js";
import { Typing } from "./typing.js";

const IN_USE = 2000;
const IDLE = 15000;
const ASLEEP = 60000;
const IN_USE_FOR = 120000;
const IDLE_FOR = 1800000;

/** Fires `answer` with {answer, since} when something is new, `gone` when the workbook is. */
export class Poller extends EventTarget {
  #form;
  #shown;
  #typing;
  #usedAt = Date.now();
  #wished = IN_USE;
  #timer;

  constructor(form, shown) {
    super();
    this.#form = form;
    this.#shown = shown;
    this.#typing = new Typing(form);
    for (const sign of ["pointerdown", "keydown", "scroll", "focus"]) {
      window.addEventListener(sign, () => this.#wake(), { passive: true });
    }
    document.addEventListener("visibilitychange", () => this.#plan(0));
    this.#plan(IN_USE);
  }

  #wake() {
    const wasIdle = Date.now() - this.#usedAt > IDLE;
    this.#usedAt = Date.now();
    if (wasIdle) this.#plan(0);
  }

  get #interval() {
    const quiet = Date.now() - this.#usedAt;
    const interval = quiet < IN_USE_FOR ? IN_USE : quiet < IDLE_FOR ? IDLE : ASLEEP;
    return this.#wished > interval ? this.#wished * (0.8 + Math.random() * 0.4) : interval;
  }

  #plan(delay) {
    clearTimeout(this.#timer);
    if (!document.hidden) this.#timer = setTimeout(() => this.#poll(), delay);
  }

  async #poll() {
    clearTimeout(this.#timer);
    await this.look(this.#shown.takeMissed() ?? this.#shown.version);
    this.#plan(this.#interval);
  }

  /** One look for what is new since a version; one that fails is made up for by the next. */
  async look(since) {
    try {
      const answer = await this.#ask(since);
      if (!answer) return;
      this.#typing.update(answer.writing);
      this.dispatchEvent(new CustomEvent("answer", { detail: { answer, since } }));
    } catch {
      this.#shown.setMissed(since);
    }
  }

  #ask(since) {
    const { mark, headers } = this.#typing;
    const query = new URLSearchParams({ since, page: this.#form.elements.page.value });
    if (mark) query.set("writing", mark);
    const options = { headers: { Accept: "application/json", ...headers } };
    return timedFetch(`${this.#form.dataset.changes}?${query}`, options, (response) =>
      this.#read(response),
    );
  }

  #read(response) {
    this.#wished = Number(response.headers.get("X-Look-Again")) || IN_USE;
    if (response.status === 204) this.#typing.update();
    if (response.status === 410) this.dispatchEvent(new CustomEvent("gone"));
    if (response.status >= 500) throw new Error(response.statusText);
    return response.status === 200 && response.json();
  }
}
