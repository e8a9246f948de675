// The filters of the directory: one plain form that works without a script. Nothing chosen is kept.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { ServiceWish } from '@apila/core/services/find.ts'
import type { DirectoryChoice, DirectoryChoices } from '@apila/core/services/schema.ts'
import { Button, ButtonLink } from '@apila/ui/Button.tsx'
import { SelectField } from '@apila/ui/Field.tsx'
import { getPublicTexts } from '../frame/texts.ts'
import { getDirectoryTexts } from './texts.ts'

type Options = readonly { value: string; text: string }[]

interface Choosing {
  name: keyof ServiceWish
  label: string
  options: Options
}

export interface ServiceFiltersProps {
  lang: Language
  choices: DirectoryChoices
  wish: ServiceWish
  /** Unfolded from the start. */
  isOpen: boolean
}

export function ServiceFilters({ lang, choices, wish, isOpen }: ServiceFiltersProps): VNode {
  const texts = getPublicTexts(lang)
  const words = getDirectoryTexts(lang)
  const { first, further } = choosings(lang, choices)
  return (
    <details open={isOpen} class="no-print">
      <summary>
        <h2>{words.directoryNarrow}</h2>
      </summary>
      <form method="get" action={`/${lang}/services`} autocomplete="off">
        <Selects fields={first} wish={wish} any={texts.servicesAny} />
        <details open={further.some(({ name }) => wish[name] !== undefined)}>
          <summary>{words.directoryMoreFilters}</summary>
          <Selects fields={further} wish={wish} any={texts.servicesAny} />
        </details>
        <div class="buttons">
          <Button type="submit">{texts.servicesShow}</Button>
          <ButtonLink href={`/${lang}/services`} quiet>
            {texts.servicesReset}
          </ButtonLink>
        </div>
      </form>
    </details>
  )
}

/** What was chosen, in words. */
export function chosenWords(lang: Language, choices: DirectoryChoices, wish: ServiceWish): string[] {
  const { first, further } = choosings(lang, choices)
  return [...first, ...further].flatMap(({ name, options }) => {
    return options.find(({ value }) => value === wish[name])?.text ?? []
  })
}

/** All that one can choose: what most people need, and what stands folded. */
function choosings(lang: Language, choices: DirectoryChoices): { first: Choosing[]; further: Choosing[] } {
  const texts = getPublicTexts(lang)
  const words = getDirectoryTexts(lang)
  const named = (list: readonly DirectoryChoice[]): Options =>
    list.map(({ id, name }) => ({ value: id, text: name[lang] }))
  const areas = choices.areas.map(({ id, short }) => ({ value: id, text: short[lang] }))
  return {
    first: [
      { name: 'need', label: texts.servicesNeed, options: named(choices.needs) },
      { name: 'area', label: texts.servicesArea, options: areas },
      { name: 'language', label: texts.servicesLanguage, options: named(choices.languages) },
      { name: 'group', label: texts.servicesGroup, options: named(choices.groups) },
    ],
    further: [
      {
        name: 'withoutName',
        label: words.directoryWithoutName,
        options: [{ value: 'yes', text: words.directoryWithoutNameYes }],
      },
      {
        name: 'cost',
        label: words.directoryCost,
        options: [
          { value: 'free', text: words.directoryCostFree },
          { value: 'free-but-call', text: words.directoryCostCall },
        ],
      },
      {
        name: 'track',
        label: words.directoryTrack,
        options: [
          { value: 'ngo-led', text: words.directoryTrackNgo },
          { value: 'purchased', text: words.directoryTrackPurchased },
          { value: 'authority', text: words.directoryTrackAuthority },
        ],
      },
    ],
  }
}

function Selects({ fields, wish, any }: { fields: readonly Choosing[]; wish: ServiceWish; any: string }): VNode {
  return (
    <div class="filters">
      {fields.map(({ name, label, options }) => (
        <SelectField
          key={name}
          id={name}
          name={name}
          label={label}
          selected={wish[name] ?? ''}
          options={[{ value: '', text: any }, ...options]}
        />
      ))}
    </div>
  )
}
