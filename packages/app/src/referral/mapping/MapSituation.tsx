// Maps the situation with the client: a list of topics, on this device alone. What the client wants help with now leads on.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { Chips } from '@apila/ui/Chips.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import { useDraft } from '../../drafts/use-draft.ts'
import { type DraftKey, newDraftKey } from '../../places.ts'
import { Elsewhere, Mapping, NOTHING_MAPPED, Topic, TopicAnswer, answerTopic, wantedNow, warningOf } from './mapping.ts'

export function MapSituation({ draftKey }: { draftKey: DraftKey }): VNode {
  const { t, go } = useDesk()
  const [mapping, setMapping] = useState<Mapping | null>(null)
  const draft = useDraft({ kind: 'mapping', key: draftKey, schema: Mapping, value: mapping, onFound: setMapping })
  const now = mapping ?? NOTHING_MAPPED
  const wanted = wantedNow(now)
  return (
    <div data-test="mapping">
      <Heading>{t('mapping.title')}</Heading>
      <p>{t('mapping.more')}</p>
      <Note>
        <p>{t('mapping.secrecy')}</p>
      </Note>
      {Topic.options.map((topic) => {
        const answer = now.topics[topic]
        const warning = warningOf(topic, now)
        return (
          <section key={topic}>
            <Chips
              name={`topic-${topic}`}
              legend={t(`topic.${topic}`)}
              several
              options={TopicAnswer.options.map((value) => ({ value, text: t(`topic-answer.${value}`) }))}
              chosen={answer === undefined ? [] : [answer]}
              onChoose={(value) => {
                setMapping(answerTopic(now, topic, value))
              }}
            />
            {warning && (
              <Note tone="wait" test={`topic-warning-${warning}`}>
                <p>{t(`topic-warning.${warning}`)}</p>
              </Note>
            )}
          </section>
        )
      })}
      <Chips
        name="elsewhere"
        legend={t('elsewhere-asked.question')}
        hint={t('elsewhere-asked.hint')}
        options={Elsewhere.options.map((value) => ({ value, text: t(`elsewhere-asked.${value}`) }))}
        chosen={now.elsewhere === null ? [] : [now.elsewhere]}
        onChoose={(elsewhere) => {
          setMapping({ ...now, elsewhere })
        }}
      />
      {wanted.length > 0 && (
        <section data-test="mapping-wanted">
          <h2>{t('mapping.wanted')}</h2>
          <ul>
            {wanted.map((topic) => (
              <li key={topic}>{t(`topic.${topic}`)}</li>
            ))}
          </ul>
        </section>
      )}
      <div class="buttons">
        <ActionButton
          test="mapping-send"
          onClick={() => {
            go({ name: 'send', draftKey: newDraftKey() })
          }}
        >
          {t('today.send')}
        </ActionButton>
        <ActionButton
          test="mapping-ask"
          quiet
          onClick={() => {
            go({ name: 'ask' })
          }}
        >
          {t('today.ask')}
        </ActionButton>
        <ActionButton
          test="mapping-letter"
          quiet
          onClick={() => {
            go({ name: 'letter' })
          }}
        >
          {t('letter.open')}
        </ActionButton>
        <ActionButton
          test="mapping-done"
          quiet
          onClick={() => {
            void draft.drop().then(() => {
              go({ name: 'today' })
            })
          }}
        >
          {t('mapping.done')}
        </ActionButton>
      </div>
      <DraftLine draft={draft} />
      <BackToToday />
    </div>
  )
}
