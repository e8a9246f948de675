// What the client has added since, beside the part that it belongs to.
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import type { ToldItem } from '@apila/core/referral/permission.ts'
import { useDesk } from '../../desk-context.ts'
import type { Addition } from './addition.ts'

export function Additions({ to, additions }: { to: ToldItem; additions: readonly Addition[] }): VNode {
  const { t, nameOf } = useDesk()
  return (
    <>
      {additions
        .filter(({ part }) => part === to)
        .map(({ n, text, said, from }) => (
          <div class="card" key={n} data-test="addition-shown">
            <p class="hint">{t('addition.by', { day: showDay(said), name: nameOf(from) })}</p>
            <p class="pre">{text}</p>
          </div>
        ))}
    </>
  )
}
