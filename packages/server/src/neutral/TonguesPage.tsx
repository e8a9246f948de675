// /a: for whoever reads none of our languages, and for choosing one. Leaving first, numbers that a finger can call, three pictures, and
// in each language the word "interpreter" with the name to say aloud. One page, no choice needed, no script. It says nothing of what it
// is for; who answers is said in the languages that can say it.
import type { VNode } from 'preact'
import type { ClientTexts } from '@apila/core/content/client-languages.ts'
import type { InterpreterWord } from '@apila/core/content/interpreter-words.ts'
import { LANGUAGES, LANGUAGE_NAMES } from '@apila/core/content/language.ts'
import type { CallUse } from '@apila/core/guide/schema.ts'
import { Icon, type Shape } from '@apila/ui/Icon.tsx'
import { conversationIcon } from '@apila/ui/icons.ts'
import { messageIcon, phoneIcon, warningIcon } from '@apila/ui/icons-first.ts'
import { getNeutralTexts, type NeutralTexts } from '../frame/texts.ts'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'
import { ReportedNumbers } from '../frame/ReportedNumbers.tsx'
import { NeutralFrameOfAll } from './NeutralPage.tsx'

export interface TonguesPageProps {
  library: Library
  signed: readonly ClientTexts[]
}

export function TonguesPage({ library, signed }: TonguesPageProps): VNode {
  const { words, reviewedBy } = library.neutral.interpreter
  const own = LANGUAGES.map((lang) => ({ lang, name: LANGUAGE_NAMES[lang], dir: 'ltr' as const }))
  return (
    <NeutralFrameOfAll library={library} styles={['pages']}>
      <ul class="chips">
        {[...own, ...signed].map(({ lang, name, dir }) => (
          <li key={lang}>
            <a href={`/a/${lang}`} lang={lang} hreflang={lang} dir={dir}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <ReportedNumbers
        library={library}
        languages={LANGUAGES}
        sentenceIn={(lang) => getNeutralTexts(lang).numberReported}
        page={DIALS.map(([call, shape]) => (
          <Dial key={call} library={library} call={call} shape={shape} />
        ))}
      />
      <Dial library={library} call="place" shape={phoneIcon} />
      <Dial library={library} call="advice" shape={phoneIcon} />
      <p class="small">{inAll('tonguesAnswers')}</p>
      <Dial library={library} call="danger" shape={warningIcon} />
      <div class="pictures" role="img" aria-label={LANGUAGES.map((lang) => getNeutralTexts(lang).tonguesHow).join(' ')}>
        <Icon shape={phoneIcon} class="p" />
        <Icon shape={messageIcon} class="p" />
        <Icon shape={conversationIcon} class="p" />
      </div>
      <ul class="tongues">
        {words.map((word) => (
          <Tongue key={word.lang} word={word} hasPages={signed.some(({ lang }) => lang === word.lang)} />
        ))}
      </ul>
      {reviewedBy === null && (
        <p class="small" data-unsigned>
          {inAll('tonguesUnsigned')}
        </p>
      )}
    </NeutralFrameOfAll>
  )
}

/** Every number of the page. */
const DIALS: readonly (readonly [CallUse, Shape])[] = [
  ['place', phoneIcon],
  ['advice', phoneIcon],
  ['danger', warningIcon],
]

/** A sentence in our three languages, each marked as what it is. */
function inAll(key: keyof NeutralTexts): VNode[] {
  return LANGUAGES.map((lang) => (
    <span key={lang} lang={lang}>
      {getNeutralTexts(lang)[key]}
      <br />
    </span>
  ))
}

function Dial({ library, call, shape }: { library: Library; call: CallUse; shape: Shape }): VNode {
  const { phone } = getNumber(library, call)
  return (
    <a class="dial" href={`tel:${phone.number}`}>
      <Icon shape={shape} class="p" />
      <bdi dir="ltr">{phone.shown}</bdi>
      {phone.always === true && <span class="at">24 h</span>}
    </a>
  )
}

function Tongue({
  word: { lang, dir, word, name, say },
  hasPages,
}: {
  word: InterpreterWord
  hasPages: boolean
}): VNode {
  return (
    <li>
      <span lang={lang} dir={dir}>
        <b>{word}</b>
        <span class="hint">{name}</span>
      </span>
      <span class="say-this" lang="en">
        <Icon shape={messageIcon} />
        {say}
      </span>
      {hasPages && (
        <a class="line" href={`/a/${lang}`} lang={lang} dir={dir}>
          {name}
        </a>
      )}
    </li>
  )
}
