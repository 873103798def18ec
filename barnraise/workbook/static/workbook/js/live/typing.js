// Says who else is writing in a text of this page, and gives others the sign that we are.
const SIGN_TIME = 5000; // a sign goes with each look for news while the last key is younger
const SHOWN_TIME = 20000; // without word from the server nobody is said to be writing
const IN_TEXT = /^(text\/[^.~]+)[.~]/;

export class Typing {
  mark = ""; // names what this page shows; the server answers only when that changes
  #form;
  #field;
  #typedAt = -SIGN_TIME;
  #timer;

  constructor(form) {
    this.#form = form;
    this.#show({});
    form.addEventListener("input", (event) => this.#noteKey(event.target.name));
  }

  #noteKey(name) {
    const field = IN_TEXT.exec(name || "")?.[1];
    if (field) [this.#field, this.#typedAt] = [field, performance.now()];
  }

  /** The sign that goes with a look for news. */
  get headers() {
    const isTyping = this.#field && performance.now() - this.#typedAt < SIGN_TIME;
    return isTyping ? { "X-Barnraise-Writing": encodeURIComponent(this.#field) } : {};
  }

  /** What the server says of writers, or nothing: then what is shown is still so. */
  update(writing) {
    clearTimeout(this.#timer);
    if (writing) {
      this.mark = writing.mark;
      this.#show(writing.sentences);
    }
    if (!this.mark) return;
    this.#timer = setTimeout(() => this.update({ mark: "", sentences: {} }), SHOWN_TIME);
  }

  // Unchanged words are left alone, so that they are not read out again.
  #show(sentences) {
    for (const line of this.#form.querySelectorAll("[data-writing]")) {
      const sentence = sentences[line.dataset.writing] || "";
      if (line.textContent !== sentence) line.textContent = sentence;
    }
  }
}
