// /{lang}/guide/record: how to write it down safely, and the text check that checks a text on the page. Nothing is sent or kept.
// Governed by docs/requirements.md (D-199 to D-206). Without a script the advice is whole and the text check stays hidden.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import { Button } from '@apila/ui/Button.tsx'
import { getPublicTexts } from '../frame/texts.ts'
import { MeetingPage } from '../frame/MeetingPage.tsx'
import { AdviceSections } from './AdviceSections.tsx'
import type { Library } from '../library/library.ts'
import type { RecordContent } from '../library/record.ts'

export interface RecordPageProps {
  lang: Language
  library: Library
  today: Day
  /** Where the leave button goes without a script. */
  leaveHref: string
}

export function RecordPage({ lang, library, today, leaveHref }: RecordPageProps): VNode {
  const { advice, textCheck } = library.record
  const texts = getPublicTexts(lang)
  return (
    <MeetingPage
      lang={lang}
      library={library}
      path="/guide/record"
      title={advice.title[lang]}
      script="/static/record.js"
      leaveHref={leaveHref}
    >
      <link rel="stylesheet" href="/static/record.css" />
      <h1>{advice.heading[lang]}</h1>
      <p>{advice.lead[lang]}</p>
      <TextCheck textCheck={textCheck} lang={lang} />
      <AdviceSections page={advice} lang={lang} texts={texts} today={today} />
      <p>
        <a class="line" href={`/${lang}/guide`}>
          {texts.actBack}
        </a>
      </p>
    </MeetingPage>
  )
}

// Spelling, writing and translating aids of browsers may send text to their makers: they are asked to stay away.
// Typed loosely: the JSX types know these only as booleans, which the server would not write out.
const NOT_TRANSLATED: object = { translate: 'no' }
const STAY_AWAY: object = {
  ...NOT_TRANSLATED,
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  writingsuggestions: 'false',
  'data-gramm': 'false',
}

// The note has no name and no form around it, so that not even Enter can send it.
type TextCheckContent = RecordContent['textCheck']

function TextCheck({ textCheck, lang }: { textCheck: TextCheckContent; lang: Language }): VNode {
  const { texts } = textCheck
  return (
    <section class="no-print" aria-labelledby="text-check-title">
      <h2 id="text-check-title">{texts.heading[lang]}</h2>
      <p id="text-check-off" class="hint">
        {texts.off[lang]}
      </p>
      <div id="text-check" hidden data-words={JSON.stringify(wordsOf(textCheck, lang))}>
        <p>{texts.lead[lang]}</p>
        <p class="hint" id="note-hint">
          {texts.trace[lang]}
        </p>
        <div class="field">
          <label for="note">{texts.label[lang]}</label>
          <textarea id="note" rows={8} aria-describedby="note-hint" {...STAY_AWAY} />
        </div>
        <div class="buttons">
          <Button id="check">{texts.check[lang]}</Button>
          <Button id="clear" quiet>
            {texts.clear[lang]}
          </Button>
        </div>
        <p id="answer" role="status" tabIndex={-1} />
        <div id="result" hidden {...NOT_TRANSLATED}>
          <h3>{texts.marked[lang]}</h3>
          <div id="marked" />
          <div id="listed">
            <h3>{texts.places[lang]}</h3>
            <ol id="places" class="plain" />
          </div>
        </div>
      </div>
    </section>
  )
}

/** What the script says, in the page's language; the neutral words in all three, since a note may be in another one. */
function wordsOf({ texts, kinds }: TextCheckContent, lang: Language) {
  const pick = (text: Record<Language, string>): string => text[lang]
  return {
    lang,
    empty: pick(texts.empty),
    none: pick(texts.none),
    found: pick(texts.found),
    failed: pick(texts.failed),
    block: pick(texts.block),
    ask: pick(texts.ask),
    replace: pick(texts.replace),
    neutral: pick(texts.neutral),
    evidence: pick(texts.evidence),
    vulnerable: texts.vulnerable,
    kinds: Object.fromEntries(
      Object.entries(kinds).map(([kind, { name, hint, wording }]) => [
        kind,
        { name: pick(name), hint: pick(hint), ...(wording && { wording: pick(wording) }) },
      ]),
    ),
  }
}
