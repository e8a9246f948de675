// This browser has no passkeys: which ones have, and that nothing was lost.
import type { VNode } from 'preact'
import type { Texts } from '../../content/texts.ts'
import { Heading } from '../../controls.tsx'

/** With passkeys since; source: MDN browser compatibility data for PublicKeyCredential and user verification, looked at on 2026-11-30. */
const BROWSERS = ['Chrome, Edge', 'Firefox', 'Safari'] as const

export function NoPasskeys({ texts: { t } }: { texts: Texts }): VNode {
  return (
    <>
      <Heading>{t('own.no-passkeys')}</Heading>
      <p data-test="no-passkeys">{t('own.no-passkeys-more')}</p>
      <ul>
        {BROWSERS.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p>{t('own.no-passkeys-window')}</p>
    </>
  )
}
