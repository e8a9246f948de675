// Her own copy: what she permitted and refused, and who has opened when. With her ticket, at any enrolled desk.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import type { JournalLine, Receipt as ReceiptContent } from '@apila/core/referral/content.ts'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import { BackToToday } from '../BackToToday.tsx'
import { Heading } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import { readReceipt } from './ending.ts'
import { readJournal } from './journal.ts'

export function Receipt({ keys }: { keys: TicketKeys }): VNode {
  const { t, session, attempt, fail, nameOf } = useDesk()
  const [receipt, setReceipt] = useState<ReceiptContent | null>(null)
  const [lines, setLines] = useState<readonly JournalLine[]>([])
  useEffect(() => {
    void attempt(async () => {
      const read = await readReceipt(session, keys)
      if (!read) {
        fail('broken-seal')
        return
      }
      setLines(await readJournal(session, keys.locator, keys.receiptIdentity))
      setReceipt(read)
    })
  }, [])
  return (
    <div data-test="receipt">
      <Heading>{t('receipt.title')}</Heading>
      {receipt && (
        <>
          <SummaryList
            facts={[
              { name: t('receipt.from'), value: nameOf(receipt.grant.from) },
              { name: t('receipt.to'), value: nameOf(receipt.grant.to) },
              { name: t('receipt.what'), value: receipt.grant.what.map((item) => t(`told.${item}`)).join('; ') },
              { name: t('receipt.refused'), value: receipt.refused.map((item) => t(`told.${item}`)).join('; ') },
              { name: t('receipt.mode'), value: t(`mode.${receipt.grant.mode}`) },
              { name: t('receipt.given'), value: showDay(receipt.grant.notBefore) },
              { name: t('receipt.until'), value: showDay(receipt.grant.until) },
            ]}
          />
          <Journal lines={lines} />
        </>
      )}
      <BackToToday />
    </div>
  )
}

export function Journal({ lines }: { lines: readonly JournalLine[] }): VNode {
  const { t, nameOf } = useDesk()
  return (
    <section>
      <h2>{t('journal.title')}</h2>
      {lines.length === 0 ? (
        <p>{t('journal.none')}</p>
      ) : (
        <ul data-test="journal">
          {lines.map((line, at) => (
            <li key={at}>
              {showDay(line.on)}: {nameOf(line.organisation)}, {t(`journal.${line.act}`)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
