// A workbook that was removed for good takes along what waits for it in the outbox.

/** The outbox is the pages' own; where there is none, none is made. */
export function forgetOutbox(path) {
  return new Promise((resolve) => {
    const request = indexedDB.open("barnraise");
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = resolve;
    request.onsuccess = () => deleteEntries(request.result, path.split("/")[2], resolve);
  });
}

function deleteEntries(database, slug, resolve) {
  const transaction = database.transaction("entries", "readwrite");
  transaction.oncomplete = transaction.onabort = () => resolve(database.close());
  const entries = transaction.objectStore("entries");
  const request = entries.index("slug").getAllKeys(slug);
  request.onsuccess = () => request.result.forEach((key) => entries.delete(key));
}
