// The founding day in the browser, step by step: code, who we are, records read aloud, signatures, papers. What is done stays done after a
// reload; every step says first what will happen. Governed by docs/protocol.md "Founding" and docs/keepers-guide.md.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { groupedCode, readCode } from '@apila/core/account/code-text.ts'
import { Note } from '@apila/ui/Note.tsx'
import { Steps, StepsFolded } from '@apila/ui/Steps.tsx'
import { Button } from '@apila/ui/Button.tsx'
import type { Texts } from '../../content/texts.ts'
import { Heading, Write } from '../../controls.tsx'
import { forget } from '../../account/device-store.ts'
import { beginFounding, hear } from './founding-work.ts'
import { Records } from './Records.tsx'
import { FoundingPapers } from './FoundingPapers.tsx'
import { type FoundingHere, type FoundingStepProps, useFounding } from './use-founding.ts'
import { WhoWeAre } from './WhoWeAre.tsx'

const STEPS = ['code', 'who', 'records', 'papers'] as const
type StepId = (typeof STEPS)[number]

function stepOf({ kept, isFounded }: FoundingHere): StepId {
  if (!kept) return 'code'
  if (!kept.record) return 'who'
  return isFounded ? 'papers' : 'records'
}

export function Founding({ texts, onDone }: { texts: Texts; onDone: () => void }): VNode {
  const { t, problem } = texts
  const here = useFounding()
  const at = stepOf(here)
  const steps = STEPS.map((id, n) => ({ id, name: t(`founding.step-${id}`), done: n < STEPS.indexOf(at) }))
  const shown = { steps, at, doneText: t('step.done') }
  const where = t('step.where', {
    at: STEPS.indexOf(at) + 1,
    of: STEPS.length,
    name: t(`founding.step-${at}`),
  })
  return (
    <main id="main">
      <div class="no-print">
        <StepsFolded {...shown} where={where} />
        <div class="steps-wide">
          <Steps {...shown} />
        </div>
      </div>
      {here.failure !== null && (
        <p class="error no-print" role="alert" data-test="problem">
          {problem(here.failure)}
        </p>
      )}
      {here.failure === 'code-refused' && here.kept && (
        <p>
          <Button test="founding-other-code" quiet onClick={() => void here.restart()}>
            {t('founding.other-code')}
          </Button>
        </p>
      )}
      {here.isWithout && <FoundedWithout texts={texts} here={here} onDone={onDone} />}
      {here.isRead && at === 'code' && <Code texts={texts} here={here} />}
      {at === 'who' && !here.isWithout && <WhoWeAre texts={texts} here={here} />}
      {at === 'records' && !here.isWithout && <Records texts={texts} here={here} />}
      {at === 'papers' && <FoundingPapers texts={texts} here={here} onDone={onDone} />}
    </main>
  )
}

/** The others have founded without this device: what it made here is of no use, and it comes in as any new device. */
function FoundedWithout({ texts: { t }, here, onDone }: FoundingStepProps & { onDone: () => void }): VNode {
  return (
    <>
      <Heading>{t('founding.without-title')}</Heading>
      <p data-test="founded-without">{t('founding.without-more')}</p>
      <div class="buttons">
        <Button
          test="founding-to-door"
          busy={here.busy}
          onClick={() => {
            void forget('own').then(here.restart).then(onDone)
          }}
        >
          {t('founding.without-do')}
        </Button>
      </div>
    </>
  )
}

function Code({ texts: { t }, here }: FoundingStepProps): VNode {
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <>
      <Heading>{t('founding.title')}</Heading>
      <p class="lead">{t('founding.lead')}</p>
      <ul>
        <li>{t('founding.who-meets')}</li>
        <li>{t('founding.how-long')}</li>
        <li>{t('founding.until-signed')}</li>
        <li>{t('founding.after-signed')}</li>
      </ul>
      <Write
        id="founding-code"
        label={t('founding.code')}
        hint={t('founding.code-hint')}
        error={isWrong ? t('code.slip') : undefined}
        max={60}
        value={typed}
        onInput={(text) => {
          const code = readCode(text)
          setTyped(code ? groupedCode(code) : text)
          setWrong(false)
        }}
      />
      <Note>
        <p>{t('founding.goes-on')}</p>
      </Note>
      <div class="buttons">
        <Button
          test="founding-begin"
          busy={here.busy}
          onClick={() => {
            const code = readCode(typed)
            setWrong(code === null)
            if (code)
              void here.act(async () => {
                const begun = beginFounding(code)
                await hear(begun)
                await here.begin(begun)
              })
          }}
        >
          {t('next')}
        </Button>
      </div>
    </>
  )
}
