// The filters of the directory: one plain form that works without a script. Nothing chosen is kept.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { fillText } from '@apila/core/network/fill.ts'
import type { ServiceWish } from '@apila/core/services/find.ts'
import type { DirectoryChoice, DirectoryChoices } from '@apila/core/services/schema.ts'
import { Button, ButtonLink } from '@apila/ui/Button.tsx'
import { SelectField } from '@apila/ui/Field.tsx'
import { Icon } from '@apila/ui/Icon.tsx'
import { filterIcon } from '@apila/ui/icons.ts'
import { crossIcon } from '@apila/ui/icons-first.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { getDirectoryTexts } from './texts.ts'

type Options = readonly { value: string; text: string }[]

interface Choosing {
  name: keyof ServiceWish
  label: string
  options: Options
  /** What was chosen, where the option's own text is long. */
  short?: string
}

export interface ServiceFiltersProps {
  lang: Language
  choices: DirectoryChoices
  wish: ServiceWish
  /** Unfolded from the start. */
  isOpen: boolean
}

/** On a telephone one folded line with the number of choices; on a wide page it stands open at the side (pages.css). */
export function ServiceFilters({ lang, choices, wish, isOpen }: ServiceFiltersProps): VNode {
  const texts = getPublicTexts(lang)
  const words = getDirectoryTexts(lang)
  const { first, further } = choosings(lang, choices)
  const count = Object.values(wish).filter((one) => one !== undefined).length
  return (
    <details open={isOpen} class="fold filter no-print">
      <summary>
        <Icon shape={filterIcon} />
        {count === 0 ? words.directoryFilters : fillText(words.directoryFiltersChosen, { count: String(count) })}
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

/** What was chosen, each with a way to take it away. */
export function ChosenFilters({ lang, choices, wish }: Omit<ServiceFiltersProps, 'isOpen'>): VNode | null {
  const { first, further } = choosings(lang, choices)
  const chosen = [...first, ...further].flatMap(({ name, options, short }) => {
    const text = options.find(({ value }) => value === wish[name])?.text
    return text === undefined ? [] : [{ name, text: short ?? text }]
  })
  if (chosen.length === 0) return null
  const without = (left: string): string => {
    const query = new URLSearchParams(
      Object.entries(wish).flatMap(([name, value]: [string, string | undefined]) =>
        value === undefined || name === left ? [] : [[name, value]],
      ),
    ).toString()
    return `/${lang}/services${query === '' ? '' : `?${query}`}`
  }
  return (
    <ul class="chips no-print">
      {chosen.map(({ name, text }) => (
        <li key={name}>
          <a href={without(name)}>
            {text} <Icon shape={crossIcon} />
            <span class="unseen">, {getDirectoryTexts(lang).directoryRemove}</span>
          </a>
        </li>
      ))}
    </ul>
  )
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
        name: 'authorities',
        label: words.directoryAuthorities,
        options: [{ value: 'no', text: words.directoryAuthoritiesNo }],
        short: words.directoryAuthoritiesNoShort,
      },
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
