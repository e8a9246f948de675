// What colleagues of this desk ask a second signature for, as the list of the day has it.
import { useEffect, useState } from 'preact/hooks'
import { useDesk } from '../desk-context.ts'
import { type HeldWitness, readWitnesses } from './witness-asking.ts'

/** Null until they have been read once. What was put away is not among them. */
export function useWitnesses(): readonly HeldWitness[] | null {
  const { session, list, attempt } = useDesk()
  const [requests, setRequests] = useState<readonly HeldWitness[] | null>(null)
  useEffect(() => {
    let left = false
    if (!list.looked) return
    void attempt(async () => {
      const read = await readWitnesses(session, list.others)
      if (!left) setRequests(read.filter(({ dropped }) => !dropped))
    })
    return () => {
      left = true
    }
  }, [list.others, list.looked])
  return requests
}
