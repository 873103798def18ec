// Puts newer regions in their places, and never under the hands of someone who is writing.
import { showTimes } from "../../../ui/js/clock.js";
import { changedIn, isJoining } from "../fields.js";
import { noteFolds, reopenFolds, turnedFolds } from "./folds.js";
import { focusIn, refocus } from "./focus.js";

const TEXT_INPUT = 'textarea, input:not([type="radio"], [type="checkbox"], [type="hidden"])';

function isBusy(form, region) {
  const active = document.activeElement;
  if (active && region.contains(active) && active.matches(TEXT_INPUT)) return true;
  return changedIn(form, region).length > 0 || isJoining(region);
}

/** Returns whether some region had to be left as it is for now. */
export function placeRegions(form, html, settled) {
  let isSomeSkipped = false;
  const replaced = new Map();
  const onSwap = (event) => {
    const region = event.detail.target;
    if (isBusy(form, region)) {
      isSomeSkipped = true;
      event.preventDefault();
    } else {
      replaced.set(region.id, [turnedFolds(region), focusIn(region)]);
    }
  };
  document.addEventListener("htmx:oobBeforeSwap", onSwap);
  htmx.swap(document.body, html, { swapStyle: "none", swapDelay: 0, settleDelay: 0 });
  document.removeEventListener("htmx:oobBeforeSwap", onSwap);
  for (const [id, [folds, focus]] of replaced) {
    const region = document.getElementById(id);
    noteFolds(region);
    reopenFolds(region, folds, settled);
    refocus(region, focus);
  }
  showTimes();
  return isSomeSkipped;
}
