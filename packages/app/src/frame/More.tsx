// On a telephone: the places that do not stand on the line below, the languages, and signing out.
import type { ComponentChildren, VNode } from 'preact'
import { Panel } from '@apila/ui/Dialog.tsx'
import { Button } from '@apila/ui/Button.tsx'
import { signOutIcon } from '@apila/ui/icons-first.ts'
import { Link } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import type { Place } from './places-of.ts'

interface MoreProps {
  places: readonly Place[]
  languages: ComponentChildren
  onOut: () => void
  onClose: () => void
}

export function More({ places, languages, onOut, onClose }: MoreProps): VNode {
  const { t, go } = useDesk()
  return (
    <Panel title={t('menu.more')} closeText={t('close')} test="more-panel" onClose={onClose}>
      <ul class="plain">
        {places.map(({ to, text }) => (
          <li key={to.name}>
            <Link
              test={`more-${to.name}`}
              onClick={() => {
                onClose()
                go(to)
              }}
            >
              {t(text)}
            </Link>
          </li>
        ))}
      </ul>
      {languages}
      <p>
        <Button test="more-out" quiet shape={signOutIcon} onClick={onOut}>
          {t('menu.out')}
        </Button>
      </p>
    </Panel>
  )
}
