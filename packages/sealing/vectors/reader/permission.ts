// The second reader's other half: opens what a desk was sent and asks the rule, from docs/protocol.md "The rule", "Seal", "Locks", "Her book",
// "Conversation", "Advice", "Notes", "Spoken" and "Urgent" alone.
import { isSeconded } from './seconds.ts'
import {
  BACK,
  Broken,
  CONTENTS,
  FRONT,
  type Fields,
  type Json,
  type Log,
  type Part,
  STORY_SIZES,
  broken,
  bytesOf,
  canonical,
  deviceAt,
  grantOf,
  identityOf,
  isSigned,
  members,
  openAge,
  openText,
  parse,
  readPart,
  recipientDigest,
  sha256,
  textOf,
  ticketKeys,
  unpad,
  wire,
} from './reader.ts'

export interface Released {
  body: string
  locks: readonly { n: number; blob: string }[]
  leash: string
  until: string
}
export interface Asked {
  part: 'knock' | 'story'
  name: string
  released: Released
  today: string
  /** The seed of the desk that opens it. */
  seed: Uint8Array
  root: Uint8Array | null
}
export type Answer = { says: 'opens'; content: Fields; grant: string } | { says: string }

const orNull = async <T>(act: () => Promise<T>): Promise<T | null> => act().catch(() => null)

// "Locks"
export async function* openLocks(leash: string, identity: string, locks: Released['locks']) {
  const outer = bytesOf(leash).toString()
  for (const { n, blob } of [...locks].sort((a, b) => b.n - a.n)) {
    const lock = await orNull(async () => {
      const peeled = await openText(outer, blob)
      const inner = peeled && (await openAge(identity, peeled))
      return inner && members(parse(unpad(inner, [4096])), 'v turn yes inner')
    })
    if (lock?.['v'] === 2) yield { n, yes: lock['yes'], inner: lock['inner'] }
  }
}

// "Open": the newest lock that leads to something that stands; else the rule's reason, that a key is missing, that the seal is broken.
export async function open(asked: Asked, log: Log): Promise<Answer> {
  const said: string[] = []
  for await (const lock of openLocks(asked.released.leash, identityOf(asked.seed), asked.released.locks)) {
    const answer = await openWith(asked, lock, log).catch((error: unknown): Answer => {
      if (error instanceof Broken) return { says: 'broken' }
      throw error
    })
    if (answer.says === 'opens') return answer
    said.push(answer.says)
  }
  const reason = said.find((each) => each !== 'broken' && each !== 'not-for-us')
  return { says: reason ?? (said.length > 0 && said.every((each) => each === 'broken') ? 'broken' : 'not-for-us') }
}

async function openWith(
  asked: Asked,
  lock: { yes: Json | undefined; inner: Json | undefined },
  log: Log,
): Promise<Answer> {
  const { part, released, root } = asked
  if (typeof lock.inner !== 'string') return broken()
  const isUnderTicket = part === 'story' && !lock.inner.startsWith('AGE-SECRET-KEY-PQ-1')
  if (isUnderTicket && root === null) return { says: 'not-for-us' }
  const ticket = isUnderTicket && root ? await openText(ticketKeys(root).openIdentity, lock.inner) : null
  if (isUnderTicket && !ticket) return { says: 'not-for-us' }
  const body = await openText(ticket?.toString() ?? lock.inner, released.body)
  if (!body) return broken()
  const read = readPart(unpad(body, part === 'knock' ? [8192] : STORY_SIZES), log, CONTENTS[part])
  const { asked: question } = read.content
  if (question !== undefined && !isText(members(question, 'purpose text')['text'])) return broken()
  const front = members(read.content['front'], FRONT)
  const back = part === 'knock' ? (read.content['back'] ?? null) : members(read.content['back'], BACK)
  const grant = grantOf(front, back)
  const problem = await standing(asked, read, front, back, grant, log, {
    hasTicket: ticket !== null,
    yes: lock.yes ?? null,
  })
  return problem === null ? { says: 'opens', content: read.content, grant } : { says: problem }
}

const days = (from: Json | undefined, until: Json | undefined) =>
  (Date.parse(textOf(until)) - Date.parse(textOf(from))) / 86_400_000
const placeOf = (desk: Json | undefined): string => {
  const { organisation, desk: id } = members(desk, 'organisation desk')
  return `${textOf(organisation)}/${textOf(id)}`
}
const worksOn = (device: Fields | undefined, desk: Json | undefined): boolean => {
  const { organisation, desk: id } = members(desk, 'organisation desk')
  return device?.['organisation'] === organisation && ((device?.['desks'] ?? []) as Json[]).includes(id ?? null)
}

