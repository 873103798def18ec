// The fields of a page whose words the server does not have, and has not refused.
import { removeErased } from "../erasure/erased_words.js";
import { changedIn, isChanged, isTooLong, settle, snapshotOf } from "../fields.js";
import { Refusals } from "./refusals.js";

export class UnsentFields {
  refusals;
  #form;

  constructor(form) {
    this.#form = form;
    this.refusals = new Refusals(form);
  }

  get #addresses() {
    return changedIn(this.#form).filter((address) => this.#isToSend(address));
  }

  #isToSend(address) {
    return !this.refusals.has(address) && !isTooLong(this.#form, address);
  }

  /** Texts that are too long to be sent: the device keeps them until they fit. */
  get tooLong() {
    const addresses = changedIn(this.#form).filter((address) => isTooLong(this.#form, address));
    return addresses.map((address) => ({ ...snapshotOf(this.#form, address), isTooLong: true }));
  }

  /** Whether a note beside some field says what is wrong with it. */
  get isTroubled() {
    return this.refusals.size > 0 || this.tooLong.length > 0;
  }

  get isEmpty() {
    return this.#addresses.length === 0;
  }

  /** What is to be sent now; an action may name one field more. */
  snapshots(action) {
    const addresses = this.#addresses;
    const named = action?.split(":")[1];
    const isField = named && this.#form.elements[`${named}~id`];
    if (isField && !addresses.includes(named)) addresses.push(named);
    return addresses.map((address) => snapshotOf(this.#form, address));
  }

  /** What a field says, if that is to be sent. */
  snapshotOf(address) {
    if (!isChanged(this.#form, address) || this.refusals.has(address)) return undefined;
    const snapshot = snapshotOf(this.#form, address);
    return { ...snapshot, isTooLong: isTooLong(this.#form, address) };
  }

  /** Does to the fields what the receipts say; answers the addresses whose words are kept now. */
  settle(snapshots, receipts) {
    const received = snapshots.filter(({ address }) => receipts.has(address));
    for (const snapshot of received) this.#settle(snapshot, receipts.get(snapshot.address));
    const addresses = received.map(({ address }) => address);
    return addresses.filter((address) => receipts.get(address).isKept);
  }

  #settle(snapshot, receipt) {
    if (!receipt.isKept && !receipt.isErased) return this.#refuse(snapshot, receipt);
    if (receipt.isKept) settle(this.#form, snapshot, receipt.id || "");
    else removeErased(this.#form, snapshot, receipt.reason);
    return this.refusals.clear(snapshot.address);
  }

  #refuse(snapshot, { reason, instead }) {
    this.refusals.add(snapshot, reason);
    const sees = this.#form.elements[`${snapshot.address}~sees`];
    if (instead && sees) sees.value = instead;
  }
}
