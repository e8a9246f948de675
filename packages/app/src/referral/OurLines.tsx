// What a client is told of our organisation before it is chosen (D-092): as it stands, and for a keeper a form to write it.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { LANGUAGES, LANGUAGE_NAMES } from '@apila/core/content/language.ts'
import { Weekday } from '@apila/core/referral/content.ts'
import { Purpose } from '@apila/core/referral/permission.ts'
import { RECEIVER_LINE_MOST_CHARACTERS, type ReceiverLines } from '@apila/core/referral/receiver-lines.ts'
import { orderLanguages } from '@apila/core/referral/spoken-languages.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import { languageName } from '../content/language-name.ts'
import { ActionButton, Select, Write } from '../controls.tsx'
import { type DeskContext, useAct, useDesk } from '../desk-context.ts'
import { DraftLine } from '../drafts/DraftLine.tsx'
import { findDraft } from '../drafts/drafts.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { AREAS } from '../organisation/areas.ts'
import {
  type LineNeed,
  NOTHING_WRITTEN,
  WrittenLines,
  finishLines,
  inOrder,
  withChoice,
  writtenOf,
} from './our-lines.ts'
import { fetchReceivers, linesOf, useReceivers } from './receivers.ts'

/** Under which its draft is kept, beside those of the contacts. */
const DRAFT = { kind: 'contact', of: 'our-lines' } as const

export function OurLines(): VNode {
  const desk = useDesk()
  const { t, session } = desk
  const isSettled = useReceivers()
  const [writing, setWriting] = useState(false)
  const [said, setSaid] = useState(false)
  const isKeeper = session.own.roles.includes('keeper')
  useEffect(() => {
    if (!isKeeper) return
    void findDraft(session, DRAFT).then(
      (draft) => {
        if (draft) setWriting(true)
      },
      () => undefined,
    )
  }, [])
  const lines = linesOf(session, session.own.organisation)
  return (
    <section aria-labelledby="our-lines" data-test="our-lines">
      <h2 id="our-lines">{t('our-lines.title')}</h2>
      <p>{t('our-lines.lead')}</p>
      <div role="status">
        {said && (
          <Note>
            <p data-test="our-lines-said">{t('our-lines.saved')}</p>
          </Note>
        )}
      </div>
      {isSettled &&
        !writing &&
        (lines ? <Shown lines={lines} /> : <p data-test="our-lines-none">{t('our-lines.none')}</p>)}
      {isSettled && writing && (
        <Writing
          first={lines ? writtenOf(lines) : NOTHING_WRITTEN}
          onDone={(saved) => {
            setSaid(saved)
            setWriting(false)
          }}
        />
      )}
      {isSettled && isKeeper && !writing && (
        <ActionButton
          test="our-lines-write"
          quiet
          onClick={() => {
            setSaid(false)
            setWriting(true)
          }}
        >
          {t(lines ? 'our-lines.change' : 'our-lines.write')}
        </ActionButton>
      )}
      {!isKeeper && <p class="hint">{t('our-lines.keepers')}</p>}
    </section>
  )
}

function Shown({ lines }: { lines: ReceiverLines }): VNode {
  const desk = useDesk()
  const { t, language } = desk
  const { reading } = lines
  return (
    <SummaryList
      facts={[
        { name: t('our-lines.line'), value: lines.line[language] },
        { name: t('our-lines.way'), value: lines.way[language] },
        {
          name: t('our-lines.gives'),
          value: inOrder(Purpose.options, lines.gives)
            .map((why) => t(`why.${why}`))
            .join('; '),
        },
        {
          name: t('our-lines.languages'),
          value: inOrder(languagesOffered(desk), lines.languages)
            .map((code) => languageName(code, desk))
            .join(', '),
        },
        {
          name: t('our-lines.areas'),
          value: inOrder(AREAS_OFFERED, lines.areas)
            .map((area) => areaName(area, desk))
            .join(', '),
        },
        {
          name: t('our-lines.reading'),
          value: t('our-lines.reads', {
            days: reading.days.map((day) => dayName(day, desk)).join(', '),
            from: reading.fromHour,
            to: reading.toHour,
          }),
        },
      ]}
    />
  )
}

const areaName = (area: string, { t, language }: DeskContext): string =>
  area === 'all' ? t('contacts.whole-country') : (AREAS.find(({ id }) => id === area)?.short[language] ?? area)

const AREAS_OFFERED: readonly string[] = ['all', ...AREAS.map(({ id }) => id)]

/** Finnish and Swedish first, then as a client's languages are offered. */
const languagesOffered = (desk: DeskContext): string[] => [
  ...new Set(['fi', 'sv', ...orderLanguages((code) => languageName(code, desk), desk.language)]),
]

const dayName = (day: number, { t }: DeskContext): string => t(`day-short.${Weekday.options[day - 1] ?? 'mon'}`)

const HOURS = Array.from({ length: 25 }, (_, hour) => hour)

