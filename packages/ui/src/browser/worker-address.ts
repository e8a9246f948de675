// The one Trusted Types policy that pages may have: it admits the constant addresses of our worker scripts, and nothing else.

interface Policy {
  createScriptURL: (address: string) => string
}
interface Policies {
  createPolicy: (name: string, rules: Policy) => Policy
}

const ADDRESSES = ['/desk/argon2id.js', '/desk/ring-worker.js', '/static/end-worker.js', '/offline.js'] as const
type WorkerAddress = (typeof ADDRESSES)[number]

// A page makes its policy once: the browser refuses a second one of the same name.
let policy: Policy | null = null

/** Gives `address` in the form that the content policy asks for. */
export function workerAddress(address: WorkerAddress): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies }
  if (!trustedTypes) return address
  policy ??= trustedTypes.createPolicy('worker', {
    createScriptURL: (wanted) => {
      if (!ADDRESSES.some((known) => known === wanted)) throw new TypeError('not a worker address')
      return wanted
    },
  })
  return policy.createScriptURL(address)
}