// "The rule", in the order of the document: 1, 14, 2, 3, 4, 5, 6, 12, 7, 8, 9, 10, 11.
async function standing(
  asked: Asked,
  read: Part,
  front: Fields,
  back: Json,
  grant: string,
  log: Log,
  lock: { hasTicket: boolean; yes: Json },
): Promise<string | null> {
  const { head, writer } = read
  const roster = members(head['roster'], 'length head')
  const length = Number(roster['length'])
  if (length > log.length) return 'roster-behind'
  const receiver = await recipientDigest(identityOf(asked.seed))
  const isOurs =
    read.isSigned &&
    head['network'] === log.network &&
    head['suite'] === 2 &&
    head['part'] === asked.part &&
    head['at'] === asked.name &&
    head['receiver'] === receiver &&
    head['grant'] === grant
  if (!isOurs) return 'not-ours'
  if (log.heads[length - 1] !== roster['head']) return 'fork'
  const [to, from] = [log.desks.get(placeOf(front['to'])), log.desks.get(placeOf(front['from']))]
  const organisationOf = (desk: Json | undefined) => members(desk, 'organisation desk')['organisation']
  const areThere = to?.until === Infinity && from !== undefined && from.since <= length && length < from.until
  const areDesks = areThere && to.kind === 'referral' && from.kind === 'referral'
  if (!areDesks || organisationOf(front['to']) === organisationOf(front['from'])) return 'no-such-desk'
  const roles = (writer?.['roles'] ?? []) as Json[]
  if (!(roles.includes('worker') || roles.includes('volunteer')) || !worksOn(writer, front['from']))
    return 'wrong-writer'
  const keys = (log.epochs.get(placeOf(front['to'])) ?? []).map(({ recipient }) => wire(sha256(recipient)))
  if (!keys.includes(receiver)) return 'wrong-key'
  const [first, last] = [textOf(front['notBefore']), textOf(front['until'])]
  if (![3, 7, 14, 30, 60, 90].includes(days(first, last)) || asked.today < first || asked.today > last)
    return 'not-these-days'
  if (asked.released.until > last) return 'server-keeps-longer'
  const isAdvice = front['kind'] === 'consult'
  if (asked.part === 'knock' && 'asked' in read.content !== isAdvice) return 'not-a-question'
  if (isAdvice && !isQuestion(front, asked.part === 'knock' ? null : members(back, BACK))) return 'not-a-question'
  if (asked.part === 'knock') return null
  const { what, age, keep, how } = members(back, BACK)
  const told = members(read.content['story'], 'safeContact situation needs clarified')
  const parts = { safeContact: 'safe-contact', situation: 'situation', needs: 'needs', clarified: 'clarified' }
  const held = Object.entries(parts).flatMap(([member, name]) => (told[member] === null ? [] : [name]))
  const permitted = what as string[]
  if (!isAdvice && (permitted.length === 0 || [...permitted].sort().join() !== held.sort().join())) return 'other-parts'
  const isAhead = front['mode'] === 'all-ahead'
  const hasPlace = (keep as Json[]).length > 0
  const isChild = age === 'child' || age === 'unsure'
  const asksNobody = age === 'not-asked' || how === 'nobody'
  if ((!isAdvice && asksNobody) || (isChild && (!isAhead || hasPlace)) || (!isAhead && !hasPlace))
    return 'child-or-ticket'
  if (!isAhead && !lock.hasTicket && !(await isYes(lock.yes, asked, front, grant, receiver, log)))
    return 'not-without-her'
  const seconds = { front, back: members(back, BACK), log, length, writer: head['device'] }
  const isUrgent = front['kind'] === 'urgent'
  if (isUrgent || how === 'without-her') {
    const isAllowed =
      isUrgent &&
      how === 'without-her' &&
      isAhead &&
      !hasPlace &&
      members(back, BACK)['reason'] !== null &&
      days(first, last) <= 7 &&
      roles.includes('worker') &&
      !from.volunteers &&
      !to.volunteers
    if (!isAllowed || !isSeconded(seconds, 'second')) return 'urgent-not-right'
  }
  if (how === 'spoken' && !isAdvice && days(first, last) !== 3 && !isSeconded(seconds, 'witness')) return 'no-witness'
  return null
}

// "Advice"
const isQuestion = (front: Fields, back: Fields | null): boolean =>
  front['mode'] === 'all-ahead' &&
  front['talk'] === 'words' &&
  (front['meeting'] as Json[]).length === 0 &&
  days(front['notBefore'], front['until']) <= 30 &&
  (back === null || ((back['keep'] as Json[]).length === 0 && (back['what'] as Json[]).length === 0))

