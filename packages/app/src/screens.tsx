// Every screen of the desk, in code that comes when it is first opened, and how it is found again by its place (places.ts).
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { type Screen, useDesk } from './desk-context.ts'
import type { Session } from './account/session.ts'
import { later } from './later.tsx'
import { Today } from './referral/Today.tsx'
import { loadKeyTexts, loadRecoveryTexts } from './content/texts.ts'
import { languageNow, whole } from './whole.ts'

const sending = () => import('./referral/sending/Send.tsx')
const Send = later(whole(async () => (await sending()).Send))
const MapSituation = later(whole(async () => (await import('./referral/mapping/MapSituation.tsx')).MapSituation))
const Knock = later(whole(async () => (await import('./referral/receiving/Knock.tsx')).Knock))
const Sent = later(whole(async () => (await import('./referral/following/Sent.tsx')).Sent))
const Received = later(whole(async () => (await import('./referral/receiving/Received.tsx')).Received))
const Renew = later(whole(async () => (await import('./referral/renewal/Renew.tsx')).Renew))
const Witness = later(whole(async () => (await import('./referral/witness/Witness.tsx')).Witness))
const SendUrgent = later(whole(async () => (await import('./referral/urgent/SendUrgent.tsx')).SendUrgent))
const Meeting = later(whole(async () => (await import('./referral/receiving/Meeting.tsx')).Meeting))
const Sheet = later(whole(async () => (await import('./referral/start-meeting/Sheet.tsx')).Sheet))
const WriteLetter = later(whole(async () => (await import('./referral/letter/WriteLetter.tsx')).WriteLetter))
const asking = () => import('./referral/advice/Ask.tsx')
const Ask = later(whole(async () => (await asking()).Ask))
const observing = () => import('./statistics/Observe.tsx')
const Observe = later(whole(async () => (await observing()).Observe))
const OurPage = later(whole(async () => (await import('./OurPage.tsx')).OurPage))
const Notifications = later(whole(async () => (await import('./ringing/Notifications.tsx')).Notifications))
const Close = later(whole(async () => (await import('./statistics/Close.tsx')).Close))
const Coordination = later(whole(async () => (await import('./organisation/Coordination.tsx')).Coordination))
const UrgentMonths = later(whole(async () => (await import('./referral/UrgentMonths.tsx')).UrgentMonths))
const KeysAndPeople = later(
  whole(async () => {
    const [{ KeysAndPeople: Part }] = await Promise.all([
      import('./organisation/keeping/KeysAndPeople.tsx'),
      loadKeyTexts([languageNow()]),
      loadRecoveryTexts([languageNow()]),
    ])
    return Part
  }),
)
const Members = later(
  whole(async () => {
    const [{ Members: Part }] = await Promise.all([
      import('./organisation/members/Members.tsx'),
      loadKeyTexts([languageNow()]),
    ])
    return Part
  }),
)
const Leaving = later(whole(async () => (await import('./export/Leaving.tsx')).Leaving))
const ReleaseDesk = later(whole(async () => (await import('./statistics/ReleaseDesk.tsx')).ReleaseDesk))

/** Fetches ahead what is done where there is no signal: agreeing with a client, asking for advice, counting. */
export const makeReady = async (session: Session): Promise<void> => {
  ;(await sending()).makeReady(session)
  await Promise.all([asking(), observing()])
}

/** Screens that no menu of others shows; their addresses lead to the list of the day. */
const FOR_KEEPERS: ReadonlySet<string> = new Set(['close', 'coordination', 'keys', 'members', 'leave'])

interface ScreenProps {
  screen: Screen
  onMissing: () => void
}

export function ScreenOf({ screen, onMissing }: ScreenProps): VNode | null {
  const { list, session } = useDesk()
  if (FOR_KEEPERS.has(screen.name) && !session.own.roles.includes('keeper')) return <Today />
  if (screen.name === 'release' && !session.own.roles.includes('release-officer')) return <Today />
  switch (screen.name) {
    case 'today':
      return <Today />
    case 'send':
      return <Send draftKey={screen.draftKey} onMissing={onMissing} />
    case 'mapping':
      return <MapSituation draftKey={screen.draftKey} onMissing={onMissing} />
    case 'knock':
      return <Knock heard={screen.heard} onMissing={onMissing} />
    case 'sent':
      return (
        <WhileListed from={list.sent} is={({ held }) => held.id === screen.id}>
          {(entry) => <Sent entry={entry} onMissing={onMissing} />}
        </WhileListed>
      )
    case 'received':
      return (
        <WhileListed from={list.received} is={({ held }) => held.id === screen.id}>
          {(entry) => <Received entry={entry} onMissing={onMissing} />}
        </WhileListed>
      )
    case 'renew':
      return (
        <WhileListed from={[...list.sent, ...list.received]} is={({ held }) => held.id === screen.id}>
          {(entry) => <Renew entry={entry} onMissing={onMissing} />}
        </WhileListed>
      )
    case 'witness':
      return <Witness id={screen.id} onMissing={onMissing} />
    case 'urgent':
      return <SendUrgent onMissing={onMissing} />
    case 'sheet':
      return (
        <WhileListed from={[...list.sent, ...list.received]} is={({ held }) => held.note.t === screen.t}>
          {({ held, until }) => <Sheet held={held} until={until} onMissing={onMissing} />}
        </WhileListed>
      )
    case 'letter':
      return <WriteLetter onMissing={onMissing} />
    case 'ask':
      return <Ask onMissing={onMissing} />
    case 'ticket':
      return <Meeting onMissing={onMissing} />
    case 'observe':
      return <Observe onMissing={onMissing} />
    case 'contacts':
      return <OurPage onMissing={onMissing} />
    case 'notifications':
      return <Notifications onMissing={onMissing} />
    case 'close':
      return <Close onMissing={onMissing} />
    case 'coordination':
      return <Coordination urgent={<UrgentMonths onMissing={onMissing} />} onMissing={onMissing} />
    case 'keys':
      return <KeysAndPeople onMissing={onMissing} />
    case 'members':
      return <Members onMissing={onMissing} />
    case 'leave':
      return <Leaving onMissing={onMissing} />
    case 'release':
      return <ReleaseDesk onMissing={onMissing} />
  }
}

interface WhileListedProps<E> {
  from: readonly E[]
  is: (entry: E) => boolean
  children: (entry: E) => VNode
}

/** What stands on the desk's list, as it stands there now; what has left the list while it is open stays as it last was. After a reload the
 *  list is read first; what is not on it any more leads to the list. */
function WhileListed<E>({ from, is, children }: WhileListedProps<E>): VNode | null {
  const { list, go, t } = useDesk()
  const last = useRef<E | null>(null)
  const entry = from.find(is) ?? last.current
  last.current = entry
  const isGone = entry === null && list.looked && !list.busy
  useEffect(() => {
    if (isGone) go({ name: 'today' })
  }, [isGone])
  return entry ? children(entry) : <p role="status">{t('today.looking')}</p>
}
