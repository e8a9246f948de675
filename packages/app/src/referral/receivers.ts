// What each organisation tells a client before it is chosen, as the network's own server gives it. Kept while the worker is signed in, so
// that it is there where there is no signal; asked for anew each time that somebody agrees with a client.
import { useEffect, useState } from 'preact/hooks'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { type ReceiverLines, Receivers } from '@apila/core/referral/receiver-lines.ts'
import type { Session } from '../account/session.ts'
import { useDesk } from '../desk-context.ts'

type Told = ReadonlyMap<OrganisationId, ReceiverLines>

const known = new WeakMap<Session, Told>()

/** Asks the server. Without signal what was known before stays. */
export async function fetchReceivers(session: Session): Promise<Told> {
  const { receivers } = await session.api.ask('POST', 'receivers', Receivers)
  const told = new Map(receivers.map(({ organisation, lines }) => [organisation, lines]))
  known.set(session, told)
  return told
}

/** What an organisation tells, as far as it is known here; undefined where it has told nothing. */
export const linesOf = (session: Session, organisation: string | null): ReceiverLines | undefined =>
  known.get(session)?.get(organisation as OrganisationId)

/** Whether a screen that tells of receivers may be drawn: they are known here, or they cannot be had now, which has been said. */
export function useReceivers(): boolean {
  const { session, fail } = useDesk()
  const [isSettled, setSettled] = useState(known.has(session))
  useEffect(() => {
    const wasKnown = known.has(session)
    void fetchReceivers(session)
      .catch(() => {
        if (!wasKnown) fail('offline')
      })
      .finally(() => {
        setSettled(true)
      })
  }, [session])
  return isSettled
}
