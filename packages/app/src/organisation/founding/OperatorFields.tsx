// Who answers for the server: asked of the first device of a founding, where the data folder names nobody. Governed by docs/operating.md
// "Who runs it".
import { LANGUAGES } from '@apila/core/content/language.ts'
import { isWritten } from '@apila/core/written.ts'
import type { VNode } from 'preact'
import type { Texts } from '../../content/texts.ts'
import { Write } from '../../controls.tsx'
import { type Names, NO_NAMES, NamesFields, areWhole } from '../NamesFields.tsx'

export interface OperatorWords {
  names: Names
  contact: string
}
export const NO_OPERATOR: OperatorWords = { names: NO_NAMES, contact: '' }

export const isOperator = ({ names, contact }: OperatorWords): boolean => areWhole(names) && isWritten(contact)
/** Left for later. */
export const isNobody = ({ names, contact }: OperatorWords): boolean =>
  !isWritten(contact) && LANGUAGES.every((language) => !isWritten(names[language]))

interface OperatorFieldsProps {
  texts: Texts
  operator: OperatorWords
  onChange: (operator: OperatorWords) => void
}

export function OperatorFields({ texts: { t }, operator, onChange }: OperatorFieldsProps): VNode {
  return (
    <>
      <p>{t('founding.operator-more')}</p>
      <NamesFields
        id="operator"
        label={t('founding.operator')}
        names={operator.names}
        onChange={(names) => {
          onChange({ ...operator, names })
        }}
      />
      <Write
        id="operator-contact"
        label={t('founding.operator-contact')}
        hint={t('founding.operator-contact-hint')}
        max={200}
        value={operator.contact}
        onInput={(contact) => {
          onChange({ ...operator, contact })
        }}
      />
    </>
  )
}
