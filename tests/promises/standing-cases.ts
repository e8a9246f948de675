// What stands and what does not, by clause of the one rule (docs/protocol.md, the rule of standing): the cases that sealer and opener must agree on.
// Data only: the shapes are those of the document, so that any implementation of the rule can be held against it. Digests are plain names here.

export interface Place {
  organisation: string
  desk: string
}

/** What the rule is asked about. Signatures are verified before; the rule gets the answer. */
export interface CaseView {
  side: Side
  today: string
  roster: CaseRoster
  asked: { part: string; at: string; receiver: string }
  head: {
    v: 2
    network: string
    suite: number
    part: string
    at: string
    receiver: string
    grant: string
    roster: { length: number; head: string }
    device: string
  }
  isSigned: boolean
  /** Digest of this permission. */
  grant: string
  front: {
    v: 2
    id: string
    kind: 'referral' | 'consult' | 'urgent'
    mode: 'knock-ahead' | 'all-ahead' | 'all-together'
    from: Place
    to: Place
    extent: null
    why: string
    talk: 'codes' | 'words' | null
    meeting: string[]
    notBefore: string
    until: string
    grows: null
  }
  /** Null while only the first contact is open. */
  back: {
    age: 'adult' | 'child' | 'unsure' | 'not-asked'
    what: string[]
    how: 'shown' | 'spoken' | 'without-her' | 'nobody'
    keep: string[]
    reason: string | null
  } | null
  /** Second signatures of the back that are right. */
  seconds: { device: string; as: 'witness' | 'second' }[]
  /** Parts that the story really holds; null where no story is open. */
  parts: string[] | null
  renewals: {
    grant: string
    until: string
    on: string
    how: 'ticket' | 'shown' | 'spoken'
    device: string
    length: number
    isSigned: boolean
  }[]
  /** The last day that the server named when it released; null where it named none. */
  released: string | null
  /** Opened through her ticket. */
  ticket: boolean
  /** Her Yes in the lock. */
  yes: { grant: string; device: string; length: number; isSigned: boolean } | null
  /** What a first contact holds; null where none is open. */
  holds: 'codes' | 'question' | null
  item: { kind: string; on?: string } | null
}

export interface CaseRoster {
  network: string
  length: number
  headAt: (length: number) => string | undefined
  desk: (place: Place) => { kind: 'referral' | 'statistics'; epochs: string[]; volunteers: boolean } | undefined
  device: (id: string) => { organisation: string; desks: string[]; roles: string[] } | undefined
}

export type Side = 'seal' | 'open'

export interface Standing {
  name: string
  sides: readonly Side[]
  view: (side: Side) => CaseView
}

export interface Refused extends Standing {
  /** Number of the only clause that refuses it: without this clause it would pass. */
  clause: number
  problem: string
}

type Change = (view: CaseView) => void
const BOTH: readonly Side[] = ['seal', 'open']
const OPEN: readonly Side[] = ['open']

/** Days are counted from the one before 1 December 2026; the permission begins on day 10 and lasts to day 40. */
const day = (n: number): string => new Date(Date.UTC(2026, 10, 30 + n)).toISOString().slice(0, 10)

const DEVICES: Readonly<Record<string, { organisation: string; desks: string[]; roles: string[] }>> = {
  sender: { organisation: 'koivu', desks: ['tuki'], roles: ['worker'] },
  colleague: { organisation: 'koivu', desks: ['tuki'], roles: ['worker'] },
  volunteer: { organisation: 'koivu', desks: ['tuki'], roles: ['volunteer'] },
  officer: { organisation: 'koivu', desks: [], roles: ['release-officer'] },
  keeper: { organisation: 'koivu', desks: ['tuki'], roles: ['keeper'] },
  ringer: { organisation: 'koivu', desks: ['tuki'], roles: ['ringer'] },
  elsewhere: { organisation: 'koivu', desks: ['toinen'], roles: ['worker', 'keeper'] },
  evening: { organisation: 'koivu', desks: ['ilta'], roles: ['worker'] },
  receiver: { organisation: 'kataja', desks: ['neuvonta'], roles: ['worker'] },
  stranger: { organisation: 'haapa', desks: ['kriisi'], roles: ['worker'] },
}
const DESKS: Readonly<Record<string, { kind: 'referral' | 'statistics'; epochs: string[]; volunteers: boolean }>> = {
  'koivu/tuki': { kind: 'referral', epochs: ['tuki-0'], volunteers: false },
  'koivu/toinen': { kind: 'referral', epochs: ['neuvonta-1'], volunteers: false },
  'koivu/ilta': { kind: 'referral', epochs: ['ilta-0'], volunteers: true },
  'kataja/neuvonta': { kind: 'referral', epochs: ['neuvonta-0', 'neuvonta-1'], volunteers: false },
  'kataja/ilta': { kind: 'referral', epochs: ['kataja-ilta-0'], volunteers: true },
  'kataja/tilastot': { kind: 'statistics', epochs: ['tilastot-0'], volunteers: false },
}
const ROSTER: CaseRoster = {
  network: 'ours',
  length: 9,
  headAt: (length) => (length <= 9 ? `head-${length}` : undefined),
  desk: ({ organisation, desk }) => DESKS[`${organisation}/${desk}`],
  device: (id) => DEVICES[id],
}

