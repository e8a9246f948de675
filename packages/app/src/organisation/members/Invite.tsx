// A new member comes, as the administrator who invites it: one code for both of its devices, six digits heard from each person, and the first
// signature. What the members sign after that waits with all other proposals.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { NETWORK_DESK } from '@apila/core/organisation/roster.ts'
import { currentEpoch } from '@apila/core/organisation/roster-value.ts'
import type { FoundingRecord } from '@apila/core/account/founding.ts'
import type { Proposed } from '@apila/core/account/roster-batch.ts'
import { type JoinKeys, codeBytes, joinKeys, newJoinCode, typedCode } from '@apila/sealing/account/join.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Choices } from '@apila/ui/Choice.tsx'
import { QrCode } from '@apila/ui/QrCode.tsx'
import { failureKey } from '../../account/failure.ts'
import { Groups } from '../../account/own/Groups.tsx'
import { showClock } from '../../content/show-time.ts'
import { Heading, Pick, Write } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { seePossession } from '../joining/join-work.ts'
import { BatchRefused, makingOf } from '../keeping/keeping-work.ts'
import {
  type HeardMember,
  admission,
  digitsOfRecord,
  gatherAdmission,
  hearMember,
  inviteMember,
  pairOf,
  problemOfAdmission,
  proposeAdmission,
  sayAsInviter,
} from '../joining/member-work.ts'

const CODE_MS = 600_000
/** How often the new devices are listened to. Unit: ms. */
const HEAR_MS = 1_000
const pause = (): Promise<void> => new Promise((resolve) => window.setTimeout(resolve, HEAR_MS))

type Pair = readonly [FoundingRecord, FoundingRecord]
interface Shown {
  typed: string
  square: string
  keys: JoinKeys
  until: Date
}

export function Invite({ onEnd }: { onEnd: () => void }): VNode {
  const { t, session, language } = useDesk()
  const { busy, act } = useAct()
  const [shown, setShown] = useState<Shown | null>(null)
  const [isDone, setDone] = useState(false)
  const show = () =>
    act(async () => {
      await session.catchUp()
      const { roster, api } = session
      const code = newJoinCode({ network: roster.network, genesis: roster.genesis, host: location.host }, systemRandom)
      const typed = typedCode(code)
      const bytes = codeBytes(typed)
      if (!bytes) return
      const keys = await joinKeys(bytes)
      await inviteMember(api, keys, roster)
      setShown({ typed, square: JSON.stringify(code), keys, until: new Date(Date.now() + CODE_MS) })
    })
  return (
    <>
      <Heading>{t('member.invite')}</Heading>
      {!shown && (
        <>
          <p>{t('member.invite-more')}</p>
          <ol>
            <li>{t('member.step-meet')}</li>
            <li>{t('member.step-code')}</li>
            <li>{t('member.step-members')}</li>
            <li>{t('member.step-after')}</li>
          </ol>
          <p>{t('member.undo')}</p>
          <Button test="invite-show" busy={busy} onClick={() => void show()}>
            {t('enrol.show')}
          </Button>
        </>
      )}
      {shown && !isDone && (
        <>
          <p>{t('member.code-more', { at: showClock({ language }, shown.until) })}</p>
          <Groups groups={shown.typed.match(/.{4}/g) ?? []} test="join-code-shown" />
          <QrCode text={shown.square} label={t('enrol.square')} />
          <LookAtMember
            keys={shown.keys}
            onDone={() => {
              setDone(true)
            }}
          />
        </>
      )}
      {isDone && (
        <p role="status" data-test="invite-done">
          {t('member.invite-done')}
        </p>
      )}
      <p>
        <Button test="invite-end" bare onClick={onEnd}>
          {t('back')}
        </Button>
      </p>
    </>
  )
}

