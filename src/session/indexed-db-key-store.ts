import type { KeyStore } from './key-store.ts';

const STORE = 'keys';

/** Keeps keys in a database of the page's origin, for all its windows. Scripts of that origin can read them, and clearing the site's data deletes them. */
export class IndexedDbKeyStore implements KeyStore {
  readonly #name: string;
  readonly #factory: IDBFactory;
  #opened: Promise<IDBDatabase> | undefined;

  /** @param name of the database */
  constructor(name: string = 'flightveil', factory: IDBFactory = indexedDB) {
    this.#name = name;
    this.#factory = factory;
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    const store = (await this.#open()).transaction(STORE).objectStore(STORE);
    return (await settled(store.get(name))) as Uint8Array | undefined;
  }

  async set(name: string, bytes: Uint8Array): Promise<void> {
    const transaction = (await this.#open()).transaction(STORE, 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore(STORE);
    // In one transaction, so that no other window comes between.
    if ((await settled(store.getKey(name))) === undefined) await settled(store.add(bytes.slice(), name));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      transaction.commit();
    });
  }

  #open(): Promise<IDBDatabase> {
    if (this.#opened === undefined) {
      const request = this.#factory.open(this.#name, 1);
      request.onupgradeneeded = () => void request.result.createObjectStore(STORE);
      this.#opened = settled(request);
      // What could not be opened may be tried again.
      this.#opened.catch(() => {
        this.#opened = undefined;
      });
    }
    return this.#opened;
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
