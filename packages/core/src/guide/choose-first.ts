// Which steps come first, for an age and the groups of signs that were noticed: at most three. Small and alone, because the guide's own
// script chooses with it too, from what the address's fragment carries.

/** More than three are read by nobody who is in a hurry. Unit: steps. */
export const MOST_FIRST = 3

/** A step that may come first. */
export interface FirstStep {
  /** Answers to the question of age that it is for, as digits of the address: `23` is child or unsure. */
  ages: string
  /** First letters of the groups of signs that it answers; it then comes before those that answer none. */
  groups: string
  /** Comes first whatever was noticed. */
  isAlways: boolean
}

/** At most three of those in their order: what always comes first, then what fits the groups, then the rest. */
export function chooseFirst<Step extends FirstStep>(steps: readonly Step[], age: string, groups: string): Step[] {
  const fitting = steps.filter(({ ages }) => ages.includes(age))
  const isNear = (step: Step): boolean => [...step.groups].some((group) => groups.includes(group))
  const rank = (step: Step): number => (step.isAlways ? 0 : isNear(step) ? 1 : 2)
  return [...fitting].sort((one, other) => rank(one) - rank(other)).slice(0, MOST_FIRST)
}
