// What every page of agreeing gets: the answers so far and the ways to change them.
import type { Sending, SendingAct } from './sending.ts'

export interface SendPageProps {
  sending: Sending
  change: (act: SendingAct) => void
  answer: (answers: Partial<Omit<Sending, 'page'>>) => void
}