async function isYes(text: Json, asked: Asked, front: Fields, grant: string, receiver: string, log: Log) {
  const read = await orNull(() => Promise.resolve().then(() => readPart(Buffer.from(textOf(text)), log, CONTENTS.yes)))
  if (!read) return false
  const { head, content } = read
  const roster = members(head['roster'], 'length head')
  return (
    read.isSigned &&
    worksOn(deviceAt(log, head['device'], Number(roster['length'])), front['to']) &&
    log.heads[Number(roster['length']) - 1] === roster['head'] &&
    isHead(head, log, 'yes', receiver, grant) &&
    head['at'] === asked.name &&
    content['grant'] === grant
  )
}

const isHead = (head: Fields, log: Log, part: string, receiver: string, grant: Json): boolean =>
  head['part'] === part &&
  head['suite'] === 2 &&
  head['network'] === log.network &&
  head['receiver'] === receiver &&
  head['grant'] === grant

// "Seal"
export async function openReceipt(leash: string, receipt: string, name: string, identity: string, log: Log) {
  const outer = await openText(bytesOf(leash).toString(), receipt)
  const opened = outer && (await openAge(identity, outer))
  if (!opened) return null
  const { head, content, writer, isSigned } = readPart(unpad(opened, [4096]), log, CONTENTS.receipt)
  const grant = grantOf(content['front'] ?? null, content['back'] ?? null)
  const from = members(members(content['front'], FRONT)['from'], 'organisation desk')
  const fits = isSigned && isHead(head, log, 'receipt', await recipientDigest(identity), grant) && head['at'] === name
  return fits && writer?.['organisation'] === from['organisation'] ? content : broken()
}

// "Her book"
export async function openBook(identity: string, blobs: readonly string[], log: Log): Promise<Array<Json>> {
  const receiver = await recipientDigest(identity)
  const acts: Json[] = []
  let before: string | null = null
  for (const [n, blob] of blobs.entries()) {
    const line = await orNull(async () => {
      const opened = await openText(identity, blob)
      return opened && readPart(unpad(opened, [1024]), log, CONTENTS.line)
    })
    const content = line?.content ?? {}
    const isRead = line?.isSigned === true && isHead(line.head, log, 'line', receiver, null)
    const isOwn = line?.writer?.['organisation'] === content['organisation']
    acts.push(isRead && isOwn && content['n'] === n && content['before'] === before ? (content['act'] ?? null) : false)
    before = wire(sha256(bytesOf(blob)))
  }
  return acts
}

// "Conversation"
const SIDES: Record<string, string> = {
  accepted: 'to',
  declined: 'to',
  time: 'from to',
  'time-answer': 'from to',
  question: 'from to',
  answer: 'from to',
  opened: 'to',
  'not-today': 'to',
  ticket: 'from',
  sheet: 'from to',
  renewed: 'from to',
}
const OPTIONAL = 'reason on at place digits version sheet of answer text renewal signature'
/** As canonical text at most 4,000 bytes, and not blank. */
const isText = (text: Json | undefined): boolean =>
  typeof text === 'string' && text.trim() !== '' && Buffer.byteLength(canonical(text)) - 2 <= 4000

interface Said {
  item: Fields
  side: string
  device: Json
  writer?: Fields | undefined
}
/** What stands, and of each item the reason why it does not: "broken" where it does not open. `kept`: the last day that the server keeps. */
export async function openItems(
  identity: string,
  blobs: readonly string[],
  t: string,
  front: Fields,
  grant: string,
  log: Log,
  kept = textOf(front['until']),
) {
  const receiver = await recipientDigest(identity)
  const read: Array<{ said: Said; problem: string | null } | null> = []
  for (const [n, blob] of blobs.entries()) {
    const part = await orNull(async () => {
      const opened = await openText(identity, blob)
      return opened && readPart(unpad(opened, [8192]), log, 'kind n said', OPTIONAL)
    })
    const text = part?.content['text']
    if (!part || part.content['n'] !== n || (text !== undefined && !isText(text)) || !isWhole(part.content)) {
      read.push(null)
      continue
    }
    const { content: item, head, writer } = part
    const isOurs = part.isSigned && isHead(head, log, 'item', receiver, grant) && head['at'] === t
    const side = worksOn(writer, front['from']) ? 'from' : worksOn(writer, front['to']) ? 'to' : ''
    const said = { item, side, device: head['device'] ?? null, writer }
    read.push({ said, problem: !isOurs ? 'not-ours' : side === '' ? 'wrong-writer' : null })
  }
  const renewed = read.flatMap((each) => (each?.said.item['kind'] === 'renewed' && !each.problem ? [each.said] : []))
  const right = renewed.filter((said) => whyNoRenewal(said, front, grant, kept) === null)
  const last = furthest(right, textOf(front['until']))
  const items: Said[] = []
  const says = read.map((each) => {
    if (!each) return 'broken'
    const own = each.said.item['kind'] === 'renewed' ? whyNoRenewal(each.said, front, grant, kept, last) : null
    const problem = each.problem ?? own ?? (kept > last ? 'server-keeps-longer' : whyNot(items, each.said, front, last))
    if (problem === null) items.push(each.said)
    return problem ?? 'stands'
  })
  return {
    items: items.map(({ item, device }) => ({ item, device })),
    says,
    last: kept > last ? textOf(front['until']) : last,
  }
}

