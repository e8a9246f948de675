// The parts of an open story as they stand on paper, in the words in which they were written. Pure.
import { showDay } from '@apila/core/content/show-day.ts'
import type { SafeContact, Told } from '@apila/core/referral/content.ts'
import type { Texts } from '../../content/texts.ts'
import type { Addition } from '../addition/addition.ts'
import type { Handable } from '../handing/HandOut.tsx'

/** Only what the client permitted is there to be handed out; with each part what was added to it since. */
export function handableParts({ t }: Pick<Texts, 't'>, told: Told, additions: readonly Addition[]): Handable[] {
  const { safeContact, situation, needs, clarified } = told
  const parts: Handable[] = [
    ...(safeContact
      ? [{ item: 'safe-contact' as const, title: t('told.safe-contact'), text: contactText(t, safeContact) }]
      : []),
    ...(situation === null ? [] : [{ item: 'situation' as const, title: t('told.situation'), text: [situation] }]),
    ...(needs === null ? [] : [{ item: 'needs' as const, title: t('told.needs'), text: [needs] }]),
    ...(clarified === null || clarified.length === 0
      ? []
      : [
          {
            item: 'clarified' as const,
            title: t('told.clarified'),
            text: clarified.map((row) => clarifiedText(t, row)),
          },
        ]),
  ]
  return parts.map((part) => ({
    ...part,
    text: [
      ...part.text,
      ...additions.flatMap(({ part: to, said, text }) =>
        to === part.item ? [`${t('addition.on', { day: showDay(said) })} ${text}`] : [],
      ),
    ],
  }))
}

function contactText(t: Texts['t'], contact: SafeContact): string[] {
  const { channel, address, when, whoWeSay, codeWord } = contact
  const line = (name: string, value: string) => (value === '' ? [] : [`${name}: ${value}`])
  return [
    t(`channel.${channel}`),
    ...(channel === 'through-worker' ? [] : line(t('contact.address'), address)),
    ...line(t('contact.when'), when),
    ...line(t('contact.who'), whoWeSay),
    ...line(t('contact.code'), codeWord),
  ]
}

const clarifiedText = (
  t: Texts['t'],
  { code, byRole, month, outcome }: NonNullable<Told['clarified']>[number],
): string => `${t(`clarified.${code}`)} (${t(`by.${byRole}`)}, ${showDay(month)}): ${outcome}`
