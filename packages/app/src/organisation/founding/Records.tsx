// A founding's third step: every device shows the digits of its record; people read them aloud and tick what is the same. What follows from
// it stands in Together.tsx. What a device signs it has checked itself.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { recordGroups } from '@apila/sealing/organisation/spoken.ts'
import { Note } from '@apila/ui/Note.tsx'
import { QrCode } from '@apila/ui/QrCode.tsx'
import { Groups } from '../../account/own/Groups.tsx'
import { Heading, Link, Tick } from '../../controls.tsx'
import { type Founder, organisationsOf, standingOf } from './board.ts'
import { Together } from './Together.tsx'
import type { FoundingStepProps } from './use-founding.ts'

export function Records({ texts, here }: FoundingStepProps): VNode {
  const { t, language } = texts
  const { kept, heard } = here
  const [groups, setGroups] = useState<Readonly<Record<string, string[]>>>({})
  const founders = heard?.founders ?? []
  const own = kept?.record ?? null
  const others = founders.filter(({ from }) => from !== heard?.own)
  const records = [...(own ? [own] : []), ...others.map(({ record }) => record)]
  useEffect(() => {
    void Promise.all(records.map(async ({ record }) => [record.proof, await recordGroups(record)] as const)).then(
      (all) => {
        setGroups(Object.fromEntries(all))
      },
    )
  }, [records.map(({ record }) => record.proof).join()])
  if (!kept || !own || !heard)
    return (
      <>
        <Heading>{t('founding.records-title')}</Heading>
        {here.failure !== 'code-refused' && <p role="status">{t('founding.listening')}</p>}
      </>
    )
  const compared = new Set(kept.compared)
  const standing = standingOf(heard, compared)
  const organisations = organisationsOf([...standing.chosen, ...standing.rest])
  const nameOf = ({ record: { record } }: Pick<Founder, 'record'>) => {
    const name = organisations.find(({ id }) => id === record.organisation)?.names[language]
    return `${name ?? record.organisation} · ${record.id}`
  }
  const hasSigned = kept.signed !== null
  return (
    <>
      <Heading>{t('founding.records-title')}</Heading>
      <p>{t('founding.records-more')}</p>
      <div class="card" data-test="own-record">
        <h2>{t('founding.own-record', { name: own.record.id })}</h2>
        <Groups groups={groups[own.record.proof] ?? []} test="own-groups" />
        <QrCode text={(groups[own.record.proof] ?? []).join('')} label={t('founding.own-square')} />
        <p class="hint">{t('founding.own-square-more')}</p>
      </div>
      <h2>{t('founding.others')}</h2>
      {others.length === 0 && <p role="status">{t('founding.nobody-yet')}</p>}
      <ul class="plain">
        {others.map((one) => {
          const { id, proof } = one.record.record
          return (
            <li
              key={proof}
              class="card"
              data-test="founder"
              data-status={standing.signedBy.includes(one) ? 'signed' : 'there'}
            >
              <h3>{nameOf(one)}</h3>
              <Groups groups={groups[proof] ?? []} test={`groups-${id}`} />
              {standing.signedBy.includes(one) && <p>{t('founding.has-signed')}</p>}
              {/* Also after the signature: a device that is gone is left out by taking its tick. */}
              <Tick
                test={`compared-${id}`}
                checked={compared.has(proof)}
                onChange={(isSame) => {
                  void here.tick(proof, isSame)
                }}
              >
                {t('founding.compared')}
              </Tick>
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
              // The same place on the board: what this device said before is taken back.
              void here.change({ record: null, secrets: null, made: null, batch: null, signed: null })
            }}
          >
            {t('founding.again')}
          </Link>
        </p>
      )}
      <Together texts={texts} here={here} standing={standing} nameOf={nameOf} />
    </>
  )
}
