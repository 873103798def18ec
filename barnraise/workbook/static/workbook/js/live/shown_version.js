// Which version of the workbook a page shows, and since when some region was left as it was.
import { placeRegions } from "./regions.js";

export class ShownVersion {
  version;
  #form;
  #stale; // the version since which a region waits to be shown anew
  #isMissed = false; // whether that was asked for and could not be shown

  constructor(form) {
    this.#form = form;
    this.version = Number(form.dataset.version);
  }

  get isStale() {
    return this.#stale !== undefined;
  }

  /** A region may be as it was at that version. */
  setStale(since) {
    this.#stale = since;
  }

  takeStale() {
    const since = this.#stale;
    this.#stale = undefined;
    this.#isMissed = false;
    return since;
  }

  /** What is new since that version was asked for in vain. */
  setMissed(since) {
    if (since >= this.version) return; // the next look asks from there anyway
    this.#stale = Math.min(this.#stale ?? since, since);
    this.#isMissed = true;
  }

  /** From which version to ask again for what was missed, once. */
  takeMissed() {
    return this.#isMissed ? this.takeStale() : undefined;
  }

  /**
   * An answer that was overtaken on its way knows less than what is shown already: it is not shown.
   * What it tells of since `since` and cannot be shown now is asked for again from there.
   */
  show(answer, settled, since = this.version) {
    if (answer.version < this.version) {
      this.setMissed(since);
      return false;
    }
    this.version = answer.version;
    if (answer.html && placeRegions(this.#form, answer.html, settled)) {
      this.#stale = Math.min(this.#stale ?? since, since);
    }
    this.#form.dataset.version = this.#stale ?? this.version;
    return true;
  }
}
