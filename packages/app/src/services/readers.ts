// What readers are warned of in an entry, in words for the desk.
import { showDay } from '@apila/core/content/show-day.ts'
import type { OwnEntry, WaitingEntry } from '@apila/core/services/wire.ts'
import type { DeskContext } from '../desk-context.ts'

export function readersAreTold(entry: Pick<OwnEntry, 'age' | 'report' | 'advice'>, { t }: DeskContext): string[] {
  const { age, report, advice } = entry
  if (advice === 'hold')
    return [t('contacts.hold'), ...(report ? [t('contacts.reported-hold', { day: showDay(report.day) })] : [])]
  return [
    ...(report ? [t('contacts.reported', { day: showDay(report.day) })] : []),
    ...(advice === 'check' && !report ? [t('contacts.check')] : []),
    ...ageWords(age, t),
  ]
}

export function ageWords(age: WaitingEntry['age'], t: DeskContext['t']): string[] {
  if (age === 'recent') return []
  return [age === 'year' ? t('contacts.age-year') : t('contacts.age-quarter')]
}
