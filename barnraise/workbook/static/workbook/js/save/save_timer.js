// When words are stored on this device and when they are sent: soon after the last key, and less
// and less often while the server does not take them.
const QUIET = 1500;
const STORE_DELAY = 400; // the longest that words stand on the page alone
const FIRST_RETRY = 2000;
const MAX_RETRY = 60000;

/** Fires `store` and `send` when it is time to. */
export class SaveTimer extends EventTarget {
  #failures = 0;
  #serverWait = 0; // milliseconds the server asked for
  #storing;
  #sending;

  get isFailing() {
    return this.#failures > 0;
  }

  /** Something was written just now. */
  restart() {
    this.#storing ??= setTimeout(() => this.#store(), STORE_DELAY);
    this.sendLater();
  }

  #store() {
    this.#storing = undefined;
    this.dispatchEvent(new CustomEvent("store"));
  }

  sendLater() {
    this.sendSoon(this.isFailing ? this.#backoff() : QUIET);
  }

  sendSoon(delay = QUIET) {
    clearTimeout(this.#sending);
    this.#sending = setTimeout(() => this.dispatchEvent(new CustomEvent("send")), delay);
  }

  // Never all devices at once: each a little earlier or later.
  #backoff() {
    const doubled = Math.min(MAX_RETRY, FIRST_RETRY * 2 ** this.#failures);
    const own = doubled * (0.75 + Math.random() / 2);
    return Math.max(own, this.#serverWait * (1 + Math.random() / 4));
  }

  noteFailure(error) {
    this.#failures += 1;
    this.#serverWait = error.wait || 0;
  }

  noteSuccess() {
    this.#failures = 0;
    this.#serverWait = 0;
  }

  cancelSend() {
    clearTimeout(this.#sending);
  }

  stop() {
    clearTimeout(this.#sending);
    clearTimeout(this.#storing);
  }
}
