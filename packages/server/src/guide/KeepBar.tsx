// The line that stays in sight on every page of the guide: what to say of confidentiality (D-051, D-052), and a way out.
import type { VNode } from 'preact'
import { ButtonLink } from '@apila/ui/Button.tsx'
import type { PublicTexts } from '../content/texts.ts'

export function KeepBar({ texts, leaveHref }: { texts: PublicTexts; leaveHref: string }): VNode {
  return (
    <section class="keep" aria-label={texts.guideKeepLabel}>
      <div class="bar">
        <p>{texts.guideKeep}</p>
        <ButtonLink id="leave" href={leaveHref} rel="noreferrer" quiet>
          {texts.leave}
        </ButtonLink>
      </div>
    </section>
  )
}
