// Her own copy: what she permitted and refused, and who has opened when. With her ticket, at any enrolled desk.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import { Note } from '@apila/ui/Note.tsx'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import { BackToToday } from '../BackToToday.tsx'
import { Heading } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import { type HerBook, readBook } from './book.ts'

export function Receipt({ keys }: { keys: TicketKeys }): VNode {
  const { t, session, today, attempt, fail, nameOf } = useDesk()
  const [book, setBook] = useState<HerBook | null>(null)
  useEffect(() => {
    void attempt(async () => {
      const read = await readBook(session, keys.name, keys.receiptIdentity, today)
      if (read) setBook(read)
      else fail('broken-seal')
    })
  }, [])
  return (
    <div data-test="receipt">
      <Heading>{t('receipt.title')}</Heading>
      {book && (
        <>
          <SummaryList
            facts={[
              { name: t('receipt.from'), value: nameOf(book.receipt.front.from.organisation) },
              { name: t('receipt.to'), value: nameOf(book.receipt.front.to.organisation) },
              { name: t('receipt.what'), value: book.receipt.back.what.map((item) => t(`told.${item}`)).join('; ') },
              { name: t('receipt.refused'), value: book.receipt.refused.map((item) => t(`told.${item}`)).join('; ') },
              { name: t('receipt.mode'), value: t(`mode.${book.receipt.front.mode}`) },
              { name: t('receipt.given'), value: showDay(book.receipt.front.notBefore) },
              { name: t('receipt.until'), value: showDay(book.until) },
            ]}
          />
          <BookLines book={book} />
        </>
      )}
      <BackToToday />
    </div>
  )
}

/** Who did what, by the lines of her book. A line that cannot be read still counts and is shown as that. */
export function BookLines({ book: { lines, isShorter } }: { book: HerBook }): VNode {
  const { t, nameOf } = useDesk()
  return (
    <section>
      <h2>{t('journal.title')}</h2>
      {isShorter && (
        <Note role="alert">
          <p data-test="book-shorter">{t('journal.shorter')}</p>
        </Note>
      )}
      <ul data-test="journal">
        {lines.map((line) => (
          <li key={line.n}>
            {line.isRead
              ? `${showDay(line.on)}: ${nameOf(line.organisation)}, ${t(`journal.${line.act}`)}`
              : t('journal.unreadable')}
            {line.isRead && !line.follows && ` · ${t('journal.out-of-order')}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
