// Every step that server, devices, strangers and she can take next, in any order. Governed by docs/protocol.md (version 2).
// Two desks; the receiving one has devices 1 and 2 that stay and 3 that misbehaves and is removed; the sender may lie.
import type { Goal } from './invariants.ts'
import type { Fault } from './mutants.ts'
import { DEVICES, LONGEST, hasKey, newestLock, stands } from './reading.ts'
import { LAST_DAY, type Life, type Lock, TOO_LATE } from './state.ts'

/** How large a life is looked at. The whole: 4 days, 3 locks, 2 items. */
export interface Size {
  lastDay: number
  mostLocks: number
  mostItems: number
}
export const WHOLE: Size = { lastDay: LAST_DAY, mostLocks: 3, mostItems: 2 }

export interface Walk {
  fault: Fault | null
  size: Size
  reached: (goal: Goal) => void
  /** Called once for each step that is possible from `life`. */
  go: (step: string, next: Life) => void
}

export function eachStep(life: Life, walk: Walk): void {
  const step = new Step(life, walk)
  step.agree()
  step.send()
  step.end()
  step.crash()
  step.strangers()
  step.nextDay()
  step.open()
  step.openInTwo()
  step.writeLocks()
  step.confirmLocks()
  step.rotate()
  step.renew()
  step.talk()
}

const isUnsent = ({ sending }: Life): boolean => sending === 'reserved' || sending === 'offline'

class Step {
  private readonly life: Life
  private readonly walk: Walk
  private readonly isAlive: boolean

  constructor(life: Life, walk: Walk) {
    this.life = life
    this.walk = walk
    this.isAlive = life.row === 'alive' && life.leash && life.day <= life.rowUntil
  }

  private is(fault: Fault): boolean {
    return this.walk.fault === fault
  }

  private go(step: string, change: Partial<Life>): void {
    this.walk.go(step, { ...this.life, ...change })
  }

  /** 7.2: names are reserved before the ticket is handed over; without signal only the ticket is (11.3). */
  agree(): void {
    const { life } = this
    if (life.sending !== 'not-yet' || life.day !== 0) return
    for (const mode of ['knock-ahead', 'all-ahead'] as const)
      for (const until of [1, 2])
        for (const lie of ['none', 'no-ticket-layer', 'too-long', 'later-row'] as const)
          for (const network of ['ours', 'foreign'] as const) {
            if ((lie === 'no-ticket-layer' && mode === 'all-ahead') || (network === 'foreign' && lie !== 'none'))
              continue
            const grantUntil = lie === 'too-long' ? TOO_LATE : until
            const isHonest = lie === 'none' && network === 'ours'
            const plan = { day: 0, grantUntil, renewedUntil: 0, mode, network, withTicket: true, yes: false }
            // An honest program asks the rule before it seals; a liar does not.
            if (isHonest && !stands(plan, null)) continue
            const said = { toldUntil: until, grantUntil, mode, lie, network }
            const what = `agree ${mode} until day ${until}, lie ${lie}, network ${network}`
            this.go(`${what}; names reserved, ticket handed over`, {
              ...said,
              sending: 'reserved',
              row: 'reserved',
              rowUntil: until,
            })
            if (isHonest) this.go(`${what}; without signal, ticket handed over`, { ...said, sending: 'offline' })
          }
  }

