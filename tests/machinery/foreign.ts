// Permissions of other organisations in a data folder, many at once. Bodies are left out, since no look reads one; bells are real to the ear.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fillerBell, randomBytes, toBase64url } from '../../packages/server/src/platform/keys.ts'

/** Puts permissions of others into a folder that no server has open. Their bells come before those that are there: whoever listens hears
 *  its own last. */
export function addForeign(data: string, count: number): void {
  const db = new DatabaseSync(join(data, 'apila.db'))
  const { network_id: network } = db.prepare('SELECT network_id FROM bells LIMIT 1').get() as { network_id: string }
  const { last } = db.prepare('SELECT max(n) AS last FROM bells').get() as { last: number }
  const tag = () => toBase64url(randomBytes(32))
  const permission = db.prepare(
    `INSERT INTO permissions (network_id, end_tag, renew_tag, post_tag, mark, line, until_day, renewals, deposit_tag, reserved_day, state)
     SELECT network_id, ?, ?, ?, ?, line, until_day, 0, ?, reserved_day, 'alive' FROM permissions WHERE state = 'alive' LIMIT 1`,
  )
  const bell = db.prepare('INSERT INTO bells (network_id, n, bell, end_tag, day) VALUES (?, ?, ?, ?, NULL)')
  db.exec('BEGIN')
  // By way of numbers that nothing has, since no two may meet.
  db.prepare('UPDATE bells SET n = -n - ?').run(count)
  db.exec('UPDATE bells SET n = -n')
  for (let n = 1; n <= count; n += 1) {
    const end = tag()
    permission.run(end, tag(), tag(), toBase64url(randomBytes(16)), tag())
    bell.run(network, n, Buffer.from(fillerBell(), 'base64url'), end)
  }
  db.prepare("UPDATE places SET last = ? WHERE network_id = ? AND list = 'bells'").run(last + count, network)
  db.exec('COMMIT')
  db.close()
}
