// Writes a letter to the assistance system with the client, and gives it as a document or on paper. Nothing of it is stored: a lock holds it
// sealed in the page's memory (drafts/over-lock.ts), otherwise it is gone with the screen, and the server hears nothing of it.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { hasRight } from '@apila/core/organisation/roles.ts'
import { DOCX_TYPE, docxOf } from '@apila/papers/docx.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { type Texts, loadTexts } from '../../content/texts.ts'
import { ActionButton, Heading, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { offerOverLock, takeOverLock } from '../../drafts/over-lock.ts'
import { saveFile } from '../../save-file.ts'
import {
  HeldLetter,
  LETTER_PARTS,
  type Letter,
  type LetterNeed,
  NO_LETTER,
  isBegun,
  missingOfLetter,
  paperOf,
} from './letter.ts'

export function WriteLetter(): VNode {
  const { t, session } = useDesk()
  if (hasRight(session.own.roles, 'hand-out')) return <LetterForm />
  return (
    <>
      <Heading>{t('letter.title')}</Heading>
      <p data-test="hand-out-worker-only">{t('handing.worker-only')}</p>
      <BackToToday />
    </>
  )
}

function LetterForm(): VNode {
  const desk = useDesk()
  const { t, session, today, fail } = desk
  const [letter, setLetter] = useState<Letter>(NO_LETTER)
  const [missing, setMissing] = useState<readonly LetterNeed[]>([])
  const [texts, setTexts] = useState<Texts>(desk)
  const speak = (language: Language) => {
    void loadTexts(language).then(setTexts, () => {
      fail('offline')
    })
  }
  const now = useRef<HeldLetter | null>(null)
  now.current = isBegun(letter) ? { letter, language: texts.language } : null
  useEffect(() => {
    void takeOverLock(session.device)
      .catch(() => null)
      .then((held) => {
        const back = HeldLetter.safeParse(held)
        // Somebody was quicker with a key: what they wrote stands.
        if (!back.success || now.current !== null) return
        setLetter(back.data.letter)
        speak(back.data.language)
      })
    return offerOverLock(() => now.current)
  }, [])
  const change = (changed: Partial<Letter>) => {
    setLetter({ ...letter, ...changed })
    setMissing([])
  }
  const name = session.roster.organisations.get(session.own.organisation)?.names[texts.language] ?? ''
  const paper = paperOf(letter, texts, { name, day: showDay(today) })
  const give = (how: 'print' | 'file') => {
    setMissing(missingOfLetter(letter))
    if (!paper) return
    if (how === 'print') window.print()
    else saveFile(`${t('handing.file')}.docx`, DOCX_TYPE, docxOf(paper))
  }
  const errorOf = (need: LetterNeed) => (missing.includes(need) ? t(`letter.need-${need}`) : undefined)
  return (
    <div data-test="letter">
      <div class="no-print">
        <Heading>{t('letter.title')}</Heading>
        <p>{t('letter.more')}</p>
        <p>
          <a href="tel:+358295463177">029 546 3177</a>
        </p>
        <Note tone="wait">
          <p>{t('letter.kept-nowhere')}</p>
        </Note>
        <Chips
          name="letter-wants"
          id="letter-wants"
          legend={t('letter.wants')}
          hint={t('letter.wants-hint')}
          options={(['yes', 'no'] as const).map((value) => ({ value, text: t(`answer.${value}`) }))}
          chosen={letter.wants === null ? [] : [letter.wants]}
          error={errorOf('wants')}
          onChoose={(wants) => {
            change({ wants })
          }}
        />
        {letter.wants === 'no' && <p data-test="letter-no">{t('letter.no')}</p>}
        {letter.wants === 'yes' && (
          <>
            <Chips
              name="letter-in"
              legend={t('letter.in')}
              options={LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value], lang: value }))}
              chosen={[texts.language]}
              onChoose={speak}
            />
            {LETTER_PARTS.map((part) => (
              <Write
                key={part}
                id={`letter-${part}`}
                label={t(`letter.${part}`)}
                hint={t(`letter.${part}-hint`)}
                error={part === 'happened' || part === 'sender' ? errorOf(part) : undefined}
                rows={part === 'happened' || part === 'needs' ? 6 : 2}
                max={20_000}
                value={letter.written[part]}
                onInput={(text) => {
                  change({ written: { ...letter.written, [part]: text } })
                }}
              />
            ))}
            <div class="buttons">
              <ActionButton
                test="letter-file"
                onClick={() => {
                  give('file')
                }}
              >
                {t('letter.file')}
              </ActionButton>
              <ActionButton
                test="letter-print"
                quiet
                onClick={() => {
                  give('print')
                }}
              >
                {t('letter.print')}
              </ActionButton>
            </div>
          </>
        )}
      </div>
      {paper && (
        <div class="handed card" data-test="letter-paper" lang={texts.language}>
          <h2>{paper.title}</h2>
          {paper.sections.map(({ title, paragraphs }) => (
            <section key={title}>
              <h3>{title}</h3>
              {paragraphs.map((text, at) => (
                <p class="pre" key={at}>
                  {text}
                </p>
              ))}
            </section>
          ))}
        </div>
      )}
      <BackToToday />
    </div>
  )
}
