// Language, signing in and out, the idle lock. What a signed-in worker sees is Shell.tsx.
import type { VNode } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { SignIn } from './account/SignIn.tsx'
import type { Session } from './account/session.ts'
import { type Texts, loadTexts } from './content/texts.ts'
import { later } from './later.tsx'
import type { Locked, Screen } from './desk-context.ts'

const Shell = later(async () => (await import('./Shell.tsx')).Shell)

/** The browser's first language that we speak. Kept in the page only: nothing on the device tells of a choice. */
function firstLanguage(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2))
  return LANGUAGES.find((language) => wanted.includes(language)) ?? 'fi'
}

export function App(): VNode | null {
  const [texts, setTexts] = useState<Texts | null>(null)
  const [session, setSession] = useState<Session | null>(null)
  const [locked, setLocked] = useState<Locked | null>(null)
  const screenAfter = useRef<Screen>({ name: 'today' })
  const speak = useCallback((language: Language) => {
    void loadTexts(language).then((loaded) => {
      document.documentElement.lang = language
      setTexts(loaded)
    })
  }, [])
  useEffect(() => {
    speak(firstLanguage())
  }, [speak])
  if (!texts) return null
  const end = (lock: Locked | null) => {
    // Without signal the session ends on the server by itself (core account/session.ts).
    if (session) void session.api.tell('DELETE', 'session').catch(() => undefined)
    setSession(null)
    setLocked(lock)
    screenAfter.current = lock?.screen ?? { name: 'today' }
  }
  const begin = (started: Session) => {
    if (locked && started.device.id !== locked.device) screenAfter.current = { name: 'today' }
    setLocked(null)
    setSession(started)
  }
  return (
    <>
      <a class="skip" href="#main">
        {texts.t('skip')}
      </a>
      {session ? (
        <Shell
          key={session.device.id}
          onMissing={() => {
            end(null)
          }}
          texts={texts}
          session={session}
          first={screenAfter.current}
          onEnd={end}
          languages={<Languages texts={texts} onChoose={speak} />}
        />
      ) : (
        <>
          <header class="top">
            <div class="bar">
              <span class="site">Apila</span>
              <Languages texts={texts} onChoose={speak} />
            </div>
          </header>
          <SignIn
            texts={texts}
            locked={locked}
            onSignedIn={begin}
            onForget={() => {
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
