// One state of one component on the page of samples (`npm run components`). Its name is what the record of looks calls it.
import type { ComponentChildren, VNode } from 'preact'

export function Sample({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <section class="sample" aria-label={name} data-sample={name}>
      <p class="small">{name}</p>
      {children}
    </section>
  )
}

/** Nothing happens on this page. */
export const nothing = (): void => undefined
