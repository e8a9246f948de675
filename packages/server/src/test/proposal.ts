// A batch that keepers sign ahead, as their devices would make it.
import { canonical } from '@apila/core/canonical.ts'
import type { SignedEntry } from '@apila/core/organisation/roster.ts'
import { contentOf } from '@apila/core/organisation/proposal.ts'
import { digestOf } from '../platform/keys.ts'
import { type TestDevice, type TestNetwork, signBy } from './network.ts'

export type TestProposal = {
  id: string
  body: {
    proposal: string
    contents: string[]
    signatures: { device: string; signature: string }[]
    keys: { wraps: object[]; recovery: object[]; links: object[] }
  }
}

/** `fields`: of each entry, without its place. */
export function proposeBy(
  network: TestNetwork,
  signers: readonly TestDevice[],
  fields: readonly object[],
  { on, keys = { wraps: [], recovery: [], links: [] } }: { on: string; keys?: TestProposal['body']['keys'] },
): TestProposal {
  const contents = fields.map((each) => canonical({ v: 2, ...each }))
  const last = network.entries.at(-1)
  const proposal = canonical({
    v: 2,
    on,
    length: network.entries.length,
    head: digestOf(last?.entry ?? ''),
    contents: contents.map((content) => digestOf(content)),
  })
  const signatures = signers.map((device) => ({
    device: device.id,
    signature: signBy(device, 'apila/proposal/v2', proposal),
  }))
  return { id: digestOf(proposal), body: { proposal, contents, signatures, keys } }
}

/** The entries that complete it, in the place that they have by now: signed ahead by some, and by `signers` where they stand. */
export function completeBy(
  network: TestNetwork,
  { body }: TestProposal,
  signers: readonly TestDevice[],
  on: string,
): SignedEntry[] {
  let [n, previous] = [network.entries.length, digestOf(network.entries.at(-1)?.entry ?? '')]
  return body.contents.map((content) => {
    const entry = canonical({ ...(JSON.parse(content) as object), n, previous, on })
    if (contentOf(entry) !== content) throw new Error('the content is another one')
    n += 1
    previous = digestOf(entry)
    const ahead = body.signatures.map((each) => ({ ...each, proposal: body.proposal }))
    const now = signers.map((device) => ({ device: device.id, signature: signBy(device, 'apila/roster/v2', entry) }))
    return { entry, signatures: [...ahead, ...now] } as SignedEntry
  })
}
