// Keeps the reader's place in a region when a newer one takes it over.
const FOCUSABLE = "a[href], button, input:not([type=hidden]), textarea, summary";

function controlsIn(region) {
  const controls = Array.from(region.querySelectorAll(FOCUSABLE));
  return controls.filter((control) => control.checkVisibility?.() ?? true);
}

function keyOf(control) {
  const { id, tagName, value } = control;
  const text = `${value || ""} ${control.textContent.trim()}`;
  return `${tagName} ${id} ${control.getAttribute("href") || text}`;
}

/** Which control of the region has the focus, in a form that outlives the region. */
export function focusIn(region) {
  const controls = controlsIn(region);
  const index = controls.indexOf(document.activeElement);
  if (index < 0) return undefined;
  return { index, key: keyOf(controls[index]), before: controls.slice(0, index).map(keyOf) };
}

/** Focuses the control that was left, else the one that stands where it stood. */
export function refocus(region, focus) {
  if (!focus || region.contains(document.activeElement)) return;
  const controls = controlsIn(region);
  const alike = controls.filter((control) => keyOf(control) === focus.key);
  const nth = focus.before.filter((key) => key === focus.key).length;
  const last = controls[Math.min(focus.index, controls.length - 1)];
  const next = alike[nth] || alike.at(-1) || last;
  next?.focus({ preventScroll: true });
}
