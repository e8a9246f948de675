// What comes after the first opening of a permission, for promises that must hold with all of it.
import { recipientOf } from '@apila/sealing/age.ts'
import { sealAddition } from '@apila/sealing/referral/addition.ts'
import { type NewLock, relockPart } from '@apila/sealing/referral/relock.ts'
import assert from 'node:assert/strict'
import { type Acting, conversationOf, lineFor, release, say } from '../world/acts.ts'
import { type Sent, randomBytes } from '../world/referral.ts'

/** What the client adds, what is handed out at their word, what was told by law, and a lock made anew after somebody left, which it gives. The
 *  story has been opened. */
export async function liveOn(
  sender: Acting,
  receiver: Acting,
  sent: Sent,
  storyIdentity: string,
  addition: string,
): Promise<NewLock> {
  const { name } = sent.reservation.keys
  const text = await sealAddition(await recipientOf(storyIdentity), addition)
  await say(sender, await conversationOf(sent), [{ kind: 'addition', part: 'needs', text }])
  const handedOut = { what: ['needs' as const], to: 'lawyer' as const, how: 'paper' as const }
  await release(receiver, name, { act: 'handed-out', handedOut })
  const notice = { what: ['who' as const], provision: 'child-notify-duty' as const, to: 'child-welfare' as const }
  await release(receiver, name, { act: 'notice', notice: { ...notice, state: 'owed' } })
  const released = await release(receiver, name, 're-locked')
  const { world, today } = receiver
  const { roster } = world
  const relocked = await relockPart(
    's',
    { released, name, roster, today },
    { desks: [world.desk('kataja', 'referral')], since: 1, random: randomBytes },
  )
  assert.ok(relocked.kind === 'lock')
  const line = await lineFor(receiver, name, 're-locked')
  await receiver.client.post('/locks', { name, slot: 's', ...relocked.append, roster: roster.length, line })
  return relocked.append
}
