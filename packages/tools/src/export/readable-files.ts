// An opened export as files that people and spreadsheets read: JSON whole, and CSV where there are rows.
import type { MemberExport } from '@apila/core/export/member-export.ts'
import { type Cell, csvText } from './csv-text.ts'

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Every file by its name. No name comes out of the export but whole years and the places of tables. */
export function readableFiles(what: MemberExport): Map<string, string> {
  return new Map([
    ['READ-ME.txt', readMe(what)],
    ['services.csv', servicesCsv(what)],
    ['organisation.json', json({ ...what.content, services: undefined })],
    ['services.json', json(what.content.services)],
    ['words-for-clients.json', json(what.lines)],
    ['notices-owed.csv', owedCsv(what)],
    ['roster.json', json(what.roster)],
    ['roster.csv', rosterCsv(what)],
    ...what.sums.map((year) => [`sums-${String(year.cohort)}.csv`, sumsCsv(year)] as const),
  ])
}

const readMe = ({ network, organisation, on, content, sums, owed, roster }: MemberExport): string =>
  [
    `What ${organisation} took along from the network ${network} on ${on}.`,
    '',
    `services.csv, services.json   ${String(content.services.length)} services as they stood in the directory`,
    'organisation.json             what the organisation is, its texts, and its last words on its services',
    'words-for-clients.json        what clients were told of it before it was chosen; null: nothing was written',
    ...sums.map(
      ({ cohort, entries, unread }) =>
        `sums-${String(cohort)}.csv                 own sums of ${String(entries)} entries of ${String(cohort)}; ${String(unread)} devices could not be read`,
    ),
    `notices-owed.csv              ${String(owed.length)} notices of which clients have not been told. Whose they are stands nowhere.`,
    `roster.csv, roster.json       the ${String(roster.length)} signed lines of organisations, desks and devices`,
    '',
    'No permission, no details, no message and no note about a client is in it. Sums are true counts without noise: they are not for publishing.',
    '',
  ].join('\r\n')

function servicesCsv({ content }: MemberExport): string {
  const rows = content.services.map(
    ({ id, name, forWhom, gives, areas, languages, phones, emails, web, checkedOn }): Cell[] => [
      ...[id, name.fi, name.sv, name.en, forWhom.en, gives.en, areas.join(' '), languages.join(' ')],
      ...[phones.map(({ shown }) => shown).join('; '), emails.map(({ address }) => address).join('; '), web, checkedOn],
    ],
  )
  const header = ['id', 'name-fi', 'name-sv', 'name-en', 'for-whom', 'gives', 'areas', 'languages', 'phones', 'emails']
  return csvText([...header, 'web', 'checked-on'], rows)
}

function owedCsv({ owed }: MemberExport): string {
  const rows = owed.map(({ on, what, provision, to, byRole, deferred }): Cell[] => [
    ...[on, what.join(' '), provision, to, byRole],
    ...[deferred?.reason ?? null, deferred?.lookAgain ?? null],
  ])
  return csvText(['told-on', 'what', 'provision', 'to', 'by-role', 'put-off-because', 'look-again-on'], rows)
}

function sumsCsv({ codebook, tables }: MemberExport['sums'][number]): string {
  const rows = tables.flatMap(({ attributes, cells }) =>
    cells.map(({ values, count }): Cell[] => [codebook, attributes.join(' '), values.join(' '), count]),
  )
  return csvText(['codebook', 'table', 'values', 'count'], rows)
}

function rosterCsv({ roster }: MemberExport): string {
  const rows = roster.map(({ entry, signatures }, n): Cell[] => [
    ...[n, ...kindAndDay(entry)],
    signatures.map((each) => ('device' in each ? each.device : `papers-of-${each.recovery}`)).join(' '),
  ])
  return csvText(['n', 'kind', 'on', 'signed-by'], rows)
}

/** As it says itself; an entry of a later version may say neither. */
function kindAndDay(entry: string): [string, string] {
  const { kind, on } = JSON.parse(entry) as { kind?: unknown; on?: unknown }
  return [typeof kind === 'string' ? kind : '', typeof on === 'string' ? on : '']
}
