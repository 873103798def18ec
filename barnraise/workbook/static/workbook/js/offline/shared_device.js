// Whether others use this device too: then it keeps nothing once it is sent.
const SHARED = "barnraise-shared";

export function isShared() {
  try {
    return localStorage.getItem(SHARED) === "yes";
  } catch {
    return false;
  }
}

/** Returns whether this browser could remember it. */
export function setShared(isNowShared) {
  try {
    if (isNowShared) localStorage.setItem(SHARED, "yes");
    else localStorage.removeItem(SHARED);
    return true;
  } catch {
    return false;
  }
}
