// Her book as it is read to her: sentences of what she allowed, how often the two desks wrote, and each line of who did what. One text for
// the screen and for paper, in the language of `texts`. Pure. Governed by docs/protocol.md "Her book".
import { showDay } from '@apila/core/content/show-day.ts'
import { isMeetingOfMany } from '@apila/core/referral/fits-conversation.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import type { BookLine } from '@apila/sealing/referral/book.ts'
import type { CountedKey, Texts } from '../../content/texts.ts'
import type { HerBook } from '../book.ts'
import { saidToClient } from '../notice/provisions.ts'

export interface BookText {
  title: string
  /** What she allowed. */
  allowed: readonly string[]
  linesTitle: string
  lines: readonly string[]
}

/** The same shape in every language, so that two of them stand side by side. */
export function bookText(
  texts: Texts,
  { receipt, lines, isShorter, until, confirming }: HerBook,
  nameOf: (organisation: Front['from']['organisation']) => string,
): BookText {
  const { t } = texts
  const { front, back, refused } = receipt
  const list = (items: readonly string[]) => items.join('; ')
  const told = (items: typeof refused) => list(items.map((item) => t(`told.${item}`)))
  const [from, to] = [nameOf(front.from.organisation), nameOf(front.to.organisation)]
  const isUrgent = back.how === 'without-her'
  const isSpoken = back.how === 'spoken' && front.kind === 'referral'
  const allowed = [
    t(back.how === 'without-her' ? 'book.without' : 'book.from', { from, to, day: showDay(front.notBefore) }),
    t('summary.why', { why: t(`why.${front.why}`) }),
    front.extent ? t(`turned.extent-${front.extent}`) : '',
    back.what.length > 0 ? t('book.told', { what: told(back.what) }) : '',
    refused.length > 0 ? t('book.refused', { what: told(refused) }) : '',
    isUrgent ? '' : t(`turned.${front.mode}`),
    betweenOf(texts, front),
    isSpoken ? t(confirming === 'not-needed' ? 'book.heard' : 'book.alone') : '',
    confirming === 'not-needed' ? '' : t(`book.${confirming}`, { day: showDay(until) }),
    isMeetingOfMany(front) ? t('book.may-see', { names: front.meeting.map(nameOf).join(', ') }) : '',
    t(isUrgent ? 'book.until-urgent' : 'summary.until', { day: showDay(until) }),
  ]
  return {
    title: t(isUrgent ? 'book.title-urgent' : 'book.title'),
    allowed: allowed.filter((sentence) => sentence !== ''),
    linesTitle: t('journal.title'),
    lines: [
      ...(isShorter ? [t('book.shorter')] : []),
      ...countsOf(texts, lines),
      ...lines.map((line) => lineText(texts, line, nameOf)),
    ],
  }
}

/** What the two desks may write. Nothing is said where nobody asked. */
function betweenOf({ t }: Texts, front: Front): string {
  const { talk, meeting } = front
  if (meeting.length > 0 && !isMeetingOfMany(front)) return t('turned.between-sheet')
  return talk === null ? '' : t(talk === 'words' ? 'turned.between-words' : 'turned.between-times')
}

const COUNTED = {
  'message:question': 'book.questions',
  'message:answer': 'book.answers',
  'message:time': 'book.times',
  addition: 'book.additions',
} as const satisfies Partial<Record<Extract<BookLine, { isRead: true }>['act'], CountedKey>>

/** How much was written, by kind: the words themselves can be read at either of the two desks. */
function countsOf({ t, count }: Texts, lines: readonly BookLine[]): string[] {
  const counts = Object.entries(COUNTED).flatMap(([act, key]) => {
    const times = lines.filter((line) => line.isRead && line.act === act).length
    return times > 0 ? [count(key, times)] : []
  })
  return counts.length > 0 ? [t('book.counts', { what: counts.join(', ') })] : []
}

/** Who did what, on which day. A line that cannot be read still counts and is told as that. */
function lineText(
  { t, language }: Texts,
  line: BookLine,
  nameOf: (id: Front['from']['organisation']) => string,
): string {
  if (!line.isRead) return t('journal.unreadable')
  const said = `${showDay(line.on)}: ${nameOf(line.organisation)}, ${t(`journal.${line.act}`)}`
  const more = moreOf({ t, language }, line)
  return `${said}${more}${line.follows ? '' : ` · ${t('journal.out-of-order')}`}`
}

/** What a line says besides its act. */
function moreOf(
  { t, language }: Pick<Texts, 't' | 'language'>,
  { handedOut, notice }: Extract<BookLine, { isRead: true }>,
): string {
  const list = (words: readonly string[]) => words.join('; ')
  if (handedOut)
    return ` ${t('journal.handed-more', {
      what: list(handedOut.what.map((item) => t(`handed.${item}`))),
      to: t(`handed-to.${handedOut.to}`),
      how: t(`handed-how.${handedOut.how}`),
    })}`
  if (!notice) return ''
  return ` ${t('journal.notice-more', {
    why: saidToClient(notice.provision, language).why,
    what: list(notice.what.map((what) => t(`notice-what.${what}`))),
    to: t(`notice-to.${notice.to}`),
    state: t(`notice-state.${notice.state}`),
  })}`
}
