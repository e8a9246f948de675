// What stays on this device between visits: the roster's pin, and blobs sealed to the device's own key (drafts, queue, counters).
// Keys are random or constant, so that they tell nothing; nothing readable about a client is ever put here (docs/data.md).

const DATABASE = 'apila-desk'
const STORE = 'kept'

function openStore(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(STORE)
    }
    opening.onsuccess = () => {
      resolve(opening.result)
    }
    opening.onerror = () => {
      reject(new Error('this browser keeps nothing', { cause: opening.error }))
    }
  })
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openStore()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const request = act(transaction.objectStore(STORE))
      transaction.oncomplete = () => {
        resolve(request.result)
      }
      transaction.onerror = () => {
        reject(new Error('the device did not keep it', { cause: transaction.error }))
      }
      transaction.onabort = transaction.onerror
    })
  } finally {
    database.close()
  }
}

export const readKept = (key: string): Promise<unknown> =>
  inStore<unknown>('readonly', (store) => store.get(key) as IDBRequest<unknown>)

export const keep = (key: string, value: unknown): Promise<unknown> =>
  inStore('readwrite', (store) => store.put(value, key))

export const forget = (key: string): Promise<unknown> => inStore('readwrite', (store) => store.delete(key))

/** Keys and values whose key starts with `prefix`. */
export async function listKept(prefix: string): Promise<{ key: string; value: unknown }[]> {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  const keys: IDBRequest<IDBValidKey[]>[] = []
  // In one transaction: a row that came or went between the two would leave the others with each other's values.
  const values = await inStore<unknown[]>('readonly', (store) => {
    keys.push(store.getAllKeys(range))
    return store.getAll(range)
  })
  const names = keys.flatMap(({ result }) => result)
  return values.map((value, index) => {
    const key = names[index]
    return { key: typeof key === 'string' ? key : '', value }
  })
}

/** Forgets everything that this browser keeps for the desk. */
export const forgetEverything = (): Promise<unknown> => inStore('readwrite', (store) => store.clear())
