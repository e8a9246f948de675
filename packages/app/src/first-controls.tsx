// The few controls that the list of the day needs: a heading that takes the focus, a button, and what looks like a link.
import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button, type ButtonProps } from '@apila/ui/Button.tsx'

/** The button of packages/ui. At work it keeps its place and, unlike one that the browser disables, the focus. */
export function ActionButton({ disabled, busy, ...button }: ButtonProps): VNode {
  return <Button {...button} busy={disabled ?? busy} />
}

/** The page's heading. Takes the focus when the page appears, so that screen readers begin there. */
export function Heading({ children, lang }: { children: ComponentChildren; lang?: string }): VNode {
  const heading = useRef<HTMLHeadingElement>(null)
  // Before painting: a later move of the focus would take it from somebody who already types.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} lang={lang}>
      {children}
    </h1>
  )
}

/** Looks like a link, acts in the page. */
export function Link({
  children,
  test,
  onClick,
}: {
  children: ComponentChildren
  test: string
  onClick: () => void
}): VNode {
  return (
    <button type="button" class="link" data-test={test} onClick={onClick}>
      {children}
    </button>
  )
}
