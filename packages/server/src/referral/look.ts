// The background look of every desk: bells and marks after a place, always the same number of each and always one size, so that
// neither the answer's length nor what is asked for tells anything. Governed by docs/protocol.md "Bells".
import { Bell, Mark } from '@apila/core/bytes.ts'
import { BELLS_PER_LOOK, type Look, type Looked, MARKS_PER_LOOK } from '@apila/core/referral/wire.ts'
import type * as z from 'zod'
import type { Ctx } from '../ctx.ts'
import { fillerBell, toBase64url } from '../platform/keys.ts'
import { findLast, listBells, listEnded } from './look-store.ts'

const MARK_BYTES = 16

export async function look(ctx: Ctx, after: z.output<typeof Look>): Promise<Looked> {
  const scope = ctx.db.read()
  // A place that was never given is of another folder, or of one that was put back from a copy: it begins anew.
  const places = {
    bells: after.bells > (await findLast(scope, 'bells')) ? 0 : after.bells,
    ended: after.ended > (await findLast(scope, 'ended')) ? 0 : after.ended,
  }
  const bells = await listBells(scope, places.bells, BELLS_PER_LOOK + 1)
  const marks = await listEnded(scope, places.ended, MARKS_PER_LOOK + 1)
  const shown = { bells: bells.slice(0, BELLS_PER_LOOK), marks: marks.slice(0, MARKS_PER_LOOK) }
  return {
    bells: [
      ...shown.bells.map(({ bell }) => Bell.parse(toBase64url(bell))),
      ...fill(BELLS_PER_LOOK - shown.bells.length, fillerBell),
    ],
    marks: [
      ...shown.marks.map(({ mark }) => Mark.parse(mark)),
      ...fill(MARKS_PER_LOOK - shown.marks.length, () => Mark.parse(toBase64url(ctx.randomBytes(MARK_BYTES)))),
    ],
    next: { bells: shown.bells.at(-1)?.n ?? places.bells, ended: shown.marks.at(-1)?.n ?? places.ended },
    more: bells.length > BELLS_PER_LOOK || marks.length > MARKS_PER_LOOK,
    rosterLength: ctx.network.roster.current()?.length ?? 0,
  }
}

const fill = <T>(length: number, make: () => T): T[] => Array.from({ length }, make)
