// Who holds the places of a host: one for each connection. A full host takes the place of whoever has been silent longest, so that
// connections that ask nothing keep nobody out. Governed by docs/protocol.md "Limits".
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export type PlaceLimits = {
  /** Connections that are served at once. */
  connections: number
  /** Whose a connection is: one network has at most a quarter of the places. Null where a proxy stands before the host, so that all come
   *  from one address. */
  networkOf: ((address: string) => string) | null
}

/** The share of one network: one place in so many. */
const SHARE = 4

type Asked = { incoming: IncomingMessage; outgoing: ServerResponse }
type Place = { network: string; asked: Set<Asked> }

export type Places = {
  /** Gives a connection a place; false where there is none, since all that it could have are at work. */
  take: (socket: Socket) => boolean
  /** A head has come on this connection, and is at work until its answer is out. */
  work: (socket: Socket, incoming: IncomingMessage, outgoing: ServerResponse) => void
}

/** Whether the other side is waited for: nothing whole has come from it, or what it asked for lies ready and is not read. */
const isUnasked = ({ asked }: Place): boolean => [...asked].every(({ incoming }) => !incoming.complete)
const isUnread = ({ asked }: Place): boolean =>
  [...asked].every(
    ({ incoming, outgoing }) => !incoming.complete || outgoing.writableEnded || outgoing.writableNeedDrain,
  )

export function openPlaces({ connections, networkOf }: PlaceLimits): Places {
  // Whoever said something last stands last.
  const places = new Map<Socket, Place>()
  const held = new Map<string, number>()
  const share = Math.ceil(connections / SHARE)

  const leave = (socket: Socket): void => {
    const place = places.get(socket)
    if (!place) return
    places.delete(socket)
    const left = (held.get(place.network) ?? 0) - 1
    if (left > 0) held.set(place.network, left)
    else held.delete(place.network)
  }
  const stepBack = (socket: Socket, place: Place): void => {
    if (places.delete(socket)) places.set(socket, place)
  }
  const makeRoom = (network: string | null): boolean => {
    for (const isSilent of [isUnasked, isUnread])
      for (const [socket, place] of places) {
        if ((network !== null && place.network !== network) || !isSilent(place)) continue
        leave(socket)
        socket.destroy()
        return true
      }
    return false
  }

  return {
    take: (socket) => {
      const network = networkOf?.(socket.remoteAddress ?? '') ?? ''
      const isOverShare = networkOf !== null && (held.get(network) ?? 0) >= share
      if (isOverShare && !makeRoom(network)) return false
      if (places.size >= connections && !makeRoom(null)) return false
      places.set(socket, { network, asked: new Set() })
      held.set(network, (held.get(network) ?? 0) + 1)
      socket.once('close', () => {
        leave(socket)
      })
      return true
    },
    work: (socket, incoming, outgoing) => {
      const place = places.get(socket)
      if (!place) return
      const asked = { incoming, outgoing }
      place.asked.add(asked)
      stepBack(socket, place)
      outgoing.once('close', () => {
        place.asked.delete(asked)
        stepBack(socket, place)
      })
    },
  }
}
