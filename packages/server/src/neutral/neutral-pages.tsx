// The pages of the neutral host in our own three languages: the question, the six sentences with four pictures, one answer a page.
// In plain language: at most twelve words a sentence (neutral-plain.test.ts). No organisation is named.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { LanguageLink } from '@apila/ui/Page.tsx'
import type { Library } from '../library/library.ts'
import { NumberLine } from './NumberLine.tsx'
import { Picture, type PictureName } from './Pictures.tsx'
import { EndPage } from './EndPage.tsx'
import { NeutralPage } from './NeutralPage.tsx'
import { getNeutralTexts, type NeutralTexts } from '../frame/texts.ts'

export interface NumberedView {
  lang: Language
  library: Library
  number: string
  sound: string | undefined
  /** Without a network there is none, and no permission to end. */
  salt: string | undefined
}

type TextKey = keyof NeutralTexts

// Numbers are addresses that stand on paper: a page keeps its number for ever, and a page that goes leaves its number unused.
export const NUMBERED_PAGES: Readonly<Record<string, (view: NumberedView) => VNode>> = {
  '1': (view) => (
    <LinesPage {...view} title="talkTitle" lines={['talk1', 'talk2', 'talk3', 'talk4', 'talk5']} links={['3']} />
  ),
  '2': (view) => (
    <LinesPage
      {...view}
      title="decideTitle"
      lines={['decide1', 'decide2', 'decide3', 'decide4', 'decide5']}
      links={['10', '4', '3']}
    />
  ),
  '3': CallPage,
  '4': (view) => <EndPage {...view} />,
  '5': (view) => (
    <LinesPage
      {...view}
      title="safeTitle"
      lines={['safe1', 'safe2', 'safe3', 'safe4', 'callSeen', 'safe5', 'safe6', 'safe7']}
      links={[]}
    />
  ),
  '6': FirstPage,
  '7': LaterPage,
  '8': PlacePage,
  '9': (view) => (
    <LinesPage {...view} title="callingTitle" lines={['calling1', 'calling2', 'calling3', 'calling4']} links={['3']} />
  ),
  '10': (view) => (
    <LinesPage {...view} title="hearsTitle" lines={['hears1', 'hears2', 'hears3', 'hears4']} links={['4']} />
  ),
}

/** Word of the link to a page. */
const LINK_TEXTS = {
  '1': 'talkTitle',
  '2': 'decideTitle',
  '3': 'callTitle',
  '4': 'endTitle',
  '5': 'safeTitle',
  '8': 'placeTitle',
  '9': 'callingTitle',
  '10': 'hearsTitle',
} as const satisfies Record<string, TextKey>
type Linked = keyof typeof LINK_TEXTS

const PICTURES: readonly (readonly [PictureName, Linked])[] = [
  ['call', '3'],
  ['talk', '1'],
  ['place', '8'],
  ['rights', '2'],
]

interface StartPageProps {
  lang: Language
  library: Library
  more: readonly LanguageLink[]
}

/** Before anything else: is it safe to read now? `more`: languages beside our three. */
export function StartPage({ lang, library, more }: StartPageProps): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <NeutralPage lang={lang} library={library} title={texts.askTitle} more={more}>
      <p>{texts.askWhy}</p>
      <ul class="big">
        <li>
          <a href={`/a/${lang}/6`}>{texts.askYes}</a>
        </li>
        <li>
          <a href={`/a/${lang}/7`}>{texts.askNo}</a>
        </li>
      </ul>
      <p>{texts.askLeave}</p>
    </NeutralPage>
  )
}

function FirstPage({ lang, library, number, sound }: NumberedView): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <NeutralPage lang={lang} library={library} number={number} title={texts.firstTitle} sound={sound}>
      <ul>
        {(['six1', 'six2', 'six3', 'six4', 'six5', 'six6'] as const).map((key) => (
          <li key={key}>{texts[key]}</li>
        ))}
      </ul>
      <ul class="big">
        {PICTURES.map(([picture, to]) => (
          <li key={to}>
            <a href={`/a/${lang}/${to}`}>
              <Picture name={picture} />
              {texts[LINK_TEXTS[to]]}
            </a>
          </li>
        ))}
      </ul>
      <h2>{texts.moreTitle}</h2>
      <Links lang={lang} to={['9', '10', '4', '5']} />
    </NeutralPage>
  )
}

function LaterPage({ lang, library, number, sound }: NumberedView): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <NeutralPage lang={lang} library={library} number={number} title={texts.laterTitle} sound={sound}>
      <p>{texts.later1}</p>
      <p>{texts.later2}</p>
      <p>{texts.later3}</p>
      <NumberLine library={library} call="advice" />
    </NeutralPage>
  )
}

function PlacePage({ lang, library, number, sound }: NumberedView): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <NeutralPage lang={lang} library={library} number={number} title={texts.placeTitle} sound={sound}>
      <Lines lang={lang} keys={['place1', 'place2', 'place3', 'place4']} />
      <NumberLine library={library} call="place" checked={texts} />
      <p>{texts.call1}</p>
      <NumberLine library={library} call="danger" checked={texts} />
    </NeutralPage>
  )
}

// Numbers only, no organisation's name. They are those of the service directory, where source and day stand.
function CallPage({ lang, library, number, sound }: NumberedView): VNode {
  const texts = getNeutralTexts(lang)
  const calls = [
    { call: 'danger', text: texts.call1 },
    { call: 'advice', text: texts.call2 },
    { call: 'place', text: texts.call3 },
    { call: 'weekdays', text: texts.call4 },
  ] as const
  return (
    <NeutralPage lang={lang} library={library} number={number} title={texts.callTitle} sound={sound}>
      <p>{texts.callLead}</p>
      <p>{texts.callSeen}</p>
      <ul class="plain">
        {calls.map(({ call, text }) => (
          <li key={call} class="entry">
            {text}
            <NumberLine library={library} call={call} checked={texts} />
          </li>
        ))}
      </ul>
      <Links lang={lang} to={['9']} />
    </NeutralPage>
  )
}

function LinesPage(
  props: NumberedView & { title: TextKey; lines: readonly TextKey[]; links: readonly Linked[] },
): VNode {
  const { lang, library, number, sound, title, lines, links } = props
  return (
    <NeutralPage lang={lang} library={library} number={number} title={getNeutralTexts(lang)[title]} sound={sound}>
      <Lines lang={lang} keys={lines} />
      {links.length > 0 && <Links lang={lang} to={links} />}
    </NeutralPage>
  )
}

function Lines({ lang, keys }: { lang: Language; keys: readonly TextKey[] }): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <ul>
      {keys.map((key) => (
        <li key={key}>{texts[key]}</li>
      ))}
    </ul>
  )
}

function Links({ lang, to }: { lang: Language; to: readonly Linked[] }): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <ul class="plain">
      {to.map((number) => (
        <li key={number}>
          <a class="line" href={`/a/${lang}/${number}`}>
            {texts[LINK_TEXTS[number]]}
          </a>
        </li>
      ))}
    </ul>
  )
}
