// A page of the workbook: saves what is written on it and shows what others write.
import "../../../ui/js/buttons.js";
import { words } from "../../../ui/js/words.js";
import { noteRemoval } from "../erasure/erased_words.js";
import { addressOf, isJoining, isToggle } from "../fields.js";
import { noteFolds } from "../live/folds.js";
import { Poller } from "../live/poller.js";
import { noteReload } from "../live/reload_note.js";
import { ShownVersion } from "../live/shown_version.js";
import { forgetCopies, PageCopies } from "../offline/page_copies.js";
import { isShared } from "../offline/shared_device.js";
import { Saver } from "../save/saver.js";

const REMOVED = "removed"; // the epoch of a workbook that is no more

class WorkbookPage extends HTMLElement {
  #form;
  #shown;
  #poller;
  #copies;
  #saver; // none on a page that only reads
  #isLeaving = false;

  connectedCallback() {
    const tab = document.querySelector(".tab[aria-current]");
    if (tab) tab.closest("ol").scrollLeft = tab.offsetLeft - 12;
    this.#form = this.querySelector("form");
    this.#shown = new ShownVersion(this.#form);
    noteFolds(document);
    this.#poll();
    this.#copies = new PageCopies(this.#form);
    document.addEventListener("barnraise:shared", () => this.#share());
    if (!this.#form.hasAttribute("data-reading")) this.#save();
  }

  #poll() {
    this.#poller = new Poller(this.#form, this.#shown);
    this.#poller.addEventListener("answer", ({ detail }) =>
      this.#show(detail.answer, [], detail.since),
    );
    this.#poller.addEventListener("gone", () => this.#showGone());
  }

  #save() {
    this.#saver = new Saver(this.#form, this.#shown);
    this.#saver.addEventListener("answer", ({ detail }) =>
      this.#show(detail.answer, detail.settled),
    );
    this.#saver.addEventListener("settled", () => this.#catchUpWhenSent());
    this.#saver.addEventListener("stale", () => this.#showAllAgain());
    this.#listenToForm();
    this.#listenToWindow();
    if (this.#saver.hasUnsent) this.#saver.sendSoon();
    this.#saver.start();
  }

  #listenToForm() {
    this.#form.addEventListener("input", ({ target }) => {
      const address = addressOf(target);
      if (address) this.#saver.note(address);
      if (isToggle(target)) this.#saver.send();
      else this.#saver.saveSoon();
    });
    this.#form.addEventListener("focusout", () => setTimeout(() => this.#leaveField()));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#saver.send(event.submitter?.name === "do" ? event.submitter.value : undefined);
    });
  }

  #listenToWindow() {
    window.addEventListener("online", () => this.#saver.send());
    window.addEventListener("pagehide", () => this.#isLeaving || this.#saver.leave());
    document.addEventListener("visibilitychange", () => this.#isLeaving || this.#saver.noteAll());
    window.addEventListener("beforeunload", (event) => {
      if (this.#isLeaving) return;
      if (this.#saver.isInTrouble || isJoining(this.#form)) event.preventDefault();
    });
  }

  #share() {
    this.#saver?.reopen();
    if (!isShared()) return this.#copies.begin();
    this.#copies.stop();
    return forgetCopies().catch(() => {});
  }

  /** How many words could not be sent, after one more try. */
  async unsent() {
    return (await this.#saver?.flush()) || 0;
  }

  /** Takes from this device what waits there. */
  async forget() {
    this.#isLeaving = true;
    this.#copies.stop();
    await this.#saver?.forget();
  }

  #leaveField() {
    if (this.#saver.hasUnsent) this.#saver.send();
    else if (this.#shown.isStale) this.#catchUp();
  }

  // A region that was left alone while someone wrote in it is shown anew once they have left it.
  #catchUp() {
    this.#poller.look(this.#shown.takeStale());
  }

  // What was left alone while these words waited can be shown now.
  #catchUpWhenSent() {
    if (this.#shown.isStale && !this.#saver.hasUnsent) this.#catchUp();
  }

  // Words of an earlier page were acknowledged: what stands in their fields may be newer.
  #showAllAgain() {
    this.#shown.setStale(0);
    this.#catchUp();
  }

  #show(answer, settled, since) {
    if (!this.#shown.show(answer, settled, since)) return;
    if (answer.reload) noteReload(this.#form);
    if (answer.epoch && answer.epoch !== this.#form.dataset.epoch) this.#renew(answer.epoch);
    this.#copies.update();
  }

  // Something was removed for good, or the server restored: copies and memory may hold too much.
  #renew(epoch) {
    this.#form.dataset.epoch = epoch;
    this.#copies.begin();
    this.#saver?.compare(epoch);
  }

  // The whole workbook was removed: what this device has of it goes too.
  #showGone() {
    if (this.#form.dataset.epoch === REMOVED) return;
    noteRemoval(this.#form.firstElementChild, words("removed"));
    this.#renew(REMOVED);
  }
}

customElements.define("workbook-page", WorkbookPage);
