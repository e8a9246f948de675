// Text that people type, in the form that may be sealed: one spelling, no control characters but line feeds (docs/protocol.md "Encoding").

/** Line ends become line feeds, tabs become spaces, other control characters and halves of surrogate pairs go; letters are composed. */
export const plainText = (typed: string): string =>
  typed
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/[^\P{Cc}\n]|\p{Cs}/gu, '')
    .normalize('NFC')
