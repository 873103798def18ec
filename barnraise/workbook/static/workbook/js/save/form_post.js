// Sends a page's form as a page without scripts would, and gets JSON back: for buttons that ask the
// server for something, and where this device cannot keep words.
import { readReceipt } from "../offline/receipts.js";
import { timedFetch } from "../offline/timed_fetch.js";
import { MAX_KEEPALIVE, readAnswer } from "../offline/upload.js";

function bodyOf(form, snapshots, since, action) {
  const body = new URLSearchParams(snapshots.flatMap(({ pairs }) => pairs));
  for (const name of ["csrfmiddlewaretoken", "page"]) body.set(name, form.elements[name].value);
  body.set("since", since);
  if (!action) return body;
  body.set("do", action);
  const joined = form.elements[`${action.split(":")[1]}~joined`];
  if (joined) body.set(joined.name, joined.value);
  return body;
}

/** Answers the server's answer, and the receipts by address. */
export async function postForm(form, snapshots, since, action) {
  const body = bodyOf(form, snapshots, since, action);
  const headers = { Accept: "application/json" };
  const keepalive = body.toString().length < MAX_KEEPALIVE;
  const options = { method: "POST", body, headers, keepalive };
  const answer = await timedFetch(form.action, options, readAnswer);
  const receipts = new Map(
    answer.receipts.map((receipt) => [receipt.field, readReceipt(receipt)]),
  );
  const isComplete = snapshots.every(({ address }) => receipts.has(address));
  if (!isComplete) throw new Error("no receipt");
  return { answer, receipts };
}
