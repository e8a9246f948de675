// Who must sign an entry, and what a signature that was given ahead is worth: the second reader's docs/protocol.md "Roster" and "Proposals".
import * as reader from './reader.ts'
import { type Fields, type Json, members, textOf } from './reader.ts'
import { type Signed, type State, active, activeOf, devicesIn, fields, hasRole, needs, refuse, texts } from './state.ts'

// "Who signs".
function isSignedEnough(state: State, entry: Fields, signers: readonly Fields[], hasPapers: boolean): boolean {
  const all = [...state.organisations.keys()]
  const keepers = (id: Json | undefined) =>
    signers.filter((each) => each['organisation'] === id && hasRole(each, 'keeper')).length
  const two = (id: Json | undefined) => keepers(id) >= 2
  const most = () => all.filter(two).length > all.length / 2
  const others = all.filter((id) => id !== entry['id'])
  switch (textOf(entry['kind'])) {
    case 'genesis':
      return devicesIn(entry).every(({ id }) => signers.some((each) => each['id'] === id))
    case 'organisation':
      return two(entry['id']) && most()
    case 'organisation-remove':
      return two(entry['id']) || (others.length > 0 && others.every(two))
    case 'policy':
      return most()
    case 'recovery':
      return hasPapers && all.some((id) => id !== entry['organisation'] && keepers(id) > 0)
    case 'device':
      return two(fields(entry['device'])['organisation'])
    case 'device-change':
    case 'device-remove':
      return two((activeOf(state, entry['id']) ?? refuse('6'))['organisation'])
    default:
      return entry['organisation'] === null ? all.some(two) : two(entry['organisation'])
  }
}
export function checkSignatures(state: State, entry: Fields, { entry: text, signatures }: Signed): void {
  const known = [...active(state), ...devicesIn(entry)]
  const signers: Fields[] = []
  let hasPapers = false
  for (const { device: id, recovery, signature, proposal } of signatures) {
    const device = known.find((each) => each['id'] === id)
    const papers =
      entry['kind'] === 'recovery' && entry['organisation'] === recovery && state.organisations.get(textOf(recovery))
    const key = id === undefined ? papers && papers['verifyKey'] : device?.['verifyKey']
    needs(Boolean(key) && (device ? !signers.includes(device) : !hasPapers), '2')
    if (device) signers.push(device)
    else hasPapers = true
    const [label, signed] = proposal === undefined ? ['apila/roster/v2', text] : ['apila/proposal/v2', proposal]
    needs(reader.isSigned(key, signature, label, Buffer.from(signed)), '2')
  }
  const counted = signers.filter((each) => entry['kind'] !== 'device-remove' || each['id'] !== entry['id'])
  needs(isSignedEnough(state, entry, signers, hasPapers), 'who signs')
  needs(isSignedEnough(state, entry, counted, hasPapers), '8')
}

// "Proposals".
function subjects(state: State, entry: Fields): Json[] {
  const { kind, organisation = null, id = null, topic } = entry
  if (kind === 'policy') return ['members', `policy/${textOf(topic)}`]
  if (kind === 'organisation' || kind === 'organisation-remove') return ['members']
  if (kind === 'device') return [fields(entry['device'])['organisation'] ?? null]
  if (kind === 'device-change' || kind === 'device-remove') return [activeOf(state, id)?.['organisation'] ?? null]
  return [organisation]
}
const DAY_MS = 86_400_000
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
export function checkAhead(state: State, entry: Fields, { signatures }: Signed): void {
  const given = new Set(signatures.flatMap(({ proposal }) => proposal ?? []))
  const [text] = given
  if (text === undefined) {
    needs(state.ahead === null, 'ahead')
    return
  }
  needs(given.size === 1 && signatures.some(({ proposal }) => proposal === undefined), 'ahead')
  const { on, length, head, contents } = members(reader.parse(Buffer.from(text)), 'v on length head contents')
  const day = entry['on']
  const placed = ['n', 'previous', 'on']
  const content = Object.fromEntries(Object.entries(entry).filter(([member]) => !placed.includes(member)))
  const batch = state.ahead ?? { text, next: 0, start: state.log.length }
  const digest = reader.wire(reader.sha256(reader.canonical(content)))
  needs(batch.text === text && texts(contents)[batch.next] === digest, 'ahead')
  needs(state.log.heads[Number(length) - 1] === head, 'ahead')
  needs(textOf(day) >= textOf(on) && textOf(day) <= addDays(textOf(on), 14), 'ahead')
  for (const subject of subjects(state, entry)) {
    const turned = state.turns.get(textOf(subject ?? '')) ?? 0
    needs(turned <= Number(length) || turned > batch.start, 'ahead')
  }
  batch.next += 1
  state.ahead = batch.next === texts(contents).length ? null : batch
}
