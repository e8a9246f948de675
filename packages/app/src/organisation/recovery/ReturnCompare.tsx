// A return's fourth step: both devices show their groups, people read them aloud, and both sign; then the keeper of the other member.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { recordGroups } from '@apila/sealing/organisation/spoken.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Groups } from '../../account/own/Groups.tsx'
import { todayInFinland } from '../../clock.ts'
import { Heading, Tick } from '../../controls.tsx'
import { RecoverySheets } from '../papers/RecoverySheets.tsx'
import { batchId, openSecrets, sayReturn, signReturn } from './return-work.ts'
import type { ReturnStepProps } from './use-return.ts'

export function ReturnCompare({ texts, here, name }: ReturnStepProps & { name: string }): VNode {
  const { t } = texts
  const { kept, heard, keys, roster, device } = here
  const [compared, setCompared] = useState<string | null>(null)
  const [groups, setGroups] = useState<Readonly<Record<string, string[]>>>({})
  const [isAsking, setAsking] = useState(false)
  const [isOwnSigned, setOwnSigned] = useState(false)
  const own = kept?.record ?? null
  const records = heard?.records ?? []
  const others = records.filter(({ record }) => record.id !== own?.record.id)
  const [other] = others
  const isTooMany = others.length > 1 || (other !== undefined && other.hasPapers === own?.hasPapers)
  const batch = heard?.batch ?? null
  useEffect(() => {
    const all = own ? [own, ...others] : others
    void Promise.all(all.map(async ({ record }) => [record.proof, await recordGroups(record)] as const)).then(
      (each) => {
        setGroups(Object.fromEntries(each))
      },
    )
  }, [own?.record.proof, others.map(({ record }) => record.proof).join()])
  const signers = (heard?.signed ?? []).map(({ batch: of, device: by }) => `${by} ${of}`)
  const [id, setId] = useState<string | null>(null)
  useEffect(() => {
    if (batch) void batchId(batch).then(setId)
    else setId(null)
  }, [batch?.proposal])
  if (!kept || !own || !heard || !keys || !roster || !device) return <p role="status">{t('founding.listening')}</p>
  const organisation = kept.offer.organisation
  const hasSigned = kept.hasPapers
    ? isOwnSigned || (batch?.signatures.some((each) => 'device' in each && each.device === own.record.id) ?? false)
    : id !== null && signers.includes(`${own.record.id} ${id}`)
  const hasOtherSigned = kept.hasPapers
    ? id !== null && signers.some((each) => each.endsWith(` ${id}`))
    : batch !== null
  const isCompared = other !== undefined && compared === other.record.proof
  const sign = () =>
    here.act(async () => {
      if (!other) return
      if (kept.hasPapers && kept.secrets !== null) {
        const secrets = await openSecrets(device, kept.secrets)
        const all = { roster, secrets, records: [own, other] }
        const { isPartial } = await sayReturn(keys, device, all, organisation, todayInFinland())
        await here.change({ isPartial })
        setOwnSigned(true)
      } else if (batch) {
        const problem = await signReturn(keys, device, { roster, batch, records: [own, other] }, organisation)
        if (problem) here.setStop('not-right')
      }
    })
  const isTurn = isCompared && !isTooMany && !hasSigned && (kept.hasPapers || batch !== null)
  // The new papers lie in their envelopes before anything is signed: a device that is lost afterwards takes none of them along.
  const maySign = isTurn && (!kept.hasPapers || kept.arePrinted)
  return (
    <>
      <Heading>{t('founding.records-title')}</Heading>
      <p>{t('founding.records-more')}</p>
      {kept.hasPapers && <p data-test="papers-right">{t('back.papers-right')}</p>}
      <div class="card" data-test="own-record">
        <h2>{t('back.read-own', { name: own.record.id })}</h2>
        <Groups groups={groups[own.record.proof] ?? []} test="own-groups" />
      </div>
      <h2>{t('back.other-device')}</h2>
      {!other && <p role="status">{t('back.waits-device')}</p>}
      {isTooMany && (
        <p class="error" role="alert" data-test="return-too-many">
          {t('back.too-many')}
        </p>
      )}
      {other && !isTooMany && (
        <div class="card" data-test="other-record">
          <h3>{other.record.id}</h3>
          <Groups groups={groups[other.record.proof] ?? []} test="other-groups" />
          {!hasSigned && (
            <Tick
              test="other-compared"
              checked={isCompared}
              onChange={(isSame) => {
                setCompared(isSame ? other.record.proof : null)
              }}
            >
              {t('founding.compared')}
            </Tick>
          )}
        </div>
      )}
      <Note>
        <p>{t('founding.wrong-groups')}</p>
      </Note>
      {isCompared && !kept.hasPapers && !batch && <p role="status">{t('back.waits-batch')}</p>}
      {isTurn && kept.hasPapers && <NewPapers texts={texts} here={here} name={name} />}
      {maySign && (
        <div class="buttons">
          <Button
            test="return-sign"
            busy={here.busy}
            onClick={() => {
              setAsking(true)
            }}
          >
            {t(kept.hasPapers ? 'back.together' : 'back.sign')}
          </Button>
        </div>
      )}
      {hasSigned && (
        <p role="status" data-test="return-signed" data-status={hasOtherSigned ? 'both' : 'one'}>
          {t(hasOtherSigned ? 'back.waits-neighbour' : 'back.waits-other')}
        </p>
      )}
      {isAsking && other && (
        <Dialog
          test="return-sign-ask"
          title={t('back.sign-ask', { name })}
          doText={t('back.sign')}
          keepText={t('back.sign-keep')}
          onDo={() => {
            setAsking(false)
            void sign()
          }}
          onKeep={() => {
            setAsking(false)
          }}
        >
          <p>{t('back.sign-more', { other: other.record.id })}</p>
          <p>{t('back.after')}</p>
        </Dialog>
      )}
    </>
  )
}

/** The three papers that hold from the return on: printed before the first signature, and put away. */
function NewPapers({ texts, here, name }: ReturnStepProps & { name: string }): VNode {
  const { t } = texts
  const { kept, device } = here
  const [papers, setPapers] = useState<readonly string[] | null>(null)
  return (
    <>
      <h2 class="no-print">{t('back.new-papers')}</h2>
      <p class="no-print">{t('back.new-papers-more')}</p>
      {papers && (
        <RecoverySheets texts={texts} papers={papers} name={name} network={String(kept?.offer.network ?? '')} />
      )}
      <div class="buttons no-print">
        <Button
          test={papers ? 'print-new-papers' : 'show-new-papers'}
          quiet
          busy={here.busy}
          onClick={() => {
            if (papers) window.print()
            else
              void here.act(async () => {
                if (kept?.secrets && device) setPapers((await openSecrets(device, kept.secrets)).papers)
              })
          }}
        >
          {papers ? t('founding.print') : t('founding.show-papers')}
        </Button>
      </div>
      <Tick
        test="new-papers-put"
        checked={kept?.arePrinted ?? false}
        onChange={(arePrinted) => {
          void here.change({ arePrinted })
        }}
      >
        {t('back.new-papers-put')}
      </Tick>
    </>
  )
}
