// Handing out at the client's word: first the line in the client's book, and only when it stands there the paper or the file.
// Nothing else of the page is ever printed (docs/protocol.md "Handed out"). No name of a recipient is kept.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { hasRight } from '@apila/core/organisation/roles.ts'
import type { HandedItem, HandedOut } from '@apila/core/referral/content.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { ActionButton } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { saveFile } from '../../save-file.ts'
import {
  HANDED_HOW,
  HANDED_TO,
  type Handing,
  type HandingNeed,
  NOTHING_CHOSEN,
  handedOutOf,
  missingOf,
} from './handing.ts'

/** One thing that can be handed out, as it stands on the paper. */
export interface Handable {
  item: HandedItem
  title: string
  /** A paragraph each. */
  text: readonly string[]
}

interface HandOutProps {
  /** Writes the line into the client's book; nothing goes out before it has ended well. */
  onLine: (handedOut: HandedOut) => Promise<void>
  parts: readonly Handable[]
  /** The language of what is printed. */
  lang: string
}

/** A volunteer hands nothing out. Source: docs/protocol.md "Roles". */
export function HandOut(props: HandOutProps): VNode {
  const { t, session } = useDesk()
  if (hasRight(session.own.roles, 'hand-out')) return <HandOutForm {...props} />
  return (
    <p class="hint no-print" data-test="hand-out-worker-only">
      {t('handing.worker-only')}
    </p>
  )
}

function HandOutForm({ onLine, parts, lang }: HandOutProps): VNode {
  const { t } = useDesk()
  const { busy, act } = useAct()
  const [handing, setHanding] = useState<Handing>(NOTHING_CHOSEN)
  const [missing, setMissing] = useState<readonly HandingNeed[]>([])
  const [handed, setHanded] = useState<HandedOut | null>(null)
  const offered = parts.map(({ item }) => item)
  const change = (chosen: Partial<Handing>) => {
    setHanding({ ...handing, ...chosen })
    setMissing([])
  }
  const hand = () => {
    const whole = handedOutOf(handing, offered)
    if (!whole) {
      setMissing(missingOf(handing, offered))
      return
    }
    void act(async () => {
      await onLine(whole)
      setHanded(whole)
      setHanding(NOTHING_CHOSEN)
    })
  }
  const errorOf = (need: HandingNeed) => (missing.includes(need) ? t(`handing.need-${need}`) : undefined)
  if (handed)
    return (
      <Handed
        handed={handed}
        parts={parts.filter(({ item }) => handed.what.includes(item))}
        lang={lang}
        onDone={() => {
          setHanded(null)
        }}
      />
    )
  return (
    <details class="no-print" data-test="hand-out">
      <summary data-test="hand-out-open">{t('handing.title')}</summary>
      <p>{t('handing.more')}</p>
      <Chips
        name="handed-what"
        id="handed-what"
        legend={t('handing.what')}
        several
        options={parts.map(({ item }) => ({ value: item, text: t(`handed.${item}`) }))}
        chosen={handing.what}
        error={errorOf('what')}
        onChoose={(item, isChosen) => {
          const others = handing.what.filter((one) => one !== item)
          change({ what: isChosen ? [...others, item] : others })
        }}
      />
      <Chips
        name="handed-to"
        id="handed-to"
        legend={t('handing.to')}
        hint={t('handing.to-hint')}
        options={HANDED_TO.map((value) => ({ value, text: t(`handed-to.${value}`) }))}
        chosen={handing.to === null ? [] : [handing.to]}
        error={errorOf('to')}
        onChoose={(to) => {
          change({ to })
        }}
      />
      <Chips
        name="handed-how"
        id="handed-how"
        legend={t('handing.how')}
        options={HANDED_HOW.map((value) => ({ value, text: t(`handed-how.${value}`) }))}
        chosen={handing.how === null ? [] : [handing.how]}
        error={errorOf('how')}
        onChoose={(how) => {
          change({ how })
        }}
      />
      {handing.to === 'herself' && handing.how !== null && handing.how !== 'read-aloud' && (
        <Note tone="wait">
          <p>{t('handing.safe-place')}</p>
        </Note>
      )}
      <div class="buttons">
        <ActionButton test="hand-out-do" disabled={busy} onClick={hand}>
          {t(handing.how === null ? 'handing.do' : `handing.do-${handing.how}`)}
        </ActionButton>
      </div>
    </details>
  )
}

interface HandedProps {
  handed: HandedOut
  parts: readonly Handable[]
  lang: string
  onDone: () => void
}

/** The line stands in the book: now the paper comes, or the file, or the words to read. */
function Handed({ handed, parts, lang, onDone }: HandedProps): VNode {
  const { t } = useDesk()
  const give = () => {
    if (handed.how === 'paper') window.print()
    if (handed.how === 'file') saveFile(`${t('handing.file')}.txt`, 'text/plain', asText(parts))
  }
  const gave = useRef(false)
  useEffect(() => {
    if (gave.current) return
    gave.current = true
    give()
  }, [])
  return (
    <section data-test="handed" data-state={handed.how}>
      <div class="no-print" role="status">
        <h2>{t('handing.done')}</h2>
        <p>{t(`handing.done-${handed.how}`)}</p>
      </div>
      {/* What the line calls read aloud or a file is not on paper, whichever button of the browser is pressed. */}
      <div class={`handed card${handed.how === 'paper' ? '' : ' no-print'}`} data-test="handed-words" lang={lang}>
        {parts.map(({ item, title, text }) => (
          <section key={item}>
            <h3>{title}</h3>
            {text.map((line, at) => (
              <p class="pre" key={at}>
                {line}
              </p>
            ))}
          </section>
        ))}
      </div>
      <div class="buttons no-print">
        {handed.how !== 'read-aloud' && (
          <ActionButton test="handed-again" quiet onClick={give}>
            {t(`handing.again-${handed.how}`)}
          </ActionButton>
        )}
        <ActionButton test="handed-done" onClick={onDone}>
          {t('handing.ready')}
        </ActionButton>
      </div>
    </section>
  )
}

const asText = (parts: readonly Handable[]): string =>
  parts.map(({ title, text }) => [title, ...text].join('\n\n')).join('\n\n\n')
