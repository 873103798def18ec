// Puts newer regions in their places, and never under the hands of someone who is writing.
import { showTimes } from "../../../ui/js/clock.js";
import { changedIn } from "./fields.js";

const WRITING = 'textarea, input:not([type="radio"]):not([type="checkbox"]):not([type="hidden"])';

function isBusy(form, region) {
  const active = document.activeElement;
  if (active && region.contains(active) && active.matches(WRITING)) return true;
  return changedIn(form, region).length > 0;
}

function openFolds(region) {
  const folds = Array.from(region.querySelectorAll("details"), (fold) => [foldKey(fold), fold.open]);
  return new Map(folds);
}

function foldKey(fold) {
  return `${fold.className} ${fold.classList.contains("adder") ? "" : fold.dataset.field || ""}`;
}

// Returns whether some region had to be left as it is for now.
export function place(form, html, settled) {
  let skipped = false;
  const folds = new Map();
  const before = (event) => {
    const region = event.detail.target;
    if (isBusy(form, region)) {
      skipped = true;
      event.preventDefault();
    } else {
      folds.set(region.id, openFolds(region));
    }
  };
  document.addEventListener("htmx:oobBeforeSwap", before);
  htmx.swap(document.body, html, { swapStyle: "none", swapDelay: 0, settleDelay: 0 });
  document.removeEventListener("htmx:oobBeforeSwap", before);
  for (const [id, open] of folds) reopen(document.getElementById(id), open, settled);
  showTimes();
  return skipped;
}

function reopen(region, folds, settled) {
  for (const fold of region?.querySelectorAll("details") || []) {
    const key = foldKey(fold);
    if (!folds.has(key)) continue;
    const spent = fold.classList.contains("adder") && settled.some((each) => region.id.includes(kindAndKey(each)));
    fold.open = folds.get(key) && !spent;
  }
}

function kindAndKey(address) {
  return address.split("/").slice(0, 2).join("-");
}
