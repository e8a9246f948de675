// The line that stays in sight on every page for the work with her: what to say of confidentiality (D-051, D-052), and a way out.
import type { VNode } from 'preact'
import { ButtonLink } from '@apila/ui/Button.tsx'
import type { PublicTexts } from './texts.ts'

export interface KeepBarProps {
  texts: PublicTexts
  leaveHref: string
  /** Said to the reader herself, on pages that are hers; otherwise the words that the worker says aloud. */
  sentence?: string | undefined
}

export function KeepBar({ texts, leaveHref, sentence }: KeepBarProps): VNode {
  return (
    <section class="keep" aria-label={texts.guideKeepLabel}>
      <div class="bar">
        <p>{sentence ?? texts.guideKeep}</p>
        <ButtonLink id="leave" href={leaveHref} rel="noreferrer" quiet leaves>
          {texts.leave}
        </ButtonLink>
      </div>
    </section>
  )
}
