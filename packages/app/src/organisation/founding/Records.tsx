// A founding's third step: every device shows the digits of its record; people read them aloud; one device puts everything together, and
// all sign. What a device signs it has checked itself.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { recordGroups } from '@apila/sealing/organisation/spoken.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { QrCode } from '@apila/ui/QrCode.tsx'
import { openOwn } from '../../account/own/own-device.ts'
import { Groups } from '../../account/own/Groups.tsx'
import { localDay } from '../../clock.ts'
import { Heading, Link, Tick, Write } from '../../controls.tsx'
import type { FoundingStepProps } from './use-founding.ts'
import {
  type Founder,
  areAllSigned,
  collect,
  found,
  missingOf,
  organisationsOf,
  problemOfBatch,
  sayBatch,
  saySigned,
  sign,
} from './founding-work.ts'

type Compared = ReadonlySet<string>

export function Records({ texts, here }: FoundingStepProps): VNode {
  const { t, problem, language } = texts
  const { kept, heard } = here
  const [compared, setCompared] = useState<Compared>(new Set())
  const [groups, setGroups] = useState<Readonly<Record<string, string[]>>>({})
  const [isAsking, setAsking] = useState(false)
  const [isAllSigned, setAllSigned] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const founders = heard?.founders ?? []
  const own = kept?.record ?? null
  const others = founders.filter(({ from }) => from !== kept?.from)
  const collects = heard?.collector !== null && heard?.collector === kept?.from
  const batch = heard?.batch ?? null
  const records = [...(own ? [own] : []), ...others.map(({ record }) => record)]
  useEffect(() => {
    void Promise.all(records.map(async ({ record }) => [record.id, await recordGroups(record)] as const)).then(
      (all) => {
        setGroups(Object.fromEntries(all))
      },
    )
  }, [records.map(({ record }) => record.proof).join()])
  useEffect(() => {
    if (!batch) return
    void areAllSigned(batch, founders).then(setAllSigned)
  }, [heard])
  useEffect(() => {
    // The last signature has come: whoever collects founds the network.
    if (isAllSigned && collects && batch && kept?.signed && !here.isFounded)
      void here.act(async () => {
        if (!(await found(kept.code, batch, founders, localDay()))) setRefusal('founding-not-whole')
        await here.listen()
      })
  }, [isAllSigned, collects])
  if (!kept || !own || !heard)
    return (
      <>
        <Heading>{t('founding.records-title')}</Heading>
        {here.failure !== 'code-refused' && <p role="status">{t('founding.listening')}</p>}
      </>
    )
  const organisations = organisationsOf(founders)
  const nameOf = ({ record: { record } }: Pick<Founder, 'record'>) =>
    organisations.find(({ id }) => id === record.organisation)?.names[language] ?? record.organisation
  const missing = missingOf(founders)
  const notCompared = others.filter(({ record }) => !compared.has(record.record.proof)).length
  const hasSigned = kept.signed !== null

  const together = () =>
    here.act(async () => {
      if (!heard.network) return
      const entries = await collect(heard.network, founders, localDay())
      await here.change({ ...kept, batch: entries, signed: null })
      await sayBatch(kept, entries)
      await here.listen()
    })
  const signNow = (words: string | undefined) =>
    here.act(async () => {
      if (!batch) return
      const wrong = await problemOfBatch(batch, own, heard, localDay())
      setRefusal(wrong && 'founding-not-right')
      if (wrong) return
      let { device } = here
      if (!device && here.own) {
        ;({ device } = await openOwn(here.own, { words }))
        here.setDevice(device, here.own)
      }
      if (!device) return
      const signed = await sign(device, kept, batch, founders)
      await here.change({ ...kept, batch: [...batch], signed })
      await saySigned(kept, signed)
      await here.listen()
    })
  return (
    <>
      <Heading>{t('founding.records-title')}</Heading>
      <p>{t('founding.records-more')}</p>
      <div class="card" data-test="own-record">
        <h2>{t('founding.own-record', { name: own.record.id })}</h2>
        <Groups groups={groups[own.record.id] ?? []} test="own-groups" />
        <QrCode text={(groups[own.record.id] ?? []).join('')} label={t('founding.own-square')} />
      </div>
      <h2>{t('founding.others')}</h2>
      {others.length === 0 && <p role="status">{t('founding.nobody-yet')}</p>}
      <ul class="plain">
        {others.map((one) => {
          const { id, proof } = one.record.record
          return (
            <li key={id} class="card" data-test="founder" data-status={one.signed ? 'signed' : 'there'}>
              <h3>
                {nameOf(one)} · {id}
              </h3>
              <Groups groups={groups[id] ?? []} test={`groups-${id}`} />
              {one.signed && batch && <p>{t('founding.has-signed')}</p>}
              {/* Also of whoever has signed: after a reload this device has compared nobody yet. */}
              {!hasSigned && (
                <Tick
                  test={`compared-${id}`}
                  checked={compared.has(proof)}
                  onChange={(isSame) => {
                    const next = new Set(compared)
                    if (isSame) next.add(proof)
                    else next.delete(proof)
                    setCompared(next)
                  }}
                >
                  {t('founding.compared')}
                </Tick>
              )}
            </li>
          )
        })}
      </ul>
      <Note>
        <p>{t('founding.wrong-groups')}</p>
      </Note>
      {!hasSigned && (
        <p>
          <Link
            test="founding-again"
            onClick={() => {
              // The same place on the board: what this device said before is replaced.
              void here.change({ ...kept, record: null, secrets: null, signed: null })
            }}
          >
            {t('founding.again')}
          </Link>
        </p>
      )}
      {refusal !== null && (
        <p class="error" role="alert" data-test="refusal">
          {refusal === 'founding-not-right' ? problem('founding-not-right') : problem('founding-not-whole')}
        </p>
      )}
      {missing !== null && <p data-test="missing">{t(`founding.missing-${missing}`)}</p>}
      {missing === null && notCompared > 0 && !hasSigned && (
        <p data-test="not-compared">{t('founding.not-compared', { count: notCompared })}</p>
      )}
      {missing === null && notCompared === 0 && !batch && collects && (
        <>
          <p>{t('founding.together-more')}</p>
          <Button test="put-together" busy={here.busy} onClick={() => void together()}>
            {t('founding.together')}
          </Button>
        </>
      )}
      {missing === null && notCompared === 0 && !batch && !collects && (
        <p role="status">{t('founding.waits-together')}</p>
      )}
      {batch && !hasSigned && notCompared === 0 && missing === null && (
        <>
          <p>
            {t('founding.sign-more', { organisations: organisations.map((one) => one.names[language]).join(', ') })}
          </p>
          <Button
            test="sign-founding"
            busy={here.busy}
            onClick={() => {
              setAsking(true)
            }}
          >
            {t('founding.sign')}
          </Button>
        </>
      )}
      {hasSigned && (
        <p role="status" data-test="signed">
          {t('founding.signed', { count: founders.filter(({ signed }) => signed).length, of: founders.length })}
        </p>
      )}
      {isAsking && (
        <SignDialog
          texts={texts}
          needsWords={!here.device && here.own?.file.under === 'words'}
          onKeep={() => {
            setAsking(false)
          }}
          onDo={(words) => {
            setAsking(false)
            void signNow(words)
          }}
        />
      )}
    </>
  )
}

interface SignDialogProps extends Pick<FoundingStepProps, 'texts'> {
  needsWords: boolean
  onDo: (words: string | undefined) => void
  onKeep: () => void
}

function SignDialog({ texts: { t }, needsWords, onDo, onKeep }: SignDialogProps): VNode {
  const [words, setWords] = useState('')
  return (
    <Dialog
      test="sign-founding-ask"
      title={t('founding.sign-ask')}
      doText={t('founding.sign')}
      keepText={t('founding.sign-keep')}
      onKeep={onKeep}
      onDo={() => {
        onDo(needsWords ? words : undefined)
      }}
    >
      <p>{t('founding.sign-what')}</p>
      <p>{t('founding.sign-not-undone')}</p>
      {needsWords && <Write id="sign-words" label={t('words.label')} value={words} onInput={setWords} />}
    </Dialog>
  )
}
