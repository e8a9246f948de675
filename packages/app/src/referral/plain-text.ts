// Text that people type, in the form that may be sealed: one spelling, no control characters but line feeds (docs/protocol.md "Encoding").
import type { Sheet } from '@apila/core/referral/items.ts'
import { isWritten } from '@apila/core/written.ts'

/** Line ends become line feeds, tabs become spaces, other control characters and halves of surrogate pairs go; letters are composed. */
export const plainText = (typed: string): string =>
  typed
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/[^\P{Cc}\n]|\p{Cs}/gu, '')
    .normalize('NFC')

/** What somebody wrote, ready to be sealed; empty where nothing that can be read stands there. */
export const writtenText = (typed: string): string => {
  const plain = plainText(typed).trim()
  return isWritten(plain) ? plain : ''
}

/** A start-meeting sheet as it may be sealed: a row in which nobody wrote anything is no task. */
export const plainSheet = (sheet: Sheet): Sheet => ({
  tasks: sheet.tasks
    .map((task) => ({ ...task, who: writtenText(task.who), what: writtenText(task.what) }))
    .filter(({ who, what }) => who !== '' || what !== ''),
  contact: writtenText(sheet.contact),
  information: writtenText(sheet.information),
  reviewOn: sheet.reviewOn,
})
