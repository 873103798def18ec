// What this device said and the server has not acknowledged yet, kept in IndexedDB.
//
// A record is one field's words as they are sent: `text` is the very JSON that travels. Its key
// names the entry and the page that wrote it, so that two pages never write over each other.
const DATABASE = "barnraise";
export const ACKNOWLEDGED = new Set(["kept", "again"]); // these words stood on the server once
const TO_SEND = new Set(["waiting", "again"]);
const KEPT_FOR = 7 * 24 * 3600 * 1000; // acknowledged words stay a week, for a restored server

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

function prepared(request) {
  request.onupgradeneeded = () => {
    request.result.createObjectStore("entries", { keyPath: "key" }).createIndex("slug", "slug");
    request.result.createObjectStore("leases", { keyPath: "name" });
  };
  return answered(request);
}

// The same words, begun from what the server says stands in place of removed ones.
function anew(text, instead) {
  return JSON.stringify({ ...JSON.parse(text), sees: instead.split(" ") });
}

// Two open tabs went on from the same unsent words, each in its own way. (A page that the back
// button brought again took nothing over: the server sees to that.)
function isRival(mine, other) {
  if (other.id !== mine.id || other.tab === mine.tab) return false;
  return (mine.took !== undefined || other.took !== undefined) && mine.took !== other.text;
}

export class Outbox {
  constructor(slug, tab) {
    this.slug = slug;
    this.tab = tab;
    this.forgets = false; // a shared device keeps nothing once it is sent
  }

  // Browsers may close a database at any time; the next use opens it again.
  async opened() {
    if (this.database) return this.database;
    const database = await prepared(indexedDB.open(DATABASE, 1));
    database.onclose = () => (this.database = undefined);
    database.onversionchange = () => {
      database.close();
      this.database = undefined;
    };
    return (this.database = database);
  }

  // Resolves when the transaction is on disk, never before.
  async within(mode, work, name = "entries") {
    const database = await this.opened();
    let transaction;
    try {
      transaction = database.transaction(name, mode, { durability: "strict" });
    } catch (error) {
      this.database = undefined;
      throw error;
    }
    const complete = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error || new Error("aborted"));
    });
    const [result] = await Promise.all([work(transaction.objectStore(name)), complete]);
    return result;
  }

  ofWorkbook(store) {
    return answered(store.index("slug").getAll(this.slug));
  }

  record(id, field, text) {
    const key = `${id}/${this.tab}`;
    return { key, id, field, text, slug: this.slug, tab: this.tab, state: "waiting", at: Date.now() };
  }

  // What this page has to say now, instead of what it had to say before in its `fields`. `replaced`
  // are records of earlier pages whose words were put back here and may have been changed since.
  // Answers which records were not put, and the rival that goes on under the same id.
  put(records, fields, replaced) {
    const keys = new Set(records.map((each) => each.key));
    const isSpent = (each) =>
      (each.tab === this.tab && each.state === "waiting") ||
      replaced.some((other) => other.key === each.key && other.text === each.text);
    return this.within("readwrite", async (store) => {
      const there = new Map((await this.ofWorkbook(store)).map((each) => [each.key, each]));
      for (const each of there.values()) {
        const isHere = fields.has(each.field) && !ACKNOWLEDGED.has(each.state) && !keys.has(each.key);
        if (isHere && isSpent(each)) store.delete(each.key);
      }
      const lost = [];
      for (const each of records) {
        if (there.get(each.key)?.text === each.text) continue;
        const rival = Array.from(there.values()).find((other) => isRival(each, other));
        if (rival) lost.push([each, rival]);
        else store.put(each);
      }
      return lost;
    });
  }

  async all() {
    return this.within("readonly", (store) => this.ofWorkbook(store));
  }

  async waiting() {
    const found = (await this.all()).filter((each) => TO_SEND.has(each.state));
    return found.sort((one, other) => one.at - other.at);
  }

  // Those of other workbooks too: leaving a shared device erases them all.
  async unsentAnywhere() {
    const found = await this.within("readonly", (store) => answered(store.getAll()));
    return found.filter((each) => each.state === "waiting").length;
  }

  // A receipt counts for the words that were sent, not for newer ones under the same key.
  settle(pairs, epoch = "") {
    return this.within("readwrite", async (store) => {
      for (const [sent, receipt] of pairs) {
        const there = await answered(store.get(sent.key));
        if (!there || there.text !== sent.text) continue;
        const state = receipt.isKept ? "kept" : "refused";
        const isSpent = receipt.isErased || (receipt.isKept && this.forgets);
        const text = receipt.instead ? anew(there.text, receipt.instead) : there.text;
        if (isSpent) store.delete(sent.key);
        else store.put({ ...there, text, state, receipt, epoch, at: Date.now() });
      }
    });
  }

  // Another epoch: the server was restored, and may lack what it had acknowledged; or something
  // was removed for good, and the answer tells which of these words go from here too.
  again(epoch) {
    return this.within("readwrite", async (store) => {
      for (const each of await this.ofWorkbook(store)) {
        const isOther = each.state === "kept" && each.epoch && epoch && each.epoch !== epoch;
        if (isOther) store.put({ ...each, state: "again" });
      }
    });
  }

  forgetOld() {
    return this.within("readwrite", async (store) => {
      for (const each of await this.ofWorkbook(store)) {
        const isOld = this.forgets || Date.now() - each.at > KEPT_FOR;
        if (each.state === "kept" && isOld) store.delete(each.key);
      }
    });
  }

  clear() {
    return this.within("readwrite", async (store) => store.clear());
  }
}
