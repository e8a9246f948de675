// The client telephones: the worker finds the permission by the agreed word (docs/protocol.md "Notes").
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { ActionButton, Write } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import { markOf } from './day-list.ts'
import { deskMarks } from './knock-row.ts'
import { findByWord } from './find-by-word.ts'

export function ByTelephone(): VNode {
  const { t, list, go } = useDesk()
  const [word, setWord] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  // Of the list as it stands now: while its notes are still being opened, what comes later is found too.
  const found = asked === null ? null : findByWord(list.sent, asked)
  const marks = deskMarks(list)
  return (
    <section aria-labelledby="telephone" class="card">
      <h2 id="telephone">{t('phone.title')}</h2>
      <p>{t('phone.more')}</p>
      <Write id="phone-word" label={t('phone.word')} value={word} onInput={setWord} max={60} />
      <ActionButton
        test="phone-find"
        quiet
        onClick={() => {
          setAsked(word)
        }}
      >
        {t('phone.find')}
      </ActionButton>
      <div role="status">
        {found?.length === 0 &&
          (list.opened ? (
            <p data-test="phone-none">{t('phone.none')}</p>
          ) : (
            <p data-test="phone-still">{t('phone.still')}</p>
          ))}
      </div>
      {found?.map((entry) => (
        <div key={entry.held.id}>
          <p>
            {t('phone.found', {
              code: marks.get(markOf(entry))?.code ?? '',
              word: entry.held.note.ending?.word ?? '',
              day: showDay(entry.held.note.front.notBefore),
            })}
          </p>
          <ActionButton
            test="phone-open"
            quiet
            onClick={() => {
              go({ name: 'sent', id: entry.held.id })
            }}
          >
            {t('open')}
          </ActionButton>
        </div>
      ))}
    </section>
  )
}
