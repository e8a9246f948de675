// Every break of a promise that has a name: `npm run mutants -- promises`.
import type { PromiseMutant } from './promise-mutant.ts'
import { CLIENT_MUTANTS } from './promises-client.ts'
import { CONVERSATION_MUTANTS } from './promises-conversation.ts'
import { KEEPER_MUTANTS } from './promises-keeper.ts'
import { NETWORK_MUTANTS } from './promises-network.ts'
import { PERMISSION_MUTANTS } from './promises-permission.ts'
import { PROGRAM_MUTANTS } from './promises-program.ts'
import { RENEWAL_MUTANTS } from './promises-renewal.ts'
import { ROSTER_MUTANTS } from './promises-roster.ts'
import { RULE_MUTANTS } from './promises-rule.ts'
import { SEALING_MUTANTS } from './promises-sealing.ts'
import { SERVER_MUTANTS } from './promises-server.ts'

export const PROMISE_MUTANTS: readonly PromiseMutant[] = [
  ...SERVER_MUTANTS,
  ...KEEPER_MUTANTS,
  ...NETWORK_MUTANTS,
  ...PERMISSION_MUTANTS,
  ...CONVERSATION_MUTANTS,
  ...CLIENT_MUTANTS,
  ...PROGRAM_MUTANTS,
  ...RENEWAL_MUTANTS,
  ...RULE_MUTANTS,
  ...ROSTER_MUTANTS,
  ...SEALING_MUTANTS,
]
