// Marks a network for a purchased service on every screen, also on one that is turned to the client: who buys it, and why without gain.
// Two such networks never meet, and nobody must take one for the other. Governed by docs/protocol.md "Roster".
import type { VNode } from 'preact'
import type { Purchaser } from '@apila/core/organisation/roster.ts'
import type { Texts } from '../content/texts.ts'

export function TrackLine({ texts, purchaser }: { texts: Texts; purchaser: Purchaser | null }): VNode | null {
  const { t, language } = texts
  if (!purchaser) return null
  return (
    <div class="demo no-print" role="region" aria-label={t('track.purchased')} data-test="track">
      {t('track.label', { name: purchaser.names[language], basis: purchaser.nonProfitBasis })}
    </div>
  )
}
