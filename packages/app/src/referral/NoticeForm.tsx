// Writes down what was told by law: what, by which provision, to whom, in which role, and whether the client knows. Codes alone.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { AUTHORITIES, DUTIES, type NoticeNote } from '@apila/core/referral/notice.ts'
import { NoticeRole, NoticeWhat } from '@apila/core/referral/owed-notice.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { ActionButton, Select } from '../controls.tsx'
import { useAct, useDesk } from '../desk-context.ts'
import { type Filling, type FillingNeed, NOTHING_FILLED, missingOfFilling, noticeOf } from './notice/filling.ts'
import { saveNotice } from './notice-keeping.ts'
import { SaidToClient } from './notice/SaidToClient.tsx'
import { TellingFields } from './notice/TellingFields.tsx'
import { provisionName, provisionSource } from './notice/provisions.ts'

/** `under`: the permission that the client has here, where there is one. */
export function NoticeForm({ under }: { under: NoticeNote['under'] }): VNode {
  const { t, language, session, today, list } = useDesk()
  const { busy, act } = useAct()
  const [filling, setFilling] = useState<Filling>(NOTHING_FILLED)
  const [missing, setMissing] = useState<readonly FillingNeed[]>([])
  const [isKept, setKept] = useState(false)
  const change = (changed: Partial<Filling>) => {
    setFilling({ ...filling, ...changed })
    setMissing([])
    setKept(false)
  }
  const keep = () => {
    const notice = noticeOf(filling, under, today)
    if (!notice) {
      setMissing(missingOfFilling(filling))
      return
    }
    void act(async () => {
      await saveNotice(session, notice, null, today)
      setFilling(NOTHING_FILLED)
      setKept(true)
    }).then(() => list.refresh())
  }
  const errorOf = (need: FillingNeed) => (missing.includes(need) ? t(`notice.need-${need}`) : undefined)
  const { provision } = filling
  return (
    <details class="no-print" data-test="notice-form">
      <summary data-test="notice-open">{t('notice.title')}</summary>
      <p>{t('notice.more')}</p>
      <Select
        id="notice-provision"
        label={t('notice.provision')}
        empty={t('choose')}
        options={DUTIES.map((value) => ({
          value,
          text: `${t(`notice-duty.${value}`)} · ${provisionName(value, language)}`,
        }))}
        chosen={provision ?? ''}
        error={errorOf('provision')}
        onChoose={(value) => {
          change({ provision: value })
        }}
      />
      {provision && (
        <>
          <p class="hint" data-test="notice-source">
            {t('notice.source', provisionSource(provision, language))}
          </p>
          <Note>
            <p>{t('notice.say')}</p>
            <SaidToClient provision={provision} />
          </Note>
        </>
      )}
      <Chips
        name="notice-to"
        id="notice-to"
        legend={t('notice.to')}
        options={AUTHORITIES.map((value) => ({ value, text: t(`notice-to.${value}`) }))}
        chosen={filling.to === null ? [] : [filling.to]}
        error={errorOf('to')}
        onChoose={(to) => {
          change({ to })
        }}
      />
      <Chips
        name="notice-what"
        id="notice-what"
        legend={t('notice.what')}
        hint={t('notice.what-hint')}
        several
        options={NoticeWhat.options.map((value) => ({ value, text: t(`notice-what.${value}`) }))}
        chosen={filling.what}
        error={errorOf('what')}
        onChoose={(value, isChosen) => {
          const others = filling.what.filter((one) => one !== value)
          change({ what: isChosen ? [...others, value] : others })
        }}
      />
      <Chips
        name="notice-role"
        id="notice-role"
        legend={t('notice.role')}
        options={NoticeRole.options.map((value) => ({ value, text: t(`notice-role.${value}`) }))}
        chosen={filling.byRole === null ? [] : [filling.byRole]}
        error={errorOf('byRole')}
        onChoose={(byRole) => {
          change({ byRole })
        }}
      />
      <TellingFields
        id="notice"
        telling={filling.telling}
        states={['told', 'owed', 'deferred']}
        missing={missing}
        onChange={(telling) => {
          change({ telling })
        }}
      />
      <div class="buttons">
        <ActionButton test="notice-keep" disabled={busy} onClick={keep}>
          {t('notice.keep')}
        </ActionButton>
      </div>
      <p role="status" data-test={isKept ? 'notice-kept' : undefined}>
        {isKept ? t(under ? 'notice.kept-in-book' : 'notice.kept') : ''}
      </p>
    </details>
  )
}
