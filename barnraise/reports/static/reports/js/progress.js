// A document on its way: looks again each second, and takes the document when it is ready.
const DOCUMENT_PAUSE = 1000;
const MAX_DOCUMENT_PAUSE = 10000; // when the server does not answer, look less and less often

class DocumentProgress extends HTMLElement {
  #pause = DOCUMENT_PAUSE;
  #timer;

  connectedCallback() {
    const isNew = this.#forgetThatItWasAsked();
    if (isNew && this.#isDone) this.#take();
    this.#plan();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  // Whether it was asked for just now, and not by going back to this page.
  #forgetThatItWasAsked() {
    const address = new URL(location.href);
    const isNew = address.searchParams.has("asked");
    address.searchParams.delete("asked");
    history.replaceState(history.state, "", address);
    return isNew;
  }

  get #isDone() {
    return this.dataset.done !== undefined;
  }

  #take() {
    this.querySelector("a[data-take]")?.click();
  }

  #plan() {
    if (!this.#isDone) this.#timer = setTimeout(() => this.#look(), this.#pause);
  }

  async #look() {
    try {
      const response = await fetch(location.href, { headers: { "X-Asks-Again": "1" } });
      this.#show(new DOMParser().parseFromString(await response.text(), "text/html"));
      this.#pause = DOCUMENT_PAUSE;
    } catch {
      this.#pause = Math.min(this.#pause * 2, MAX_DOCUMENT_PAUSE);
    }
    this.#plan();
  }

  #show(page) {
    const newer = page.querySelector("document-progress");
    if (!newer) return location.reload();
    if (newer.textContent !== this.textContent) {
      this.replaceChildren(...newer.childNodes);
      document.title = page.title;
    }
    if (newer.dataset.done === undefined) return undefined;
    this.dataset.done = "";
    return this.#take();
  }
}

customElements.define("document-progress", DocumentProgress);
