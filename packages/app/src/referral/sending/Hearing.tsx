// How the client answers: at the screen, or only aloud. What is only said is heard by a colleague who signs, or lasts three days.
import type { VNode } from 'preact'
import { ActionButton, Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import type { Sending } from './sending.ts'

const HEARINGS: readonly Sending['hearing'][] = [null, 'colleague', 'nobody']

export function Hearing({
  hearing,
  onChoose,
}: {
  hearing: Sending['hearing']
  onChoose: (hearing: Sending['hearing']) => void
}): VNode {
  const { t } = useDesk()
  return (
    <div class="turned" data-test="hearing-choice">
      <Heading>{t('hearing.title')}</Heading>
      <p>{t('hearing.more')}</p>
      <div class="answers">
        {HEARINGS.map((one) => (
          <ActionButton
            key={one ?? 'taps'}
            test={`hearing-${one ?? 'taps'}`}
            quiet
            wide
            onClick={() => {
              onChoose(one)
            }}
          >
            <span>{t(`hearing.${one ?? 'taps'}`)}</span>
            {one !== null && <span class="hint">{t(`hearing.${one}-more`)}</span>}
            {one === hearing && <span class="unseen"> {t('hearing.chosen')}</span>}
          </ActionButton>
        ))}
      </div>
    </div>
  )
}
