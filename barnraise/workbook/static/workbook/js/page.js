// A page of the workbook: saves what is written on it and shows what others write.
import "../../../ui/js/buttons.js";
import { isJoining } from "./fields.js";
import { noteFolds, place } from "./regions.js";
import { Saver } from "./saving.js";
import { Watcher } from "./watching.js";

class WorkbookPage extends HTMLElement {
  connectedCallback() {
    const tab = document.querySelector(".tab[aria-current]");
    if (tab) tab.closest("ol").scrollLeft = tab.offsetLeft - 12;
    this.form = this.querySelector("form");
    this.version = Number(this.form.dataset.version);
    noteFolds(document);
    const told = { onAnswer: (answer, settled) => this.show(answer, settled), since: () => this.version };
    this.watcher = new Watcher(this.form, told);
    if (this.form.hasAttribute("data-reading")) return;
    this.saver = new Saver(this.form, told);
    this.listen();
  }

  listen() {
    this.form.addEventListener("input", (event) => this.written(event.target));
    this.form.addEventListener("focusout", () => setTimeout(() => this.left()));
    this.form.addEventListener("submit", (event) => this.pressed(event));
    window.addEventListener("online", () => this.saver.send());
    window.addEventListener("pagehide", () => this.saver.leave());
    window.addEventListener("beforeunload", (event) => {
      if (this.saver.isInTrouble || isJoining(this.form)) event.preventDefault();
    });
    if (this.saver.waiting.length) this.saver.soon();
  }

  written(input) {
    if (input.type === "radio" || input.type === "checkbox") this.saver.send();
    else this.saver.soonAgain();
  }

  left() {
    if (this.saver.waiting.length) this.saver.send();
    else if (this.stale !== undefined) this.catchUp();
  }

  // A region that was left alone while someone wrote in it is shown anew once they have left it.
  catchUp() {
    const since = this.stale;
    this.stale = undefined;
    this.watcher.look(since).catch(() => (this.stale = since));
  }

  pressed(event) {
    event.preventDefault();
    const action = event.submitter?.name === "do" ? event.submitter.value : undefined;
    this.saver.send(action);
  }

  // An answer that was overtaken on its way knows less than what is shown already.
  show(answer, settled) {
    const before = this.version;
    if (answer.version < before) return;
    this.version = answer.version;
    if (!answer.html) return;
    if (place(this.form, answer.html, settled)) this.stale = Math.min(this.stale ?? before, before);
  }
}

customElements.define("workbook-page", WorkbookPage);
