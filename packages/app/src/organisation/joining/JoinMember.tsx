// A new member's side of its joining: its first device names it and makes the keys of its team and its papers, its second one joins; both read
// six digits aloud, compare each other's groups, and sign. Governed by docs/protocol.md "Members that come and go".
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isWritten } from '@apila/core/written.ts'
import type { FoundingRecord } from '@apila/core/account/founding.ts'
import type { MemberOffer } from '@apila/core/account/member-join.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { JoinKeys } from '@apila/sealing/account/join.ts'
import { recordGroups } from '@apila/sealing/organisation/spoken.ts'
import { Button } from '@apila/ui/Button.tsx'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { failureKey } from '../../account/failure.ts'
import { keep } from '../../account/device-store.ts'
import { Groups } from '../../account/own/Groups.tsx'
import { SixWords } from '../../account/own/SixWords.tsx'
import { type NewOwn, type OwnKept, makeOwn } from '../../account/own/own-device.ts'
import type { ProblemKey, Texts } from '../../content/texts.ts'
import { Heading, Tick, Write } from '../../controls.tsx'
import { type Names, NO_NAMES, NamesFields, areWhole, trimmed } from '../NamesFields.tsx'
import { makeRecord } from '../founding/founding-work.ts'
import { type HeardMember, digitsOfRecord, hearMember, pairOf, sayAsNewcomer } from './member-work.ts'
import { newDeviceId, slugOf } from '../new-ids.ts'
import { answerKeepers } from './join-work.ts'
import { keepNewcomer, signAsNewcomer } from './newcomer.ts'

/** How often it is asked what the others say. Unit: ms. */
const HEAR_MS = 1_000

interface JoinMemberProps {
  texts: Texts
  keys: JoinKeys
  offer: MemberOffer
  onDone: (own: OwnKept) => void
}

interface Made {
  own: NewOwn
  record: FoundingRecord
  secrets: string | null
  digits: string
}

export function JoinMember({ texts, keys, offer, onDone }: JoinMemberProps): VNode {
  const { t, problem, language } = texts
  const [heard, setHeard] = useState<HeardMember | null>(null)
  const [names, setNames] = useState(NO_NAMES)
  const [teamNames, setTeamNames] = useState<Names>({ fi: 'Asiakastyö', sv: 'Klientarbete', en: 'Client work' })
  const [workerName, setWorkerName] = useState('')
  const [presses, setPresses] = useState(0)
  const [withWords, setWithWords] = useState<NewOwn | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const [failure, setFailure] = useState<ProblemKey | null>(null)
  const [busy, setBusy] = useState(false)
  const answered = useRef(new Set<string>())
  const act = async (what: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    try {
      await what()
    } catch (error) {
      const key = failureKey(error)
      setFailure(key === 'not-found' ? 'join-code' : key)
    } finally {
      setBusy(false)
    }
  }
  useEffect(() => {
    let timer = 0
    let hasLeft = false
    const look = async () => {
      try {
        setHeard(await hearMember(keys))
        if (made) await answerKeepers(keys, made.own, answered.current)
      } catch (error) {
        const key = failureKey(error)
        setFailure(key === 'not-found' ? 'join-code' : key)
      }
      if (!hasLeft) timer = window.setTimeout(() => void look(), HEAR_MS)
    }
    void look()
    return () => {
      hasLeft = true
      window.clearTimeout(timer)
    }
  }, [made])
  const first = heard?.records.find(({ organisation }) => organisation !== null)
  const missing = [
    ...(first || (areWhole(names) && areWhole(teamNames))
      ? []
      : [{ fieldId: 'organisation-fi', text: t('founding.need-names') }]),
    ...(isWritten(workerName) ? [] : [{ fieldId: 'worker-name', text: t('founding.need-worker') }]),
  ]
  const finish = async (own: NewOwn) => {
    const now = (await hearMember(keys)).records.find(({ organisation }) => organisation !== null)
    const isNew = now ? null : { names: trimmed(names), deskNames: trimmed(teamNames) }
    const organisation = now?.record.organisation ?? OrganisationId.parse(slugOf(names.fi))
    const { record, secrets } = await makeRecord(own, organisation, isNew)
    await sayAsNewcomer(keys, record)
    // Not before: what is compared from now on is the administrators' word.
    await keep('pin', offer.pin)
    setMade({ own, record, secrets, digits: await digitsOfRecord(keys, record) })
  }
  const make = () => {
    setPresses(presses + 1)
    if (missing.length > 0 || !heard) return
    void act(async () => {
      const device = newDeviceId(first?.record.organisation ?? slugOf(names.fi))
      const own = await makeOwn({ network: offer.network, device }, workerName.trim())
      if (own.words === null) await finish(own)
      else setWithWords(own)
    })
  }
  if (withWords?.words && !made)
    return (
      <SixWords texts={texts} words={withWords.words} busy={busy} onWritten={() => void act(() => finish(withWords))} />
    )
  return (
    <section data-test="join-member">
      <Heading>{t('newcomer.title')}</Heading>
      {failure !== null && (
        <p class="error" role="alert" data-test="join-problem">
          {problem(failure)}
        </p>
      )}
      {!made && (
        <>
          {presses > 0 && <ErrorSummary title={t('errors.title')} errors={missing} attempt={presses} test="errors" />}
          <p data-test="join-offer">{t('newcomer.offer', { network: offer.network })}</p>
          {first ? (
            <p data-test="member-heard">
              {t('newcomer.second', { name: first.organisation?.names[language] ?? first.record.organisation })}
            </p>
          ) : (
            <>
              <p>{t('newcomer.first')}</p>
              <NamesFields
                id="organisation"
                label={t('founding.organisation-name')}
                names={names}
                onChange={setNames}
              />
              <NamesFields id="desk" label={t('founding.desk-name')} names={teamNames} onChange={setTeamNames} />
            </>
          )}
          <Write
            id="worker-name"
            label={t('own.worker')}
            hint={t('own.worker-hint')}
            max={60}
            value={workerName}
            onInput={setWorkerName}
          />
          <p>{t('own.passkey-more')}</p>
          <Button test="make-passkey" busy={busy || !heard} onClick={make}>
            {t('own.make')}
          </Button>
        </>
      )}
      {made && heard && (
        <Compare
          texts={texts}
          heard={heard}
          made={made}
          busy={busy}
          onSign={(pair) =>
            void act(async () => {
              if (!heard.proposal) return
              const signed = await signAsNewcomer(made, heard.proposal, pair)
              if (!signed) {
                setFailure('founding-not-right')
                return
              }
              await sayAsNewcomer(keys, signed)
              await keepNewcomer(made, pair)
              onDone(made.own.kept)
            })
          }
        />
      )}
    </section>
  )
}