  /** 7.3: rows, leashes, then alive in one transaction, then the answer. */
  send(): void {
    const { life } = this
    const isRevived = this.is('alive-unchecked') && life.row === 'gone' && life.locks.length > 0 && isUnsent(life)
    if (life.row === 'storing' || isRevived) {
      const alive = { row: 'alive', ...(this.is('alive-unchecked') && { leash: true }) } as const
      this.go('send: alive, answered', { sending: 'answered', ...alive })
      this.go('send: alive, the answer is lost', alive)
    }
    if (!isUnsent(life) || life.row === 'storing') return
    if (life.row === 'alive') {
      if (life.leash) this.go('send again: the same, answered', { sending: 'answered' })
      return
    }
    const isOffline = life.sending === 'offline'
    const isEndedBefore = isOffline ? this.isKnownAsEnded() : this.isReservationGone()
    if (isOffline && !isEndedBefore && life.day <= life.grantUntil) this.walk.reached('opened from an offline deposit')
    if (isOffline && !life.remembered && life.gap) this.walk.reached('offline deposit asked again after a flood')
    if (!isOffline && isEndedBefore) this.walk.reached('online deposit refused, ended before')
    if (isEndedBefore || life.day > life.grantUntil) {
      this.go('send: refused, ask her again', { sending: 'refused' })
      return
    }
    this.go('send: rows and leashes written', {
      row: 'storing',
      leash: true,
      rowUntil: this.rowUntil(),
      locks: [
        {
          epoch: life.epoch,
          ticketLayer: life.mode === 'knock-ahead' && life.lie !== 'no-ticket-layer',
          yes: false,
          noise: false,
          writer: 0,
        },
      ],
    })
  }

  private isReservationGone(): boolean {
    return this.life.row !== 'reserved' && !this.is('deposit-ignores-ended-reservation')
  }

  private isKnownAsEnded(): boolean {
    const { remembered, mark, gap } = this.life
    return remembered || (mark && !this.is('ended-list-not-asked')) || (gap && !this.is('gap-ignored'))
  }

  /** The server takes the day that was told, as long as its length is one that can be agreed (6.4). */
  private rowUntil(): number {
    const { lie, toldUntil, mode, day } = this.life
    const wish = lie === 'later-row' ? toldUntil + 1 : lie === 'too-long' ? LONGEST : toldUntil
    return this.is('fourteen-days') && mode === 'knock-ahead' ? Math.min(wish, day) : wish
  }

  /** 11.1: asked, committed (leashes overwritten), acknowledged; rows are swept. */
  end(): void {
    const { life } = this
    if (life.sending !== 'not-yet' && life.ending === 'none')
      this.go('she ends it', { ending: this.is('ack-before-commit') ? 'acknowledged' : 'waits', askedToEnd: true })
    if (life.ending === 'waits') {
      const isUnborn = life.row === 'reserved' || life.row === 'storing'
      const hasRow = isUnborn || life.row === 'alive'
      this.go('end commits', {
        ending: 'committed',
        leash: false,
        ...(isUnborn && { row: 'gone', mark: true }),
        remembered: hasRow || life.gap ? life.remembered : true,
      })
    }
    if (life.ending === 'committed') {
      if (life.row === 'gone' && life.mark) this.walk.reached('ended after a crash')
      this.go('end acknowledged', { ending: 'acknowledged' })
    }
    if (this.is('ack-before-commit') && life.ending === 'acknowledged' && life.leash)
      this.go('late commit', { leash: false })
    if (life.row === 'alive' && !life.leash && (life.ending === 'committed' || life.ending === 'acknowledged'))
      this.go('rows swept', { row: 'gone', mark: true })
  }

  /** What waits in memory is lost; the start sweeps rows whose leash is gone. */
  crash(): void {
    const { life } = this
    if (life.row === 'storing') {
      const isReserved = life.sending === 'reserved'
      this.go('crash and start while storing', {
        row: isReserved ? 'reserved' : 'none',
        leash: false,
        locks: [],
        rowUntil: isReserved ? life.toldUntil : -1,
        ...(life.ending !== 'acknowledged' && { ending: 'none' }),
      })
    }
    if (life.ending === 'waits' || life.ending === 'committed') {
      const isHalf = life.row === 'alive' && !life.leash && !this.is('no-sweep-at-start')
      this.go('crash and start', { ending: 'none', ...(isHalf && { row: 'gone', mark: true }) })
    }
  }

  /** 11.3: a flood fills the memory of endings; nothing is forgotten, but a gap is noted. */
  strangers(): void {
    const { life } = this
    if (!life.gap && life.sending === 'offline')
      this.go('flood of endings', this.is('ending-forgotten') ? { remembered: false } : { gap: true })
    if (this.is('mark-from-stranger') && !life.mark && life.row === 'alive')
      this.go('a stranger ends a deposit with the same mark', { mark: true })
  }

