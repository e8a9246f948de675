// Sessions and sign-in challenges: in memory only, so that a restart signs everyone out. Governed by docs/protocol.md "Signing in".
import type { Digest } from '@apila/core/bytes.ts'
import { FRESH_SECONDS, type FreshAct } from '@apila/core/account/passkey.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import { Digest as DigestShape } from '@apila/core/bytes.ts'
import { type RandomBytes, digestOf, toBase64url } from '../platform/keys.ts'

/** ASVS 5.0 V7.3: longest session, used or not. Unit: milliseconds. */
export const SESSION_MS = 8 * 3_600_000
/** ASVS 5.0 V7.3: longest pause within a session. Unit: milliseconds. */
export const IDLE_MS = 30 * 60_000
/** How long a challenge may wait for its signature. Unit: milliseconds. */
export const CHALLENGE_MS = 2 * 60_000
/** Most sessions of one device; the one that was used longest ago makes room. */
const SESSIONS_OF_ONE = 5
/** Most challenges that wait at once; the oldest makes room, so that asking cannot fill the memory. */
const CHALLENGES_WAITING = 10_000

export type Sessions = {
  newChallenge: () => Digest
  /** Whether this challenge was given and waits; it never counts twice. */
  useChallenge: (challenge: Digest) => boolean
  begin: (device: DeviceId) => Digest
  /** The device of a living session, which this prolongs. */
  find: (token: string) => DeviceId | undefined
  /** A person has just proved to be there for this act, in this session. */
  grant: (token: string, act: FreshAct) => void
  /** Uses the grant, if it is there and fresh; gives what puts it back where the act was refused. */
  useGrant: (token: string, act: FreshAct) => (() => void) | null
  end: (token: string) => void
  /** How many living sessions a device has. */
  count: (device: DeviceId) => number
  endAll: (device: DeviceId) => void
  /** How many sessions are kept now. */
  size: () => number
}

type Session = { device: DeviceId; beganAt: number; usedAt: number; grants: Map<FreshAct, number> }

export function openSessions(now: () => Date, randomBytes: RandomBytes): Sessions {
  const challenges = new Map<Digest, number>()
  const sessions = new Map<Digest, Session>()
  const random = (): Digest => DigestShape.parse(toBase64url(randomBytes(32)))
  const isAlive = ({ beganAt, usedAt }: Session, at: number) => at - beganAt < SESSION_MS && at - usedAt < IDLE_MS
  return {
    newChallenge: () => {
      const oldest = challenges.keys().next()
      if (challenges.size >= CHALLENGES_WAITING && !oldest.done) challenges.delete(oldest.value)
      const challenge = random()
      challenges.set(challenge, now().getTime())
      return challenge
    },
    useChallenge: (challenge) => {
      const givenAt = challenges.get(challenge)
      challenges.delete(challenge)
      return givenAt !== undefined && now().getTime() - givenAt < CHALLENGE_MS
    },
    begin: (device) => {
      const at = now().getTime()
      for (const [name, session] of sessions) if (!isAlive(session, at)) sessions.delete(name)
      const own = [...sessions].filter(([, session]) => session.device === device)
      const [oldest] = own.toSorted(([, a], [, b]) => a.usedAt - b.usedAt)
      if (oldest && own.length >= SESSIONS_OF_ONE) sessions.delete(oldest[0])
      const token = random()
      // The token itself is not kept: a copy of the memory signs nobody in.
      sessions.set(digestOf(token), { device, beganAt: at, usedAt: at, grants: new Map() })
      return token
    },
    find: (token) => {
      const name = digestOf(token)
      const session = sessions.get(name)
      const at = now().getTime()
      if (!session || !isAlive(session, at)) {
        sessions.delete(name)
        return undefined
      }
      session.usedAt = at
      return session.device
    },
    grant: (token, act) => {
      sessions.get(digestOf(token))?.grants.set(act, now().getTime())
    },
    useGrant: (token, act) => {
      const grants = sessions.get(digestOf(token))?.grants
      const at = grants?.get(act)
      if (!grants || at === undefined || now().getTime() - at >= FRESH_SECONDS * 1_000) return null
      // Locks of many stories are renewed in one go after a removal; everything else is done once.
      if (act !== 'lock-story') grants.delete(act)
      return () => {
        grants.set(act, at)
      }
    },
    end: (token) => {
      sessions.delete(digestOf(token))
    },
    count: (device) => {
      const at = now().getTime()
      return [...sessions.values()].filter((session) => session.device === device && isAlive(session, at)).length
    },
    endAll: (device) => {
      for (const [name, session] of sessions) if (session.device === device) sessions.delete(name)
    },
    size: () => sessions.size,
  }
}
