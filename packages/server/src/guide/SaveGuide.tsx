// The part of the guide's page that saves it on the device, at its reader's wish alone. Hidden until a script finds that it can work;
// what it leaves behind is said before the button (docs/architecture.md "The saved guide").
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { SavedWords } from '@apila/core/guide/saved-copy.ts'
import { Note } from '@apila/ui/Note.tsx'
import type { Library } from '../library/library.ts'
import { listSavedAddresses } from './saved-pages.ts'

export function SaveGuide({ lang, library }: { lang: Language; library: Library }): VNode {
  const { title, what, trace, nothing, save, remove, words } = library.guide.saved
  const inLanguage = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, text[lang]]))
  return (
    <details
      id="saving"
      class="no-print"
      hidden
      data-src="/static/save.js"
      data-addresses={listSavedAddresses(lang, library).join(' ')}
      data-words={JSON.stringify(inLanguage satisfies Partial<SavedWords>)}
    >
      <summary>
        <h2>{title[lang]}</h2>
      </summary>
      <p>{what[lang]}</p>
      <Note>
        <p>{trace[lang]}</p>
      </Note>
      <p>{nothing[lang]}</p>
      <p role="status" />
      <progress hidden aria-label={words.saving[lang]} />
      <div class="buttons">
        <button type="button" class="button save" disabled>
          {save[lang]}
        </button>
        <button type="button" class="button quiet remove" hidden>
          {remove[lang]}
        </button>
      </div>
    </details>
  )
}
