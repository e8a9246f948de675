// Why server and leash keeper do not take each other's certificates, and what to do about it. Governed by docs/operating.md "Leash keeper".

export const TLS_REFUSALS = [
  'expired',
  'not-yet',
  'not-known',
  'no-certificate',
  'other-name',
  'not-in-roster',
] as const
export type TlsRefusal = (typeof TLS_REFUSALS)[number]

/** What `openssl` calls it where nobody that it knows signed a certificate. */
const NO_CHAIN: readonly unknown[] = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]

/** What it calls the others, as Node passes it on. */
const REFUSAL_OF: Readonly<Record<string, TlsRefusal>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-name',
  CERT_SIGNATURE_FAILURE: 'not-known',
  INVALID_PURPOSE: 'not-known',
}

export const isNoChain = (code: unknown): boolean => NO_CHAIN.includes(code)

/** `null`: it failed for another reason than a certificate. */
export const refusalOf = (code: unknown): TlsRefusal | null =>
  isNoChain(code) ? 'not-known' : typeof code === 'string' ? (REFUSAL_OF[code] ?? null) : null

/** Said by whoever looked at the other's certificate. */
export const REFUSED_OTHER: Readonly<Record<TlsRefusal, string>> = {
  expired: "The other side's certificate has expired: it makes a new one, and other.pem here must hold it.",
  'not-yet': "The other side's certificate is not valid yet: look at the clocks of both machines.",
  'not-known': "The other side's certificate is none of those in other.pem.",
  'no-certificate': 'The other side showed no certificate.',
  'other-name': "The leash keeper's certificate is for another name than the one in --leash-keeper.",
  'not-in-roster': "The leash keeper's key is not the one that the network's roster names.",
}

/** Said by whoever was refused. */
export const REFUSED_US: Readonly<Record<TlsRefusal, string>> = {
  expired:
    'The leash keeper does not take our certificate, since it has expired: make a new one, and give it to the keeper.',
  'not-yet':
    'The leash keeper does not take our certificate, since it is not valid yet: look at the clocks of both machines.',
  'not-known': "The leash keeper does not take our certificate: own.pem here is not in the keeper's other.pem.",
  'no-certificate': 'The leash keeper saw no certificate of ours.',
  'other-name': 'The leash keeper does not take the name in our certificate.',
  'not-in-roster': 'The leash keeper does not find our key in the roster.',
}
