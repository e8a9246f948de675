// Who I am, what waits, and where one can go: a line above and below the screen on a telephone, a rail beside it from 64 rem.
// Hidden while a screen is turned towards the client. Governed by docs/architecture.md "The desk's frame".
import type { ComponentChildren, VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Role } from '@apila/core/organisation/roles.ts'
import { findDesk } from '@apila/core/organisation/roster-value.ts'
import { Clover } from '@apila/ui/Clover.tsx'
import { Icon, type Shape } from '@apila/ui/Icon.tsx'
import { helpIcon, lockIcon, moreIcon, signOutIcon } from '@apila/ui/icons-first.ts'
import type { Session } from '../account/session.ts'
import type { TextKey } from '../content/texts.ts'
import { type DeskContext, useDesk } from '../desk-context.ts'
import { later } from '../later.tsx'
import { type Place, placesOf } from './places-of.ts'

const More = later(async () => (await import('./More.tsx')).More)
const Help = later(async () => (await import('./Help.tsx')).Help)

const ROLES_SHOWN = [
  ['release-officer', 'role.officer'],
  ['keeper', 'role.keeper'],
  ['volunteer', 'role.volunteer'],
] as const satisfies [Role, TextKey][]

const roleOf = ({ own }: Session): TextKey =>
  ROLES_SHOWN.find(([role]) => own.roles.includes(role))?.[1] ?? 'role.worker'

/** The team, where the worker has several. */
const teamOf = ({ session, language }: DeskContext): string => {
  const which = session.teams.length > 1 ? session.referralDesk?.which : undefined
  return which ? (findDesk(session.roster, which)?.names?.[language] ?? which.desk) : ''
}

/** How many places stand on the line below; the rest are behind "more". */
const ON_THE_LINE = 3

interface FrameProps {
  screen: string
  /** How much waits for this worker. */
  waits: number
  hidden: boolean
  languages: ComponentChildren
  onLock: () => void
  onOut: () => void
  children: ComponentChildren
}

export function Frame(props: FrameProps): VNode {
  const { hidden, languages, onLock, onOut } = props
  const desk = useDesk()
  const { t, session } = desk
  const [open, setOpen] = useState<'more' | 'help' | null>(null)
  const places = placesOf(session)
  const close = () => {
    setOpen(null)
  }
  const isMore = !places.slice(0, ON_THE_LINE).some(({ to }) => to.name === props.screen)
  return (
    <div class={hidden ? 'shell held' : 'shell'}>
      <header class="top no-print" hidden={hidden}>
        <span class="site" aria-hidden="true">
          <Clover />
        </span>
        <Who desk={desk} />
        <div class="tools">
          <Tool
            shape={helpIcon}
            test="help"
            onClick={() => {
              setOpen('help')
            }}
          >
            {t('help')}
          </Tool>
          <Tool shape={lockIcon} test="lock" onClick={onLock}>
            {t('menu.lock')}
          </Tool>
        </div>
      </header>
      <header class="rail no-print" hidden={hidden}>
        <span class="site row">
          <Clover />
          Apila
        </span>
        <Who desk={desk} />
        <nav aria-label={t('menu')}>
          <ul class="plain">
            {places.map((place) => (
              <PlaceLink key={place.to.name} place={place} test="menu" {...props} />
            ))}
          </ul>
        </nav>
        <div class="keep">
          <ul class="plain">
            <RailButton
              shape={helpIcon}
              test="menu-help"
              onClick={() => {
                setOpen('help')
              }}
            >
              {t('help')}
            </RailButton>
            <RailButton shape={lockIcon} test="menu-lock" onClick={onLock}>
              {t('menu.lock')}
            </RailButton>
            <RailButton shape={signOutIcon} test="menu-out" onClick={onOut}>
              {t('menu.out')}
            </RailButton>
          </ul>
          {languages}
        </div>
      </header>
      {props.children}
      <nav class="places no-print" aria-label={t('menu.below')} hidden={hidden}>
        <ul>
          {places.slice(0, ON_THE_LINE).map((place) => (
            <PlaceLink key={place.to.name} place={place} test="place" {...props} />
          ))}
          <li>
            <a
              href="#more"
              data-test="more"
              aria-current={isMore ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault()
                setOpen('more')
              }}
            >
              <Icon shape={moreIcon} />
              <span>{t('menu.more')}</span>
            </a>
          </li>
        </ul>
      </nav>
      {open === 'more' && (
        <More
          places={places.slice(ON_THE_LINE)}
          languages={languages}
          onOut={onOut}
          onClose={close}
          onMissing={close}
        />
      )}
      {open === 'help' && <Help screen={props.screen} onClose={close} onMissing={close} />}
    </div>
  )
}

/** The organisation, and who of it: on every screen, so that nobody works as somebody else. */
function Who({ desk }: { desk: DeskContext }): VNode {
  const { session, nameOf, t } = desk
  return (
    <span class="who" data-test="who">
      <b>{nameOf(session.own.organisation)}</b>
      <small>{[session.workerName, t(roleOf(session)), teamOf(desk)].filter(Boolean).join(' · ')}</small>
    </span>
  )
}

interface ToolProps {
  shape: Shape
  test: string
  onClick: () => void
  children: ComponentChildren
}

function Tool({ shape, test, onClick, children }: ToolProps): VNode {
  return (
    <button type="button" class="icon" data-test={test} onClick={onClick}>
      <Icon shape={shape} />
      {children}
    </button>
  )
}

function RailButton({ shape, test, onClick, children }: ToolProps): VNode {
  return (
    <li>
      <button type="button" data-test={test} onClick={onClick}>
        <Icon shape={shape} />
        {children}
      </button>
    </li>
  )
}

function PlaceLink({
  place: { to, text, shape },
  test,
  screen,
  waits,
}: {
  place: Place
  test: 'menu' | 'place'
  screen: string
  waits: number
}): VNode {
  const { t, go } = useDesk()
  const count = to.name === 'today' && waits > 0
  return (
    <li>
      <a
        href={`#${to.name}`}
        data-test={`${test}-${to.name}`}
        aria-current={to.name === screen ? 'page' : undefined}
        onClick={(event) => {
          event.preventDefault()
          go(to)
        }}
      >
        <Icon shape={shape} />
        <span>{t(text)}</span>
        {count && (
          <span class="count">
            <span aria-hidden="true">{waits}</span>
            <span class="unseen">{t('menu.waits', { count: waits })}</span>
          </span>
        )}
      </a>
    </li>
  )
}