/** An adult's referral, knock ahead, opened with her ticket; changed as the case says. */
const viewWith =
  (change: Change) =>
  (side: Side): CaseView => {
    const view: CaseView = {
      side,
      today: day(10),
      roster: ROSTER,
      asked: { part: 'story', at: 'name-of-story', receiver: 'neuvonta-1' },
      head: {
        v: 2,
        network: 'ours',
        suite: 2,
        part: 'story',
        at: 'name-of-story',
        receiver: 'neuvonta-1',
        grant: 'this-permission',
        roster: { length: 9, head: 'head-9' },
        device: 'sender',
      },
      isSigned: true,
      grant: 'this-permission',
      front: {
        v: 2,
        id: 'id-of-permission',
        kind: 'referral',
        mode: 'knock-ahead',
        from: { organisation: 'koivu', desk: 'tuki' },
        to: { organisation: 'kataja', desk: 'neuvonta' },
        extent: null,
        why: 'support',
        talk: 'words',
        meeting: [],
        notBefore: day(10),
        until: day(40),
        grows: null,
      },
      back: { age: 'adult', what: ['needs'], how: 'shown', keep: ['paper'], reason: null },
      seconds: [],
      parts: ['needs'],
      renewals: [],
      released: side === 'open' ? day(40) : null,
      ticket: true,
      yes: null,
      item: null,
      holds: null,
    }
    change(view)
    return view
  }

const inAll = (...changes: Change[]): Change => {
  return (view) => {
    for (const change of changes) change(view)
  }
}
const front =
  (change: Partial<CaseView['front']>): Change =>
  (view) => {
    Object.assign(view.front, change)
  }
const back =
  (change: Partial<NonNullable<CaseView['back']>>): Change =>
  (view) => {
    Object.assign(view.back ?? {}, change)
  }
const head =
  (change: Partial<CaseView['head']>): Change =>
  (view) => {
    Object.assign(view.head, change)
  }
const outer =
  (change: Partial<CaseView>): Change =>
  (view) => {
    Object.assign(view, change)
  }
/** Sealed to this key, and asked for under it. */
const receiver =
  (digest: string): Change =>
  (view) => {
    view.head.receiver = view.asked.receiver = digest
  }
/** The last day, in the front and in what the server names. */
const lasting =
  (until: number): Change =>
  (view) => {
    view.front.until = day(until)
    if (view.released !== null) view.released = day(until)
  }
const item = (kind: string): Change => outer({ item: { kind } })
const time = (on: number): Change => outer({ item: { kind: 'time', on: day(on) } })
const renewal = (change: Partial<CaseView['renewals'][number]> = {}) => ({
  grant: 'this-permission',
  until: day(69),
  on: day(39),
  how: 'ticket' as const,
  device: 'receiver',
  length: 9,
  isSigned: true,
  ...change,
})
const yes = (change: Partial<NonNullable<CaseView['yes']>> = {}): Change =>
  outer({ ticket: false, yes: { grant: 'this-permission', device: 'receiver', length: 9, isSigned: true, ...change } })

const ALL_AHEAD = inAll(front({ mode: 'all-ahead' }), back({ keep: [] }), outer({ ticket: false }))
const URGENT = inAll(
  ALL_AHEAD,
  front({ kind: 'urgent' }),
  lasting(13),
  back({ how: 'without-her', reason: 'life' }),
  outer({ seconds: [{ device: 'colleague', as: 'second' }] }),
)
const ADVICE = inAll(
  ALL_AHEAD,
  front({ kind: 'consult' }),
  back({ what: [], age: 'not-asked', how: 'spoken' }),
  outer({ parts: [] }),
)
const RENEWED = inAll(outer({ today: day(50), renewals: [renewal()] }), (view) => {
  if (view.released !== null) view.released = day(69)
})

