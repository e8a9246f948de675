// Permissions of the demo world and of tests: invented, with the hostile strings that real life brings.
import { type Day, addDays } from '@apila/core/day.ts'
import type { OrganisationId, WhichDesk } from '@apila/core/organisation/roster.ts'
import { type Codes, type Told, partsOf } from '@apila/core/referral/content.ts'
import { type Back, type Front, Front as FrontShape, type Mode } from '@apila/core/referral/permission.ts'
import type { Released, Talk } from '@apila/core/referral/wire.ts'
import { digestOf, toBase64url } from '@apila/sealing/encoding.ts'
import { type Reservation, type SealInput, reserve, sealPermission } from '@apila/sealing/referral/seal.ts'
import { type TicketKeys, newTicket, stretchTicket, ticketKeys } from '@apila/sealing/ticket.ts'
import type { World } from './network.ts'

export const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Strings that break careless software: very long word, markup, right-to-left, emoji, Sámi letters, apostrophes, line ends. */
export const HOSTILE = [
  'Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas'.repeat(6),
  '<script>alert(1)</script><img src=x onerror=alert(2)>&amp;{{7*7}}',
  'مرحبا ‮abc‬ שלום',
  '👩‍👧‍👦🏳️‍🌈 🍀',
  'Čáhppesnjunnášs áššu Ŧŋđž O\'Reilly "d\'Artagnan"',
  'a\nb\u2028c',
].join('\n')

export type Sent = Awaited<ReturnType<typeof sealPermission>> & {
  front: Front
  back: Back
  reservation: Reservation
  digits: string | null
  keys: TicketKeys | null
}

export interface DemoOptions {
  from: string
  to: string
  mode: Mode
  today: Day
  ticket?: boolean
  word?: string
  told?: Partial<Told>
  codes?: Partial<Codes>
  age?: Back['age']
  days?: 3 | 7 | 14 | 30 | 60 | 90
  offline?: boolean
  front?: Partial<Front>
  back?: Partial<Back>
  /** Changes what is sealed, for tests of what must not be. */
  input?: Partial<SealInput>
}

/** The desk for permissions of an organisation of the demo network. */
export const referralDesk = (organisation: string): WhichDesk => ({
  organisation: organisation as OrganisationId,
  desk: 'referral' as WhichDesk['desk'],
})

const TOLD: Told = {
  safeContact: {
    channel: 'phone',
    address: '+358 50 000 0000 (invented)',
    when: 'Mon-Fri 9-11',
    mayLeaveMessage: 'no',
    whoWeSay: 'the library',
    codeWord: 'clover',
    someoneElseReads: 'unknown',
  },
  situation: HOSTILE,
  needs: 'Somewhere safe to sleep. Advice on wages.',
  clarified: null,
}

/** Everything that sealing one invented permission from a worker of `from` to `to` takes. */
export async function demoInput(
  world: World,
  options: DemoOptions,
): Promise<{ input: SealInput; digits: string | null; keys: TicketKeys | null }> {
  const { roster } = world
  const { mode, today } = options
  const withTicket = options.ticket ?? mode !== 'all-ahead'
  const told: Told = { ...TOLD, ...options.told }
  const front: Front = FrontShape.parse({
    v: 2,
    id: toBase64url(randomBytes(8)),
    kind: 'referral',
    mode,
    from: referralDesk(options.from),
    to: referralDesk(options.to),
    extent: null,
    why: 'support',
    talk: null,
    meeting: [options.from, options.to],
    notBefore: today,
    until: addDays(today, options.days ?? 30),
    grows: null,
    ...options.front,
  })
  const back: Back = {
    age: options.age ?? 'adult',
    what: partsOf(told),
    how: 'shown',
    keep: withTicket ? ['paper'] : [],
    reason: null,
    said: {
      explained: null,
      alternatives: null,
      language: 'en',
      shown: { digest: await digestOf('the text on the screen'), language: 'en' },
      interpreter: 'none',
      knowsInterpreter: null,
    },
    signatures: [],
    ...options.back,
  }
  const digits = withTicket ? newTicket(randomBytes) : null
  const keys = digits ? await ticketKeys(await stretchTicket(digits, roster.network)) : null
  const input: SealInput = {
    reservation: await reserve(keys, today, randomBytes),
    front,
    back,
    refused: ['clarified'],
    codes: {
      service: 'support',
      language: 'en',
      interpreter: 'not-asked',
      days: ['mon', 'thu'],
      ownChannel: null,
      ...options.codes,
    },
    told,
    device: world.device(`${options.from}-worker-1`),
    senderDesk: world.desk(options.from, 'referral'),
    roster,
    today,
    offline: options.offline ?? false,
    ending: { word: options.word ?? 'bluebell' },
    ifEnded: 'wait',
    keptTicket: null,
    onlyDevice: null,
    random: randomBytes,
    ...options.input,
  }
  return { input, digits, keys }
}

/** Seals one invented permission. */
export async function sealDemo(world: World, options: DemoOptions): Promise<Sent> {
  const { input, digits, keys } = await demoInput(world, options)
  const sealed = await sealPermission(input)
  return { ...sealed, front: input.front, back: input.back, reservation: input.reservation, digits, keys }
}

/** What the server would answer to a line for this part, if it were honest and nothing had been appended. */
export function releasedOf({ deposit }: Pick<Sent, 'deposit'>, part: 'knock' | 'story'): Released {
  const { body, lock, leash } = deposit[part]
  const receipt = part === 'story' ? deposit.story.receipt : null
  return { body, locks: [{ n: 0, blob: lock }], leash, receipt, until: deposit.until }
}

/** The same of the conversation, with these items in it. */
export function talkOf({ deposit }: Pick<Sent, 'deposit'>, items: readonly string[] = []): Talk {
  const [to, from] = deposit.talk.locks
  return {
    leash: deposit.talk.leash,
    locks: { t: [{ n: 0, blob: to }], f: [{ n: 0, blob: from }] },
    items: [...items],
    line: { line: deposit.line, n: items.length, before: null },
    until: deposit.until,
  }
}
