// `apila leash-certificate`: makes this side's key and certificate for a leash keeper on another machine. Governed by docs/operating.md
// "Leash keeper".
import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCertificate } from '../platform/certificate.ts'
import type { RandomBytes } from '../platform/keys.ts'
import { Refusal } from '../platform/problem.ts'
import { TLS_FILES, verifyKeyOf } from './tls.ts'

/** Long enough that it is no monthly work, short enough that a lost key ends. Unit: days. */
const GOOD_DAYS = 730
/** A clock that is a little behind takes it too. Unit: days. */
const BEFORE_DAYS = 1
const DAY_MS = 86_400_000

type Asked = { folder: string; name: string; now: Date; randomBytes: RandomBytes }
export type Made = { file: string; until: string; fingerprint: string; verifyKey: string }

/** RFC 1123: labels of letters, digits and hyphens; or a network address. */
const NAME =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$|^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]+$/

/** Makes both files. Throws `Refusal` where there are some already, so that no key in use is lost. */
export function makeTlsFiles({ folder, name, now, randomBytes }: Asked): Made {
  if (!NAME.test(name) || name.length > 64)
    throw new Refusal('--name is the host name or the network address under which this machine is reached.', 2)
  const [key, own] = [join(folder, TLS_FILES.key), join(folder, TLS_FILES.own)]
  for (const file of [key, own])
    if (existsSync(file)) throw new Refusal(`${file} is there already: move both files away first to make others.`)
  const [from, to] = [new Date(now.getTime() - BEFORE_DAYS * DAY_MS), new Date(now.getTime() + GOOD_DAYS * DAY_MS)]
  const made = makeCertificate({ name, from, to, randomBytes })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(key, made.key, { mode: 0o600, flag: 'wx' })
  writeFileSync(own, made.certificate, { mode: 0o600, flag: 'wx' })
  const certificate = new X509Certificate(made.certificate)
  return {
    file: own,
    until: to.toISOString().slice(0, 10),
    fingerprint: groupsOf(certificate.fingerprint256),
    verifyKey: verifyKeyOf(certificate) ?? '',
  }
}

/** The public key of the certificate that is there already; `null`: there is none. Throws `Refusal`. */
export function readOwnKey(folder: string): string | null {
  const file = join(folder, TLS_FILES.own)
  if (!existsSync(file)) return null
  try {
    return (
      verifyKeyOf(new X509Certificate(readFileSync(file))) ??
      'none: the certificate has a key of another kind than Ed25519'
    )
  } catch {
    throw new Refusal(`${file} holds no certificate that can be read.`)
  }
}

/** For two people to compare aloud: the first 32 signs in groups of four. */
export const groupsOf = (fingerprint: string): string =>
  (fingerprint.replaceAll(':', '').toLowerCase().slice(0, 32).match(/.{4}/g) ?? []).join(' ')