  /** 10: the key of a day goes on the day after, and with it the leashes. */
  nextDay(): void {
    const { life } = this
    if (life.day >= this.walk.size.lastDay) return
    const isOver = (life.row === 'alive' || life.row === 'storing') && life.day + 1 > life.rowUntil
    this.go('next day', { day: life.day + 1, ...(isOver && { leash: false, row: 'gone' }) })
  }

  /** 7.4, 7.6: a device of the receiving desk opens, with and without her ticket. */
  open(): void {
    const { life } = this
    if (!this.isAlive) return
    for (const device of DEVICES) {
      if (device === 3 && life.removed && !this.is('removed-still-served')) continue
      for (const withTicket of [false, true]) {
        const releasedWithoutLine = life.releasedWithoutLine || this.is('release-without-line')
        let broken = life.broken
        if (life.ending === 'acknowledged') broken ||= 'no content after end'
        if (device === 3 && life.removed) broken ||= 'a removed device gets nothing'
        let mayWriteYes = life.mayWriteYes
        const lock = newestLock(life, device, withTicket)
        if (lock && this.isShown(lock, withTicket)) {
          broken ||= this.brokenByShowing(lock, withTicket)
          if (device !== 3 && withTicket && lock.ticketLayer) mayWriteYes |= 1 << device
        }
        const isNew =
          releasedWithoutLine !== life.releasedWithoutLine || broken !== life.broken || mayWriteYes !== life.mayWriteYes
        if (isNew)
          this.go(`device ${device} opens${withTicket ? ' with her ticket' : ''}`, {
            releasedWithoutLine,
            broken,
            mayWriteYes,
          })
      }
    }
  }

  private isShown(lock: Lock, withTicket: boolean): boolean {
    const { life } = this
    const view = { ...life, withTicket: withTicket && lock.ticketLayer, yes: lock.yes }
    if (!stands(view, this.walk.fault)) {
      if (life.lie !== 'none' || life.network !== 'ours') this.walk.reached('a liar was refused by the receiver')
      return false
    }
    if (lock.ticketLayer) this.walk.reached('opened with her ticket')
    if (lock.yes && !withTicket) this.walk.reached('read again without it, after her Yes')
    if (life.day > life.grantUntil) this.walk.reached('opened after the first told day, renewed')
    if (life.relocked) this.walk.reached('opened after a confirmed re-wrap')
    if (life.locks.some((one) => one.noise)) this.walk.reached('opened beside noise')
    if (life.items.length > 0) this.walk.reached('read together with a message')
    return true
  }

  /** Content is on the screen. This must be true then, whatever anybody's program did. */
  private brokenByShowing(lock: Lock, withTicket: boolean): Life['broken'] {
    const { life } = this
    if (life.network !== 'ours') return 'tracks never meet'
    if (life.grantUntil > LONGEST) return 'one standing rule'
    if (life.day > life.toldUntil) return 'last day never later than told'
    const isWithHer = (withTicket && lock.ticketLayer) || lock.yes
    return life.mode === 'knock-ahead' && !isWithHer ? 'no story without her' : ''
  }

  /** 7.4 in its two parts, for device 1: the line on disk, then the leash. She may end in between. */
  openInTwo(): void {
    const { life } = this
    if (this.isAlive && !life.lineWaits && !(life.mayWriteYes & 2))
      this.go('device 1 posts its line, with her ticket', { lineWaits: true })
    if (!life.lineWaits) return
    const leaves = this.isAlive || this.is('release-unchecked')
    let broken = life.broken
    if (leaves && life.ending === 'acknowledged') broken ||= 'no content after end'
    if (leaves && !this.isAlive && life.day > life.toldUntil) broken ||= 'last day never later than told'
    this.go(leaves ? 'the leash leaves for device 1' : 'no leash any more for device 1', { lineWaits: false, broken })
  }

