// What is sealed under the roster that this page has read, while somebody joins, leaves or makes new keys.
import { Refused } from './api.ts'
import type { Session } from './session.ts'

/** Does it; where keys or devices have changed meanwhile, reads on and does it anew under what is there now, once. */
export async function sealedAnew<T>(session: Pick<Session, 'catchUp'>, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'roster-moved') throw error
    await session.catchUp()
    return act()
  }
}