function Writing({ first, onDone }: { first: WrittenLines; onDone: (saved: boolean) => void }): VNode {
  const desk = useDesk()
  const { t, session, language } = desk
  const [before] = useState(first)
  const [written, setWritten] = useState(before)
  const [pressed, setPressed] = useState(0)
  const { busy, act } = useAct()
  const draft = useDraft<WrittenLines>({
    ...DRAFT,
    schema: WrittenLines,
    value: written === before ? null : written,
    onFound: setWritten,
  })
  const change = (part: Partial<WrittenLines>) => {
    setWritten({ ...written, ...part })
  }
  const finished = finishLines(written)
  const needs = pressed > 0 && !finished.ok ? finished.needs : []
  const errorAt = (at: LineNeed['at']) => {
    const found = needs.find((need) => need.at === at)
    return found && t(`our-lines.need-${found.need}`)
  }
  const save = () => {
    setPressed(pressed + 1)
    if (!finished.ok) return
    void act(async () => {
      await session.api.tell('POST', 'receivers/own', finished.lines)
      await fetchReceivers(session)
      await draft.drop()
      onDone(true)
    })
  }
  const hour = (id: 'our-from' | 'our-to', chosen: number, choose: (hour: number) => void) => (
    <Select
      id={id}
      label={t(id === 'our-from' ? 'our-lines.from' : 'our-lines.to')}
      empty=""
      chosen={String(chosen)}
      error={id === 'our-to' ? errorAt('our-to') : undefined}
      options={HOURS.filter((one) => (id === 'our-from' ? one < 24 : one > 0)).map((one) => ({
        value: String(one),
        text: String(one),
      }))}
      onChoose={(value) => {
        choose(Number(value))
      }}
    />
  )
  return (
    <>
      <ErrorSummary
        title={desk.count('need.title', needs.length)}
        attempt={pressed}
        test="our-lines-errors"
        errors={needs.map(({ at, need }) => ({
          fieldId: at,
          text: `${nameOf(at, desk)}: ${t(`our-lines.need-${need}`)}`,
        }))}
      />
      {(['line', 'way'] as const).map((part) => (
        <fieldset key={part}>
          <legend>{t(`our-lines.${part}`)}</legend>
          {LANGUAGES.map((lang) => (
            <Write
              key={lang}
              id={`our-${part}-${lang}`}
              label={LANGUAGE_NAMES[lang]}
              hint={lang === language ? t(`our-lines.${part}-hint`) : undefined}
              rows={2}
              max={RECEIVER_LINE_MOST_CHARACTERS}
              value={written[part][lang]}
              error={errorAt(`our-${part}-${lang}`)}
              onInput={(text) => {
                change({ [part]: { ...written[part], [lang]: text } })
              }}
            />
          ))}
        </fieldset>
      ))}
      <Chips
        id="our-gives"
        name="our-gives"
        legend={t('our-lines.gives')}
        several
        error={errorAt('our-gives')}
        options={Purpose.options.map((value) => ({ value, text: t(`why.${value}`) }))}
        chosen={written.gives}
        onChoose={(value, isChosen) => {
          change({ gives: withChoice(written.gives, value, isChosen) })
        }}
      />
      <Chips
        id="our-languages"
        name="our-languages"
        legend={t('our-lines.languages')}
        several
        error={errorAt('our-languages')}
        options={languagesOffered(desk).map((value) => ({ value, text: languageName(value, desk) }))}
        chosen={written.languages}
        onChoose={(value, isChosen) => {
          change({ languages: withChoice(written.languages, value, isChosen) })
        }}
      />
      <Chips
        id="our-areas"
        name="our-areas"
        legend={t('our-lines.areas')}
        several
        error={errorAt('our-areas')}
        options={AREAS_OFFERED.map((value) => ({ value, text: areaName(value, desk) }))}
        chosen={written.areas}
        onChoose={(value, isChosen) => {
          change({ areas: withChoice(written.areas, value, isChosen) })
        }}
      />
      <Chips
        id="our-days"
        name="our-days"
        legend={t('our-lines.reading')}
        several
        error={errorAt('our-days')}
        options={Weekday.options.map((day, place) => ({ value: String(place + 1), text: t(`day-short.${day}`) }))}
        chosen={written.days.map(String)}
        onChoose={(value, isChosen) => {
          change({ days: withChoice(written.days, Number(value), isChosen) })
        }}
      />
      {hour('our-from', written.fromHour, (fromHour) => {
        change({ fromHour })
      })}
      {hour('our-to', written.toHour, (toHour) => {
        change({ toHour })
      })}
      <div class="buttons">
        <ActionButton test="our-lines-save" disabled={busy} onClick={save}>
          {t('our-lines.save')}
        </ActionButton>
        <ActionButton
          test="our-lines-leave"
          quiet
          onClick={() => {
            void draft.drop().then(() => {
              onDone(false)
            })
          }}
        >
          {t('contacts.leave')}
        </ActionButton>
      </div>
      <DraftLine draft={draft} />
    </>
  )
}

function nameOf(at: LineNeed['at'], { t }: DeskContext): string {
  const [, part, lang] = at.split('-') as ['our', string, string | undefined]
  if (part === 'line' || part === 'way')
    return `${t(`our-lines.${part}`)}, ${LANGUAGES.flatMap((one) => (one === lang ? LANGUAGE_NAMES[one] : [])).join('')}`
  if (part === 'gives' || part === 'languages' || part === 'areas') return t(`our-lines.${part}`)
  return t(part === 'to' ? 'our-lines.to' : 'our-lines.reading')
}
