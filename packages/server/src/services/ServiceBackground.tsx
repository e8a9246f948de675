// Who looked at an entry and when, in sight; further facts, who pays and where it all comes from, folded (D-026, D-056).
import type { ComponentChildren, VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { fillText } from '@apila/core/network/fill.ts'
import type { Funding, Service } from '@apila/core/services/schema.ts'
import type { PublicTexts } from '../frame/texts.ts'
import { getDirectoryTexts } from './texts.ts'

export interface ServiceBackgroundProps {
  service: Service
  lang: Language
  texts: PublicTexts
  /** Further facts. */
  children: ComponentChildren
}

export function ServiceBackground({ service, lang, texts, children }: ServiceBackgroundProps): VNode {
  const words = getDirectoryTexts(lang)
  const checked = {
    // What the editors could not confirm was gathered, not checked.
    editors: service.advice === 'ready' ? words.directoryCheckedByEditors : words.directoryGathered,
    organisation: words.directoryCheckedByOrganisation,
  }
  return (
    <>
      <p class="small">{fillText(checked[service.checkedBy], { day: showDay(service.checkedOn) })}</p>
      <details>
        <summary>{words.directoryMore}</summary>
        {children}
        <h4>{words.directoryFunding}</h4>
        {service.funding.length === 0 && (
          <p>{service.track === 'authority' ? words.directoryFundingPublic : words.directoryFundingUnknown}</p>
        )}
        {service.funding.map((funding) => (
          <p key={funding.funder.fi}>{fundingLine(funding, lang, texts)}</p>
        ))}
        <h4>{texts.source}</h4>
        <p class="small">{sourcesOf(service, texts)}</p>
      </details>
    </>
  )
}

function fundingLine(funding: Funding, lang: Language, texts: PublicTexts): string {
  const { funder, purpose, from, to, source } = funding
  const years =
    from === undefined ? '' : ` (${from === to || to === undefined ? String(from) : `${String(from)}–${String(to)}`})`
  return `${funder[lang]}: ${purpose[lang]}${years}. ${texts.source}: ${source}.`
}

function sourcesOf(service: Service, texts: PublicTexts): string {
  return service.sources
    .map(({ address, datedOn }) => `${address} (${datedOn === undefined ? texts.serviceUndated : showDay(datedOn)})`)
    .join(', ')
}