  /** 7.7: after her Yes, after a new epoch, and noise by device 3. Appended; what was there stays. */
  writeLocks(): void {
    const { life } = this
    if (!this.isAlive || life.locks.length >= this.walk.size.mostLocks) return
    for (const device of [1, 2] as const) {
      if (life.mayWriteYes & (1 << device)) {
        const mayWriteYes = life.mayWriteYes & ~(1 << device)
        const yes = { ticketLayer: false, yes: true, noise: false, writer: device }
        this.append(`device ${device} writes the lock of her Yes`, { ...yes, epoch: life.epoch }, { mayWriteYes })
        // The server answers `roster-moved` to what was made before an epoch that it knows (5.4).
        if (this.is('stale-roster') && life.epoch === 1)
          this.append(
            `device ${device} writes the lock of her Yes under the old epoch`,
            { ...yes, epoch: 0 },
            { mayWriteYes },
          )
      }
      const newest = newestLock(life, device, false)
      if (life.epoch === 1 && newest?.epoch === 0)
        this.append(`device ${device} locks it anew`, { ...newest, epoch: 1, writer: device })
    }
    if (!life.removed)
      this.append('device 3 writes noise as a lock', {
        epoch: 0,
        ticketLayer: false,
        yes: false,
        noise: true,
        writer: 3,
      })
  }

  private append(step: string, lock: Lock, change: Partial<Life> = {}): void {
    const { life } = this
    this.go(step, {
      locks: this.is('lock-overwrites') ? [lock] : [...life.locks, lock],
      ...(this.is('relock-moves-day') && { rowUntil: Math.min(life.day + 2, LAST_DAY) }),
      ...change,
    })
  }

  /** 7.7: the older locks go only when another device than the writer has opened the new one. */
  confirmLocks(): void {
    const { life } = this
    if (!this.isAlive) return
    for (const [n, lock] of life.locks.entries()) {
      if (n === 0) continue
      for (const device of DEVICES) {
        if (device === 3 && life.removed) continue
        const isWriter = device === lock.writer
        const isOpened = (!lock.noise && hasKey(device, lock)) || this.is('blind-confirm')
        const mayConfirm = isWriter ? this.is('self-confirm') : isOpened
        if (mayConfirm)
          this.go(`device ${device} confirms lock ${n}, the older ones go`, {
            locks: this.is('old-lock-kept') ? life.locks : life.locks.slice(n),
            relocked: life.relocked || (!lock.noise && lock.epoch === 1),
          })
      }
    }
  }

  /** 5.2.8: a removal and its new epoch are one batch. */
  rotate(): void {
    if (!this.life.removed && this.life.sending === 'answered')
      this.go('device 3 is removed, new epoch', { removed: true, epoch: 1 })
  }

  /** 8.5: her word (her ticket, or the word that her worker keeps), in one transaction with the leash. */
  renew(): void {
    const { life } = this
    const until = Math.min(life.day + 2, LAST_DAY)
    const isAsked =
      life.sending === 'answered' && until > life.rowUntil && life.rowUntil >= life.day && life.network === 'ours'
    if (!isAsked) return
    const revives = this.is('renew-revives')
    if (revives || (life.row === 'alive' && life.leash))
      this.go('renewed by her word', {
        rowUntil: until,
        renewedUntil: until,
        toldUntil: Math.max(life.toldUntil, until),
        leash: true,
        ...(revives && { row: 'alive' }),
      })
    if (this.is('renew-without-word') && life.row === 'alive' && life.leash)
      this.go('a desk renews by itself', { rowUntil: until, renewedUntil: until })
  }

  /** 8.1: both desks write; device 3 writes noise. */
  talk(): void {
    const { life } = this
    const mayWrite = this.is('item-after-end') ? life.row === 'alive' : this.isAlive
    if (!mayWrite || life.items.length >= this.walk.size.mostItems) return
    const broken = life.broken || (life.ending === 'acknowledged' ? 'nothing is taken after the end' : '')
    this.go('a desk writes a message into the conversation', { items: [...life.items, 'message'], broken })
    if (!life.removed)
      this.go('device 3 writes noise into the conversation', { items: [...life.items, 'noise'], broken })
  }
}
