// What salts the stretching of a network's tickets. Governed by docs/protocol.md "Ticket". The neutral page carries the salt itself
// and not the network's name, which would say on her telephone whose page it is.

/** The salt is the beginning of this text's SHA-256. */
export const ticketSaltText = (network: string): string => `apila/ticket/v2\0${network}`

/** Unit: bytes. */
export const TICKET_SALT_BYTES = 16