/** Listens until both devices are there, hears their digits, and signs as the first. */
function LookAtMember({ keys, onDone }: { keys: JoinKeys; onDone: () => void }): VNode {
  const { t, session, today, language, attempt, fail } = useDesk()
  const { busy, act } = useAct()
  const [heard, setHeard] = useState<HeardMember | null>(null)
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const [wrong, setWrong] = useState<readonly [boolean, boolean]>([false, false])
  const [past, setPast] = useState<'open' | 'closed' | null>(null)
  const [isShut, setShut] = useState(false)
  const [proposed, setProposed] = useState<Proposed | null>(null)
  const compared = useRef<Pair | null>(null)
  const pair = compared.current ?? (heard && pairOf(heard))
  const hasCommon = currentEpoch(session.roster, { organisation: null, desk: NETWORK_DESK }) !== undefined
  useEffect(() => {
    let hasLeft = false
    void attempt(async () => {
      while (!hasLeft) {
        setHeard(await hearMember(keys))
        await pause()
      }
    })
    return () => {
      hasLeft = true
    }
  }, [])
  useEffect(() => {
    if (!proposed || !heard || !compared.current) return
    const both = compared.current
    void gatherAdmission(session.roster, proposed, both, heard.signed).then((whole) => {
      if (whole)
        void act(async () => {
          await session.api.tell('POST', 'roster/propose', whole)
          onDone()
        })
    })
  }, [heard?.signed.length])
  const compare = () =>
    act(async () => {
      if (!pair) return
      const digits = await Promise.all(pair.map((record) => digitsOfRecord(keys, record)))
      const areWrong = typed.map((text, at) => text.replaceAll(/\D/g, '') !== digits[at])
      setWrong([areWrong[0] ?? true, areWrong[1] ?? true])
      if (areWrong.includes(true)) return
      compared.current = pair
      for (const { record, credential } of pair) {
        const opened = await seePossession(session.api, keys, { v: 2, record, credential }, session.device.id, pause)
        setShut(!opened)
        if (!opened) return
      }
      await session.catchUp()
      const batch = await admission(makingOf(session), pair, past ?? 'open')
      const problem = await problemOfAdmission(session.roster, today, batch)
      if (problem) {
        fail(failureKey(new BatchRefused(problem)))
        return
      }
      const made = await proposeAdmission(session.roster, today, batch, session.device)
      await sayAsInviter(session.api, keys, made.asked)
      setProposed(made.proposed)
    })
  if (!pair)
    return (
      <p role="status" data-test="invite-waits">
        {t('member.waits', { count: heard?.records.length ?? 0 })}
      </p>
    )
  if (proposed)
    return (
      <p role="status" data-test="invite-signs">
        {t('member.they-sign')}
      </p>
    )
  return (
    <section>
      <h2>{pair[0].organisation?.names[language]}</h2>
      <p>{t('member.team-is', { name: pair[0].organisation?.desk.names[language] ?? '' })}</p>
      {pair.map(({ record }, at) => (
        <Write
          key={record.id}
          id={`member-digits-${String(at + 1)}`}
          label={t('member.digits', { name: record.id })}
          hint={t('enrol.digits-hint')}
          error={wrong[at] ? t('enrol.digits-wrong') : undefined}
          numeric
          max={12}
          value={typed[at] ?? ''}
          onInput={(text) => {
            setTyped(at === 0 ? [text, typed[1]] : [typed[0], text])
            setWrong([false, false])
          }}
        />
      ))}
      {hasCommon && (
        <Choices legend={t('member.past')} id="past">
          <Pick
            name="past"
            chosen={past}
            onChoose={setPast}
            options={[
              { value: 'open', text: t('member.past-open'), hint: t('member.past-open-more') },
              { value: 'closed', text: t('member.past-closed'), hint: t('member.past-closed-more') },
            ]}
          />
        </Choices>
      )}
      {isShut && (
        <p class="error" role="alert">
          {t('enrol.not-opened')}
        </p>
      )}
      {hasCommon && past === null ? (
        <p class="hint">{t('member.past-need')}</p>
      ) : (
        <Button test="member-compare" busy={busy} onClick={() => void compare()}>
          {t('enrol.compare')}
        </Button>
      )}
    </section>
  )
}
