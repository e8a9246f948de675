// The certificates of server and leash keeper on two machines. Each side has a certificate of its own and a copy of the other's, and takes that one
// and no other, whoever signed it. Governed by docs/operating.md "Leash keeper".
import { X509Certificate, createPrivateKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SecureContextOptions, TLSSocket } from 'node:tls'
import { Refusal } from '../platform/problem.ts'
import { type TlsRefusal, isNoChain, refusalOf } from './tls-words.ts'

export const TLS_FILES = { key: 'own.key', own: 'own.pem', other: 'other.pem' } as const

export type TlsFiles = { key: string; own: X509Certificate; others: readonly X509Certificate[] }

/** How long before its last day a certificate is said to end. Unit: days. */
export const TOLD_BEFORE_DAYS = 30
const DAY_MS = 86_400_000

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** Reads them. Throws `Refusal` with the file that is missing or wrong. */
export function readTlsFiles(folder: string): TlsFiles {
  const textOf = (name: string, hint: string): string => {
    const file = join(folder, name)
    if (!existsSync(file)) throw new Refusal(`${file} is missing: ${hint}`)
    return readFileSync(file, 'utf8')
  }
  const key = textOf(TLS_FILES.key, 'apila leash-certificate makes it.')
  const [own] = readCertificates(folder, TLS_FILES.own, textOf(TLS_FILES.own, 'apila leash-certificate makes it.'))
  const others = readCertificates(
    folder,
    TLS_FILES.other,
    textOf(TLS_FILES.other, "it is a copy of the other side's own.pem."),
  )
  if (!own) throw new Refusal(`${join(folder, TLS_FILES.own)} holds no certificate.`)
  if (!fits(own, key)) throw new Refusal(`${TLS_FILES.key} and ${TLS_FILES.own} in ${folder} do not belong together.`)
  return { key, own, others }
}

function readCertificates(folder: string, name: string, text: string): X509Certificate[] {
  try {
    const found = [...text.matchAll(PEM)].map(([pem]) => new X509Certificate(pem))
    if (found.length > 0) return found
  } catch {
    // Said below, as where there is none.
  }
  throw new Refusal(`${join(folder, name)} holds no certificate that can be read.`)
}

function fits(own: X509Certificate, key: string): boolean {
  try {
    return own.checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

/** What both sides tell the machinery of TLS: version 1.3 alone, and the certificates that count, without any authority. */
export const tlsOptions = ({ key, own, others }: TlsFiles): SecureContextOptions => ({
  ...{ key, cert: own.toString(), ca: others.map((other) => other.toString()) },
  ...{ minVersion: 'TLSv1.3', allowPartialTrustChain: true },
})

/**
 * Why the other side of a connection is not taken; `null`: it is. `rosterKey`: the key that it must have, if one is named. The machinery has checked
 * that the other side has the certificate's key. Whose signature the certificate carries does not count: Node's listening side leaves
 * `allowPartialTrustChain` out, and so finds no chain where another certificate in other.pem has the same subject, or an authority signed it.
 */
export function judgePeer(socket: TLSSocket, { others }: TlsFiles, rosterKey: string | null): TlsRefusal | null {
  const peer = socket.getPeerX509Certificate()
  if (!peer) return 'no-certificate'
  if (!others.some(({ raw }) => raw.equals(peer.raw))) return 'not-known'
  // Where no chain is found the machinery may not say these.
  const late = judgeDays(peer, new Date())
  if (late) return late
  const code = codeOf(socket.authorizationError)
  if (!socket.authorized && !isNoChain(code)) return refusalOf(code) ?? 'not-known'
  return rosterKey === null || verifyKeyOf(peer) === rosterKey ? null : 'not-in-roster'
}

function judgeDays({ validFromDate, validToDate }: X509Certificate, now: Date): TlsRefusal | null {
  if (validToDate < now) return 'expired'
  return validFromDate > now ? 'not-yet' : null
}

// Node's own type says an error; on the side that listens it is the code itself.
const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : error

/** The public half of the key of a certificate, as a roster names it; `null` where it is of another kind. */
export function verifyKeyOf(certificate: X509Certificate): string | null {
  if (certificate.publicKey.asymmetricKeyType !== 'ed25519') return null
  return certificate.publicKey.export({ format: 'jwk' }).x ?? null
}

export type CertificateState = {
  side: 'own' | 'other'
  until: string
  state: 'good' | 'ends-soon' | 'expired' | 'not-yet'
}

/** How long they are good. Of several of the other side the one that lasts longest counts. */
export function examineCertificates({ own, others }: TlsFiles, now: Date): CertificateState[] {
  const last = others.toSorted((a, b) => b.validToDate.getTime() - a.validToDate.getTime()).slice(0, 1)
  return [
    { side: 'own' as const, certificate: own },
    ...last.map((certificate) => ({ side: 'other' as const, certificate })),
  ].map(({ side, certificate: { validFromDate, validToDate } }) => {
    const left = validToDate.getTime() - now.getTime()
    const state =
      left < 0 ? 'expired' : validFromDate > now ? 'not-yet' : left < TOLD_BEFORE_DAYS * DAY_MS ? 'ends-soon' : 'good'
    return { side, until: validToDate.toISOString().slice(0, 10), state }
  })
}