interface CompareProps {
  texts: Texts
  heard: HeardMember
  made: Made
  busy: boolean
  onSign: (pair: readonly [FoundingRecord, FoundingRecord]) => void
}

/** The own digits, the colleague's groups, and the signature once the administrator has put everything together. */
function Compare({ texts: { t }, heard, made, busy, onSign }: CompareProps): VNode {
  const [groups, setGroups] = useState<{ own: string[]; other: string[] }>({ own: [], other: [] })
  const [isSame, setSame] = useState(false)
  const pair = pairOf(heard)
  const other = pair?.find(({ record }) => record.id !== made.record.record.id)
  useEffect(() => {
    void Promise.all([recordGroups(made.record.record), other ? recordGroups(other.record) : []]).then(
      ([own, others]) => {
        setGroups({ own, other: others })
      },
    )
  }, [other?.record.proof])
  return (
    <>
      <p>{t('newcomer.digits')}</p>
      <Groups groups={[made.digits.slice(0, 3), made.digits.slice(3)]} test="six-digits" />
      <h2>{t('newcomer.colleague')}</h2>
      <p>{t('newcomer.groups')}</p>
      <Groups groups={groups.own} test="own-groups" />
      {other ? (
        <>
          <p>{t('newcomer.other', { name: other.record.id })}</p>
          <Groups groups={groups.other} test="other-groups" />
          <Tick test="member-same" checked={isSame} onChange={setSame}>
            {t('founding.compared')}
          </Tick>
        </>
      ) : (
        <p role="status">{t('newcomer.waits-other')}</p>
      )}
      {pair && isSame && heard.proposal ? (
        <>
          <p>{t('newcomer.sign-more')}</p>
          <Button
            test="member-sign"
            busy={busy}
            onClick={() => {
              onSign(pair)
            }}
          >
            {t('newcomer.sign')}
          </Button>
        </>
      ) : (
        pair && <p role="status">{t(heard.proposal ? 'newcomer.waits-same' : 'newcomer.waits')}</p>
      )}
    </>
  )
}
