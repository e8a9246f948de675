// What stays on this device between visits: the roster's pin, and blobs sealed to the device's own key (drafts, queue, counters).
// Keys are random or constant, so that they tell nothing; nothing readable about a client is ever put here (docs/data.md).

const DATABASE = 'apila-desk'
const STORE = 'kept'

/** How long the browser may take for one thing. Unit: ms. Some never answer; a worker must not wait for that. */
const PATIENCE_MS = 6_000

/** refused: the browser keeps nothing here. silent: it does not answer. full: there is no room. */
export type StoreProblem = 'refused' | 'silent' | 'full'

/** This device does not keep what it was asked to. */
export class NotKept extends Error {
  override name = 'NotKept'
  readonly problem: StoreProblem
  constructor(problem: StoreProblem, cause?: unknown) {
    super(problem, { cause })
    this.problem = problem
  }
}

const problemOf = (error: unknown): StoreProblem =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'refused'

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
      reject(new NotKept(problemOf(opening.error), opening.error))
    }
  })
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NotKept('silent'))
    }, PATIENCE_MS)
  })
  const work = inOpen(mode, act)
  // Should it come after all, nobody waits for it any more.
  work.catch(() => undefined)
  try {
    return await Promise.race([work, silence])
  } catch (error) {
    // Some browsers refuse by throwing at once.
    throw error instanceof NotKept ? error : new NotKept(problemOf(error), error)
  } finally {
    clearTimeout(timer)
  }
}

async function inOpen<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openStore()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const request = act(transaction.objectStore(STORE))
      transaction.oncomplete = () => {
        resolve(request.result)
      }
      transaction.onerror = () => {
        reject(new NotKept(problemOf(transaction.error), transaction.error))
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
export function forgetEverything(): Promise<unknown> {
  marker = null
  return inStore('readwrite', (store) => store.clear())
}

let marker: string | null = null
let asking: Promise<unknown> = Promise.resolve()

/** True where the browser has cleared its storage since this page last asked; the next answer is about the time from now on. */
export function wasCleared(): Promise<boolean> {
  const asked = asking.then(async () => {
    const there = await readKept('marker')
    if (there !== undefined && there === marker) return false
    const isCleared = marker !== null
    marker = typeof there === 'string' ? there : crypto.randomUUID()
    if (typeof there !== 'string') await keep('marker', marker)
    return isCleared
  })
  // One after another: the first one leaves the mark that the next one looks for.
  asking = asked.catch(() => undefined)
  return asked
}
