// After a return: the old papers open the teams' earlier keys once more, and they are sealed to the two new keepers and to the new papers. From
// then on their desks open what is still valid, and lock it anew. Governed by docs/protocol.md "Recovery papers".
import * as z from 'zod'
import { type BatchKeys, RecoveryWrap } from '@apila/core/account/session.ts'
import type { AnyDesk } from '@apila/core/organisation/roster.ts'
import { currentEpoch, deskKey } from '@apila/core/organisation/roster-value.ts'
import { type HeldDesk, seedOf } from '@apila/sealing/account/desk-keys.ts'
import { fromBase64url } from '@apila/sealing/encoding.ts'
import { recoveryWrapsFor, wrapsFor } from '@apila/sealing/organisation/key-periods.ts'
import { papersKey } from '@apila/sealing/organisation/papers.ts'
import { openRecoveryWraps } from '@apila/sealing/organisation/recovery.ts'
import { Refused } from '../../account/api.ts'
import type { Session } from '../../account/session.ts'
import type { Secrets } from './return-work.ts'

const RecoveryWraps = z.object({ recovery: z.array(RecoveryWrap) })
/** What one request may bring. */
const MOST = 200

const nameOf = ({ which, epoch }: Pick<HeldDesk<AnyDesk>, 'which' | 'epoch'>) => `${deskKey(which)} ${String(epoch)}`

/** How many earlier keys the old papers have opened. What was sealed before a cut is not sealed twice. */
export async function restorePast(
  session: Session,
  secrets: Pick<Secrets, 'seed'>,
  isPartial: boolean,
): Promise<number> {
  const { api, roster, own } = session
  const papers = await papersKey(own.organisation, fromBase64url(secrets.seed))
  const { recovery } = await api.ask('POST', 'wraps/recovery', RecoveryWraps)
  const { held } = await openRecoveryWraps(papers, roster, recovery)
  const earlier = [...new Map(held.map((each) => [nameOf(each), each])).values()]
  const there = new Set(session.held.map(nameOf))
  const members = [...roster.devices.values()].filter(({ organisation }) => organisation === own.organisation)
  const [keepers, others] = [
    members.filter(({ roles }) => roles.includes('keeper')),
    members.filter(({ roles }) => !roles.includes('keeper')),
  ]
  const organisation = roster.organisations.get(own.organisation)
  const ours = { organisations: new Map(organisation ? [[own.organisation, organisation]] : []) }
  let waiting: Pick<BatchKeys, 'wraps' | 'recovery'> = { wraps: [], recovery: [] }
  const send = async (isRepeated: boolean) => {
    if (waiting.wraps.length + waiting.recovery.length === 0) return
    const sent = waiting
    waiting = { wraps: [], recovery: [] }
    try {
      await api.tell('POST', 'wraps/add', sent)
    } catch (error) {
      // A key that this device has given before: the answer to that was lost.
      if (!(isRepeated && error instanceof Refused && error.code === 'too-many')) throw error
    }
  }
  for (const desk of earlier) {
    if (there.has(nameOf(desk))) continue
    const sealing = { which: desk.which, epoch: desk.epoch, seed: seedOf(desk) }
    const [wraps, own] = [await wrapsFor(keepers, sealing), await recoveryWrapsFor(ours, sealing)]
    if (waiting.wraps.length + waiting.recovery.length + wraps.length + own.length > MOST) await send(false)
    waiting = { wraps: [...waiting.wraps, ...wraps], recovery: [...waiting.recovery, ...own] }
  }
  await send(false)
  // Colleagues whose keys did not fit into the return.
  for (const desk of isPartial ? session.held : []) {
    if (currentEpoch(roster, desk.which)?.epoch !== desk.epoch || desk.which.organisation === null) continue
    const wraps = await wrapsFor(others, { which: desk.which, epoch: desk.epoch, seed: seedOf(desk) })
    for (let at = 0; at < wraps.length; at += MOST) {
      waiting = { wraps: wraps.slice(at, at + MOST), recovery: [] }
      await send(true)
    }
  }
  return earlier.length
}
