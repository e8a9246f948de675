// Her own copy of the permission, with her ticket, at any enrolled desk.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import { BackToToday } from '../../BackToToday.tsx'
import { Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { type HerBook, readBook } from '../book.ts'
import { HerBookPage } from './HerBookPage.tsx'

export function Receipt({ keys }: { keys: TicketKeys }): VNode {
  const { t, session, today, attempt, fail } = useDesk()
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
      {book ? <HerBookPage book={book} s={keys.name} /> : <Heading>{t('receipt.title')}</Heading>}
      <BackToToday />
    </div>
  )
}
