// Every break of a promise that has a name: `npm run mutants -- promises`.
import type { PromiseMutant } from './promise-mutant.ts'
import { CLIENT_MUTANTS } from './promises-client.ts'
import { CONVERSATION_MUTANTS } from './promises-conversation.ts'
import { FOUNDING_MUTANTS } from './promises-founding.ts'
import { KEEPER_MUTANTS } from './promises-keeper.ts'
import { MEETING_MUTANTS } from './promises-meeting.ts'
import { NETWORK_MUTANTS } from './promises-network.ts'
import { EXPORT_MUTANTS } from './promises-export.ts'
import { MEMBER_MUTANTS } from './promises-members.ts'
import { PERMISSION_MUTANTS } from './promises-permission.ts'
import { PROGRAM_MUTANTS } from './promises-program.ts'
import { RENEWAL_MUTANTS } from './promises-renewal.ts'
import { RINGING_MUTANTS } from './promises-ringing.ts'
import { ROSTER_MUTANTS } from './promises-roster.ts'
import { RULE_MUTANTS } from './promises-rule.ts'
import { SEALING_MUTANTS } from './promises-sealing.ts'
import { SECONDS_MUTANTS } from './promises-seconds.ts'
import { SERVER_MUTANTS } from './promises-server.ts'

export const PROMISE_MUTANTS: readonly PromiseMutant[] = [
  ...SERVER_MUTANTS,
  ...KEEPER_MUTANTS,
  ...NETWORK_MUTANTS,
  ...FOUNDING_MUTANTS,
  ...MEMBER_MUTANTS,
  ...PERMISSION_MUTANTS,
  ...CONVERSATION_MUTANTS,
  ...MEETING_MUTANTS,
  ...CLIENT_MUTANTS,
  ...EXPORT_MUTANTS,
  ...PROGRAM_MUTANTS,
  ...RENEWAL_MUTANTS,
  ...RINGING_MUTANTS,
  ...RULE_MUTANTS,
  ...SECONDS_MUTANTS,
  ...ROSTER_MUTANTS,
  ...SEALING_MUTANTS,
]
