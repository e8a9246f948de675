// What the act page asks, with "not known" in each question, and who a worker is in the eyes of the law.
// Governed by docs/guide-rules.md (tracks are per worker, never global) and D-192, D-197.

/** Order and codes are the address: a question is a letter, an answer is its place in the list. Append only, so that kept links stay true. */
export const ACT_QUESTIONS = [
  { id: 'profession', code: 'a', values: ['unknown', 'health', 'social', 'listed', 'authority', 'other'] },
  { id: 'track', code: 'b', values: ['unknown', 'service', 'purchased', 'office', 'ngo', 'volunteer', 'private'] },
  { id: 'danger', code: 'c', values: ['unknown', 'yes', 'no'] },
  { id: 'preventable', code: 'd', values: ['unknown', 'yes', 'no'] },
  { id: 'age', code: 'e', values: ['unknown', 'adult', 'child', 'unsure'] },
  { id: 'unaccompanied', code: 'f', values: ['unknown', 'yes', 'no'] },
  { id: 'pregnancy', code: 'g', values: ['unknown', 'yes', 'no'] },
  { id: 'children', code: 'h', values: ['unknown', 'yes', 'no'] },
  { id: 'assistance', code: 'i', values: ['unknown', 'yes', 'no', 'not-now'] },
  { id: 'contact', code: 'j', values: ['unknown', 'yes', 'no'] },
  { id: 'municipality', code: 'k', values: ['unknown', 'yes', 'no'] },
  { id: 'residence', code: 'l', values: ['unknown', 'settled', 'temporary', 'asylum', 'none'] },
] as const

type Question = (typeof ACT_QUESTIONS)[number]
export type QuestionId = Question['id']
export type AnswerTo<Id extends QuestionId> = Extract<Question, { id: Id }>['values'][number]
export type ActAnswers = { [Id in QuestionId]: AnswerTo<Id> }

/** Answers as places in the lists of `ACT_QUESTIONS`, in their order: 0 = not known. */
export type ActCodes = readonly number[]

/** Reads answers from an address; null when it holds none at all. What is missing or unknown counts as not known: nothing is refused. */
export function findCodes(find: (code: string) => string | undefined): ActCodes | null {
  const found = ACT_QUESTIONS.map(({ code }) => find(code))
  if (found.every((one) => one === undefined)) return null
  return ACT_QUESTIONS.map(({ values }, index) => {
    const one = found[index] ?? ''
    return /^\d$/.test(one) && Number(one) < values.length ? Number(one) : 0
  })
}

/** The same answers for an address, `?a=1&e=2`; what is not known is left out, and nothing but known codes gets in. */
export function showCodes(codes: ActCodes | null): string {
  if (codes === null) return ''
  const known = ACT_QUESTIONS.flatMap(({ code }, index) => {
    const place = codes[index] ?? 0
    return place === 0 ? [] : [`${code}=${String(place)}`]
  })
  return `?${known.length === 0 ? `${ACT_QUESTIONS[0].code}=0` : known.join('&')}`
}

/** Answers in words. A code that its list does not have counts as not known. */
export function toAnswers(codes: ActCodes): ActAnswers {
  const pairs = ACT_QUESTIONS.map(({ id, values }, index) => [id, values[codes[index] ?? 0] ?? 'unknown'])
  return Object.fromEntries(pairs) as ActAnswers
}

export function toCodes(answers: ActAnswers): ActCodes {
  return ACT_QUESTIONS.map(({ id, values }) => Math.max(0, (values as readonly string[]).indexOf(answers[id])))
}

/** D-197: only a known adult is an adult. */
export function isChildRoute(age: AnswerTo<'age'>): boolean {
  return age !== 'adult'
}

/** What the law asks of a worker, from profession and track together:
 *  - notify: must notify child welfare under Child Welfare Act section 25(1), may under 25(2), or it is unclear which.
 *  - care: acts in a social or health service (Client Data Act), does not, or it is unclear.
 *  - the rest are single facts that rules ask for. */
export const WORKER_TAGS = [
  'must-notify',
  'may-notify',
  'notify-unclear',
  'care',
  'not-care',
  'care-unclear',
  'patient-work',
  'not-patient-work',
  'social-care',
  'social-care-unclear',
  'not-social-care',
  'own-work',
  'not-own-work',
  'purchased',
  'not-purchased',
  'elsewhere',
] as const
export type WorkerTag = (typeof WORKER_TAGS)[number]

/** One tag each of notifying, care, patient work, social care, own work and purchased; `elsewhere` besides for whoever is in neither care
 *  nor an organisation's own work. */
export function tagsOf(profession: AnswerTo<'profession'>, track: AnswerTo<'track'>): ReadonlySet<WorkerTag> {
  const tags = new Set<WorkerTag>([notifyTag(profession, track)])
  const care = careTag(profession, track)
  tags.add(care)
  const isPatientWork = profession === 'health' && care === 'care'
  tags.add(isPatientWork ? 'patient-work' : 'not-patient-work')
  tags.add(isPatientWork ? 'not-social-care' : socialCareTag(profession, care))
  const isOwnWork = track === 'ngo' || track === 'volunteer'
  tags.add(isOwnWork ? 'own-work' : 'not-own-work')
  tags.add(track === 'purchased' ? 'purchased' : 'not-purchased')
  if (care === 'not-care' && !isOwnWork) tags.add('elsewhere')
  return tags
}

// Child Welfare Act 25(1): health professionals as persons, whoever employs them; others only as staff of the listed bodies,
// among them producers of social or health services. An organisation's own work is not on the list (G-09, G-10).
function notifyTag(profession: AnswerTo<'profession'>, track: AnswerTo<'track'>): WorkerTag {
  if (track === 'private') return 'may-notify'
  // Whether a health professional who volunteers learns it "in the task" is not settled.
  if (profession === 'health') return track === 'volunteer' ? 'notify-unclear' : 'must-notify'
  if (track === 'service' || track === 'purchased') return 'must-notify'
  if (track === 'ngo' || track === 'volunteer') return profession === 'unknown' ? 'notify-unclear' : 'may-notify'
  if (profession === 'listed') return 'must-notify'
  if (profession === 'authority') return 'may-notify'
  if (track === 'office')
    return profession === 'social' ? 'must-notify' : profession === 'other' ? 'may-notify' : 'notify-unclear'
  return 'notify-unclear'
}

function careTag(profession: AnswerTo<'profession'>, track: AnswerTo<'track'>): 'care' | 'not-care' | 'care-unclear' {
  if (track === 'service' || track === 'purchased') return 'care'
  const isCarer = profession === 'health' || profession === 'social'
  if (track === 'office') return isCarer ? 'care' : profession === 'unknown' ? 'care-unclear' : 'not-care'
  if (track === 'unknown')
    return profession === 'health'
      ? 'care'
      : profession === 'listed' || profession === 'authority'
        ? 'not-care'
        : 'care-unclear'
  return 'not-care'
}

// Client Data Act 63: social care, public and private. In a service where the profession does not tell, it is unclear (G-17).
function socialCareTag(profession: AnswerTo<'profession'>, care: ReturnType<typeof careTag>): WorkerTag {
  if (care === 'not-care') return 'not-social-care'
  return profession === 'social' && care === 'care' ? 'social-care' : 'social-care-unclear'
}
