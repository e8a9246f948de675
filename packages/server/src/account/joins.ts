// Enrolments under way: what a new device and its keepers say to each other under a name that only the joining code gives. In memory only: ten
// minutes after its code was shown (an hour, where a member comes back by its papers) nothing of one is left, and a restart ends it.
// Governed by docs/protocol.md "Enrolment" and "Recovery papers".
import { MOST_SAID_AT_RETURN, RETURN_SECONDS } from '@apila/core/account/coming-back.ts'
import { JOIN_SECONDS, type JoinHeard, type JoinId } from '@apila/core/account/join.ts'
import type { Device, DeviceId, OrganisationId } from '@apila/core/organisation/roster.ts'
import type * as z from 'zod'
import { Problem } from '../platform/problem.ts'

type Said = z.infer<typeof JoinHeard>['said'][number]
type Side = Said['side']

type Enrolment = {
  organisation: OrganisationId
  keeper: DeviceId
  openedAt: number
  isReturn: boolean
  request: string | null
  said: Said[]
}

export type Joins = {
  open: (id: JoinId, keeper: Device, isReturn?: boolean) => void
  /** By a keeper of the organisation that opened it. */
  close: (id: JoinId, keeper: Device) => void
  /** The new device's request; a second one under the same name is refused. */
  ask: (id: JoinId, blob: string) => void
  find: (id: JoinId, keeper: Device) => string | null
  say: (id: JoinId, side: Side, blob: string) => void
  hear: (id: JoinId) => readonly Said[]
  /** Whether a device has asked under this name. */
  isUsed: (id: JoinId) => boolean
  /** Refuses a name that is not open, or not of the keeper's organisation. */
  require: (id: JoinId, keeper?: Device) => void
  /** How many are under way now. */
  size: () => number
}

/** Most codes of one keeper that are open at once. */
const MOST_OPEN = 5
/** Most messages of one side. */
const MOST_SAID = 8

export function openJoins(now: () => Date): Joins {
  const enrolments = new Map<JoinId, Enrolment>()
  const forgetLate = (): void => {
    for (const [id, { openedAt, isReturn }] of enrolments)
      if (now().getTime() - openedAt >= (isReturn ? RETURN_SECONDS : JOIN_SECONDS) * 1_000) enrolments.delete(id)
  }
  // Wrong, late, closed and another's are answered alike.
  const get = (id: JoinId, keeper?: Device): Enrolment => {
    forgetLate()
    const found = enrolments.get(id)
    if (!found || (keeper && found.organisation !== keeper.organisation)) throw new Problem('not-found')
    return found
  }
  return {
    open: (id, keeper, isReturn = false) => {
      forgetLate()
      const there = enrolments.get(id)
      if (there && there.keeper !== keeper.id) throw new Problem('not-found')
      if (there) return
      const own = [...enrolments.values()].filter((each) => each.keeper === keeper.id)
      if (own.length >= MOST_OPEN) throw new Problem('too-many')
      const { organisation } = keeper
      const openedAt = now().getTime()
      enrolments.set(id, { organisation, keeper: keeper.id, openedAt, isReturn, request: null, said: [] })
    },
    close: (id, keeper) => {
      get(id, keeper)
      enrolments.delete(id)
    },
    ask: (id, blob) => {
      const enrolment = get(id)
      if (enrolment.request !== null && enrolment.request !== blob) throw new Problem('already-there')
      enrolment.request = blob
    },
    find: (id, keeper) => get(id, keeper).request,
    say: (id, side, blob) => {
      const { said, isReturn } = get(id)
      const own = said.filter((each) => each.side === side)
      // The same again: its answer was lost.
      if (own.at(-1)?.blob === blob) return
      if (own.length >= (isReturn ? MOST_SAID_AT_RETURN : MOST_SAID)) throw new Problem('too-many')
      said.push({ side, blob })
    },
    hear: (id) => get(id).said,
    isUsed: (id) => get(id).request !== null,
    require: (id, keeper) => void get(id, keeper),
    size: () => {
      forgetLate()
      return enrolments.size
    },
  }
}
