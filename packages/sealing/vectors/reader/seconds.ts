// The second reader's judgement of second signatures, from docs/protocol.md "The rule" and "Labels" alone.
import { type Fields, type Json, type Log, canonical, deviceAt, isSigned, members, sha256 } from './reader.ts'

// "Labels": over the sense of the signature and the permission without signatures. By a worker's other device of the sending organisation.
export function isSeconded(
  {
    front,
    back,
    log,
    length,
    writer,
  }: { front: Fields; back: Fields; log: Log; length: number; writer: Json | undefined },
  as: 'witness' | 'second',
): boolean {
  const unsigned = canonical({ ...back, signatures: [] })
  const message = Buffer.concat([Buffer.from(as), sha256(canonical(front)), sha256(unsigned)])
  return (back['signatures'] as Json[]).some((each) => {
    const { device: id, as: sense, signature } = members(each, 'device as signature')
    const device = deviceAt(log, id, length)
    return (
      device !== undefined &&
      sense === as &&
      id !== writer &&
      device['organisation'] === members(front['from'], 'organisation desk')['organisation'] &&
      (device['roles'] as Json[]).includes('worker') &&
      isSigned(device['verifyKey'], signature, 'apila/grant/v2', message)
    )
  })
}
