// Buttons, and links that look like them. One filled button a screen: what goes forward. Never red, never preselected, and never dead:
// a press says what is missing. "quiet" is the same size as the filled one, "bare" goes back.
import type { ComponentChildren, VNode } from 'preact'
import { Icon, type Shape } from './Icon.tsx'

interface ButtonLook {
  quiet?: boolean | undefined
  bare?: boolean | undefined
  /** As wide as its place. */
  wide?: boolean | undefined
  shape?: Shape | undefined
  lang?: string | undefined
  test?: string | undefined
  id?: string | undefined
  children: ComponentChildren
}

export interface ButtonProps extends ButtonLook {
  type?: 'button' | 'submit' | 'reset' | undefined
  /** At work: keeps its place and its width, and a second press does nothing. */
  busy?: boolean | undefined
  disabled?: boolean | undefined
  pressed?: boolean | undefined
  autoFocus?: boolean | undefined
  onClick?: ((event: MouseEvent) => void) | undefined
}

const lookOf = ({ quiet = false, bare = false, wide = false }: ButtonLook): string =>
  ['button', quiet && 'quiet', bare && 'bare', wide && 'wide'].filter(Boolean).join(' ')

export function Button(props: ButtonProps): VNode {
  const { busy = false, onClick } = props
  return (
    <button
      id={props.id}
      class={lookOf(props)}
      type={props.type ?? 'button'}
      data-test={props.test}
      lang={props.lang}
      disabled={props.disabled}
      autoFocus={props.autoFocus}
      aria-disabled={busy ? 'true' : undefined}
      aria-pressed={props.pressed}
      onClick={busy ? undefined : onClick}
    >
      {props.shape !== undefined && <Icon shape={props.shape} />}
      {props.children}
    </button>
  )
}

export interface ButtonLinkProps extends ButtonLook {
  href: string
  rel?: string | undefined
  /** Leaves the service at once (leave.ts). */
  leaves?: boolean | undefined
  onClick?: ((event: MouseEvent) => void) | undefined
}

export function ButtonLink(props: ButtonLinkProps): VNode {
  return (
    <a
      id={props.id}
      class={lookOf(props)}
      href={props.href}
      rel={props.rel}
      lang={props.lang}
      data-test={props.test}
      data-leave={props.leaves === true ? '' : undefined}
      onClick={props.onClick}
    >
      {props.shape !== undefined && <Icon shape={props.shape} />}
      {props.children}
    </a>
  )
}