const stands = (name: string, change: Change, sides = BOTH): Standing => ({ name, sides, view: viewWith(change) })

export const STANDS: readonly Standing[] = [
  stands('knock ahead', inAll()),
  stands('all together', front({ mode: 'all-together' })),
  stands('all ahead', ALL_AHEAD),
  stands('a child, or somebody who may be one', inAll(ALL_AHEAD, back({ age: 'unsure' }))),
  stands('read again after her Yes', yes(), OPEN),
  stands(
    'only the first contact',
    inAll(outer({ back: null, parts: null, ticket: false }), head({ part: 'knock' }), (view) => {
      view.asked.part = 'knock'
    }),
  ),
  stands(
    'spoken, and a colleague heard it',
    inAll(back({ how: 'spoken' }), outer({ seconds: [{ device: 'colleague', as: 'witness' }] })),
  ),
  stands('spoken and heard by nobody, for three days', inAll(back({ how: 'spoken' }), lasting(13))),
  stands(
    'spoken, and a colleague of another team of the organisation heard it',
    inAll(back({ how: 'spoken' }), outer({ seconds: [{ device: 'elsewhere', as: 'witness' }] })),
  ),
  stands(
    'spoken to a team where volunteers work: the client was told of them',
    inAll(
      back({ how: 'spoken' }),
      front({ to: { organisation: 'kataja', desk: 'ilta' } }),
      receiver('kataja-ilta-0'),
      outer({ seconds: [{ device: 'colleague', as: 'witness' }] }),
    ),
  ),
  stands('urgent', URGENT),
  stands(
    'urgent, seconded from another team',
    inAll(URGENT, outer({ seconds: [{ device: 'elsewhere', as: 'second' }] })),
  ),
  stands('urgent for seven days, for a child', inAll(URGENT, lasting(17), back({ age: 'child', reason: 'health' }))),
  stands('advice', ADVICE),
  stands('advice that holds its question', inAll(ADVICE, outer({ holds: 'question' }))),
  stands("advice in nobody's matter", inAll(ADVICE, back({ how: 'nobody' }))),
  stands('an answer to advice', inAll(ADVICE, head({ device: 'receiver' }), item('answer'))),
  stands('a first contact that holds codes', outer({ holds: 'codes' })),
  stands('an answer to a time, where only codes were allowed', inAll(front({ talk: 'codes' }), item('time-answer'))),
  stands('renewed by her word', RENEWED),
  stands(
    'renewed at the sending desk',
    inAll(RENEWED, outer({ renewals: [renewal({ device: 'sender', how: 'shown' })] })),
  ),
  stands(
    'renewed for three days by a word that nobody else heard',
    inAll(outer({ today: day(41), renewals: [renewal({ how: 'spoken', until: day(42) })] })),
  ),
  stands('a sheet where a meeting was agreed', inAll(front({ meeting: ['koivu', 'kataja'] }), item('sheet'))),
  stands(
    'a wish for the sheet of a meeting of many',
    inAll(front({ meeting: ['koivu', 'haapa', 'kataja'] }), head({ device: 'receiver' }), item('sheet-wish')),
  ),
  stands('a time on the first day', time(10)),
  stands('a time on the last day', time(40)),
  stands('a time that has passed meanwhile', inAll(outer({ today: day(30) }), time(20)), OPEN),
  stands('a time on the last day of a renewal', inAll(RENEWED, time(69)), OPEN),
  stands('an answer by the receiving desk', inAll(head({ device: 'receiver' }), item('answer'))),
]

const clause =
  (n: number, problem: string) =>
  (sides: readonly Side[], name: string, change: Change): Refused => ({
    clause: n,
    problem,
    sides,
    name,
    view: viewWith(change),
  })

const ours = clause(1, 'not-ours')
const desks = clause(2, 'no-such-desk')
const writer = clause(3, 'wrong-writer')
const key = clause(4, 'wrong-key')
const days = clause(5, 'not-these-days')
const released = clause(6, 'server-keeps-longer')
const parts = clause(7, 'other-parts')
const child = clause(8, 'child-or-ticket')
const withHer = clause(9, 'not-without-her')
const urgent = clause(10, 'urgent-not-right')
const witness = clause(11, 'no-witness')
const advice = clause(12, 'not-a-question')
const words = clause(13, 'not-asked-for-words')
const times = clause(16, 'time-outside-days')
const fork = clause(14, 'fork')
const renewals = clause(15, 'renewal-not-right')

