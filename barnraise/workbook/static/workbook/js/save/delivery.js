// Brings what a page says to the server: by way of the outbox, or as a form where that must be.
import { isChanged } from "../fields.js";
import { OutboxSender } from "../offline/outbox_sender.js";
import { postForm } from "./form_post.js";

/**
 * Fires `accepted` when the server has answered, with the answer, the addresses that are settled,
 * and whether some of the words were those of an earlier page.
 */
export class Delivery extends EventTarget {
  #form;
  #shown;
  #unsent;
  #drafts;
  #sender;

  constructor(form, shown, unsent, drafts) {
    super();
    this.#form = form;
    this.#shown = shown;
    this.#unsent = unsent;
    this.#drafts = drafts;
    this.#sender = new OutboxSender(new URL("../sync/", form.action).href, drafts);
  }

  /** Returns whether the words were stored on this device; if not, only a form can bring them. */
  async deliver(snapshots, action) {
    const changed = snapshots.filter(({ address }) => isChanged(this.#form, address));
    const isStored = await this.#drafts.store([...changed, ...this.#unsent.tooLong]);
    if (isStored && !action) await this.#sync(snapshots);
    else if (snapshots.length) await this.#post(snapshots, action);
    return isStored;
  }

  #sync(snapshots) {
    return this.#sender.sendAll(this.#about, async (answer, outcomes) => {
      this.#accept(snapshots, this.#sender.receiptsFor(snapshots, outcomes), answer);
      const { tooLong } = this.#unsent;
      await this.#drafts.store([...this.#unsent.snapshots(), ...tooLong]); // under their new ids
      await this.#drafts.count();
    });
  }

  async #post(snapshots, action) {
    const { version } = this.#shown;
    const { answer, receipts } = await postForm(this.#form, snapshots, version, action);
    await this.#drafts.settlePosted(snapshots, receipts, answer.epoch);
    this.#accept(snapshots, receipts, answer);
  }

  /** The page is going: what is not on its way yet is sent at once. */
  leave(snapshots) {
    const leaving = this.#drafts.works ? this.#sendOnLeave(snapshots) : this.#post(snapshots);
    leaving.catch(() => {});
  }

  async #sendOnLeave(snapshots) {
    const { tooLong } = this.#unsent;
    const sent = await this.#sender.sendOnLeave(this.#about, snapshots, tooLong);
    const { answer, outcomes } = sent;
    this.#accept(snapshots, this.#sender.receiptsFor(snapshots, outcomes), answer);
  }

  #accept(snapshots, receipts, answer) {
    const settled = this.#unsent.settle(snapshots, receipts);
    const received = snapshots.filter(({ address }) => receipts.has(address));
    const released = received.filter(({ id }) => this.#drafts.release(id));
    const detail = { answer, settled, isEarlier: released.length > 0 };
    this.dispatchEvent(new CustomEvent("accepted", { detail }));
  }

  get #about() {
    return { page: this.#form.elements.page.value, since: this.#shown.version };
  }
}
