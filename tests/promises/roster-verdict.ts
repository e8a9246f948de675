// What server and device say to a log, asked of both; they must say the same. For the tests of the roster's rules.
import assert from 'node:assert/strict'
import type { Device, SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import {
  type SignerName,
  TODAY,
  describe,
  epochBody,
  foundNetwork,
  genesisBody,
  keepersOf,
  readWhole,
  withBatch,
  withPapers,
} from '@apila/sealing/organisation/test-network.ts'
import { extendRoster } from '../../packages/server/src/organisation/roster-keeper.ts'

export type Body = Record<string, unknown>
export type Step = readonly [Body, readonly SignerName[]]

export const [ALDER, BIRCH, CEDAR] = [keepersOf('alder'), keepersOf('birch'), keepersOf('cedar')]
export const network: readonly SignedEntry[] = await foundNetwork(await withPapers())
export const roster: Roster = await readWhole(network)

/** What both sides say to a log, or to entries that follow what they have verified. */
export async function verdict(
  entries: readonly SignedEntry[],
  today = TODAY,
  from: Roster | null = null,
): Promise<string> {
  const [device, server] = [await readRoster(entries, from, today), extendRoster(from, entries, today)]
  const said = device.ok ? 'ok' : device.problem
  assert.equal(server.ok ? 'ok' : server.problem, said, 'server and device say the same')
  if (device.ok && server.ok) assert.deepEqual(server.roster, device.roster)
  if (device.ok || server.ok) return said
  // What is verified at once at the end the server tells a writer by its entry; a reader believes nothing of the log in any case.
  if (said === 'bad-signature' || said === 'demo-key')
    assert.ok(server.n < device.n, `${String(server.n)} of ${String(device.n)}`)
  else assert.equal(server.n, device.n)
  return said
}

/** What both sides say to a batch behind the network. */
export const after = async (...batch: readonly Step[]): Promise<string> =>
  verdict((await withBatch(network, ...batch)).slice(network.length), TODAY, roster)

/** The same, for entries that are there. */
export const next = (...entries: SignedEntry[]): Promise<string> => verdict(entries, TODAY, roster)

/** A log whose genesis is changed, signed by all devices in it. */
export async function genesis(changes: Body, signers?: readonly SignerName[]): Promise<SignedEntry[]> {
  const body = await genesisBody(changes)
  return withBatch([], [body, signers ?? (body['devices'] as Device[]).map(({ id }) => id)])
}

export const device = async (id: string, changes: Body = {}, organisation = 'alder'): Promise<Step> => [
  { kind: 'device', device: await describe(id, organisation, changes) },
  keepersOf(organisation),
]
export const change = (id: string, changes: Body, signers: readonly string[] = ALDER): Step => [
  { kind: 'device-change', id, roles: ['worker'], desks: [], supervisor: null, ...changes },
  signers,
]
export const remove = (id: string, signers: readonly string[] = ALDER): Step => [{ kind: 'device-remove', id }, signers]
export const epoch = async (organisation: string, desk: string, n: number, changes: Body = {}): Promise<Step> => [
  { ...(await epochBody(organisation, desk, n)), ...changes },
  keepersOf(organisation),
]