export const REFUSED: readonly Refused[] = [
  ours(OPEN, 'a wrong signature', outer({ isSigned: false })),
  ours(BOTH, 'of another network', head({ network: 'purchased' })),
  ours(OPEN, "under another parcel's name", head({ at: 'another-name' })),
  ours(OPEN, 'a first contact as a story', head({ part: 'knock' })),
  ours(BOTH, 'in another suite', head({ suite: 1 })),
  desks(BOTH, 'to its own organisation', front({ to: { organisation: 'koivu', desk: 'toinen' } })),
  desks(
    BOTH,
    'to a statistics desk',
    inAll(front({ to: { organisation: 'kataja', desk: 'tilastot' } }), receiver('tilastot-0')),
  ),
  writer(BOTH, 'by a release officer without a desk', head({ device: 'officer' })),
  writer(BOTH, 'by a device of a third organisation', head({ device: 'stranger' })),
  key(['seal'], 'sealed to a key before the current one', receiver('neuvonta-0')),
  key(BOTH, 'sealed to a key that this desk never had', receiver('tuki-0')),
  days(BOTH, 'for ten years', lasting(3660)),
  days(OPEN, 'the day after the last', outer({ today: day(41) })),
  days(OPEN, 'the day before the first', outer({ today: day(9) })),
  released(OPEN, 'the server names a later day', outer({ released: day(60) })),
  parts(BOTH, 'a part that she did not permit', outer({ parts: ['needs', 'situation'] })),
  parts(BOTH, 'nothing permitted', inAll(back({ what: [] }), outer({ parts: [] }))),
  child(BOTH, 'a child with a ticket', back({ age: 'child' })),
  child(BOTH, 'a child, all ahead, with a ticket on paper', inAll(ALL_AHEAD, back({ age: 'unsure', keep: ['paper'] }))),
  child(BOTH, 'knock ahead without a ticket', back({ keep: [] })),
  child(BOTH, 'a referral in which the age was not asked', back({ age: 'not-asked' })),
  child(BOTH, 'a referral of nobody', back({ how: 'nobody' })),
  withHer(OPEN, 'knock ahead, opened without a ticket', outer({ ticket: false })),
  withHer(OPEN, 'a Yes by a third organisation', yes({ device: 'stranger' })),
  withHer(OPEN, 'a Yes for another permission', yes({ grant: 'another-permission' })),
  withHer(OPEN, 'a Yes with a wrong signature', yes({ isSigned: false })),
  urgent(BOTH, 'urgent by one device alone', inAll(URGENT, outer({ seconds: [{ device: 'sender', as: 'second' }] }))),
  urgent(
    BOTH,
    'urgent, where the colleague only heard it',
    inAll(URGENT, outer({ seconds: [{ device: 'colleague', as: 'witness' }] })),
  ),
  urgent(BOTH, 'urgent by a volunteer', inAll(URGENT, head({ device: 'volunteer' }))),
  urgent(
    BOTH,
    'urgent, seconded by a volunteer',
    inAll(URGENT, outer({ seconds: [{ device: 'volunteer', as: 'second' }] })),
  ),
  ...['keeper', 'ringer', 'officer'].map((device) =>
    urgent(BOTH, `urgent, seconded by a ${device}`, inAll(URGENT, outer({ seconds: [{ device, as: 'second' }] }))),
  ),
  urgent(
    BOTH,
    'urgent, seconded by the receiver',
    inAll(URGENT, outer({ seconds: [{ device: 'receiver', as: 'second' }] })),
  ),
  urgent(BOTH, 'urgent, with a ticket', inAll(URGENT, back({ keep: ['paper'] }))),
  urgent(
    BOTH,
    'urgent from a team where volunteers work',
    inAll(URGENT, front({ from: { organisation: 'koivu', desk: 'ilta' } }), head({ device: 'evening' })),
  ),
  urgent(
    BOTH,
    'urgent to a team where volunteers work',
    inAll(URGENT, front({ to: { organisation: 'kataja', desk: 'ilta' } }), receiver('kataja-ilta-0')),
  ),
  urgent(BOTH, 'urgent at the word of the client', inAll(URGENT, back({ how: 'shown' }))),
  urgent(BOTH, 'urgent for 30 days', inAll(URGENT, lasting(40))),
  urgent(BOTH, 'urgent without a reason', inAll(URGENT, back({ reason: null }))),
  urgent(BOTH, 'without her, but not urgent', back({ how: 'without-her' })),
  witness(BOTH, 'spoken, for 30 days, and nobody heard', back({ how: 'spoken' })),
  ...['volunteer', 'keeper', 'ringer', 'officer'].map((device) =>
    witness(
      BOTH,
      `a ${device} as witness`,
      inAll(back({ how: 'spoken' }), outer({ seconds: [{ device, as: 'witness' }] })),
    ),
  ),
  witness(BOTH, 'spoken for seven days, and nobody heard', inAll(back({ how: 'spoken' }), lasting(17))),
  witness(
    BOTH,
    'spoken, where the colleague only finds it urgent',
    inAll(back({ how: 'spoken' }), outer({ seconds: [{ device: 'colleague', as: 'second' }] })),
  ),
  witness(
    BOTH,
    'the writer as its own witness',
    inAll(back({ how: 'spoken' }), outer({ seconds: [{ device: 'sender', as: 'witness' }] })),
  ),
  witness(
    BOTH,
    'a witness of another organisation',
    inAll(back({ how: 'spoken' }), outer({ seconds: [{ device: 'receiver', as: 'witness' }] })),
  ),
  advice(BOTH, 'advice for 60 days', inAll(ADVICE, lasting(70))),
  advice(BOTH, 'advice with a story', inAll(ADVICE, back({ what: ['needs'] }), outer({ parts: ['needs'] }))),
  advice(BOTH, 'advice that holds codes', inAll(ADVICE, outer({ holds: 'codes' }))),
  advice(BOTH, 'a question in a referral', outer({ holds: 'question' })),
  advice(BOTH, 'advice without words', inAll(ADVICE, front({ talk: 'codes' }))),
  advice(BOTH, 'advice that plans a meeting', inAll(ADVICE, front({ meeting: ['kataja'] }))),
  words(BOTH, 'words where she allowed codes', inAll(front({ talk: 'codes' }), item('question'))),
  words(BOTH, 'words where nobody asked her', inAll(front({ talk: null }), item('answer'))),
  words(BOTH, 'a sheet where no meeting was agreed', item('sheet')),
  words(BOTH, 'a wish where no meeting was agreed', item('sheet-wish')),
  words(BOTH, 'a sheet for others than the receiver', inAll(front({ meeting: ['koivu', 'haapa'] }), item('sheet'))),
  words(BOTH, 'a sheet that names not its writer', inAll(front({ meeting: ['kataja', 'haapa'] }), item('sheet'))),
  times(BOTH, 'a time after the last day', time(41)),
  times(BOTH, 'a time before the first day', time(9)),
  times(['seal'], 'a time that has passed when it is proposed', inAll(outer({ today: day(30) }), time(29))),
  times(OPEN, 'a time after the last day of a renewal', inAll(RENEWED, time(70))),
  fork(OPEN, 'another roster of the same length', head({ roster: { length: 9, head: 'another-head' } })),
  renewals(
    BOTH,
    'a renewal of another permission',
    inAll(RENEWED, outer({ renewals: [renewal({ grant: 'another-permission' })] })),
  ),
  renewals(BOTH, 'a renewal for ten years', outer({ renewals: [renewal({ until: day(3690) })], released: day(3690) })),
  renewals(
    BOTH,
    'a renewal with a wrong signature',
    inAll(RENEWED, outer({ renewals: [renewal({ isSigned: false })] })),
  ),
  renewals(
    BOTH,
    'a renewal by a device of neither desk',
    inAll(RENEWED, outer({ renewals: [renewal({ device: 'stranger' })] })),
  ),
  renewals(BOTH, 'a renewal by an officer', inAll(RENEWED, outer({ renewals: [renewal({ device: 'officer' })] }))),
  renewals(BOTH, 'a renewal by a volunteer', inAll(RENEWED, outer({ renewals: [renewal({ device: 'volunteer' })] }))),
  renewals(
    BOTH,
    'a renewal by nobody in the roster',
    inAll(RENEWED, outer({ renewals: [renewal({ device: 'nobody' })] })),
  ),
  renewals(
    BOTH,
    'a long renewal that was only spoken',
    inAll(RENEWED, outer({ renewals: [renewal({ how: 'spoken' })] })),
  ),
  renewals(BOTH, 'a fourth renewal', inAll(RENEWED, outer({ renewals: [1, 2, 3, 4].map(() => renewal()) }))),
]
