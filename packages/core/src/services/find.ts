// Which services fit what a visitor chose. Pure; an empty or unknown choice leaves that side open.
import { Track, type DirectoryChoices, type Organisation, type Service } from './schema.ts'

export interface ServiceWish {
  need?: string | undefined
  area?: string | undefined
  language?: string | undefined
  group?: string | undefined
  /** Only where help is given without a name for certain (D-043). */
  withoutName?: 'yes' | undefined
  cost?: 'free' | 'free-but-call' | undefined
  track?: Track | undefined
  /** The client does not want authorities: members stand first, authorities last. Nothing is left out: it is the client's to choose. */
  authorities?: 'no' | undefined
}

/** What an address says, before it is known to mean anything. */
export type AskedWish = Readonly<Partial<Record<keyof ServiceWish, string | undefined>>>

export interface FoundServices {
  /** Fit for certain, in the chosen area; without an area all that fit. */
  fitting: Service[]
  /** Fit for certain, in counties beside the chosen one. */
  near: Service[]
  /** Fit for certain, and serve the whole country; only where an area was chosen. */
  country: Service[]
  /** Fit, but speak the chosen language through an interpreter only. */
  throughInterpreter: Service[]
  /** Fit otherwise, but nobody has written down whether they speak the language, help without a name, what they cost, or whether they
   *  can be reached at all. */
  notKnown: Service[]
}

/** Keeps only choices that exist, so that a mistyped address shows everything instead of nothing. */
export function knownWish(wish: AskedWish, choices: DirectoryChoices): ServiceWish {
  const known = (value: string | undefined, list: readonly { id: string }[]) =>
    list.some(({ id }) => id === value) ? value : undefined
  return {
    need: known(wish.need, choices.needs),
    area: known(wish.area, choices.areas),
    language: known(wish.language, choices.languages),
    group: known(wish.group, choices.groups),
    withoutName: wish.withoutName === 'yes' ? 'yes' : undefined,
    cost: wish.cost === 'free' || wish.cost === 'free-but-call' ? wish.cost : undefined,
    track: Track.exclude(['not-known']).safeParse(wish.track).data,
    authorities: wish.authorities === 'no' ? 'no' : undefined,
  }
}

/** Whether an address asks for something that is no choice, so that its reader can be told. */
export function hasUnknownWish(asked: AskedWish, known: ServiceWish): boolean {
  const names = ['need', 'area', 'language', 'group', 'withoutName', 'cost', 'track', 'authorities'] as const
  return names.some((name) => (asked[name] ?? '') !== '' && known[name] === undefined)
}

/** What the directory knows beside the services: who offers one, and which counties border on the chosen one. */
interface Surroundings {
  roleOf?: (service: Service) => Organisation['role']
  near?: readonly string[]
}

/** Services that fit, otherwise in the order given. One on hold is among them: it has no contact to show. */
export function findServices(
  services: readonly Service[],
  wish: ServiceWish,
  { roleOf = () => 'other', near = [] }: Surroundings = {},
): FoundServices {
  const { need, area, language, group, withoutName, track } = wish
  const placeOf = ({ areas }: Service): 'own' | 'near' | 'country' | 'elsewhere' => {
    if (area === undefined || areas.includes(area)) return 'own'
    if (areas.includes('all')) return 'country'
    return areas.some((one) => near.includes(one)) ? 'near' : 'elsewhere'
  }
  const possible = services.filter(
    (service) =>
      (need === undefined || service.needs.includes(need)) &&
      placeOf(service) !== 'elsewhere' &&
      (group === undefined || service.groups.includes('everyone') || service.groups.includes(group)) &&
      (withoutName === undefined || service.withoutName !== 'no') &&
      (track === undefined || service.track === track) &&
      fitsCost(service, wish.cost) !== 'no',
  )
  const ordered = wish.authorities === undefined ? possible : byRole(possible, roleOf)
  const isAsked = Object.entries(wish).some(([name, one]) => one !== undefined && name !== 'authorities')
  const found: FoundServices = { fitting: [], near: [], country: [], throughInterpreter: [], notKnown: [] }
  for (const service of ordered) {
    const spoken = language === undefined || service.languages.includes(language)
    const isInterpreted = language !== undefined && (service.interpreted?.includes(language) ?? service.interpreter)
    const isNameKnown = withoutName === undefined || service.withoutName === 'yes'
    const isCostKnown = fitsCost(service, wish.cost) === 'yes'
    if (!spoken && !service.interpreter && service.languages.length > 0) continue
    const isHeld = isAsked && service.advice === 'hold'
    const place = placeOf(service)
    if (isHeld || !isNameKnown || !isCostKnown || (!spoken && !isInterpreted)) found.notKnown.push(service)
    else if (!spoken) found.throughInterpreter.push(service)
    else found[place === 'near' || place === 'country' ? place : 'fitting'].push(service)
  }
  return found
}

const ROLES: readonly Organisation['role'][] = ['member', 'other', 'authority']

function byRole(services: readonly Service[], roleOf: (service: Service) => Organisation['role']): Service[] {
  return ROLES.flatMap((role) => services.filter((service) => roleOf(service) === role))
}

function fitsCost({ costs }: Service, cost: ServiceWish['cost']): 'yes' | 'no' | 'not-known' {
  if (cost === undefined || costs === 'free' || (cost === 'free-but-call' && costs === 'call')) return 'yes'
  return costs === 'not-known' ? 'not-known' : 'no'
}
