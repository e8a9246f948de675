// The pages of a client language that a named person has signed: the question, the six sentences with the numbers, "come back later".
// Longer pages follow when they are translated and signed too. Right-to-left needs nothing but `dir`.
import type { ComponentChildren, VNode } from 'preact'
import type { ClientTexts } from '@apila/core/content/client-languages.ts'
import { LANGUAGES, LANGUAGE_NAMES } from '@apila/core/content/language.ts'
import type { LanguageLink } from '@apila/ui/Page.tsx'
import type { Library } from '../library/library.ts'
import { NeutralFrame } from './NeutralPage.tsx'
import { NumberLine } from './NumberLine.tsx'
import { Picture } from './Pictures.tsx'

/** The sixth sentence: "you can end it". */
const ENDING = 5

export interface ClientView {
  library: Library
  texts: ClientTexts
  sound?: string | undefined
}

export function ClientStartPage({ texts, library, more }: ClientView & { more: readonly LanguageLink[] }): VNode {
  const { lang, words } = texts
  return (
    <ClientFrame texts={texts} library={library} title={words.ask} more={more}>
      <ul class="big">
        <li>
          <a href={`/a/${lang}/6`}>{words.yes}</a>
        </li>
        <li>
          <a href={`/a/${lang}/7`}>{words.no}</a>
        </li>
      </ul>
    </ClientFrame>
  )
}

export function ClientFirstPage({ texts, library, sound }: ClientView): VNode {
  const { words, sentences } = texts
  return (
    <ClientFrame texts={texts} library={library} number="6" title={words.title} sound={sound}>
      <ul>
        {sentences.map((sentence, i) => (
          <li key={sentence}>
            {sentence}
            {i === ENDING && <EndLinks label={words.ending} />}
          </li>
        ))}
      </ul>
      <h2>
        <Picture name="call" />
        {words.call}
      </h2>
      <p>{words.callSeen}</p>
      <p>{words.answers}</p>
      <NumberLine library={library} call="advice" />
      <p>{words.danger}</p>
      <NumberLine library={library} call="danger" />
    </ClientFrame>
  )
}

/** The page where a permission is ended, in the languages that have it. */
function EndLinks({ label }: { label: string }): VNode {
  return (
    <>
      <p>{label}</p>
      <ul class="row">
        {LANGUAGES.map((lang) => (
          <li key={lang}>
            <a class="line" href={`/a/${lang}/4`} lang={lang} hreflang={lang} dir="ltr">
              {LANGUAGE_NAMES[lang]}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

export function ClientLaterPage({ texts, library }: ClientView): VNode {
  const { words } = texts
  return (
    <ClientFrame texts={texts} library={library} number="7" title={words.title}>
      <p>{words.later}</p>
      <p>{words.callSeen}</p>
      <p>{words.answers}</p>
      <NumberLine library={library} call="advice" />
    </ClientFrame>
  )
}

interface ClientFrameProps extends ClientView {
  number?: string
  title: string
  more?: readonly LanguageLink[]
  children: ComponentChildren
}

function ClientFrame({ texts, library, number, title, sound, more, children }: ClientFrameProps): VNode {
  const { lang, dir, words } = texts
  return (
    <NeutralFrame
      lang={lang}
      library={library}
      dir={dir}
      words={{ ...words, name: words.title }}
      number={number}
      title={title}
      sound={sound}
      more={more}
      backTo={number === undefined ? undefined : `/a/${lang}`}
    >
      {children}
    </NeutralFrame>
  )
}
