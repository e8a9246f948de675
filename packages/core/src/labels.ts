// Every label that separates one use of a key from another, in one place: two uses under one label would be two doors with one key.
// Governed by docs/protocol.md "Labels". Server and device read them here.

/** What is signed is `label ‖ 0 ‖ message`. */
export type SignatureLabel =
  | 'apila/roster/v2'
  | 'apila/proposal/v2'
  | 'apila/device/v2'
  | 'apila/credential/v2'
  | 'apila/part/v2'
  | 'apila/grant/v2'
  | 'apila/renewal/v2'
  | 'apila/session/v2'
  | 'apila/day/v2'
  | 'apila/release/v2'
  | 'apila/program/v2'
  | 'apila/leash/v2'

/** What HKDF-SHA-256 is told besides its root. */
export type DerivationLabel =
  | 'apila/ticket/v2/locator'
  | 'apila/ticket/v2/withdraw'
  | 'apila/ticket/v2/renew'
  | 'apila/ticket/v2/open'
  | 'apila/ticket/v2/receipt'
  | 'apila/desk/v2/list'
  | 'apila/desk/v2/bell'
  | 'apila/device-key/v2'
  | 'apila/join/v2/id'
  | 'apila/join/v2/mac'
  | 'apila/join/v2/digits'
  | 'apila/recovery/v2/sign'
  | 'apila/recovery/v2/open'
  | typeof MARK_LABEL

/** From the proof of what ends a permission: its mark. */
export const MARK_LABEL = 'apila/mark/v2'
/** Before a secret, in what is hashed to its proof. */
export const PROOF_LABEL = 'apila/proof/v2'
/** Before the network, in what separates the bells of networks. */
export const BELL_LABEL = 'apila/bell/v2'

/** The text whose UTF-8 bytes are signed, where the message is text. */
export const labelledText = (label: SignatureLabel, message: string): string => `${label}\0${message}`
