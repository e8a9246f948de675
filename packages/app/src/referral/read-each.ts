// Reads the conversations that somebody wants to have read, several at the same time. What is said while its conversation is being read is
// wanted once more: the reading that is under way may have begun before it.
import type { Name } from '@apila/core/bytes.ts'

/** Conversations that are read at the same time. */
const READ_AT_ONCE = 4

interface OfTalk {
  note: { t: Name }
}

/** Why a conversation is read: a bell told of it, or somebody here wants it read. */
export interface Reasons {
  heard: Set<Name>
  wanted: Set<Name>
}

/** One that cannot be read hides none of the others, and is wanted at the next look. What stood in the way is given back. */
export async function readEach<H extends OfTalk>(
  all: readonly H[],
  { heard, wanted }: Reasons,
  read: (held: H) => Promise<void>,
): Promise<unknown[]> {
  const left = [...all]
  const failures: unknown[] = []
  const lane = async () => {
    for (let held = left.pop(); held; held = left.pop()) {
      const { t } = held.note
      heard.delete(t)
      wanted.delete(t)
      try {
        await read(held)
      } catch (error) {
        wanted.add(t)
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: READ_AT_ONCE }, lane))
  return failures
}
