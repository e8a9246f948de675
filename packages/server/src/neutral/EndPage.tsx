// The neutral page that ends a permission. The digits never reach a server: the input has no name, the form cannot submit,
// and without the script it stays hidden and the page gives the telephone and any worker (docs/protocol.md, ending).
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { Button, ButtonLink } from '@apila/ui/Button.tsx'
import { describedBy, FieldFrame } from '@apila/ui/Field.tsx'
import type { Library } from '../library/library.ts'
import { NeutralPage } from './NeutralPage.tsx'
import { getNeutralTexts } from '../frame/texts.ts'

export interface EndPageProps {
  lang: Language
  library: Library
  number: string
  /** What salts her digits, in base64url. Without a network there is no permission to end, and the form stays hidden. */
  salt: string | undefined
  sound: string | undefined
}

export function EndPage({ lang, library, number, salt, sound }: EndPageProps): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <NeutralPage
      lang={lang}
      library={library}
      number={number}
      title={texts.endTitle}
      script="/static/end.js"
      sound={sound}
    >
      <p>{texts.endWhat}</p>
      <form id="end-permission" method="dialog" autocomplete="off" hidden data-salt={salt}>
        {/* With the field, so that nobody is told "here" where there is none. */}
        <p>{texts.endLead}</p>
        <FieldFrame id="end-digits" label={texts.endLabel} hint={texts.endHint}>
          <input
            id="end-digits"
            class="digits"
            type="text"
            inputMode="numeric"
            autocomplete="off"
            spellcheck={false}
            aria-describedby={describedBy('end-digits', texts.endHint)}
          />
        </FieldFrame>
        <div class="buttons">
          <Button type="submit" id="end-button">
            {texts.endButton}
          </Button>
        </div>
      </form>
      <p
        id="end-status"
        role="status"
        data-working={texts.endWorking}
        data-busy={texts.endBusy}
        data-done={texts.endDone}
        data-slip={texts.endSlip}
        data-length={texts.endLength}
        data-failed={texts.endFailed}
      />
      {/* What may be believed once it is done; then there is nothing more to do here but leave. */}
      <div id="end-after" hidden>
        <ul>
          <li>{texts.endAfter1}</li>
          <li>{texts.endAfter2}</li>
          <li>{texts.endAfter3}</li>
        </ul>
        <div class="buttons">
          <ButtonLink href="/x" rel="noreferrer" quiet leaves>
            {texts.leave}
          </ButtonLink>
        </div>
      </div>
      <section id="end-other" aria-labelledby="end-other-title">
        <h2 id="end-other-title">{texts.endOther}</h2>
        <ul>
          {/* The word is known where the ticket was given, and nowhere else; the digits end it at any desk. No number of a member stands
              here: none has agreed to it. */}
          <li>{texts.endOther1}</li>
          <li>{texts.endOther2}</li>
        </ul>
      </section>
    </NeutralPage>
  )
}
