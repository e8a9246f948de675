// How many signs of a group show before "more signs" is opened. Nothing here counts, scores or judges (D-107).
import type { Sign, SignGroup } from './schema.ts'

/** Signs shown at once; the rest is folded, so that a tired reader sees the whole of a group on a phone. Unit: signs. */
const OPEN_SIGNS = 5

/** A group's signs in their order: those in sight, and the rest. */
export function splitSigns(group: SignGroup): { open: readonly Sign[]; folded: readonly Sign[] } {
  return { open: group.signs.slice(0, OPEN_SIGNS), folded: group.signs.slice(OPEN_SIGNS) }
}
