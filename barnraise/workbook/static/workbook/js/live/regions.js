// Puts newer regions in their places, and never under the hands of someone who is writing.
import { showTimes } from "../../../ui/js/clock.js";
import { changedIn, isJoining } from "../fields.js";
import { focusIn, refocus } from "./focus.js";

const WRITING = 'textarea, input:not([type="radio"]):not([type="checkbox"]):not([type="hidden"])';

function isBusy(form, region) {
  const active = document.activeElement;
  if (active && region.contains(active) && active.matches(WRITING)) return true;
  return changedIn(form, region).length > 0 || isJoining(region);
}

// Remembers which folds the server sent open, to tell later what the reader made of them.
export function noteFolds(root) {
  for (const fold of root.querySelectorAll("details")) fold.dataset.sent = fold.open ? "open" : "";
}

function foldKey(fold) {
  return `${fold.className} ${fold.classList.contains("adder") ? "" : fold.dataset.field || ""}`;
}

function turnedFolds(region) {
  const turned = Array.from(region.querySelectorAll("details")).filter((fold) => fold.open !== Boolean(fold.dataset.sent));
  return new Map(turned.map((fold) => [foldKey(fold), fold.open]));
}

// Returns whether some region had to be left as it is for now.
export function place(form, html, settled) {
  let skipped = false;
  const replaced = new Map();
  const before = (event) => {
    const region = event.detail.target;
    if (isBusy(form, region)) {
      skipped = true;
      event.preventDefault();
    } else {
      replaced.set(region.id, [turnedFolds(region), focusIn(region)]);
    }
  };
  document.addEventListener("htmx:oobBeforeSwap", before);
  htmx.swap(document.body, html, { swapStyle: "none", swapDelay: 0, settleDelay: 0 });
  document.removeEventListener("htmx:oobBeforeSwap", before);
  for (const [id, [folds, focus]] of replaced) {
    const region = document.getElementById(id);
    noteFolds(region);
    reopen(region, folds, settled);
    refocus(region, focus);
  }
  showTimes();
  return skipped;
}

function reopen(region, folds, settled) {
  for (const fold of region.querySelectorAll("details")) {
    const key = foldKey(fold);
    const spent = fold.classList.contains("adder") && settled.some((each) => region.id.includes(kindAndKey(each)));
    if (folds.has(key) && !spent) fold.open = folds.get(key);
  }
}

function kindAndKey(address) {
  return address.split("/").slice(0, 2).join("-");
}
