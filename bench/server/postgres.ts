// PostgreSQL beside it: the same rows in the same three transactions, by pgbench. Without PostgreSQL on the machine there is no comparison.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, chmodSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BELL_BYTES } from '@apila/core/bytes.ts'
import { LEASH_BYTES, STORED_BYTES, STORY_CLASSES, sealedLength } from '@apila/core/sizes.ts'

const FOLDERS = [
  '/usr/lib/postgresql/18/bin',
  '/usr/lib/postgresql/17/bin',
  '/usr/lib/postgresql/16/bin',
  '/usr/lib/postgresql/15/bin',
  '/usr/local/bin',
  '/usr/bin',
]
const PORT = 4318

/** A leash under its day's key: nonce 12, tag 16. */
const SEALED_LEASH_BYTES = LEASH_BYTES + 28

export type Postgres = { deposits: (callers: number, seconds: number) => number; stop: () => void }

const TABLES = `
CREATE TABLE permissions (network_id text, end_tag text, renew_tag text, post_tag text, mark text, line text, until_day text, renewals int,
  deposit_tag text, reserved_day text, state text, PRIMARY KEY (network_id, end_tag));
CREATE TABLE parts (network_id text, tag text, end_tag text, slot text, body bytea, receipt bytea, PRIMARY KEY (network_id, tag));
CREATE INDEX parts_by_end_tag ON parts (network_id, end_tag);
CREATE TABLE locks (network_id text, tag text, slot text, n int, blob bytea, turn_tag text, PRIMARY KEY (network_id, tag, slot, n));
CREATE TABLE leashes (network_id text, tag text, sealed bytea, until_day text, PRIMARY KEY (network_id, tag));
CREATE TABLE bells (network_id text, n bigserial, bell bytea, end_tag text, day text, PRIMARY KEY (network_id, n));
CREATE INDEX bells_by_end_tag ON bells (network_id, end_tag);
CREATE TABLE notes (network_id text, list_tag text, item text, version int, blob bytea, until_day text,
  PRIMARY KEY (network_id, list_tag, item, version));
${['parts.body', 'parts.receipt', 'locks.blob', 'notes.blob']
  .map((name) => name.split('.'))
  .map(([table = '', column = '']) => `ALTER TABLE ${table} ALTER COLUMN ${column} SET STORAGE EXTERNAL;`)
  .join('\n')}
`

const bytes = (length: number) => `'\\x${randomBytes(length).toString('hex')}'`
const tag = (letter: string) => `'${letter}' || :a || '-' || :b || '${'-'.repeat(12)}'`
const line = randomBytes(975).toString('hex')
const { knock, lock, receipt, note } = STORED_BYTES
const lockRow = (part: string, slot: string) => `('n', ${tag(part)}, '${slot}', 0, ${bytes(lock)}, ${tag('u')})`
const leashRow = (part: string) => `('n', ${tag(part)}, ${bytes(SEALED_LEASH_BYTES)}, '2026-12-14')`

// The rows of a deposit, with as many bytes, sent over the wire like those. Places in the list of bells come from a sequence, which is
// quicker than a row that everybody changes.
const DEPOSIT = `
\\set a random(1, 9000000000000000)
\\set b random(1, 9000000000000000)
BEGIN;
INSERT INTO permissions VALUES ('n', ${tag('e')}, ${tag('r')}, ${tag('p')}, 'm' || :a, '${line}', '2026-12-14', 0, ${tag('d')}, '2026-11-30', 'storing');
INSERT INTO parts VALUES ('n', ${tag('k')}, ${tag('e')}, 'k', ${bytes(knock)}, NULL),
  ('n', ${tag('s')}, ${tag('e')}, 's', ${bytes(sealedLength(STORY_CLASSES[0]))}, ${bytes(receipt)}), ('n', ${tag('t')}, ${tag('e')}, 't', NULL, NULL);
INSERT INTO locks VALUES ${lockRow('k', 'k')}, ${lockRow('s', 's')}, ${lockRow('t', 't')}, ${lockRow('t', 'f')};
COMMIT;
BEGIN;
INSERT INTO leashes VALUES ${leashRow('k')}, ${leashRow('s')}, ${leashRow('t')};
COMMIT;
BEGIN;
INSERT INTO notes VALUES ('n', ${tag('l')}, 'i' || :b, 1, ${bytes(note)}, '2026-12-30');
UPDATE permissions SET state = 'alive', reserved_day = NULL WHERE network_id = 'n' AND end_tag = ${tag('e')};
INSERT INTO bells (network_id, bell, end_tag) VALUES ('n', ${bytes(BELL_BYTES)}, ${tag('e')});
COMMIT;
`

/** \`null\` where PostgreSQL is not installed. \`preload\`: a library that slows the disk. */
export function startPostgres(preload: string | null): Postgres | null {
  const bin = FOLDERS.find((folder) => existsSync(join(folder, 'pgbench')) && existsSync(join(folder, 'initdb')))
  if (bin === undefined) return null
  const folder = mkdtempSync(join(tmpdir(), 'apila-bench-pg-'))
  const data = join(folder, 'data')
  const script = join(folder, 'deposit.sql')
  writeFileSync(script, DEPOSIT)
  chmodSync(folder, 0o777)
  const isRoot = process.getuid?.() === 0
  const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', ...(preload !== null && { LD_PRELOAD: preload }) }
  const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = environment, input = ''): string => {
    const command = [join(bin, program), ...args]
    // PostgreSQL refuses to run as root.
    const [file = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command
    const { status, stdout, stderr } = spawnSync(file, rest, { env, input, encoding: 'utf8', cwd: folder })
    if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
    return stdout
  }
  const plain = { PATH: environment.PATH, LC_ALL: 'C' }
  const to = ['-h', folder, '-p', String(PORT), '-U', 'bench']
  run('initdb', ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync'], plain)
  const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c port=${String(PORT)} -c shared_buffers=256MB -c max_wal_size=2GB`
  run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start'])
  run('psql', [...to, '-q', 'postgres'], plain, TABLES)
  const bench = (file: string, callers: number, seconds: number): number => {
    const threads = String(Math.min(2, callers))
    const said = run(
      'pgbench',
      [...to, '-n', '-f', file, '-c', String(callers), '-j', threads, '-T', String(seconds), 'postgres'],
      plain,
    )
    return Number(/tps = ([\d.]+)/.exec(said)?.[1] ?? 0)
  }
  return {
    deposits: (callers, seconds) => bench(script, callers, seconds),
    stop: () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'], plain)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
