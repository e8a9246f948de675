// What one administrator has signed and another is to sign: each says what it does, and can be dropped.
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import { Button } from '@apila/ui/Button.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { type Waiting, dropProposal, signAsSecond, whatOf } from './keeping-work.ts'

interface WaitingBatchesProps {
  /** Null: not known yet. */
  waiting: readonly Waiting[] | null
  onDone: (text: string) => Promise<void>
}

export function WaitingBatches({ waiting, onDone }: WaitingBatchesProps): VNode {
  const { t, session, today, language } = useDesk()
  const { busy, act } = useAct()
  return (
    <section>
      <h2>{t('keys.waits')}</h2>
      {waiting?.length === 0 && <p data-test="waits-none">{t('keys.waits-none')}</p>}
      <ul class="plain">
        {waiting?.map((one) => {
          const { read, isOwn } = one
          const isNew = read.contents.some(({ kind }) => kind === 'device')
          return (
            <li key={read.id} class="card" data-test="waiting" data-status={isOwn ? 'own' : 'other'}>
              <ul>
                {read.contents.map((content, at) => (
                  <li key={at}>
                    {t(textOf(content.kind), { what: whatOf(session.roster, content, language, read.contents) })}
                  </li>
                ))}
              </ul>
              <p class="hint">{t('keys.until', { on: showDay(read.on), until: showDay(read.until) })}</p>
              {isOwn && <p>{t('keys.yours')}</p>}
              <div class="buttons">
                {!isOwn && !isNew && (
                  <Button
                    test="waiting-sign"
                    busy={busy}
                    onClick={() => {
                      void act(async () => {
                        await signAsSecond(session, one, today)
                        await onDone(t('keys.done'))
                      })
                    }}
                  >
                    {t('keys.sign')}
                  </Button>
                )}
                <Button
                  test="waiting-drop"
                  quiet
                  busy={busy}
                  onClick={() => {
                    void act(async () => {
                      await dropProposal(session, read.id)
                      await onDone('')
                    })
                  }}
                >
                  {t('keys.drop')}
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

type Kind = Waiting['read']['contents'][number]['kind']
const textOf = (kind: Kind) => `keys.content-${kind === 'genesis' ? 'desk' : kind}` as const
