// A name in the three languages, since everybody reads it in their own.
import { isWritten } from '@apila/core/written.ts'
import type { VNode } from 'preact'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { Write } from '../controls.tsx'

export type Names = Record<Language, string>
export const NO_NAMES: Names = { fi: '', sv: '', en: '' }
export const areWhole = (names: Names): boolean => LANGUAGES.every((language) => isWritten(names[language]))
export const trimmed = (names: Names): Names => ({ fi: names.fi.trim(), sv: names.sv.trim(), en: names.en.trim() })

interface NamesFieldsProps {
  id: string
  label: string
  names: Names
  onChange: (names: Names) => void
}

export function NamesFields({ id, label, names, onChange }: NamesFieldsProps): VNode {
  return (
    <fieldset>
      <legend>{label}</legend>
      {LANGUAGES.map((language) => (
        <Write
          key={language}
          id={`${id}-${language}`}
          label={LANGUAGE_NAMES[language]}
          max={100}
          value={names[language]}
          onInput={(text) => {
            onChange({ ...names, [language]: text })
          }}
        />
      ))}
    </fieldset>
  )
}
