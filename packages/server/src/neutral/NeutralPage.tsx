// The neutral host's frame: nothing in address, title or links says what the pages are about, because addresses and titles
// stay in the browser's history whatever one does. A made-up network says "demo" and no more. The title is therefore one word and the page's number. A way out is on every page.
import type { ComponentChildren, VNode } from 'preact'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { type LanguageLink, Page } from '@apila/ui/Page.tsx'
import type { Library } from '../library/library.ts'
import { ReportedNumbers, languagesFor } from '../frame/ReportedNumbers.tsx'
import { RecordedSound } from './RecordedSound.tsx'
import { getNeutralTexts } from '../frame/texts.ts'

export interface NeutralPageProps {
  lang: Language
  library: Library
  /** Number of the page; absent on the start page. */
  number?: string | undefined
  title: string
  /** `pages` where a page has more than words and links. */
  styles?: readonly string[] | undefined
  script?: string | undefined
  /** File of the recording of this page. */
  sound?: string | undefined
  more?: readonly LanguageLink[] | undefined
  children: ComponentChildren
}

export function NeutralPage({ lang, number, ...rest }: NeutralPageProps): VNode {
  return (
    <NeutralFrame lang={lang} number={number} words={getNeutralTexts(lang)} backTo={backFrom(lang, number)} {...rest} />
  )
}

export interface NeutralFrameProps {
  lang: string
  library: Library
  dir?: 'ltr' | 'rtl'
  words: { name: string; skip: string; languages: string; leave: string; back: string; demo?: string }
  number?: string | undefined
  title: string
  backTo: string | undefined
  /** `pages` where a page has more than words and links. */
  styles?: readonly string[] | undefined
  script?: string | undefined
  sound?: string | undefined
  /** Languages beside our three, for the first page of each: whoever has tapped a wrong one cannot read its words. */
  more?: readonly LanguageLink[] | undefined
  children: ComponentChildren
}

export function NeutralFrame(props: NeutralFrameProps): VNode {
  const { lang, words, number, backTo } = props
  return (
    <Page
      lang={lang}
      dir={props.dir}
      title={number === undefined ? words.name : `${words.name} ${number}`}
      demo={props.library.demo ? (words.demo ?? <span lang="en">Demo</span>) : undefined}
      siteName={words.name}
      homeHref={`/a/${lang}`}
      skipText={words.skip}
      languagesText={words.languages}
      languageLinks={[...languageLinks(lang, number), ...(props.more ?? [])]}
      indexed={false}
      styles={props.styles}
      script={props.script}
      quickLink={<QuickWayOut text={words.leave} />}
      bar={<WayOut text={words.leave} />}
    >
      <h1>{props.title}</h1>
      <ReportedNumbers
        library={props.library}
        languages={languagesFor(lang)}
        sentenceIn={(one) => getNeutralTexts(one).numberReported}
        page={props.children}
      />
      <RecordedSound file={props.sound} />
      {props.children}
      {backTo !== undefined && (
        <p>
          <a class="phone" href={backTo}>
            {words.back}
          </a>
        </p>
      )}
    </Page>
  )
}

/** The frame where the language is not known: our own three beside each other. */
export function NeutralFrameOfAll({
  library,
  styles,
  children,
}: Pick<NeutralFrameProps, 'library' | 'styles' | 'children'>): VNode {
  const all = LANGUAGES.map((lang) => getNeutralTexts(lang))
  const texts = getNeutralTexts('fi')
  const names = all.map(({ name }) => name).join(' · ')
  return (
    <Page
      lang="fi"
      title={names}
      demo={library.demo ? [...new Set(all.map(({ demo }) => demo))].join(' · ') : undefined}
      siteName={texts.name}
      homeHref="/a"
      skipText={texts.skip}
      languagesText={texts.languages}
      languageLinks={[]}
      indexed={false}
      styles={styles}
      quickLink={<QuickWayOut text={texts.leave} />}
      bar={<WayOut text={all.map(({ leave }) => leave).join(' · ')} />}
    >
      <h1>{names}</h1>
      {children}
    </Page>
  )
}

/** The second stop by keyboard: whoever is disturbed must not go through the page. */
function QuickWayOut({ text }: { text: string }): VNode {
  return (
    <aside aria-label={text}>
      <a class="skip" href="/x" rel="noreferrer" data-leave="">
        {text}
      </a>
    </aside>
  )
}

/** The button that leaves, and the script that makes it quicker. Without the script it is a plain link that does the same. */
function WayOut({ text }: { text: string }): VNode {
  return (
    <nav class="keep" aria-label={text}>
      <div class="bar">
        <ButtonLink id="leave" href="/x" rel="noreferrer" quiet leaves>
          {text}
        </ButtonLink>
      </div>
      <script type="module" async src="/static/leave.js" />
    </nav>
  )
}

// The page of the other language where there is one; a signed client language has no numbers of ours but 6 and 7.
function languageLinks(lang: string, number: string | undefined): LanguageLink[] {
  const isOwn = LANGUAGES.some((own) => own === lang)
  const suffix = number === undefined || !isOwn ? '' : `/${number}`
  return LANGUAGES.map((other) => ({ lang: other, name: LANGUAGE_NAMES[other], href: `/a/${other}${suffix}` }))
}

function backFrom(lang: Language, number: string | undefined): string | undefined {
  if (number === undefined) return undefined
  // Page 6 is where she reads on; only from there and from "not now" does one go back to the question.
  return number === '6' || number === '7' ? `/a/${lang}` : `/a/${lang}/6`
}
