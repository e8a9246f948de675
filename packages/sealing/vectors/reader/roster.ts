// The second reader's judgement of a log: docs/protocol.md "Roster", sentence by sentence, and nothing of our code.
import * as reader from './reader.ts'
import { type Fields, type Json, type Log, members, textOf } from './reader.ts'
import { addDays, checkAhead, checkSignatures } from './signers.ts'
import {
  SHARED,
  type Signed,
  type State,
  active,
  activeOf,
  addDevice,
  checkPlace,
  close,
  devicesIn,
  fields,
  hasRole,
  isRecipient,
  isSupervised,
  isX25519,
  needs,
  needsKeepers,
  needsSecret,
  owe,
  placeOf,
  refuse,
  take,
  takePapers,
  texts,
} from './state.ts'

// "Roster": the members of each kind.
const PLACE = 'v n previous on kind'
const KINDS: Record<string, string> = {
  genesis: 'network demo track purchaser organisations devices',
  organisation: 'id names recovery devices',
  'organisation-remove': 'id',
  recovery: 'organisation devices recovery',
  desk: 'organisation id deskKind names volunteers',
  device: 'device',
  'device-change': 'id roles desks supervisor',
  'device-remove': 'id',
  epoch: 'organisation desk epoch recipient bell',
  policy: 'topic value',
}
// Rules 6, 14 and 16 of policies.
function setPolicy(state: State, { topic, value, on }: Fields): void {
  const before = state.policies.get(textOf(topic))
  const says = fields(value)
  const isMember = (id: Json | undefined) => state.organisations.has(textOf(id))
  if (topic === 'statistics') {
    const names = 'epsilonMilli deltaInverse contributionBound rhoCapMicro firstOfficer secondOfficer fromCohort'
    const { firstOfficer, secondOfficer, fromCohort } = members(value, names)
    const [one, two] = [activeOf(state, firstOfficer), activeOf(state, secondOfficer)]
    const areOfficers = one && two && hasRole(one, 'release-officer') && hasRole(two, 'release-officer')
    needs(areOfficers === true && one['organisation'] !== two['organisation'], '6')
    needs(!before || Number(fromCohort) > Number(textOf(on).slice(0, 4)), '14.8')
  } else if (topic === 'suite') {
    const { seal, read } = members(value, 'seal read')
    const isEndless = (each: Json) => fields(each)['suite'] === seal && fields(each)['until'] === null
    needs((read as Json[]).some(isEndless), 'suite')
  } else if (topic === 'release-keys') {
    const keys = (says['keys'] as Json[]).map((each) => members(each, 'organisation verifyKey'))
    needs(keys.length === 3, 'text')
    needs(
      keys.every(({ organisation }) => isMember(organisation)),
      '16',
    )
    needs(new Set(keys.map(({ organisation }) => organisation)).size === 3, '16')
    const known = ((before?.['keys'] ?? []) as Json[]).map(reader.canonical)
    take(
      state,
      ...keys.filter((each) => !known.includes(reader.canonical(each))).map((each) => textOf(each['verifyKey'])),
    )
  } else if (topic === 'leash-keeper') {
    const keeper = says['keeper'] === null ? null : members(says['keeper'], 'organisation recipient verifyKey')
    const known = Object.values(fields(before?.['keeper'] ?? {}))
    if (keeper) needs(isMember(keeper['organisation']), '16')
    const added = keeper ? [keeper['recipient'], keeper['verifyKey']] : []
    take(state, ...added.filter((each) => !known.includes(each ?? null)).map(textOf))
  } else if (topic === 'witnesses') {
    const { organisations, needed } = members(value, 'organisations needed')
    needs(texts(organisations).every(isMember) && Number(needed) <= texts(organisations).length, '16')
  } else refuse('text')
  state.policies.set(textOf(topic), says)
  state.turns.set(`policy/${textOf(topic)}`, state.log.length)
}

