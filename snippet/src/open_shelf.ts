let opened: IDBDatabase | undefined;
let opening: Promise<IDBDatabase | null> | undefined;

/** Opens the database once; null where the browser does not allow one. */
export function openShelf(): Promise<IDBDatabase | null> {
  opening ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open("recorder", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("epochs");
        request.result.createObjectStore("events");
      };
      request.onsuccess = () => {
        opened = request.result;
        opened.onversionchange = () => opened?.close();
        resolve(opened);
      };
      request.onerror = request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opening;
}

/** The database, if it is open already: a page that closes cannot wait. */
export function openedShelf(): IDBDatabase | undefined {
  return opened;
}
