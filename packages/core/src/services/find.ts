// Which services fit what a visitor chose. Pure; an empty or unknown choice leaves that side open.
import type { DirectoryChoices, Service } from './schema.ts'

export interface ServiceWish {
  need?: string | undefined
  area?: string | undefined
  language?: string | undefined
  group?: string | undefined
}

export interface FoundServices {
  fitting: Service[]
  /** Fit otherwise, but nobody has written down whether they speak the language. */
  languageNotKnown: Service[]
}

/** Keeps only choices that exist, so that a mistyped address shows everything instead of nothing. */
export function knownWish(wish: ServiceWish, choices: DirectoryChoices): ServiceWish {
  const known = (value: string | undefined, list: readonly { id: string }[]) =>
    list.some(({ id }) => id === value) ? value : undefined
  return {
    need: known(wish.need, choices.needs),
    area: known(wish.area, choices.areas),
    language: known(wish.language, choices.languages),
    group: known(wish.group, choices.groups),
  }
}

export function findServices(services: readonly Service[], wish: ServiceWish): FoundServices {
  const { need, area, language, group } = wish
  const possible = services.filter(
    (service) =>
      (need === undefined || service.needs.includes(need)) &&
      (area === undefined || service.areas.includes('all') || service.areas.includes(area)) &&
      (group === undefined || service.groups.includes('everyone') || service.groups.includes(group)),
  )
  if (language === undefined) return { fitting: possible, languageNotKnown: [] }
  return {
    fitting: possible.filter((service) => service.languages.includes(language) || service.interpreter),
    languageNotKnown: possible.filter((service) => service.languages.length === 0 && !service.interpreter),
  }
}
