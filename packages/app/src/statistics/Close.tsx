// A keeper closes last year's cohort: adds up what the desk's devices sent, answers the guards, seals the sums to both officers.
// Governed by docs/statistics.md "The close". The guards inform; they never choose cells by their values (docs/statistics.md).
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as z from 'zod'
import { ReleaseState, cohortToClose, mayClose } from '@apila/core/statistics/wire.ts'
import type { AddedUp } from '@apila/disclosure/adding-up.ts'
import { Note } from '@apila/ui/Note.tsx'
import { Confirm } from '../Confirm.tsx'
import { ActionButton, Heading, Pick } from '../controls.tsx'
import { useAct, useDesk } from '../desk-context.ts'
import { DraftLine } from '../drafts/DraftLine.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { addUpYear, sendSums } from './close-work.ts'
import { getPolicy } from './policy.ts'

export function Close(): VNode {
  const { t, session, today } = useDesk()
  const cohort = cohortToClose(today)
  const [state, setState] = useState<ReleaseState | null>(null)
  const [added, setAdded] = useState<AddedUp | null>(null)
  const { busy, act } = useAct()
  const look = async () => {
    setState(await session.api.ask('POST', 'releases/state', ReleaseState, { cohort }))
  }
  useEffect(() => {
    void act(look)
  }, [])
  const closed = state?.closedBy.includes(session.own.organisation) ?? false
  return (
    <>
      <Heading>{t('close-year.title', { year: cohort })}</Heading>
      {!mayClose(cohort, today) && <p>{t('close-year.early', { year: cohort })}</p>}
      {mayClose(cohort, today) && state && closed && <Closed state={state} />}
      {mayClose(cohort, today) && state && !closed && (
        <>
          <p>{t('close-year.more')}</p>
          {!added && (
            <ActionButton
              test="close-add-up"
              disabled={busy}
              onClick={() => {
                void act(async () => {
                  setAdded(await addUpYear(session, cohort))
                })
              }}
            >
              {t('close-year.add-up')}
            </ActionButton>
          )}
          {added && (
            <Guards
              added={added}
              busy={busy}
              onSeal={() => {
                void act(async () => {
                  await sendSums(session, cohort, added.sums)
                  await look()
                })
              }}
            />
          )}
        </>
      )}
    </>
  )
}

const YesNo = z.enum(['yes', 'no']).nullable()
const KeptGuards = z.object({ large: YesNo, most: YesNo })

function Guards({ added, busy, onSeal }: { added: AddedUp; busy: boolean; onSeal: () => void }): VNode {
  const { t, count, today } = useDesk()
  const [large, setLarge] = useState<'yes' | 'no' | null>(null)
  const [most, setMost] = useState<'yes' | 'no' | null>(null)
  const [missing, setMissing] = useState(false)
  const cohort = cohortToClose(today)
  const draft = useDraft({
    kind: 'close',
    of: String(cohort),
    schema: KeptGuards,
    value: large === null && most === null ? null : { large, most },
    onFound: (found) => {
      setLarge(found.large)
      setMost(found.most)
    },
  })
  const options = [
    { value: 'yes' as const, text: t('yes') },
    { value: 'no' as const, text: t('no') },
  ]
  return (
    <div data-test="close-added">
      <p>{t('close-year.added', { count: added.sums.entries, devices: added.devices })}</p>
      {added.unread > 0 && (
        <Note>
          <p>{count('close-year.unread', added.unread)}</p>
        </Note>
      )}
      <fieldset>
        <legend>{t('close-year.large')}</legend>
        <Pick name="guard-large" chosen={large} onChoose={setLarge} options={options} />
      </fieldset>
      <fieldset>
        <legend>{t('close-year.most')}</legend>
        <Pick name="guard-most" chosen={most} onChoose={setMost} options={options} />
      </fieldset>
      {(large === 'yes' || most === 'yes') && (
        <Note role="status">
          <p>{t('close-year.inform')}</p>
        </Note>
      )}
      <p>{t('close-year.final')}</p>
      {missing && (large === null || most === null) && (
        <p class="error" role="alert">
          {t('close-year.need')}
        </p>
      )}
      <Confirm
        test="close-seal"
        disabled={busy}
        isReady={() => {
          setMissing(true)
          return large !== null && most !== null
        }}
        title={t('close-year.ask', { year: cohort })}
        more={t('close-year.final')}
        doText={t('close-year.do', { year: cohort })}
        keepText={t('close-year.keep')}
        onDo={() => {
          void draft.drop().then(onSeal)
        }}
      >
        {t('close-year.seal')}
      </Confirm>
      <DraftLine draft={draft} />
    </div>
  )
}

function Closed({ state }: { state: ReleaseState }): VNode {
  const { t, session, nameOf } = useDesk()
  const officer = session.roster.devices.get(getPolicy(session, state.cohort).firstOfficer)
  return (
    <div data-test="close-done">
      <p>{t('close-year.done')}</p>
      <p>{t('close-year.closed-by', { names: state.closedBy.map(nameOf).join(', ') })}</p>
      <p>{t('close-year.next', { name: nameOf(officer?.organisation ?? '') })}</p>
    </div>
  )
}
