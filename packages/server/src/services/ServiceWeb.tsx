// A service's own page as a link, in the reader's language where one is known; otherwise it says in which language the page is.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { DirectoryChoices, Service } from '@apila/core/services/schema.ts'
import { webFor } from '@apila/core/services/web.ts'

export interface ServiceWebProps {
  service: Service
  choices: DirectoryChoices
  lang: Language
}

export function ServiceWeb({ service, choices, lang }: ServiceWebProps): VNode {
  const { address, only } = webFor(service, lang)
  return (
    <>
      <a class="line" href={address} rel="noreferrer">
        {hostOf(address)}
      </a>
      {only !== undefined && ` (${choices.languages.find(({ id }) => id === only)?.name[lang] ?? only})`}
    </>
  )
}

function hostOf(address: string): string {
  return new URL(address).host.replace(/^www\./, '')
}
