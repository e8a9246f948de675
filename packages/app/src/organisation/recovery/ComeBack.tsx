// All our devices are lost: two new devices, two papers and a keeper of another member bring the organisation back, step by step. What is done stays
// done after a reload; until the last signature nothing is changed. Governed by docs/protocol.md "Recovery papers" and docs/keepers-guide.md.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { groupedCode, readCode } from '@apila/core/account/code-text.ts'
import type { Network } from '@apila/core/organisation/wire.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Steps, StepsFolded } from '@apila/ui/Steps.tsx'
import { ownEntrant } from '../../account/own/enter-own.ts'
import { openOwn } from '../../account/own/own-device.ts'
import { openSession } from '../../account/session.ts'
import { Heading, Link, Write } from '../../controls.tsx'
import type { Texts } from '../../content/texts.ts'
import { IsBack } from './IsBack.tsx'
import { NewKeeper } from './NewKeeper.tsx'
import { ReturnCompare } from './ReturnCompare.tsx'
import { ReturnPapers } from './ReturnPapers.tsx'
import { forgetDevice, hearReturn } from './return-work.ts'
import { type ReturnHere, type ReturnStepProps, keysOfCode, useReturn } from './use-return.ts'

const STEPS = ['code', 'device', 'papers', 'compare', 'done'] as const
type StepId = (typeof STEPS)[number]

function stepOf({ kept }: ReturnHere): StepId {
  if (!kept) return 'code'
  if (kept.isBack) return 'done'
  if (!kept.record) return 'device'
  return kept.hasPapers && !kept.secrets ? 'papers' : 'compare'
}

interface ComeBackProps {
  texts: Texts
  network: Network
  /** Back to the door: signed by all, or stopped. */
  onEnd: () => void
}

export function ComeBack({ texts, network, onEnd }: ComeBackProps): VNode {
  const { t, problem } = texts
  const here = useReturn()
  const { kept, device, stop } = here
  const at = stepOf(here)
  const steps = STEPS.map((id, n) => ({ id, name: t(`back.step-${id}`), done: n < STEPS.indexOf(at) }))
  const shown = { steps, at, doneText: t('step.done') }
  const where = t('step.where', { at: STEPS.indexOf(at) + 1, of: STEPS.length, name: t(`back.step-${at}`) })
  const isShut = kept?.record !== null && kept !== null && !device
  const name = kept
    ? (here.roster?.organisations.get(kept.offer.organisation)?.names[texts.language] ?? kept.offer.organisation)
    : ''
  return (
    <section class="preview" data-test="come-back" data-status={at}>
      <div class="no-print">
        <StepsFolded {...shown} where={where} />
        <div class="steps-wide">
          <Steps {...shown} />
        </div>
      </div>
      {here.failure !== null && (
        <p class="error no-print" role="alert" data-test="return-failure">
          {problem(here.failure)}
        </p>
      )}
      {/* A step that goes on has a heading of its own. */}
      {kept && at !== 'done' && !isShut && (kept.code === null || stop === 'other-first') && (
        <Heading>{t('back.title')}</Heading>
      )}
      {stop !== null && at !== 'done' && (
        <p class="error no-print" role="alert" data-test="return-stop" data-status={stop}>
          {t(`back.${stop}`, { name })}
        </p>
      )}
      {here.isRead && !kept && <Begin texts={texts} here={here} network={network} />}
      {kept && at !== 'done' && isShut && <GoOn texts={texts} here={here} name={name} />}
      {kept && !isShut && kept.code === null && at !== 'done' && <NewCode texts={texts} here={here} />}
      {kept && !isShut && kept.code !== null && stop !== 'other-first' && (
        <>
          {at === 'device' && <NewKeeper texts={texts} here={here} name={name} />}
          {at === 'papers' && <ReturnPapers texts={texts} here={here} name={name} />}
          {at === 'compare' && <ReturnCompare key={kept.code} texts={texts} here={here} name={name} />}
        </>
      )}
      {kept && at === 'done' && <IsBack texts={texts} here={here} network={network} onEnd={onEnd} />}
      {here.isRead && at !== 'done' && <Stop texts={texts} here={here} network={network} onEnd={onEnd} />}
    </section>
  )
}

function Begin({ texts, here, network }: ReturnStepProps & { network: Network }): VNode {
  const { t } = texts
  return (
    <>
      <Heading>{t('back.title')}</Heading>
      <p class="lead">{t('back.lead')}</p>
      <ul>
        <li>{t('back.need-two')}</li>
        <li>{t('back.need-neighbour')}</li>
        <li>{t('back.need-time')}</li>
        <li>{t('back.until')}</li>
        <li>{t('back.after')}</li>
      </ul>
      <CodeField
        texts={texts}
        here={here}
        onOffer={async (code, offer) => {
          if (offer.network !== network.network) return 'back.code-wrong'
          await here.begin({
            ...{ code, offer, hasPapers: null, record: null, secrets: null },
            ...{ isPartial: false, isBack: false, arePrinted: false, names: null },
          })
          return null
        }}
      />
      <details data-test="no-papers">
        <summary>{t('back.not-papers')}</summary>
        <p>{t('back.one-device')}</p>
        <p>{t('back.nobody-can')}</p>
        <p>{t('back.can-do')}</p>
      </details>
    </>
  )
}

