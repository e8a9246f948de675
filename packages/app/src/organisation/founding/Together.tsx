// What is to be signed at a founding: who puts it together, whom it holds and leaves out, the own signature, and that it can be put together
// anew where a device is gone. Governed by docs/protocol.md "Founding".
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '@apila/ui/Button.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { openOwn } from '../../account/own/own-device.ts'
import { todayInFinland } from '../../clock.ts'
import { Link } from '../../controls.tsx'
import { type Founder, type Standing, missingOf, nextRound, organisationsOf } from './board.ts'
import { collect, found, problemOfBatch, sayBatch, saySigned, sign } from './founding-work.ts'
import { SignDialog, TogetherDialog } from './SignFounding.tsx'
import type { FoundingStepProps } from './use-founding.ts'

/** After so many times of hearing the others a device founds, too, that has not put everything together itself: the one that has may be gone. */
const HEARD_FIRST = 5

interface TogetherProps extends FoundingStepProps {
  standing: Standing
  /** A device as people call it: its organisation and its name. */
  nameOf: (founder: Founder) => string
}

export function Together({ texts, here, standing, nameOf }: TogetherProps): VNode | null {
  const { t, problem, language } = texts
  const { kept, heard } = here
  const [asks, setAsks] = useState<'sign' | 'together' | null>(null)
  const [refusal, setRefusal] = useState<'founding-not-right' | 'founding-not-whole' | null>(null)
  const { chosen, rest, batch, members, gone, isOwnIn, notCompared, signedBy, isWhole } = standing
  const heardWhole = useRef(0)
  const own = kept?.record ?? null
  const hasSigned = batch !== null && kept?.signed?.batch === batch.digest
  const isMaker = batch !== null && batch.by.from === heard?.own
  useEffect(() => {
    heardWhole.current = isWhole ? heardWhole.current + 1 : 0
    const isTurn = isWhole && heardWhole.current % HEARD_FIRST === (isMaker ? 1 : 0)
    // The last signature has come: whoever has put everything together founds the network; another one where that device is gone.
    if (isTurn && hasSigned && !here.isFounded && !here.busy)
      void here.act(async () => {
        if (!(await found(kept.code, batch.entries, members, todayInFinland()))) setRefusal('founding-not-whole')
        await here.listen()
      })
  }, [heard])
  if (!kept || !own || !heard) return null
  const missing = missingOf(chosen)
  const collects = heard.collector === heard.own
  const restNames = rest.map(nameOf)

  const together = () =>
    here.act(async () => {
      const network = kept.network ?? heard.network
      if (!network) return
      setRefusal(null)
      const round = nextRound(heard, new Set(kept.compared))
      const made = { round, entries: await collect(network, chosen, todayInFinland()) }
      // First: from then on nothing is founded with what this device signed before.
      if (kept.signed) {
        await saySigned(kept, null)
        await here.change({ batch: null, signed: null })
      }
      await here.change({ made })
      await sayBatch(kept, made)
      await here.listen()
    })
  const signNow = (words: string | undefined) =>
    here.act(async () => {
      if (!batch) return
      const wrong = await problemOfBatch(standing, own, kept.network ?? heard.network, todayInFinland())
      setRefusal(wrong && 'founding-not-right')
      if (wrong) return
      let { device } = here
      if (!device && here.own) {
        ;({ device } = await openOwn(here.own, { words }))
        here.setDevice(device, here.own)
      }
      if (!device) return
      if (kept.signed) {
        await saySigned(kept, null)
        await here.change({ batch: null, signed: null })
      }
      const signed = await sign(device, kept, batch.entries, members)
      await here.change({ batch: [...batch.entries], signed })
      await saySigned(kept, signed)
      await here.listen()
    })
  const ask = (what: 'sign' | 'together') => () => {
    setAsks(what)
  }
  const countLine = (count: number) => <p data-test="not-compared">{t('founding.not-compared', { count })}</p>
  return (
    <>
      {refusal !== null && (
        <p class="error" role="alert" data-test="refusal">
          {problem(refusal)}
        </p>
      )}
      {batch && batch.round > 1 && (
        <Note tone="wait" test="put-together-anew">
          <p>{t('founding.anew-said', { name: nameOf(batch.by) })}</p>
        </Note>
      )}
      {batch && !isOwnIn && (
        <Note tone="wait" test="left-out-here">
          <p>{t('founding.left-out-here', { name: nameOf(batch.by) })}</p>
        </Note>
      )}
      {batch && isOwnIn && (
        <>
          <p data-test="batch-members">{t('founding.chosen', { names: members.map(nameOf).join(', ') })}</p>
          {members.length < heard.founders.length && (
            <p data-test="batch-left-out">
              {t('founding.left-out', {
                names: heard.founders
                  .filter((each) => !members.includes(each))
                  .map(nameOf)
                  .join(', '),
              })}
            </p>
          )}
        </>
      )}
      {gone.length > 0 && (
        <Note tone="wait" test="batch-gone">
          <p>{t('founding.gone', { names: gone.map(({ id }) => id).join(', ') })}</p>
        </Note>
      )}
      {!batch && missing !== null && <p data-test="missing">{t(`founding.missing-${missing}`)}</p>}
      {!batch && rest.length > 0 && countLine(rest.length)}
      {!batch && missing === null && collects && (
        <>
          <p>{t('founding.together-more')}</p>
          <Button
            test={rest.length > 0 ? 'together-without' : 'put-together'}
            quiet={rest.length > 0}
            busy={here.busy}
            onClick={rest.length > 0 ? ask('together') : () => void together()}
          >
            {rest.length > 0 ? t('founding.together-without') : t('founding.together')}
          </Button>
        </>
      )}
      {!batch && missing === null && !collects && (
        <>
          {rest.length === 0 && <p role="status">{t('founding.waits-together')}</p>}
          <p>
            <Link test="together-here" onClick={ask('together')}>
              {t('founding.together-here')}
            </Link>
          </p>
        </>
      )}
      {batch && isOwnIn && !hasSigned && notCompared.length > 0 && countLine(notCompared.length)}
      {batch && isOwnIn && !hasSigned && notCompared.length === 0 && gone.length === 0 && (
        <>
          <p>
            {t('founding.sign-more', {
              organisations: organisationsOf(members)
                .map((one) => one.names[language])
                .join(', '),
            })}
          </p>
          <Button test="sign-founding" busy={here.busy} onClick={ask('sign')}>
            {t('founding.sign')}
          </Button>
        </>
      )}
      {hasSigned && (
        <p role="status" data-test="signed">
          {t('founding.signed', { count: signedBy.length, of: members.length + gone.length })}
        </p>
      )}
      {batch && (
        <>
          <p class="hint">{t('founding.anew-when')}</p>
          {missing !== null && <p data-test="missing">{t(`founding.missing-${missing}`)}</p>}
          {missing === null && (
            <p>
              <Link test="together-anew" onClick={ask('together')}>
                {t('founding.anew')}
              </Link>
            </p>
          )}
        </>
      )}
      {asks === 'together' && (
        <TogetherDialog
          texts={texts}
          chosen={chosen.map(nameOf)}
          rest={restNames}
          isAnew={batch !== null}
          onKeep={() => {
            setAsks(null)
          }}
          onDo={() => {
            setAsks(null)
            void together()
          }}
        />
      )}
      {asks === 'sign' && (
        <SignDialog
          texts={texts}
          needsWords={!here.device && here.own?.file.under === 'words'}
          onKeep={() => {
            setAsks(null)
          }}
          onDo={(words) => {
            setAsks(null)
            void signNow(words)
          }}
        />
      )}
    </>
  )
}
