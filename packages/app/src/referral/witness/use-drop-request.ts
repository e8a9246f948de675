// A request that the screen no longer holds is taken away: answered, taken back, or asked for answers that have changed since.
import { useEffect, useRef } from 'preact/hooks'
import { useDesk } from '../../desk-context.ts'
import type { AskedColleague } from '../asked-colleague.ts'
import { dropRequest } from '../witness-asking.ts'

/** Without signal it stays, and counts from the next day on for nothing. */
export function useDropRequest(asked: AskedColleague | null): void {
  const { session } = useDesk()
  const last = useRef<AskedColleague | null>(null)
  useEffect(() => {
    const before = last.current
    last.current = asked
    if (before && before.id !== asked?.id) void dropRequest(session, before).catch(() => undefined)
  }, [asked])
}
