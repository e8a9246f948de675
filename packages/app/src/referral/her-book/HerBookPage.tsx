// Her book, read to her: each sentence in her language as far as there are texts in it, and under it in the worker's. At any desk with her
// code; at the sending desk where there is no code. What she wants of it on paper or as a file is handed out with a line of its own.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Name } from '@apila/core/bytes.ts'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { spokenLanguage } from '../../content/language-name.ts'
import { type Texts, loadTexts } from '../../content/texts.ts'
import { Heading } from '../../controls.tsx'
import { type DeskContext, useDesk } from '../../desk-context.ts'
import type { HerBook } from '../book.ts'
import { HandOut } from '../handing/HandOut.tsx'
import { writeHandedOut } from '../release.ts'
import { Both } from '../sending/TurnedParts.tsx'
import { type BookText, bookText } from './book-text.ts'

const textIn = (desk: DeskContext, texts: Texts, book: HerBook): BookText =>
  bookText(texts, book, (id) => desk.session.roster.organisations.get(id)?.names[texts.language] ?? id)

/** `s`: of the story, under which the line of handing out is written. */
export function HerBookPage({ book, s }: { book: HerBook; s: Name }): VNode {
  const desk = useDesk()
  const { t } = desk
  const { language } = book.receipt.back.said
  const known = LANGUAGES.find((one) => one === language)
  const [hers, setHers] = useState<Texts>(desk)
  const choose = (chosen: Language) => {
    void loadTexts(chosen).then(setHers, () => {
      desk.fail('offline')
    })
  }
  useEffect(() => {
    choose(known ?? desk.language)
  }, [])
  const [read, said] = [textIn(desk, hers, book), textIn(desk, desk, book)]
  const both = (at: string, workers: string) => <Both hers={at} workers={workers} texts={hers} desk={desk} />
  return (
    <>
      <div class="in-two no-print" data-test="her-book" data-state={hers.language}>
        <Chips
          name="book-in"
          legend={t('turned.language')}
          unseenLegend
          options={LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value], lang: value }))}
          chosen={[hers.language]}
          onChoose={choose}
        />
        {!known && language !== null && language !== 'not-asked' && (
          <Note test="book-aloud">
            <p>{t('book.aloud', { language: spokenLanguage(language, undefined, desk) })}</p>
          </Note>
        )}
        <Heading>{both(read.title, said.title)}</Heading>
        {read.allowed.map((sentence, at) => (
          <p key={sentence}>{both(sentence, said.allowed[at] ?? '')}</p>
        ))}
        <h2>{both(read.linesTitle, said.linesTitle)}</h2>
        {book.isShorter && (
          <Note role="alert">
            <p data-test="book-shorter">{t('journal.shorter')}</p>
          </Note>
        )}
        <ul data-test="journal">
          {read.lines.map((line, at) => (
            <li key={at}>{both(line, said.lines[at] ?? '')}</li>
          ))}
        </ul>
      </div>
      <HandOut
        onLine={(handedOut) => writeHandedOut(desk.session, s, handedOut, desk.today)}
        lang={hers.language}
        parts={[{ item: 'book', title: read.title, text: [...read.allowed, read.linesTitle, ...read.lines] }]}
      />
    </>
  )
}
