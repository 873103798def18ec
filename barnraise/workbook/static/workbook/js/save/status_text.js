// What the status line says when words are not saved yet: where they are, and what to do.
import { words } from "../../../ui/js/words.js";

// `held` is how many entries this device keeps, `works` whether it can keep any.
export function troubleWith(error, held, works) {
  const where = held && works ? words("kept").replace("#", held) : works ? "" : words("unkept");
  if (error.status >= 500 && error.sentence) return `${words("unsaved")}. ${error.sentence} ${where} ${words("again")}`;
  if (error.sentence) return `${words("unsent")} ${error.sentence} ${where}`;
  if (error.status && error.status < 500 && error.status !== 429) return words("stale");
  const said = held && works ? `${words("cut")} ${where} ${words("later")}` : `${words("offline")} ${where}`;
  return isSecureContext ? said : `${said} ${words("insecure")}`;
}
