// On the list of the day: what was told by law and the client does not know yet, what is put off and until when, and what was told.
// Nothing leaves the list before the client has been told.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { caseMark } from '@apila/core/referral/case-mark.ts'
import { isNoticeDue, mayPutAway, moveNotice } from '@apila/core/referral/notice.ts'
import { Mark } from '@apila/ui/Mark.tsx'
import { Rows } from '@apila/ui/Rows.tsx'
import { Tag } from '@apila/ui/Tag.tsx'
import { checkIcon, clockIcon, messageIcon } from '@apila/ui/icons-first.ts'
import { ActionButton } from '../controls.tsx'
import { useAct, useDesk } from '../desk-context.ts'
import { languageName } from '../content/language-name.ts'
import { dropNote } from './desk-note.ts'
import { NOTHING_TOLD, type Telling, missingOfTelling, stateOf } from './notice/filling.ts'
import {
  type HeldNotice,
  keepOwedNotice,
  readNotices,
  saveNotice,
  settleNotice,
  sortNotices,
} from './notice-keeping.ts'
import { NoticeForm } from './NoticeForm.tsx'
import { SaidToClient } from './notice/SaidToClient.tsx'
import { TellingFields } from './notice/TellingFields.tsx'
import { provisionName } from './notice/provisions.ts'

export function Notices(): VNode | null {
  const { t, session, today, list, attempt } = useDesk()
  const [notices, setNotices] = useState<readonly HeldNotice[]>([])
  useEffect(() => {
    let left = false
    void attempt(async () => {
      const read = await readNotices(session, list.others)
      if (left) return
      setNotices(sortNotices(read, today))
      // What an earlier try could not write into the client's book, or would run out.
      let isNew = false
      for (const { held } of list.sent)
        isNew = (await keepOwedNotice(session, held.note, list.others, today).catch(() => false)) || isNew
      for (const held of read) isNew = (await settleNotice(session, held, today).catch(() => false)) || isNew
      if (isNew) await list.refresh()
    })
    return () => {
      left = true
    }
  }, [list.others])
  const [due, rest] = [
    notices.filter(({ notice }) => isNoticeDue(notice, today)),
    notices.filter(({ notice }) => !isNoticeDue(notice, today)),
  ]
  return (
    <section aria-labelledby="notices" data-test="notices">
      <h2 id="notices">{t('notices.title')}</h2>
      {due.length > 0 && (
        <Rows due test="notices-due">
          {due.map((held) => (
            <NoticeRow key={held.id} held={held} />
          ))}
        </Rows>
      )}
      {rest.length > 0 && (
        <details>
          <summary data-test="notices-rest-open">{t('notices.rest', { count: rest.length })}</summary>
          <Rows test="notices-rest">
            {rest.map((held) => (
              <NoticeRow key={held.id} held={held} />
            ))}
          </Rows>
        </details>
      )}
      <NoticeForm under={null} />
    </section>
  )
}

function NoticeRow({ held }: { held: HeldNotice }): VNode {
  const desk = useDesk()
  const { t, language } = desk
  const { notice } = held
  const mark = notice.under && caseMark(notice.under.mark)
  return (
    <li data-test="notice" data-status={notice.client.state}>
      {mark ? <Mark code={mark.code} shape={mark.shape} /> : <Mark icon={messageIcon} />}
      <div>
        <h3>
          {mark && <span class="unseen">{t('today.reference', { code: mark.code })}</span>}
          {t('notices.row', { to: t(`notice-to.${notice.to}`), day: showDay(notice.on) })}
        </h3>
        <p class="hint">
          {notice.what.map((what) => t(`notice-what.${what}`)).join('; ')} · {provisionName(notice.provision, language)}{' '}
          · {t(`notice-role.${notice.byRole}`)}
        </p>
        <p>
          <State held={held} />
        </p>
        {mayPutAway(notice) ? <PutAway held={held} /> : <Tell held={held} />}
      </div>
    </li>
  )
}

function State({ held: { notice } }: { held: HeldNotice }): VNode {
  const desk = useDesk()
  const { t } = desk
  const { client } = notice
  if (client.state === 'owed')
    return (
      <Tag shape={messageIcon} tone="wait">
        {t('notice-state.owed')}
      </Tag>
    )
  if (client.state === 'deferred')
    return (
      <Tag shape={clockIcon} tone="wait">
        {t('notices.deferred', { day: showDay(client.lookAgain), why: t(`notice-reason.${client.reason}`) })}
      </Tag>
    )
  return (
    <Tag shape={checkIcon}>
      {t('notices.told', {
        day: showDay(client.on),
        how: t(`notice-how.${client.how}`),
        language: languageName(client.language, desk),
        understood: t(`answer.${client.understood}`),
      })}
    </Tag>
  )
}

function Tell({ held }: { held: HeldNotice }): VNode {
  const { t, session, today, list } = useDesk()
  const { busy, act } = useAct()
  const [telling, setTelling] = useState<Telling>(NOTHING_TOLD)
  const [missing, setMissing] = useState<readonly string[]>([])
  const keep = () => {
    const state = stateOf(telling, today)
    const moved = state && state.state !== 'owed' ? moveNotice(held.notice, state) : null
    if (!moved?.ok) {
      setMissing(moved ? ['lookAgain'] : missingOfTelling(telling))
      return
    }
    void act(() => saveNotice(session, moved.notice, held, today)).then(() => list.refresh())
  }
  return (
    <details data-test="notice-tell">
      <summary data-test="notice-tell-open">{t('notices.tell')}</summary>
      <p>{t('notice.say')}</p>
      <SaidToClient provision={held.notice.provision} />
      <TellingFields
        id={`told-${held.id}`}
        telling={telling}
        states={['told', 'deferred']}
        missing={missing}
        onChange={(changed) => {
          setTelling(changed)
          setMissing([])
        }}
      />
      <div class="buttons">
        <ActionButton test="notice-told" disabled={busy} onClick={keep}>
          {t('notice.keep')}
        </ActionButton>
      </div>
    </details>
  )
}

function PutAway({ held }: { held: HeldNotice }): VNode {
  const { t, session, list } = useDesk()
  const { busy, act } = useAct()
  return (
    <ActionButton
      test="notice-away"
      quiet
      disabled={busy}
      onClick={() => {
        void act(() => dropNote(session, held)).then(() => list.refresh())
      }}
    >
      {t('notices.away')}
    </ActionButton>
  )
}
