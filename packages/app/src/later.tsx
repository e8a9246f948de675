// A screen whose code is fetched when it is first wanted; the build gives each part its integrity (docs/architecture.md).
import type { ComponentType, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { loadAll } from './content/texts.ts'

/** Makes a component of one that is loaded later. Meanwhile nothing is shown; a part that does not come is a failure the shell shows. */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
): ComponentType<P & { onMissing: () => void }> {
  let ready: ComponentType<P> | null = null
  return function Later(props: P & { onMissing: () => void }): VNode | null {
    const [Part, setPart] = useState<ComponentType<P> | null>(() => ready)
    useEffect(() => {
      if (Part) return
      load().then(
        (part) => {
          ready = part
          setPart(() => part)
        },
        () => {
          props.onMissing()
        },
      )
    }, [])
    return Part && <Part {...props} />
  }
}

/** A screen's code together with the rest of the page's texts. */
export const whole =
  <T,>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const language = LANGUAGES.find((one) => one === document.documentElement.lang) ?? 'fi'
    const [part] = await Promise.all([load(), loadAll([language])])
    return part
  }
