// What the status line says when words are not saved yet: where they are, and what to do.
import { words } from "../../../ui/js/words.js";

/** `held` is how many entries this device keeps, `works` whether it can keep any. */
export function troubleText({ status, sentence, isForeign }, held, works) {
  const isHeld = held > 0 && works;
  const where = isHeld ? words("kept").replace("#", held) : works ? "" : words("unkept");
  const isServerTrouble = status >= 500 && sentence;
  if (isServerTrouble) return `${words("unsaved")}. ${sentence} ${where} ${words("again")}`;
  if (isForeign) return `${words("foreign")} ${where} ${words("again")}`;
  if (sentence) return `${words("unsent")} ${sentence} ${where}`;
  if (status && status < 500 && status !== 429) return words("stale");
  const text = isHeld
    ? `${words("cut")} ${where} ${words("later")}`
    : `${words("offline")} ${where}`;
  return isSecureContext ? text : `${text} ${words("insecure")}`;
}
