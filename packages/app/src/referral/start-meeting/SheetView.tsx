// One version of the start-meeting sheet, to read or to tick, and its text for paper.
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Sheet as SheetContent } from '@apila/core/referral/items.ts'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import { Tick } from '../../controls.tsx'
import { type DeskContext, useDesk } from '../../desk-context.ts'

export interface SheetVersion {
  version: number
  sheet: SheetContent
  from: OrganisationId
}

export function sheetText(
  { t }: Pick<DeskContext, 't'>,
  { tasks, contact, information, reviewOn }: SheetContent,
): string[] {
  const line = (name: string, value: string) => (value === '' ? [] : [`${name}: ${value}`])
  return [
    ...tasks.map(
      ({ who, what, done }) => `${who}: ${what}${done ? ` (${t('sheet.done', { day: showDay(done) })})` : ''}`,
    ),
    ...line(t('sheet.contact'), contact),
    ...line(t('sheet.information'), information),
    ...line(t('sheet.review'), reviewOn ? showDay(reviewOn) : ''),
  ]
}

/** `onTick`: tasks can be ticked. */
export function SheetView({
  version,
  onTick,
}: {
  version: SheetVersion
  onTick?: ((at: number, isDone: boolean) => void) | undefined
}): VNode {
  const { t, nameOf } = useDesk()
  const { sheet } = version
  return (
    <section class="card no-print" data-test="sheet-version">
      <p class="hint">{t('sheet.by', { name: nameOf(version.from), n: version.version })}</p>
      {sheet.tasks.map((task, at) => (
        <Task key={at} task={task} at={at} onTick={onTick} />
      ))}
      <SummaryList
        facts={[
          { name: t('sheet.contact'), value: sheet.contact },
          { name: t('sheet.information'), value: sheet.information },
          { name: t('sheet.review'), value: sheet.reviewOn ? showDay(sheet.reviewOn) : '' },
        ]}
      />
    </section>
  )
}

interface TaskProps {
  task: SheetContent['tasks'][number]
  at: number
  onTick: ((at: number, isDone: boolean) => void) | undefined
}

function Task({ task, at, onTick }: TaskProps): VNode {
  const { t } = useDesk()
  const { who, what, done } = task
  const words = (
    <>
      <b>{who}</b> <span class="pre">{what}</span>
      {done && <span class="hint">{t('sheet.done', { day: showDay(done) })}</span>}
    </>
  )
  if (!onTick) return <p>{words}</p>
  return (
    <Tick
      test="task-done"
      checked={done !== undefined}
      onChange={(isDone) => {
        onTick(at, isDone)
      }}
    >
      {words}
    </Tick>
  )
}
