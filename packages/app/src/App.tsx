// Language, signing in and out, the idle lock. What a signed-in worker sees is Shell.tsx.
import type { VNode } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { SignIn } from './SignIn.tsx'
import { keepLast, readLast } from './account/last-here.ts'
import type { Session } from './account/session.ts'
import { type Texts, loadTexts } from './content/texts.ts'
import { later } from './later.tsx'
import type { Locked } from './desk-context.ts'
import type { Trail } from './places.ts'

const Shell = later(async () => (await import('./Shell.tsx')).Shell)

/** The browser's first language that we speak, until somebody chooses another. */
function firstLanguage(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2))
  return LANGUAGES.find((language) => wanted.includes(language)) ?? 'fi'
}

interface Here {
  session: Session
  trail: Trail
}

export function App(): VNode | null {
  const [texts, setTexts] = useState<Texts | null>(null)
  const [here, setHere] = useState<Here | null>(null)
  const [locked, setLocked] = useState<Locked | null>(null)
  const speak = useCallback((language: Language) => {
    void loadTexts(language).then((loaded) => {
      document.documentElement.lang = language
      setTexts(loaded)
    })
  }, [])
  useEffect(() => {
    void readLast().then(({ device, language }) => {
      if (device !== null) setLocked({ device, beside: null })
      speak(language ?? firstLanguage())
    })
  }, [speak])
  if (!texts) return null
  const end = (lock: Locked | null) => {
    // Without signal the session ends on the server by itself (core account/session.ts).
    if (here) void here.session.api.tell('POST', 'session/end').catch(() => undefined)
    keepLast({ device: lock?.device ?? null })
    setHere(null)
    setLocked(lock)
  }
  const begin = async (session: Session) => {
    const { readTeam, readTrail, screenOfAddress, startOf } = await import('./places.ts')
    const [trail, team] = await Promise.all([readTrail(session), readTeam(session)])
    keepLast({ device: session.device.id })
    setLocked(null)
    setHere({
      session: team ? session.inTeam(team) : session,
      trail: trail ?? startOf(screenOfAddress(window.location.hash) ?? { name: 'today' }),
    })
  }
  const choose = (language: Language) => {
    keepLast({ language })
    speak(language)
  }
  return (
    <>
      <a class="skip" href="#main">
        {texts.t('skip')}
      </a>
      {here ? (
        <Shell
          key={here.session.device.id}
          onMissing={() => {
            end(null)
          }}
          texts={texts}
          session={here.session}
          trail={here.trail}
          onEnd={end}
          languages={<Languages texts={texts} onChoose={choose} />}
        />
      ) : (
        <>
          <header class="top">
            <div class="bar">
              <span class="site">Apila</span>
              <Languages texts={texts} onChoose={choose} />
            </div>
          </header>
          <SignIn
            texts={texts}
            locked={locked}
            onSignedIn={begin}
            onForget={() => {
              keepLast({ device: null })
              // The address names the screen of the one who was here: the next one begins at the list of the day.
              window.history.replaceState({ place: -1 }, '', window.location.pathname)
              setLocked(null)
            }}
          />
        </>
      )}
    </>
  )
}

function Languages({ texts, onChoose }: { texts: Texts; onChoose: (language: Language) => void }): VNode {
  return (
    <nav aria-label={texts.t('languages')} class="no-print">
      <ul class="row">
        {LANGUAGES.map((language) => (
          <li key={language}>
            <button
              type="button"
              class="link"
              lang={language}
              data-test={`language-${language}`}
              aria-current={language === texts.language ? 'true' : undefined}
              onClick={() => {
                onChoose(language)
              }}
            >
              {LANGUAGE_NAMES[language]}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
