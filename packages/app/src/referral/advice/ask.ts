// Asks another desk for advice: a permission of kind "consult", without a ticket and without anything told (docs/protocol.md "Advice").
import { addDays, type Day } from '@apila/core/day.ts'
import type { WhichDesk } from '@apila/core/organisation/roster.ts'
import { LONGEST_CONSULT_DAYS, type Back, type Front } from '@apila/core/referral/permission.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { namesOf, reserve, sealPermission } from '@apila/sealing/referral/seal.ts'
import * as z from 'zod'
import { Refused } from '../../account/api.ts'
import { keep, readKept } from '../../account/device-store.ts'
import { sealedAnew } from '../../account/sealed-anew.ts'
import type { Session } from '../../account/session.ts'
import { deskOf } from '../desk-note.ts'
import { sendParcel } from '../queue.ts'
import { random } from '../ticket.ts'

/** Whose matter it is. client: somebody said yes to asking without saying who they are. nobody: a general question. */
export type Matter = 'client' | 'nobody'

/** Most questions of one device in a day. Source: docs/protocol.md "Limits". */
export const MOST_A_DAY = 10

/** The last day of a question that is asked today. */
export const lastDayOfQuestion = (today: Day): Day => addDays(today, LONGEST_CONSULT_DAYS)

/** Only what a tap said stands in it; everything else is null or empty. */
export function adviceOf(asked: { from: WhichDesk; to: WhichDesk; matter: Matter; today: Day; id: string }): {
  front: Front
  back: Back
} {
  const { from, to, matter, today, id } = asked
  return {
    front: {
      v: 2,
      id,
      kind: 'consult',
      mode: 'all-ahead',
      from,
      to,
      extent: null,
      why: 'consultation',
      talk: 'words',
      meeting: [],
      notBefore: today,
      until: lastDayOfQuestion(today),
      grows: null,
    },
    back: {
      age: 'not-asked',
      what: [],
      how: matter === 'client' ? 'spoken' : 'nobody',
      keep: [],
      reason: null,
      said: {
        explained: null,
        alternatives: null,
        language: null,
        shown: null,
        interpreter: null,
        knowsInterpreter: null,
      },
      signatures: [],
    },
  }
}

/** Seals and sends a question. "queued": without signal it waits on this device. Throws `Refused('too-many')` after ten in a day. */
export async function askAdvice(
  session: Session,
  { to, text, matter }: { to: WhichDesk; text: string; matter: Matter },
  today: Day,
): Promise<'sent' | 'queued'> {
  const count = await countToday(session, today)
  if (count >= MOST_A_DAY) throw new Refused('too-many')
  const senderDesk = deskOf(session)
  const { front, back } = adviceOf({ from: senderDesk.which, to, matter, today, id: toBase64url(random(8)) })
  const reservation = await reserve(null, today, random)
  const offline = await session.api.tell('POST', 'names', await namesOf(reservation, front.until)).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Refused && error.code === 'offline') return true
      throw error
    },
  )
  const sealed = () =>
    sealPermission({
      reservation,
      front,
      back,
      refused: [],
      codes: null,
      asked: { purpose: 'consultation', text },
      told: { safeContact: null, situation: null, needs: null, clarified: null },
      device: session.device,
      senderDesk: deskOf(session),
      roster: session.roster,
      today,
      offline,
      // Whoever asked can take the question back. There is no word of a client.
      ending: { word: '' },
      ifEnded: 'do-nothing',
      keptTicket: null,
      onlyDevice: null,
      random,
    })
  const became = await sealedAnew(session, async () => sendParcel(session, { deposit: (await sealed()).deposit }))
  await keep(keyOf(session), await sealToDevice(session.device, { on: today, count: count + 1 })).catch(() => undefined)
  return became
}

const keyOf = (session: Session) => `asked/${session.device.id}`
const Asked = z.object({ on: z.string(), count: z.int() })

// The server cannot tell a question from any other permission, so the program counts, on this device alone.
async function countToday(session: Session, today: Day): Promise<number> {
  const blob = await readKept(keyOf(session)).catch(() => null)
  if (typeof blob !== 'string') return 0
  const asked = Asked.safeParse(await openOnDevice(session.device, blob).catch(() => null))
  return asked.success && asked.data.on === today ? asked.data.count : 0
}
