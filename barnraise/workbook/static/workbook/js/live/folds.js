// Which folds of a region the reader opened or closed: a newer region keeps them so.

/** Remembers which folds the server sent open, to tell later what the reader made of them. */
export function noteFolds(root) {
  for (const fold of root.querySelectorAll("details")) fold.dataset.sent = fold.open ? "open" : "";
}

function isAdder(fold) {
  return fold.classList.contains("adder");
}

function keyOfFold(fold) {
  return `${fold.className} ${isAdder(fold) ? "" : fold.dataset.field || ""}`;
}

export function turnedFolds(region) {
  const folds = Array.from(region.querySelectorAll("details"));
  const turned = folds.filter((fold) => fold.open !== Boolean(fold.dataset.sent));
  return new Map(turned.map((fold) => [keyOfFold(fold), fold.open]));
}

/** An adder whose note was just kept has done its work and closes. */
export function reopenFolds(region, turned, settled) {
  const isSettledHere = settled.some((address) => region.id.includes(kindAndKey(address)));
  for (const fold of region.querySelectorAll("details")) {
    const key = keyOfFold(fold);
    if (turned.has(key) && !(isAdder(fold) && isSettledHere)) fold.open = turned.get(key);
  }
}

function kindAndKey(address) {
  return address.split("/").slice(0, 2).join("-");
}
