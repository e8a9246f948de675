// The door of a real network: this browser's own device by its passkey, or a new device with a joining code. No names are offered here.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Network } from '@apila/core/organisation/wire.ts'
import { later } from './later.tsx'
import { TrackLine } from './organisation/TrackLine.tsx'
import { type Locked, lockedText } from './desk-context.ts'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { type Texts, loadAll, loadRecoveryTexts } from './content/texts.ts'
import { ActionButton } from './first-controls.tsx'
import { loadWorkStyle } from './work-style.ts'
import { Field } from '@apila/ui/Field.tsx'
import { readKept } from './account/device-store.ts'
import { ownEntrant } from './account/own/enter-own.ts'
import { type OwnKept, readOwn } from './account/own/own-device.ts'
import type { Entrant } from './account/session.ts'

const JoinDevice = later(async () => {
  const [{ JoinDevice: Part }] = await Promise.all([import('./organisation/joining/JoinDevice.tsx'), loadWorkStyle()])
  return Part
})

const ComeBack = later(async () => {
  const [{ ComeBack: Part }] = await Promise.all([
    import('./organisation/recovery/ComeBack.tsx'),
    loadAll(LANGUAGES),
    loadRecoveryTexts(LANGUAGES),
    loadWorkStyle(),
  ])
  return Part
})

const NewcomerNote = later(async () => {
  const [{ NewcomerNote: Part }] = await Promise.all([
    import('./organisation/joining/NewcomerNote.tsx'),
    loadWorkStyle(),
  ])
  return Part
})

interface RealSignInProps {
  texts: Texts
  network: Network
  locked: Locked | null
  busy: boolean
  onEnter: (who: () => Promise<Entrant>) => void
  onMissing: () => void
  /** An organisation comes back here: that is another page than a door. */
  onReturning: (isReturning: boolean) => void
}

export function RealSignIn({
  texts,
  network,
  locked,
  busy,
  onEnter,
  onMissing,
  onReturning,
}: RealSignInProps): VNode | null {
  const { t } = texts
  const [own, setOwn] = useState<OwnKept | null | undefined>(undefined)
  const [isJoining, setJoining] = useState(false)
  const [isReturning, setReturningNow] = useState(false)
  const setReturning = (is: boolean) => {
    setReturningNow(is)
    onReturning(is)
  }
  const [isNewcomer, setNewcomer] = useState(false)
  const [words, setWords] = useState('')
  const readDevice = () => {
    void readOwn()
      .catch(() => null)
      .then((found) => {
        setOwn(found?.network === network.network ? found : null)
      })
  }
  useEffect(() => {
    // A return that was cut off goes on.
    void readKept('return')
      .catch(() => undefined)
      .then((kept) => {
        setReturning(kept !== undefined)
        readDevice()
      })
  }, [])
  useEffect(() => {
    void readKept('newcomer')
      .catch(() => undefined)
      .then((kept) => {
        setNewcomer(kept !== undefined && kept !== null)
      })
  }, [isJoining, own?.device])
  if (own === undefined) return null
  if (isReturning)
    return (
      <ComeBack
        texts={texts}
        network={network}
        onEnd={() => {
          setReturning(false)
          readDevice()
        }}
        onMissing={onMissing}
      />
    )
  const wordsInput = {
    value: words,
    autocomplete: 'off' as const,
    'data-test': 'in-words',
    onInput: (event: { currentTarget: HTMLInputElement }) => {
      setWords(event.currentTarget.value)
    },
  }
  const isUnderWords = own?.file.under === 'words'
  return (
    <>
      <TrackLine texts={texts} purchaser={network.purchaser} />
      {own && !isJoining && isNewcomer && <NewcomerNote texts={texts} own={own} onMissing={onMissing} />}
      {own && !isJoining ? (
        <>
          <p class="who card" data-test="who">
            <b>{own.workerName}</b>
            <small>{t('own.device-is', { device: own.device, network: own.network })}</small>
          </p>
          <p data-test={locked ? 'locked-more' : undefined}>{t(locked ? lockedText(locked) : 'own.in-more')}</p>
          {isUnderWords && <Field id="in-words" label={t('words.label')} hint={t('words.hint')} input={wordsInput} />}
          <div class="buttons">
            <ActionButton
              test="passkey-in"
              disabled={busy}
              onClick={() => {
                onEnter(() => ownEntrant(own, isUnderWords ? words : undefined))
              }}
            >
              {t('own.in')}
            </ActionButton>
            <ActionButton
              test="join-other"
              quiet
              disabled={busy}
              onClick={() => {
                setJoining(true)
              }}
            >
              {t('join.anew')}
            </ActionButton>
          </div>
        </>
      ) : (
        <>
          <JoinDevice
            texts={texts}
            network={network}
            onJoined={(joined) => {
              setOwn(joined)
              setJoining(false)
            }}
            onMissing={onMissing}
          />
          {/* Invented organisations have no recovery papers. */}
          {!network.demo && (
            <p>
              <ActionButton
                test="all-lost"
                quiet
                disabled={busy}
                onClick={() => {
                  setReturning(true)
                }}
              >
                {t('join.all-lost')}
              </ActionButton>
            </p>
          )}
        </>
      )}
    </>
  )
}
