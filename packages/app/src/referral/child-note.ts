// What the sending desk noted about child welfare, in words: only what somebody tapped (D-198 with D-045).
import type { SentNote } from '@apila/core/referral/notes.ts'
import type { Texts } from '../content/texts.ts'

export function childNoteText(t: Texts['t'], note: NonNullable<SentNote['childWelfare']>): string {
  const { caller, notNow, childTold } = note
  const said = [
    caller && t(`child.${caller}`),
    notNow && t(`child-reason.${notNow}`),
    childTold && `${t('child-told.question')} ${t(`child-told.${childTold}`)}`,
  ].filter((sentence) => sentence)
  return said.length > 0 ? `${said.join('. ')}.` : t('not-answered')
}