async function found(state: State, entry: Fields): Promise<void> {
  needs((entry['track'] === 'purchased') === (entry['purchaser'] !== null), '11')
  state.log.network = textOf(entry['network'])
  state.demo = entry['demo'] === true
  state.log.desks.set(`/${SHARED}`, { kind: 'common', since: 1, until: Infinity, volunteers: false })
  for (const each of entry['organisations'] as Json[]) {
    const { id, recovery = null } = members(each, 'id names', 'recovery')
    needs(!state.organisations.has(textOf(id)), '3')
    needs(state.demo || recovery !== null, '13')
    state.organisations.set(textOf(id), recovery as Fields | null)
    if (recovery) await bringPapers(state, textOf(id), fields(recovery))
  }
  for (const device of devicesIn(entry)) await addDevice(state, device)
  for (const id of state.organisations.keys()) needsKeepers(state, id)
}
async function bringPapers(state: State, id: string, papers: Fields): Promise<void> {
  takePapers(state, papers)
  await needsSecret(state, `papers/${id}`, papers)
  state.organisations.set(id, papers)
}
async function apply(state: State, entry: Fields): Promise<void> {
  const { log } = state
  const { kind, organisation, id } = entry
  const turn = (...about: Json[]) => about.forEach((each) => state.turns.set(textOf(each), log.length))
  if (kind === 'genesis') await found(state, entry)
  else if (kind === 'organisation' || kind === 'recovery') {
    const own = textOf(kind === 'recovery' ? organisation : id)
    if (kind === 'organisation') needs(!state.organisations.has(own) && !state.left.has(own), '3')
    needs(
      devicesIn(entry).every((each) => each['organisation'] === own),
      '6',
    )
    await bringPapers(state, own, fields(entry['recovery']))
    if (kind === 'recovery')
      for (const each of active(state))
        if (each['organisation'] === own && hasRole(each, 'keeper')) close(state, each['id'])
    for (const device of devicesIn(entry)) await addDevice(state, device)
    needsKeepers(state, own)
    const desks = [...log.desks.keys()].filter((place) => place.startsWith(`${own}/`))
    if (kind === 'recovery') owe(state, own, [...desks.map((place) => place.slice(own.length + 1)), SHARED])
    turn(kind === 'recovery' ? own : 'members')
  } else if (kind === 'organisation-remove') {
    needs(state.organisations.has(textOf(id)), '6')
    needs(state.organisations.size > 1, '14')
    const keeper = state.policies.get('leash-keeper')?.['keeper'] ?? null
    needs(keeper === null || fields(keeper)['organisation'] !== id, '14')
    state.organisations.delete(textOf(id))
    state.left.add(textOf(id))
    for (const each of active(state)) if (each['organisation'] === id) close(state, each['id'])
    for (const [place, desk] of log.desks) if (place.startsWith(`${textOf(id)}/`)) desk.until = log.length
    owe(state, null, [SHARED])
    turn(id ?? null, 'members')
  } else if (kind === 'desk') {
    const place = placeOf(organisation, textOf(id))
    needs(!log.desks.has(place), 'desk')
    const { deskKind = null, volunteers } = entry
    log.desks.set(place, { kind: deskKind, since: log.length, until: Infinity, volunteers: volunteers === true })
  } else if (kind === 'device') await addDevice(state, entry['device'])
  else if (kind === 'device-change' || kind === 'device-remove') {
    const before = close(state, id)
    const { roles = [], desks = [], supervisor = null } = entry
    const after = { ...before, roles, desks, supervisor }
    if (kind === 'device-change') {
      checkPlace(state, after)
      log.devices.push({ device: after, since: log.length, until: Infinity })
      needsKeepers(state, textOf(before['organisation']))
    }
    const stays = kind === 'device-change' ? texts(desks) : []
    owe(
      state,
      before['organisation'],
      texts(before['desks']).filter((desk) => !stays.includes(desk)),
    )
    turn(before['organisation'] ?? null)
  } else if (kind === 'epoch') {
    const place = `${textOf(organisation ?? '')}/${textOf(entry['desk'])}`
    needs(log.desks.has(place), '6')
    const earlier = log.epochs.get(place) ?? []
    needs(entry['epoch'] === earlier.length, 'epoch')
    const { recipient, bell = null } = entry
    needs(isRecipient(recipient) && isX25519(reader.bytesOf(bell)), '4')
    take(state, textOf(recipient), textOf(bell))
    log.epochs.set(place, [...earlier, { recipient: textOf(recipient), bell }])
    state.owed.delete(place)
  } else setPolicy(state, entry)
}
function settle(state: State): void {
  needs(state.owed.size === 0, '8')
  for (const each of active(state)) if (hasRole(each, 'volunteer')) needs(isSupervised(state, each), '7')
}

/** What is known behind a log that stands. Throws `Refused`. */
export async function readRoster(entries: readonly Signed[], today: string): Promise<Known> {
  const log: Log = { network: '', length: 0, heads: [], devices: [], desks: new Map(), epochs: new Map() }
  const maps = { organisations: new Map(), turns: new Map(), policies: new Map() }
  const sets = { left: new Set<string>(), keys: new Set<string>(), owed: new Set<string>() }
  const state: State = { log, demo: false, ...maps, ...sets, ahead: null, lastDay: '', today }
  for (const signed of entries) {
    const entry = parsed(signed.entry)
    needs(entry['n'] === log.length && (entry['kind'] === 'genesis') === (log.length === 0), '1')
    needs(entry['previous'] === (log.heads.at(-1) ?? null), '1')
    const on = textOf(entry['on'])
    needs(on >= state.lastDay && on <= addDays(today, 1), '1')
    checkSignatures(state, entry, signed)
    checkAhead(state, entry, signed)
    if (!/^(epoch|device-change|device-remove)$/.test(textOf(entry['kind']))) settle(state)
    log.heads.push(reader.wire(reader.sha256(signed.entry)))
    log.length += 1
    state.lastDay = on
    await apply(state, entry)
  }
  settle(state)
  needs(state.ahead === null, 'ahead')
  return { log, organisations: state.organisations, left: state.left, policies: state.policies }
}
export type Known = Pick<State, 'log' | 'organisations' | 'left' | 'policies'>

function parsed(text: string): Fields {
  try {
    const entry = reader.parse(Buffer.from(text))
    const names = KINDS[textOf(entry['kind'])] ?? refuse('text')
    return entry['v'] === 2 ? members(entry, `${PLACE} ${names}`) : refuse('text')
  } catch {
    return refuse('text')
  }
}
