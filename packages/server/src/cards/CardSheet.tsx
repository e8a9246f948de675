// One hand-out card, and the sheet of eight. Says health and rights, a number, an address; nothing of what it is for.
// 85 x 55 mm, black and white (the public pages' rules on hand-outs).
import type { VNode } from 'preact'
import { LANGUAGES } from '@apila/core/content/language.ts'
import type { Card } from '../library/cards.ts'
import { QrCode } from '@apila/ui/QrCode.tsx'

/** On an A4 sheet, two beside each other. */
const CARDS_A_SHEET = 8

export interface CardSheetProps {
  card: Card
  /** The telephone number on it, as people read it. */
  number: string
  neutralUrl: string
  /** Words for the code with {address} in them, in the worker's language. */
  codeLabel: string
}

export function CardSheet({ card, number, neutralUrl, codeLabel }: CardSheetProps): VNode {
  return (
    <div class="sheet">
      {Array.from({ length: CARDS_A_SHEET }, (_, i) => (
        // On the screen one is enough; paper takes eight.
        <HandOut
          key={i}
          card={card}
          number={number}
          address={addressOf(card, neutralUrl)}
          codeLabel={codeLabel}
          isCopy={i > 0}
        />
      ))}
    </div>
  )
}

/** The neutral host's page in the card's language, or its list of languages where that page is not there yet. */
function addressOf(card: Card, neutralUrl: string): string {
  return LANGUAGES.some((lang) => lang === card.lang) ? `${neutralUrl}/a/${card.lang}` : `${neutralUrl}/a`
}

function HandOut({
  card,
  number,
  address,
  codeLabel,
  isCopy,
}: {
  card: Card
  number: string
  address: string
  codeLabel: string
  isCopy: boolean
}): VNode {
  return (
    <div
      class={isCopy ? 'card copy' : 'card'}
      lang={card.lang}
      dir={card.dir}
      aria-hidden={isCopy ? 'true' : undefined}
    >
      <p class="card-heading">{card.heading}</p>
      <div class="words">
        <p class="card-number">
          <bdi dir="ltr">{number}</bdi>
        </p>
        {card.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p class="card-address">
          {card.read} <bdi dir="ltr">{address.replace(/^https?:\/\//, '')}</bdi>
        </p>
      </div>
      <QrCode text={address} label={codeLabel.replace('{address}', address)} />
    </div>
  )
}
