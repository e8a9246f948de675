// A return's second step: what happens on this device, and its passkey or six words. Two papers are asked for after it, so that what was read of them
// lies locked to the device.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { isWritten } from '@apila/core/written.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Choices } from '@apila/ui/Choice.tsx'
import { NoPasskeys } from '../../account/own/NoPasskeys.tsx'
import { SixWords } from '../../account/own/SixWords.tsx'
import { type NewOwn, makeOwn } from '../../account/own/own-device.ts'
import { hasPasskeys } from '../../account/own/passkey.ts'
import { Heading, Pick, Write } from '../../controls.tsx'
import { newDeviceId } from '../new-ids.ts'
import { makeReturnRecord } from './return-work.ts'
import type { ReturnStepProps } from './use-return.ts'

const WHICH = ['with-papers', 'without-papers'] as const
type Which = (typeof WHICH)[number]

export function NewKeeper({ texts, here, name }: ReturnStepProps & { name: string }): VNode {
  const { t } = texts
  const [which, setWhich] = useState<Which | null>(null)
  const [workerName, setWorkerName] = useState('')
  const [presses, setPresses] = useState(0)
  const [made, setMade] = useState<NewOwn | null>(null)
  const { kept, roster } = here
  if (!hasPasskeys()) return <NoPasskeys texts={texts} />
  const finish = async (own: NewOwn) => {
    if (!kept || !roster || which === null) return
    const hasPapers = which === 'with-papers'
    const record = await makeReturnRecord(own, roster, kept.offer.organisation, hasPapers)
    here.setDevice(own.device, own.kept)
    await here.change({ record, hasPapers })
  }
  const make = () => {
    setPresses(presses + 1)
    if (!kept || !roster || which === null || !isWritten(workerName)) return
    void here.act(async () => {
      const { network, organisation } = kept.offer
      const own = await makeOwn({ network, device: newDeviceId(organisation) }, workerName.trim())
      if (own.words === null) await finish(own)
      else setMade(own)
    })
  }
  if (made?.words)
    return (
      <SixWords texts={texts} words={made.words} busy={here.busy} onWritten={() => void here.act(() => finish(made))} />
    )
  return (
    <>
      <Heading>{t('back.title')}</Heading>
      <p data-test="return-for">{t('back.for', { name, network: kept?.offer.network ?? '' })}</p>
      <Choices
        legend={t('back.which')}
        id="return-which"
        {...(presses > 0 && which === null && { error: t('back.need-which') })}
      >
        <Pick
          name="return"
          chosen={which}
          onChoose={setWhich}
          options={WHICH.map((value) => ({ value, text: t(`back.${value}`) }))}
        />
      </Choices>
      <Write
        id="worker-name"
        label={t('own.worker')}
        hint={t('own.worker-hint')}
        error={presses > 0 && !isWritten(workerName) ? t('founding.need-worker') : undefined}
        max={60}
        value={workerName}
        onInput={setWorkerName}
      />
      <p>{t('own.passkey-more')}</p>
      <div class="buttons">
        <Button test="make-passkey" busy={here.busy || roster === null} onClick={make}>
          {t('own.make')}
        </Button>
      </div>
    </>
  )
}
