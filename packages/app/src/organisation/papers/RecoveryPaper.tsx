// One recovery paper as it is printed: a whole A4 sheet with what it is, what to do with it, its 27 numbered groups and its square.
import type { VNode } from 'preact'
import type { Day } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { QrCode } from '@apila/ui/QrCode.tsx'
import type { Texts } from '../../content/texts.ts'

interface RecoveryPaperProps {
  texts: Texts
  /** From 1. */
  n: number
  /** 27 groups. */
  text: string
  organisation: string
  network: string
  on: Day
}

const WHAT_TO_DO = ['rpaper.keep', 'rpaper.apart', 'rpaper.yearly', 'rpaper.lost', 'rpaper.old'] as const

export function RecoveryPaper({ texts: { t }, n, text, organisation, network, on }: RecoveryPaperProps): VNode {
  return (
    <section class="paper sheet" data-test={`paper-${String(n)}`}>
      <h2>{t('rpaper.title', { n, name: organisation })}</h2>
      <p>{t('rpaper.made', { network, on: showDay(on) })}</p>
      <p>
        <b>{t('rpaper.what')}</b>
      </p>
      <ul>
        {WHAT_TO_DO.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <PaperGroups text={text} test={`paper-groups-${String(n)}`} />
      <QrCode text={text.replaceAll(' ', '')} label={t('rpaper.square')} />
      <p class="by-hand">{t('rpaper.kept-by')}:</p>
      <p class="by-hand">{t('rpaper.place')}:</p>
    </section>
  )
}

/** The groups, numbered, so that a screen can say which one to read again. */
export function PaperGroups({ text, test }: { text: string; test: string }): VNode {
  return (
    <ol class="digits numbered" data-test={test}>
      {text.split(' ').map((group, at) => (
        <li key={at}>{group}</li>
      ))}
    </ol>
  )
}
