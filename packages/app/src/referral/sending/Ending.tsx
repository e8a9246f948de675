// After sending, after "no", after "let me think". A refusal is followed by help, not by a form (docs/working-day.md 13).
import type { VNode } from 'preact'
import { ActionButton, Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { DRAFT_DAYS } from '../../drafts/drafts.ts'
import { VoidCodes } from './SittingNotes.tsx'
import type { Sending } from './sending.ts'

export function Ending({ sending }: { sending: Sending }): VNode {
  const { t, go, nameOf, list } = useDesk()
  const page = sending.page
  const mode = sending.mode ?? 'knock-ahead'
  const isMany = sending.met.length > 1
  const left = sending.met.filter((to) => !sending.waits.includes(to))
  const namesOf = (ids: Sending['met']) => ids.map(nameOf).join(', ')
  return (
    <div data-test={`send-${page}`}>
      {page === 'refused' && (
        <>
          <Heading>{t('refused.title')}</Heading>
          <p>{t('refused.first')}</p>
          <ul>
            <li>{t('refused.help')}</li>
            <li>{t('refused.phone')}</li>
            <li>{t('refused.later')}</li>
          </ul>
          <VoidCodes sending={sending} />
          <p class="hint">{t('refused.nothing')}</p>
        </>
      )}
      {page === 'thinking' && (
        <>
          <Heading>{t('thinking.title')}</Heading>
          <p>
            {sending.met.length > 0
              ? t('thinking.kept-some', { days: DRAFT_DAYS, names: namesOf(sending.met) })
              : t('thinking.kept', { days: DRAFT_DAYS })}
          </p>
          <VoidCodes sending={sending} />
          <p>{t('thinking.tell')}</p>
        </>
      )}
      {page === 'queued' && (
        <>
          <Heading>{t('queued.title')}</Heading>
          {isMany && <p data-test="queued-which">{t('queued.which', { names: namesOf(sending.waits) })}</p>}
          {isMany && left.length > 0 && <p data-test="queued-sent">{t('queued.sent', { names: namesOf(left) })}</p>}
          <p>{t('queued.more')}</p>
          <p>{t(isMany ? 'queued.codes' : 'queued.code')}</p>
        </>
      )}
      {page === 'sent' && (
        <>
          <Heading>{t('done.title')}</Heading>
          {isMany ? (
            <>
              <p data-test="sent-to-all">{t('done.meeting', { names: namesOf(sending.met) })}</p>
              <p>{t(`done.each-${mode}`)}</p>
            </>
          ) : (
            <p>{t(`done.${mode}`, { name: nameOf(sending.to ?? '') })}</p>
          )}
          <p>{t('done.more')}</p>
        </>
      )}
      <div class="buttons">
        <ActionButton
          test="to-today"
          onClick={() => {
            void list.refresh()
            go({ name: 'today' })
          }}
        >
          {t('to-today')}
        </ActionButton>
      </div>
    </div>
  )
}
