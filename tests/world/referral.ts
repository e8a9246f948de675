// Permissions of the demo world and of tests: invented, with the hostile strings that real life brings.
import { canonical } from '@apila/core/canonical.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import { OrganisationId, findEpoch } from '@apila/core/organisation/roster.ts'
import { Grant, type Mode } from '@apila/core/referral/grant.ts'
import { type Knock, type Story } from '@apila/core/referral/content.ts'
import { digestOf, toBase64url } from '@apila/sealing/encoding.ts'
import { type SealedReferral, sealReferral } from '@apila/sealing/referral/seal.ts'
import { receiverFingerprint } from '@apila/sealing/referral/signed.ts'
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
  'a\r\nb\tc\u2028d\u0000e',
].join('\n')

export type Sent = SealedReferral & { grant: Grant; digits: string | null; keys: TicketKeys | null }

/** Seals one invented permission from a worker of `from` to `to`. */
export async function sealDemoReferral(
  world: World,
  options: {
    from: string
    to: string
    mode: Mode
    today: Day
    ticket?: boolean
    word?: string
    story?: Partial<Story>
    knock?: Partial<Knock>
    age?: Grant['age']
  },
): Promise<Sent> {
  const { roster } = world
  const receiver = findEpoch(roster, OrganisationId.parse(options.to), 'referral')
  if (!receiver) throw new Error('no such desk')
  const withTicket = options.ticket ?? options.mode !== 'all-ahead'
  const grant = Grant.parse({
    v: 1,
    id: toBase64url(randomBytes(8)),
    mode: options.mode,
    age: options.age ?? 'adult',
    from: options.from,
    to: options.to,
    toEpoch: await receiverFingerprint(receiver),
    what: ['safe-contact', 'situation', 'needs'],
    why: 'support',
    consequencesExplained: ['cannot-unread', 'duty-to-tell', 'may-say-no', 'can-end'],
    alternativesOffered: true,
    notBefore: options.today,
    until: addDays(options.today, 30),
    how: 'spoken',
    noticeVersion: await digestOf(canonical({ notice: 1 })),
    lang: 'en',
    interpreter: 'none',
    keep: withTicket ? 'paper' : 'none',
  })
  const digits = withTicket ? newTicket(randomBytes) : null
  const keys = digits ? await ticketKeys(await stretchTicket(digits, roster.network)) : null
  const sealed = await sealReferral({
    grant,
    refused: ['clarified'],
    knock: {
      service: 'support',
      language: 'en',
      interpreter: 'not-asked',
      days: ['mon', 'thu'],
      ownChannel: null,
      ...options.knock,
    },
    story: {
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
      ...options.story,
    },
    device: world.device(`${options.from}-worker-1`),
    senderDesk: world.desk(options.from, 'referral'),
    roster,
    checkpoint: world.pin,
    ticket: keys,
    today: options.today,
    ending: { word: options.word ?? 'bluebell' },
    ifEnded: 'wait',
    keptTicket: null,
    onlyDevice: null,
    random: randomBytes,
  })
  return { ...sealed, grant, digits, keys }
}
