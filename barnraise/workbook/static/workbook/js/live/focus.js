// Keeps the reader's place in a region when a newer one takes it over.
const FOCUSABLE = "a[href], button, input:not([type=hidden]), textarea, summary";

function controls(region) {
  return Array.from(region.querySelectorAll(FOCUSABLE)).filter((each) => each.checkVisibility?.() ?? true);
}

function same(control) {
  const said = control.getAttribute("href") || `${control.value || ""} ${control.textContent.trim()}`;
  return `${control.tagName} ${control.id} ${said}`;
}

export function focusIn(region) {
  const all = controls(region);
  const at = all.indexOf(document.activeElement);
  return at < 0 ? undefined : { at, key: same(all[at]), before: all.slice(0, at).map(same) };
}

// The control that was left, else the one that stands where it stood.
export function refocus(region, left) {
  if (!left || region.contains(document.activeElement)) return;
  const all = controls(region);
  const alike = all.filter((each) => same(each) === left.key);
  const nth = left.before.filter((key) => key === left.key).length;
  const next = alike[nth] || alike.at(-1) || all[Math.min(left.at, all.length - 1)];
  next?.focus({ preventScroll: true });
}
