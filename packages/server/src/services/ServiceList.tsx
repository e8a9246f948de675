// A list of services, each with its organisation, as the directory and the organisations' pages show them.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { ShownService } from '@apila/core/services/confirm.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { getOrganisation } from '../library/directory.ts'
import type { Library } from '../library/library.ts'
import { ServiceEntry } from './ServiceEntry.tsx'

export function ServiceList({
  services,
  library,
  lang,
  moment,
}: {
  services: readonly ShownService[]
  library: Library
  lang: Language
  moment: Moment
}): VNode {
  return (
    <ul class="plain">
      {services.map((service) => (
        <ServiceEntry
          key={service.id}
          service={service}
          organisation={getOrganisation(library, service.organisation)}
          choices={library.choices}
          lang={lang}
          texts={getPublicTexts(lang)}
          moment={moment}
        />
      ))}
    </ul>
  )
}
