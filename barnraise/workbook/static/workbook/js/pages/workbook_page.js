// A page of the workbook: saves what is written on it and shows what others write.
import "../../../ui/js/buttons.js";
import { words } from "../../../ui/js/words.js";
import { Copies } from "../offline/page_copies.js";
import { sayRemoved } from "../erasure/erased_words.js";
import { isJoining } from "../fields.js";
import { noteFolds, place } from "../live/regions.js";
import { Saver } from "../save/saver.js";
import { forgetCopies, isShared } from "../offline/shared_device.js";
import { Watcher } from "../live/poller.js";

const REMOVED = "removed"; // the epoch of a workbook that is no more

class WorkbookPage extends HTMLElement {
  connectedCallback() {
    const tab = document.querySelector(".tab[aria-current]");
    if (tab) tab.closest("ol").scrollLeft = tab.offsetLeft - 12;
    this.form = this.querySelector("form");
    this.version = Number(this.form.dataset.version);
    noteFolds(document);
    const told = { onAnswer: (...told) => this.show(...told), since: () => this.version };
    this.watcher = new Watcher(this.form, { ...told, onGone: () => this.gone() });
    this.copies = new Copies(this.form);
    document.addEventListener("barnraise:shared", () => this.share());
    if (this.form.hasAttribute("data-reading")) return;
    const came = { onSettled: () => this.settled(), onStale: () => this.lookAgain() };
    this.saver = new Saver(this.form, { ...told, ...came });
    this.listen();
    this.saver.start();
  }

  share() {
    this.saver?.share();
    if (!isShared()) return this.copies.begin();
    this.copies.stop();
    return forgetCopies().catch(() => {});
  }

  // How many words could not be sent, after one more try.
  async unsent() {
    return (await this.saver?.flush()) || 0;
  }

  async forget() {
    this.isLeaving = true;
    this.copies.stop();
    await this.saver?.forget();
  }

  listen() {
    this.form.addEventListener("input", (event) => this.written(event.target));
    this.form.addEventListener("focusout", () => setTimeout(() => this.left()));
    this.form.addEventListener("submit", (event) => this.pressed(event));
    window.addEventListener("online", () => this.saver.send());
    window.addEventListener("pagehide", () => this.isLeaving || this.saver.leave());
    window.addEventListener("beforeunload", (event) => {
      if (this.isLeaving) return;
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

  // Words of an earlier page were acknowledged: what stands in their fields may be newer.
  lookAgain() {
    this.stale = 0;
    this.catchUp();
  }

  pressed(event) {
    event.preventDefault();
    const action = event.submitter?.name === "do" ? event.submitter.value : undefined;
    this.saver.send(action);
  }

  // Something was removed for good, or the server restored: copies and memory may hold too much.
  renew(epoch) {
    this.form.dataset.epoch = epoch;
    this.copies.begin();
    this.saver?.compare(epoch);
  }

  // The whole workbook was removed: what this device has of it goes too.
  gone() {
    if (this.form.dataset.epoch === REMOVED) return;
    sayRemoved(this.form.firstElementChild, words("removed"));
    this.renew(REMOVED);
  }

  // What was left alone while these words waited can be shown now.
  settled() {
    if (this.stale !== undefined && !this.saver.waiting.length) this.catchUp();
  }

  // An answer that was overtaken on its way knows less than what is shown already. What it tells
  // of since `since` and cannot be shown now is asked for again from there.
  show(answer, settled, since = this.version) {
    if (answer.version < this.version) return;
    this.version = answer.version;
    if (answer.html && place(this.form, answer.html, settled)) {
      this.stale = Math.min(this.stale ?? since, since);
    }
    this.form.dataset.version = this.stale ?? this.version;
    if (answer.epoch && answer.epoch !== this.form.dataset.epoch) this.renew(answer.epoch);
    this.copies.changed();
  }
}

customElements.define("workbook-page", WorkbookPage);
