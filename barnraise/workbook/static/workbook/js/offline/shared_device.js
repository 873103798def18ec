// Whether others use this device too: then it keeps nothing once it is sent.
const SHARED = "barnraise-shared";
// By this cookie the server knows, and has browsers keep no page either (house/middleware.py).
const IS_SECURE = location.protocol === "https:";
const COOKIE = `${IS_SECURE ? "__Host-" : ""}barnraise_shared`;
const FOUR_HUNDRED_DAYS = 400 * 24 * 3600;

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
  } catch {
    return false;
  }
  tellServer();
  return true;
}

/** Says in a cookie what this browser remembers, also what it was told by an earlier version. */
export function tellServer() {
  const age = isShared() ? FOUR_HUNDRED_DAYS : 0;
  const secure = IS_SECURE ? "; Secure" : "";
  document.cookie = `${COOKIE}=yes; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
}
