// What a program without the rule would send: an honest permission with other content, signed and sealed again as the writer could.
import { KnockContent, StoryContent } from '@apila/core/referral/content.ts'
import type { Part } from '@apila/core/referral/head.ts'
import type { Back, Front } from '@apila/core/referral/permission.ts'
import type { Item } from '@apila/core/referral/items.ts'
import { ITEM_BYTES, KNOCK_BYTES } from '@apila/core/sizes.ts'
import type { DeskKeys } from '@apila/sealing/account/desk-keys.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { openText, recipientOf, sealText, textOf } from '@apila/sealing/age.ts'
import { padTo, padToClass, unpad, unpadClass } from '@apila/sealing/padding.ts'
import { type OpenedLock, leashIdentity, openLocks } from '@apila/sealing/referral/locks.ts'
import { backDigest, digestOfRecipient, permissionDigest, readPart, signPart } from '@apila/sealing/referral/signed.ts'
import type { ItemWriting } from '@apila/sealing/referral/talk.ts'
import type { World } from './network.ts'
import { type Sent, releasedOf } from './referral.ts'

/** The newest lock that opens with this leash and the desk's key, as somebody sees who holds both. */
export async function newestLock(
  leash: string,
  desk: Pick<DeskKeys, 'identity'>,
  locks: Parameters<typeof openLocks>[2],
): Promise<OpenedLock | null> {
  for await (const { lock } of openLocks(leash, [desk], locks)) return lock
  return null
}

/** An item as a program without the rule seals it. */
export async function sealUnasked(writing: Omit<ItemWriting, 'front' | 'today'>, item: Item): Promise<string> {
  const { device, roster, t, grant, identity } = writing
  const to = await recipientOf(identity)
  const { network, length, head } = roster
  const receiver = await digestOfRecipient(to)
  const bytes = await signPart(
    device,
    { part: 'item', at: t, receiver, network, grant, roster: { length, head } },
    item,
  )
  return sealText(to, padTo(bytes, ITEM_BYTES))
}

export interface Lie {
  front?: Partial<Front>
  back?: Partial<Back>
  device?: OwnDevice
}

/** The same permission saying something else. Names, locks and leashes stay. */
export async function lieAbout(world: World, sent: Sent, lie: Lie): Promise<Sent> {
  const { roster } = world
  const desk = world.desk(sent.front.to.organisation, 'referral')
  const device = lie.device ?? world.device(`${sent.front.from.organisation}-worker-1`)
  const front = { ...sent.front, ...lie.front }
  const back = { ...sent.back, ...lie.back }
  const grant = await permissionDigest(front, back)
  const receiver = await digestOfRecipient(desk.recipient)
  const sign = (part: Part, at: Sent['reservation']['k'], content: unknown) => {
    const { network, length, head } = roster
    return signPart(device, { part, at, receiver, network, grant, roster: { length, head } }, content)
  }
  const identityOf = async (part: 'knock' | 'story'): Promise<string> => {
    const { leash, locks } = releasedOf(sent, part)
    const lock = await newestLock(leashIdentity(leash), desk, locks)
    if (!lock || typeof lock.inner !== 'string') throw new Error('the lock does not open')
    if (lock.inner.startsWith('AGE-SECRET-KEY-PQ-1')) return lock.inner
    const opened = await openText(sent.reservation.keys.openIdentity, lock.inner)
    if (!opened) throw new Error('the ticket does not open it')
    return textOf(opened)
  }
  const [knockIdentity, storyIdentity] = [await identityOf('knock'), await identityOf('story')]
  const bytesOf = async (identity: string, body: string) => (await openText(identity, body)) ?? new Uint8Array()
  const knock = await readPart(
    unpad(await bytesOf(knockIdentity, sent.deposit.knock.body), KNOCK_BYTES),
    KnockContent,
    roster,
  )
  const story = await readPart(unpadClass(await bytesOf(storyIdentity, sent.deposit.story.body)), StoryContent, roster)
  const { k, keys } = sent.reservation
  const knockAnew = await sign('knock', k, { ...knock.content, front, back: await backDigest(back) })
  const storyAnew = await sign('story', keys.name, { ...story.content, front, back })
  const deposit = {
    ...sent.deposit,
    knock: {
      ...sent.deposit.knock,
      body: await sealText(await recipientOf(knockIdentity), padTo(knockAnew, KNOCK_BYTES)),
    },
    story: {
      ...sent.deposit.story,
      body: await sealText(await recipientOf(storyIdentity), padToClass(storyAnew)),
    },
  }
  return { ...sent, deposit, front, back }
}