/** The code that was begun with is not good any more; everything else is. */
function NewCode({ texts, here }: ReturnStepProps): VNode {
  return (
    <CodeField
      texts={texts}
      here={here}
      onOffer={async (code, offer) => {
        if (offer.organisation !== here.kept?.offer.organisation) return 'back.code-other'
        here.setStop(null)
        await here.change({ code, offer })
        return null
      }}
    />
  )
}

type Code = Exclude<ReturnType<typeof readCode>, null>
type Offer = NonNullable<Awaited<ReturnType<typeof hearReturn>>['offer']>
type CodeWrong = 'code.slip' | 'back.code-wrong' | 'back.code-other'

interface CodeFieldProps extends ReturnStepProps {
  onOffer: (code: Code, offer: Offer) => Promise<CodeWrong | null>
}

function CodeField({ texts: { t }, here, onOffer }: CodeFieldProps): VNode {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<CodeWrong | null>(null)
  const read = () => {
    const code = readCode(typed)
    setWrong(code ? null : 'code.slip')
    if (!code) return
    void here.act(async () => {
      const keys = await keysOfCode(code)
      // A code that nobody shows is answered as one that has ended.
      const heard = keys && (await hearReturn(keys).catch(noneOf))
      setWrong(heard?.offer ? await onOffer(code, heard.offer) : 'back.code-wrong')
    })
  }
  return (
    <>
      <Write
        id="return-code"
        label={t('back.code')}
        hint={t('join.code-hint')}
        error={wrong === null ? undefined : t(wrong)}
        max={60}
        value={typed}
        onInput={(text) => {
          const code = readCode(text)
          setTyped(code ? groupedCode(code) : text)
          setWrong(null)
        }}
      />
      <div class="buttons">
        <Button test="return-read" busy={here.busy} onClick={read}>
          {t('next')}
        </Button>
      </div>
    </>
  )
}

function noneOf(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'not-found') return null
  throw error
}

/** After a reload: the passkey opens what this device has sealed to itself. */
function GoOn({ texts: { t }, here, name }: ReturnStepProps & { name: string }): VNode {
  const [words, setWords] = useState('')
  const needsWords = here.own?.file.under === 'words'
  return (
    <>
      <Heading>{t('back.title')}</Heading>
      <p>{t('back.go-on-more', { name })}</p>
      {needsWords && <Write id="return-words" label={t('words.label')} value={words} onInput={setWords} />}
      <div class="buttons">
        <Button
          test="return-go-on"
          busy={here.busy}
          onClick={() => {
            void here.act(async () => {
              if (!here.own) return
              const { device } = await openOwn(here.own, { words: needsWords ? words : undefined })
              here.setDevice(device, here.own)
            })
          }}
        >
          {t('back.go-on')}
        </Button>
      </div>
    </>
  )
}

function Stop({
  texts: { t },
  here,
  network,
  onEnd,
}: ReturnStepProps & { network: Network; onEnd: () => void }): VNode {
  const [isAsking, setAsking] = useState(false)
  const [words, setWords] = useState('')
  const { kept } = here
  const isUnderWords = here.own?.file.under === 'words'
  if (!kept)
    return (
      <p>
        <Button test="return-end" quiet onClick={onEnd}>
          {t('back')}
        </Button>
      </p>
    )
  return (
    <Note>
      {kept.code === null && kept.record !== null && isUnderWords && (
        <Write id="return-in-words" label={t('words.label')} value={words} onInput={setWords} />
      )}
      {kept.code === null && kept.record !== null && (
        <p>
          <Link
            test="return-sign-in"
            onClick={() => {
              void here.act(async () => {
                const { own } = here
                if (!own) return
                const session = await openSession(await ownEntrant(own, isUnderWords ? words : undefined), network)
                await session.api.tell('POST', 'session/end')
                await here.change({ isBack: true })
              })
            }}
          >
            {t('back.sign-in')}
          </Link>
        </p>
      )}
      <p>
        <Link
          test="return-drop"
          onClick={() => {
            setAsking(true)
          }}
        >
          {t('back.drop')}
        </Link>
      </p>
      {isAsking && (
        <Dialog
          test="return-drop-ask"
          title={t('back.drop-ask')}
          doText={t('back.drop-do')}
          keepText={t('back.drop-keep')}
          onDo={() => {
            void forgetDevice().then(onEnd)
          }}
          onKeep={() => {
            setAsking(false)
          }}
        >
          <p>{t('back.drop-more')}</p>
        </Dialog>
      )}
    </Note>
  )
}