// "Renewal"
const renewalOf = ({ item }: Said) => members(item['renewal'], 'grant until on how', 'witness')
const untilOf = (said: Said): string => textOf(renewalOf(said)['until'])
const isWhole = (item: Fields): boolean => {
  try {
    return item['kind'] !== 'renewed' || textOf(renewalOf({ item, side: '', device: null })['grant']) !== ''
  } catch {
    return false
  }
}

/** The furthest day to which at most three lead, each said within the days after those before it. */
function furthest(right: readonly Said[], last: string, most = 3): string {
  if (most === 0) return last
  const next = right.map((said, at) => {
    const follows = textOf(said.item['said']) <= last && untilOf(said) > last
    return follows ? furthest(right.slice(at + 1), untilOf(said), most - 1) : last
  })
  return [last, ...next].sort().at(-1) ?? last
}

/** What is wrong with a renewal wherever it stands. `last`: the day to which those that count lead. */
function whyNoRenewal(said: Said, front: Fields, grant: string, kept: string, last = kept): string | null {
  const { item, side, writer } = said
  const renewal = renewalOf(said)
  const { until, on, how } = renewal
  const message = Buffer.from(canonical(renewal))
  if (untilOf(said) > kept) return 'renewal-not-kept'
  const isRight =
    isSigned(writer?.['verifyKey'], item['signature'], 'apila/renewal/v2', message) &&
    renewal['grant'] === grant &&
    ((writer?.['roles'] ?? []) as Json[]).includes('worker') &&
    (how === 'spoken' ? days(on, until) === 3 : [3, 7, 14, 30, 60, 90].includes(days(on, until)))
  if (!isRight) return 'renewal-not-right'
  if (front['kind'] !== 'referral') return front['kind'] === 'consult' ? 'not-in-advice' : 'not-renewable'
  if (on !== item['said']) return 'renewal-other-day'
  if (how !== 'ticket' && (side !== 'from' || front['mode'] !== 'all-ahead')) return 'renewal-without-ticket'
  return untilOf(said) > last ? 'renewal-not-right' : null
}

/** `end`: the last day after all renewals, until which a meeting may be proposed. */
function whyNot(before: readonly Said[], { item, side }: Said, front: Fields, end: string): string | null {
  const kind = textOf(item['kind'])
  const isAdvice = front['kind'] === 'consult'
  const renewed = before.findLast((said) => said.item['kind'] === 'renewed')
  const last = renewed ? untilOf(renewed) : textOf(front['until'])
  const isIn = (day: Json | undefined, until: string) =>
    textOf(day) >= textOf(front['notBefore']) && textOf(day) <= until
  if (front['talk'] !== 'words' && (kind === 'question' || kind === 'answer')) return 'not-asked-for-words'
  if (kind === 'sheet' && (front['meeting'] as Json[]).length === 0) return 'not-asked-for-words'
  if (kind === 'time' && !isIn(item['on'], end)) return 'time-outside-days'
  if (!SIDES[kind]?.split(' ').includes(side)) return 'wrong-writer'
  if (!isIn(item['said'], last)) return 'said-outside-days'
  if (kind === 'renewed') return textOf((item['renewal'] as Fields)['until']) > last ? null : 'renewal-not-later'
  if (isAdvice && !['declined', 'question', 'answer'].includes(kind)) return 'not-in-advice'
  if (!isAdvice && item['reason'] === 'may-identify') return 'not-in-advice'
  if (kind !== 'time-answer' && kind !== 'answer') return null
  if (kind === 'answer' && item['of'] === null) return isAdvice && side === 'to' ? null : 'answers-nothing'
  const times = before.filter((said) => said.item['kind'] === 'time')
  const questions = before.filter((said) => said.item['kind'] === 'question' && said.item['n'] === item['of'])
  const answered = kind === 'answer' ? questions[0] : times.at(-1)
  return answered && answered.item['n'] === item['of'] && answered.side !== side ? null : 'answers-nothing'
}

// "Notes" and "Keys from the server"
export async function openNote(identity: string, blob: string): Promise<Fields | null> {
  const opened = await openText(identity, blob)
  return opened && parse(unpad(opened, [8192]))
}
export async function openWrap(identity: string, blob: string): Promise<Fields | null> {
  const opened = await openText(identity, blob)
  if (!opened) return null
  const wrap = members(parse(unpad(opened, [1024])), 'v desk epoch seed')
  return wrap['v'] === 2 ? wrap : broken()
}
