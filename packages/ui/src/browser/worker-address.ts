// The one Trusted Types policy that pages may have: it admits the constant address of one worker script, and nothing else.

interface Policy {
  createScriptURL: (address: string) => string
}
interface Policies {
  createPolicy: (name: string, rules: Policy) => Policy
}

/** Gives `address` in the form that the content policy asks for. Once a page: a policy cannot be made twice. */
export function workerAddress(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies }
  if (!trustedTypes) return address
  const policy = trustedTypes.createPolicy('worker', {
    createScriptURL: (wanted) => {
      if (wanted !== address) throw new TypeError('not the worker address')
      return wanted
    },
  })
  return policy.createScriptURL(address)
}
