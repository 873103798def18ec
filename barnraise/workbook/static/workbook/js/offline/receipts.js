// Reads the receipts of the server: only one that names the very words counts.
const GOOD = new Set(["stored", "duplicate", "same"]);
const OTHER = new Set(["conflict", "refused", "erased"]);

/** What a receipt means here: kept, removed for good, or neither and why. Outboxes hold these. */
export function readReceipt({ instead, kept_as: id, outcome, reason }) {
  return {
    isKept: GOOD.has(outcome),
    isErased: outcome === "erased",
    id: id || "",
    reason: reason || "",
    instead: instead || "",
  };
}

/** Each record with its receipt; an answer that lacks one acknowledges nothing. */
export async function matchReceipts(records, answer) {
  const receipts = Array.isArray(answer?.receipts) ? answer.receipts : [];
  const isComplete = answer?.count === records.length && receipts.length === records.length;
  if (!isComplete) throw new Error("no receipt");
  const pairs = [];
  for (const record of records) {
    const receipt = await receiptOf(record, receipts);
    if (!GOOD.has(receipt?.outcome) && !OTHER.has(receipt?.outcome)) throw new Error("no receipt");
    pairs.push([record, readReceipt(receipt)]);
  }
  return pairs;
}

async function receiptOf(record, receipts) {
  const digest = await digestOf(record.text);
  return receipts.find(
    (receipt) => receipt.id === record.id && (!digest || receipt.digest === digest),
  );
}

// Browsers give no digest over plain http beyond this computer: then the id alone must do.
async function digestOf(text) {
  if (!globalThis.crypto?.subtle) return "";
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
