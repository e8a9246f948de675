// A new device's side of an enrolment: joining code, passkey or six words, six digits read aloud, and waiting for both administrators.
import { isWritten } from '@apila/core/written.ts'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { groupedCode, readCode } from '@apila/core/account/code-text.ts'
import type { JoinOffer } from '@apila/core/account/join.ts'
import type { MemberOffer } from '@apila/core/account/member-join.ts'
import type { Network } from '@apila/core/organisation/wire.ts'
import type { JoinKeys } from '@apila/sealing/account/join.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { failureKey } from '../../account/failure.ts'
import { Groups } from '../../account/own/Groups.tsx'
import { NoPasskeys } from '../../account/own/NoPasskeys.tsx'
import { SixWords } from '../../account/own/SixWords.tsx'
import { type NewOwn, type OwnKept, forgetOwn, makeOwn } from '../../account/own/own-device.ts'
import { hasPasskeys } from '../../account/own/passkey.ts'
import { todayInFinland } from '../../clock.ts'
import type { ProblemKey, Texts } from '../../content/texts.ts'
import { Write } from '../../controls.tsx'
import { JoinMember } from './JoinMember.tsx'
import { hearMember } from './member-work.ts'
import { answerKeepers, findOffer, hasJoined, isUsed, keysOfTyped, requestJoin } from './join-work.ts'

/** How often it is asked what the keepers say. Unit: ms. */
const HEAR_MS = 1_500

interface JoinDeviceProps {
  texts: Texts
  network: Network
  onJoined: (own: OwnKept) => void
}

export function JoinDevice({ texts, network, onJoined }: JoinDeviceProps): VNode {
  const { t, problem } = texts
  const [typed, setTyped] = useState('')
  const [name, setName] = useState('')
  const [isSlip, setSlip] = useState(false)
  const [isNameless, setNameless] = useState(false)
  const [failure, setFailure] = useState<ProblemKey | null>(null)
  const [busy, setBusy] = useState(false)
  const [offered, setOffered] = useState<{ keys: JoinKeys; offer: JoinOffer } | null>(null)
  const [made, setMade] = useState<NewOwn | null>(null)
  const [digits, setDigits] = useState<string | null>(null)
  const [member, setMember] = useState<{ keys: JoinKeys; offer: MemberOffer } | null>(null)
  const [isEnded, setEnded] = useState(false)
  const answered = useRef(new Set<string>())
  const startAnew = () => {
    setOffered(null)
    setMade(null)
    setDigits(null)
    setEnded(false)
    answered.current = new Set()
    void forgetOwn()
  }
  const act = async (what: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    try {
      await what()
    } catch (error) {
      const key = failureKey(error)
      setFailure(key === 'not-found' ? 'join-code' : key === 'already-there' ? 'join-used' : key)
      // Another device was quicker: what was made for this code is nobody's.
      if (key === 'already-there') startAnew()
    } finally {
      setBusy(false)
    }
  }
  const read = () =>
    act(async () => {
      const keys = await keysOfTyped(typed)
      setSlip(keys === null)
      if (!keys) return
      const offer = await findOffer(keys)
      const invited = offer ? null : (await hearMember(keys)).offer
      if (invited?.network === network.network) setMember({ keys, offer: invited })
      else if (!offer || offer.network !== network.network) setFailure('join-code')
      else if (await isUsed(keys)) setFailure('join-used')
      else setOffered({ keys, offer })
    })
  const request = (own: NewOwn) =>
    act(async () => {
      if (offered) setDigits(await requestJoin(offered.keys, offered.offer, own))
    })
  const make = () => {
    setNameless(!isWritten(name))
    if (!offered || !isWritten(name)) return
    void act(async () => {
      const { offer } = offered
      const own = await makeOwn({ network: offer.network, device: offer.device.id }, name.trim())
      setMade(own)
      if (own.words === null) setDigits(await requestJoin(offered.keys, offer, own))
    })
  }
  useEffect(() => {
    if (digits === null || !offered || !made) return
    let isOver = false
    const look = async () => {
      try {
        await answerKeepers(offered.keys, made, answered.current)
        if (await hasJoined(offered.keys, offered.offer.pin, made, todayInFinland())) {
          isOver = true
          onJoined(made.kept)
        }
      } catch (error) {
        // The code has ended, or was taken back; both may have signed by then, which the next sign-in shows.
        if (failureKey(error) === 'not-found') {
          isOver = true
          setEnded(true)
        } else setFailure(failureKey(error))
      }
      if (!isOver) timer = window.setTimeout(() => void look(), HEAR_MS)
    }
    let timer = window.setTimeout(() => void look(), 0)
    return () => {
      isOver = true
      window.clearTimeout(timer)
    }
  }, [digits])
  if (!hasPasskeys()) return <NoPasskeys texts={texts} />
  if (member) return <JoinMember texts={texts} {...member} onDone={onJoined} />
  if (made?.words && digits === null)
    return <SixWords texts={texts} words={made.words} busy={busy} onWritten={() => void request(made)} />
  return (
    <section data-test="join">
      <h2>{t('join.title')}</h2>
      {failure !== null && (
        <p class="error" role="alert" data-test="join-problem">
          {problem(failure)}
        </p>
      )}
      {!offered && (
        <>
          <p>{t('join.more')}</p>
          <Write
            id="join-code"
            label={t('join.code')}
            hint={t('join.code-hint')}
            error={isSlip ? t('code.slip') : undefined}
            value={typed}
            onInput={(text) => {
              const code = readCode(text)
              setTyped(code ? groupedCode(code) : text)
              setSlip(false)
            }}
          />
          <Button test="join-read" busy={busy} onClick={() => void read()}>
            {t('next')}
          </Button>
        </>
      )}
      {offered && digits === null && (
        <>
          <p data-test="join-offer">
            {t('join.offer', {
              network: offered.offer.network,
              organisation: offered.offer.device.organisation,
              roles: offered.offer.device.roles.map((role) => t(`role-of.${role}`)).join(', '),
            })}
          </p>
          {offered.offer.device.pledge && (
            <Note>
              <p>{t('join.pledge')}</p>
              <p class="quote">{offered.offer.device.pledge.text}</p>
            </Note>
          )}
          <Write
            id="worker-name"
            label={t('own.worker')}
            hint={t('own.worker-hint')}
            error={isNameless ? t('founding.need-worker') : undefined}
            max={60}
            value={name}
            onInput={setName}
          />
          <p>{t('own.passkey-more')}</p>
          <Button test="make-passkey" busy={busy} onClick={make}>
            {t('own.make')}
          </Button>
        </>
      )}
      {isEnded && made && (
        <Note tone="wait" role="status" test="join-ended">
          <p>{t('join.ended')}</p>
          <div class="buttons">
            <Button test="join-anew" onClick={startAnew}>
              {t('join.new-code')}
            </Button>
            <Button
              test="join-in"
              quiet
              onClick={() => {
                onJoined(made.kept)
              }}
            >
              {t('join.try-in')}
            </Button>
          </div>
        </Note>
      )}
      {digits !== null && !isEnded && (
        <>
          <p>{t('join.digits-more')}</p>
          <Groups groups={[digits.slice(0, 3), digits.slice(3)]} test="six-digits" />
          <p role="status">{t('join.waits')}</p>
        </>
      )}
    </section>
  )
}
