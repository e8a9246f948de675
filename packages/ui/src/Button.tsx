// Buttons, and links that look like them. Never red, never preselected; "quiet" is the same size as the other.
import type { ComponentChildren, VNode } from 'preact'

export interface ButtonProps {
  children: ComponentChildren
  type?: 'button' | 'submit' | 'reset' | undefined
  quiet?: boolean | undefined
  disabled?: boolean | undefined
  id?: string | undefined
  onClick?: ((event: MouseEvent) => void) | undefined
}

export function Button({ children, type = 'button', quiet = false, disabled, id, onClick }: ButtonProps): VNode {
  return (
    <button id={id} class={quiet ? 'button quiet' : 'button'} type={type} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  )
}

export interface ButtonLinkProps {
  href: string
  children: ComponentChildren
  quiet?: boolean | undefined
  rel?: string | undefined
  id?: string | undefined
  /** Leaves the service at once (leave.ts). */
  leaves?: boolean | undefined
}

export function ButtonLink({ href, children, quiet = false, rel, id, leaves }: ButtonLinkProps): VNode {
  return (
    <a id={id} class={quiet ? 'button quiet' : 'button'} href={href} rel={rel} data-leave={leaves ? '' : undefined}>
      {children}
    </a>
  )
}
