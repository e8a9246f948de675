// The yearly trial: would two of the three papers bring the organisation back? It changes nothing and keeps nothing but the day, here. In the demo
// network, whose papers everybody could derive, three papers are made for practice.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import { makePapers, openPapers, paperText, papersKey } from '@apila/sealing/organisation/papers.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { type Drilled, keepDrill, readDrill } from './drill.ts'
import { PaperGroups } from '../papers/RecoveryPaper.tsx'
import { type RightPapers, TwoPapers } from './TwoPapers.tsx'

interface Practice {
  texts: string[]
  roster: Parameters<typeof openPapers>[0]
}

export function Drill({ onEnd }: { onEnd: () => void }): VNode {
  const desk = useDesk()
  const { t, session, today, nameOf, attempt } = desk
  const { roster, own } = session
  const [last, setLast] = useState<Drilled | null>(null)
  const [right, setRight] = useState<[number, number] | null>(null)
  const [practice, setPractice] = useState<Practice | null>(null)
  const name = nameOf(own.organisation)
  useEffect(() => {
    void readDrill(session).then(setLast)
    if (roster.demo) void makePractice().then(setPractice)
  }, [])
  const makePractice = async (): Promise<Practice> => {
    const { seed, papers } = makePapers(systemRandom)
    const { recipient, verifyKey } = await papersKey(own.organisation, seed)
    const organisation = roster.organisations.get(own.organisation)
    const organisations = new Map(
      organisation ? [[own.organisation, { ...organisation, recovery: { recipient, verifyKey } }] as const] : [],
    )
    return { texts: await Promise.all(papers.map(paperText)), roster: { organisations, otherKeys: [] } }
  }
  const done = async ({ numbers }: RightPapers) => {
    setRight(numbers)
    if (roster.demo) return
    const drilled = { on: today, numbers }
    await attempt(() => keepDrill(session, drilled))
    setLast(drilled)
  }
  const shown = (numbers: readonly number[]) => [...numbers].sort().join(' + ')
  const next = right ? (6 - right[0] - right[1]).toString() : ''
  return (
    <>
      <Heading>{t('drill.title')}</Heading>
      <p>{t('drill.more')}</p>
      <ul>
        <li>{t('drill.who')}</li>
        <li>{t('drill.after')}</li>
      </ul>
      {practice && (
        <>
          <Note>
            <p>{t('drill.practice')}</p>
          </Note>
          {practice.texts.map((text, at) => (
            <details key={at} class="card">
              <summary>{t('drill.practice-paper', { n: at + 1 })}</summary>
              <PaperGroups text={text} test={`practice-${String(at + 1)}`} />
            </details>
          ))}
        </>
      )}
      {!roster.demo && (
        <p class="hint" data-test="drill-last">
          {last ? t('drill.last', { on: showDay(last.on), numbers: shown(last.numbers) }) : t('drill.never')}{' '}
          {t('drill.here-only')}
        </p>
      )}
      <TwoPapers
        texts={desk}
        name={name}
        open={(a, b) => openPapers(practice?.roster ?? roster, own.organisation, a, b)}
        onRight={done}
        said={right && <p data-test="drill-right">{t('drill.right', { numbers: shown(right), name, next })}</p>}
        onChange={() => {
          setRight(null)
        }}
      />
      <p class="hint">{t('drill.wrong')}</p>
      <p>
        <Button test="drill-end" quiet onClick={onEnd}>
          {t('back')}
        </Button>
      </p>
    </>
  )
}
