// Says who else is writing in a text of this page, and gives others the sign that we are.
const LAST_KEY = 5000; // a sign goes with each look for news while the last key is younger
const HEARD_FOR = 20000; // without word from the server nobody is said to be writing
const IN_TEXT = /^(text\/[^.~]+)[.~]/;

export class Writing {
  constructor(form) {
    this.form = form;
    this.mark = ""; // names what this page shows; the server answers only when that changes
    this.typedAt = -LAST_KEY;
    this.show({});
    form.addEventListener("input", (event) => this.typed(event.target.name));
  }

  typed(name) {
    const field = IN_TEXT.exec(name || "")?.[1];
    if (field) [this.field, this.typedAt] = [field, performance.now()];
  }

  get headers() {
    const isTyping = this.field && performance.now() - this.typedAt < LAST_KEY;
    return isTyping ? { "X-Barnraise-Writing": encodeURIComponent(this.field) } : {};
  }

  // An answer, or none: then what is shown is still so.
  heard(writing) {
    clearTimeout(this.timer);
    if (writing) {
      this.mark = writing.mark;
      this.show(writing.sentences);
    }
    if (this.mark) this.timer = setTimeout(() => this.heard({ mark: "", sentences: {} }), HEARD_FOR);
  }

  // Unchanged words are left alone, so that they are not read out again.
  show(sentences) {
    for (const line of this.form.querySelectorAll("[data-writing]")) {
      const said = sentences[line.dataset.writing] || "";
      if (line.textContent !== said) line.textContent = said;
    }
  }
}
