// This device's own database (IndexedDB): entries that wait, and leases on sending.
const DATABASE = "barnraise";
const DISK_TIMEOUT = 3000; // then the page goes on without it
let openDatabase;

export function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

function createStores(database) {
  database.createObjectStore("entries", { keyPath: "key" }).createIndex("slug", "slug");
  database.createObjectStore("leases", { keyPath: "name" });
}

// Browsers may close a database at any time; the next use opens it again.
async function connect() {
  if (openDatabase) return openDatabase;
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => createStores(request.result);
  const database = await resultOf(request);
  database.onclose = () => (openDatabase = undefined);
  database.onversionchange = () => {
    database.close();
    openDatabase = undefined;
  };
  return (openDatabase = database);
}

/** Does the work on a store; resolves when the transaction is on disk, never before; ends in time. */
export function transact(storeName, mode, work) {
  const late = new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("late")), DISK_TIMEOUT);
  });
  return Promise.race([transactSlowly(storeName, mode, work), late]);
}

async function transactSlowly(storeName, mode, work) {
  const database = await connect();
  let transaction;
  try {
    transaction = database.transaction(storeName, mode, { durability: "strict" });
  } catch (error) {
    openDatabase = undefined;
    throw error;
  }
  const complete = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error || new Error("aborted"));
  });
  const [result] = await Promise.all([work(transaction.objectStore(storeName)), complete]);
  return result;
}
